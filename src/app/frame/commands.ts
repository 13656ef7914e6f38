/** What can be done from the keyboard: for the palette, the list under `?`, and the keys themselves. */

import { METHODS } from '../../engine/decoding/methods.ts';
import { BUILT_IN_TEMPLATES } from '../../engine/tasks/templates.ts';
import { unloadModels } from '../models/engine.ts';
import { bringBack, chooseTemplate, setSettings, useNote } from '../note/note.ts';
import { chooseExample, openText } from '../note/open.ts';
import { generate, loadNoteModels, stop } from '../note/run.ts';
import { NOTE_METHODS } from '../note/settings.ts';
import { goToSignature, openDialog, showView } from '../note/workspace.ts';
import { showOverlay, showTour } from '../shell/overlays.ts';
import { setPreferences, usePreferences } from '../shell/preferences.ts';
import { useTheme } from '../shell/theme.ts';
import { examples } from '../text/examples.ts';
import { PAGES } from './pages.ts';

export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: 'Pages' | 'Note' | 'Methods' | 'Templates' | 'Examples' | 'Look' | 'Help';
  /** As it is shown: `Ctrl K`, `g n`. */
  readonly keys?: string;
  readonly run: (navigate: (path: string) => void) => void;
}

/** The letter after `g`. */
const PAGE_LETTERS: Readonly<Record<string, string>> = {
  note: 'n',
  classify: 'c',
  tasks: 't',
  tokens: 'k',
  evaluate: 'e',
  lab: 'l',
  models: 'm',
  settings: 's',
};

/** Where `g` and this letter lead. */
export const pathOfLetter = (letter: string): string | null =>
  PAGES.find(({ id }) => PAGE_LETTERS[id] === letter)?.path ?? null;

const atNote = (action: () => void) => (navigate: (path: string) => void) => {
  navigate('/');
  action();
};

/** The one that gave way last, if any did. */
function bringFormerBack(): void {
  const [former] = useNote.getState().aside;
  if (former !== undefined) bringBack(former.conversation);
}

export const COMMANDS: readonly Command[] = [
  ...PAGES.map(
    ({ id, title, path }): Command => ({
      id: `page-${id}`,
      title: `Go to ${title}`,
      group: 'Pages',
      keys: `g ${PAGE_LETTERS[id] ?? ''}`,
      run: (navigate) => navigate(path),
    }),
  ),
  { id: 'merge', title: 'Merge models', group: 'Pages', run: (navigate) => navigate('/lab/merge') },
  {
    id: 'mediflow',
    title: 'Make instructions (MediFlow)',
    group: 'Pages',
    run: (navigate) => navigate('/lab/mediflow'),
  },
  { id: 'generate', title: 'Generate the note', group: 'Note', keys: 'Ctrl Enter', run: atNote(() => void generate()) },
  { id: 'note', title: 'Read the note', group: 'Note', run: atNote(() => showView('write')) },
  { id: 'review', title: 'Review the note', group: 'Note', keys: 'r', run: atNote(() => showView('review')) },
  { id: 'sign', title: 'Sign the note', group: 'Note', keys: 's', run: atNote(goToSignature) },
  { id: 'export', title: 'Export the note', group: 'Note', keys: 'e', run: atNote(() => openDialog('export')) },
  { id: 'compare', title: 'Compare methods', group: 'Note', run: atNote(() => showView('compare')) },
  { id: 'chart', title: 'Tasks, letters and codes', group: 'Note', run: atNote(() => showView('chart')) },
  { id: 'history', title: 'Open the history', group: 'Note', run: atNote(() => openDialog('history')) },
  { id: 'bulk', title: 'Write the notes of many files', group: 'Note', run: atNote(() => openDialog('bulk')) },
  { id: 'dictation', title: 'Transcribe a recording', group: 'Note', run: atNote(() => openDialog('dictation')) },
  {
    id: 'shading',
    title: 'Show or hide what the expert changed',
    group: 'Note',
    run: atNote(() => setPreferences({ shading: !usePreferences.getState().shading })),
  },
  { id: 'stop', title: 'Stop writing', group: 'Note', keys: 'Esc', run: stop },
  { id: 'load', title: 'Load the models', group: 'Note', run: () => void loadNoteModels() },
  { id: 'unload', title: 'Unload the models', group: 'Note', run: unloadModels },
  { id: 'clear', title: 'Clear the dialogue', group: 'Note', run: atNote(() => openText({})) },
  { id: 'back', title: 'Bring back the conversation before', group: 'Note', run: atNote(bringFormerBack) },
  ...NOTE_METHODS.map(
    (method): Command => ({
      id: `method-${method}`,
      title: `Method: ${METHODS[method].label}`,
      group: 'Methods',
      run: atNote(() => setSettings({ method })),
    }),
  ),
  ...BUILT_IN_TEMPLATES.map(
    ({ id, title }): Command => ({
      id: `template-${id}`,
      title: `Template: ${title}`,
      group: 'Templates',
      run: atNote(() => chooseTemplate(id)),
    }),
  ),
  ...examples.map(
    ({ id, title }): Command => ({
      id: `example-${id}`,
      title: `Example: ${title}`,
      group: 'Examples',
      run: atNote(() => void chooseExample(id)),
    }),
  ),
  { id: 'light', title: 'Light theme', group: 'Look', run: () => useTheme.getState().setTheme('light') },
  { id: 'dark', title: 'Dark theme', group: 'Look', run: () => useTheme.getState().setTheme('dark') },
  { id: 'system', title: 'Theme as the system', group: 'Look', run: () => useTheme.getState().setTheme('system') },
  { id: 'palette', title: 'Find a command', group: 'Help', keys: 'Ctrl K', run: () => showOverlay('palette') },
  { id: 'shortcuts', title: 'List the shortcuts', group: 'Help', keys: '?', run: () => showOverlay('shortcuts') },
  { id: 'tour', title: 'Show the tour', group: 'Help', run: atNote(() => showTour(1)) },
];

export function runCommand(id: string, navigate: (path: string) => void): void {
  COMMANDS.find((command) => command.id === id)?.run(navigate);
}

/** What a letter does by itself. */
export const commandOfLetter = (letter: string): Command | undefined => COMMANDS.find(({ keys }) => keys === letter);
