import { describe, expect, it, vi } from 'vitest';
import { BUILT_IN_TEMPLATES } from '../../engine/tasks/templates.ts';
import { useNote } from '../note/note.ts';
import { openText } from '../note/open.ts';
import { NOTE_METHODS } from '../note/settings.ts';
import { examples } from '../text/examples.ts';
import { COMMANDS, runCommand } from './commands.ts';
import { PAGES } from './pages.ts';

// Node has no screen to ask for its colours.
vi.hoisted(() => vi.stubGlobal('matchMedia', () => new EventTarget()));

describe('the palette', () => {
  it('has a command for every page, method, template and example, each with a name and keys of its own', () => {
    const ids = new Set(COMMANDS.map(({ id }) => id));
    const wanted = [
      ...PAGES.map(({ id }) => `page-${id}`),
      ...NOTE_METHODS.map((method) => `method-${method}`),
      ...BUILT_IN_TEMPLATES.map(({ id }) => `template-${id}`),
      ...examples.map(({ id }) => `example-${id}`),
    ];
    expect(wanted.filter((id) => !ids.has(id))).toEqual([]);
    const titles = COMMANDS.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    const keys = COMMANDS.flatMap((command) => command.keys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('chooses what a note is written with, and brings back what gave way', () => {
    const visited: string[] = [];
    const run = (id: string) => runCommand(id, (path) => visited.push(path));
    run('method-base');
    run('template-soap');
    expect(useNote.getState()).toMatchObject({ settings: { method: 'base' }, templateId: 'soap' });
    openText({ dialogue: 'Patient: A cough.' });
    run('clear');
    expect(useNote.getState().dialogue).toBe('');
    run('back');
    expect(useNote.getState().dialogue).toBe('Patient: A cough.');
    expect(visited).toEqual(['/', '/', '/', '/']);
  });
});
