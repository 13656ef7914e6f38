import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { CheckBox } from '../../../components/check-box.tsx';
import type { IdentifierChoice } from './use-identifiers.ts';

interface IdentifierPickerProps {
  readonly choice: IdentifierChoice;
  /** What the texts are, for the preview. */
  readonly labels: readonly string[];
}

/** What may say who somebody is, to be masked before the text leaves, with a preview of what leaves. */
export function IdentifierPicker({ choice, labels }: IdentifierPickerProps) {
  const [preview, setPreview] = useState(false);
  const { groups, chosen, choose, failed } = choice;
  if (failed) {
    return (
      <p role="alert" className="text-[13px] text-danger">
        Identifiers could not be looked for. Read the text for names, dates and numbers before it leaves.
      </p>
    );
  }
  if (groups === null) return <p className="text-[13px] text-muted">Looking for identifiers…</p>;
  return (
    <section aria-label="Identifiers" className="rounded border border-line p-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="mr-auto text-[13px] font-semibold">
          {groups.length === 0
            ? 'No identifier found'
            : `${groups.length} possible identifier${groups.length === 1 ? '' : 's'}, ${chosen.length} masked`}
        </h3>
        {groups.length > 0 && (
          <>
            <Button look="small" onPress={() => choose(groups.map(({ key }) => key))}>
              Mask all
            </Button>
            <Button look="small" isDisabled={chosen.length === 0} onPress={() => choose([])}>
              Mask none
            </Button>
          </>
        )}
        <Button look="small" aria-expanded={preview} onPress={() => setPreview(!preview)}>
          Preview
        </Button>
      </div>
      <ul className="max-h-40 columns-1 overflow-auto sm:columns-2">
        {groups.map(({ key, kind, text, times }) => (
          <li key={key} className="break-inside-avoid">
            <CheckBox
              isSelected={chosen.includes(key)}
              onChange={(on) => choose(on ? [...chosen, key] : chosen.filter((other) => other !== key))}
            >
              <span className="text-muted">{kind}:</span> {text}
              {times > 1 && <span className="text-muted"> ×{times}</span>}
            </CheckBox>
          </li>
        ))}
      </ul>
      {preview && <Preview choice={choice} labels={labels} />}
      <p className="mt-1 text-xs text-muted">Found by patterns: it can miss some. You know the text; look at it.</p>
    </section>
  );
}

/** The text as it will leave, with what is masked and what is not yet. */
function Preview({ choice: { masked, found, chosen }, labels }: IdentifierPickerProps) {
  return labels.map((label, index) => {
    const left = (found[index] ?? []).filter(({ kind, text }) => !chosen.includes(`${kind}\n${text.toLowerCase()}`));
    return (
      <div key={label} className="mt-2">
        <h4 className="text-xs text-muted">{label}, as it will leave</h4>
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must with the keyboard too
          tabIndex={0}
          aria-label={`Preview of ${label}`}
          dir="auto"
          className="max-h-48 overflow-auto rounded border border-line bg-panel p-2 text-[13px] whitespace-pre-wrap"
        >
          <Highlighted text={masked[index] ?? ''} words={left.map(({ text }) => text)} />
        </section>
      </div>
    );
  });
}

function Highlighted({ text, words }: { text: string; words: readonly string[] }) {
  const escaped = [...new Set(words)].map((word) => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  const pattern = new RegExp(`(${[...escaped, '\\[[a-z0-9 -]+\\]'].join('|')})`, 'gu');
  let at = 0;
  return text.split(pattern).map((part, index) => {
    const key = at;
    at += part.length;
    if (index % 2 === 0) return part;
    return (
      <mark
        key={key}
        className={`rounded-sm px-0.5 ${words.includes(part) ? 'bg-warn-wash text-ink underline decoration-warn' : 'bg-wash text-ink'}`}
      >
        {part}
      </mark>
    );
  });
}
