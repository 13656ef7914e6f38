/** Recordings become conversations on this machine: what is refused, the microphone, and the whole way with a real speech model. */
import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { expect, type Locator, test } from '@playwright/test';
import { DictationDialog } from './pages/dictation-dialog.ts';
import { NotePage, SHORT_DIALOGUE } from './pages/note-page.ts';
import { ReviewPage } from './pages/review-page.ts';
import { violations } from './pages/violations.ts';

/** 8-bit sound of one channel, 8,000 samples a second. */
function wavHeader(seconds: number): Buffer {
  const header = Buffer.alloc(44);
  const bytes = seconds * 8000;
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  return header;
}

test(
  'what cannot be transcribed is refused by what it is, a microphone that is denied too, and nothing is lost',
  {
    tag: '@bad-day',
  },
  async ({ page, context }, testInfo) => {
    const note = new NotePage(page);
    const dictation = new DictationDialog(page);
    await note.open();
    await note.dialogue.fill(SHORT_DIALOGUE);
    await dictation.open();

    const silence = Buffer.concat([wavHeader(2), Buffer.alloc(16_000, 128)]);
    await dictation.choose('Open a recording', { name: 'silent.wav', mimeType: 'audio/wav', buffer: silence });
    await expect(dictation.problem).toContainText('Nobody is heard in “silent.wav”');

    const long = testInfo.outputPath('clinic.wav');
    const file = openSync(long, 'w');
    writeSync(file, wavHeader(7200));
    ftruncateSync(file, 44 + 7200 * 8000);
    closeSync(file);
    await dictation.choose('Open a recording', long);
    await expect(dictation.problem).toContainText('“clinic.wav” lasts 120 minutes');

    const film = Buffer.from('\0\0\0\u0018ftypmp42\0\0\0\0mp42isom\0\0\0\u0008free', 'latin1');
    await dictation.choose('Open a recording', { name: 'visit.mp4', mimeType: 'video/mp4', buffer: film });
    await expect(dictation.problem).toContainText('Save the film’s sound alone');

    const model = { name: 'model.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(1000, 7) };
    await dictation.choose('Choose a model file', model);
    await expect(dictation.problem).toContainText('“model.bin” is no speech model');

    await dictation.button('Record').click();
    await expect(dictation.problem).toContainText('The microphone was not allowed');
    await expect(dictation.button('Transcribe')).toBeDisabled();
    expect(await violations(page)).toEqual([]);

    // A sound that can be heard is taken, and so is what an allowed microphone hears: the browser's own, which beeps.
    const tone = Buffer.concat([wavHeader(1), Buffer.alloc(8000, '\x40\xc0', 'latin1')]);
    await dictation.choose('Open a recording', { name: 'tone.wav', mimeType: 'audio/wav', buffer: tone });
    await expect(dictation.chosen('Recording')).toContainText('tone.wav');
    await expect(dictation.problem).toHaveCount(0);
    await context.grantPermissions(['microphone']);
    await dictation.button('Record').click();
    await expect(dictation.dialog).toContainText('The microphone is on: 0:02');
    // No key closes it over a recording.
    await page.keyboard.press('Escape');
    await dictation.button('Stop recording').click();
    await expect(dictation.chosen('Recording')).toContainText(/recording-\d\d-\d\d\.webm/);

    await dictation.button('Close').click();
    await expect(dictation.dialog).toBeHidden();
    await expect(note.dialogue).toHaveValue(SHORT_DIALOGUE);
  },
);

/** A file of whisper.cpp's, and a recording (.wav) of some sentences beside a text (.txt) of what is said in it: `npm run e2e:dictation`. */
const { LOCUM_SPEECH_MODEL: model = '', LOCUM_SPEECH_RECORDING: recording = '' } = process.env;

test('a recording becomes a conversation, and a signed note whose sentences are held against the sound, without a request', async ({
  page,
}) => {
  test.skip(
    !existsSync(model) || !existsSync(recording),
    'LOCUM_SPEECH_MODEL and LOCUM_SPEECH_RECORDING name no speech model and no recording on this machine',
  );
  const words = (text: string): readonly string[] => text.toLowerCase().match(/[a-z]+/gu) ?? [];
  const note = new NotePage(page);
  const dictation = new DictationDialog(page);
  const review = new ReviewPage(page);
  await note.open();
  await note.dialogue.fill(SHORT_DIALOGUE);
  await dictation.open();
  await dictation.choose('Choose a model file', model);
  await dictation.choose('Open a recording', recording);
  const requested: string[] = [];
  page.on('request', (request) => void requested.push(request.url()));

  // Stopped and begun again: neither the conversation before nor the recording is lost.
  await dictation.button('Transcribe').click();
  await dictation.button('Stop').click();
  await expect(dictation.button('Transcribe')).toBeEnabled();
  await expect(note.dialogue).toHaveValue(SHORT_DIALOGUE);
  const begun = Date.now();
  await dictation.button('Transcribe').click();
  await expect(dictation.dialog).toBeHidden();

  const heard = words(await note.dialogue.inputValue());
  const said = words(readFileSync(recording.replace(/\.wav$/u, '.txt'), 'utf8'));
  const found = said.filter((word) => heard.includes(word)).length / said.length;
  const seconds = ((Date.now() - begun) / 1000).toFixed(0);
  console.log(`${(found * 100).toFixed(0)} % of ${said.length} words were heard, in ${seconds} s.`);
  expect(found).toBeGreaterThan(0.85);

  // Each turn has its sound, where it is written and where a sentence of the note is held against it.
  const [first = ''] = (await note.dialogue.inputValue()).split('\n');
  await page.getByRole('button', { name: /Template$/ }).click();
  await page.getByRole('option', { name: /^SOAP/ }).click();
  await review.edit('SUBJECTIVE', first.replace(/^Speaker \d: /u, ''));
  await hear(page.getByRole('region', { name: 'Dialogue', exact: true }), 1);
  await review.open();
  const sentence = review.sentence('');
  await sentence
    .getByRole('button', { name: /^Turns for: / })
    .first()
    .click();
  await hear(page.getByTestId('review'), 1);
  await review.acceptAll();
  await review.sign('Dr Ada Okafor');

  const own = new URL(page.url()).origin;
  expect(requested.filter((url) => !url.startsWith(own) && !url.startsWith('https://policy.invalid/'))).toEqual([]);
});

/** Plays a turn to its end. */
async function hear(where: Locator, turn: number): Promise<void> {
  const button = (what: 'Play' | 'Stop') => where.getByRole('button', { name: `${what} turn ${turn}`, exact: true });
  await button('Play').click();
  await expect(button('Stop')).toBeVisible();
  await expect(button('Play')).toBeVisible();
}
