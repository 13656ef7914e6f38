/** The training code measures the same models by an ensemble and metrics of its own; `training/golden-parity/make.py` kept what it finds. */
import { describe, expect, it } from 'vitest';
import items from '../../../training/golden-parity/items.json' with { type: 'json' };
import golden from '../../../training/golden-parity/scores.json' with { type: 'json' };
import { classify } from '../decoding/labels/classify.ts';
import { demoFolder, demoIsPresent, whenPresent } from '../decoding/testing/tokenizers.ts';
import { openCheckpoint } from '../lm/checkpoint/checkpoint.ts';
import { folderSource } from '../lm/checkpoint/folder-source.ts';
import { loadCpuModel } from '../lm/cpu/model.ts';
import { labelsOf, questionPrompt } from '../tasks/classification.ts';
import { loadTokenizer } from '../tokenizer/tokenizer.ts';
import { rouge } from './rouge.ts';

const TASK = 'section_header_classification';
const NAMES = ['demo-base', 'demo-it', 'demo-anti'];

async function participant(name: string) {
  const source = folderSource(demoFolder(name));
  return { tokenizer: await loadTokenizer(source), model: await loadCpuModel(await openCheckpoint(source)) };
}

describe('ten items, in Python and here', () => {
  it('have the same ROUGE', () => {
    expect(golden).toHaveLength(10);
    for (const [index, { input, reference }] of items.entries()) {
      const { rouge1, rouge2, rougeL } = golden[index]!.rouge;
      const found = rouge(input, reference);
      expect(found.rouge1).toBeCloseTo(rouge1, 5);
      expect(found.rouge2).toBeCloseTo(rouge2, 5);
      expect(found.rougeL).toBeCloseTo(rougeL, 5);
    }
  });

  it.skipIf(!NAMES.every(demoIsPresent))(
    `have the same label scores under base, expert and proxy tuning${whenPresent(...NAMES)}`,
    async () => {
      const [base, expert, anti] = await Promise.all(NAMES.map(participant));
      const labels = labelsOf(TASK).slice(0, golden[0]!.scores.base.length);
      const events = classify({
        items: items.map(({ input }, index) => ({ id: String(index), text: input })),
        labels,
        prompt: questionPrompt({ task: TASK }, labelsOf(TASK)),
        method: 'proxy',
        participants: { base: base!, expert: expert!, anti: anti! },
      });
      let seen = 0;
      for await (const event of events) {
        if (event.type === 'failed') throw new Error(event.error.message);
        const wanted = golden[event.index]!.scores;
        const found = { base: event.members.base, expert: event.members.expert, proxy: event };
        for (const method of ['base', 'expert', 'proxy'] as const) {
          for (const [label, score] of wanted[method].entries()) {
            expect(found[method]?.logScores[label], `${method}, item ${event.index}, “${labels[label]}”`).toBeCloseTo(
              score,
              2,
            );
          }
        }
        seen += 1;
      }
      expect(seen).toBe(10);
    },
  );
});
