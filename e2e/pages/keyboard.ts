/** The page under the keyboard alone: nothing here clicks, focuses or fills. A control is reached by Tab or not at all. */
import { expect, type Locator, type Page } from '@playwright/test';

/** More tab stops than any page has. */
const FAR = 200;

export class Keyboard {
  readonly page: Page;
  /** A page that was just opened has the focus nowhere; later it must not get there. */
  #fresh = true;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens an address as a bookmark would. */
  async open(address: string): Promise<void> {
    this.#fresh = true;
    await this.page.goto(address);
    await expect(this.page.getByRole('heading', { level: 1 })).toBeAttached();
  }

  async reload(): Promise<void> {
    this.#fresh = true;
    await this.page.reload();
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Tab, or Shift Tab where that is nearer, until the control has the focus, which must be visible. */
  async tabTo(control: Locator): Promise<void> {
    await expect(control).toBeEnabled();
    await this.#isSomewhere(String(control));
    for (let presses = 0; presses < FAR; presses++) {
      const at = await this.#whereIs(control);
      if (at === 'here') return this.focusIsVisible(String(control));
      await this.press(at === 'before' ? 'Shift+Tab' : 'Tab');
      this.#fresh = false;
    }
    throw new Error(`Tab does not lead to ${control}.`);
  }

  /** Tab to the control and press a key there; the focus stays on the page. */
  async use(control: Locator, key = 'Enter'): Promise<void> {
    await this.tabTo(control);
    await this.press(key);
  }

  /** Tab to the field and type over what stands in it. */
  async type(field: Locator, text: string): Promise<void> {
    await this.tabTo(field);
    await this.press('Control+a');
    await this.page.keyboard.type(text);
  }

  /** What another program has copied, into the field. */
  async paste(field: Locator, text: string): Promise<void> {
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.tabTo(field);
    await this.press('Control+v');
    await expect(field).toHaveValue(text);
  }

  async number(label: string, value: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: label, exact: true });
    await this.type(field, value);
    await this.press('Enter');
    await expect(field).toHaveValue(value);
  }

  /** Opens the list or menu of a button, walks to the entry with the arrow keys, takes it; the focus is back at the button. */
  async choose(button: Locator, entry: string | RegExp): Promise<void> {
    await this.walkInto(button, entry);
    await this.press('Enter');
    await expect(this.page.getByRole('listbox').or(this.page.getByRole('menu')).and(this.#overlays())).toHaveCount(0);
    await expect(button).toBeFocused();
  }

  /** As `choose`, without taking the entry. */
  async walkInto(button: Locator, entry: string | RegExp): Promise<void> {
    await this.use(button);
    const list = this.page.getByRole('listbox').or(this.page.getByRole('menu')).and(this.#overlays());
    const named = { name: entry, exact: typeof entry === 'string' };
    const wanted = list
      .getByRole('option', named)
      .or(list.getByRole('menuitem', named))
      .or(list.getByRole('menuitemradio', named));
    await expect(wanted).toHaveCount(1);
    for (let presses = 0; presses < FAR; presses++) {
      if ((await this.#whereIs(wanted)) === 'here') return this.focusIsVisible(`${entry}`);
      await this.press((await this.#whereIs(wanted)) === 'before' ? 'ArrowUp' : 'ArrowDown');
    }
    throw new Error(`The arrow keys do not lead to ${entry}.`);
  }

  /** One of a group of exclusive choices, by arrow keys. */
  async pick(group: string, choice: string | RegExp): Promise<void> {
    const choices = this.page.getByRole('radiogroup', { name: group, exact: true });
    const radios = choices.getByRole('radio');
    const wanted = choices.getByRole('radio', { name: choice, exact: typeof choice === 'string' });
    await expect(wanted).toBeAttached();
    const chosen = radios.and(this.page.locator(':checked'));
    await this.tabTo((await chosen.count()) > 0 ? chosen : radios.first());
    for (let presses = await radios.count(); presses > 0 && !(await wanted.isChecked()); presses--)
      await this.press('ArrowRight');
    await expect(wanted).toBeChecked();
    await this.focusIsVisible(String(choice));
  }

  /** A check box or switch. */
  async toggle(box: Locator): Promise<void> {
    const before = await box.isChecked();
    await this.use(box, 'Space');
    await expect(box).toBeChecked({ checked: !before });
  }

  /** A file through the chooser that a button opens. */
  async file(button: Locator, ...files: readonly { readonly name: string; readonly content: string }[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.use(button);
    await (await chooser).setFiles(
      files.map(({ name, content }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })),
    );
  }

  /** Escape closes the dialog that is open, or opening, and leads back to where it was opened from. */
  async escapeTo(origin: Locator): Promise<void> {
    // One whose code comes late would open behind the key, and take the next ones.
    await expect(this.page.getByRole('dialog').first()).toBeVisible();
    await this.#isSomewhere('Escape');
    await this.press('Escape');
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
    await expect(origin).toBeFocused();
  }

  /** What has the focus – or, for a control that is drawn by its label, that – has an outline on the screen. */
  async focusIsVisible(name: string): Promise<void> {
    await expect
      .poll(
        () =>
          this.page.evaluate(() => {
            const outlined = (element: Element): boolean => {
              const { outlineStyle, outlineWidth } = getComputedStyle(element);
              const { width, height } = element.getBoundingClientRect();
              // A hidden input has a pixel; the letter “I” three.
              return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && width > 2 && height > 4;
            };
            const active = document.activeElement;
            if (active === null) return false;
            const id = active.getAttribute('aria-activedescendant');
            const virtual = id === null ? null : document.getElementById(id);
            const near: Element[] = virtual === null ? [active] : [active, virtual];
            // A hidden input is drawn by its label; a field by the frame that it shares with its buttons.
            for (let up = active.parentElement, steps = 0; up !== null && steps < 4; up = up.parentElement, steps++) {
              near.push(up);
              if (up.matches('label')) near.push(...up.querySelectorAll('*'));
            }
            return near.some(outlined);
          }),
        { message: `The focus cannot be seen on ${name}` },
      )
      .toBe(true);
  }

  /** The focus is on some control. */
  async #isSomewhere(before: string): Promise<void> {
    if (this.#fresh) return;
    await expect
      .poll(() => this.page.evaluate(() => document.activeElement !== document.body), {
        message: `The focus was lost on the way to ${before}`,
      })
      .toBe(true);
  }

  #overlays(): Locator {
    return this.page.locator('[data-trigger] *');
  }

  /** Where the control lies from what has the focus; that may be by `aria-activedescendant`. */
  #whereIs(control: Locator): Promise<'here' | 'before' | 'behind'> {
    return control.evaluate((element) => {
      const active = document.activeElement;
      if (active === element) return 'here';
      if (active?.getAttribute('aria-activedescendant') === element.id && element.id !== '') return 'here';
      const id = active?.getAttribute('aria-activedescendant');
      const from = (id == null ? null : document.getElementById(id)) ?? active;
      if (from === null || from === document.body) return 'behind';
      return (from.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0 ? 'before' : 'behind';
    });
  }
}
