/** Elements that other parts of the note page put the focus on. */
export const dialogueElementId = 'dialogue';
export const fileButtonId = 'open-file';
export const exampleButtonId = 'choose-example';

export function focusElement(id: string): void {
  document.getElementById(id)?.focus();
}
