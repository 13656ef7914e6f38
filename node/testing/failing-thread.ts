/** A thread that fails at its first unit. */
import { JOB_KINDS } from '../../src/engine/lm/cpu/jobs/kinds.ts';

for (const kind of JOB_KINDS) {
  kind.run = () => {
    throw new Error('Something is wrong with this thread.');
  };
}
await import('../thread.ts');
