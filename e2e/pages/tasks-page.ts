/** The tasks page as a user meets it. */
import { expect, type Locator, type Page } from '@playwright/test';

export class TasksPage {
  readonly page: Page;
  readonly answer: Locator;
  readonly problem: Locator;
  readonly library: Locator;

  constructor(page: Page) {
    this.page = page;
    this.answer = page.getByRole('region', { name: 'Answer' });
    this.library = page.getByRole('region', { name: 'The library' });
    this.problem = this.answer.getByRole('alert');
  }

  async open(): Promise<void> {
    await this.page.goto('/#/tasks');
    await expect(this.page.getByRole('heading', { name: 'Tasks', level: 1 })).toBeVisible();
  }

  async choose(title: string): Promise<void> {
    await this.page.getByRole('button', { name: /Task$/ }).click();
    await this.page.getByRole('option', { name: title }).click();
  }

  /** In the library that is in sight. */
  async press(title: string): Promise<void> {
    await this.library.getByRole('button', { name: new RegExp(`^${title} [A-Z]`, 'u') }).click();
  }

  async run(): Promise<void> {
    await this.page.getByRole('button', { name: 'Run', exact: true }).click();
  }

  async finished(): Promise<void> {
    await expect(this.answer).toContainText('As it was written');
    await expect(this.page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  }
}
