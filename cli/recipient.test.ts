import { expect, it } from 'vitest';
import { NOT_ENCRYPTED } from '../src/engine/remote/server-address.ts';
import { tellRecipient } from './recipient.ts';

it.each([
  ['http://llm.hospital.example', [NOT_ENCRYPTED]],
  ['http://10.0.0.7:8000', [NOT_ENCRYPTED]],
  ['https://llm.hospital.example', []],
  ['http://localhost:8000', []],
])('says who gets the text, and that it can be read on the way to %s', (origin, also) => {
  const said: string[] = [];
  tellRecipient({ remark: (text) => said.push(text) }, 'The conversation is', origin);
  expect(said).toEqual([`The conversation is sent to ${origin}.`, ...also]);
});
