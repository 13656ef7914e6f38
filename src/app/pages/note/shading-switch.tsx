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
      aria-label="Show what the expert changed"
      className="inline-flex size-8 items-center justify-center rounded border border-transparent text-muted data-[disabled]:opacity-50 data-[hovered]:bg-wash data-[selected]:border-accent data-[selected]:text-accent [&_svg]:size-4"
    >
      <Highlighter aria-hidden />
    </ToggleButton>
  );
}
