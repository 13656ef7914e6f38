import { ChevronDown, CircleStop, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { isInterpolation } from '../../../engine/presets.ts';
import { Button } from '../../components/button.tsx';
import { CheckBox } from '../../components/check-box.tsx';
import { NumberInput } from '../../components/number-input.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { Slider } from '../../components/slider.tsx';
import { useBlackBox } from '../../models/black-box.ts';
import { recommendedPenalty, trioOf, useEngine } from '../../models/engine.ts';
import { useRoles } from '../../models/roles.ts';
import { isRunning, setSettings, useNote } from '../../note/note.ts';
import { generate, stop } from '../../note/run.ts';
import { NOTE_METHODS } from '../../note/settings.ts';
import { methodOptions } from '../../text/names.ts';
import { TemplatePicker } from './template-picker.tsx';

const METHODS = methodOptions(NOTE_METHODS);

/** In a narrow window behind “Options”, as the row's last lines: the button that shows them stays where it is. */
const FOLDED = 'max-sm:order-last max-sm:hidden max-sm:w-full max-sm:group-data-[expanded]/options:flex';

/**
 * What is chosen for every note in one row, the rest behind one button. In a narrow window the strength goes behind that button,
 * too, and, where a note stands, the method: the note comes first.
 */
export function RunControls() {
  return (
    <div className="border-b border-line px-3 py-1" data-tour-step="2">
      <h2 id="note-heading" className="sr-only">
        Note
      </h2>
      <Disclosure className="group/options">
        <div className="touch-rows flex flex-wrap max-sm:[&_button]:min-w-[40px] items-center gap-x-2 gap-y-1.5">
          <TemplatePicker />
          <MethodChoice />
          <Strength />
          <Heading level={3} className="contents">
            <AriaButton
              slot="trigger"
              className="group inline-flex h-8 items-center gap-1 rounded px-1.5 text-[13px] text-muted data-[hovered]:bg-wash"
            >
              Options <ChevronDown aria-hidden className="size-4 group-aria-expanded:rotate-180" />
            </AriaButton>
          </Heading>
          {/* As wide for Stop as for Generate: the row must not break differently while a note is written. */}
          <div className="ml-auto grid min-w-[112px] max-sm:flex-1 2xl:min-w-[168px]">
            <GenerateButton />
          </div>
        </div>
        <DisclosurePanel>
          <Options />
        </DisclosurePanel>
      </Disclosure>
    </div>
  );
}

function MethodChoice() {
  const method = useNote((state) => state.settings.method);
  const stands = useNote(({ sections }) => sections.some(({ origin }) => origin === 'model' || origin === 'recorded'));
  return (
    <div className={stands ? FOLDED : ''}>
      <Segmented
        label="Method"
        labelHidden
        value={method}
        onChange={(chosen) => setSettings({ method: chosen })}
        options={METHODS}
      />
    </div>
  );
}

/** How strongly the expert pair shifts the base. */
function Strength() {
  const { method, alpha: value } = useNote((state) => state.settings);
  const alpha = { value, min: 0, max: 2, step: 0.05, isDisabled: method !== 'proxy' };
  return (
    <div className={`flex items-center gap-1.5 ${FOLDED}`}>
      <Slider label="Strength α" short="α" {...alpha} onChange={(to) => setSettings({ alpha: to })} />
      <NumberInput
        label="Strength α, number"
        labelHidden
        digits={2}
        {...alpha}
        onChange={(to) => setSettings({ alpha: to })}
      />
    </div>
  );
}

/** What α is where base and anti-expert are one model: nothing is added to another base then. */
function Interpolation() {
  const { method, alpha } = useNote((state) => state.settings);
  const { base, expert, anti } = useRoles((state) => state.roles);
  const isRemote = useBlackBox((state) => state.inUse !== null);
  if (method !== 'proxy' || isRemote || !isInterpolation({ base, anti }) || base === expert) return null;
  return (
    <p className="basis-full text-xs text-muted" data-testid="interpolation">
      Base and anti-expert are one model: α leads from the base (0) to the expert (1).
      {alpha === 1 && ' At 1 the expert writes alone.'}
    </p>
  );
}

function GenerateButton() {
  const running = useNote((state) => isRunning(state.run.phase));
  return running ? (
    <Button look="danger" onPress={stop}>
      <CircleStop aria-hidden /> Stop <Key name="Esc" />
    </Button>
  ) : (
    <Button look="primary" onPress={() => void generate()}>
      <Play aria-hidden /> Generate <Key name="Ctrl ↵" />
    </Button>
  );
}

function Key({ name }: { name: ReactNode }) {
  return (
    <kbd aria-hidden className="font-sans text-xs font-normal max-2xl:hidden">
      {name}
    </kbd>
  );
}

/** Length and chance. */
function Options() {
  const settings = useNote((state) => state.settings);
  const recommended = useEngine(({ status }) => recommendedPenalty(trioOf(status), settings.method));
  const repairs = useEngine(({ status }) => trioOf(status)?.repairs ?? false);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pt-2 pb-1">
      <NumberInput
        label="At most"
        unit="tokens"
        value={settings.maxTokens}
        onChange={(maxTokens) => setSettings({ maxTokens })}
        min={10}
        max={1000}
        step={10}
      />
      <NumberInput
        label="Temperature"
        digits={2}
        value={settings.temperature}
        onChange={(temperature) => setSettings({ temperature })}
        min={0}
        max={2}
        step={0.05}
      />
      <NumberInput
        label="Top-p"
        digits={2}
        value={settings.topP}
        onChange={(topP) => setSettings({ topP })}
        min={0.05}
        max={1}
        step={0.05}
      />
      <NumberInput
        label="Repetition penalty"
        digits={2}
        value={settings.repetitionPenalty ?? recommended}
        onChange={(repetitionPenalty) => setSettings({ repetitionPenalty })}
        min={1}
        max={2}
        step={0.05}
      />
      <NumberInput
        label="Seed"
        value={settings.seed}
        onChange={(seed) => setSettings({ seed })}
        min={0}
        max={4294967295}
        step={1}
      />
      <CheckBox isSelected={settings.repair ?? repairs} onChange={(repair) => setSettings({ repair })}>
        Hold each sentence against the dialogue
      </CheckBox>
      <p className="text-xs text-muted">
        Temperature 0 is greedy: the same note every time. What is held against the dialogue is written otherwise, or
        left out and told, where the dialogue does not bear it out.
      </p>
      <Interpolation />
    </div>
  );
}
