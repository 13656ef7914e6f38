import { VOICES, type Voice } from '../../classification/batch.ts';

const MEANINGS: Readonly<Record<Voice, string>> = {
  base: 'The general model alone.',
  expert: 'The small clinical model alone.',
  proxy: 'The base and, α times, what tuning taught the expert: base + α · (expert − anti-expert), at every token.',
};

/** Whose figures stand in the columns, and what follows from them. */
export function Voices() {
  return (
    <div className="mt-3 border-t border-line pt-2.5 text-[13px]">
      <h3 className="font-semibold">How to read it</h3>
      <dl className="mt-1 grid gap-x-6 gap-y-1.5 sm:grid-cols-[1fr_1fr_2fr]">
        {VOICES.map(({ voice, name }) => (
          <div key={voice}>
            <dt>{name}</dt>
            <dd className="text-muted">{MEANINGS[voice]}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1.5 text-muted">
        A ✓ marks each column’s choice. Where Base and Proxy-tuned choose differently, the pair made the difference; at
        α = 0 they are the same.
      </p>
    </div>
  );
}
