import { CircleAlert } from 'lucide-react';
import type { AnswerValue, SourceSpan } from '../../../engine/tasks/library/parse/parsed.ts';
import type { TaskAnswer } from '../../tasks/task-run.ts';

/** What the answer was read as, what was passed over or refused, and the answer as it was written. */
export function AnswerView({ answer }: { answer: TaskAnswer }) {
  const { text, finished, parsed, fields } = answer;
  return (
    <>
      <p className="text-[13px] font-semibold text-warn">Draft – a clinician must verify</p>
      {parsed?.ok === true && <Value value={parsed.value} source={fields.input ?? ''} />}
      {parsed?.ok === true && parsed.remarks.length > 0 && (
        <ul className="rounded border border-warn-line bg-warn-wash px-3 py-1.5 text-[13px]">
          {parsed.remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
      {parsed?.ok === false && (
        <p role="alert" className="flex gap-2 rounded border border-danger-line bg-danger-wash px-3 py-1.5 text-[13px]">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
          This is no answer to the task. {parsed.problem}
        </p>
      )}
      <div>
        <h3 className="text-[13px] text-muted">As it was written{finished ? '' : ' so far'}</h3>
        <pre className="overflow-x-auto rounded border border-line bg-panel px-2 py-1.5 font-sans text-[13px] whitespace-pre-wrap">
          {text}
        </pre>
      </div>
    </>
  );
}

function Value({ value, source }: { value: AnswerValue; source: string }) {
  switch (value.kind) {
    case 'label':
      return <p className="text-lg font-semibold">{value.label}</p>;
    case 'text':
      return <p className="whitespace-pre-wrap">{value.text}</p>;
    case 'list':
      return (
        <ol className="list-decimal pl-6">
          {value.entries.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: answers to two questions may be the same
            <li key={index}>{entry === '' ? '–' : entry}</li>
          ))}
        </ol>
      );
    case 'sections':
      return (
        <div className="flex flex-col gap-2">
          {value.sections.map(({ header, text }) => (
            <section key={header} aria-label={header}>
              <h3 className="text-xs font-semibold text-muted">{header}</h3>
              <p className="whitespace-pre-wrap">{text}</p>
            </section>
          ))}
        </div>
      );
    case 'spans':
      return <Spans spans={value.spans} source={source} />;
    case 'json':
      return (
        <pre className="overflow-x-auto rounded border border-line bg-panel px-2 py-1.5 font-mono text-xs">
          {JSON.stringify(value.value, null, 2)}
        </pre>
      );
    default:
      return value satisfies never;
  }
}

/** The source with what was found marked in it, then the list. Where two overlap, the first counts. */
function Spans({ spans, source }: { spans: readonly SourceSpan[]; source: string }) {
  if (spans.length === 0) return <p>Nothing was found in the text.</p>;
  const ordered = [...spans].sort((a, b) => a.start - b.start);
  const pieces: { readonly text: string; readonly span: SourceSpan | null; readonly start: number }[] = [];
  let from = 0;
  for (const span of ordered) {
    if (span.start < from) continue;
    pieces.push({ text: source.slice(from, span.start), span: null, start: from });
    pieces.push({ text: source.slice(span.start, span.end), span, start: span.start });
    from = span.end;
  }
  pieces.push({ text: source.slice(from), span: null, start: from });
  return (
    <>
      <p className="rounded border border-line bg-panel px-2 py-1.5 whitespace-pre-wrap">
        {pieces.map(({ text, span, start }) =>
          span === null ? (
            text
          ) : (
            <mark key={start} title={`${span.entity}, ${span.label}`} className="rounded bg-wash text-ink underline">
              {text}
            </mark>
          ),
        )}
      </p>
      <ul className="text-[13px]">
        {ordered.map(({ entity, label, value, start }) => (
          <li key={`${start} ${entity} ${label}`}>
            <strong className="font-semibold">
              {entity}, {label}
            </strong>
            : {value}
          </li>
        ))}
      </ul>
    </>
  );
}
