import { PRESET_NAMES, PRESETS } from '../../engine/presets.ts';

/** What the names of pairs, and of what they are compared with, stand for. */
export function PairGlossary({ withUnite = false }: { withUnite?: boolean }) {
  return (
    <p className="mt-1 w-full text-xs text-muted">
      What the expert pair adds to the base:{' '}
      {PRESET_NAMES.map((name) => `${name} – ${PRESETS[name].isolates.replace(/^both: /u, 'both, ')}`).join('; ')}.
      {withUnite && ' UniTE averages what base and expert find likely, without an anti-expert.'} A name with @ gives its
      strengths α: first, step, last.
    </p>
  );
}
