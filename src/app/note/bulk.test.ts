/** Many notes, while other pages have the models write, with the real models. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoIsPresent, whenPresent } from '../../engine/decoding/testing/tokenizers.ts';
import { writeNotes } from '../lens/lens.ts';
import { useEngine } from '../models/engine.ts';
import { holdEngine, until } from '../testing/held-engine.ts';
import { addFiles, clearBulk, pause, run, useBulk } from './bulk.ts';
import { chooseTemplate, setSettings } from './note.ts';

const MODELS = ['demo-base', 'demo-it', 'demo-cpt', 'demo-anti'];
const present = MODELS.every(demoIsPresent);
const MANY = 40;

it('transcripts stand among many conversations as such, and what was a recording says so', async () => {
  await addFiles([
    new File(['1\n00:00:01,000 --> 00:00:02,000\nDoctor: Any fever?\n'], 'a.srt'),
    new File([new Uint8Array(3_000_000)], 'b.mp3'),
  ]);
  expect(useBulk.getState().items).toMatchObject([
    { dialogue: '00:01 Doctor: Any fever?', state: 'waiting' },
    { state: 'failed', reason: expect.stringContaining('is a recording') },
  ]);
  clearBulk();
});

const done = () => useBulk.getState().items.filter(({ state }) => state === 'done').length;

describe.skipIf(!present)(`many notes${whenPresent(...MODELS)}`, () => {
  let end = () => {};
  beforeAll(async () => {
    end = await holdEngine();
    chooseTemplate('visit');
    setSettings({ method: 'expert', maxTokens: 4 });
    await addFiles(
      Array.from({ length: MANY }, (_, index) => new File([`Patient: Pain number ${index}.`], `${index}.txt`)),
    );
  });
  afterAll(() => {
    clearBulk();
    end();
  });

  it(`are all written, ${MANY} of ${MANY}, though another page opens other models and writes in the middle`, async () => {
    const all = run();
    await until(useBulk, () => done() >= 2);
    await writeNotes({
      conversation: 'Patient: My knee hurts.',
      presets: ['CPT'],
      alpha: 1,
      temperature: 0,
      seed: 1,
      maxTokens: 10,
    });
    // The other page was served before the rest of them.
    expect(done()).toBeLessThan(MANY);
    // What the note page is set to meanwhile is not for a run that has begun.
    setSettings({ method: 'proxy', maxTokens: 300 });
    await all;
    const { items, problem, running } = useBulk.getState();
    expect({ problem, running }).toEqual({ problem: null, running: false });
    expect(items.filter(({ state }) => state === 'done')).toHaveLength(MANY);
    for (const { authorship, note } of items) {
      expect(authorship).toMatchObject({ method: 'expert', models: { expert: { id: 'demo-it' } }, maxTokens: 4 });
      expect(note).not.toBe('');
    }
    expect(useEngine.getState().status.state).toBe('ready');
  });

  it('wait when they are paused, and none is lost', async () => {
    setSettings({ method: 'expert', maxTokens: 4 });
    await addFiles([new File(['Patient: Once more.'], 'more.txt'), new File(['Patient: And more.'], 'and.txt')]);
    const stretch = run();
    pause();
    await stretch;
    expect(useBulk.getState().running).toBe(false);
    expect(useBulk.getState().items.filter(({ state }) => state === 'failed')).toEqual([]);
    await run();
    expect(done()).toBe(MANY + 2);
  });
});
