/**
 * A pair of ours as logit processor in web-llm's own engine. What it makes of the base's logits is computed once more by the float64 reference decoder,
 * and the tokens that web-llm takes must be those. The pair has random weights, as the base may.
 */
import { type LogitProcessor, MLCEngine } from '@mlc-ai/web-llm';
import { openPair } from '../src/engine/adapters/pair.ts';
import { webLlmProcessor } from '../src/engine/adapters/web-llm.ts';
import { openCheckpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import { type FileSource, urlSource } from '../src/engine/lm/checkpoint/source.ts';
import { randomCheckpoint } from '../src/engine/lm/testing/random-checkpoint.ts';
import { referenceLogits, referenceWeights } from '../src/engine/lm/testing/reference-decoder.ts';
import { loadTokenizer, type PromptText, type Tokenizer } from '../src/engine/tokenizer/tokenizer.ts';
import type { HarnessOptions } from './harness.ts';

/** So large that a token of the pair wins, though most of the base's rows have no token. */
const ALPHA = 40;

export interface AdapterReport {
  readonly alpha: number;
  /** What web-llm's engine took, a list a request. */
  readonly taken: readonly (readonly number[])[];
  /** Where s = base + α · (expert − anti) is highest, in float64, for the base's logits of the same steps. */
  readonly expected: readonly (readonly number[])[];
  /** Where the base's own logits are highest. */
  readonly base: readonly (readonly number[])[];
  /** Of any score of any step from the formula's, as part of the largest score. */
  readonly largestDifference: number;
}

/** One step: the base's logits, and what the processor made of them. */
interface Step {
  readonly base: Float32Array;
  readonly scores: Float32Array;
  readonly taken: number;
}

/** @param options of which `models` names the folder that holds base/ */
export async function runAdapter({ models, tokens, prompt }: HarnessOptions): Promise<AdapterReport> {
  const folder = `${models}base/`;
  const files = urlSource(folder);
  const tokenizer = await loadTokenizer(files);
  const [expert, anti] = [2, 3].map((seed) => memberOf(seed, tokenizer, files));
  if (!expert || !anti) throw new Error('There are two.');
  const processor = webLlmProcessor(await openPair({ base: files, expert, anti }), { alpha: ALPHA });
  const steps: Step[] = [];
  const engine = new MLCEngine({
    appConfig: { model_list: [{ model_id: 'base', model: folder, model_lib: `${folder}model_lib.wasm` }] },
    logitProcessorRegistry: new Map([['base', listening(processor, steps)]]),
  });
  await engine.reload('base');
  console.info('web-llm has the base');
  const references = [await referenceOf(expert), await referenceOf(anti)] as const;
  const requests: { readonly steps: readonly Step[]; readonly expected: readonly Float64Array[] }[] = [];
  // The second, so that nothing of the first is left in the pair.
  for (const ids of [prompt, prompt.toReversed()]) {
    const text = tokenizer.decode(ids);
    const asked: PromptText = { chat: [{ role: 'user', content: text }], plain: text };
    processor.ask(asked);
    await engine.completions.create({ prompt: text, max_tokens: tokens, temperature: 0 });
    const own = steps.splice(0);
    console.info(`“${text}”: ${own.map(({ taken }) => taken).join(' ')}`);
    const read = tokenizer.encodePrompt(asked);
    const expected = own.map(({ base }, at) => {
      const context = [...read, ...own.slice(0, at).map(({ taken }) => taken)];
      const [ofExpert, ofAnti] = references.map((after) => after(context)) as [Float64Array, Float64Array];
      return Float64Array.from(base, (logit, id) =>
        tokenizer.spelling(id) === null ? logit : logit + ALPHA * (ofExpert[id]! - ofAnti[id]!),
      );
    });
    requests.push({ steps: own, expected });
  }
  await engine.unload();
  return {
    alpha: ALPHA,
    taken: requests.map((request) => request.steps.map(({ taken }) => taken)),
    expected: requests.map((request) => request.expected.map(highest)),
    base: requests.map((request) => request.steps.map(({ base }) => highest(base))),
    largestDifference: Math.max(
      ...requests.flatMap((request) =>
        request.steps.map(({ scores }, at) => relativeDifference(scores, request.expected[at]!)),
      ),
    ),
  };
}

/** The processor, and each of its steps written down. */
function listening(processor: LogitProcessor, steps: Step[]): LogitProcessor {
  let last: Omit<Step, 'taken'> | null = null;
  return {
    processLogits(logits) {
      const base = logits.slice();
      const scores = processor.processLogits(logits);
      last = { base, scores: scores.slice() };
      return scores;
    },
    processSampledToken(token) {
      if (last !== null) steps.push({ ...last, taken: token });
      processor.processSampledToken(token);
    },
    resetState: () => processor.resetState(),
  };
}

/** Random weights, read in the base's own tokens. */
function memberOf(seed: number, tokenizer: Tokenizer, base: FileSource): FileSource {
  const ids = Array.from({ length: tokenizer.size }, (_, id) => id);
  const stopIds = ids.filter((id) => tokenizer.kind(id) === 'special');
  const { source, files } = randomCheckpoint({ seed, stopIds, config: { vocabularySize: tokenizer.size } });
  const text = (path: string, signal?: AbortSignal) => (path in files ? source : base).text(path, signal);
  return { ...source, label: `pair ${seed}`, text };
}

/** @returns logits `[vocabulary]` of the token after a text */
async function referenceOf(source: FileSource): Promise<(ids: readonly number[]) => Float64Array> {
  const checkpoint = await openCheckpoint(source);
  const weights = await referenceWeights(checkpoint);
  return (ids) => referenceLogits(checkpoint.config, weights, ids).slice(-checkpoint.config.vocabularySize);
}

function highest(scores: Float32Array | Float64Array): number {
  let best = 0;
  for (let id = 1; id < scores.length; id++) if (scores[id]! > scores[best]!) best = id;
  return best;
}

function relativeDifference(scores: Float32Array, expected: Float64Array): number {
  const size = expected.reduce((most, score) => Math.max(most, Math.abs(score)), 0);
  return expected.reduce((most, score, id) => Math.max(most, Math.abs(score - (scores[id] ?? Number.NaN))), 0) / size;
}
