import { Copy } from 'lucide-react';
import { useEffect } from 'react';
import type { PlanItem, PlanKind } from '../../../../engine/chart/plan/plan-items.ts';
import { PLAN_KINDS } from '../../../../engine/chart/plan/plan-items.ts';
import { LocumError } from '../../../../engine/errors.ts';
import { Button } from '../../../components/button.tsx';
import { CheckBox } from '../../../components/check-box.tsx';
import { withLabel } from '../../../note/draft.ts';
import { showProblem, showTurns } from '../../../note/note.ts';
import { keepPlanned, planKey, tick, usePlan } from '../../../note/plan.ts';
import { tell } from '../../../shell/toasts.ts';
import { numbers } from '../../../text/format.ts';

const NAMES: Readonly<Record<PlanKind, string>> = {
  medicine: 'Medicines',
  order: 'Tests and procedures',
  referral: 'Referrals',
  'follow-up': 'Follow-up',
};

/** What the plan leaves to be done, by kind, each with the turns that say it. */
export function TaskList() {
  useEffect(keepPlanned, []);
  const { items, done, problem } = usePlan();
  const written = items?.filter(({ part }) => part !== null) ?? [];
  const said = items?.filter(({ part }) => part === null) ?? [];
  return (
    <section aria-labelledby="tasks-heading">
      <div className="flex flex-wrap items-center gap-x-3">
        <h3 id="tasks-heading" className="text-sm font-semibold">
          To do
        </h3>
        <Button
          look="quiet"
          isDisabled={items === null || items.length === 0}
          onPress={() => void copy(items ?? [], done)}
        >
          <Copy aria-hidden /> Copy as text
        </Button>
      </div>
      {problem !== null && (
        <p role="alert" className="text-[13px] text-danger">
          {problem.message} {problem.hint}
        </p>
      )}
      {items !== null && items.length === 0 && (
        <p className="text-[13px] text-muted">
          The note orders nothing, starts and stops nothing, and says nothing of coming back.
        </p>
      )}
      {PLAN_KINDS.map((kind) => (
        <Items key={kind} title={NAMES[kind]} items={written.filter((item) => item.kind === kind)} />
      ))}
      <Items title="Said in the visit, not in the note" items={said} />
    </section>
  );
}

function Items({ title, items }: { title: string; items: readonly PlanItem[] }) {
  const done = usePlan((state) => state.done);
  if (items.length === 0) return null;
  return (
    <>
      <h4 className="mt-1 text-xs text-muted">{title}</h4>
      <ul aria-label={title}>
        {items.map((item) => (
          <li key={planKey(item)} className="flex flex-wrap items-start gap-x-2">
            <CheckBox isSelected={done.has(planKey(item))} onChange={(isDone) => tick(item, isDone)}>
              {item.text}
            </CheckBox>
            <Turns item={item} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Turns({ item: { turns, text } }: { item: PlanItem }) {
  if (turns.length === 0) return <span className="text-xs text-warn">said in no turn</span>;
  const shown = turns.map((turn) => turn + 1);
  return (
    <Button look="small" aria-label={`Turns for: ${text}`} onPress={() => showTurns(shown)}>
      turn {numbers(shown)}
    </Button>
  );
}

/** `[x] Start … (turn 12)`, by kind, under what the note says of itself. */
async function copy(items: readonly PlanItem[], done: ReadonlySet<string>): Promise<void> {
  const blocks = PLAN_KINDS.flatMap((kind) => {
    const lines = items
      .filter((item) => item.kind === kind)
      .map((item) => {
        const said = item.part === null ? ', said, not in the note' : '';
        const turns = item.turns.length === 0 ? 'no turn' : `turn ${numbers(item.turns.map((turn) => turn + 1))}`;
        return `[${done.has(planKey(item)) ? 'x' : ' '}] ${item.text} (${turns}${said})`;
      });
    return lines.length === 0 ? [] : [[NAMES[kind].toUpperCase(), ...lines].join('\n')];
  });
  try {
    await navigator.clipboard.writeText(withLabel(blocks.join('\n\n')));
    tell('The tasks are copied, with the label of the note.');
  } catch (cause) {
    showProblem(new LocumError('unsupported', 'The browser did not allow the tasks to be copied.', { cause }));
  }
}
