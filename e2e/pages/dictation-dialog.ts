/** The dialog “From a recording” as a user meets it. */
import { expect, type Locator, type Page } from '@playwright/test';

type Files = Parameters<Locator['setInputFiles']>[0];

export class DictationDialog {
  readonly page: Page;
  readonly dialog: Locator;
  readonly problem: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: 'From a recording' });
    this.problem = this.dialog.getByRole('alert');
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'From a recording' }).click();
    await expect(this.dialog).toBeVisible();
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  async choose(button: 'Choose a model file' | 'Open a recording', files: Files): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.button(button).click();
    await (await chooser).setFiles(files);
  }

  chosen(step: 'Speech model' | 'Recording'): Locator {
    return this.dialog.getByRole('region', { name: step }).getByRole('heading');
  }
}
