const LEVELS = [-4, -3, -2, -1, 0, 1, 2, 3, 4] as const;

interface ShiftLegendProps {
  readonly measure: string;
  /** What the ends of the scale stand for. */
  readonly heldBack: string;
  readonly pushed: string;
  /** Where the steps between them are. */
  readonly steps?: string;
}

/** Colour is not alone: each end is named, and a changed choice is underlined. */
export function ShiftLegend({ measure, heldBack, pushed, steps }: ShiftLegendProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-3 py-1.5 text-xs text-muted">
      <span className="flex flex-wrap items-center gap-x-1.5">
        <span className="mr-1.5 whitespace-nowrap">{measure}</span>
        <span className="whitespace-nowrap">{heldBack}</span>
        <span aria-hidden className="flex overflow-hidden rounded-sm border border-line">
          {LEVELS.map((level) => (
            <span key={level} className="token h-3 w-4 rounded-none" data-shift={level === 0 ? undefined : level}>
              {' '}
            </span>
          ))}
        </span>
        <span className="whitespace-nowrap">{pushed}</span>
        {steps !== undefined && <span>({steps})</span>}
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
