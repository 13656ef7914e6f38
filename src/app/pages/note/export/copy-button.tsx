import { Check, ChevronDown, Copy } from 'lucide-react';
import { useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { ChartStyle } from '../../../../engine/export/chart-text.ts';
import { Button } from '../../../components/button.tsx';
import { CheckBox } from '../../../components/check-box.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import { setChartStyle, useChartStyle } from '../../../note/chart-style.ts';
import { type NoteSection, useNote } from '../../../note/note.ts';
import { copyForChart } from './copy-for-chart.ts';

const HEADINGS = [
  { value: 'capitals', label: 'PLAN' },
  { value: 'colon', label: 'Plan:' },
  { value: 'none', label: 'None' },
] as const satisfies readonly { readonly value: ChartStyle['headings']; readonly label: string }[];

const COLUMNS = 80;

/** The note for a record system: at once as it was copied last, or by section and in another style. */
export function CopyButton() {
  const sections = useNote((state) => state.sections);
  const [copied, setCopied] = useState<readonly NoteSection[] | null>(null);
  const empty = sections.every(({ text }) => text === '');
  const done = copied === sections;
  return (
    <span className="inline-flex">
      <Button
        look="quiet"
        isDisabled={empty}
        onPress={async () => {
          if (await copyForChart(sections)) setCopied(sections);
        }}
      >
        {done ? <Check aria-hidden /> : <Copy aria-hidden />}{' '}
        <span className="max-sm:sr-only">{done ? 'Copied with its label' : 'Copy'}</span>
      </Button>
      <DialogTrigger>
        <Button look="quiet" aria-label="Chart format" isDisabled={empty}>
          <ChevronDown aria-hidden />
        </Button>
        <Popover className="w-80 max-w-[calc(100vw-1rem)] overflow-auto rounded-md border border-line bg-raised p-3 shadow-lg">
          <Dialog aria-label="Chart format" className="flex flex-col gap-2 text-[13px] outline-none">
            <Style />
            <div className="flex flex-col items-start border-t border-line pt-2">
              <p className="text-xs text-muted">One section, with the label of the whole</p>
              {sections
                .filter(({ text }) => text !== '')
                .map((section) => (
                  <Button key={section.id} look="quiet" onPress={() => void copyForChart([section])}>
                    <Copy aria-hidden /> {section.header === '' ? 'The beginning' : section.header}
                  </Button>
                ))}
            </div>
          </Dialog>
        </Popover>
      </DialogTrigger>
    </span>
  );
}

function Style() {
  const { width, ascii, headings } = useChartStyle();
  return (
    <>
      <Segmented
        label="Headings"
        value={headings}
        onChange={(chosen) => setChartStyle({ headings: chosen })}
        options={HEADINGS}
      />
      <CheckBox isSelected={width !== null} onChange={(narrow) => setChartStyle({ width: narrow ? COLUMNS : null })}>
        Lines of at most {COLUMNS} characters
      </CheckBox>
      <CheckBox isSelected={ascii} onChange={(only) => setChartStyle({ ascii: only })}>
        ASCII characters alone (mcg, 10^9)
      </CheckBox>
    </>
  );
}
