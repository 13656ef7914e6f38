/** The note as sections, templates and comparison: what is on the note page beside writing. */
import { expect, type Locator, type Page } from '@playwright/test';

export class NoteWorkspace {
  readonly page: Page;
  readonly note: Locator;
  readonly templateDialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.note = page.getByTestId('note');
    this.templateDialog = page.getByRole('dialog', { name: /template/i });
  }

  section(name: string): Locator {
    return this.note.getByRole('region', { name, exact: true });
  }

  async headers(): Promise<readonly (string | null)[]> {
    const sections = await this.note.getByRole('region').all();
    return Promise.all(sections.map((section) => section.getAttribute('aria-label')));
  }

  async chooseTemplate(name: string): Promise<void> {
    await this.page.getByRole('button', { name: /Template$/ }).click();
    await this.page.getByRole('option', { name, exact: true }).click();
  }

  async editSection(name: string, text: string): Promise<void> {
    await this.section(name)
      .getByRole('button', { name: new RegExp(`(Edit|yourself).*|.*${name} yourself`) })
      .first()
      .click();
    await this.page.getByRole('textbox', { name: `Text of ${name}` }).fill(text);
    await this.section(name).getByRole('button', { name: 'Done' }).click();
    await expect(this.section(name)).toHaveAttribute('data-origin', 'edited');
  }

  async show(view: 'Note' | 'Review' | 'Compare'): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'View' }).getByText(view, { exact: true }).click();
  }

  column(name: 'Base' | 'Expert' | 'Proxy-tuned'): Locator {
    return this.page.getByRole('main').getByRole('region', { name, exact: true });
  }

  /** A 4-section template filled in by keyboard and pointer, saved under `title`. */
  async buildTemplate(
    title: string,
    sections: readonly (readonly [header: string, instruction: string])[],
  ): Promise<void> {
    await this.page.getByRole('button', { name: 'Edit templates' }).click();
    const dialog = this.templateDialog;
    await dialog.getByRole('textbox', { name: 'Name of the template' }).fill(title);
    for (const [index, [header, instruction]] of sections.entries()) {
      await dialog.getByRole('button', { name: 'Add a section' }).click();
      await dialog.getByRole('textbox', { name: `Header of section ${index + 1}` }).fill(header);
      await dialog.getByRole('textbox', { name: `What section ${index + 1} should hold` }).fill(instruction);
    }
  }
}
