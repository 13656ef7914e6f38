/**
 * The review of a conversation's note: what the conversation says for each sentence, which flags the clinician has settled, and the
 * signature. Everything belongs to words, not to places: a flag that was accepted stays so while its sentence stands, and a
 * signature ends with the first change of the note or the conversation. In memory only.
 */
import { create } from 'zustand';
import { unsettledEvidence } from '../../engine/analysis/evidence/by-hand.ts';
import {
  DIRECTIONS,
  type Direction,
  ENTAILMENT_LABELS,
  entailmentText,
  isContradicted,
  verdictOf,
  type Witness,
} from '../../engine/analysis/evidence/entailment.ts';
import type { Evidence, SentenceReview } from '../../engine/analysis/evidence/evidence.ts';
import type { Flag } from '../../engine/analysis/evidence/flags.ts';
import { Cancelled, type ErrorRecord } from '../../engine/errors.ts';
import type { Signature } from '../../engine/export/document.ts';
import { engine, openModels, problemOf } from '../models/engine.ts';
import { ModelTask } from '../models/model-task.ts';
import { rehearseReview, reviewText } from '../text/text-worker.ts';
import { editSection, isRunning, type NoteSection, noteText, sourceKind, useNote } from './note.ts';
import { keepWithConversation } from './per-conversation.ts';

/** What was reviewed; anything concluded of it holds as long as both stand. */
interface Subject {
  readonly conversation: string;
  readonly note: string;
  readonly dialogue: string;
}

interface ReviewStore {
  readonly evidence: Evidence | null;
  readonly subject: Subject | null;
  /** Keys of flags, and of sentences without a basis, that the clinician has found to be right. */
  readonly accepted: ReadonlySet<string>;
  readonly signed: { readonly signature: Signature; readonly subject: Subject } | null;
  /** Of the models, by sentence. */
  readonly witnesses: ReadonlyMap<string, Witness>;
  /** Sentences that the models are being asked about; null when none are. */
  readonly asking: { readonly done: number; readonly total: number } | null;
  readonly problem: ErrorRecord | null;
}

const fresh = (): ReviewStore => ({
  evidence: null,
  subject: null,
  accepted: new Set(),
  signed: null,
  witnesses: new Map(),
  asking: null,
  problem: null,
});

export const useReview = create<ReviewStore>(fresh);

keepWithConversation(useReview, {
  fresh,
  leave: () => asking.stop(),
  kept: (state) => ({ ...state, asking: null, problem: null }),
});

type Standing = Pick<ReturnType<typeof useNote.getState>, 'conversation' | 'sections' | 'dialogue'>;

const subjectOf = ({ conversation, sections, dialogue }: Standing): Subject => {
  return { conversation, note: noteText(sections), dialogue };
};

const subjectNow = (): Subject => subjectOf(useNote.getState());

const same = (a: Subject | null, b: Subject): boolean =>
  a !== null && a.conversation === b.conversation && a.note === b.note && a.dialogue === b.dialogue;

/** The sections that are parts of the review, in its order. */
export function reviewedSections(sections: readonly NoteSection[]): readonly NoteSection[] {
  return sections.filter(({ text }) => text.trim() !== '');
}

/** Long enough that typing is not reviewed letter by letter. */
const PAUSE_MS = 250;

/** Reviews the note whenever it or the conversation has changed and nothing is being written. Returns how to end that. */
export function keepReviewed(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: AbortController | null = null;
  const review = async () => {
    const { run, sections, dialogue } = useNote.getState();
    const subject = subjectNow();
    if (isRunning(run.phase) || same(useReview.getState().subject, subject)) return;
    current?.abort();
    current = new AbortController();
    const { signal } = current;
    try {
      const parts = reviewedSections(sections).map(({ text }) => text.trim());
      const source = { text: dialogue, kind: sourceKind(useNote.getState()) };
      const evidence = parts.length === 0 ? null : await reviewText(parts, source, signal);
      if (!signal.aborted) useReview.setState({ evidence, subject, problem: null });
    } catch (thrown) {
      if (!(thrown instanceof Cancelled)) useReview.setState({ ...notReviewed(thrown), subject });
    }
  };
  let rehearsed = false;
  const later = () => {
    if (!rehearsed && useNote.getState().dialogue.trim() !== '') {
      rehearsed = true;
      // What fails here fails in the review, and is told there.
      rehearseReview().catch(() => undefined);
    }
    clearTimeout(timer);
    timer = setTimeout(() => void review(), PAUSE_MS);
  };
  later();
  const end = useNote.subscribe(later);
  return () => {
    end();
    clearTimeout(timer);
    current?.abort();
  };
}

/** Why there is no review. A note that is not in English can be signed all the same, once each sentence is settled by hand. */
export function notReviewed(thrown: unknown): Pick<ReviewStore, 'evidence' | 'problem'> {
  const problem = problemOf(thrown);
  if (problem.code !== 'other-language') return { evidence: null, problem };
  const { sections, dialogue } = useNote.getState();
  const parts = reviewedSections(sections).map(({ text }) => text.trim());
  return { evidence: unsettledEvidence(parts, dialogue), problem };
}

export function sentenceKey({ sentence }: SentenceReview): string {
  return sentence.text.replace(/\s+/gu, ' ');
}

export function flagKey(review: SentenceReview, { kind, text }: Flag): string {
  return `${sentenceKey(review)}\n${kind}\n${text}`;
}

/** Of a sentence that the conversation does not bear out, without a flag on any of its words. */
function basisKey(review: SentenceReview): string {
  return `${sentenceKey(review)}\nbasis`;
}

/**
 * What of a sentence has to be settled before the note can be signed: each of its flags, or the sentence itself where the
 * conversation does not bear it out. The models as a second witness can raise a doubt; they settle none.
 */
export function pointsOf(review: SentenceReview, witnesses: ReadonlyMap<string, Witness>): readonly string[] {
  if (review.flags.length > 0) return review.flags.map((flag) => flagKey(review, flag));
  return isDoubtful(review, witnesses) ? [basisKey(review)] : [];
}

/** Not borne out by words, or contradicted by the models. */
export function isDoubtful(review: SentenceReview, witnesses: ReadonlyMap<string, Witness>): boolean {
  return review.level !== 'supported' || isContradicted(witnesses.get(sentenceKey(review)));
}

export function accept(keys: readonly string[]): void {
  useReview.setState(({ accepted }) => ({ accepted: new Set([...accepted, ...keys]) }));
}

export function reopen(keys: readonly string[]): void {
  useReview.setState(({ accepted }) => ({ accepted: new Set([...accepted].filter((key) => !keys.includes(key))) }));
}

type Settling = Pick<ReviewStore, 'evidence' | 'accepted' | 'witnesses'>;

export function isOpen(review: SentenceReview, { accepted, witnesses }: Omit<Settling, 'evidence'>): boolean {
  return pointsOf(review, witnesses).some((key) => !accepted.has(key));
}

/** Flags, and sentences without a basis, that nobody has settled yet. */
export function openPoints({ evidence, accepted, witnesses }: Settling): {
  readonly flags: number;
  readonly sentences: number;
} {
  const open = (evidence?.sentences ?? []).flatMap((review) =>
    pointsOf(review, witnesses)
      .filter((key) => !accepted.has(key))
      .map(() => review.flags.length > 0),
  );
  const flags = open.filter((isFlag) => isFlag).length;
  return { flags, sentences: open.length - flags };
}

/** Other words in the place of a sentence; none take it out. Does nothing when the note has changed since the review. */
export function replaceSentence({ part, sentence }: SentenceReview, text: string): void {
  if (!same(useReview.getState().subject, subjectNow())) return;
  const section = reviewedSections(useNote.getState().sections)[part];
  if (section === undefined) return;
  const whole = section.text.trim();
  const before = whole.slice(0, sentence.start);
  const after = whole.slice(sentence.end);
  const changed = text.trim() === '' ? withoutGap(before, after) : before + text.trim() + after;
  editSection(section.id, changed);
}

/** Takes the blanks, and the bullet in front, of a sentence that is no more. */
function withoutGap(before: string, after: string): string {
  const lineStart = before.replace(/(?:^|(?<=\n))[ \t]*(?:[-•*–]|\d{1,2}[.)])?[ \t]*$/u, '');
  const wholeLine = /^[ \t]*(?:\n|$)/u.test(after) && lineStart !== before;
  if (wholeLine) return (lineStart + after.replace(/^[ \t]*\n?/u, '')).trim();
  return `${before.trimEnd()} ${after.trimStart()}`.trim();
}

export type SigningState =
  | { readonly state: 'signed'; readonly signature: Signature }
  | { readonly state: 'ready' }
  /** Why it cannot be signed yet, in the user's words. */
  | { readonly state: 'blocked'; readonly reason: string };

export function signingState(
  review: ReviewStore,
  { run, ...standing }: Standing & Pick<ReturnType<typeof useNote.getState>, 'run'>,
): SigningState {
  const { subject, signed, problem, evidence } = review;
  const now = subjectOf(standing);
  if (now.note === '') return { state: 'blocked', reason: 'There is no note yet.' };
  if (isRunning(run.phase)) return { state: 'blocked', reason: 'The note is being written.' };
  if (signed !== null && same(signed.subject, now)) return { state: 'signed', signature: signed.signature };
  if (!same(subject, now)) return { state: 'blocked', reason: 'The note is being reviewed.' };
  if (evidence === null && problem !== null) return { state: 'blocked', reason: problem.message };
  const reason = openInWords(openPoints(review));
  if (reason !== null) return { state: 'blocked', reason: `${reason} to be settled.` };
  return { state: 'ready' };
}

/** “2 flags and one sentence are”; null when all is settled. */
function openInWords({ flags, sentences }: ReturnType<typeof openPoints>): string | null {
  const named = [
    [flags, 'flag', 'flags'],
    [sentences, 'sentence without a basis', 'sentences without a basis'],
  ] as const;
  const parts = named.flatMap(([count, one, many]) =>
    count === 0 ? [] : count === 1 ? [`one ${one}`] : [`${count} ${many}`],
  );
  if (parts.length === 0) return null;
  const text = parts.join(' and ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)} ${flags + sentences === 1 ? 'is' : 'are'}`;
}

export function useSigningState(): SigningState {
  const review = useReview();
  const conversation = useNote((state) => state.conversation);
  const sections = useNote((state) => state.sections);
  const dialogue = useNote((state) => state.dialogue);
  const run = useNote((state) => state.run);
  return signingState(review, { conversation, sections, dialogue, run });
}

/** Whether what is known of the note is of the words that stand there now. */
export function useIsReviewed(): boolean {
  const { evidence, subject } = useReview();
  const conversation = useNote((state) => state.conversation);
  const sections = useNote((state) => state.sections);
  const dialogue = useNote((state) => state.dialogue);
  return evidence !== null && same(subject, subjectOf({ conversation, sections, dialogue }));
}

/** Null for a draft. */
export function currentSignature(): Signature | null {
  const state = signingState(useReview.getState(), useNote.getState());
  return state.state === 'signed' ? state.signature : null;
}

export function sign(name: string): void {
  if (name.trim() === '' || signingState(useReview.getState(), useNote.getState()).state !== 'ready') return;
  const signature = { name: name.trim(), at: new Date().toISOString() };
  useReview.setState({ signed: { signature, subject: subjectNow() } });
}

export function withdrawSignature(): void {
  useReview.setState({ signed: null });
}

/** A note that comes back (from the history) with what had been settled. */
export function restoreReview(accepted: readonly string[], signature: Signature | null): void {
  const signed = signature === null ? null : { signature, subject: subjectNow() };
  useReview.setState({ accepted: new Set(accepted), signed, witnesses: new Map() });
}

/** Its name where others wait for it. */
export const REVIEW_TASK = 'the review';
const asking = new ModelTask(REVIEW_TASK);

export const stopAsking = (): void => asking.stop();

/** Asks the models of every sentence that some turn speaks of whether it follows from those turns, and they from it. */
export async function askModels(): Promise<void> {
  const { evidence, subject } = useReview.getState();
  if (evidence === null || asking.isRunning) return;
  const items = evidence.sentences.flatMap((review) =>
    DIRECTIONS.flatMap((direction) => {
      const text = entailmentText(review, evidence.turns, direction);
      return text === null ? [] : [{ id: askedKey(sentenceKey(review), direction), text }];
    }),
  );
  const total = items.length / DIRECTIONS.length;
  /** Of this conversation's review only. */
  const set = (change: (state: ReviewStore) => Partial<ReviewStore>) => {
    if (useNote.getState().conversation === subject?.conversation) useReview.setState(change);
  };
  set(() => ({ asking: { done: 0, total }, problem: null }));
  const outcome = await asking.run(async (signal) => {
    await openModels(signal);
    const { method, alpha } = useNote.getState().settings;
    const request = { items, labels: ENTAILMENT_LABELS, question: { task: 'nli' }, method, alpha } as const;
    for await (const event of engine.classify(request, signal)) {
      set(({ witnesses }) => ({
        asking: { done: Math.floor((event.index + 1) / DIRECTIONS.length), total },
        witnesses: event.type === 'failed' ? witnesses : withVerdict(witnesses, event),
      }));
    }
  });
  set(() => ({ asking: null, ...(typeof outcome === 'object' && { problem: outcome }) }));
}

function askedKey(sentence: string, direction: Direction): string {
  return `${sentence}\n${direction}`;
}

function withVerdict(
  witnesses: ReadonlyMap<string, Witness>,
  {
    id,
    label,
    probabilities,
  }: { readonly id: string; readonly label: string; readonly probabilities: readonly number[] },
): ReadonlyMap<string, Witness> {
  const [sentence = '', direction = ''] = id.split('\n');
  return new Map(witnesses).set(sentence, {
    ...witnesses.get(sentence),
    [direction]: verdictOf(label, probabilities),
  });
}
