import { Highlighter } from 'lucide-react';
import { ToggleButton } from 'react-aria-components';
import { useNote } from '../../note/note.ts';
import { setPreferences, usePreferences } from '../../shell/preferences.ts';

/** Reading is the rule; what the expert pair changed, token by token, is shown when it is asked for. */
export function ShadingSwitch() {
  const shading = usePreferences((state) => state.shading);
  const unwritten = useNote(({ sections }) => sections.every(({ blocks }) => blocks.length === 0));
  return (
    <ToggleButton
      isSelected={shading}
      onChange={(on) => setPreferences({ shading: on })}
      isDisabled={unwritten}
      className="inline-flex h-7 shrink-0 items-center gap-1 rounded px-1.5 border border-transparent text-muted data-[disabled]:opacity-50 data-[hovered]:bg-wash data-[selected]:border-accent data-[selected]:text-accent [&_svg]:size-3.5"
    >
      <Highlighter aria-hidden /> <span className="max-sm:sr-only">Show what the expert changed</span>
    </ToggleButton>
  );
}
