/** The models page as a user meets it: by roles and names. */
import { expect, type Locator, type Page } from '@playwright/test';

export class ModelsPage {
  readonly page: Page;
  readonly stored: Locator;
  readonly engineState: Locator;
  readonly found: Locator;
  readonly notice: Locator;

  constructor(page: Page) {
    this.page = page;
    this.stored = page.locator('[data-stored]');
    this.engineState = page.getByTestId('engine-state');
    this.found = page.getByTestId('found-model');
    this.notice = page.getByTestId('model-notice');
  }

  async open(base = '/'): Promise<void> {
    await this.page.goto(`${base}#/models`);
    await expect(this.page.getByRole('heading', { name: 'Models', level: 1 })).toBeVisible();
  }

  /** Opens a model of the catalogue and starts its download. */
  async download(id: string): Promise<void> {
    const row = this.row(id);
    await row.getByRole('button', { expanded: false }).first().click();
    await row.getByRole('button', { name: /^Download / }).click();
  }

  row(id: string): Locator {
    return this.page.locator(`[data-model="${id}"]`);
  }

  storedModel(ref: string): Locator {
    return this.page.locator(`[data-stored="${ref}"]`);
  }

  transfer(ref: string): Locator {
    return this.page.locator(`[data-transfer="${ref}"]`);
  }

  async waitStored(ref: string): Promise<void> {
    await expect(this.storedModel(ref)).toHaveAttribute('data-complete', 'true');
    await expect(this.transfer(ref)).toHaveCount(0);
  }

  /** Types an address of the user's own and lets Locum look at it, allowing its host when that is asked. */
  async lookAt(address: string): Promise<void> {
    await this.page.getByLabel('Hugging Face name, or address of a folder').fill(address);
    await this.page.getByRole('button', { name: 'Look at it' }).click();
    await this.page.getByRole('button', { name: 'Allow it and go on' }).click();
    await expect(this.found).toBeVisible();
  }

  async pickFolder(folder: string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Choose a folder…' }).click();
    await (await chooser).setFiles(folder);
  }

  async pickFile(file: string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Choose a GGUF file…' }).click();
    await (await chooser).setFiles(file);
  }

  /** In place of those that a first visit finds. */
  async chooseTinyModels(): Promise<void> {
    await this.page.getByRole('button', { name: /^SmolLM2 with Locum.*Models$/ }).click();
    await this.page.getByRole('option', { name: /^Demonstration models/ }).click();
    await this.page.getByRole('radiogroup', { name: 'Configuration' }).getByText('CPT+IT', { exact: true }).click();
  }

  async chooseRole(role: 'base' | 'expert' | 'anti', model: string): Promise<void> {
    await this.page.locator(`[data-role-choice="${role}"]`).getByRole('button').click();
    await this.page.getByRole('option', { name: model }).first().click();
  }

  async load(): Promise<void> {
    await this.page.getByRole('button', { name: 'Load', exact: true }).click();
    await expect(this.engineState).toHaveAttribute('data-state', 'ready');
  }

  /** Addresses of what lies in web-llm's cache. */
  webLlmFiles(): Promise<readonly string[]> {
    return this.page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.includes('webllm'));
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map(({ url }) => url);
    });
  }
}
