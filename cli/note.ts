/** `note`: a conversation in, its clinical note out, token by token. */
import { writeFileSync } from 'node:fs';
import { readConversation } from '../node/documents.ts';
import { gateOfFile } from '../node/gate-file.ts';
import { type AlphaScale, scaleWithin } from '../src/engine/decoding/ahead/alpha-scale.ts';
import type { FinishEvent, RepairReport, TokenEvent } from '../src/engine/decoding/events.ts';
import { METHODS, rolesOf } from '../src/engine/decoding/methods.ts';
import { invariant } from '../src/engine/errors.ts';
import type { EnsembleReport } from '../src/engine/lm/ensemble.ts';
import { excerptConversation, noteFromExcerpts, type WrittenSection } from '../src/engine/note-excerpts.ts';
import { type NoteRequest, needsExcerpts, shortenConversation, writeNote } from '../src/engine/note-writer.ts';
import { conversationIn } from '../src/engine/tasks/transcript.ts';
import type { Trio } from '../src/engine/trio.ts';
import type { NoteCommand } from './arguments/note.ts';
import { describeModels, openSession } from './session.ts';
import type { Terminal } from './terminal.ts';

export async function note(command: NoteCommand, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const conversation = conversationIn(await readConversation(command.input), command.input);
  const scaling = await scalingOf(command);
  const { trio, loadMs } = await openSession(command, terminal, signal);
  try {
    await write(command, scaling, fitting(conversation, command, trio, terminal), trio, loadMs, terminal, signal);
  } finally {
    terminal.clear();
    await trio.dispose();
  }
}

/** A line each, as `docs/token-events.schema.json` describes them. */
function eventLines(events: readonly (TokenEvent | FinishEvent)[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}

/** The conversation, with `--shorten` cut to what the models can hold. */
function fitting(conversation: string, command: NoteCommand, trio: Trio, terminal: Terminal): string {
  if (!command.shorten) return conversation;
  const { text, leftOut, unit } = shortenConversation(trio, { ...command, conversation });
  if (leftOut > 0) {
    terminal.remark(`Left out ${leftOut} ${unit}${leftOut === 1 ? '' : 's'} from the middle of the conversation.`);
  }
  return text;
}

/** What sets α at each token; undefined: nothing does. */
async function scalingOf({ method, gate, alphaRange }: NoteCommand): Promise<AlphaScale | undefined> {
  if (method !== 'adaptive') return undefined;
  if (gate !== null) return (await gateOfFile(gate)).scaling;
  return alphaRange === null ? undefined : scaleWithin(alphaRange);
}

async function write(
  command: NoteCommand,
  scaling: AlphaScale | undefined,
  conversation: string,
  trio: Trio,
  loadMs: number,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const { method, alpha, seed, maxTokens, temperature, topK, topP, risk, plausibility } = command;
  const repair = command.repair ?? trio.repairs;
  const [leader = 'base'] = rolesOf(method);
  const repetitionPenalty = command.repetitionPenalty ?? trio.defaults[leader]?.repetitionPenalty ?? 1;
  const sampling = { repetitionPenalty, temperature, topK, topP };
  const adaptive = method === 'adaptive' ? { ...(risk !== null && { skip: { risk } }), scaling } : undefined;
  const writtenBy = scaling ? method : trio.writtenBy(method, alpha);
  const plausible = plausibility === null ? undefined : { plausibility };
  const capt = method === 'capt' ? plausible : undefined;
  const contextAware = method === 'context-aware' ? plausible : undefined;
  const own = { adaptive, capt, contextAware };
  const request = { conversation, method, alpha, sampling, seed, maxTokens, ...own, repair, signal };
  const { tokens, finish, sections } = needsExcerpts(trio, request)
    ? await bySection(request, trio, command.json, terminal)
    : await asAWhole(request, trio, command.json, terminal);
  if (command.events !== null) writeFileSync(command.events, eventLines([...tokens, finish]));
  const { prefillMs, decodeMsPerToken, report } = finish;
  if (command.json) {
    await terminal.print(
      `${JSON.stringify({
        text: finish.text,
        ...(finish.reasoning !== undefined && { reasoning: finish.reasoning }),
        ...(sections && { sections }),
        ...(finish.repair && { repair: finish.repair }),
        finishReason: finish.reason,
        method,
        // Where base and anti-expert are one model, α = 1 is the expert.
        writtenBy,
        alpha,
        backend: trio.backend,
        backendReason: trio.reason,
        sampling,
        seed,
        models: describeModels(trio),
        tokens: tokens.map(({ id, text, pBase, pExpert, pAnti, pCombined, argmaxChanged }) => {
          return { id, text, pBase, pExpert, pAnti, pCombined, argmaxChanged };
        }),
        ...(report && savings(report)),
        timing: { loadMs, prefillMs, decodeMsPerToken, tokens: finish.tokens },
      })}\n`,
    );
    return;
  }
  await terminal.print('\n');
  terminal.remark(
    `\nDraft – a clinician must verify. ${finish.tokens} tokens, ${decodeMsPerToken.toFixed(1)} ms each (${ENDED[finish.reason]}); ` +
      `${method}${METHODS[method].usesAlpha ? ` with alpha ${alpha}` : ''}. ${trio.reason}`,
  );
  if (trio.interpolates && METHODS[method].usesAlpha) {
    const alone = writtenBy === 'expert' ? ', as here' : '';
    terminal.remark(
      `Base and anti-expert are one model: alpha leads from the base (0) to the expert (1), which at 1 writes alone${alone}.`,
    );
  }
  if (finish.reasoning !== undefined) {
    terminal.remark(
      finish.text === ''
        ? 'The model was still reasoning when it ended: allow more tokens with --max-tokens. --json shows the reasoning.'
        : 'The model reasoned before it wrote; that is no part of the note. --json shows it.',
    );
  }
  if (report) terminal.remark(inWords(report));
  if (finish.repair) tellLeftOut(finish.repair, terminal);
}

function tellLeftOut({ leftOut, rewrites }: RepairReport, terminal: Terminal): void {
  if (rewrites > 0)
    terminal.remark(`Held against the conversation: ${rewrites} times a sentence was written otherwise.`);
  for (const { text, reason } of leftOut) terminal.remark(`Left out: “${text}” ${reason}`);
}

interface Written {
  readonly tokens: readonly TokenEvent[];
  readonly finish: FinishEvent;
  /** Where each was written by itself: the numbers of the turns that were read for it, and why nothing stands there. */
  readonly sections?: readonly Pick<WrittenSection, 'header' | 'turns' | 'refused'>[];
}

async function asAWhole(request: NoteRequest, trio: Trio, json: boolean, terminal: Terminal): Promise<Written> {
  const tokens: TokenEvent[] = [];
  let finish: FinishEvent | null = null;
  for await (const event of writeNote(trio, request)) {
    switch (event.type) {
      case 'prefill':
        terminal.progress(`Reading … ${event.tokensDone} of ${event.tokensTotal} tokens`);
        break;
      case 'token':
        tokens.push(event);
        if (!json) await terminal.print(event.text);
        else terminal.progress(`Writing … ${tokens.length} tokens`);
        break;
      case 'retract':
        tokens.splice(tokens.findIndex(({ index }) => index === event.index));
        break;
      case 'finish':
        finish = event;
        break;
      default:
        event satisfies never;
    }
  }
  invariant(finish !== null, 'a generation ends with its finish event');
  return { tokens, finish };
}

/** Printed at its end: what nobody can use of a section is put away, and the section read again from less. */
async function bySection(request: NoteRequest, trio: Trio, json: boolean, terminal: Terminal): Promise<Written> {
  const excerpts = excerptConversation(trio, request);
  const { sections, tokens, finish } = await noteFromExcerpts(trio, excerpts, request, (header, event) => {
    if (event.type === 'token') terminal.progress(`Writing ${header} … ${event.index + 1} tokens`);
  });
  if (!json) await terminal.print(finish.text);
  for (const { header, refused } of sections) {
    if (refused !== null) terminal.remark(`${header}: nothing usable was written (${refused}).`);
  }
  return { tokens, finish, sections: sections.map(({ header, turns, refused }) => ({ header, turns, refused })) };
}

/** What was saved, as `--json` tells of it. */
function savings(report: EnsembleReport) {
  switch (report.kind) {
    case 'speculative': {
      const { passes, drafted, accepted, k, offReason } = report;
      return { passes, drafted, accepted, k, offReason };
    }
    case 'adaptive': {
      const { passes, skipped, audited, differing, meanScale, offReason } = report;
      return { passes, skipped, audited, differing, meanScale, offReason };
    }
    case 'blend': {
      const { interventions, isUnsuited } = report;
      return { interventions, isUnsuited };
    }
    default:
      return report satisfies never;
  }
}

function inWords(report: EnsembleReport): string {
  const { tokens } = report;
  const off = 'offReason' in report && report.offReason !== null ? ` ${report.offReason}` : '';
  switch (report.kind) {
    case 'blend':
      return (
        `The base was unsure of ${report.interventions} of ${tokens} tokens, and the expert was blended in.` +
        (report.isUnsuited ? ' That is too many: this expert does not suit this base.' : '')
      );
    case 'speculative':
      return `${report.passes.base} passes of the base for ${tokens} tokens; ${report.accepted} of ${report.drafted} guesses were right.${off}`;
    case 'adaptive':
      return (
        `${report.passes.expert} passes of the pair for ${tokens} tokens, ${report.skipped} skipped; ` +
        `${report.differing} of ${report.audited} that were checked would have been others.${off}`
      );
    default:
      return report satisfies never;
  }
}

const ENDED: Readonly<Record<FinishEvent['reason'], string>> = {
  stop: 'the note is complete',
  length: 'the limit on tokens ended it',
  context: 'the context is full',
  repetition: 'it began to repeat itself',
};
