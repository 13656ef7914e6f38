import { useEffect, useState } from 'react';
import type { Room, RoomRequest } from '../../../workers/protocol.ts';
import { useBlackBox } from '../../models/black-box.ts';
import { engine, trioOf, useEngine } from '../../models/engine.ts';
import { ROLES, type RoleRefs, roleAddresses, useRoles } from '../../models/roles.ts';
import { isRunning, sourceOf, useNote } from '../../note/note.ts';
import { templateOf, useTemplates } from '../../note/templates.ts';
import { asPlayed } from '../../note/writing.ts';
import { count } from '../../text/format.ts';

/** Typing is over when nothing was typed for so long. */
const REST_MS = 400;

/** How full the models' context is with this dialogue: counted by their tokenizers, which are read before the models are. */
export function RoomMeter() {
  const room = useRoom();
  if (room === null) return null;
  const { tokens, reserved, contextLength, over } = room;
  const share = (part: number) => `${Math.min(100, (part / contextLength) * 100)}%`;
  return (
    <span
      className="flex items-center gap-1.5 whitespace-nowrap"
      title={`${count(tokens, 'token')} of dialogue and instructions, ${count(reserved, 'token')} kept for the note, of ${count(contextLength, 'token')} that the models can hold.`}
      data-testid="room"
    >
      <span aria-hidden className="flex h-1.5 w-16 overflow-hidden rounded-full bg-edge/30">
        <span className={over > 0 ? 'bg-warn' : 'bg-accent'} style={{ width: share(tokens) }} />
        <span className="bg-accent/40" style={{ width: share(reserved) }} />
      </span>
      {over > 0
        ? `${count(over, 'token')} too long: will be written by section`
        : `${tokens.toLocaleString('en')} of ${count(contextLength - reserved, 'token')}`}
    </span>
  );
}

function useRoom(): Room | null {
  const state = useEngine(({ status }) => status.state);
  const roles = useRoles((state) => state.roles);
  const running = useNote((state) => isRunning(state.run.phase));
  const dialogue = useNote((state) => sourceOf(state).condensed?.text ?? state.dialogue);
  const isExample = useNote(({ origin }) => origin.example !== undefined);
  const isRemote = useBlackBox(({ inUse }) => inUse !== null);
  const followsText = useEngine(({ status }) => trioOf(status)?.followsText ?? false);
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
    if (running || empty) return;
    // Before that, an example as it came is known to fit, and nothing is read for its recorded note.
    if (state !== 'ready' && (state === 'loading' || isRemote || isExample)) return;
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(async () => {
      try {
        const played = asPlayed(method, 1, { isRemote, followsText });
        const request = { conversation: dialogue, method: played.method, maxTokens, template };
        setRoom(state === 'ready' ? await engine.measure(request, { signal }) : await foresee(roles, request, signal));
      } catch {
        // Cancelled, or the models are not here: then others say so.
        setRoom(null);
      }
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [state, roles, running, empty, dialogue, isExample, method, isRemote, followsText, maxTokens, template]);

  return empty ? null : room;
}

/** Of models that are not loaded; null where reading their tokenizers would take more than this machine. */
async function foresee(roles: RoleRefs, request: RoomRequest, signal: AbortSignal): Promise<Room | null> {
  if (ROLES.some((role) => roles[role].startsWith('session:'))) return null;
  const { models } = await roleAddresses(roles);
  return engine.foresee({ models, request }, { signal });
}
