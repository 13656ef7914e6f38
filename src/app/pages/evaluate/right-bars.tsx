import { RIGHT_COLOURS, RIGHT_PARTS, type RightPlot } from '../../../engine/evaluation/report/right-plot.ts';

/** Of a method and the base, who was right about how many items; the same counts stand in a table. */
export function RightBars({ plot: { title, items, rows } }: { readonly plot: RightPlot }) {
  return (
    <figure className="w-[440px] max-w-full text-[13px]">
      <figcaption className="font-medium">
        {title}, n = {items}
      </figcaption>
      <div className="mt-1 flex flex-wrap gap-x-3 text-muted">
        {RIGHT_PARTS.map((part, index) => (
          <span key={part} className="flex items-center gap-1">
            <span aria-hidden className="size-2.5" style={{ background: RIGHT_COLOURS[index] }} />
            {part}
          </span>
        ))}
      </div>
      <div className="mt-2 grid grid-cols-[auto_1fr] items-center gap-x-2 gap-y-1.5">
        {rows.map(({ name, counts }) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid items-center">
            <span className="text-right">{name}</span>
            <div
              role="img"
              aria-label={counts.map((count, index) => `${RIGHT_PARTS[index]}: ${count}`).join(', ')}
              className="flex h-5 overflow-hidden rounded-sm"
            >
              {counts.map((count, index) => (
                <span
                  key={RIGHT_PARTS[index]}
                  aria-hidden
                  className="flex items-center justify-center overflow-hidden text-black tabular-nums"
                  style={{ width: `${(100 * count) / Math.max(1, items)}%`, background: RIGHT_COLOURS[index] }}
                >
                  {count * 16 >= items ? count : ''}
                </span>
              ))}
            </div>
          </div>
        ))}
      </div>
    </figure>
  );
}
