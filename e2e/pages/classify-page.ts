/** The classify page as a user meets it. */
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';

export class ClassifyPage {
  readonly page: Page;
  readonly result: Locator;
  /** Probabilities: there when the labels are scored. */
  readonly figures: Locator;
  readonly progress: Locator;
  readonly problem: Locator;
  readonly answers: Locator;

  constructor(page: Page) {
    this.page = page;
    this.result = page.getByRole('region', { name: 'Result' });
    this.figures = this.result.getByRole('table', { name: 'Probability of every label' });
    this.progress = page.getByTestId('batch-progress');
    this.problem = page.getByRole('alert');
    this.answers = page.getByRole('region', { name: 'Answers, table' });
  }

  async open(): Promise<void> {
    await this.page.goto('/#/classify');
    await expect(this.page.getByRole('heading', { name: 'Classify', level: 1 })).toBeVisible();
  }

  async chooseLabels(title: string): Promise<void> {
    await this.page.getByRole('button', { name: /Labels$/ }).click();
    await this.page.getByRole('option', { name: title }).click();
  }

  /** The label that the models together choose. */
  async choice(): Promise<string> {
    // Most probable first.
    return this.figures.getByRole('rowheader').first().innerText();
  }

  async openFile(name: string, content: string): Promise<void> {
    await this.page.getByRole('tab', { name: 'A file' }).click();
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Choose a file…' }).click();
    await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
  }

  /** How many of the batch have an answer. */
  async done(): Promise<number> {
    return Number((await this.progress.innerText()).split(' ')[0]);
  }

  async export(format: 'CSV' | 'JSON'): Promise<string> {
    await this.page.getByRole('button', { name: 'Export' }).click();
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('menuitem', { name: format }).click();
    return readFileSync(await (await download).path(), 'utf8');
  }

  async deleteBatch(): Promise<void> {
    await this.page.getByRole('button', { name: 'Delete this batch' }).click();
    await this.page.getByRole('button', { name: 'Delete for good' }).click();
  }
}
