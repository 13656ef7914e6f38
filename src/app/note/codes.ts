/**
 * Codes that the note may be about: narrowed by its words from an open list, and, when the user asks, each scored exactly by the models.
 * Nothing is put into the note. The list is fetched when it is first needed; one of the user's own stays with the tab.
 */
import { create } from 'zustand';
import type { Candidate } from '../../engine/chart/codes/code-index.ts';
import { type ErrorRecord, LocumError } from '../../engine/errors.ts';
import { engine, openModels, problemOf } from '../models/engine.ts';
import { ModelTask } from '../models/model-task.ts';
import { codesFor } from '../text/text-worker.ts';
import { notePartsOf, useNote } from './note.ts';
import { keepWithConversation } from './per-conversation.ts';

interface CodeList {
  readonly id: string;
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Suggestion extends Candidate {
  /** Among the candidates, under the models; null until they have been asked. */
  readonly probability: number | null;
}

interface CodesStore {
  /** The likeliest first; null before they are asked for. */
  readonly suggestions: readonly Suggestion[] | null;
  /** The note's revision that they are of. */
  readonly revision: number;
  /** Codes that the list has. */
  readonly of: number;
  readonly busy: 'looking' | 'scoring' | null;
  readonly problem: ErrorRecord | null;
}

const fresh = (): CodesStore => ({ suggestions: null, revision: -1, of: 0, busy: null, problem: null });

export const useCodes = create<CodesStore>(fresh);

/** Its name where others wait for it. */
export const CODES_TASK = 'the codes';
const scoring = new ModelTask(CODES_TASK);

keepWithConversation(useCodes, {
  fresh,
  leave: () => scoring.stop(),
  kept: (state) => ({ ...state, busy: null, problem: null }),
});

const SHIPPED = 'icd-10-cm';
export const useCodeList = create<{ readonly own: CodeList | null }>(() => ({ own: null }));
let shipped: Promise<CodeList> | null = null;
let nextList = 1;

async function shippedList(): Promise<CodeList> {
  shipped ??= fetchShipped();
  try {
    return await shipped;
  } catch (thrown) {
    shipped = null;
    throw thrown;
  }
}

async function fetchShipped(): Promise<CodeList> {
  try {
    const response = await fetch(`${import.meta.env.BASE_URL}codes/${SHIPPED}.txt.gz`);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return { id: SHIPPED, name: 'ICD-10-CM', bytes: new Uint8Array(await response.arrayBuffer()) };
  } catch (cause) {
    throw new LocumError('network', 'The list of codes could not be fetched.', {
      cause,
      hint: 'Check that the app is still being served, or open a list of your own.',
    });
  }
}

/** What words alone say. */
export async function suggestCodes(): Promise<void> {
  await look(useCodeList.getState().own);
}

/** A list in the place of the one that comes with the app; one that is broken replaces nothing. */
export async function openCodeList(file: File): Promise<void> {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const list = { id: `own-${nextList++}`, name: file.name, bytes };
    if (await look(list)) useCodeList.setState({ own: list });
  } catch (thrown) {
    useCodes.setState({ problem: problemOf(thrown) });
  }
}

async function look(own: CodeList | null): Promise<boolean> {
  const { conversation, sections, dialogue, revision } = useNote.getState();
  useCodes.setState({ busy: 'looking', problem: null });
  try {
    const { candidates, of } = await codesFor(notePartsOf(sections), dialogue, own ?? (await shippedList()));
    if (useNote.getState().conversation !== conversation) return false;
    const suggestions = candidates.map((candidate) => ({ ...candidate, probability: null }));
    useCodes.setState({ suggestions, of, revision, busy: null });
    return true;
  } catch (thrown) {
    if (useNote.getState().conversation === conversation) useCodes.setState({ busy: null, problem: problemOf(thrown) });
    return false;
  }
}

export const stopScoring = (): void => scoring.stop();

/** Scores the title of each candidate exactly, as the answer to what the note is about. */
export async function scoreCodes(): Promise<void> {
  const { suggestions } = useCodes.getState();
  if (suggestions === null || suggestions.length < 2 || scoring.isRunning) return;
  const { conversation, settings } = useNote.getState();
  const set = (change: Partial<CodesStore>) => {
    if (useNote.getState().conversation === conversation) useCodes.setState(change);
  };
  set({ busy: 'scoring', problem: null });
  const labels = suggestions.map(({ title }) => title);
  const text = [...new Set(suggestions.map(({ sentence }) => sentence))].join('\n');
  const outcome = await scoring.run(async (signal) => {
    await openModels(signal);
    const { method, alpha } = settings;
    const request = { items: [{ id: 'note', text }], labels, question: QUESTION, method, alpha };
    for await (const event of engine.classify(request, signal)) {
      if (event.type === 'failed') throw LocumError.fromRecord(event.error);
      const scored = suggestions.map((each, index) => ({ ...each, probability: event.probabilities[index] ?? 0 }));
      set({ suggestions: scored.sort((a, b) => b.probability - a.probability) });
    }
  });
  set({ busy: null, ...(typeof outcome === 'object' && { problem: outcome }) });
}

const QUESTION = { instruction: 'Which diagnosis does this clinical note speak of?' } as const;
