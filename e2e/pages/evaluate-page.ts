/** The evaluate page as a user meets it. */
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

export class EvaluatePage {
  readonly page: Page;
  readonly run: Locator;
  readonly done: Locator;
  readonly dataSets: Locator;

  constructor(page: Page) {
    this.page = page;
    this.run = page.getByTestId('evaluation-run');
    this.done = page.getByTestId('evaluation-done');
    this.dataSets = page.getByRole('region', { name: 'Data sets' });
  }

  async open(): Promise<void> {
    await this.page.goto('/#/evaluate');
    await expect(this.page.getByRole('heading', { name: 'Evaluate', level: 1 })).toBeVisible();
  }

  async addFile(name: string, content: string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Add files…' }).click();
    await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
  }

  async choose(label: string, option: string): Promise<void> {
    // The button is named by what is chosen, and then by its label.
    await this.page.getByRole('button', { name: new RegExp(` ${label}$`, 'u') }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  /** These and no others. */
  async chooseMethods(...wanted: readonly string[]): Promise<void> {
    const group = this.page.getByRole('group', { name: 'Methods', exact: true });
    for (const box of await group.getByRole('checkbox').all()) {
      const name = (await box.locator('xpath=ancestor::label').textContent()) ?? '';
      await box.setChecked(wanted.includes(name.trim()), { force: true });
    }
  }

  async limitTo(items: number): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'Items of each file' });
    await field.fill(String(items));
    await field.press('Tab');
  }

  async export(format: 'CSV' | 'JSON' | 'Markdown' | 'HTML, self-contained'): Promise<string> {
    await this.page.getByRole('button', { name: 'Export' }).click();
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('menuitem', { name: format }).click();
    return readFile(await (await download).path(), 'utf8');
  }

  async press(
    name: 'Start' | 'Start over' | 'Pause' | 'Resume' | 'Delete this run' | 'Delete for good',
  ): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  async waitFor(phase: 'none' | 'running' | 'paused' | 'finished'): Promise<void> {
    await expect(this.run).toHaveAttribute('data-phase', phase);
  }

  /** Looked at every frame: a fast machine does not wait. */
  async waitForAnswers(least: number): Promise<void> {
    await this.page.waitForFunction(
      (wanted) =>
        Number.parseInt(document.querySelector('[data-testid="evaluation-done"]')?.textContent ?? '0', 10) >= wanted,
      least,
    );
  }

  /** As the browser would when memory runs out: without a word to the page. */
  async killAWorker(): Promise<void> {
    const worker = this.page.workers().find((each) => each.url().includes('evaluation'));
    if (worker === undefined) throw new Error('There is no evaluation worker.');
    await worker.evaluate(() => (globalThis as unknown as { close(): void }).close());
  }

  table(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true }).getByRole('table');
  }

  /** What the tables say once they are over so many items. */
  async figures(items: number, titles: readonly string[]): Promise<readonly string[]> {
    await expect(this.table('Classification')).toContainText(`n = ${items}`);
    return Promise.all(titles.map((title) => this.table(title).innerText()));
  }
}
