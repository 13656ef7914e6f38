/** From a signed note to what follows from it: tasks, and a letter with a review and a signature of its own. */
import { expect, test } from '@playwright/test';
import { NotePage } from './pages/note-page.ts';
import { ReviewPage } from './pages/review-page.ts';
import { violations } from './pages/violations.ts';

const DIALOGUE = [
  'Doctor: What brings you in?',
  'Patient: My left knee hurts since I fell on Monday.',
  'Doctor: Any fever?',
  'Patient: No, no fever.',
  'Doctor: There is some swelling. I want to start you on naproxen 500 milligrams twice a day.',
  'Doctor: I will refer you to orthopedics, and I would like to order an MRI. Come back in two weeks.',
].join('\n');

test('tasks and a letter follow from the signed note, the letter with a signature of its own', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const note = new NotePage(page);
  const review = new ReviewPage(page);
  const show = (view: string) =>
    page.getByRole('radiogroup', { name: 'View' }).getByText(view, { exact: true }).click();
  await note.open();
  await note.dialogue.fill(DIALOGUE);
  await page.getByRole('button', { name: /Template$/ }).click();
  await page.getByRole('option', { name: /^SOAP/ }).click();
  await review.edit('SUBJECTIVE', 'The patient reports left knee pain since a fall on Monday. Denies fever.');
  await review.edit('OBJECTIVE', 'Swelling of the left knee.');
  await review.edit('PLAN', 'Start naproxen 500 mg BID.\nRefer to orthopedics.\nReturn in 2 weeks.');

  await show('Chart');
  const chart = page.getByTestId('chart');
  const letter = chart.getByRole('button', { name: 'Letter to the patient' });
  await expect(letter).toBeDisabled();
  await expect(chart.getByRole('list', { name: 'Medicines' })).toHaveText(/Start naproxen 500 mg BID.*turn 5/);
  await expect(chart.getByRole('list', { name: 'Said in the visit, not in the note' })).toContainText('order an MRI');
  await chart.getByRole('button', { name: 'Suggest codes' }).click();
  await expect(chart.getByRole('list', { name: 'Suggested codes' })).toContainText('M25.562');
  const chooser = page.waitForEvent('filechooser');
  await chart.getByRole('button', { name: 'Open a list' }).click();
  await (await chooser).setFiles({ name: 'own.txt', mimeType: 'text/plain', buffer: Buffer.from('no list at all') });
  await expect(chart.getByRole('alert')).toContainText('“own.txt” is no list of codes.');
  await expect(chart.getByRole('list', { name: 'Suggested codes' })).toContainText('M25.562');
  await chart.getByText('Refer to orthopedics.').click();
  await chart.getByRole('button', { name: 'Copy as text' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^DRAFT/);
  expect(copied).toContain('[x] Refer to orthopedics. (turn 6)');
  expect(copied).toContain('[ ] Start naproxen 500 mg BID. (turn 5)');

  await review.open();
  await review.acceptAll();
  await review.sign('Dr Ada Okafor');
  await show('Chart');
  await letter.click();
  await expect(page.getByRole('heading', { name: 'Signed note' })).toBeVisible();
  await expect(page.getByText('Draft – a clinician must verify')).toBeVisible();
  await expect(page.getByTestId('note')).toContainText('You report left knee pain since a fall on Monday.');
  await expect(page.getByTestId('note')).toContainText('Start naproxen 500 mg twice a day.');
  expect(await violations(page)).toEqual([]);

  await review.edit('WHAT TO DO', 'Start naproxen 250 mg twice a day.');
  await review.open();
  await expect(review.sentence('naproxen 250 mg').first()).toHaveAttribute('data-level', 'unsupported');
  await review.edit('WHAT TO DO', 'Start naproxen 500 mg twice a day. Return in 2 weeks.');
  await review.open();
  await review.acceptAll();
  await review.sign('Dr Ada Okafor');
  await review.openExport();
  await review.chooseFormat('Text');
  const { name, bytes } = await review.download();
  expect(name).toMatch(/^\d{4}-\d{2}-\d{2}-Letter-to-the-patient\.txt$/);
  const text = bytes.toString('utf8');
  expect(text).toMatch(/^Reviewed and signed by Dr Ada Okafor/);
  expect(text).toContain('Kind regards,\nDr Ada Okafor');
  expect(text).toContain('From the clinical note that Dr Ada Okafor signed on');

  await page.getByRole('button', { name: 'Back to the visit' }).click();
  await expect(note.dialogue).toHaveValue(DIALOGUE);
  await show('Chart');
  await expect(chart.getByRole('list', { name: 'Letters of this note' })).toContainText('letter to the patient');
});
