/** Bad input with real causes: each has its panel, a way on, and loses nothing. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { watchShifts } from './pages/layout-shifts.ts';
import { NotePage, SHORT_DIALOGUE } from './pages/note-page.ts';

test('an empty dialogue: says so and leads to the examples', async ({ page }) => {
  const note = new NotePage(page);
  await note.open();
  await note.dialogue.fill('  \n ');
  await note.generate();
  await expect(note.problem).toContainText('There is no dialogue yet');
  await note.problem.getByRole('button', { name: 'Use an example' }).click();
  await expect(page.getByRole('button', { name: 'Example dialogue' })).toBeFocused();
});

test('a dialogue longer than the context: says by how much before the models are there, writes, shortens when asked', async ({
  page,
}) => {
  const note = new NotePage(page);
  await note.open();
  const turns = Array.from({ length: 220 }, (_, turn) => `Patient: The pain number ${turn} comes and goes at night.`);
  const long = ['Doctor: What brings you in?', ...turns, 'Doctor: Then rest the knee for two weeks.'].join('\n');
  await note.dialogue.fill(long);
  await note.chooseMethod('Expert');
  await note.setMaxTokens(10);
  const room = page.getByTestId('room');
  await expect(room).toContainText(/\d+ tokens too long: will be written by section/);
  await note.generate();
  await note.waitFor('finished');
  await expect(note.problem).toHaveCount(0);
  const plan = page.getByTestId('condensed');
  await expect(plan).toContainText(/each section is written from the \d+(–\d+)? turns, of 222, that bear on it/);

  await plan.getByRole('button', { name: 'Shorten instead' }).click();
  await expect(plan).toContainText('without its middle');
  await note.waitFor('finished');
  await expect(note.tokens).not.toHaveCount(0);
  // The conversation stays whole; what was read of it can be seen.
  await expect(note.dialogue).toHaveValue(long);
  const read = page.getByRole('button', { name: 'This note is written without its middle.' });
  await read.click();
  const shortened = page.getByText(/\[… \d+ turns left out …\]/);
  await expect(shortened).toHaveText(/^Doctor: What brings you in\?/);
  await expect(shortened).toHaveText(/Then rest the knee for two weeks\.$/);

  // It is a choice, and can be taken back.
  await plan.getByRole('button', { name: 'By section instead' }).click();
  await expect(plan).toContainText('each section');
  await note.waitFor('finished');
  await expect(note.dialogue).toHaveValue(long);
});

test('a binary file is refused by name, and the dialogue stays', { tag: '@bad-day' }, async ({ page }) => {
  const note = new NotePage(page);
  await note.open();
  await note.openFile('visit.txt', Buffer.from(SHORT_DIALOGUE));
  await expect(note.dialogue).toHaveValue(SHORT_DIALOGUE);
  await note.openFile('scan.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0xff]));
  await expect(note.problem).toContainText('“scan.txt” is not a text file');
  await expect(note.dialogue).toHaveValue(SHORT_DIALOGUE);
});

/** One served file replaced; `null` takes it away. */
interface Fault {
  readonly title: string;
  readonly file: string;
  readonly change: (body: Buffer) => Buffer | null;
  readonly panel: string;
  readonly code: string;
}

const edited = (change: (json: Record<string, unknown>) => void) => (body: Buffer) => {
  const json = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
  change(json);
  return Buffer.from(JSON.stringify(json));
};

const FAULTS: readonly Fault[] = [
  {
    title: 'a missing model file',
    file: 'demo-it/model.safetensors',
    change: () => null,
    panel: 'A model file is missing',
    code: 'checkpoint-missing-file',
  },
  {
    title: 'a truncated model file',
    file: 'demo-anti/model.safetensors',
    change: (body) => body.subarray(0, body.length >> 1),
    panel: 'A model file is cut short',
    code: 'checkpoint-truncated',
  },
  {
    title: 'an unsupported architecture',
    file: 'demo-base/config.json',
    change: edited((config) => {
      config.architectures = ['MambaForCausalLM'];
      config.model_type = 'mamba';
    }),
    panel: 'Unsupported model architecture',
    code: 'unsupported-architecture',
  },
  {
    title: 'a tokenizer that does not fit the checkpoint',
    file: 'demo-base/tokenizer.json',
    change: edited((tokenizer) => {
      const model = tokenizer.model as { vocab: Record<string, number> };
      for (let extra = 0; extra < 500; extra++) model.vocab[`zq${extra}`] = 60_000 + extra;
    }),
    panel: 'The tokenizer does not fit the model',
    code: 'tokenizer-mismatch',
  },
];

for (const { title, file, change, panel, code } of FAULTS) {
  test(`${title}: explains, and once it is mended “Try again” goes on; and nothing moves`, async ({ page }) => {
    let mended = false;
    const expectStillness = await watchShifts(page);
    await page.route(`**/models/${file}`, async (route) => {
      if (mended) return route.continue();
      const body = change(readFileSync(`public/models/${file}`));
      return body === null ? route.fulfill({ status: 404, body: 'Not found' }) : route.fulfill({ body });
    });
    const note = new NotePage(page);
    await note.open();
    await note.dialogue.fill(SHORT_DIALOGUE);
    await note.setMaxTokens(10);
    await note.generate();
    await expect(note.problem).toContainText(panel);
    await expect(note.problem).toContainText(code);
    await expect(note.problem).toContainText(file.split('/')[0] ?? '');
    await expect(note.dialogue).toHaveValue(SHORT_DIALOGUE);

    mended = true;
    await note.problem.getByRole('button', { name: 'Try again' }).click();
    await note.waitFor('finished');
    await expect(note.problem).toBeHidden();
    await expect(note.tokens).not.toHaveCount(0);
    await expectStillness();
  });
}
