/** Every function with the keyboard alone: Tab and arrows lead everywhere, the focus can be seen and is never lost. */
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { AppFrame } from './pages/app-frame.ts';
import { ClassifyPage } from './pages/classify-page.ts';
import { EvaluatePage } from './pages/evaluate-page.ts';
import { HeldAnswers } from './pages/held-answers.ts';
import { Keyboard } from './pages/keyboard.ts';
import { LabPage } from './pages/lab-page.ts';
import { ModelsPage } from './pages/models-page.ts';
import { NotePage, SHORT_DIALOGUE } from './pages/note-page.ts';
import { NoteWorkspace } from './pages/note-workspace.ts';
import { ReviewPage } from './pages/review-page.ts';
import { TasksPage } from './pages/tasks-page.ts';
import { TokensPage } from './pages/tokens-page.ts';

const DIALOGUE = [
  'Doctor: Good morning Martha, what brings you in?',
  'Patient: My left knee hurts. No fever.',
  'Doctor: Are you taking your lisinopril?',
  'Patient: Yes, twenty milligrams once a day.',
].join('\n');
const NOTE = 'Martha Collins reports right knee pain.\nShe denies fever.\nLisinopril 40 mg daily.\nShe has asthma.';

const button = (within: Page | Locator, name: string | RegExp) =>
  within.getByRole('button', { name, exact: typeof name === 'string' });
const field = (within: Page | Locator, name: string | RegExp) =>
  within.getByRole('textbox', { name, exact: typeof name === 'string' });

/** A note without a model: its first section typed. */
async function typedNote(page: Page): Promise<Keyboard> {
  const keyboard = new Keyboard(page);
  await keyboard.open('/');
  await keyboard.paste(new NotePage(page).dialogue, DIALOGUE);
  await keyboard.choose(button(page, /Template$/), /^SOAP/);
  await keyboard.use(button(page, 'Write or dictate SUBJECTIVE yourself'));
  await expect(field(page, 'Text of SUBJECTIVE')).toBeFocused();
  await page.keyboard.insertText(NOTE);
  await keyboard.press('Escape');
  return keyboard;
}

/** The text of what a press lets the browser save. */
async function saved(page: Page, press: () => Promise<void>): Promise<string> {
  const downloading = page.waitForEvent('download');
  await press();
  return readFileSync(await (await downloading).path(), 'utf8');
}

test('a note: pasted, put into a form of one’s own, written, stopped, corrected', async ({ page }) => {
  const keyboard = new Keyboard(page);
  const note = new NotePage(page);
  const dialog = page.getByRole('dialog');
  await keyboard.open('/');
  await keyboard.use(note.generateButton);
  await keyboard.use(button(note.problem, 'Use an example'));
  await expect(button(page, /Example dialogue$/)).toBeFocused();
  await keyboard.use(button(note.problem, 'Dismiss'));
  await keyboard.paste(note.dialogue, SHORT_DIALOGUE);
  await keyboard.press('Control+End');
  await page.keyboard.type('\nPatient: Thank you.');
  await expect(page.getByText('6 turns')).toBeVisible();
  await keyboard.choose(button(page, /^Patient: /), 'someone else');
  await expect(button(page, /^Patient: someone else/)).toBeVisible();

  await test.step('a template of one’s own', async () => {
    await keyboard.choose(button(page, /Template$/), /^SOAP/);
    await keyboard.use(button(page, 'Edit templates'));
    await keyboard.type(field(dialog, 'Name of the template'), 'Call');
    for (const header of ['OBJECTIVE', 'ASSESSMENT']) await keyboard.use(button(dialog, `Remove ${header}`));
    await keyboard.use(button(dialog, 'Move PLAN up'));
    await keyboard.use(button(dialog, 'Add a section'));
    await keyboard.type(field(dialog, 'Header of section 3'), 'NEXT');
    await keyboard.use(dialog.getByText('Learn the sections from notes you wrote'));
    await keyboard.type(field(dialog, /^Your notes/), 'no headers');
    await keyboard.use(button(dialog, 'Find the sections'));
    await keyboard.use(button(dialog, 'Save and use'));
    await expect(dialog).toHaveCount(0);
    await expect(button(page, 'Edit templates')).toBeFocused();
    await expect(button(page, /Template$/)).toContainText('Call');
  });

  await test.step('written, stopped, one section anew', async () => {
    await keyboard.pick('Method', 'Expert');
    await keyboard.use(button(page, 'Options'));
    await keyboard.number('At most (tokens)', '10');
    await keyboard.number('Seed', '7');
    await keyboard.use(note.generateButton);
    await note.waitFor('finished');
    await keyboard.use(button(page, 'Write PLAN again'));
    await note.waitFor('finished');
    await keyboard.pick('Method', 'Proxy-tuned');
    await keyboard.tabTo(page.getByRole('slider', { name: 'Strength α' }));
    await keyboard.press('ArrowLeft');
    await expect(field(page, 'Strength α, number')).toHaveValue('0.95');
    await keyboard.number('At most (tokens)', '1000');
    await keyboard.tabTo(note.generateButton);
    await note.escapeAt('writing');
    await keyboard.press('Enter');
    await note.waitFor('stopped');
  });

  await test.step('a section edited in place, copied, undone', async () => {
    await keyboard.use(button(page, 'Edit PLAN'));
    await expect(field(page, 'Text of PLAN')).toBeFocused();
    await keyboard.press('Control+a');
    await page.keyboard.type('PLAN\nRest.');
    await keyboard.press('Escape');
    await expect(button(page, 'Edit PLAN')).toBeFocused();
    await keyboard.use(button(page, 'Copy'));
    await expect(button(page, 'Copied with its label')).toBeFocused();
    await keyboard.use(button(page.getByRole('alertdialog').filter({ hasText: 'You are editing' }), 'Undo'));
    await expect(page.getByText('PLAN\nRest.')).toHaveCount(0);
    await keyboard.use(button(page, 'Clear'));
    await expect(note.dialogue).toHaveValue('');
    await keyboard.use(button(page, 'Undo').first());
    await expect(note.dialogue).toHaveValue(/Thank you/);
    await keyboard.use(button(page, 'Clear'));
    await keyboard.use(button(page, 'Set aside (1)'));
    await keyboard.press('Enter');
    await expect(note.dialogue).toHaveValue(/Thank you/);
    await keyboard.tabTo(note.dialogue);
    await keyboard.press('Control+End');
    await page.keyboard.type(' Bye.');
    await keyboard.use(button(page, 'It still holds'));
    await expect(page.getByTestId('before-change')).toBeHidden();
  });
});

test('a review: walked through, turns read, flags settled, corrected, signed, taken away in every form', async ({
  page,
}) => {
  const keyboard = await typedNote(page);
  const review = new ReviewPage(page);
  await keyboard.pick('View', 'Review');
  await expect(page.getByTestId('review')).toHaveAttribute('data-ready', 'true');

  const dose = review.sentence('Lisinopril 40 mg');
  await keyboard.use(button(dose, /^Turns for/));
  await expect(dose).toContainText('Yes, twenty milligrams once a day.');
  await keyboard.use(button(dose, /^Correct/));
  await expect(field(dose, 'Sentence')).toBeFocused();
  await keyboard.press('Control+a');
  await page.keyboard.type('Lisinopril 20 mg daily.');
  await keyboard.press('Enter');
  await expect(review.sentence('Lisinopril 20 mg')).toHaveAttribute('data-level', 'supported');
  await keyboard.use(button(review.sentence('asthma'), /^Turns for/));
  await keyboard.use(button(review.sentence('asthma'), /^Take out/));
  await expect(review.sentence('asthma')).toHaveCount(0);
  await keyboard.use(review.askButton);
  await expect(review.verdicts).not.toHaveCount(0);
  await expect(review.askButton).toBeFocused();
  await keyboard.pick('Show', 'Open');
  const accept = button(page, /^Accept the sentence: /);
  for (let left = await accept.count(); left > 0; left--) {
    await keyboard.use(accept.first());
    await expect(accept).toHaveCount(left - 1);
  }
  await keyboard.type(field(page, 'Reviewed by'), 'Dr Ada Okafor');
  await keyboard.press('Enter');
  await expect(review.signature).toContainText('Dr Ada Okafor');
  await keyboard.use(button(page, 'Withdraw'));
  await keyboard.type(field(page, 'Reviewed by'), 'Dr Ada Okafor');
  await keyboard.use(review.signButton);
  await expect(review.signature).toBeVisible();

  const open = button(page, 'Export');
  for (const [format, beginning] of [
    ['Word', 'PK'],
    ['Markdown', '# Knee'],
    ['Text', 'Reviewed and signed'],
    ['FHIR R4', '{'],
  ] as const) {
    await keyboard.use(open);
    await keyboard.type(field(review.dialog, 'Title'), 'Knee');
    await keyboard.pick('Format', format);
    const text = await saved(page, () => keyboard.use(button(review.dialog, 'Download')));
    expect(text.trimStart().slice(0, beginning.length)).toBe(beginning);
    await expect(open).toBeFocused();
  }
  await test.step('identifiers masked, and looked at, before it is printed', async () => {
    await keyboard.use(open);
    await keyboard.use(button(review.dialog, 'Mask all'));
    await keyboard.use(button(review.dialog, 'Mask none'));
    await keyboard.toggle(review.dialog.getByRole('checkbox', { name: /Martha Collins/ }));
    await keyboard.use(button(review.dialog, 'Preview'));
    const preview = review.dialog.getByRole('region', { name: 'Preview of The note' });
    await keyboard.tabTo(preview);
    await expect(preview).toContainText('[name] reports');
    await keyboard.pick('Format', 'Print, PDF');
    const printed = page.evaluate(() => new Promise((resolve) => addEventListener('beforeprint', resolve)));
    await keyboard.use(button(review.dialog, 'Print'));
    await printed;
    await keyboard.escapeTo(open);
  });
});

test('three notes compared, and the history: on, locked, opened, brought back, deleted', async ({ page }) => {
  const keyboard = await typedNote(page);
  const note = new NotePage(page);
  const workspace = new NoteWorkspace(page);
  const { dialog, history } = new ReviewPage(page);

  await test.step('history', async () => {
    const open = button(page, 'History');
    const passphrase = 'correct horse battery';
    await keyboard.use(open);
    await keyboard.type(field(dialog, /^Passphrase \(at least/), passphrase);
    await keyboard.type(field(dialog, 'Once more'), passphrase);
    await keyboard.use(button(dialog, 'Switch the history on'));
    await expect(history).toHaveAttribute('data-state', 'open');
    await keyboard.type(field(dialog, 'Title in the history'), 'Knee');
    await keyboard.use(button(dialog, 'Save this note'));
    await expect(dialog.getByTestId('entry')).toHaveCount(1);
    await keyboard.use(button(dialog, 'Lock'));
    await expect(history).toHaveAttribute('data-state', 'locked');
    await keyboard.type(field(dialog, 'Passphrase of the history'), passphrase);
    await keyboard.press('Enter');
    await expect(dialog.getByTestId('entry')).toHaveCount(1);
    const file = await saved(page, () => keyboard.use(button(dialog, 'Export all')));
    await keyboard.use(button(dialog, 'Bring back Knee'));
    await expect(open).toBeFocused();
    await keyboard.press('Enter');
    await keyboard.use(button(dialog, 'Delete Knee'));
    await expect(dialog.getByTestId('entry')).toHaveCount(0);
    await keyboard.file(button(dialog, 'Import'), { name: 'history.json', content: file });
    await keyboard.type(field(dialog, 'Passphrase of history.json'), passphrase);
    await keyboard.press('Enter');
    await expect(dialog.getByTestId('entry')).toHaveCount(1);
    await keyboard.use(button(dialog, 'Switch off…'));
    await expect(button(dialog, 'Keep it')).toBeFocused();
    await keyboard.use(button(dialog, 'Delete everything'));
    await expect(history).toHaveAttribute('data-state', 'off');
    await keyboard.escapeTo(open);
  });

  await test.step('many conversations', async () => {
    await keyboard.use(button(page, 'Options'));
    await keyboard.number('At most (tokens)', '10');
    await keyboard.use(button(page, 'Many files'));
    await keyboard.file(button(dialog, 'Add files'), { name: 'one.txt', content: DIALOGUE });
    await expect(page.getByTestId('bulk').getByRole('listitem')).toHaveCount(1);
    await keyboard.use(button(dialog, 'Write the notes'));
    await keyboard.use(button(dialog, 'Open one.txt'));
    await expect(button(page, 'Many files')).toBeFocused();
    await keyboard.press('Enter');
    await keyboard.use(button(dialog, 'Clear the list'));
    await keyboard.escapeTo(button(page, 'Many files'));
  });

  await test.step('comparison', async () => {
    await keyboard.pick('View', 'Compare');
    await keyboard.use(button(page, 'Write all three'));
    await expect(workspace.column('Proxy-tuned')).toHaveAttribute('data-done', 'true');
    await keyboard.pick('Differences from', 'Expert');
    await keyboard.tabTo(page.getByRole('slider', { name: 'α of the proxy-tuned note' }));
    await keyboard.press('Home');
    await expect(workspace.column('Proxy-tuned')).toContainText('α 0.00');
    await expect(workspace.column('Proxy-tuned')).toHaveAttribute('data-done', 'true');
    await keyboard.use(button(page, 'Use the note of Expert'));
    await keyboard.pick('View', 'Note');
    await expect(note.tokens).not.toHaveCount(0);
  });
});

test('classification: one text, labels of one’s own, a file', async ({ page }) => {
  const keyboard = new Keyboard(page);
  const held = await HeldAnswers.of(page);
  const classify = new ClassifyPage(page);
  const dialog = page.getByRole('dialog');
  await keyboard.open('/#/classify');
  await keyboard.use(button(page, 'Classify'));
  await keyboard.use(button(classify.problem, 'Dismiss'));
  await keyboard.use(button(page, 'New label set'));
  await keyboard.type(field(dialog, 'Name'), 'Knee');
  await keyboard.type(field(dialog, /^What is asked/), 'Does the knee hurt?');
  await keyboard.type(field(dialog, /^Labels/), 'yes\nno');
  await keyboard.use(button(dialog, 'Save'));
  await expect(button(page, 'New label set')).toBeFocused();
  await keyboard.type(field(page, 'Text'), 'My knee hurts.');
  await keyboard.use(button(page, 'Classify'));
  await expect(classify.figures.getByRole('rowheader')).toHaveCount(2);
  await keyboard.use(button(page, 'Edit'));
  await keyboard.use(button(dialog, 'Delete'));
  await keyboard.choose(button(page, /Labels$/), 'Fall event');
  await keyboard.number('Strength α', '0.50');

  await keyboard.tabTo(page.getByRole('tab', { name: 'One text' }));
  await keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'A file' })).toBeFocused();
  const choose = button(page, 'Choose a file…');
  await keyboard.file(choose, { name: 'table.csv', content: 'nr,said,truth\n1,She fell.,fall\n' });
  const columns = page.getByRole('region', { name: 'Columns' });
  await keyboard.choose(button(columns, /Text$/), 'said');
  await keyboard.use(button(columns, 'Cancel'));
  const rows = Array.from({ length: 60 }, (_, row) => `${row},She fell ${row} times.,${row > 0 ? 'fall' : 'no fall'}`);
  await keyboard.file(choose, { name: 'falls.csv', content: ['id,text,label', ...rows, 'x,,'].join('\n') });
  await expect(page.getByText('60 texts')).toBeVisible();
  await keyboard.use(page.getByText('1 remark on the file'));
  await keyboard.toggle(page.getByRole('checkbox', { name: /^Keep this batch/ }));
  await held.during(async () => {
    await keyboard.use(button(page, 'Start'));
    await expect(button(page, 'Pause')).toBeFocused();
    await keyboard.press('Enter');
  });
  await expect(classify.progress).toContainText('paused');
  await keyboard.use(button(page, /^(Start|Resume)$/));
  await expect(classify.progress).toContainText('finished');
  await keyboard.pick('Class by class', 'Base');
  await keyboard.tabTo(page.getByRole('region', { name: 'Confusion matrix' }));
  await keyboard.use(button(page, 'Later'));
  await keyboard.pick('Show', 'Models disagree');
  await keyboard.tabTo(classify.answers);
  const csv = await saved(page, () => keyboard.choose(button(page, 'Export'), 'CSV'));
  expect(csv.trim().split('\n')).toHaveLength(61);
  await keyboard.use(button(page, 'Delete this batch'));
  await keyboard.use(button(page, 'Delete for good'));
  await keyboard.tabTo(choose);
});

test('tasks: one chosen, its prompt and its examples changed, run', async ({ page }) => {
  const keyboard = new Keyboard(page);
  const tasks = new TasksPage(page);
  await keyboard.open('/#/tasks');
  await keyboard.choose(button(page, /Task$/), /^CLUE\+ · MedNLI/);
  await keyboard.type(field(page, 'Premise'), 'She denies fever.');
  await keyboard.type(field(page, 'Hypothesis'), 'She has a fever.');
  await keyboard.pick('Method', 'Expert');
  await keyboard.use(button(page, /^Prompt, version/));
  await keyboard.type(field(page, 'Instruction'), 'Which is it?');
  await keyboard.use(button(page, 'Add an example'));
  const example = page
    .getByRole('group')
    .filter({ hasText: /^Example \d/ })
    .last();
  await keyboard.type(field(example, 'Premise'), 'He coughs.');
  await keyboard.type(field(example, 'Hypothesis'), 'He is ill.');
  await keyboard.type(field(example, 'Answer'), 'entailment');
  await keyboard.use(button(page, 'Run'));
  await tasks.finished();
  await keyboard.use(button(example, /^Remove example/));
  await keyboard.use(button(page, 'As it came'));
  await expect(field(page, 'Instruction')).not.toHaveValue('Which is it?');
  await keyboard.toggle(page.getByRole('checkbox', { name: 'Allow only answers of the expected form' }));
  await keyboard.choose(button(page, /Task$/), /^MediFlow/);
  await keyboard.choose(button(page, /Kind$/), 'question answering');
  await keyboard.pick('Answer in', 'JSON');
});

test('tokens: written, walked through, filtered, re-scored, branched, taken away', async ({ page }) => {
  const keyboard = new Keyboard(page);
  const lens = new TokensPage(page);
  await keyboard.open('/#/tokens');
  await keyboard.choose(button(page, /Conversation$/), 'Four-year-old with ear pain');
  await keyboard.toggle(page.getByRole('checkbox', { name: 'CPT', exact: true }));
  await keyboard.toggle(page.getByRole('checkbox', { name: 'CPT', exact: true }));
  await keyboard.number('At most (tokens)', '20');
  await keyboard.use(button(page, 'Write the note'));
  await expect(lens.tabs).toHaveCount(1);
  await expect(lens.run).toHaveAttribute('data-phase', 'idle');

  await keyboard.tabTo(lens.text);
  await keyboard.press('ArrowRight', 'ArrowRight');
  await expect(lens.panel).toContainText('token 3 of 20');
  await keyboard.focusIsVisible('the text');
  await keyboard.use(button(page, 'Next token'));
  await expect(lens.panel).toContainText('token 4 of 20');
  await keyboard.tabTo(lens.strip);
  await keyboard.press('Home', 'PageDown', 'ArrowLeft');
  await expect(lens.panel).toContainText('token 19 of 20');
  await keyboard.pick('Shade by', 'Word');
  await keyboard.pick('Scale', 'Quantile');
  await keyboard.toggle(page.getByRole('checkbox', { name: 'Changed only' }));
  await keyboard.choose(button(page, /Direction$/), 'Pushed');
  await keyboard.number('At least (pp)', '5');
  await keyboard.use(button(page, 'Show all'));
  await expect(lens.matching).toHaveText('20 tokens');
  await keyboard.tabTo(page.getByRole('slider', { name: 'Re-score at α' }));
  await keyboard.press('Home');
  await expect(page.getByTestId('rescored')).toBeVisible();
  await keyboard.use(button(page, 'Read again with the models'));
  await expect(lens.tabs).toHaveCount(2);
  await expect(lens.run).toHaveAttribute('data-phase', 'idle');
  await keyboard.use(button(lens.tabs.last(), /^Close/));
  await keyboard.tabTo(page.getByRole('slider', { name: 'Re-score at α' }));
  await keyboard.press('End');
  await keyboard.use(button(page, /^Back to/));
  await keyboard.tabTo(lens.text);
  await keyboard.press('ArrowRight');
  await keyboard.use(button(lens.panel, /^Take “/).first());
  await expect(lens.tabs).toHaveCount(2);
  await expect(lens.run).toHaveAttribute('data-phase', 'idle');
  const json = await saved(page, () => keyboard.choose(button(page, 'Export'), /^JSON/));
  await keyboard.file(button(page, 'Open JSON'), { name: 'again.json', content: json });
  await expect(lens.tabs).toHaveCount(3);
  await keyboard.use(button(lens.tabs.last(), /^Close/));
  await expect(lens.tabs).toHaveCount(2);
  await keyboard.pick('View', 'Compare');
  // One stop for each passage that differs.
  await keyboard.use(page.getByTestId('compare').locator('button[tabindex="0"]').first());
  await keyboard.pick('View', 'Shift by group');
  await keyboard.pick('Tokens', 'All tokens');
  await keyboard.pick('By', 'Kind of word');
  await keyboard.use(page.getByTestId('bars').getByRole('button').first());
  await expect(page.getByTestId('behind')).not.toBeEmpty();
  await keyboard.use(button(page, 'New notes'));
});

test('the lab: a merge chosen, made and measured; triplets written and judged', async ({ page }) => {
  const keyboard = new Keyboard(page);
  const lab = new LabPage(page);
  await keyboard.open('/#/lab/merge');
  await lab.fits('fits');
  await keyboard.choose(button(page, / Merge by$/), 'Task arithmetic');
  await keyboard.use(button(page, 'Add a model'));
  await keyboard.use(button(page, 'Remove model 2'));
  await lab.fits('fits');
  await keyboard.use(button(page, 'Merge'));
  await lab.merged();
  await expect(lab.merge).toContainText('is stored here');
  await keyboard.use(button(page, 'Measure merge against mix'));
  await expect(page.getByTestId('models-of-pair')).toBeVisible();

  await keyboard.open('/#/lab/merge');
  await keyboard.pick('View', 'Make instructions');
  for (const [label, value] of [
    ['Triplets', '1'],
    ['Most tokens of a text', '16'],
  ] as const) {
    await keyboard.tabTo(page.getByRole('textbox', { name: label, exact: true }));
    await keyboard.press('Control+a', ...value);
  }
  await keyboard.use(button(page, 'Write'));
  await lab.waitForTriplets(1);
  await keyboard.use(page.locator('[data-triplet] summary').first());
  await keyboard.use(button(page, 'Judge'));
  await expect(page.getByRole('table', { name: 'The judge’s figures' })).toBeVisible();
});

test('an evaluation: chosen, started, paused, read, taken away, deleted', async ({ page }) => {
  const keyboard = new Keyboard(page);
  const held = await HeldAnswers.of(page);
  const evaluate = new EvaluatePage(page);
  await keyboard.open('/#/evaluate');
  const rows = Array.from({ length: 20 }, (_, row) => `${row},Is ${row} a number?,${row % 2 === 0 ? 'yes' : 'no'}`);
  await keyboard.file(button(page, 'Add files…'), {
    name: 'q.csv',
    content: ['nr,frage,antwort', ...rows, '1,x,yes'].join('\n'),
  });
  await keyboard.choose(button(page, /Task of q.csv$/), 'Yes or no');
  await keyboard.choose(button(page, / text$/), 'frage');
  await keyboard.choose(button(page, /reference or label$/), 'antwort');
  await keyboard.choose(button(page, / id$/), 'nr');
  await expect(evaluate.dataSets).toContainText('20 items');
  await keyboard.use(page.getByText('1 row left out'));
  const methods = page.getByRole('group', { name: 'Methods', exact: true });
  for (const box of await methods.getByRole('checkbox', { checked: true }).all()) await keyboard.tabTo(box);
  await keyboard.toggle(methods.getByRole('checkbox', { name: 'Expert', exact: true }));
  await keyboard.number('Seed', '3');
  await keyboard.pick('Workers', '1');
  await held.during(async () => {
    await keyboard.use(button(page, 'Start'));
    await keyboard.use(button(page, 'Pause'));
  });
  await evaluate.waitFor('paused');
  await keyboard.use(button(page, 'Resume'));
  await evaluate.waitFor('finished');
  await keyboard.choose(button(page, /Method$/), 'base');
  await keyboard.use(page.locator('summary').filter({ hasText: 'instead of' }).first());
  const csv = await saved(page, () => keyboard.choose(button(page, 'Export'), 'CSV'));
  expect(csv).toMatch(/^data set,task,/);
  await keyboard.use(button(page, 'Delete this run'));
  await keyboard.use(button(page, 'Delete for good'));
  await evaluate.waitFor('none');
  await keyboard.use(button(page, 'Remove q.csv'));
});

test('what takes long: a conversation too long, many conversations, a study of many notes, the judge', async ({
  page,
}) => {
  const keyboard = new Keyboard(page);
  const held = await HeldAnswers.of(page);
  const note = new NotePage(page);
  const lens = new TokensPage(page);
  const evaluate = new EvaluatePage(page);
  const dialog = page.getByRole('dialog');

  await test.step('a conversation that is too long', async () => {
    await keyboard.open('/');
    const turns = Array.from({ length: 220 }, (_, turn) => `Patient: The pain number ${turn} comes and goes at night.`);
    await keyboard.paste(note.dialogue, ['Doctor: What brings you in?', ...turns].join('\n'));
    // One small model reads it, not three: how it is read does not depend on who reads.
    await keyboard.pick('Method', 'Expert');
    await keyboard.use(button(page, 'Options'));
    await keyboard.number('At most (tokens)', '10');
    await keyboard.use(note.generateButton);
    await note.waitFor('finished');
    await keyboard.use(button(page, 'Shorten instead'));
    await expect(button(page, 'By section instead')).toBeVisible();
    await note.waitFor('finished');
    await keyboard.use(button(page, /written without its middle/));
    await expect(page.getByText(/turns left out/)).toBeVisible();
    await keyboard.tabTo(button(page, 'Summarise instead'));
    await keyboard.use(button(page, 'By section instead'));
    await expect(button(page, 'By section instead')).toHaveCount(0);
    await note.waitFor('finished');
  });

  await test.step('many conversations, with a pause', async () => {
    await keyboard.number('At most (tokens)', '40');
    await keyboard.use(button(page, 'Many files'));
    const files = ['one.txt', 'two.txt', 'three.txt'].map((name) => ({ name, content: DIALOGUE }));
    await keyboard.file(button(dialog, 'Add files'), ...files);
    await held.during(async () => {
      await keyboard.use(button(dialog, 'Write the notes'));
      await keyboard.use(button(dialog, 'Pause'));
    });
    const bulk = page.getByTestId('bulk');
    await expect(bulk).toHaveAttribute('data-running', 'false');
    await keyboard.use(button(dialog, /Write the notes|Go on/));
    await expect(bulk).toHaveAttribute('data-done', '3');
    await keyboard.use(button(dialog, 'Clear the list'));
    await keyboard.escapeTo(button(page, 'Many files'));
  });

  await test.step('a study of many notes', async () => {
    await keyboard.open('/#/tokens');
    await keyboard.pick('View', 'Shift by group');
    await keyboard.pick('Of', 'Many notes');
    const visits = ['knee', 'back', 'head'].map((part) =>
      JSON.stringify({ id: part, input: `Doctor: How are you?\nPatient: My ${part} hurts.` }),
    );
    await keyboard.file(button(page, 'Open a data set'), { name: 'visits.jsonl', content: visits.join('\n') });
    await expect(page.getByText('“visits.jsonl”, 3 conversations')).toBeVisible();
    await keyboard.number('At most (tokens)', '20');
    await held.during(async () => {
      await keyboard.use(button(page, 'Write and analyse'));
      await keyboard.use(button(page, 'Stop'));
    });
    await keyboard.use(button(page, 'Resume'));
    await expect(lens.studied).toBeHidden();
    await expect(page.getByText('CPT: 3 texts (3 of “visits.jsonl”)')).toBeVisible();
  });

  await test.step('the judge', async () => {
    await keyboard.open('/#/evaluate');
    const conversations = ['knee', 'back'].map((part) =>
      JSON.stringify({ id: part, input: `Patient: My ${part} hurts.`, reference: `The ${part} hurts.` }),
    );
    await keyboard.file(button(page, 'Add files…'), { name: 'notes.jsonl', content: conversations.join('\n') });
    await keyboard.choose(button(page, /Task of notes.jsonl$/), 'Note of a visit');
    const chosen = page.getByRole('group', { name: 'Methods', exact: true }).getByRole('checkbox', { checked: true });
    await expect(chosen).not.toHaveCount(0);
    for (let left = (await chosen.count()) - 1; left > 0; left--) {
      await keyboard.use(chosen.last(), 'Space');
      await expect(chosen).toHaveCount(left);
    }
    await keyboard.use(button(page, 'Start'));
    await evaluate.waitFor('finished');
    await keyboard.number('Texts of each method', '1');
    await keyboard.use(button(page, 'Rate the texts'));
    const ratings = page.getByRole('region', { name: /^Ratings by / });
    await expect(ratings).toContainText('notes.jsonl, base');
    await expect(page.getByText('Automatic estimate by a language model').first()).toBeVisible();
  });
});

test('models and settings: chosen, looked up, stored, deleted, switched', async ({ page }) => {
  const keyboard = new Keyboard(page);
  const models = new ModelsPage(page);
  await keyboard.open('/#/models');
  await keyboard.choose(button(page, /Expert model$/), /^Demo small clinical(?!,)/);
  await keyboard.pick('Configuration', 'IT');
  await keyboard.use(button(page, 'Load'));
  await expect(models.engineState).toHaveAttribute('data-state', 'ready');
  await keyboard.use(button(page, 'Unload'));
  await keyboard.use(button(models.row('demo-anti'), /Parameters/));
  await keyboard.use(button(models.row('demo-anti'), /^Download /));
  await models.waitStored('app:demo-anti');
  const stored = models.storedModel('app:demo-anti');
  await keyboard.use(button(stored, 'Verify'));
  await expect(models.transfer('app:demo-anti')).toContainText('every file is what it should be');
  await keyboard.use(button(stored, 'Prepare for web-llm'));
  await expect(button(stored, 'Prepare for web-llm')).toHaveAttribute('aria-expanded', 'true');
  await keyboard.press('Enter');
  await keyboard.use(button(stored, /^Delete Demo/));
  await expect(button(stored, 'Keep')).toBeFocused();
  await keyboard.use(button(stored, /^Delete \d/));
  await expect(stored).toHaveCount(0);
  await keyboard.toggle(page.getByRole('switch', { name: 'Hugging Face' }));
  await keyboard.type(field(page, /^Hugging Face name/), 'https://models.invalid/tiny/');
  await keyboard.press('Enter');
  await keyboard.tabTo(button(page, 'Allow it and go on'));
  await keyboard.tabTo(button(page, 'Choose a folder…'));
  await keyboard.type(field(page, 'Another model host'), 'https://models.invalid');
  await keyboard.press('Enter');
  await expect(page.getByRole('switch', { name: 'models.invalid' })).toBeChecked();

  await keyboard.press('g', 's');
  await keyboard.open('/#/settings');
  await keyboard.pick('Where the models run', /^CPU/);
  await keyboard.pick('Theme', 'Dark');
  await keyboard.toggle(page.getByRole('switch', { name: /^Keys of one letter/ }));
  await keyboard.toggle(page.getByRole('switch', { name: /^Keep conversation and note/ }));
  await keyboard.type(field(page, 'Address'), 'hospital');
  await keyboard.use(button(page, 'Use it'));
  await keyboard.use(button(page, 'Reset the settings for writing'));
  await keyboard.use(button(page, 'Forget what is remembered'));
  await keyboard.use(button(page, 'Show the shortcuts'));
  await keyboard.escapeTo(button(page, 'Show the shortcuts'));
  await keyboard.use(button(page, 'Show the tour'));
  await new AppFrame(page).isAt('Note');
});

test('the frame: skip link, pages, palette, shortcuts, tour, popover, messages', async ({ page }) => {
  const keyboard = new Keyboard(page);
  const frame = new AppFrame(page);
  const note = new NotePage(page);
  await keyboard.open('/');
  await keyboard.press('Tab');
  await expect(button(page, 'Skip to the page')).toBeFocused();
  await expect(button(page, 'Skip to the page')).toBeInViewport();
  await keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  await keyboard.use(button(frame.tour, /Next/));
  await keyboard.use(button(frame.tour, 'Back'));
  await keyboard.use(button(frame.tour, 'Close the tour'));
  await expect(frame.tour).toBeHidden();
  await keyboard.use(button(page, /^Annual review of type 2 diabetes/));
  await expect(note.dialogue).toHaveValue(/^Doctor: /);
  await keyboard.tabTo(note.tokens.first());
  await keyboard.press('Control+ArrowRight');
  await keyboard.focusIsVisible('a token');

  const clear = button(page, 'Clear');
  await keyboard.tabTo(clear);
  await keyboard.press('Control+k');
  await expect(frame.palette.getByRole('searchbox')).toBeFocused();
  await keyboard.press('ArrowDown');
  await keyboard.focusIsVisible('a command');
  await keyboard.escapeTo(clear);
  await keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible();
  await keyboard.escapeTo(clear);
  const settings = page.getByRole('banner').getByRole('button', { name: 'Settings' });
  await keyboard.use(settings);
  await keyboard.pick('Where the models run', /^CPU/);
  await keyboard.escapeTo(settings);
  await keyboard.use(page.getByRole('button', { name: /^Theme: as the system/ }));
  await keyboard.use(page.getByRole('navigation').getByRole('link', { name: 'Evaluate' }));
  await frame.isAt('Evaluate');
  await expect(page.getByRole('main')).toBeFocused();
  await keyboard.press('g', 'n');
  await frame.isAt('Note');
  await frame.command('Go to Tokens');
  await frame.isAt('Tokens');
  await expect(page.getByRole('main')).toBeFocused();
});
