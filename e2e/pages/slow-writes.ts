/** A store that takes its time: what a page shows meanwhile must still be there after a reload. */
import { expect, type Page } from '@playwright/test';

export class SlowWrites {
  readonly #page: Page;
  readonly #lock: string;

  private constructor(page: Page, lock: string) {
    this.#page = page;
    this.#lock = lock;
  }

  /** @param kind as in `shared(kind)` of src/tabs.ts: nothing of it is written from now on */
  static async of(page: Page, kind: 'evaluation' | 'batches'): Promise<SlowWrites> {
    const lock = `locum.${kind}`;
    await page.evaluate(
      (name) =>
        new Promise<void>((held) => {
          void navigator.locks.request(name, () => {
            held();
            return new Promise<void>((release) => window.addEventListener('locum-test-release', () => release()));
          });
        }),
      lock,
    );
    return new SlowWrites(page, lock);
  }

  /** Until something waits to be written or deleted. */
  async waitForOne(): Promise<void> {
    await expect
      .poll(() =>
        this.#page.evaluate(
          async (name) => (await navigator.locks.query()).pending?.some((each) => each.name === name),
          this.#lock,
        ),
      )
      .toBe(true);
  }

  async release(): Promise<void> {
    await this.#page.evaluate(() => window.dispatchEvent(new Event('locum-test-release')));
  }
}
