/** `review --model`: whether the models find that each sentence follows from its turns, and they from it. */
import {
  DIRECTIONS,
  ENTAILMENT_LABELS,
  entailmentText,
  verdictOf,
  type Witness,
} from '../src/engine/analysis/evidence/entailment.ts';
import type { Evidence } from '../src/engine/analysis/evidence/evidence.ts';
import { questionPrompt } from '../src/engine/tasks/classification.ts';
import type { ReviewCommand } from './arguments/review.ts';
import { openSession } from './session.ts';
import type { Terminal } from './terminal.ts';

/** Of each note's sentences, in their order; an empty one where no turn speaks of a sentence, or it is too long for the models. */
export async function witnessesOf(
  notes: readonly Evidence[],
  command: ReviewCommand,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<readonly (readonly Witness[])[]> {
  const asked = notes.flatMap(({ sentences, turns }, note) =>
    sentences.flatMap((review, sentence) =>
      DIRECTIONS.flatMap((direction) => {
        const text = entailmentText(review, turns, direction);
        return text === null ? [] : [{ note, sentence, direction, text }];
      }),
    ),
  );
  const witnesses: Witness[][] = notes.map(({ sentences }) => sentences.map(() => ({})));
  const { trio } = await openSession(command, terminal, signal);
  try {
    const items = asked.map(({ text }, index) => ({ id: String(index), text }));
    const { method, alpha } = command;
    const prompt = questionPrompt({ task: 'nli' }, ENTAILMENT_LABELS);
    for await (const event of trio.classify({ method, alpha, labels: ENTAILMENT_LABELS, prompt, items, signal })) {
      terminal.progress(`Asking the models … ${event.index + 1} of ${items.length}`);
      const place = asked[event.index];
      const ofNote = witnesses[place?.note ?? -1];
      if (place === undefined || ofNote === undefined || event.type === 'failed') continue;
      ofNote[place.sentence] = {
        ...ofNote[place.sentence],
        [place.direction]: verdictOf(event.label, event.probabilities),
      };
    }
    terminal.remark(trio.reason);
  } finally {
    terminal.clear();
    await trio.dispose();
  }
  return witnesses;
}
