import { ChevronRight, CircleStop, Play } from 'lucide-react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { Button } from '../../components/button.tsx';
import { NumberInput } from '../../components/number-input.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { Slider } from '../../components/slider.tsx';
import { recommendedPenalty, trioOf, useEngine } from '../../models/engine.ts';
import { isRunning, setSettings, useNote } from '../../note/note.ts';
import { generate, stop } from '../../note/run.ts';
import { NOTE_METHODS } from '../../note/settings.ts';
import { methodOptions } from '../../text/names.ts';
import { TemplatePicker } from './template-picker.tsx';

const METHODS = methodOptions(NOTE_METHODS);

export function RunControls() {
  const settings = useNote((state) => state.settings);
  const running = useNote((state) => isRunning(state.run.phase));
  const recommended = useEngine(({ status }) => recommendedPenalty(trioOf(status), settings.method));
  const unused = settings.method !== 'proxy';
  const alpha = { value: settings.alpha, min: 0, max: 2, step: 0.05, isDisabled: unused };
  return (
    <div className="border-b border-line px-3 py-2" data-tour-step="2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 id="note-heading" className="text-sm font-semibold">
          Note
        </h2>
        <TemplatePicker />
        <Segmented
          label="Method"
          labelHidden
          value={settings.method}
          onChange={(method) => setSettings({ method })}
          options={METHODS}
        />
        <div className="flex items-center gap-2">
          <Slider label="Strength α" {...alpha} onChange={(value) => setSettings({ alpha: value })} />
          <NumberInput
            label="Strength α, number"
            labelHidden
            digits={2}
            {...alpha}
            onChange={(value) => setSettings({ alpha: value })}
          />
        </div>
      </div>
      <Disclosure className="mt-2">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <NumberInput
            label="At most"
            unit="tokens"
            value={settings.maxTokens}
            onChange={(maxTokens) => setSettings({ maxTokens })}
            min={10}
            max={1000}
            step={10}
          />
          <Heading level={3} className="contents">
            <AriaButton
              slot="trigger"
              className="group inline-flex h-8 items-center gap-1 rounded px-1.5 text-[13px] text-muted data-[hovered]:bg-wash"
            >
              <ChevronRight aria-hidden className="size-4 group-aria-expanded:rotate-90" /> Sampling
              {settings.temperature === 0 ? ': greedy' : `: temperature ${settings.temperature.toFixed(2)}`}
            </AriaButton>
          </Heading>
          <span className="ml-auto" />
          {running ? (
            <Button look="danger" onPress={stop}>
              <CircleStop aria-hidden /> Stop{' '}
              <kbd aria-hidden className="font-sans text-xs font-normal max-sm:hidden">
                Esc
              </kbd>
            </Button>
          ) : (
            <Button look="primary" onPress={() => void generate()}>
              <Play aria-hidden /> Generate{' '}
              <kbd aria-hidden className="font-sans text-xs font-normal max-sm:hidden">
                Ctrl ↵
              </kbd>
            </Button>
          )}
        </div>
        <DisclosurePanel>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pt-2">
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
            <p className="text-xs text-muted">Temperature 0 is greedy: the same note every time.</p>
          </div>
        </DisclosurePanel>
      </Disclosure>
    </div>
  );
}
