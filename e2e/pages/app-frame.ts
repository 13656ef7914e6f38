/** What is round every page: navigation, palette, shortcuts, tour, messages. */
import { expect, type Locator, type Page } from '@playwright/test';

export const PAGE_TITLES = ['Note', 'Classify', 'Tasks', 'Tokens', 'Evaluate', 'Lab', 'Models', 'Settings'] as const;
export type PageTitle = (typeof PAGE_TITLES)[number];

export class AppFrame {
  readonly page: Page;
  readonly tour: Locator;
  readonly palette: Locator;
  readonly message: Locator;

  constructor(page: Page) {
    this.page = page;
    this.tour = page.getByRole('region', { name: 'Tour' });
    this.palette = page.getByRole('dialog', { name: 'Commands' });
    this.message = page.getByRole('alertdialog');
  }

  async goTo(title: PageTitle): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: title }).click();
    await this.isAt(title);
  }

  async isAt(title: PageTitle): Promise<void> {
    await expect(this.page).toHaveTitle(`${title} · Locum`);
    await expect(this.page.getByRole('heading', { level: 1, name: title })).toBeAttached();
  }

  /** By the palette, with the keyboard. */
  async command(letters: string): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await expect(this.palette.getByRole('searchbox')).toBeFocused();
    await this.page.keyboard.type(letters);
    await expect(this.palette.getByRole('menuitem')).toHaveCount(1);
    await this.page.keyboard.press('Enter');
    await expect(this.palette).toBeHidden();
  }

  async closeMessages(): Promise<void> {
    for (const close of await this.message.getByRole('button', { name: 'Dismiss this message' }).all()) {
      await close.click();
    }
  }
}
