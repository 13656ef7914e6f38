import { describe, expect, it, vi } from 'vitest';
import type { TokenEvent } from './decoding/events.ts';
import { CpuModel } from './lm/cpu/model.ts';
import { GREEDY } from './lm/ensemble.ts';
import { digestConversation } from './note-digest.ts';
import { measureRoom, type NoteRequest, shortenConversation, writeNote } from './note-writer.ts';
import { BUILT_IN_TEMPLATES } from './tasks/templates.ts';
import { smallModel } from './testing/small-model.ts';
import { openTrio, type Trio } from './trio.ts';

const turns = (count: number) =>
  Array.from({ length: count }, (_, turn) => `Patient: It has hurt here since day ${turn}.`).join('\n');

function request(conversation: string): NoteRequest {
  return { conversation, method: 'base', alpha: 1, sampling: GREEDY, seed: 0, maxTokens: 100 };
}

async function text(trio: Trio, conversation: string): Promise<string> {
  for await (const event of writeNote(trio, request(conversation))) if (event.type === 'finish') return event.text;
  throw new Error('The generation ended without a finish event.');
}

describe('writing a note', () => {
  it('refuses an empty conversation before anything runs', async () => {
    const trio = await openTrio({ sources: { base: smallModel(2048) }, backend: 'cpu' });
    expect(() => writeNote(trio, request(' \n'))).toThrow(expect.objectContaining({ code: 'empty-input' }));
    await trio.dispose();
  });

  it('says how many tokens are too many, and writes from the shortened conversation', async () => {
    const trio = await openTrio({ sources: { base: smallModel(1024) }, backend: 'cpu' });
    const long = `Doctor: Where does it hurt?\n${turns(40)}\nDoctor: Come back on Monday.`;
    let over = 0;
    try {
      writeNote(trio, request(long));
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: 'context-too-long' });
      over = (thrown as { details: { over: number } }).details.over;
    }
    expect(over).toBeGreaterThan(0);

    const shortened = shortenConversation(trio, request(long));
    expect(shortened.tokensBefore - shortened.tokensAfter).toBeGreaterThanOrEqual(over);
    expect(shortened.text).toMatch(/^Doctor: Where does it hurt\?\n/);
    expect(shortened.text).toMatch(/Doctor: Come back on Monday\.$/);
    expect(shortened.text).toMatch(/left out/);
    await expect(text(trio, shortened.text)).resolves.toEqual(expect.any(String));
    await trio.dispose();
  });

  it('leaves room in the shortest context of all models', async () => {
    const sources = { base: smallModel(2048), expert: smallModel(1024), anti: smallModel(2048) };
    const trio = await openTrio({ sources, backend: 'cpu' });
    const long = turns(60);
    const proxy = { ...request(long), method: 'proxy' } as const;
    expect(() => writeNote(trio, proxy)).toThrow(expect.objectContaining({ code: 'context-too-long' }));
    const { text: shortened } = shortenConversation(trio, proxy);
    expect(() => writeNote(trio, { ...proxy, conversation: shortened })).not.toThrow();
    await trio.dispose();
  });

  it('writes a section behind those that stand, and goes on from any token of it', async () => {
    const trio = await openTrio({ sources: { base: smallModel(1024) }, backend: 'cpu' });
    const template = BUILT_IN_TEMPLATES.find(({ id }) => id === 'soap');
    const section = { header: 'PLAN', before: [{ header: 'SUBJECTIVE', text: 'A cough, as dictated.' }] };
    const asked = { ...request(turns(4)), template, section, maxTokens: 24 };
    const tokens = async (more: Partial<NoteRequest>) => {
      const found: TokenEvent[] = [];
      for await (const event of writeNote(trio, { ...asked, ...more })) if (event.type === 'token') found.push(event);
      return found;
    };
    const whole = await tokens({});
    const ids = whole.slice(0, 10).map(({ id }) => id);
    const rest = await tokens({ opening: { ids, untold: 10 } });
    expect(rest.map(({ id, index }) => [id, index])).toEqual(whole.slice(10).map(({ id, index }) => [id, index]));
    // What stands before it is before the model's eyes.
    const other = await tokens({ section: { ...section, before: [{ header: 'SUBJECTIVE', text: 'Knee pain.' }] } });
    expect(other.map(({ pCombined }) => pCombined)).not.toEqual(whole.map(({ pCombined }) => pCombined));
    await trio.dispose();
  });

  it('reads a conversation once for all sections and methods', async () => {
    const sources = { base: smallModel(1024), expert: smallModel(1024), anti: smallModel(1024) };
    const trio = await openTrio({ sources, backend: 'cpu', keepPrefixes: true });
    const begin = vi.spyOn(CpuModel.prototype, 'begin');
    /** Tokens that models compute before the first of the text stands there. */
    async function readFor(more: Partial<NoteRequest>): Promise<{ readonly tokens: number }> {
      begin.mockClear();
      let tokens: number | null = null;
      for await (const event of writeNote(trio, { ...request(turns(8)), template, maxTokens: 8, ...more })) {
        if (event.type === 'token') tokens ??= begin.mock.calls.reduce((sum, [ids]) => sum + ids.length, 0);
        if (event.type === 'finish')
          return tokens === null ? Promise.reject(new Error('Nothing was written.')) : { tokens };
      }
      throw new Error('The generation ended without a finish event.');
    }
    const template = BUILT_IN_TEMPLATES.find(({ id }) => id === 'soap');
    const first = await readFor({ section: { header: 'SUBJECTIVE', before: [] } });
    const before = [{ header: 'SUBJECTIVE', text: 'A cough.' }];
    const second = await readFor({ section: { header: 'PLAN', before } });
    expect(first.tokens).toBeGreaterThan(200);
    expect(second.tokens).toBeLessThan(0.15 * first.tokens);
    const section = { header: 'SUBJECTIVE', before: [] };
    await readFor({ section, method: 'expert' });
    // The third column: only the anti-expert has not read the conversation.
    const third = await readFor({ section, method: 'proxy' });
    expect(third.tokens).toBeLessThan(1.15 * first.tokens);
    const again = await readFor({ section, method: 'proxy', alpha: 0.5 });
    expect(again.tokens).toBeLessThan(0.15 * first.tokens);
    begin.mockRestore();
    await trio.dispose();
  });

  it('reads a conversation that is too long part by part, and writes from what it noted down', async () => {
    const trio = await openTrio({ sources: { base: smallModel(1024) }, backend: 'cpu' });
    const long = { ...request(turns(60)), maxTokens: 20 };
    expect(measureRoom(trio, long).over).toBeGreaterThan(0);
    // Random weights write nothing usable, so what each part comes to is said here: the second to nothing.
    const saying = (summaries: readonly string[]): Trio => ({
      ...trio,
      async *generate(asked) {
        for await (const event of trio.generate(asked)) {
          yield event.type === 'finish'
            ? { ...event, text: summaries[Math.min(read.size, summaries.length) - 1] ?? '' }
            : event;
        }
      },
    });
    const read = new Set<number>();
    const digest = async (from: Trio) => {
      read.clear();
      const reading = digestConversation(from, long);
      for (;;) {
        const step = await reading.next();
        if (step.done) return step.value;
        read.add(step.value.part);
      }
    };
    const { text: digested, parts } = await digest(saying(['It hurts.', '', 'It still hurts.']));
    expect(parts).toBeGreaterThan(1);
    expect(read.size).toBe(parts);
    expect(digested).toContain('It hurts.');
    expect(digested).toContain(`[Part 2 of ${parts}: no summary was written]`);
    expect(measureRoom(trio, { ...long, conversation: digested }).over).toBeLessThanOrEqual(0);
    await expect(digest(saying(['', '']))).rejects.toMatchObject({
      code: 'nothing-usable',
      hint: expect.stringContaining('Models page'),
    });
    const short = await digestConversation(trio, request('Doctor: Hello.')).next();
    expect(short).toEqual({ done: true, value: { text: 'Doctor: Hello.', parts: 1, rounds: 0 } });
    await trio.dispose();
  });
});
