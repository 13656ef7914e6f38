/**
 * `npm run verify:helm [-- --items 6 --keep FOLDER]`: Stanford's HELM against `locum serve`, on the shortest questions of a data set of
 * `../shared/data/eval` in its scenario for multiple choice of one's own (`custom_mcqa`); every completion is compared with what the engine
 * itself writes. Needs Python with `crfm-helm[openai]` (PYTHON names it); without it nothing is compared, which is said. `--keep` leaves
 * the files that tell HELM of a method: the three of `prod_env/` are all that it needs for any of its runs.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { modelSource } from '../node/model-folder.ts';
import { PUBLIC } from '../node/shipped.ts';
import type { FileSource } from '../src/engine/lm/checkpoint/source.ts';
import { GREEDY } from '../src/engine/lm/ensemble.ts';
import { PRESETS } from '../src/engine/presets.ts';
import { openTrio, type Trio } from '../src/engine/trio.ts';
import { startLocumServe, TINY } from './locum-serve.ts';
import { shortestItems } from './shortest-items.ts';

const { values } = parseArgs({ options: { items: { type: 'string', default: '6' }, keep: { type: 'string' } } });
const LIMIT = Number(values.items);
const DATA = join(import.meta.dirname, '..', '..', 'shared', 'data', 'eval', 'pubmedqa.jsonl');
const PYTHON = process.env.PYTHON ?? 'python3';
const { models: MODELS } = PRESETS['CPT+IT'];
const ALPHA = 0.75;
/** As HELM knows it. */
const MODEL = 'locum/proxy';
const CONTEXT = 2048;
/** Where `locum serve` answers unless it is told otherwise. */
const USUAL_URL = 'http://127.0.0.1:8077/v1';

function skip(why: string): never {
  console.log(`Skipped, nothing was compared: ${why}`);
  process.exit(0);
}

if (!existsSync(DATA)) skip(`${DATA} is not there.`);
if (spawnSync(PYTHON, ['-c', 'import helm.benchmark.run, openai']).status !== 0) {
  skip(`${PYTHON} has no HELM: pip install "crfm-helm[openai]", and PYTHON for where.`);
}

/** What of a run's `scenario_state.json` is read. */
interface State {
  readonly request_states: readonly {
    readonly request: {
      readonly prompt: string;
      readonly max_tokens: number;
      readonly stop_sequences: readonly string[];
    };
    readonly result: { readonly success: boolean; readonly completions: readonly { readonly text: string }[] };
  }[];
}

const known = new Map<string, FileSource>();
const sources = Object.fromEntries(Object.entries(MODELS).map(([role, id]) => [role, modelSource(id, known)]));
const trio = await openTrio({ sources, backend: 'cpu' });
const folder = values.keep === undefined ? mkdtempSync(join(tmpdir(), 'locum-helm-')) : resolve(values.keep);
const server = await startLocumServe(null, TINY);
let wrong = 0;
try {
  tellHelm(server.url);
  await writeQuestions();
  await helmRun();
  const { request_states: states } = readState();
  for (const { request, result } of states) {
    const own = await written(trio, request.prompt, request.max_tokens, request.stop_sequences);
    const theirs = result.completions[0]?.text;
    if (result.success && theirs === own) continue;
    wrong++;
    console.log(`  ${JSON.stringify(own)}, ${JSON.stringify(theirs)}`);
  }
  const letters = states.filter(({ result }) => /^\s*[A-C]/.test(result.completions[0]?.text ?? '')).length;
  console.log(
    `HELM, custom_mcqa on pubmedqa, ${MODEL}@${ALPHA}: ${states.length} completions, ${wrong} differ; ${letters} name a choice.`,
  );
  if (states.length === 0) wrong++;
} finally {
  server.stop();
  await trio.dispose();
  if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
  else tellHelm(USUAL_URL);
}
process.exit(wrong > 0 ? 1 : 0);

/** The files by which HELM knows a model, its tokenizer, and where it answers. */
function tellHelm(url: string): void {
  const environment = join(folder, 'prod_env');
  mkdirSync(environment, { recursive: true });
  // JSON is YAML.
  const write = (name: string, content: object) =>
    writeFileSync(join(environment, `${name}.yaml`), JSON.stringify(content, null, 2));
  const tokenizer = 'locum/tokenizer';
  write('tokenizer_configs', {
    tokenizer_configs: [
      {
        name: tokenizer,
        tokenizer_spec: {
          class_name: 'helm.tokenizers.huggingface_tokenizer.HuggingFaceTokenizer',
          args: { pretrained_model_name_or_path: join(PUBLIC, 'models', MODELS.base) },
        },
        end_of_text_token: '<|endoftext|>',
        prefix_token: '<|endoftext|>',
      },
    ],
  });
  write('model_deployments', {
    model_deployments: [
      {
        name: MODEL,
        model_name: MODEL,
        tokenizer_name: tokenizer,
        max_sequence_length: CONTEXT,
        client_spec: {
          // Not its VLLMClient, which hands its tokenizer to OpenAI's client and so cannot start (0.5.16).
          class_name: 'helm.clients.openai_client.OpenAILegacyCompletionsClient',
          args: { base_url: url, api_key: 'none', openai_model_name: `${MODEL}@${ALPHA}` },
        },
      },
    ],
  });
  write('model_metadata', {
    models: [
      {
        name: MODEL,
        display_name: 'Locum, proxy tuning',
        description: 'A base, an expert and an anti-expert behind `locum serve`.',
        creator_organization_name: 'Locum',
        access: 'open',
        release_date: null,
        tags: ['TEXT_MODEL_TAG', 'FULL_FUNCTIONALITY_TEXT_MODEL_TAG'],
      },
    ],
  });
}

/** The shortest questions, in HELM's form of an instance. */
async function writeQuestions(): Promise<void> {
  const lines = (await shortestItems(DATA, 'yes-no', LIMIT)).map(({ id, input, labels, reference }) => {
    const references = labels.map(({ text, code }) => ({
      output: { text },
      tags: code === reference ? ['correct'] : [],
    }));
    return JSON.stringify({ input: { text: input }, references, split: 'test', id });
  });
  writeFileSync(join(folder, 'questions.jsonl'), `${lines.join('\n')}\n`);
}

function helmRun(): Promise<void> {
  const run = `custom_mcqa:path=${join(folder, 'questions.jsonl')},model=${MODEL}`;
  const args = ['--run-entries', run, '--suite', 'locum', '--max-eval-instances', String(LIMIT), '--disable-cache'];
  const places = ['--local-path', 'prod_env', '--output-path', 'out'];
  const env = { ...process.env, HF_HUB_OFFLINE: '1', HF_HOME: join(folder, 'hf') };
  // Not waited for synchronously: the server is this process's child, and its output must be read.
  const child = spawn(PYTHON, ['-m', 'helm.benchmark.run', ...args, ...places], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`HELM ended with ${code}.\n${said}`))));
  });
}

function readState(): State {
  const out = join(folder, 'out');
  const found = readdirSync(out, { recursive: true, encoding: 'utf8' }).find((path) =>
    path.endsWith('scenario_state.json'),
  );
  if (found === undefined) throw new Error('HELM left no completions.');
  return JSON.parse(readFileSync(join(out, found), 'utf8'));
}

/** What the engine writes behind a text. */
async function written(
  { generate }: Trio,
  text: string,
  maxTokens: number,
  stopStrings: readonly string[],
): Promise<string> {
  const request = { prompt: { text }, method: 'proxy', alpha: ALPHA, sampling: GREEDY } as const;
  for await (const event of generate({ ...request, maxTokens, stopStrings })) {
    if (event.type === 'finish') return event.text;
  }
  return '';
}
