/**
 * `npm run fuzz -- [minutes] [seed]`: every reader on hostile inputs for so long (default 10), each in turn. Prints the seed and the
 * counts; ends with 1 for an error without a type, a run of more than 2 s, or more than 500 MB beyond what the readers need idle.
 */
import { isExpected } from './expected.ts';
import { allReaders } from './readers.ts';

const [minutes = '10', given] = process.argv.slice(2);
const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);
const end = performance.now() + Number(minutes) * 60_000;
const LONGEST_MS = 2_000;
const MOST_BYTES = 500e6;

const readers = await allReaders();
const idle = process.memoryUsage().rss;
const faults: string[] = [];
let runs = 0;
let refusals = 0;
let longest = 0;
let most = 0;

const say = (kind: string, name: string, input: unknown, what: string) =>
  faults.push(`${kind}: ${name}: ${what}: ${JSON.stringify(input)?.slice(0, 300)}`);

for (let round = 0; performance.now() < end; round++) {
  for (const { property } of readers) {
    if (performance.now() > end) break;
    await property({ seed: seed + round, numRuns: 40, endOnFailure: true }, async (name, input, run) => {
      const begin = process.cpuUsage();
      try {
        await run();
      } catch (thrown) {
        if (isExpected(thrown)) refusals++;
        else say('untyped', name, input, String(thrown));
      }
      // Of this process: other work on the machine is no fault of a reader.
      const { user, system } = process.cpuUsage(begin);
      const milliseconds = (user + system) / 1000;
      const bytes = process.memoryUsage().rss - idle;
      runs++;
      longest = Math.max(longest, milliseconds);
      most = Math.max(most, bytes);
      if (milliseconds > LONGEST_MS) say('slow', name, input, `${Math.round(milliseconds)} ms`);
      if (bytes > MOST_BYTES) say('memory', name, input, `${Math.round(bytes / 1e6)} MB`);
    });
  }
}
const summary = `seed ${seed}: ${readers.length} readers, ${runs} runs, ${refusals} refused in words, ${faults.length} faults`;
console.log(`${summary}; longest ${Math.round(longest)} ms, at most ${Math.round(most / 1e6)} MB more than idle`);
for (const fault of faults.slice(0, 50)) console.log(fault);
process.exit(faults.length === 0 ? 0 : 1);
