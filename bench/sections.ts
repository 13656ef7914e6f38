/**
 * `npm run bench:sections`: how soon the first token of a note's first section comes, and of its second, whose conversation has been
 * read. `--model M` (default demo-base), `--rounds N` (5), a conversation each; `--json`. Not of models that were trained to be asked for
 * sections one by one, as the SmolLM2 that comes with Locum: their question stands before the conversation.
 */
import { parseArgs } from 'node:util';
import { modelSource } from '../node/model-folder.ts';
import { nodeThreads } from '../node/threads.ts';
import { GREEDY } from '../src/engine/lm/ensemble.ts';
import { writeNote } from '../src/engine/note-writer.ts';
import { BUILT_IN_TEMPLATES } from '../src/engine/tasks/templates.ts';
import { openTrio } from '../src/engine/trio.ts';
import { exampleTexts } from './notes.ts';
import { type Figure, figure } from './statistics.ts';

/** The second section's time over the first's, at most. */
const BAR = 0.15;
const CHARACTERS = 1500;

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'demo-base' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});
const sources = { base: modelSource(values.model) };
const trio = await openTrio({ sources, method: 'base', backend: 'cpu', threads: nodeThreads(), keepPrefixes: true });
if (trio.sectionAsking !== null) {
  console.error(`${values.model} is asked for sections one by one: there is nothing to keep.`);
  process.exit(2);
}
const template = BUILT_IN_TEMPLATES.find(({ id }) => id === 'soap')!;

/** Milliseconds until the first token. */
async function timeToFirst(
  conversation: string,
  section: { header: string; before: { header: string; text: string }[] },
) {
  const started = performance.now();
  const request = {
    conversation,
    template,
    section,
    method: 'base',
    alpha: 1,
    sampling: GREEDY,
    seed: 0,
    maxTokens: 2,
  };
  for await (const { type } of writeNote(trio, { ...request, method: 'base' })) {
    if (type === 'token') return performance.now() - started;
  }
  throw new Error('Nothing was written.');
}

const texts = await exampleTexts();
const [first, second]: [number[], number[]] = [[], []];
for (let round = 0; round <= Number(values.rounds); round++) {
  const conversation = texts[round % texts.length]!.slice(0, CHARACTERS);
  const one = await timeToFirst(conversation, { header: 'SUBJECTIVE', before: [] });
  const before = [{ header: 'SUBJECTIVE', text: 'Knee pain for two weeks after a fall.' }];
  const two = await timeToFirst(conversation, { header: 'PLAN', before });
  // The first round warms up.
  if (round === 0) continue;
  first.push(one);
  second.push(two);
}
await trio.dispose();
const found = { model: values.model, first: figure(first), second: figure(second) };
const ratio = found.second.median / found.first.median;
const told = ({ median, low, high }: Figure) => `${median.toFixed(0)} [${low.toFixed(0)}–${high.toFixed(0)}] ms`;
if (values.json) console.log(JSON.stringify({ ...found, ratio }));
else {
  console.log(
    `${values.model}, time to the first token: first section ${told(found.first)}, second ${told(found.second)}`,
  );
  console.log(`  ${ratio.toFixed(3)} × (bar ${BAR})`);
}
process.exit(ratio <= BAR ? 0 : 1);
