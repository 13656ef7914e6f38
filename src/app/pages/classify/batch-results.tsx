import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { chosen, type Filter, passes, VOICES } from '../../classification/batch.ts';
import type { Batch } from '../../classification/classification.ts';
import { Button } from '../../components/button.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { count, percent } from '../../text/format.ts';

const FILTERS: readonly { readonly value: Filter; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'disagreement', label: 'Models disagree' },
  { value: 'wrong', label: 'Not the file’s label' },
  { value: 'failed', label: 'Failed' },
];

const PAGE = 50;

/** The answers, a page at a time, so that a file of any length stays quick. */
export function BatchResults({ batch }: { batch: Batch }) {
  const [filter, setFilter] = useState<Filter>('all');
  const [page, setPage] = useState(0);
  const { items, results, set } = batch;
  const shown = results.filter((result) => passes(filter, items[result.index]!, result));
  const pages = Math.max(1, Math.ceil(shown.length / PAGE));
  const current = Math.min(page, pages - 1);
  return (
    <section aria-label="Answers" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <Segmented
          label="Show"
          value={filter}
          onChange={(next) => {
            setFilter(next);
            setPage(0);
          }}
          options={FILTERS}
        />
        <p role="status" className="text-xs text-muted">
          {count(shown.length, 'text')}
        </p>
        {pages > 1 && (
          <div className="flex items-center gap-1 text-xs text-muted">
            <Button look="quiet" aria-label="Earlier" isDisabled={current === 0} onPress={() => setPage(current - 1)}>
              <ChevronLeft aria-hidden />
            </Button>
            Page {current + 1} of {pages}
            <Button
              look="quiet"
              aria-label="Later"
              isDisabled={current === pages - 1}
              onPress={() => setPage(current + 1)}
            >
              <ChevronRight aria-hidden />
            </Button>
          </div>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section aria-label="Answers, table" tabIndex={0} className="overflow-x-auto">
        <table className="w-full min-w-xl border-collapse text-[13px]">
          <thead>
            <tr className="border-b border-line text-left text-muted">
              <th scope="col" className="py-1 pr-3 font-normal">
                Id
              </th>
              <th scope="col" className="py-1 pr-3 font-normal">
                Text
              </th>
              <th scope="col" className="py-1 pr-3 font-normal">
                File’s label
              </th>
              {VOICES.map(({ voice, name }) => (
                <th key={voice} scope="col" className="py-1 pr-3 font-normal">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.slice(current * PAGE, (current + 1) * PAGE).map((result) => {
              const item = items[result.index]!;
              return (
                <tr key={result.index} className="border-b border-line align-top">
                  <th scope="row" className="max-w-32 py-1 pr-3 text-left font-normal break-words">
                    {item.id}
                  </th>
                  <td className="max-w-md py-1 pr-3">
                    <span className="line-clamp-2 break-words">{item.text}</span>
                  </td>
                  <td className="py-1 pr-3">{item.gold === null ? '–' : set.labels[item.gold]}</td>
                  {'problem' in result ? (
                    <td colSpan={VOICES.length} className="py-1 pr-3 text-danger">
                      {result.problem}
                    </td>
                  ) : (
                    VOICES.map(({ voice }) => {
                      const answer = chosen(result.probabilities[voice]);
                      const wrong = item.gold !== null && answer !== item.gold;
                      return (
                        <td key={voice} className="py-1 pr-3">
                          {set.labels[answer]} {wrong && <span className="text-danger">✗</span>}
                          {wrong && <span className="sr-only">not the file’s label</span>}
                          <span className="block text-xs text-muted">
                            {percent(result.probabilities[voice][answer] ?? 0)}
                          </span>
                        </td>
                      );
                    })
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </section>
  );
}
