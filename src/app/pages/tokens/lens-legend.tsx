import { percent } from '../../text/format.ts';

const LEVELS = [-4, -3, -2, -1, 0, 1, 2, 3, 4] as const;

/** Colour is not alone: each end is named, and a changed choice is underlined. */
export function LensLegend({ bounds }: { bounds: readonly number[] }) {
  const size = (share: number | undefined) => percent(share ?? 0).replace('%', 'pp');
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-3 py-1.5 text-xs text-muted">
      <span className="flex flex-wrap items-center gap-x-1.5">
        <span className="mr-1.5">p combined − p base</span>
        <span>held back by {size(bounds.at(-1))} or more</span>
        <span aria-hidden className="flex overflow-hidden rounded-sm border border-line">
          {LEVELS.map((level) => (
            <span key={level} className="token h-3 w-4 rounded-none" data-shift={level === 0 ? undefined : level}>
              {' '}
            </span>
          ))}
        </span>
        <span>pushed by {size(bounds.at(-1))} or more</span>
        <span>(steps at {bounds.map(size).join(', ')})</span>
      </span>
      <span>
        <span className="token text-ink" data-changed="">
          underlined
        </span>{' '}
        the base’s first choice was another token
      </span>
    </div>
  );
}
