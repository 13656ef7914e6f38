/** Writing the note: all of it or one section, with what can go wrong and what can be done about it. */
import { headersOf, type NoteTemplate, templatePrompt } from '../../engine/tasks/templates.ts';
import type { GenerationEvent } from '../../workers/protocol.ts';
import { asPlayed } from '../models/black-box.ts';
import { engine, openModels, useEngine } from '../models/engine.ts';
import { LatestTask } from '../models/latest-task.ts';
import { tell } from '../shell/toasts.ts';
import { appendTokens, splitWritten, textOf } from './blocks.ts';
import {
  EMPTY_RUN,
  emptySection,
  emptySections,
  isRunning,
  type NoteSection,
  notePartsOf,
  type Run,
  replaceDialogue,
  restoreSections,
  tokensOf,
  updateSection,
  useNote,
} from './note.ts';
import type { Settings } from './settings.ts';
import { templateOf } from './templates.ts';
import { requestOf, type Stretch, writeStretch } from './writing.ts';

const latest = new LatestTask();
let again: () => Promise<void> = generate;

export const stop = (): void => latest.stop();

/** Loads the models without writing anything. */
export async function loadModels(): Promise<void> {
  await attempt(async (signal) => {
    await openModels(signal);
  });
}

export async function retryOnCpu(): Promise<void> {
  useEngine.getState().setBackend('cpu');
  await retry();
}

/** What failed, once more: what was being written, else the loading. */
export async function retry(): Promise<void> {
  await (useNote.getState().run.phase === 'failed' ? again() : loadModels());
}

/** Leaves out the middle of a dialogue that does not fit, with a marker in its place, and writes the note. */
export async function shortenAndGenerate(): Promise<void> {
  const shortened = await attempt(async (signal) => {
    await openModels(signal);
    const { dialogue, settings, templateId, origin } = useNote.getState();
    const { method } = asPlayed(settings.method, settings.alpha);
    const { maxTokens } = settings;
    const request = { conversation: dialogue, method, maxTokens, template: templateOf(templateId) };
    replaceDialogue((await engine.shorten(request, { signal })).text, origin);
  });
  if (shortened) await generate();
}

/** Reads a dialogue that does not fit part by part, and writes the note from what that says. The dialogue stays. */
export async function condenseAndGenerate(): Promise<void> {
  const { dialogue, settings, templateId } = useNote.getState();
  const condensed = await attempt(async (signal) => {
    updateRun({ phase: 'loading', condensing: null });
    await openModels(signal);
    updateRun({ phase: 'condensing' });
    const stretch = { conversation: dialogue, template: templateOf(templateId), settings };
    const digest = await engine.digest(requestOf(stretch), {
      signal,
      onProgress: ({ part, parts, event }) => {
        const { condensing } = useNote.getState().run;
        if (condensing?.part !== part || event.type === 'finish') updateRun({ condensing: { part, parts } });
      },
    });
    useNote.setState({ writtenFrom: { ...digest, source: dialogue } });
  });
  updateRun({ phase: condensed ? 'idle' : failedPhase(), condensing: null });
  if (condensed) await generate();
}

/** What the note is written from: the dialogue, or what it was condensed to. */
function conversation(): string {
  const { dialogue, writtenFrom } = useNote.getState();
  return writtenFrom?.source === dialogue ? writtenFrom.text : dialogue;
}

/**
 * The whole note. Where the template has sections, each is written behind those before it, and those that the user has
 * edited stay: the model goes on in their manner.
 */
export async function generate(): Promise<void> {
  const { settings, run, templateId } = useNote.getState();
  if (isRunning(run.phase)) return;
  // A recorded note is nobody's work: it gives way at once.
  if (useNote.getState().recorded !== null) useNote.setState({ sections: [], recorded: null, inspected: null });
  const { sections: former } = useNote.getState();
  const template = templateOf(templateId);
  const plan = planOf(template, former);
  updateRun({ phase: 'loading', earlier: former.some(({ text }) => text !== '') });
  await perform(generate, async (signal) => {
    // Refuses an empty dialogue before any model is loaded.
    templatePrompt(template, conversation());
    await openModels(signal);
    updateRun({ phase: 'reading', prefill: EMPTY_RUN.prefill });
    const begin = () => {
      const { writtenFrom, dialogue } = useNote.getState();
      const stale = writtenFrom !== null && writtenFrom.source !== dialogue;
      useNote.setState({ sections: plan, writtenAs: template, inspected: null, ...(stale && { writtenFrom: null }) });
    };
    const missing = plan.filter(({ origin }) => origin === 'empty').map(({ id }) => id);
    try {
      await writeSections(missing, { plan, template, settings, begin }, signal);
    } finally {
      // What was written before it was stopped has sections, too.
      useNote.setState(({ sections }) => ({ sections: sections.flatMap((each) => split(each, template)) }));
    }
  });
  if (former.some(isEdited) && !useNote.getState().sections.some(isEdited)) {
    tell('A new note stands in the place of the one you edited.', { undo: () => restoreSections(former) });
  }
}

/** What is to be written: all of it, or around what the user has edited. */
function planOf(template: NoteTemplate, former: readonly NoteSection[]): readonly NoteSection[] {
  if (template.sections.length === 0) return [emptySection('')];
  const sameForm = former.length > 0 && former.map(headerOf).join('\n') === template.sections.map(headerOf).join('\n');
  return sameForm && !former.every(isEdited) ? former.map(emptiedUnlessEdited) : emptySections(template);
}

/** One section anew, behind those before it as they stand now. */
export async function writeSection(id: string): Promise<void> {
  const { settings, run, sections: former, templateId, writtenAs } = useNote.getState();
  const section = former.find((each) => each.id === id);
  if (isRunning(run.phase) || section === undefined) return;
  if (section.header === '') return generate();
  const template = writtenAs ?? templateOf(templateId);
  updateRun({ phase: 'loading', section: id, earlier: section.text !== '' });
  await perform(
    () => writeSection(id),
    async (signal) => {
      templatePrompt(template, conversation());
      await openModels(signal);
      updateRun({ phase: 'reading', prefill: EMPTY_RUN.prefill });
      const begin = () => {
        updateSection(id, emptied);
        useNote.setState({ inspected: null });
      };
      await writeSections([id], { plan: former, template, settings, begin }, signal);
    },
  );
  const written = useNote.getState().sections.find((each) => each.id === id);
  if (section.text !== '' && written !== section) {
    tell(`“${section.header}” was written anew.`, { undo: () => updateSection(id, () => section) });
  }
}

interface Writing {
  /** The note as it will be laid out. */
  readonly plan: readonly NoteSection[];
  readonly template: NoteTemplate;
  readonly settings: Settings;
  /** The engine has taken the request: only now what stood before gives way. */
  readonly begin: () => void;
}

async function writeSections(ids: readonly string[], writing: Writing, signal: AbortSignal): Promise<void> {
  const { plan, template, settings, begin } = writing;
  const started = performance.now();
  let begun = false;
  for (const id of ids) {
    const sections = begun ? useNote.getState().sections : plan;
    const index = sections.findIndex((section) => section.id === id);
    const header = sections[index]?.header ?? '';
    const whole = { conversation: conversation(), template, settings };
    const before = notePartsOf(sections.slice(0, index));
    const stretch: Stretch = header === '' ? whole : { ...whole, section: { header, before } };
    const deliver = (events: readonly GenerationEvent[]) => {
      if (!begun) {
        begin();
        useNote.setState({ run: { ...EMPTY_RUN, phase: 'reading', settings } });
      }
      begun = true;
      take(id, events, settings, started);
    };
    await writeStretch(stretch, deliver, signal);
  }
}

/** Puts a frame's events into the section and the run's figures. */
function take(id: string, events: readonly GenerationEvent[], settings: Settings, started: number): void {
  const tokens = events.filter((event) => event.type === 'token');
  if (tokens.length > 0) {
    updateSection(id, ({ blocks }) => {
      const grown = appendTokens(blocks, tokens);
      return { blocks: grown, text: textOf(grown.flat()).trim(), origin: 'model', writtenWith: settings };
    });
  }
  useNote.setState(({ run }) => ({
    run: events.reduce<Run>((state, event) => advance(state, event, started), { ...run, section: id }),
  }));
}

function advance(run: Run, event: GenerationEvent, started: number): Run {
  switch (event.type) {
    case 'prefill':
      return { ...run, phase: 'reading', prefill: { done: event.tokensDone, total: event.tokensTotal } };
    case 'token':
      return {
        ...run,
        phase: 'writing',
        tokens: run.tokens + 1,
        firstTokenMs: run.firstTokenMs ?? performance.now() - started,
        decodeMs: run.decodeMs + event.milliseconds,
      };
    case 'finish':
      return { ...run, reason: event.reason };
    default:
      return event satisfies never;
  }
}

const headerOf = ({ header }: { readonly header: string }): string => header;
const isEdited = ({ origin }: NoteSection): boolean => origin === 'edited';

function emptied(): Partial<NoteSection> {
  return { text: '', origin: 'empty', blocks: [], headerWritten: false, writtenWith: null };
}

function emptiedUnlessEdited(section: NoteSection): NoteSection {
  return isEdited(section) ? section : { ...section, ...emptied() };
}

function split(section: NoteSection, template: NoteTemplate): readonly NoteSection[] {
  const written = section.header === '' && section.origin === 'model' && tokensOf(section).length > 0;
  return written ? splitWritten(section, headersOf(template)) : [section];
}

function updateRun(change: Partial<Run>): void {
  useNote.setState(({ run }) => ({ run: { ...run, ...change } }));
}

function failedPhase(): Run['phase'] {
  return useNote.getState().problem === null ? 'stopped' : 'failed';
}

/** A writing from its first step to its last phase. `repeat` is what “Try again” does when it fails. */
async function perform(repeat: () => Promise<void>, task: (signal: AbortSignal) => Promise<void>): Promise<void> {
  again = repeat;
  const finished = await attempt(task);
  updateRun({ phase: finished ? 'finished' : failedPhase(), section: null });
}

/** Runs one task at a time; true when it went through, false when cancelled or failed (then `problem` says why). */
async function attempt(task: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
  useNote.setState({ problem: null });
  const outcome = await latest.run(task);
  if (typeof outcome === 'object') useNote.setState({ problem: outcome });
  return outcome === 'done';
}
