import { useEffect, useState } from 'react';
import { METHODS } from '../../../engine/decoding/methods.ts';
import { NOTE_METHODS, type NoteMethod } from '../../note/settings.ts';
import { loadSideBySide, type SideBySide } from '../../text/side-by-side.ts';

/** One visit by base, expert and both at once, before any model is loaded: what the method does, read in a minute. */
export function ThreeVoices() {
  const [shown, setShown] = useState<SideBySide | null>(null);
  useEffect(() => {
    void loadSideBySide().then(setShown);
  }, []);
  if (shown === null) return null;
  const { title, header, alpha, models, texts } = shown;
  const players: Readonly<Record<NoteMethod, string>> = {
    base: models.base,
    expert: models.expert,
    proxy: `both together, α ${alpha.toFixed(2)}`,
  };
  const borneOut = (method: NoteMethod) => `${texts[method].supported} of ${texts[method].sentences}`;
  return (
    <section aria-labelledby="three-voices" className="mt-5 border-t border-line pt-3" data-testid="three-voices">
      <h3 id="three-voices" className="text-[13px] font-semibold">
        One visit, three ways: {title}
      </h3>
      <p className="mt-0.5 text-[13px] text-muted">
        The conversation bears out {borneOut('base')} sentences of the base, {borneOut('expert')} of the expert, and{' '}
        {borneOut('proxy')} where the expert only steers the base word by word ({METHODS.proxy.phrase}).
      </p>
      <div className="mt-2 grid divide-line border border-line max-sm:divide-y sm:grid-cols-3 sm:divide-x">
        {NOTE_METHODS.map((method) => (
          <article key={method} aria-label={METHODS[method].label} className="min-w-0 p-2">
            <h4 className="text-[13px] font-semibold">{METHODS[method].label}</h4>
            <p className="text-xs text-muted">{players[method]}</p>
            <p className="mt-1.5 text-xs font-semibold text-muted">{header}</p>
            <p className="text-[13px] leading-relaxed break-words whitespace-pre-wrap">{texts[method].text}</p>
          </article>
        ))}
      </div>
      <p className="mt-1.5 text-xs text-muted">
        Recorded when the app was made. Compare writes the same of a conversation of yours.
      </p>
    </section>
  );
}
