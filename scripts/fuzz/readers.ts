/** Everything that reads what strangers wrote, each with inputs to try it on. */
import fc from 'fast-check';
import { parseChat, parseCompletion } from '../../cli/serve/requests.ts';
import { readExport } from '../../src/app/history/export-file.ts';
import { readEntry } from '../../src/app/history/forms.ts';
import { loadIdentifierFinder } from '../../src/engine/analysis/identifiers/identifiers.ts';
import {
  type Recording,
  recordingFromJson,
  recordingToJson,
  recordingToShortJson,
} from '../../src/engine/analysis/recording.ts';
import { token } from '../../src/engine/analysis/testing/recordings.ts';
import { Automaton } from '../../src/engine/decoding/constrain/automaton.ts';
import { type JsonSchema, jsonSchema } from '../../src/engine/decoding/constrain/json-schema.ts';
import { regularExpression } from '../../src/engine/decoding/constrain/regular-expression.ts';
import { parseConfig, parseGenerationConfig } from '../../src/engine/lm/checkpoint/config.ts';
import { parseGguf } from '../../src/engine/lm/checkpoint/gguf/header.ts';
import { headerLength, parseHeader } from '../../src/engine/lm/checkpoint/safetensors.ts';
import { decoderTensors } from '../../src/engine/lm/checkpoint/tensors.ts';
import { parseAdapterConfig } from '../../src/engine/lm/lora/adapter-config.ts';
import { parseChatConfig } from '../../src/engine/lm/mlc/chat-config.ts';
import { parseIndex } from '../../src/engine/lm/mlc/index-file.ts';
import { parseManifest } from '../../src/engine/lm/storage/manifest.ts';
import { parseRecipe } from '../../src/engine/merging/recipe.ts';
import { readRecords } from '../../src/engine/records/read-records.ts';
import { readTopTokens } from '../../src/engine/remote/logprobs.ts';
import { dialogueTurns } from '../../src/engine/tasks/dialogue.ts';
import { LIBRARY_TASKS } from '../../src/engine/tasks/library/library.ts';
import { parseAnswer } from '../../src/engine/tasks/library/parse/answer.ts';
import { decodeText } from '../../src/engine/text-file.ts';
import { byteLevelFiles, memoryFiles } from '../../src/engine/tokenizer/fixtures.ts';
import { loadTokenizer } from '../../src/engine/tokenizer/tokenizer.ts';
import { damagedBytes, damagedJson, pieced } from './hostile.ts';

export interface Reader {
  readonly name: string;
  /** One run on an input that it draws; told that input, for reports. */
  readonly property: (settings: fc.Parameters<[unknown]>, watch: Watch) => Promise<void>;
}

/** Goes round every run. */
export type Watch = (name: string, input: unknown, run: () => unknown) => Promise<void>;

function reader<Input>(name: string, inputs: fc.Arbitrary<Input>, read: (input: Input) => unknown): Reader {
  return {
    name,
    property: (settings, watch) =>
      fc.assert(
        fc.asyncProperty(inputs, (input) => watch(name, input, () => read(input))),
        settings as fc.Parameters<[Input]>,
      ),
  };
}

const encoder = new TextEncoder();

const CONFIG = {
  architectures: ['Qwen2ForCausalLM'],
  model_type: 'qwen2',
  hidden_size: 64,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  head_dim: 16,
  intermediate_size: 128,
  vocab_size: 100,
  max_position_embeddings: 256,
  rope_scaling: { rope_type: 'yarn', factor: 4, original_max_position_embeddings: 64 },
  sliding_window: 32,
  use_sliding_window: true,
  layer_types: ['full_attention', 'sliding_attention'],
  eos_token_id: [1, 2],
};
const GEMMA = { ...CONFIG, architectures: ['Gemma3ForCausalLM'], hidden_activation: 'gelu_pytorch_tanh' };
const TENSORS = {
  __metadata__: { format: 'pt' },
  a: { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
  b: { dtype: 'BF16', shape: [4], data_offsets: [24, 32] },
};
const INDEX = {
  metadata: { ParamBytes: 8 },
  records: [
    {
      dataPath: 'params_shard_0.bin',
      format: 'raw-shard',
      nbytes: 8,
      records: [{ name: 'w', shape: [2, 2], dtype: 'float16', format: 'f32-to-bf16', nbytes: 8, byteOffset: 0 }],
    },
  ],
};
const ADAPTER = {
  peft_type: 'LORA',
  r: 8,
  lora_alpha: 16,
  rank_pattern: { 'layers.0': 4 },
  target_modules: ['q_proj'],
};
const ANSWER = {
  choices: [
    {
      finish_reason: 'length',
      logprobs: {
        content: [
          {
            token: 'a',
            logprob: -1,
            top_logprobs: ['a', 'bytes:\\xe2\\x80', '</s>', 'd', 'e'].map((token) => ({
              token,
              logprob: -1,
              bytes: [97],
            })),
          },
        ],
      },
    },
  ],
};
const SCHEMA = {
  $defs: { part: { type: 'array', items: { type: 'integer', minimum: 0, maximum: 9 }, maxItems: 3 } },
  type: 'object',
  properties: {
    a: { $ref: '#/$defs/part' },
    b: { enum: ['x', 1, null] },
    c: {
      anyOf: [
        { type: 'string', maxLength: 9 },
        { type: 'string', pattern: '^a+b?$' },
      ],
    },
  },
  required: ['a'],
};
const CHAT = {
  model: 'locum',
  messages: [
    { role: 'system', content: 'You write notes.' },
    { role: 'user', content: [{ type: 'text', text: 'Doctor: Hello.' }] },
  ],
  temperature: 0.5,
  stop: ['\n'],
  logit_bias: { 7: -1 },
  response_format: { type: 'json_schema', json_schema: { schema: { type: 'string' } } },
  max_tokens: 4,
  logprobs: true,
  top_logprobs: 2,
  stream: true,
};
const COMPLETION = { model: 'locum', prompt: ['a', 'b'], max_tokens: 4, echo: true, logprobs: 2, seed: 1, n: 2 };
const MANIFEST = {
  version: 1,
  label: 'm',
  address: { kind: 'url', url: 'https://host.example/model/' },
  addedAt: '2024-03-01T10:00:00.000Z',
  form: 'original',
  keepAs: 'q8',
  files: [{ path: 'model.safetensors', size: 4, digest: null, received: null, pieces: ['ab'], validator: '"1"' }],
};
const RECIPE = { method: 'ties', base: 'a', models: [{ model: 'b', weight: 0.5, density: [0.5, 1] }], seed: 1 };
const HISTORY = {
  format: 'locum-history-1',
  salt: 'AAAA',
  iterations: 1000,
  check: { nonce: 'AAAA', data: 'AAAA' },
  entries: [{ id: '1', nonce: 'AAAA', data: 'AAAA' }],
};
/** Of the first form, which is brought forward. */
const ENTRY = {
  id: '1',
  savedAt: '2024-03-01T10:00:00.000Z',
  title: 'Visit',
  dialogue: 'Doctor: Hello.',
  parts: [{ header: 'PLAN', text: 'Rest.' }],
  origin: { models: [{ role: 'base', id: 'demo-base' }], method: 'proxy', alpha: 1, seed: 0 },
  accepted: [],
  signature: null,
};
const RECORDING: Recording = {
  title: 'CPT',
  authorship: { models: { base: { id: 'demo-base' } }, method: 'base', seed: 0 },
  conversation: 'Doctor: Hello.',
  tokens: [token('The', 0.5, 0.6), token(' pain', null, 0.2)],
  ending: { reason: 'stop', cause: { kind: 'stop-token', id: 2, text: '</s>' } },
};
/** Two metadata entries and a tensor. */
function ggufFile(): Uint8Array {
  const bytes: number[] = [];
  const u32 = (value: number) => bytes.push(value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24);
  const u64 = (value: number) => [u32(value), u32(0)];
  const text = (value: string) => [u64(value.length), bytes.push(...encoder.encode(value))];
  u32(0x46554747);
  u32(3);
  u64(1);
  u64(2);
  text('general.architecture');
  u32(8);
  text('llama');
  text('list');
  u32(9);
  u32(4);
  u64(2);
  u32(1);
  u32(2);
  text('w');
  u32(2);
  u64(32);
  u64(2);
  u32(0);
  u64(0);
  return Uint8Array.from(bytes);
}

const EXPRESSIONS = [
  'a',
  '[a-z]',
  '[^b]',
  '\\p{L}',
  '.',
  '(',
  ')',
  '|',
  '*',
  '+',
  '?',
  '{2}',
  '{0,90}',
  '{3,}',
  '^',
  '$',
  '\\',
];
const TABLE = [
  'question,answer\n',
  'question\tanswer\n',
  'a',
  '"',
  '""',
  ',',
  ';',
  '\t',
  '\n',
  '\r\n',
  '\r',
  'sep=;\n',
  '\ufeff',
  '{"a":1}',
  '[',
  ']',
  '{',
  '=1',
  '\0',
];
const XML = [
  '<QAPair>',
  '<QAPair ',
  '<Question qid="1">',
  '</Question>',
  '<Answer>',
  '</Answer>',
  '</QAPair>',
  '<![CDATA[',
  ']]>',
  '&#99999999;',
  '&#x',
  '&amp;',
  'a',
  '\n',
  '<',
  '>',
];
const TEMPLATE = [
  '{{ messages[0].content }}',
  '{% for m in messages %}',
  '{% for i in range(99999) %}',
  '{% endfor %}',
  '{% if true %}',
  '{% endif %}',
  '{% set x = "aa" * 9 %}',
  '{{ x + x }}',
  '{{ ',
  ' }}',
  '{%',
  '|upper',
  '|trim',
  '{{ messages.__proto__ }}',
  '{{ raise_exception("no") }}',
  '{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}',
  '\n',
];
/** What small models answer to tasks. */
const SAID = [
  'Answer: ',
  'entailment',
  'not neutral, ',
  '(B)',
  'A. yes ',
  'sentence 2 ',
  '1. ',
  '- ',
  'I21.4, ',
  '```json',
  '```',
  '{"a":',
  '["',
  '"',
  '}',
  '\n',
  'PLAN\n',
  'Tobacco: ',
  ' ',
  'x',
];
const SPEECH = [
  'Doctor: ',
  'Patient: ',
  '[doctor]',
  'Dr. O’Brien ',
  'pain ',
  '12/03/2024 ',
  '555-0199 ',
  'a@b.c ',
  'MRN 123 ',
  ':',
  '.',
  '\n',
  '’',
  '\u202e',
  'Ünal ',
  '1',
  'a',
];

async function records(name: string, content: string) {
  const bytes = encoder.encode(content);
  const open = async function* () {
    for (let at = 0; at < bytes.length; at += 1 << 10) yield bytes.subarray(at, at + (1 << 10));
  };
  for await (const _ of readRecords({ name, open }, { columns: { input: 'question' } }));
}

/** As far as a machine goes along with some letters. */
function walk(machine: Automaton) {
  let state = machine.start;
  for (const byte of encoder.encode('{"a":[1]} aaab')) if (state >= 0) state = machine.next(state, byte);
}

async function tokenize(json: string, template: string) {
  const files = { 'tokenizer.json': JSON.parse(json), 'tokenizer_config.json': { chat_template: template } };
  const tokenizer = await loadTokenizer(memoryFiles(files));
  const content = `the pain ${'a'.repeat(300)} é 🩺 <|end|>`;
  tokenizer.decode(tokenizer.encodePrompt({ chat: [{ role: 'user', content }], plain: content }));
}

/** What is no JSON is refused before these readers. */
function whereJson(text: string, read: (value: unknown) => unknown): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return read(value);
}

export async function allReaders(): Promise<readonly Reader[]> {
  const tokenizer = JSON.parse(await byteLevelFiles().text('tokenizer.json'));
  const find = await loadIdentifierFinder();
  const damagedTokenizer = damagedJson(tokenizer).filter((text) => {
    try {
      return JSON.parse(text) !== undefined;
    } catch {
      return false;
    }
  });
  // One of each kind of answer.
  const tasks = [...new Map(LIBRARY_TASKS.map((task) => [task.answer.kind, task])).values()];
  return [
    reader('safetensors header', damagedJson(TENSORS), (text) => parseHeader(encoder.encode(text), 'f')),
    reader('safetensors prefix', fc.uint8Array({ maxLength: 9 }), (bytes) => headerLength(bytes, 'f')),
    reader('GGUF header', damagedBytes(ggufFile()), (bytes) => parseGguf(bytes, 'f', bytes.length)),
    reader('config.json', fc.oneof(damagedJson(CONFIG), damagedJson(GEMMA)), (text) =>
      decoderTensors(parseConfig(text).decoder),
    ),
    reader(
      'generation_config.json',
      damagedJson({ temperature: 1, top_k: 5, eos_token_id: [1] }),
      parseGenerationConfig,
    ),
    reader('adapter_config.json', damagedJson(ADAPTER), (text) => parseAdapterConfig(text).scaleOf('layers.0.q_proj')),
    reader('MLC index', damagedJson(INDEX), (text) => parseIndex(text, 'f')),
    reader('MLC chat config', damagedJson({ model_type: 'llama', quantization: 'q4f16_1' }), parseChatConfig),
    reader('tokenizer.json', damagedTokenizer, (json) => tokenize(json, '{{ messages[0].content }}')),
    reader('chat template', pieced(TEMPLATE), (template) => tokenize(JSON.stringify(tokenizer), template)),
    reader('regular expression', pieced(EXPRESSIONS), (source) => walk(new Automaton(regularExpression(source)))),
    reader('JSON schema', damagedJson(SCHEMA), (text) =>
      whereJson(text, (schema) => walk(new Automaton(jsonSchema(schema as JsonSchema)))),
    ),
    reader('CSV', pieced(TABLE), (text) => records('t.csv', text)),
    reader('TSV', pieced(TABLE), (text) => records('t.tsv', text)),
    reader('JSON lines', pieced(TABLE), (text) => records('t.jsonl', text)),
    reader('MedQuAD page', pieced(XML), (text) => records('0001.xml', text)),
    reader('answer of an endpoint', damagedJson(ANSWER), (text) =>
      whereJson(text, (body) => readTopTokens(body, { label: 'E', count: 20, least: 5, stopTexts: new Set(['</s>']) })),
    ),
    reader('chat of a client', damagedJson(CHAT), (text) => whereJson(text, parseChat)),
    reader('completion of a client', damagedJson(COMPLETION), (text) => whereJson(text, parseCompletion)),
    reader('record of a stored model', damagedJson(MANIFEST), parseManifest),
    reader('recipe of a merge', damagedJson(RECIPE), (text) => whereJson(text, parseRecipe)),
    reader('answers to the tasks', fc.oneof(pieced(SAID), damagedJson({ a: ['b', { c: 1 }] })), async (answer) => {
      const fields = { input: '1. Pain.\n2. Rest.', options: 'A. yes\nB. no', questions: '1. Why?\n2. Where?' };
      for (const task of tasks) await parseAnswer(task, fields, answer);
    }),
    reader('text file', fc.uint8Array({ maxLength: 200 }), (bytes) => decodeText(bytes, 'f')),
    reader('exported history', damagedJson(HISTORY), readExport),
    reader('history entry', damagedJson(ENTRY), readEntry),
    reader('recording', damagedJson(JSON.parse(recordingToJson(RECORDING))), (json) =>
      recordingFromJson(json, 'r.json'),
    ),
    reader('recording in short', damagedJson(JSON.parse(recordingToShortJson(RECORDING))), (json) =>
      recordingFromJson(json, 'r.json'),
    ),
    reader('conversation', pieced(SPEECH), dialogueTurns),
    reader('identifiers', pieced(SPEECH), find),
  ];
}
