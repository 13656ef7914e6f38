/**
 * From a recording to a conversation: a speech model that the user has picked, a sound, and a worker without a network that
 * transcribes it. In memory only; the sound stays with its conversation.
 */
import { create } from 'zustand';
import { parseSpeechModel } from '../../engine/catalogue/speech-model.ts';
import { Cancelled, type ErrorRecord, LocumError } from '../../engine/errors.ts';
import { channelsOf } from '../../engine/speech/channels.ts';
import { MODEL_HEAD_BYTES, readSpeechModel, type SpeechModel } from '../../engine/speech/model-file.ts';
import { silent } from '../../engine/speech/recording.ts';
import { spokenSentences, transcriptText } from '../../engine/speech/transcript.ts';
import { WorkerCalls } from '../../workers/calls.ts';
import type { TranscriptionOperations } from '../../workers/transcription-protocol.ts';
import { problemOf } from '../models/engine.ts';
import { models } from '../models/models-worker.ts';
import { openText } from '../note/open.ts';
import { workerOf } from '../workers.ts';
import { type Recorder, startRecording } from './microphone.ts';
import { decodedOf } from './sound.ts';

export type DictationPhase =
  | { readonly state: 'idle' }
  /** The user is asked for the microphone. */
  | { readonly state: 'asking' }
  | { readonly state: 'recording'; readonly seconds: number }
  /** `done`: from 0 to 1. */
  | { readonly state: 'downloading'; readonly done: number }
  | { readonly state: 'decoding' }
  /** The model is read. */
  | { readonly state: 'opening' }
  /** `done`: from 0 to 1. */
  | { readonly state: 'transcribing'; readonly done: number };

interface Dictation {
  readonly model: { readonly file: File; readonly facts: SpeechModel } | null;
  /** What is to be transcribed: it can be read, and somebody is heard. */
  readonly sound: File | null;
  /** What was recorded here and is no conversation's yet. */
  readonly recorded: File | null;
  readonly phase: DictationPhase;
  readonly problem: ErrorRecord | null;
}

export const useDictation = create<Dictation>(() => ({
  model: null,
  sound: null,
  recorded: null,
  phase: { state: 'idle' },
  problem: null,
}));

/** Whether something is being done that would be lost. */
export const isDictating = ({ phase }: Pick<Dictation, 'phase'>): boolean => phase.state !== 'idle';

let opened: File | null = null;

const transcriber = new WorkerCalls<TranscriptionOperations>(() => workerOf('transcriber')(), {
  name: 'transcriber',
  onLost: () => {
    opened = null;
  },
  crash: (reason) =>
    new LocumError('engine-crashed', `The transcription stopped unexpectedly${reason === '' ? '' : `: ${reason}`}.`, {
      hint: 'The recording is kept here. Try again; if it happens again, choose a smaller model.',
    }),
});

/** Of what is being downloaded or transcribed. */
let running: AbortController | null = null;

/** Picks the speech model. A file that is none replaces nothing. */
export async function chooseSpeechModel(file: File): Promise<void> {
  await attempt(() => takeModel(file));
}

async function takeModel(file: File): Promise<void> {
  const head = new Uint8Array(await file.slice(0, MODEL_HEAD_BYTES).arrayBuffer());
  useDictation.setState({ model: { file, facts: readSpeechModel(file, head) } });
}

/** As `chooseSpeechModel`, of a file on Hugging Face. @param address as the user typed it */
export async function downloadSpeechModel(address: string): Promise<void> {
  await attempt(async () => {
    const wanted = parseSpeechModel(address);
    running = new AbortController();
    useDictation.setState({ phase: { state: 'downloading', done: 0 } });
    const onProgress = ({ bytesDone, bytesTotal }: { readonly bytesDone: number; readonly bytesTotal: number }) =>
      useDictation.setState({ phase: { state: 'downloading', done: bytesDone / bytesTotal } });
    const model = await models.speechModel(wanted, { signal: running.signal, onProgress });
    await takeModel(new File([model], wanted.file));
  });
}

/** Takes a sound to be transcribed, if it can be. */
export async function chooseSound(file: File): Promise<void> {
  await attempt(async () => {
    useDictation.setState({ phase: { state: 'decoding' } });
    await decodedOf(file);
    useDictation.setState({ sound: file });
  });
}

let recorder: Recorder | null = null;

/** Records until it is stopped; what was recorded is taken as a chosen sound is, and is nowhere else. */
export async function record(): Promise<void> {
  await attempt(async () => {
    useDictation.setState({ phase: { state: 'asking' } });
    const tellOf = (seconds: number) => useDictation.setState({ phase: { state: 'recording', seconds } });
    recorder = await startRecording(tellOf);
    tellOf(0);
    addEventListener('beforeunload', askFirst);
    const recorded = await recorder.recorded;
    recorder = null;
    useDictation.setState({ recorded });
    await chooseSound(recorded);
  });
}

/** A recording would be lost with the page, as long as it is no conversation's. */
function askFirst(event: BeforeUnloadEvent): void {
  if (recorder !== null || useDictation.getState().recorded !== null) event.preventDefault();
}

export function stopRecording(): void {
  recorder?.stop();
}

/** @returns whether it became the conversation */
export async function transcribe(): Promise<boolean> {
  const { model, sound } = useDictation.getState();
  if (model === null || sound === null || running !== null) return false;
  running = new AbortController();
  const { signal } = running;
  return attempt(async () => {
    useDictation.setState({ phase: { state: 'opening' } });
    const { samples, loudness } = await decodedOf(sound);
    const sentences = spokenSentences(await hear(model.file, samples, signal), samples);
    if (sentences.length === 0) throw silent(sound.name);
    const dialogue = transcriptText(sentences, channelsOf(sentences, loudness));
    openText({ dialogue, origin: { file: sound.name, recording: { sound, sentences } } });
    useDictation.setState(({ recorded }) => ({ sound: null, recorded: recorded === sound ? null : recorded }));
  });
}

/** The recording and the model stay. */
export function cancelDictation(): void {
  running?.abort();
}

async function hear(model: File, samples: Float32Array<ArrayBuffer>, signal: AbortSignal) {
  try {
    if (opened !== model) {
      // The memory of the one before cannot be given back otherwise.
      end();
      await transcriber.call('open', { name: model.name, model }, { signal });
      opened = model;
    }
    const report = (done: number) => useDictation.setState({ phase: { state: 'transcribing', done } });
    report(0);
    return await transcriber.call('transcribe', { samples }, { signal, onProgress: report });
  } catch (thrown) {
    // Whatever state a failure has left it in.
    if (thrown instanceof LocumError) end();
    throw thrown;
  }
}

/** The next recording opens the model again. */
function end(): void {
  transcriber.dispose();
  opened = null;
}

async function attempt(work: () => Promise<void>): Promise<boolean> {
  useDictation.setState({ problem: null });
  try {
    await work();
    return true;
  } catch (thrown) {
    if (!(thrown instanceof Cancelled)) useDictation.setState({ problem: problemOf(thrown) });
    return false;
  } finally {
    running = null;
    useDictation.setState({ phase: { state: 'idle' } });
  }
}
