import { useState } from 'react';
import { accuracy, confusion, macroF1, perClass } from '../../../engine/evaluation/classes.ts';
import { chosen, VOICES, type Voice } from '../../classification/batch.ts';
import type { Batch } from '../../classification/classification.ts';
import { Segmented } from '../../components/segmented.tsx';
import { count } from '../../text/format.ts';

/** How the answers compare with the file's own labels: figures of each voice, then one voice class by class. */
export function BatchReport({ batch }: { batch: Batch }) {
  const [voice, setVoice] = useState<Voice>('proxy');
  const { labels } = batch.set;
  const compared = batch.results.flatMap((result) => {
    const gold = batch.items[result.index]?.gold ?? null;
    return gold === null || 'problem' in result ? [] : [{ gold, probabilities: result.probabilities }];
  });
  if (compared.length === 0) return null;
  const gold = compared.map((one) => one.gold);
  const said = (whose: Voice) => compared.map(({ probabilities }) => chosen(probabilities[whose]));
  const predicted = said(voice);
  const table = confusion(gold, predicted, labels.length);
  const scores = perClass(gold, predicted, labels.length);
  // Classes that neither occur nor are said would be rows of zeros.
  const shown = labels
    .map((_, index) => index)
    .filter((index) => scores[index]!.support > 0 || predicted.includes(index));
  const most = Math.max(1, ...table.flat());
  return (
    <section aria-label="Comparison with the file’s labels" className="flex flex-col gap-3">
      <div className="overflow-x-auto">
        <table className="text-[13px]">
          <caption className="pb-1 text-left font-semibold">{count(compared.length, 'labelled text')}</caption>
          <thead>
            <tr className="text-left text-muted">
              <th scope="col" className="pr-4 font-normal">
                Answers of
              </th>
              <th scope="col" className="pr-4 font-normal">
                Macro-F1
              </th>
              <th scope="col" className="font-normal">
                Accuracy
              </th>
            </tr>
          </thead>
          <tbody>
            {VOICES.map(({ voice: whose, name }) => (
              <tr key={whose}>
                <th scope="row" className="pr-4 text-left font-normal">
                  {name}
                </th>
                <td className="pr-4">{macroF1(gold, said(whose), labels.length).toFixed(3)}</td>
                <td>{accuracy(gold, said(whose)).toFixed(3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Segmented
        label="Class by class"
        value={voice}
        onChange={setVoice}
        options={VOICES.map(({ voice: value, name }) => ({ value, label: name }))}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section aria-label="Confusion matrix" tabIndex={0} className="max-h-96 overflow-auto">
        <table className="border-collapse text-xs">
          <caption className="pb-1 text-left text-muted">
            Rows: the file’s label. Columns: the answer. Then precision, recall, F1 and how many there are.
          </caption>
          <thead>
            <tr>
              <td />
              {shown.map((index) => (
                <th
                  key={labels[index]}
                  scope="col"
                  className="max-w-24 px-1.5 py-1 text-left align-bottom font-normal break-words"
                >
                  {labels[index]}
                </th>
              ))}
              {['Precision', 'Recall', 'F1', 'Texts'].map((name) => (
                <th key={name} scope="col" className="px-2 py-1 text-right align-bottom font-semibold">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => {
              const { precision, recall, f1, support } = scores[row]!;
              return (
                <tr key={labels[row]} className="border-t border-line">
                  <th scope="row" className="max-w-48 py-1 pr-2 text-left font-normal">
                    {labels[row]}
                  </th>
                  {shown.map((column) => {
                    const items = table[row]?.[column] ?? 0;
                    return (
                      <td
                        key={labels[column]}
                        className={`px-1.5 py-1 text-right ${row === column ? 'font-semibold' : ''}`}
                        style={{
                          background: `color-mix(in srgb, var(--accent) ${Math.round((items / most) * 30)}%, transparent)`,
                        }}
                      >
                        {items}
                      </td>
                    );
                  })}
                  <td className="px-2 py-1 text-right">{precision.toFixed(3)}</td>
                  <td className="px-2 py-1 text-right">{recall.toFixed(3)}</td>
                  <td className="px-2 py-1 text-right">{f1.toFixed(3)}</td>
                  <td className="px-2 py-1 text-right">{support}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </section>
  );
}
