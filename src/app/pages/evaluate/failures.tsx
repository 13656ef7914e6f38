import { useEffect, useState } from 'react';
import type { Item } from '../../../engine/evaluation/item.ts';
import { rouge } from '../../../engine/evaluation/rouge.ts';
import { evaluationTask } from '../../../engine/evaluation/task.ts';
import { Section } from '../../components/section.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { type DataSet, itemsOf } from '../../evaluation/data-set.ts';
import { answersOf } from '../../evaluation/evaluation.ts';
import { itemsOfRun } from '../../evaluation/files.ts';
import { methodsOf, type Plan } from '../../evaluation/plan.ts';
import { useEvaluation } from '../../evaluation/state.ts';

interface Failure {
  readonly item: Item;
  readonly written: string;
  /** Of a text. */
  readonly rouge1: number | null;
}

const SHOWN = 20;

/** Items that a method got wrong, or the texts that are least like their reference, to be read. */
export function Failures() {
  const plan = useEvaluation((state) => state.run.plan);
  const measured = useEvaluation((state) => state.sets);
  const [setId, chooseSet] = useState<string | null>(null);
  const [name, chooseMethod] = useState<string | null>(null);
  const [failures, show] = useState<readonly Failure[]>([]);
  const sets = plan?.sets.filter(({ task }) => evaluationTask(task).kind !== 'score') ?? [];
  const chosenSet = sets.find(({ id }) => id === setId) ?? sets[0];
  const methods = plan === null ? [] : methodsOf(plan).map((spec) => spec.name);
  const method = name !== null && methods.includes(name) ? name : methods.at(-1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `measured` changes when there are new answers
  useEffect(() => {
    if (plan === null || chosenSet === undefined || method === undefined) return;
    let isCurrent = true;
    void failuresOf(plan, chosenSet, method).then((found) => {
      if (isCurrent) show(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [plan, chosenSet, method, measured]);
  if (chosenSet === undefined || method === undefined) return null;
  const isChoice = evaluationTask(chosenSet.task).kind === 'classify';
  return (
    <Section title="Failures to read">
      <div className="mb-2 flex flex-wrap gap-3">
        <SelectInput
          label="Data set"
          value={chosenSet.id}
          onChange={chooseSet}
          options={sets.map((set) => ({ value: set.id, label: set.name }))}
        />
        <SelectInput
          label="Method"
          value={method}
          onChange={chooseMethod}
          options={methods.map((value) => ({ value, label: value }))}
        />
      </div>
      <p className="mb-2 text-[13px] text-muted">
        {isChoice
          ? `The first ${SHOWN} items that ${method} got wrong.`
          : `The ${SHOWN} texts of ${method} that share least with their reference (ROUGE-1). Generated text is a draft: a clinician must verify it.`}
      </p>
      {failures.length === 0 && <p className="text-[13px] text-muted">None.</p>}
      <ul className="flex flex-col gap-1">
        {failures.map(({ item, written, rouge1 }) => (
          <li key={item.id}>
            <details className="rounded border border-line">
              <summary className="flex min-h-7 flex-wrap gap-x-3 px-2 py-1 text-[13px]">
                <span className="font-medium">{item.id}</span>
                {rouge1 === null ? (
                  <span>
                    <span className="text-danger">{written || 'no label'}</span>
                    <span className="text-muted"> instead of </span>
                    {item.reference}
                  </span>
                ) : (
                  <span className="text-muted">ROUGE-1 {rouge1.toFixed(3)}</span>
                )}
              </summary>
              <dl className="grid gap-x-4 gap-y-1 border-t border-line px-2 py-1.5 text-[13px] sm:grid-cols-[6rem_1fr]">
                <Text name="Input" text={[item.input, item.hypothesis].filter(Boolean).join('\n→ ')} />
                <Text name="Reference" text={item.reference} />
                <Text name={isChoice ? 'Answer' : 'Draft'} text={written || '(nothing)'} />
              </dl>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Text({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="max-h-60 overflow-auto break-words whitespace-pre-wrap">{text}</dd>
    </>
  );
}

/** The worst answers, then their items' texts, for which the file is read once more. */
async function failuresOf(plan: Plan, set: DataSet, method: string): Promise<readonly Failure[]> {
  const given = answersOf(set.id).get(method) ?? new Map();
  const isChoice = evaluationTask(set.task).kind === 'classify';
  const worst = itemsOfRun(plan, set.id)
    .flatMap((item) => {
      const answer = given.get(item.id);
      if (answer === undefined || (isChoice && answer.prediction === item.reference)) return [];
      const rouge1 = isChoice ? null : rouge(answer.prediction, item.reference).rouge1;
      return [{ item, written: answer.prediction, rouge1 }];
    })
    .sort((a, b) => (a.rouge1 ?? 0) - (b.rouge1 ?? 0))
    .slice(0, SHOWN);
  const wanted = new Map(worst.map((failure) => [failure.item.id, failure]));
  for await (const item of itemsOf(set, plan.limit)) {
    const failure = wanted.get(item.id);
    if (failure !== undefined) wanted.set(item.id, { ...failure, item });
    if (item.id === worst.at(-1)?.item.id && isChoice) break;
  }
  return worst.map((failure) => wanted.get(failure.item.id) ?? failure);
}
