/**
 * Notes that the demonstration models wrote when the app was made (`npm run record-examples`): what a note looks like,
 * token by token, before any model has been loaded. Marked as recorded wherever they are shown.
 */
import * as v from 'valibot';
import { headersOf } from '../../engine/tasks/templates.ts';
import type { TokenEvent } from '../../workers/protocol.ts';
import { appendTokens, splitWritten, textOf } from './blocks.ts';
import { emptySection, isRunning, useNote } from './note.ts';
import { DEFAULT_SETTINGS, NOTE_METHODS } from './settings.ts';
import { templateOf } from './templates.ts';

const Probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const Recording = v.object({
  models: v.array(v.string()),
  method: v.picklist(NOTE_METHODS),
  alpha: v.number(),
  repetitionPenalty: v.number(),
  /** `[id, text, p base, p expert, p anti, p combined, changed, candidates]`, to be short. */
  tokens: v.array(
    v.tuple([
      v.number(),
      v.string(),
      Probability,
      Probability,
      Probability,
      Probability,
      v.boolean(),
      v.array(v.tuple([v.number(), v.string(), Probability, Probability, Probability, Probability])),
    ]),
  ),
});
export type Recording = v.InferInput<typeof Recording>;

/** Shows an example's recording where there is no note, or another recording. Without it the page does as well. */
export async function showRecording(id: string): Promise<void> {
  const replaceable = () => {
    const { sections, recorded, run } = useNote.getState();
    return !isRunning(run.phase) && (recorded !== null || sections.every(({ text }) => text === ''));
  };
  if (!replaceable()) return;
  let recording: v.InferOutput<typeof Recording>;
  try {
    const response = await fetch(`${import.meta.env.BASE_URL}examples/recorded/${id}.json`);
    recording = v.parse(Recording, await response.json());
  } catch {
    return;
  }
  if (!replaceable() || useNote.getState().origin.example !== id) return;
  const tokens = recording.tokens.map(tokenEvent);
  const { method, alpha, repetitionPenalty } = recording;
  const whole = {
    ...emptySection(''),
    text: textOf(tokens),
    origin: 'model',
    blocks: appendTokens([], tokens),
    writtenWith: { ...DEFAULT_SETTINGS, method, alpha, repetitionPenalty },
  } as const;
  const template = templateOf('visit');
  const sections = splitWritten(whole, headersOf(template));
  useNote.setState({ sections, writtenAs: template, writtenFrom: null, recorded: recording.models, inspected: null });
}

function tokenEvent(recorded: v.InferOutput<typeof Recording>['tokens'][number], index: number): TokenEvent {
  const [id, text, pBase, pExpert, pAnti, pCombined, argmaxChanged, listed] = recorded;
  const candidates = listed.map(([candidate, name, base, expert, anti, combined]) => {
    return { id: candidate, text: name, base, expert, anti, combined, delta: 0 };
  });
  const story = { id, text, pBase, pExpert, pAnti, pCombined, argmaxChanged, candidates };
  return { type: 'token', index, ...story, baseCandidates: [], delta: 0, spread: null, milliseconds: 0 };
}
