// How fast llama.cpp is, asked a line at a time. First line in: {model, threads}. Then {prefill: ids} or {decode: ids, tokens}: out
// comes {milliseconds}, of reading the ids into an empty context, or of writing so many tokens greedily after them.
import { createInterface } from 'node:readline';
import { getLlama, LlamaLogLevel } from 'node-llama-cpp';

const answer = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { model: modelPath, threads } = JSON.parse((await lines.next()).value);
const llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.error });
const model = await llama.loadModel({ modelPath, useMmap: true });
const context = await model.createContext({ contextSize: 512, batchSize: 512, threads });
const sequence = context.getSequence();
answer({ milliseconds: 0 });

for await (const line of lines) {
  const { prefill, decode, tokens } = JSON.parse(line);
  await sequence.clearHistory();
  if (prefill !== undefined) {
    const started = performance.now();
    for await (const _ of sequence.evaluate(prefill)) break;
    answer({ milliseconds: performance.now() - started });
  } else {
    let written = 0;
    let started = 0;
    for await (const _ of sequence.evaluate(decode, { yieldEogToken: true })) {
      // The first token is what reading gives.
      if (written === 0) started = performance.now();
      if (written++ === tokens) break;
    }
    answer({ milliseconds: performance.now() - started });
  }
}
process.exit(0);
