/** The review of a note, its signature, and the ways to keep it and take it away: as a user meets them. */
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';

export class ReviewPage {
  readonly page: Page;
  readonly summary: Locator;
  readonly signButton: Locator;
  readonly signing: Locator;
  readonly signature: Locator;
  readonly dialog: Locator;
  readonly history: Locator;
  readonly entries: Locator;
  /** What the models find of sentences, where they were asked. */
  readonly verdicts: Locator;
  readonly askButton: Locator;

  constructor(page: Page) {
    this.page = page;
    this.summary = page.getByTestId('review-summary');
    this.signButton = page.getByRole('button', { name: 'Sign', exact: true });
    this.signing = page.getByTestId('signing');
    this.signature = page.getByTestId('signature');
    this.dialog = page.getByRole('dialog');
    this.history = page.getByTestId('history');
    this.entries = page.getByTestId('entry');
    this.verdicts = page.getByTestId('review').getByText(/^The models’ estimate: /);
    this.askButton = page.getByRole('button', { name: 'Ask the models' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'View' }).getByText('Review', { exact: true }).click();
    await expect(this.page.getByTestId('review')).toHaveAttribute('data-ready', 'true');
  }

  /** Writes a section's text by hand. */
  async edit(section: string, text: string): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'View' }).getByText('Note', { exact: true }).click();
    await this.page.getByRole('button', { name: new RegExp(`^(?:Edit|Write or dictate) ${section}`) }).click();
    const field = this.page.getByRole('textbox', { name: `Text of ${section}` });
    await field.fill(text);
    await field.press('Escape');
  }

  sentence(text: string): Locator {
    return this.page.getByTestId('review').getByRole('listitem').filter({ hasText: text });
  }

  async acceptAll(): Promise<void> {
    const accept = this.page.getByRole('button', { name: /^Accept the sentence: / });
    for (let left = await accept.count(); left > 0; left--) {
      await accept.first().click();
      await expect(accept).toHaveCount(left - 1);
    }
  }

  async sign(name: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Reviewed by' }).fill(name);
    await this.signButton.click();
    await expect(this.signature).toContainText(name);
  }

  async openExport(): Promise<void> {
    await this.page.getByRole('button', { name: 'Export' }).click();
    await expect(this.dialog.getByRole('region', { name: 'Identifiers' })).toBeVisible();
  }

  async chooseFormat(name: string): Promise<void> {
    await this.dialog.getByText(name, { exact: true }).click();
  }

  /** The file as bytes. */
  async download(): Promise<{ readonly name: string; readonly bytes: Buffer }> {
    const downloading = this.page.waitForEvent('download');
    await this.dialog.getByRole('button', { name: 'Download' }).click();
    const download = await downloading;
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  async openHistory(): Promise<void> {
    await this.page.getByRole('button', { name: 'History' }).click();
    await expect(this.history).toBeVisible();
  }

  async unlock(passphrase: string): Promise<void> {
    await this.dialog.getByLabel('Passphrase of the history').fill(passphrase);
    await this.dialog.getByRole('button', { name: 'Unlock' }).click();
  }

  async switchHistoryOn(passphrase: string): Promise<void> {
    await this.dialog.getByLabel('Passphrase (at least').fill(passphrase);
    await this.dialog.getByLabel('Once more').fill(passphrase);
    await this.dialog.getByRole('button', { name: 'Switch the history on' }).click();
    await expect(this.history).toHaveAttribute('data-state', 'open');
  }

  async saveNote(title: string): Promise<void> {
    await this.dialog.getByLabel('Title in the history').fill(title);
    await this.dialog.getByRole('button', { name: 'Save this note' }).click();
    await expect(this.entries.filter({ hasText: title })).toHaveCount(1);
  }

  async chooseImport(name: string, content: Buffer): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.dialog.getByRole('button', { name: 'Import' }).click();
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: content });
  }

  /** Of the file that was chosen. */
  async addEntries(passphrase: string): Promise<void> {
    await this.dialog.getByLabel(/^Passphrase of .*\.json$/).fill(passphrase);
    await this.dialog.getByRole('button', { name: 'Add its entries' }).click();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.dialog).toBeHidden();
  }
}
