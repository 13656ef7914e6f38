/** Plays parts of the recording of a conversation: one at a time. */
import { create } from 'zustand';
import { SAMPLE_RATE } from '../../engine/speech/recording.ts';
import { type AudioSpan, turnSpans } from '../../engine/speech/turn-spans.ts';
import type { Turn } from '../../engine/tasks/dialogue.ts';
import { type Recording, showProblem } from '../note/note.ts';
import { decodedOf } from './sound.ts';

/** Before and after a sentence: the times of a speech model are right to so many seconds. */
const MARGIN = 0.3;

interface Playing {
  readonly span: AudioSpan | null;
}

export const usePlaying = create<Playing>(() => ({ span: null }));

let end: () => void = () => {};

/** In the place of what is played. */
export async function play({ sound }: Recording, span: AudioSpan): Promise<void> {
  end();
  const context = new AudioContext();
  const stop = () => {
    if (context.state !== 'closed') void context.close();
    if (end === stop) usePlaying.setState({ span: null });
  };
  end = stop;
  usePlaying.setState({ span });
  try {
    const { samples } = await decodedOf(sound);
    if (end !== stop) return;
    const buffer = context.createBuffer(1, samples.length, SAMPLE_RATE);
    buffer.copyToChannel(samples, 0);
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(context.destination);
    source.onended = stop;
    const from = Math.max(0, span.from - MARGIN);
    source.start(0, from, span.to + MARGIN - from);
  } catch (thrown) {
    stop();
    showProblem(thrown);
  }
}

export function stopPlaying(): void {
  end();
}

let last: {
  readonly turns: readonly Turn[];
  readonly recording: Recording;
  readonly spans: ReadonlyMap<number, AudioSpan>;
} | null = null;

/** Where each turn is said; several parts of the page ask for the same. */
export function spansOf(turns: readonly Turn[], recording: Recording): ReadonlyMap<number, AudioSpan> {
  if (last?.turns !== turns || last.recording !== recording) {
    last = { turns, recording, spans: turnSpans(turns, recording.sentences) };
  }
  return last.spans;
}
