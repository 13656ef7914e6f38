/** What commands and measurements read: conversations and documents. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import * as v from 'valibot';
import { LocumError } from '../src/engine/errors.ts';
import type { TextSource } from '../src/engine/records/decode.ts';
import { decodeText } from '../src/engine/text-file.ts';
import { parseJsonLines } from './json-lines.ts';
import { listed, PUBLIC } from './shipped.ts';

const EXAMPLE = 'example:';

const Example = v.object({ dialogue: v.string() });

/** @throws {LocumError} `file-not-found` */
async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return path === '-' ? await buffer(process.stdin) : await readFile(path);
  } catch (cause) {
    const isFolder = existsSync(path) && statSync(path).isDirectory();
    throw new LocumError(
      'file-not-found',
      isFolder ? `“${path}” is a folder.` : `There is no file “${path}” to read.`,
      {
        hint: 'Check the path; “-” reads standard input.',
        details: { file: path },
        cause,
      },
    );
  }
}

/** The text of a file, of standard input (`-`) or of an example's conversation (`example:ID`). */
export async function readConversation(input: string): Promise<string> {
  if (!input.startsWith(EXAMPLE)) return decodeText(await readBytes(input), input === '-' ? 'standard input' : input);
  const id = input.slice(EXAMPLE.length);
  const known = listed('examples');
  if (!known.includes(id)) {
    throw new LocumError('file-not-found', `There is no example “${id}”.`, {
      hint: `The examples are ${known.join(', ')}.`,
      details: { example: id },
    });
  }
  return v.parse(Example, JSON.parse(await readFile(join(PUBLIC, 'examples', `${id}.json`), 'utf8'))).dialogue;
}

export interface Document {
  readonly id: string;
  readonly text: string;
}

const Line = v.looseObject({
  id: v.optional(v.union([v.string(), v.number()])),
  text: v.optional(v.string()),
  input: v.optional(v.string()),
});

/** JSON lines with a `text`, or an `input` where there is none. Documents without an `id` are numbered by their line. */
export async function readDocuments(path: string): Promise<readonly Document[]> {
  const text = decodeText(await readBytes(path), path);
  const lines = parseJsonLines(text, { file: path, schema: Line, expected: 'the document in “text” or “input”' });
  if (lines.length === 0) {
    throw new LocumError('empty-input', `“${path}” holds no documents.`, {
      hint: 'One JSON object a line is expected.',
    });
  }
  return lines.map(({ line, value, fail }) => {
    const content = value.text ?? value.input;
    if (content === undefined) throw fail('it has neither “text” nor “input”');
    return { id: String(value.id ?? line), text: content };
  });
}

/** The conversations of a file: of each line where it is a `.jsonl` file, else the one it is. */
export async function readConversations(input: string, limit: number | null): Promise<readonly Document[]> {
  if (!input.endsWith('.jsonl')) return [{ id: input, text: await readConversation(input) }];
  return (await readDocuments(input)).slice(0, limit ?? undefined);
}

/** A file is opened anew for every reading; standard input is kept. */
export async function fileSource(input: string): Promise<TextSource> {
  if (input === '-') {
    const bytes = await readBytes('-');
    return { name: 'standard input', open: () => once(bytes) };
  }
  if (!existsSync(input) || statSync(input).isDirectory()) await readBytes(input);
  return { name: input, open: () => createReadStream(input) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
