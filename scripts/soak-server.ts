/**
 * `npm run soak:server [-- --requests 10000 --seed 1]`: the server under bad clients and rebuilds (`server/soak.ts`). Prints
 * what was asked, what was answered wrongly and whether files stayed open; exit status 1 if anything is amiss.
 */
import { parseArgs } from 'node:util';
import { soak } from './server/soak.ts';

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const started = performance.now();
const { requests, byKind, rebuilds, wrong, descriptors } = await soak(Number(values.requests), Number(values.seed));
for (const [kind, count] of Object.entries(byKind)) console.log(`${String(count).padStart(6)}  ${kind}`);
for (const what of wrong.slice(0, 20)) console.log(what);
const open = descriptors === null ? 'unknown here' : `${descriptors.before} before, ${descriptors.after} after`;
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`${requests} requests, ${rebuilds} rebuilds, seed ${values.seed}, ${seconds} s: ${wrong.length} wrong.`);
console.log(`Open descriptors: ${open}.`);
process.exit(wrong.length > 0 || (descriptors !== null && descriptors.after > descriptors.before) ? 1 : 0);
