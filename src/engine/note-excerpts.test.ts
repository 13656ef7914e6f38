import { afterAll, describe, expect, it } from 'vitest';
import { GREEDY } from './lm/ensemble.ts';
import { excerptConversation, noteFromExcerpts, type WrittenSection, writeFromExcerpts } from './note-excerpts.ts';
import { measureRoom, needsExcerpts, sectionPrompt } from './note-writer.ts';
import { BUILT_IN_TEMPLATES, joinParts } from './tasks/templates.ts';
import { smallModel } from './testing/small-model.ts';
import { openTrio } from './trio.ts';

const trio = await openTrio({ sources: { base: smallModel(640) }, backend: 'cpu' });
afterAll(() => trio.dispose());

const talk = Array.from({ length: 24 }, (_, turn) => `Doctor: And day ${turn}?\nPatient: It hurt then, too, yes.`);
const VISIT = `Doctor: What brings you in?\nPatient: My knee.\n${talk.join('\n')}\nDoctor: I'd like to start ibuprofen.`;
const request = { conversation: VISIT, method: 'base', alpha: 1, sampling: GREEDY, seed: 0, maxTokens: 12 } as const;
const soap = BUILT_IN_TEMPLATES.find(({ id }) => id === 'soap');

describe('a visit that no context holds', () => {
  const excerpts = excerptConversation(trio, { ...request, template: soap });

  it('has turns for every section of the template, in their order, that fit', () => {
    expect(excerpts.isTooLong).toBe(true);
    expect(excerpts.sections.map(({ header }) => header)).toEqual(soap?.sections.map(({ header }) => header));
    for (const { readings } of excerpts.sections) {
      for (const { text, turns } of readings) {
        expect(measureRoom(trio, { ...request, conversation: text, template: soap }).over).toBeLessThanOrEqual(0);
        expect(turns).toEqual([...turns].sort((a, b) => a - b));
      }
      expect(readings.length).toBeGreaterThan(1);
      expect(readings[1]?.turns.length).toBeLessThan(readings[0]?.turns.length ?? 0);
    }
  });

  it('accounts for every turn: read, or counted where it is missing', () => {
    for (const { text, turns } of excerpts.sections.flatMap(({ readings }) => readings)) {
      const missing = [...text.matchAll(/\[… (\d+) turns? left out …\]/gu)].reduce((sum, [, n]) => sum + Number(n), 0);
      expect(missing + turns.length).toBe(excerpts.turns);
    }
    const wide = excerpts.sections.flatMap(({ readings }) => readings[0]?.turns ?? []);
    expect(new Set([...wide, ...excerpts.unread]).size).toBe(excerpts.turns);
  });

  it('reads the plan for the plan', () => {
    expect(excerpts.sections.find(({ header }) => header === 'PLAN')?.readings.at(-1)?.text).toContain('ibuprofen');
  });

  it('gives sections to a note whose sections the model chooses', () => {
    expect(excerptConversation(trio, request).template.sections.length).toBeGreaterThan(1);
  });

  it('a single turn that is too long by itself is read without its middle', () => {
    const conversation = `Patient: ${'it hurts here since Monday, and then it hurt there. '.repeat(20)}`;
    const [first] = excerptConversation(trio, { ...request, conversation }).sections;
    expect(first?.readings[0]?.text).toMatch(/left out/u);
  });

  it('is written to its end: what nobody can use is read again from less, then left out', async () => {
    const writing = writeFromExcerpts(trio, excerpts, request);
    const begun: string[] = [];
    let written: readonly WrittenSection[] = [];
    for (;;) {
      const step = await writing.next();
      if (step.done) {
        written = step.value;
        break;
      }
      if (step.value.event.type === 'finish') begun.push(step.value.header);
    }
    expect(written.map(({ header }) => header)).toEqual(excerpts.sections.map(({ header }) => header));
    // A model of random weights writes nothing usable: each section was read twice.
    for (const { text, refused, reading } of written) {
      expect(text === '').toBe(refused !== null);
      if (refused !== null) expect(reading).toBe(1);
    }
    expect(begun.length).toBe(written.reduce((sum, { reading }) => sum + reading + 1, 0));
  });
});

describe('a model that is asked for one section at a time', () => {
  const asking = { tokens: 400, names: { 'PHYSICAL EXAM': 'EXAM' } };
  const visit = [
    'Doctor: What brings you in?',
    'Patient: My knee has been painful for three weeks, and it is getting worse.',
    'Doctor: Let me examine that knee. It is tender on the inside, and there is some swelling.',
    "Doctor: I'd like to start you on ibuprofen and refer you to physical therapy. Come back in four weeks.",
  ].join('\n');
  const reader = { ...trio, sectionAsking: asking };

  it('is asked whatever the room, for short sections of which something was said', () => {
    expect(needsExcerpts(reader, { ...request, conversation: visit })).toBe(true);
    const { sections, template, isTooLong } = excerptConversation(reader, { ...request, conversation: visit });
    // Nobody is told that the models could not hold it.
    expect(isTooLong).toBe(false);
    const headers = sections.map(({ header }) => header);
    expect(headers).toEqual(template.sections.map(({ header }) => header));
    expect(headers).toEqual(
      expect.arrayContaining(['HISTORY OF PRESENT ILLNESS', 'PHYSICAL EXAM', 'ASSESSMENT AND PLAN']),
    );
    // Nobody spoke of any.
    expect(headers).not.toContain('ALLERGIES');
    for (const { header, readings } of sections) {
      for (const { text } of readings) {
        // It knows conversations, and no remarks about what is missing of them.
        expect(text).not.toContain('left out');
        const [length] = trio.promptLengths('base', sectionPrompt(asking, header, text));
        expect(length?.tokens).toBeLessThanOrEqual(asking.tokens);
      }
    }
    expect(sectionPrompt(asking, 'PHYSICAL EXAM', visit).chat.at(-1)?.content).toContain('EXAM section');
  });

  it('is not asked for an examination where nobody examined; a model that can say so is', () => {
    const call = ['Doctor: Where does it hurt, in the chest?', 'Patient: Yes, in the chest, for three weeks.'];
    const asked = {
      ...request,
      conversation: call.join('\n'),
      template: BUILT_IN_TEMPLATES.find(({ id }) => id === 'eight-sections'),
    };
    expect(excerptConversation(reader, asked).unsaid).toContain('PHYSICAL EXAM');
    expect(excerptConversation(trio, asked).sections.map(({ header }) => header)).toContain('PHYSICAL EXAM');
  });

  it('keeps every heading of a form that was chosen, and says of which nothing was said', () => {
    const form = BUILT_IN_TEMPLATES.find(({ id }) => id === 'eight-sections');
    const { sections, template, unsaid } = excerptConversation(reader, {
      ...request,
      conversation: visit,
      template: form,
    });
    expect(template).toEqual(form);
    expect(unsaid).toContain('ALLERGIES');
    const inOrder = form?.sections.map(({ header }) => header) ?? [];
    expect(sections.map(({ header }) => header)).toEqual(inOrder.filter((header) => !unsaid.includes(header)));
    // Locum’s own choice has no empty headings.
    expect(excerptConversation(reader, { ...request, conversation: visit }).unsaid).toEqual([]);
  });

  it('has what bears more on another section in that alone', () => {
    const { sections } = excerptConversation(reader, { ...request, conversation: visit });
    const read = (header: string) => sections.find((each) => each.header === header)?.readings[0]?.text ?? '';
    expect(read('PHYSICAL EXAM')).toContain('tender on the inside');
    expect(read('PHYSICAL EXAM')).not.toContain('ibuprofen');
    expect(read('ASSESSMENT AND PLAN')).toContain('ibuprofen');
  });

  it('tells the note at its end with the tokens of each section that stands', async () => {
    const asked = { ...request, conversation: VISIT };
    const { sections, tokens, finish } = await noteFromExcerpts(trio, excerptConversation(trio, asked), asked);
    const standing = sections.filter(({ refused }) => refused === null);
    expect(tokens.length).toBe(standing.reduce((sum, section) => sum + section.tokens.length, 0));
    expect(finish.text).toBe(joinParts(standing));
    expect(finish.tokens).toBeGreaterThanOrEqual(tokens.length);
  });
});
