/** What is opened with the installed app. */
import { expect, it, vi } from 'vitest';
import { takeLaunches } from './launches.ts';
import { takeHanded } from './models/handed-over.ts';
import { useNote } from './note/note.ts';

/** Opens files as the system does. @returns where the app went */
function launch(...files: readonly File[]): readonly string[] {
  const visited: string[] = [];
  const handles = files.map((file) => ({ kind: 'file', name: file.name, getFile: async () => file }));
  const queue: Parameters<typeof takeLaunches>[1] = {
    setConsumer: (consume) => consume({ files: handles as unknown as readonly FileSystemHandle[] }),
  };
  takeLaunches((path) => visited.push(path), queue);
  return visited;
}

it('opens a text as the conversation', async () => {
  const visited = launch(new File(['Patient: My knee hurts.'], 'visit.txt'));
  await vi.waitFor(() => expect(useNote.getState().dialogue).toBe('Patient: My knee hurts.'));
  expect(useNote.getState().origin).toEqual({ file: 'visit.txt' });
  expect(visited).toEqual(['/']);
});

it('hands all parts of a model to the page for models, once', async () => {
  const parts = ['m-00001-of-00002.gguf', 'm-00002-of-00002.GGUF'].map((name) => new File(['GGUF'], name));
  const visited = launch(...parts);
  await vi.waitFor(() => expect(visited).toEqual(['/models']));
  expect(takeHanded()).toEqual(parts);
  expect(takeHanded()).toEqual([]);
});
