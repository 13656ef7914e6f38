/** The lab as a user meets it: merging, and what is made to train with. */
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

export class LabPage {
  readonly page: Page;
  readonly merge: Locator;
  readonly mediflow: Locator;

  constructor(page: Page) {
    this.page = page;
    this.merge = page.getByTestId('merge');
    this.mediflow = page.getByTestId('mediflow');
  }

  async open(view: 'merge' | 'mediflow' = 'merge'): Promise<void> {
    await this.page.goto(`/#/lab/${view}`);
    await expect(this.page.getByRole('heading', { name: 'Lab', level: 1 })).toBeAttached();
  }

  /** In a list that opens: the button is named by what is chosen, and then by its label. */
  async choose(label: string, option: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(` ${label}$`, 'u') }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  async fits(fit: 'fits' | 'unfit'): Promise<void> {
    await expect(this.merge).toHaveAttribute('data-fit', fit);
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  /** Until nothing is being merged. */
  async merged(): Promise<void> {
    await expect(this.merge).toHaveAttribute('data-busy', 'false');
  }

  async setNumber(label: string, value: number): Promise<void> {
    const field = this.page.getByRole('textbox', { name: label, exact: true });
    await field.fill(String(value));
    await field.press('Tab');
  }

  /** Looked at every frame: a fast machine does not wait. */
  async waitForTriplets(least: number): Promise<void> {
    await this.page.waitForFunction(
      (wanted) =>
        Number(document.querySelector('[data-testid="mediflow"]')?.getAttribute('data-triplets') ?? -1) >= wanted,
      least,
    );
  }

  async export(format: string): Promise<string> {
    await this.page.getByRole('button', { name: 'Export' }).click();
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('menuitem', { name: format }).click();
    return readFile(await (await download).path(), 'utf8');
  }
}
