/** Writing the note: all of it or one section, with what can go wrong and what can be done about it. */
import { type Attempt, attemptsAt } from '../../engine/attempts.ts';
import type { Authorship } from '../../engine/authorship.ts';
import { headersOf, type NoteTemplate, templatePrompt } from '../../engine/tasks/templates.ts';
import type { Excerpts, GenerationEvent } from '../../workers/protocol.ts';
import { engine, openModels, type ReadyModels, useEngine } from '../models/engine.ts';
import { loadModels, stopLoading } from '../models/loading.ts';
import { ModelTask } from '../models/model-task.ts';
import { tell } from '../shell/toasts.ts';
import { follow, leftOutOf, splitWritten, textOf } from './blocks.ts';
import {
  type Condensed,
  changed,
  changeVisit,
  EMPTY_RUN,
  emptySection,
  emptySections,
  formOf,
  isRunning,
  type NoteSection,
  notePartsOf,
  type ReadSource,
  type Run,
  restoreSections,
  type Source,
  sourceOf,
  tokensOf,
  useNote,
  type Visit,
  visitOf,
} from './note.ts';
import { planReading, type Reading, readingsOf } from './reading.ts';
import type { Settings } from './settings.ts';
import { requestOf, type Stretch, writeStretch } from './writing.ts';

/** Its name where others wait for it. */
export const NOTE_TASK = 'the note';
const writing = new ModelTask(NOTE_TASK);
let again: () => Promise<void> = generate;

export function stop(): void {
  writing.stop();
  stopLoading();
}

// Another conversation begins with no note: what was being written of the one before is over, and goes aside with it.
useNote.subscribe(({ conversation }, before) => {
  if (conversation !== before.conversation) writing.stop();
});

/** Loads the models without writing anything. */
export async function loadNoteModels(): Promise<void> {
  useNote.setState({ problem: null });
  const outcome = await loadModels();
  if (typeof outcome === 'object') useNote.setState({ problem: outcome });
}

export async function retryOnCpu(): Promise<void> {
  useEngine.getState().setBackend('cpu');
  await retry();
}

/** What failed, once more: what was being written, else the loading. */
export async function retry(): Promise<void> {
  await (useNote.getState().run.phase === 'failed' ? again() : loadNoteModels());
}

/** Has a dialogue that does not fit read without its middle, and writes the note. The dialogue stays. */
export async function shortenAndGenerate(): Promise<void> {
  await condenseBy(async (request, signal) => {
    return { kind: 'shortened', text: (await engine.shorten(request, { signal })).text };
  });
}

/** Reads a dialogue that does not fit part by part, and writes the note from what that says. The dialogue stays. */
export async function condenseAndGenerate(): Promise<void> {
  const { conversation } = useNote.getState();
  await condenseBy(async (request, signal) => {
    updateRun(conversation, { phase: 'condensing' });
    const digest = await engine.digest(request, {
      signal,
      onProgress: ({ part, parts, event }) => {
        const { condensing } = useNote.getState().run;
        if (condensing?.part !== part || event.type === 'finish')
          updateRun(conversation, { condensing: { part, parts } });
      },
    });
    return { kind: 'summarised', ...digest };
  });
}

type Condense = (request: ReturnType<typeof requestOf>, signal: AbortSignal) => Promise<Condensed>;

async function condenseBy(condense: Condense): Promise<void> {
  const { conversation, dialogue, settings, run } = useNote.getState();
  if (isRunning(run.phase)) return;
  const template = formOf(useNote.getState());
  updateRun(conversation, { phase: 'loading', condensing: null });
  const condensed = await attempt(conversation, async (signal) => {
    const models = await openModels(signal);
    const stretch = { conversation: dialogue, template, settings };
    const by = await condense(requestOf(stretch, models), signal);
    changeVisit(conversation, () => ({ condensed: { of: dialogue, by } }));
  });
  updateRun(conversation, { phase: condensed === 'done' ? 'idle' : condensed, condensing: null });
  if (condensed === 'done' && useNote.getState().conversation === conversation) await generate();
}

/**
 * The whole note. Where the template has sections, each is written behind those before it, and those that the user has
 * edited stay: the model goes on in their manner.
 */
export async function generate(): Promise<void> {
  const { settings, run, conversation, origin, sections: standing } = useNote.getState();
  if (isRunning(run.phase)) return;
  const asked = formOf(useNote.getState());
  // A recorded note is nobody's work: it gives way at once.
  const former = standing.some(({ origin }) => origin === 'recorded') ? [] : standing;
  if (former !== standing) useNote.setState({ sections: former, inspected: null });
  updateRun(conversation, { phase: 'loading', earlier: former.some(({ text }) => text !== ''), refused: [] });
  await perform(conversation, generate, async (signal) => {
    const source = sourceOf(useNote.getState());
    // Refuses an empty dialogue before any model is loaded.
    templatePrompt(asked, source.dialogue);
    const models = await openModels(signal);
    updateRun(conversation, { phase: 'reading', prefill: EMPTY_RUN.prefill });
    const excerpts = await planReading(source, { template: asked, settings }, models, signal);
    const template = excerpts?.template ?? asked;
    const plan = origin.letter === undefined ? planOf(template, former, conversation) : former.map(ofLetter);
    const begin = () => {
      changeVisit(conversation, () => ({ sections: plan, writtenAs: template }));
      useNote.setState({ inspected: null });
    };
    const missing = plan.filter(({ origin }) => origin === 'empty').map(({ id }) => id);
    try {
      await writeSections(missing, { plan, template, settings, source, excerpts, models, begin }, signal);
    } finally {
      // What was written before it was stopped has sections, too.
      changeVisit(conversation, ({ sections }) => ({ sections: sections.flatMap((each) => split(each, template)) }));
    }
  });
  const now = useNote.getState();
  if (now.conversation === conversation && former.some(isEdited) && !now.sections.some(isEdited)) {
    tell('A new note stands in the place of the one you edited.', {
      undo: () => restoreSections(conversation, former),
    });
  }
}

/** What is to be written: all of it, or around what the user has edited in this conversation's note. */
function planOf(template: NoteTemplate, former: readonly NoteSection[], conversation: string): readonly NoteSection[] {
  if (template.sections.length === 0) return [emptySection('')];
  const sameForm = former.length > 0 && former.map(headerOf).join('\n') === template.sections.map(headerOf).join('\n');
  const own = former.every(({ source }) => source === null || source.conversation === conversation);
  return sameForm && own && !former.every(isEdited) ? former.map(emptiedUnlessEdited) : emptySections(template);
}

/** A letter's salutation and closing stay, and its form. */
const ofLetter = (section: NoteSection): NoteSection =>
  section.header === '' ? section : emptiedUnlessEdited(section);

/** One section anew, behind those before it as they stand now. */
export async function writeSection(id: string): Promise<void> {
  const { settings, run, sections: former, writtenAs, conversation } = useNote.getState();
  const section = former.find((each) => each.id === id);
  if (isRunning(run.phase) || section === undefined) return;
  if (section.header === '') return generate();
  const template = writtenAs ?? formOf(useNote.getState());
  updateRun(conversation, { phase: 'loading', section: id, earlier: section.text !== '', refused: [] });
  const repeat = () => writeSection(id);
  await perform(conversation, repeat, async (signal) => {
    const source = sourceOf(useNote.getState());
    templatePrompt(template, source.dialogue);
    const models = await openModels(signal);
    updateRun(conversation, { phase: 'reading', prefill: EMPTY_RUN.prefill });
    const excerpts = await planReading(source, { template, settings }, models, signal);
    const begin = () => {
      changeVisit(conversation, ({ sections }) => ({ sections: changed(sections, id, emptied) }));
      useNote.setState({ inspected: null });
    };
    await writeSections([id], { plan: former, template, settings, source, excerpts, models, begin }, signal);
  });
  const written = useNote.getState().sections.find((each) => each.id === id);
  if (section.text !== '' && written !== undefined && written !== section) {
    tell(`“${section.header}” was written again.`, {
      undo: () => changeVisit(conversation, ({ sections }) => ({ sections: changed(sections, id, () => section) })),
    });
  }
}

interface Writing {
  /** The note as it will be laid out. */
  readonly plan: readonly NoteSection[];
  readonly template: NoteTemplate;
  readonly settings: Settings;
  readonly source: ReadSource;
  readonly excerpts: Excerpts | null;
  readonly models: ReadyModels;
  /** The engine has taken the request: only now what stood before gives way. */
  readonly begin: () => void;
}

async function writeSections(ids: readonly string[], writing: Writing, signal: AbortSignal): Promise<void> {
  const { plan, template, settings, source, excerpts, models, begin } = writing;
  const { conversation } = source;
  const started = performance.now();
  let begun = false;
  for (const id of ids) {
    const sections = (begun ? visitOf(conversation)?.sections : null) ?? plan;
    const index = sections.findIndex((section) => section.id === id);
    const header = sections[index]?.header ?? '';
    // What is written from excerpts stands by itself: room that others' sections took would be room for fewer turns.
    const before = excerpts === null ? notePartsOf(sections.slice(0, index)) : [];
    for (const attempt of attemptsAt(readingsOf(source, excerpts, header))) {
      const { reading } = attempt;
      const condensed = reading.source.condensed?.kind;
      const whole = { conversation: reading.text, heard: source.dialogue, condensed, template, settings };
      const stretch: Stretch = header === '' ? whole : { ...whole, section: { header, before } };
      let writes = false;
      const deliver = (events: readonly GenerationEvent[], authorship: Authorship) => {
        if (!begun) {
          begin();
          changeVisit(conversation, () => ({ run: { ...EMPTY_RUN, phase: 'reading', settings } }));
        }
        begun = true;
        if (!writes) changeVisit(conversation, (visit) => ({ sections: changed(visit.sections, id, emptied) }));
        writes = true;
        take(id, events, { authorship, source: reading.source, started });
      };
      await writeStretch(stretch, models, deliver, signal);
      // What is read whole is the reader's to judge.
      if (excerpts !== null) settle(id, attempt);
    }
  }
}

/** Puts away what nobody can use of an excerpt, and remembers why: the section is read again, or stays empty. */
function settle(id: string, attempt: Attempt<Reading>): void {
  const { conversation } = attempt.reading.source;
  const section = visitOf(conversation)?.sections.find((each) => each.id === id);
  if (section === undefined) return;
  const why = attempt.judge(section.text);
  changeVisit(conversation, ({ sections, run }) => ({
    // What was left out of it may be why.
    ...(why !== null && { sections: changed(sections, id, ({ leftOut }) => ({ ...emptied(), leftOut })) }),
    run: {
      ...run,
      refused: [
        ...run.refused.filter(({ header }) => header !== section.header),
        ...(why === null ? [] : [{ header: section.header, why }]),
      ],
    },
  }));
}

interface Taking {
  readonly authorship: Authorship;
  readonly source: Source;
  /** When the writing began, as `performance.now()` has it. */
  readonly started: number;
}

/** Puts a frame's events into the section and the run's figures. */
function take(id: string, events: readonly GenerationEvent[], { authorship, source, started }: Taking): void {
  const isWritten = events.some(({ type }) => type === 'token' || type === 'retract' || type === 'finish');
  changeVisit(source.conversation, ({ sections, run }) => ({
    ...(isWritten && {
      sections: changed(sections, id, (section) => {
        const blocks = events.reduce(follow, section.blocks);
        const text = textOf(blocks.flat()).trim();
        return {
          blocks,
          text,
          origin: 'model',
          authorship,
          source,
          leftOut: [...section.leftOut, ...leftOutOf(events)],
        };
      }),
    }),
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
        decodeMs: run.decodeMs + (event.milliseconds ?? 0),
      };
    case 'retract':
      return { ...run, tokens: run.tokens - event.tokens };
    case 'finish':
      return { ...run, reason: event.reason };
    default:
      return event satisfies never;
  }
}

const headerOf = ({ header }: { readonly header: string }): string => header;
const isEdited = ({ origin }: NoteSection): boolean => origin === 'edited';

function emptied(): Partial<NoteSection> {
  return { text: '', origin: 'empty', blocks: [], headerWritten: false, authorship: null, source: null, leftOut: [] };
}

function emptiedUnlessEdited(section: NoteSection): NoteSection {
  return isEdited(section) ? section : { ...section, ...emptied() };
}

function split(section: NoteSection, template: NoteTemplate): readonly NoteSection[] {
  const written = section.header === '' && section.origin === 'model' && tokensOf(section).length > 0;
  return written ? splitWritten(section, headersOf(template)) : [section];
}

function updateRun(conversation: string, change: Partial<Run>): void {
  changeVisit(conversation, ({ run }: Visit) => ({ run: { ...run, ...change } }));
}

/** A writing from its first step to its last phase. `repeat` is what “Try again” does when it fails. */
async function perform(
  conversation: string,
  repeat: () => Promise<void>,
  task: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  again = repeat;
  const outcome = await attempt(conversation, task);
  updateRun(conversation, { phase: outcome === 'done' ? 'finished' : outcome, section: null });
}

/** Runs one task at a time. What it fails with is told where its conversation stands still. */
async function attempt(
  conversation: string,
  task: (signal: AbortSignal) => Promise<void>,
): Promise<'done' | 'stopped' | 'failed'> {
  useNote.setState({ problem: null });
  const outcome = await writing.run(task);
  if (outcome === 'done') return 'done';
  if (outcome === 'cancelled') return 'stopped';
  if (useNote.getState().conversation === conversation) useNote.setState({ problem: outcome });
  return 'failed';
}
