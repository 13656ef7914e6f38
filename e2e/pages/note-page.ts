/** The note page as a user meets it: by roles and names. */
import { expect, type Locator, type Page } from '@playwright/test';
import cardiology from '../../public/examples/cardiology-follow-up.json' with { type: 'json' };

export const SHORT_DIALOGUE = [
  'Doctor: Good morning, what brings you in?',
  'Patient: I have had a cough and a sore throat for three days.',
  'Doctor: Any fever or shortness of breath?',
  'Patient: A little fever last night, no trouble breathing.',
  'Doctor: Your throat is red, your lungs are clear. Drink plenty, take paracetamol, and come back if it gets worse.',
].join('\n');

/** The beginning of the first example: short enough for a software GPU, long enough for a note of some sentences. */
export const VISIT_BEGINNING = cardiology.dialogue.split('\n').slice(0, 14).join('\n');

export type Phase = 'idle' | 'loading' | 'condensing' | 'reading' | 'writing' | 'finished' | 'stopped' | 'failed';

export class NotePage {
  readonly page: Page;
  readonly dialogue: Locator;
  /** With what a note is written, down to Generate. */
  readonly controls: Locator;
  /** Where a conversation comes from. */
  readonly dialogueControls: Locator;
  readonly options: Locator;
  readonly generateButton: Locator;
  readonly stopButton: Locator;
  readonly tokens: Locator;
  readonly inspector: Locator;
  readonly problem: Locator;
  readonly backend: Locator;
  readonly models: Locator;
  readonly run: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialogue = page.getByLabel('Doctor–patient dialogue');
    this.controls = page.locator('[data-tour-step="2"]');
    this.dialogueControls = page.locator('[data-tour-step="1"] > :first-child');
    this.options = page.getByRole('button', { name: 'Options', exact: true });
    this.generateButton = page.getByRole('button', { name: 'Generate' });
    this.stopButton = page.getByRole('button', { name: 'Stop' });
    this.tokens = page.getByRole('listbox', { name: 'Draft note' }).getByRole('option');
    this.inspector = page.getByTestId('inspector');
    this.problem = page.getByRole('main').getByRole('alert');
    this.backend = page.getByTestId('backend');
    this.models = page.getByRole('region', { name: 'Models' });
    this.run = page.getByTestId('run');
  }

  async open(): Promise<void> {
    await this.page.goto('/');
    await expect(this.dialogue).toBeVisible();
  }

  async chooseExample(title: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Example dialogue' }).click();
    await this.page.getByRole('option', { name: title }).click();
    await expect(this.dialogue).toHaveValue(/^Doctor: /);
  }

  async openFile(name: string, content: Buffer): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Open .txt' }).click();
    await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: content });
  }

  async chooseMethod(name: 'Base' | 'Expert' | 'Proxy-tuned'): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'Method' }).getByText(name, { exact: true }).click();
    await expect(this.page.getByRole('radio', { name })).toBeChecked();
  }

  async chooseBackend(name: 'Automatic' | 'GPU (WebGPU)' | 'CPU'): Promise<void> {
    await this.page.getByRole('button', { name: 'Settings' }).click();
    await this.page.getByRole('dialog').getByText(name, { exact: true }).click();
    await this.page.keyboard.press('Escape');
    await expect(this.page.getByRole('dialog')).toBeHidden();
  }

  async setNumber(label: string, value: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: label, exact: true });
    await field.fill(value);
    await field.press('Enter');
    await expect(field).toHaveValue(value);
  }

  /** What is not chosen for every note. */
  async openOptions(): Promise<void> {
    if ((await this.options.getAttribute('aria-expanded')) === 'false') await this.options.click();
  }

  async setMaxTokens(count: number): Promise<void> {
    await this.openOptions();
    await this.setNumber('At most (tokens)', String(count));
  }

  /** Shades the tokens and has them tell their probabilities: the note must have some. */
  async showShading(): Promise<void> {
    await this.page.getByRole('button', { name: 'Show what the expert changed' }).click();
  }

  setAlpha(alpha: string): Promise<void> {
    return this.setNumber('Strength α, number', alpha);
  }

  async waitFor(phase: Phase): Promise<void> {
    await expect(this.run).toHaveAttribute('data-phase', phase);
  }

  async generate(): Promise<void> {
    await this.generateButton.click();
  }

  /** Generates to the end and returns the text. */
  async write(): Promise<string> {
    await this.generate();
    await this.waitFor('finished');
    return this.text();
  }

  /** Presses Stop from within the page as soon as there are so many tokens: the CPU may write faster than a test can look. */
  async stopAfter(tokens: number): Promise<void> {
    await this.page.evaluate((wanted) => {
      const observer = new MutationObserver(() => {
        if (document.querySelectorAll('[role="option"]').length < wanted) return;
        observer.disconnect();
        for (const button of document.querySelectorAll('button')) {
          if (button.textContent?.includes('Stop')) button.click();
        }
      });
      observer.observe(document.body, { childList: true, subtree: true });
    }, tokens);
  }

  /** Presses Escape from within the page in the very moment a phase begins: it may be over before a test can look. */
  async escapeAt(phase: Phase): Promise<void> {
    await this.run.evaluate((run, wanted) => {
      const observer = new MutationObserver(() => {
        if (run.getAttribute('data-phase') !== wanted) return;
        observer.disconnect();
        dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
      });
      observer.observe(run, { attributes: true });
    }, phase);
  }

  async text(): Promise<string> {
    return (await this.tokens.allTextContents()).join('');
  }
}
