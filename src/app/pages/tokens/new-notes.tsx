import { Play } from 'lucide-react';
import { useState } from 'react';
import { PRESET_NAMES, PRESETS, type PresetName } from '../../../engine/presets.ts';
import { Button } from '../../components/button.tsx';
import { CheckBox } from '../../components/check-box.tsx';
import { NumberInput } from '../../components/number-input.tsx';
import { PairGlossary } from '../../components/pair-glossary.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { useLens, writeNotes } from '../../lens/lens.ts';
import { problemOf } from '../../models/engine.ts';
import { useNote } from '../../note/note.ts';
import { examples, loadExample } from '../../text/examples.ts';
import { count } from '../../text/format.ts';

const OWN = 'note-page';

/** What to write with each pair, so that there is something to look at and to compare. */
export function NewNotes({ onStart }: { onStart: () => void }) {
  const dialogue = useNote((state) => state.dialogue);
  const busy = useLens(({ run }) => run.phase !== 'idle');
  const hasOwn = dialogue.trim() !== '';
  const [chosen, setChosen] = useState<string | null>(null);
  const source = chosen ?? (hasOwn ? OWN : (examples[0]?.id ?? OWN));
  const [presets, setPresets] = useState<readonly PresetName[]>(['CPT+IT']);
  const [settings, setSettings] = useState({ alpha: 1, temperature: 0, seed: 1, maxTokens: 300 });
  const set = (change: Partial<typeof settings>) => setSettings({ ...settings, ...change });

  const start = async () => {
    try {
      const conversation = source === OWN ? dialogue : (await loadExample(source)).dialogue;
      onStart();
      await writeNotes({ conversation, presets, ...settings });
    } catch (thrown) {
      useLens.setState({ problem: problemOf(thrown) });
    }
  };

  return (
    <form
      aria-label="New notes"
      // Enter in a number field takes the number; it does not start anything.
      onSubmit={(event) => event.preventDefault()}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-panel px-3 py-2"
    >
      <SelectInput
        label="Conversation"
        value={source}
        onChange={setChosen}
        options={[
          ...(hasOwn ? [{ value: OWN, label: `From the note page (${count(dialogue.length, 'character')})` }] : []),
          ...examples.map(({ id, title }) => ({ value: id, label: title })),
        ]}
      />
      <fieldset className="flex items-center gap-3">
        <legend className="sr-only">Pairs</legend>
        <span className="text-[13px] text-muted">Pairs</span>
        {PRESET_NAMES.map((name) => (
          <span key={name} title={PRESETS[name].isolates}>
            <CheckBox
              isSelected={presets.includes(name)}
              onChange={(checked) =>
                setPresets(PRESET_NAMES.filter((other) => (other === name ? checked : presets.includes(other))))
              }
            >
              {name}
            </CheckBox>
          </span>
        ))}
      </fieldset>
      <NumberInput
        label="α"
        digits={2}
        value={settings.alpha}
        onChange={(alpha) => set({ alpha })}
        min={0}
        max={2}
        step={0.05}
      />
      <NumberInput
        label="Temperature"
        digits={2}
        value={settings.temperature}
        onChange={(temperature) => set({ temperature })}
        min={0}
        max={2}
        step={0.1}
      />
      <NumberInput label="Seed" value={settings.seed} onChange={(seed) => set({ seed })} min={0} max={99999} step={1} />
      <NumberInput
        label="At most"
        unit="tokens"
        value={settings.maxTokens}
        onChange={(maxTokens) => set({ maxTokens })}
        min={10}
        max={2000}
        step={10}
      />
      <Button look="primary" isDisabled={busy || presets.length === 0} onPress={() => void start()}>
        <Play aria-hidden /> {presets.length > 1 ? `Write ${presets.length} notes` : 'Write the note'}
      </Button>
      <PairGlossary />
    </form>
  );
}
