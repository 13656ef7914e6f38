/** The lab as a user meets it: merging, and what is made to train with. */
import { expect, type Locator, type Page } from '@playwright/test';

export class LabPage {
  readonly page: Page;
  readonly merge: Locator;

  constructor(page: Page) {
    this.page = page;
    this.merge = page.getByTestId('merge');
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
}
