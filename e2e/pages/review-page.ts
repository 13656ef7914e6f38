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

  constructor(page: Page) {
    this.page = page;
    this.summary = page.getByTestId('review-summary');
    this.signButton = page.getByRole('button', { name: 'Sign', exact: true });
    this.signing = page.getByTestId('signing');
    this.signature = page.getByTestId('signature');
    this.dialog = page.getByRole('dialog');
    this.history = page.getByTestId('history');
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
    const accept = this.page.getByRole('button', { name: /^Accept / });
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

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.dialog).toBeHidden();
  }
}
