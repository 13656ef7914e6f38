import { PRESET_NAMES, PRESETS } from '../../engine/presets.ts';

/** What stands beside pairs where methods are measured. */
const METHODS = [
  'Adaptive scales α, or leaves the pair out, token by token',
  'Speculative is proxy tuning with tokens drafted by the pair',
  'CAPT tunes a base that has another tokenizer, by its text; CAPT base is that base alone',
  'UniTE averages what base and expert find likely, without an anti-expert',
  'a name with @ gives its strengths α: first, step, last',
];

/** What the names of pairs, and of the methods measured beside them, stand for. */
export function PairGlossary({ withMethods = false }: { withMethods?: boolean }) {
  const pairs = PRESET_NAMES.map((name) => `${name} – ${PRESETS[name].isolates.replace(/^both: /u, 'both, ')}`);
  return (
    <p className="mt-1 w-full text-[13px] text-muted">
      What the expert pair adds to the base: {pairs.join('; ')}.{withMethods && ` ${METHODS.join('; ')}.`}
    </p>
  );
}
