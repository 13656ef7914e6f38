import { chosen, type Probabilities, VOICES } from '../../classification/batch.ts';
import { percent } from '../../text/format.ts';

interface ProbabilityTableProps {
  readonly labels: readonly string[];
  readonly probabilities: Probabilities;
}

/** Every label under each model alone and under both together; each column's choice is marked. Most probable first. */
export function ProbabilityTable({ labels, probabilities }: ProbabilityTableProps) {
  const order = labels.map((_, index) => index).sort((a, b) => probabilities.proxy[b]! - probabilities.proxy[a]!);
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-80 border-collapse text-[13px]">
        <caption className="sr-only">Probability of every label</caption>
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
                  probability={probabilities[voice][index] ?? 0}
                  isChoice={chosen(probabilities[voice]) === index}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ probability, isChoice }: { probability: number; isChoice: boolean }) {
  return (
    <td className="py-1 pr-3">
      <span className={isChoice ? 'font-semibold' : ''}>
        {percent(probability)}
        {isChoice && <span className="text-accent"> ✓</span>}
        {isChoice && <span className="sr-only"> (chosen)</span>}
      </span>
      <span aria-hidden className="block h-1 rounded-full bg-edge/25">
        <span className="block h-full rounded-full bg-accent" style={{ width: `${probability * 100}%` }} />
      </span>
    </td>
  );
}
