import { METHOD_IDS, METHODS } from '../../../engine/decoding/methods.ts';
import { CheckBox } from '../../components/check-box.tsx';
import { NumberInput } from '../../components/number-input.tsx';
import { PairGlossary } from '../../components/pair-glossary.tsx';
import { Section } from '../../components/section.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { type Measured, setChoices, useEvaluation } from '../../evaluation/state.ts';
import { ModelChoice } from './model-choice.tsx';

/** Methods, and pairs of the demonstration models. */
const LABELS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(METHOD_IDS.map((method) => [method, METHODS[method].label])),
  cpt: 'CPT',
  it: 'IT',
  'cpt+it': 'CPT+IT',
  'capt-base': 'CAPT base',
};

const OFFERED: Readonly<Record<Measured, readonly string[]>> = {
  demonstration: [
    ...['base', 'expert', 'cpt', 'it', 'cpt+it'],
    ...['adaptive', 'speculative', 'capt-base', 'capt', 'unite'],
  ],
  'in-use': ['base', 'expert', 'proxy', 'adaptive', 'speculative', 'capt', 'unite'],
  pair: ['base', 'expert'],
};

const FURTHER: Readonly<Record<Measured, string>> = {
  demonstration: 'cpt+it@0.25:1:0.25, capt-it',
  'in-use': 'proxy@0.25:1:0.25',
  pair: 'weights@0.25:1:0.25, logits@0.25:1:0.25',
};

export function MethodChoices() {
  const choices = useEvaluation((state) => state.choices);
  const running = useEvaluation((state) => state.run.phase === 'running');
  const chosen = choices.methods.split(',').map((part) => part.trim());
  const names = OFFERED[choices.models];
  const further = chosen.filter((part) => part !== '' && !names.includes(part)).join(', ');
  const setMethods = (wanted: readonly string[], extra: string) => {
    const listed = names.filter((name) => wanted.includes(name));
    setChoices({ methods: [...listed, ...extra.split(',').map((part) => part.trim())].filter(Boolean).join(',') });
  };
  const toggle = (name: string, isSelected: boolean) =>
    setMethods(isSelected ? [...chosen, name] : chosen.filter((each) => each !== name), further);
  return (
    <Section title="Methods">
      <ModelChoice measured={choices.models} isDisabled={running} />
      <fieldset disabled={running} className="flex flex-wrap gap-x-4 gap-y-1">
        <legend className="sr-only">Methods</legend>
        {names.map((name) => (
          <CheckBox
            key={name}
            isSelected={chosen.includes(name)}
            onChange={(isSelected) => toggle(name, isSelected)}
            isDisabled={running}
          >
            {LABELS[name]}
          </CheckBox>
        ))}
      </fieldset>
      {choices.models !== 'pair' && <PairGlossary withMethods />}
      <div className="mt-2.5 flex flex-wrap items-end gap-x-5 gap-y-2">
        <div className="w-72 max-w-full">
          <TextInput
            key={choices.models}
            label="Further methods, at other strengths"
            placeholder={FURTHER[choices.models]}
            defaultValue={further}
            isDisabled={running}
            onChange={(text) => setMethods(chosen, text)}
          />
        </div>
        <NumberInput
          label="Strength α"
          digits={2}
          value={choices.alpha}
          onChange={(alpha) => setChoices({ alpha })}
          min={0}
          max={3}
          step={0.05}
          isDisabled={running}
        />
        <div className="flex items-center gap-2">
          <CheckBox
            isSelected={choices.limit !== null}
            onChange={(isLimited) => setChoices({ limit: isLimited ? 50 : null })}
            isDisabled={running}
          >
            Only the first
          </CheckBox>
          <NumberInput
            label="Items of each file"
            labelHidden
            value={choices.limit ?? 50}
            onChange={(limit) => setChoices({ limit })}
            min={1}
            max={100_000}
            step={1}
            isDisabled={running || choices.limit === null}
          />
          <span className="text-[13px] text-muted">items of each file</span>
        </div>
        <NumberInput
          label="Seed"
          value={choices.seed}
          onChange={(seed) => setChoices({ seed })}
          min={0}
          max={4294967295}
          step={1}
          isDisabled={running}
        />
        <Segmented
          label="Workers"
          value={choices.workers === null ? 'auto' : String(choices.workers)}
          onChange={(value) => setChoices({ workers: value === 'auto' ? null : Number(value) })}
          options={['auto', '1', '2', '4'].map((value) => ({ value, label: value }))}
          isDisabled={running}
        />
        <div className="flex h-8 items-center">
          <CheckBox isSelected={choices.stem} onChange={(stem) => setChoices({ stem })} isDisabled={running}>
            ROUGE over word stems
          </CheckBox>
        </div>
      </div>
    </Section>
  );
}
