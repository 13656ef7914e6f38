/** A thread that is gone, without a word, at its first unit. */
import { JOB_KINDS } from '../../src/engine/lm/cpu/jobs/kinds.ts';

for (const kind of JOB_KINDS) kind.run = () => process.exit();
await import('../thread.ts');
