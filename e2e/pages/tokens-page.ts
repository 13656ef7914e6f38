/** The tokens page as a user meets it: by roles and names. */
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

export class TokensPage {
  readonly page: Page;
  readonly text: Locator;
  readonly tokens: Locator;
  readonly panel: Locator;
  readonly strip: Locator;
  readonly run: Locator;
  readonly tabs: Locator;
  readonly matching: Locator;
  readonly problem: Locator;
  /** Notes written of those asked for, of many notes. */
  readonly studied: Locator;

  constructor(page: Page) {
    this.page = page;
    this.text = page.getByRole('listbox', { name: 'Text, token by token' });
    this.tokens = this.text.getByRole('option');
    this.panel = page.getByRole('region', { name: 'Chosen token' });
    this.strip = page.getByRole('slider', { name: 'Shift along the text' });
    this.run = page.getByTestId('lens-run');
    this.tabs = page.getByRole('list', { name: 'Texts under the lens' }).getByRole('listitem');
    this.matching = page.getByTestId('matching');
    this.studied = page.getByRole('progressbar', { name: 'Notes written' });
    this.problem = page.getByRole('main').getByRole('alert');
  }

  /** By the navigation, so that what was written elsewhere is still there. */
  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'Tokens' }).click();
    await expect(this.page.getByRole('heading', { name: 'Tokens', level: 1 })).toBeVisible();
  }

  async view(name: 'Text' | 'Compare' | 'Shift by group'): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'View' }).getByText(name, { exact: true }).click();
  }

  async setNumber(label: string, value: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: label, exact: true });
    await field.fill(value);
    await field.press('Tab');
    await expect(field).toHaveValue(value);
  }

  /** Waits for what `start` writes; it comes as texts of its own, so many in all. */
  async writing(start: () => Promise<void>, texts: number): Promise<void> {
    await start();
    await expect(this.tabs).toHaveCount(texts);
    await expect(this.run).toHaveAttribute('data-phase', 'idle');
  }

  async export(format: 'JSON' | 'CSV' | 'SVG' | 'PNG'): Promise<{ readonly name: string; readonly bytes: Buffer }> {
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: 'Export' }).click();
    await this.page.getByRole('menuitem', { name: format }).click();
    const file = await download;
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  }

  bar(name: string): Locator {
    return this.page.getByTestId('bars').getByRole('button', { name });
  }

  async openDataSet(name: string, content: string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Open a data set' }).click();
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  }

  /** Looked at every frame: a fast machine does not wait. */
  async waitForNotes(least: number): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => Number(document.querySelector('[aria-label="Notes written"]')?.ariaValueNow ?? 0) >= wanted,
      least,
    );
  }

  async importJson(name: string, content: Buffer): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Open JSON' }).click();
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: content });
  }
}
