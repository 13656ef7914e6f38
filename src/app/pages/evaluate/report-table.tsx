import type { Table } from '../../../engine/evaluation/report/table.ts';

/** A table of the report; wide ones scroll within themselves. */
export function ReportTable({ table }: { readonly table: Table }) {
  const { title, note, columns, rows } = table;
  return (
    <div className="max-w-full min-w-0">
      <h3 className="font-semibold">{title}</h3>
      <p className="mb-1.5 max-w-prose text-[13px] text-muted">{note}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section aria-label={title} tabIndex={0} className="overflow-x-auto">
        <table className="border-collapse text-[13px] tabular-nums">
          <thead>
            <tr className="border-b border-edge/60 text-left text-muted">
              {columns.map((column) => (
                <th key={column} scope="col" className="py-1 pr-5 align-bottom font-medium">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...cells]) => (
              <tr key={name} className="border-b border-line">
                <th scope="row" className="py-1 pr-5 text-left font-medium whitespace-nowrap">
                  {name}
                </th>
                {cells.map((cell, index) => (
                  <td key={columns[index + 1]} className="py-1 pr-5 whitespace-nowrap">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
