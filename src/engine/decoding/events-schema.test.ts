/** The schema that is published for token events, against events of every method, and against what they are not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { createHostEnsemble } from '../lm/host-ensemble.ts';
import { TableModel } from '../lm/testing/table-model.ts';
import { byteLevelFiles } from '../tokenizer/fixtures.ts';
import { loadTokenizer } from '../tokenizer/tokenizer.ts';
import type { GenerationEvent } from './events.ts';
import { generate } from './generate.ts';
import { methodEnsemble } from './method-ensemble.ts';
import { METHOD_IDS, type Method } from './methods.ts';

const path = join(import.meta.dirname, '..', '..', '..', 'docs', 'token-events.schema.json');
const validate = new Ajv2020({ allowUnionTypes: true }).compile(JSON.parse(readFileSync(path, 'utf8')));
const tokenizer = await loadTokenizer(byteLevelFiles());
const part = (seed: number) => ({
  tokenizer,
  model: new TableModel({ vocabularySize: tokenizer.size, seed, contextLength: 64 }),
});

async function eventsOf(method: Method): Promise<readonly GenerationEvent[]> {
  const participants = { base: part(1), expert: part(2), anti: part(3) };
  const { ensemble, writer, present } = methodEnsemble(method, participants, {
    plain: createHostEnsemble,
    // A table of scores has no weights to share.
    fork: () => part(1).model,
  });
  const prompt = tokenizer.encode('the pain');
  const role = { tokenizer, prompt, contextLength: 64 };
  const roles = {
    base: { ...role, tokenizer: writer.tokenizer },
    ...(present.expert && { expert: role }),
    ...(present.anti && { anti: role }),
  };
  const events: GenerationEvent[] = [];
  for await (const event of generate({ ensemble, method, roles, stopIds: [], maxTokens: 4 })) events.push(event);
  return events;
}

describe('the schema of token events', () => {
  it.each(METHOD_IDS)('describes those of %s, as they are written down', async (method) => {
    const events = (await eventsOf(method)).filter(({ type }) => type !== 'prefill');
    expect(events.map(({ type }) => type)).toEqual(['token', 'token', 'token', 'token', 'finish']);
    for (const event of events) {
      const line = JSON.parse(JSON.stringify(event));
      expect(validate(line), JSON.stringify(validate.errors)).toBe(true);
      expect(validate({ ...line, more: 1 })).toBe(false);
      for (const key of ['type', 'text']) expect(validate({ ...line, [key]: undefined })).toBe(false);
      if (line.type === 'token') expect(validate({ ...line, pCombined: 1.5 })).toBe(false);
    }
  });
});
