import type { LibraryTask } from '../tasks/library/definition.ts';

/** The field whose text is an item's `input`: the text that it is about, or what is asked where there is none. */
export function mainField({ fields }: LibraryTask): string {
  return (fields.find(({ name }) => name === 'input') ?? fields[0])?.name ?? 'input';
}
