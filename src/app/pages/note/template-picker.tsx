import { ChevronDown, SlidersHorizontal } from 'lucide-react';
import {
  Button as AriaButton,
  DialogTrigger,
  Header,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  Select,
  SelectValue,
  Text,
} from 'react-aria-components';
import { letterTemplate } from '../../../engine/chart/letters/kinds.ts';
import { GENERAL_TEMPLATES, type NoteTemplate, SPECIALTY_TEMPLATES } from '../../../engine/tasks/templates.ts';
import { Button } from '../../components/button.tsx';
import { chooseTemplate, useNote } from '../../note/note.ts';
import { templateOf, useTemplates } from '../../note/templates.ts';
import { TemplateDialog } from './template-dialog.tsx';

const BUILT_IN = [
  ['General', GENERAL_TEMPLATES],
  ['By specialty', SPECIALTY_TEMPLATES],
] as const;

/** Which form the note is to have, and the way to one's own. */
export function TemplatePicker() {
  const templateId = useNote((state) => state.templateId);
  const own = useTemplates((state) => state.own);
  const template = templateOf(templateId, own);
  const letter = useNote((state) => state.origin.letter);
  if (letter !== undefined) return <p className="text-[13px] font-semibold">{letterTemplate(letter.kind).title}</p>;
  return (
    <div className="flex min-w-0 items-center gap-1 max-sm:flex-1 max-sm:basis-32">
      <Select
        aria-label="Template"
        value={template.id}
        onChange={(key) => {
          if (key !== null) chooseTemplate(String(key));
        }}
        className="min-w-0"
      >
        <Label className="sr-only">Template</Label>
        <AriaButton className="inline-flex min-h-8 max-w-full min-w-0 items-center gap-1.5 rounded border border-edge/70 bg-raised px-2.5 py-1 text-left text-[13px] data-[hovered]:bg-wash">
          <SelectValue className="min-w-0 break-words">
            {({ selectedText }) => (
              <span title={selectedText} className="block max-sm:truncate">
                {selectedText}
              </span>
            )}
          </SelectValue>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
        </AriaButton>
        <Popover className="w-96 max-w-[calc(100vw-1rem)] overflow-auto rounded-md border border-line bg-raised p-1 shadow-lg">
          <ListBox className="outline-none">
            {BUILT_IN.map(([name, templates]) => (
              <ListBoxSection key={name}>
                <Header className="px-2 py-1 text-xs text-muted">{name}</Header>
                {templates.map((each) => (
                  <TemplateItem key={each.id} template={each} />
                ))}
              </ListBoxSection>
            ))}
            {own.length > 0 && (
              <ListBoxSection>
                <Header className="px-2 py-1 text-xs text-muted">Your own</Header>
                {own.map((each) => (
                  <TemplateItem key={each.id} template={each} />
                ))}
              </ListBoxSection>
            )}
          </ListBox>
        </Popover>
      </Select>
      <DialogTrigger>
        <Button look="quiet" aria-label="Edit templates">
          <SlidersHorizontal aria-hidden />
        </Button>
        <TemplateDialog template={template} />
      </DialogTrigger>
    </div>
  );
}

function TemplateItem({ template }: { template: NoteTemplate }) {
  return (
    <ListBoxItem
      id={template.id}
      textValue={template.title}
      className="flex cursor-default flex-col rounded px-2 py-1.5 -outline-offset-2 data-[focused]:bg-wash data-[selected]:font-semibold"
    >
      <Text slot="label">{template.title}</Text>
      <Text slot="description" className="text-xs font-normal text-muted">
        {template.about}
      </Text>
    </ListBoxItem>
  );
}
