/** Re-scoring against the demo models themselves: the same text, read again under another α. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TokenEvent } from '../decoding/events.ts';
import { folderSource } from '../lm/checkpoint/folder-source.ts';
import { GREEDY } from '../lm/ensemble.ts';
import { notePrompt } from '../tasks/note.ts';
import { openTrio, type Trio } from '../trio.ts';
import { rescoreToken } from './rescore.ts';

const folder = (id: string) => fileURLToPath(new URL(`../../../public/models/${id}`, import.meta.url));
const ids = { base: 'demo-base', expert: 'demo-it', anti: 'demo-anti' };
const missing = Object.values(ids).filter((id) => !existsSync(`${folder(id)}/model.safetensors`));
const suite = `re-scoring with the demo models${missing.length > 0 ? ` (skipped: no ${missing.join(', ')})` : ''}`;

describe.skipIf(missing.length > 0)(suite, () => {
  let trio: Trio;
  beforeAll(async () => {
    const [base, expert, anti] = [ids.base, ids.expert, ids.anti].map((id) => folderSource(folder(id)));
    trio = await openTrio({ sources: { base: base!, expert: expert!, anti: anti! }, backend: 'cpu' });
  });
  afterAll(() => trio?.dispose());

  async function read(alpha: number, candidates: number, opening?: readonly number[]): Promise<readonly TokenEvent[]> {
    const tokens: TokenEvent[] = [];
    for await (const event of trio.generate({
      prompt: notePrompt('Doctor: What brings you in?\nPatient: A dry cough for three days, and no fever.'),
      method: 'proxy',
      alpha,
      candidates,
      maxTokens: opening?.length ?? 24,
      sampling: { ...GREEDY, repetitionPenalty: 1.2 },
      ...(opening && { opening: { ids: opening } }),
    })) {
      if (event.type === 'token') tokens.push(event);
    }
    return tokens;
  }

  it('equals a fresh generation of the same text: scores to 1e-5, probabilities within what was not stored', async () => {
    const recorded = await read(1, 12);
    const fresh = await read(
      0.5,
      32,
      recorded.map(({ id }) => id),
    );
    expect(recorded).toHaveLength(24);
    const worst = { score: 0, probability: 0 };
    for (const [index, event] of fresh.entries()) {
      const ours = rescoreToken(recorded[index]!, 1, 0.5)!;
      const theirs = new Map(event.candidates.map((each) => [each.id, Math.log(each.combined)]));
      const common = ours.candidates.filter(({ id }) => theirs.has(id));
      const offset = common[0]!.score - theirs.get(common[0]!.id)!;
      for (const { id, score } of common) {
        worst.score = Math.max(worst.score, Math.abs(score - offset - theirs.get(id)!));
      }
      worst.probability = Math.max(worst.probability, Math.abs(ours.pCombined - event.pCombined));
    }
    expect(fresh.map(({ id }) => id)).toEqual(recorded.map(({ id }) => id));
    expect(worst.score).toBeLessThan(1e-5);
    expect(worst.probability).toBeLessThan(0.02);
  });
});
