// What llama.cpp makes of texts and ids. Standard input: {model, texts, windows}, ids in `windows`; standard output: {ids, windows},
// for every window after its first id the best id and the log probability of the id that stands there.
import { readFileSync } from 'node:fs';
import { getLlama, LlamaLogLevel } from 'node-llama-cpp';

const { model: modelPath, texts, windows } = JSON.parse(readFileSync(0, 'utf8'));
const llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.error });
const model = await llama.loadModel({ modelPath, useMmap: true });
const ids = texts.map((text) => model.tokenize(text));
const longest = Math.max(0, ...windows.map((window) => window.length));
const context = await model.createContext({ contextSize: Math.max(256, longest + 8), threads: 1 });
const sequence = context.getSequence();
const answers = [];
for (const window of windows) {
  await sequence.clearHistory();
  const items = window.map((id, index) => {
    const target = window[index + 1];
    if (target === undefined) return id;
    const logits = { filter: { tokens: [target], includeTop: 1, includeMax: true } };
    return [id, { generateNext: { logits, totalLogitWeight: true } }];
  });
  const output = await sequence.controlledEvaluate(items);
  answers.push(
    window.slice(1).map((target, index) => {
      const { logits, totalLogitWeight } = output[index].next;
      const [best, most] = logits.entries().next().value;
      return { best, logProbability: logits.get(target) - most - Math.log(totalLogitWeight) };
    }),
  );
}
process.stdout.write(JSON.stringify({ ids, windows: answers }));
process.exit(0);
