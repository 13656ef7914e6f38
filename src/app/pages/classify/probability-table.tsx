import { chosen, type Probabilities, VOICES } from '../../classification/batch.ts';
import { percent } from '../../text/format.ts';

interface ProbabilityTableProps {
  readonly labels: readonly string[];
  /** Null before any label is scored. */
  readonly probabilities: Probabilities | null;
}

/** Every label under each model alone and under both together; each column's choice is marked. Most probable first. */
export function ProbabilityTable({ labels, probabilities }: ProbabilityTableProps) {
  const given = labels.map((_, index) => index);
  const order =
    probabilities === null ? given : given.sort((a, b) => probabilities.proxy[b]! - probabilities.proxy[a]!);
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-80 border-collapse text-[13px]">
        <caption className="sr-only">
          {probabilities === null ? 'Labels, not scored yet' : 'Probability of every label'}
        </caption>
        <thead>
          <tr className="border-b border-line text-left text-muted">
            <th scope="col" className="py-1 pr-3 font-normal">
              Label
            </th>
            {VOICES.map(({ voice, name }) => (
              <th key={voice} scope="col" className="w-1/4 py-1 pr-3 font-normal">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {order.map((index) => (
            <tr key={labels[index]} className="border-b border-line">
              <th scope="row" className="py-1 pr-3 text-left font-normal">
                {labels[index]}
              </th>
              {VOICES.map(({ voice }) => (
                <Cell
                  key={voice}
                  probability={probabilities && (probabilities[voice][index] ?? 0)}
                  isChoice={probabilities !== null && chosen(probabilities[voice]) === index}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ probability, isChoice }: { probability: number | null; isChoice: boolean }) {
  return (
    <td className="py-1 pr-3">
      <span className={probability === null ? 'text-muted' : isChoice ? 'font-semibold' : ''}>
        {probability === null ? '–' : percent(probability)}
        {isChoice && <span className="text-accent"> ✓</span>}
        {isChoice && <span className="sr-only"> (chosen)</span>}
      </span>
      <span aria-hidden className="block h-1 rounded-full bg-edge/25">
        <span className="block h-full rounded-full bg-accent" style={{ width: `${(probability ?? 0) * 100}%` }} />
      </span>
    </td>
  );
}
