import { useEffect, useState } from 'react';
import type { Room } from '../../../workers/protocol.ts';
import { useBlackBox } from '../../models/black-box.ts';
import { engine, useEngine } from '../../models/engine.ts';
import { isRunning, sourceOf, useNote } from '../../note/note.ts';
import { templateOf, useTemplates } from '../../note/templates.ts';
import { asPlayed } from '../../note/writing.ts';
import { count } from '../../text/format.ts';

/** Typing is over when nothing was typed for so long. */
const REST_MS = 400;

/** How full the models' context is with this dialogue: counted by their tokenizers, once they are loaded. */
export function RoomMeter() {
  const room = useRoom();
  if (room === null) return null;
  const { tokens, reserved, contextLength, over } = room;
  const share = (part: number) => `${Math.min(100, (part / contextLength) * 100)}%`;
  return (
    <span
      className={`flex items-center gap-1.5 whitespace-nowrap ${over > 0 ? 'font-semibold text-danger' : ''}`}
      title={`${count(tokens, 'token')} of dialogue and instructions, ${count(reserved, 'token')} kept for the note, of ${count(contextLength, 'token')} that the models can hold.`}
      data-testid="room"
    >
      <span aria-hidden className="flex h-1.5 w-16 overflow-hidden rounded-full bg-edge/30">
        <span className={over > 0 ? 'bg-danger' : 'bg-accent'} style={{ width: share(tokens) }} />
        <span className="bg-accent/40" style={{ width: share(reserved) }} />
      </span>
      {over > 0
        ? `${count(over, 'token')} too long for the models`
        : `${tokens.toLocaleString('en')} of ${count(contextLength - reserved, 'token')}`}
    </span>
  );
}

function useRoom(): Room | null {
  const ready = useEngine(({ status }) => status.state === 'ready');
  const running = useNote((state) => isRunning(state.run.phase));
  const dialogue = useNote((state) => sourceOf(state).condensed?.text ?? state.dialogue);
  const isRemote = useBlackBox(({ inUse }) => inUse !== null);
  const method = useNote((state) => state.settings.method);
  const maxTokens = useNote((state) => state.settings.maxTokens);
  const template = templateOf(
    useNote((state) => state.templateId),
    useTemplates((state) => state.own),
  );
  const [room, setRoom] = useState<Room | null>(null);
  const empty = dialogue.trim() === '';

  useEffect(() => {
    // While a note is written the worker has better things to do.
    if (!ready || running || empty) return;
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(async () => {
      try {
        const request = { conversation: dialogue, method: asPlayed(method, 1, isRemote).method, maxTokens, template };
        setRoom(await engine.measure(request, { signal }));
      } catch {
        // Cancelled, or the models are gone: then others say so.
        setRoom(null);
      }
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [ready, running, empty, dialogue, method, isRemote, maxTokens, template]);

  return ready && !empty ? room : null;
}
