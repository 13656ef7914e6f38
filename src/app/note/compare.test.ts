/** α under a quick hand, with the real models. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIsPresent, whenPresent } from '../../engine/decoding/testing/tokenizers.ts';
import { OTHER_TOKENIZER_BASE } from '../../engine/presets.ts';
import { modelsInReach } from '../models/preset-models.ts';
import { useRoles } from '../models/roles.ts';
import { holdEngine, until } from '../testing/held-engine.ts';
import { chooseVoices, columnText, compare, reviseAlpha, setSecondAlpha, tokenCount, useCompare } from './compare.ts';
import { chooseTemplate, editDialogue, setSettings } from './note.ts';
import { openText } from './open.ts';

const MODELS = ['demo-base', 'demo-it', 'demo-anti', OTHER_TOKENIZER_BASE];
const present = MODELS.every(demoIsPresent);
const VISIT = 'Doctor: What brings you in?\nPatient: A sore throat since Monday.';

const proxy = () => useCompare.getState().columns.proxy!;

/** Of a note that is written with this α from the start. */
async function writtenWith(alpha: number): Promise<string> {
  setSettings({ alpha });
  await compare();
  expect(useCompare.getState().problem).toBeNull();
  return columnText(proxy());
}

describe.skipIf(!present)(`the compared note${whenPresent(...MODELS)}`, () => {
  let end = () => {};
  const whole = new Map<number, string>();
  beforeAll(async () => {
    end = await holdEngine();
    chooseTemplate('visit');
    setSettings({ method: 'proxy', maxTokens: 24 });
    openText({ dialogue: VISIT });
    for (const alpha of [0.3, 2, 1]) whole.set(alpha, await writtenWith(alpha));
  });
  afterAll(() => end());

  it('is that of the last α after moves in quick succession, to the end, and never empty', async () => {
    let last = Promise.resolve();
    const emptied = useCompare.subscribe(() => expect(tokenCount(proxy())).toBeGreaterThan(0));
    for (const alpha of [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]) {
      last = reviseAlpha(alpha);
      // The next comes when the column has just been begun anew.
      if (alpha !== 0.3) await until(useCompare, ({ writing }) => writing === null || proxy().settings.alpha === alpha);
    }
    await last;
    emptied();
    expect(proxy()).toMatchObject({ done: true, settings: { alpha: 0.3 } });
    expect(columnText(proxy())).toBe(whole.get(0.3));
    expect(useCompare.getState().writing).toBeNull();
  });

  it('is so wherever the moves before it were broken off', async () => {
    for (const alpha of [0, 2, 1]) {
      void reviseAlpha(alpha);
      await until(useCompare, ({ columns, writing }) => writing === null || tokenCount(columns.proxy!) > 0);
    }
    const last = reviseAlpha(2);
    await last;
    expect(proxy()).toMatchObject({ done: true, settings: { alpha: 2 } });
    expect(columnText(proxy())).toBe(whole.get(2));
  });

  it('is the first again when α comes back', async () => {
    await reviseAlpha(0.3);
    await reviseAlpha(1);
    expect(proxy()).toMatchObject({ done: true, settings: { alpha: 1 } });
    expect(columnText(proxy())).toBe(whole.get(1));
  });

  it('stands beside one at another α, which joins it and moves by itself', async () => {
    chooseVoices(['proxy', 'second']);
    setSecondAlpha(0.3);
    await until(useCompare, ({ writing, columns }) => writing === null && columns.second?.done === true);
    const { columns, voices, reference } = useCompare.getState();
    expect({ voices, reference }).toEqual({ voices: ['proxy', 'second'], reference: 'proxy' });
    expect(columnText(columns.second!)).toBe(whole.get(0.3));
    expect(columnText(proxy())).toBe(whole.get(1));
  });

  it('stands beside one of the same pair over a base with other tokens, by CAPT', async () => {
    expect(modelsInReach(useRoles.getState().roles)).toEqual(['CPT', 'IT', 'CAPT']);
    chooseVoices(['proxy', 'second', 'CAPT']);
    await until(useCompare, ({ writing, columns }) => writing === null && columns.CAPT?.done === true);
    const { CAPT, proxy: own } = useCompare.getState().columns;
    expect(CAPT?.authorship).toMatchObject({ method: 'capt' });
    expect(columnText(CAPT!)).not.toBe('');
    expect(columnText(CAPT!)).not.toBe(columnText(own!));
  });

  it('belongs to its conversation: another has none, and this one’s comes back with it', async () => {
    const undo = openText({ dialogue: 'Patient: Something else.' });
    expect(useCompare.getState()).toMatchObject({ subject: null, columns: {}, whole: {} });
    await reviseAlpha(0.5);
    expect(useCompare.getState().columns).toEqual({});
    undo();
    expect(columnText(proxy())).toBe(whole.get(1));
    editDialogue(`${VISIT} It is better.`);
    expect(useCompare.getState().subject?.source.dialogue).toBe(VISIT);
  });
});
