import { Play, Square } from 'lucide-react';
import type { AudioSpan } from '../../../../engine/speech/turn-spans.ts';
import { Button } from '../../../components/button.tsx';
import { play, spansOf, stopPlaying, usePlaying } from '../../../dictation/playing.ts';
import { type Recording, useTurns } from '../../../note/note.ts';

interface PlayButtonProps {
  readonly recording: Recording;
  readonly span: AudioSpan;
  readonly what: string;
}

export function PlayButton({ recording, span, what }: PlayButtonProps) {
  const isPlaying = usePlaying(({ span: now }) => now?.from === span.from && now.to === span.to);
  return (
    <Button
      look="small"
      aria-label={isPlaying ? `Stop ${what}` : `Play ${what}`}
      onPress={() => (isPlaying ? stopPlaying() : void play(recording, span))}
    >
      {isPlaying ? <Square aria-hidden /> : <Play aria-hidden />}
    </Button>
  );
}

/** Plays a turn of a conversation that was transcribed; nothing where it was written by hand. @param number from 1 */
export default function PlayTurn({ recording, number }: { recording: Recording; number: number }) {
  const turns = useTurns();
  const span = spansOf(turns, recording).get(number);
  return span === undefined ? null : <PlayButton recording={recording} span={span} what={`turn ${number}`} />;
}
