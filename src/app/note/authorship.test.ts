/** Who wrote: told of a text whatever is loaded afterwards, with the real models. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authorsOf } from '../../engine/authorship.ts';
import { demoIsPresent, whenPresent } from '../../engine/decoding/testing/tokenizers.ts';
import { noteDocument } from '../../engine/export/document.ts';
import { asFhir } from '../../engine/export/fhir/bundle.ts';
import type { Device, Provenance } from '../../engine/export/fhir/resources.ts';
import { asMarkdown } from '../../engine/export/markdown.ts';
import { PRESETS } from '../../engine/presets.ts';
import { useLens, writeNotes } from '../lens/lens.ts';
import { takeNote } from '../lens/take-note.ts';
import { refsOf, setRoles } from '../models/roles.ts';
import { holdEngine, until } from '../testing/held-engine.ts';
import { addFiles, bulkArchive, clearBulk, run, useBulk } from './bulk.ts';
import { compare, takeOver, useCompare } from './compare.ts';
import { noteFacts } from './draft.ts';
import { chooseTemplate, editSection, noteText, readWhole, setSettings, useNote } from './note.ts';
import { chooseExample, openText } from './open.ts';
import { generate, stop } from './run.ts';

const MODELS = ['demo-base', 'demo-it', 'demo-cpt', 'demo-anti'];
const present = MODELS.every(demoIsPresent);
const VISIT = 'Doctor: What brings you in?\nPatient: A sore throat since Monday.';

const document = () =>
  noteDocument({ text: noteText(useNote.getState().sections), createdAt: new Date('2025-01-01'), ...noteFacts() });
const line = () => asMarkdown(document());

/** Another page has other models write. */
async function tokensPageWrites(): Promise<void> {
  await writeNotes({ conversation: VISIT, presets: ['CPT'], alpha: 1, temperature: 0, seed: 1, maxTokens: 10 });
}

describe.skipIf(!present)(`who wrote${whenPresent(...MODELS)}`, () => {
  let end = () => {};
  beforeAll(async () => {
    end = await holdEngine();
    chooseTemplate('visit');
    setSettings({ method: 'proxy', alpha: 0.75, maxTokens: 10, seed: 7 });
  });
  afterAll(() => end());
  beforeEach(() => openText({ dialogue: VISIT }));
  afterEach(() => {
    setRoles(refsOf(PRESETS['CPT+IT'].models));
    clearBulk();
    useLens.setState({ entries: [], shown: null });
  });

  it('is told of the note, in Markdown and in FHIR, after another page opened other models', async () => {
    await generate();
    const before = line();
    await tokensPageWrites();
    expect(line()).toBe(before);
    expect(before).toMatch(/proxy, α = 0\.75, seed 7, .*expert demo-it /u);
    const bundle = asFhir(document()).entry.map(({ resource }) => resource);
    const devices = bundle.filter((resource): resource is Device => resource.resourceType === 'Device');
    expect(devices.map(({ deviceName }) => deviceName[0]?.name)).toEqual([
      'Locum',
      'demo-base',
      'demo-it',
      'demo-anti',
    ]);
    const provenance = bundle.find((resource): resource is Provenance => resource.resourceType === 'Provenance');
    expect(provenance?.activity.text).toContain('demo-it');
  });

  it('says that a note was written from what was left of the conversation, not from all of it', async () => {
    useNote.setState({
      condensed: { of: VISIT, by: { kind: 'summarised', text: 'Sore throat.', parts: 1, rounds: 1 } },
    });
    await generate();
    readWhole();
    expect(line()).toContain('from the conversation summarised');
    await generate();
    expect(line()).not.toContain('summarised');
  });

  it('a visit that is too long is written at the first press, each section from what bears on it', async () => {
    const turns = Array.from(
      { length: 100 },
      (_, n) => `Doctor: And on day ${n}?\nPatient: The pain was there at night.`,
    );
    const long = `Doctor: What brings you in?\n${turns.join('\n')}\nDoctor: I'd like to start ibuprofen.`;
    openText({ dialogue: long });
    setSettings({ method: 'expert', maxTokens: 16 });
    const writing = generate();
    await until(useNote, ({ run: { phase } }) => phase === 'writing' || phase === 'failed');
    stop();
    await writing;
    const { run: ended, sections, problem, dialogue, excerpts } = useNote.getState();
    expect(problem).toBeNull();
    expect(ended.phase).toBe('stopped');
    expect(dialogue).toBe(long);
    expect(sections.map(({ header }) => header)).toEqual(excerpts?.excerpts.sections.map(({ header }) => header));
    expect(sections[0]?.source?.condensed?.kind).toBe('excerpted');
    expect(line()).toContain('from the conversation excerpted');
    setSettings({ method: 'proxy', maxTokens: 10 });
  });

  it('is told of a draft among many, after another page opened other models', async () => {
    await addFiles([new File([VISIT], 'a.txt')]);
    await run();
    await tokensPageWrites();
    const [item] = useBulk.getState().items;
    expect(item?.state).toBe('done');
    expect(authorsOf(item!.authorship!).map(({ id }) => id)).toEqual(['demo-base', 'demo-it', 'demo-anti']);
    const { unzipSync, strFromU8 } = await import('fflate');
    const files = unzipSync(new Uint8Array(await (await bulkArchive()).arrayBuffer()));
    expect(strFromU8(files['a.draft.md']!)).toContain('expert demo-it');
  });

  it('is told of a recording: the models in the roles, not those that are usual', async () => {
    setRoles({ expert: 'app:demo-cpt' });
    await generate();
    takeNote();
    const { recording } = useLens.getState().entries.at(-1)!;
    expect(authorsOf(recording.authorship).map(({ id }) => id)).toEqual(['demo-base', 'demo-cpt', 'demo-anti']);
    expect(recording.authorship.alpha).toBe(0.75);
    expect(recording.conversation).toBe(VISIT);
  });

  it('is told of a compared note that was taken over: the one model that wrote it', async () => {
    await compare();
    expect(useCompare.getState().problem).toBeNull();
    takeOver('expert');
    await tokensPageWrites();
    const [authorship, ...others] = document().authorships;
    expect(others).toEqual([]);
    expect(authorship).toMatchObject({ method: 'expert', models: { expert: { id: 'demo-it' } } });
    expect(Object.keys(authorship!.models)).toEqual(['expert']);
    expect(authorship).not.toHaveProperty('alpha');
  });

  it('is told of a recorded example as it was recorded, with what the pair added to every token', async () => {
    await chooseExample('cardiology-follow-up');
    const { sections } = useNote.getState();
    expect(sections.map(({ origin }) => origin)).toContain('recorded');
    expect(authorsOf(document().authorships[0]!).map(({ id }) => id)).toEqual([
      'smollm2-135m',
      'smollm2-135m+smollm2-it',
      'smollm2-135m',
    ]);
    const tokens = sections.flatMap(({ blocks }) => blocks.flat());
    expect(tokens.every(({ delta, milliseconds }) => delta !== null && milliseconds === null)).toBe(true);
    expect(tokens.filter(({ delta }) => delta === 0)).toEqual([]);
  });

  it('is nobody where the words are the user’s own', () => {
    editSection(useNote.getState().sections[0]?.id ?? '', 'Mine.');
    openText({ dialogue: VISIT });
    chooseTemplate('soap');
    editSection(useNote.getState().sections[0]!.id, 'My own words.');
    expect(document().authorships).toEqual([]);
    expect(line()).toContain('Written without a language model.');
    chooseTemplate('visit');
  });
});
