/** The settings page as a user meets it: by roles and names. */
import { expect, type Locator, type Page } from '@playwright/test';

export interface BaseFields {
  readonly address: string;
  readonly model: string;
  readonly key?: string;
}

export class SettingsPage {
  readonly page: Page;
  readonly blackBox: Locator;
  readonly endpointInUse: Locator;
  readonly speed: Locator;

  constructor(page: Page) {
    this.page = page;
    this.blackBox = page.getByRole('region', { name: 'Base model on another server' });
    this.endpointInUse = this.blackBox.getByRole('status');
    this.speed = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Speed' }) });
  }

  /** Within the app: what is in memory stays. */
  async visit(): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
    await expect(this.blackBox).toBeVisible();
  }

  async leaveForNote(): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: 'Note' }).click();
    await expect(this.blackBox).toBeHidden();
  }

  async useBase({ address, model, key = '' }: BaseFields): Promise<void> {
    await this.blackBox.getByLabel('Address').fill(address);
    await this.blackBox.getByLabel('Model').fill(model);
    await this.blackBox.getByLabel('Key, if it asks for one').fill(key);
    await this.blackBox.getByRole('button', { name: 'Use it' }).click();
  }

  async stopUsing(): Promise<void> {
    await this.endpointInUse.getByRole('button', { name: 'Stop using it' }).click();
  }
}
