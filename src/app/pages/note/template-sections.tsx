import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import type { TemplateSection } from '../../../engine/tasks/templates.ts';
import { Button } from '../../components/button.tsx';
import { TextInput } from '../../components/text-input.tsx';

export interface SectionRow extends TemplateSection {
  readonly key: string;
}

interface TemplateSectionsProps {
  readonly rows: readonly SectionRow[];
  readonly onChange: (rows: readonly SectionRow[]) => void;
}

/** The sections in their order: names, what each should hold, moved up and down. */
export function TemplateSections({ rows, onChange }: TemplateSectionsProps) {
  const change = (key: string, part: Partial<TemplateSection>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const move = (index: number, by: number) => {
    const moved = [...rows];
    const [row] = moved.splice(index, 1);
    if (row !== undefined) moved.splice(index + by, 0, row);
    onChange(moved);
  };
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-[13px] text-muted">Sections, in the order of the note</legend>
      <ol className="flex flex-col gap-2">
        {rows.map((row, index) => {
          const name = row.header === '' ? `section ${index + 1}` : row.header;
          return (
            <li key={row.key} className="flex items-start gap-2 rounded border border-line p-2">
              <div className="grid min-w-0 flex-1 gap-2 sm:grid-cols-[1fr_2fr]">
                <TextInput
                  label={`Header of section ${index + 1}`}
                  labelHidden
                  placeholder="HEADER"
                  value={row.header}
                  onChange={(header) => change(row.key, { header })}
                />
                <TextInput
                  label={`What section ${index + 1} should hold`}
                  labelHidden
                  placeholder="What it should hold (may be empty)"
                  value={row.instruction}
                  onChange={(instruction) => change(row.key, { instruction })}
                />
              </div>
              <div className="flex">
                <Button
                  look="quiet"
                  aria-label={`Move ${name} up`}
                  isDisabled={index === 0}
                  onPress={() => move(index, -1)}
                >
                  <ArrowUp aria-hidden />
                </Button>
                <Button
                  look="quiet"
                  aria-label={`Move ${name} down`}
                  isDisabled={index === rows.length - 1}
                  onPress={() => move(index, 1)}
                >
                  <ArrowDown aria-hidden />
                </Button>
                <Button
                  look="quiet"
                  aria-label={`Remove ${name}`}
                  onPress={() => onChange(rows.filter(({ key }) => key !== row.key))}
                >
                  <Trash2 aria-hidden />
                </Button>
              </div>
            </li>
          );
        })}
      </ol>
      <div>
        <Button onPress={() => onChange([...rows, { key: crypto.randomUUID(), header: '', instruction: '' }])}>
          <Plus aria-hidden /> Add a section
        </Button>
      </div>
    </fieldset>
  );
}
