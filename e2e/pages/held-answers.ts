/** What the workers answer, held back while a test presses a key: no work can have ended before it is stopped, however fast the machine is. */
import type { Page } from '@playwright/test';

export class HeldAnswers {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Before a page is opened. */
  static async of(page: Page): Promise<HeldAnswers> {
    await page.addInitScript(() => {
      let isHeld = false;
      const waiting: (() => void)[] = [];
      window.addEventListener('locum-test-hold', (event) => {
        const sign = event instanceof CustomEvent ? event.detail : null;
        const look = () => {
          isHeld ||= sign === null || document.evaluate(`boolean(${sign})`, document).booleanValue;
          return isHeld;
        };
        if (look()) return;
        const observer = new MutationObserver(() => look() && observer.disconnect());
        observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
      });
      window.addEventListener('locum-test-release', () => {
        isHeld = false;
        for (const deliver of waiting.splice(0)) deliver();
      });
      window.Worker = class extends Worker {
        constructor(...given: ConstructorParameters<typeof Worker>) {
          super(...given);
          // Listens before whoever made the worker can.
          this.addEventListener('message', (event) => {
            if (!isHeld) return;
            event.stopImmediatePropagation();
            waiting.push(() =>
              this.dispatchEvent(new MessageEvent('message', { data: event.data, ports: [...event.ports] })),
            );
          });
        }
      };
    });
    return new HeldAnswers(page);
  }

  /**
   * Nothing that a worker says arrives until `act` is done.
   * @param sign an XPath: from the moment on that the page has such an element, instead of at once
   */
  async during(act: () => Promise<void>, sign: string | null = null): Promise<void> {
    await this.#page.evaluate((detail) => {
      window.dispatchEvent(new CustomEvent('locum-test-hold', { detail }));
    }, sign);
    await act();
    await this.#page.evaluate(() => window.dispatchEvent(new Event('locum-test-release')));
  }
}
