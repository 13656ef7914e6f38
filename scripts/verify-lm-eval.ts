/**
 * `npm run verify:lm-eval [-- --items 6]`: EleutherAI's lm-eval against `locum serve`, on the shortest items of data sets of
 * `../shared/data/eval`, compared item by item with `locum eval`: likelihoods of documents, choices among labels, generated texts.
 * Needs Python with `lm-eval[api]` and `transformers` (PYTHON names it); without it nothing is compared, which is said.
 */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { modelSource } from '../node/model-folder.ts';
import { PUBLIC } from '../node/shipped.ts';
import type { Item } from '../src/engine/evaluation/item.ts';
import type { Outcome } from '../src/engine/evaluation/outcome.ts';
import { type EvaluationTaskId, evaluationTask, itemPrompt } from '../src/engine/evaluation/task.ts';
import { PRESETS } from '../src/engine/presets.ts';
import { openModel } from '../src/engine/runtime.ts';
import type { Tokenizer } from '../src/engine/tokenizer/tokenizer.ts';
import { locumArgs, startLocumServe, TINY } from './locum-serve.ts';
import { shortestItems } from './shortest-items.ts';

const { values } = parseArgs({ options: { items: { type: 'string', default: '6' } } });
const LIMIT = Number(values.items);
const CONTEXT = 2047;
const ROOT = join(import.meta.dirname, '..');
const DATA = join(ROOT, '..', 'shared', 'data', 'eval');
const PYTHON = process.env.PYTHON ?? 'python3';
const { base: BASE, expert: EXPERT } = PRESETS['CPT+IT'].models;
/** Log-likelihoods are of float32 logits, summed in float64 on one side and added up from JSON on the other. */
const CLOSE = 1e-6;

interface Compared {
  readonly task: EvaluationTaskId;
  readonly file: string;
  readonly kind: 'loglikelihood_rolling' | 'multiple_choice' | 'generate_until';
  /**
   * Prompts in a chat format are compared under one model: lm-eval sends all models the same tokens, where `locum eval` asks each in
   * its own format (the demonstration anti-expert has none).
   */
  readonly method: string;
}

const TASKS: readonly Compared[] = [
  { task: 'perplexity', file: 'lm_medical.jsonl', kind: 'loglikelihood_rolling', method: 'proxy@0.5' },
  { task: 'yes-no', file: 'pubmedqa.jsonl', kind: 'multiple_choice', method: 'expert' },
  { task: 'question-summary', file: 'meqsum.jsonl', kind: 'generate_until', method: 'expert' },
];

/** A line of lm-eval's samples. */
interface Sample {
  readonly doc: { readonly id: string };
  readonly filtered_resps: readonly unknown[];
  /** 1 where the likeliest choice is the right one. */
  readonly acc?: number;
}

function skip(why: string): never {
  console.log(`Skipped, nothing was compared: ${why}`);
  process.exit(0);
}

if (!existsSync(DATA)) skip(`${DATA} is not there.`);
if (spawnSync(PYTHON, ['-c', 'import lm_eval, transformers, tenacity, aiohttp']).status !== 0) {
  skip(`${PYTHON} has no lm-eval: pip install "lm-eval[api]" transformers, and PYTHON for where.`);
}

const folder = mkdtempSync(join(tmpdir(), 'locum-lm-eval-'));
const { tokenizer, generation } = await openModel(modelSource(EXPERT));
const items = new Map<EvaluationTaskId, readonly Item[]>();
for (const { task, file, kind } of TASKS) items.set(task, await write(task, file, kind));
const server = await startLocumServe(null, TINY);
const methods = [...new Set(TASKS.map(({ method }) => method))];
// Both at once: most of it is Python and Node starting.
const [, outcomes] = await Promise.all([
  Promise.all(methods.map((method) => lmEval(server.url, method))),
  Promise.all(TASKS.map(locumEval)),
]).finally(server.stop);
let wrong = 0;
for (const [at, { task, kind, method }] of TASKS.entries()) {
  const own = outcomes[at] ?? new Map();
  const theirs = samples(task);
  const asked = items.get(task) ?? [];
  const differing = asked.filter((item) => !agrees(kind, item, own.get(item.id), theirs.get(item.id)));
  wrong += differing.length + Number(theirs.size === 0);
  for (const { id } of differing) {
    const answers = [own.get(id)?.answer, theirs.get(id)?.filtered_resps];
    console.log(`  ${task} ${id}: ${JSON.stringify(answers)}`);
  }
  console.log(
    `${task} (${kind}, ${method}): ${theirs.size} items, ${differing.length} differ. ${figures(kind, asked, own, theirs)}.`,
  );
}
rmSync(folder, { recursive: true, force: true });
process.exit(wrong > 0 ? 1 : 0);

/** The shortest items, as lm-eval reads them, with the very tokens of Locum's prompt. @throws when one does not fit whole */
async function write(task: EvaluationTaskId, file: string, kind: Compared['kind']): Promise<readonly Item[]> {
  const { maxTokens } = evaluationTask(task);
  const chosen = await shortestItems(join(DATA, file), task, LIMIT);
  const promptOf = (item: Item) =>
    kind === 'loglikelihood_rolling'
      ? item.input
      : rendered(tokenizer, tokenizer.encodePrompt(itemPrompt(task, item)(item.input)));
  const longest = Math.max(...chosen.map((item) => tokenizer.encode(promptOf(item)).length));
  if (longest + maxTokens >= CONTEXT) throw new Error(`${file}: ${longest} tokens do not fit.`);
  const lines = chosen.map((item) => JSON.stringify(docOf(item, promptOf(item))));
  writeFileSync(join(folder, `${task}.jsonl`), `${lines.join('\n')}\n`);
  writeFileSync(
    join(folder, file),
    `${readFileSync(join(DATA, file), 'utf8')
      .split('\n')
      .filter((line) => chosen.some(({ id }) => line !== '' && JSON.parse(line).id === id))
      .join('\n')}\n`,
  );
  const asked = {
    loglikelihood_rolling: { doc_to_text: '', doc_to_target: '{{prompt}}' },
    multiple_choice: { doc_to_text: '{{prompt}}', doc_to_choice: 'choices', doc_to_target: 'target' },
    generate_until: { doc_to_text: '{{prompt}}', doc_to_target: '{{reference}}' },
  }[kind];
  // `locum eval` goes by what the model's authors recommend; lm-eval has to be told.
  const penalty = { repetition_penalty: generation.repetitionPenalty ?? 1 };
  const greedy = { until: ['<|endoftext|>'], do_sample: false, temperature: 0, max_gen_toks: maxTokens, ...penalty };
  const metric = { loglikelihood_rolling: 'bits_per_byte', multiple_choice: 'acc', generate_until: 'exact_match' }[
    kind
  ];
  const config = {
    task: `locum_${task.replaceAll('-', '_')}`,
    dataset_path: 'json',
    dataset_kwargs: { data_files: { test: join(folder, `${task}.jsonl`) } },
    test_split: 'test',
    output_type: kind,
    target_delimiter: '',
    ...asked,
    ...(kind === 'generate_until' && { generation_kwargs: greedy }),
    metric_list: [{ metric }],
  };
  // JSON is YAML.
  writeFileSync(join(folder, `${task}.yaml`), JSON.stringify(config));
  return chosen;
}

function docOf({ id, labels, reference }: Item, prompt: string): object {
  const target = Math.max(
    0,
    labels.findIndex(({ code }) => code === reference),
  );
  return { id, prompt, choices: labels.map(({ text }) => text), target, reference };
}

/** Tokens as the text that other tokenizers read them from: control tokens by name. */
function rendered(own: Tokenizer, ids: readonly number[]): string {
  const bytes = ids.map((id) => (own.kind(id) === 'special' ? Buffer.from(own.spelling(id) ?? '') : own.bytes(id)));
  return Buffer.concat(bytes).toString();
}

function lmEval(url: string, method: string): Promise<void> {
  const model = [
    `model=locum/${method}`,
    `base_url=${url}/completions`,
    `tokenizer=${join(PUBLIC, 'models', BASE)}`,
    'tokenizer_backend=huggingface',
    'tokenized_requests=True',
    `max_length=${CONTEXT}`,
    'num_concurrent=2',
    'max_retries=1',
  ];
  const tasks = TASKS.filter((each) => each.method === method).map(({ task }) => `locum_${task.replaceAll('-', '_')}`);
  const args = ['--model', 'local-completions', '--model_args', model.join(','), '--tasks', tasks.join(',')];
  const output = ['--include_path', folder, '--log_samples', '--output_path', join(folder, 'out')];
  const env = { ...process.env, HF_HUB_OFFLINE: '1', HF_HOME: join(folder, 'hf'), OPENAI_API_KEY: 'none' };
  mkdirSync(join(folder, 'out'), { recursive: true });
  // Not waited for synchronously: the server is this process's child, and its output must be read.
  const child = spawn(PYTHON, ['-m', 'lm_eval', ...args, ...output], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`lm-eval ended with ${code}.`))));
  });
}

function samples(task: EvaluationTaskId): ReadonlyMap<string, Sample> {
  const name = `samples_locum_${task.replaceAll('-', '_')}_`;
  const found = readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' }).find((path) =>
    path.includes(name),
  );
  if (found === undefined) return new Map();
  const lines = readFileSync(join(folder, 'out', found), 'utf8')
    .split('\n')
    .filter(Boolean);
  return new Map(lines.map((line) => JSON.parse(line) as Sample).map((sample) => [sample.doc.id, sample]));
}

async function locumEval({ task, file, method }: Compared): Promise<ReadonlyMap<string, Outcome>> {
  const run = join(folder, `${task}.run.jsonl`);
  const args = locumArgs('eval', join(folder, file), '--task', task, '--methods', method, '--run', run, ...TINY);
  await promisify(execFile)(process.execPath, [...args], { cwd: ROOT });
  const lines = readFileSync(run, 'utf8').split('\n').filter(Boolean);
  return new Map(lines.map((line) => JSON.parse(line) as Outcome).map((outcome) => [outcome.id, outcome]));
}

function agrees(kind: Compared['kind'], item: Item, own: Outcome | undefined, theirs: Sample | undefined): boolean {
  if (own?.answer === undefined || theirs === undefined) return false;
  const { nll = Number.NaN, prediction } = own.answer;
  switch (kind) {
    case 'loglikelihood_rolling':
      return Math.abs(nll + likelihood(theirs)) <= CLOSE * nll;
    case 'multiple_choice':
      return item.labels[chosenBy(theirs)]?.code === prediction;
    case 'generate_until':
      return String(theirs.filtered_resps[0]).trim() === prediction;
    default:
      return kind satisfies never;
  }
}

function likelihood({ filtered_resps: [response] }: Sample): number {
  return Number(Array.isArray(response) ? response[0] : response);
}

/** The choice with the highest log-likelihood. */
function chosenBy({ filtered_resps: responses }: Sample): number {
  const scores = responses.map((response) => Number((response as readonly unknown[])[0]));
  return scores.indexOf(Math.max(...scores));
}

/** What both make of all items: perplexity, accuracy, or how many tokens were written. */
function figures(
  kind: Compared['kind'],
  asked: readonly Item[],
  own: ReadonlyMap<string, Outcome>,
  theirs: ReadonlyMap<string, Sample>,
): string {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  const outcomes = [...own.values()];
  const samples = [...theirs.values()];
  const tokens = sum(outcomes.map(({ answer }) => answer?.tokens ?? 0));
  const both = (name: string, mine: number, other: number) =>
    `${name} ${mine.toFixed(6)} by locum eval, ${other.toFixed(6)} by lm-eval`;
  switch (kind) {
    case 'loglikelihood_rolling': {
      const perplexity = (nll: number) => Math.exp(nll / tokens);
      const mine = perplexity(sum(outcomes.map(({ answer }) => answer?.nll ?? 0)));
      return both('Perplexity', mine, perplexity(-sum(samples.map(likelihood))));
    }
    case 'multiple_choice': {
      const right = asked.filter(({ id, reference }) => own.get(id)?.answer?.prediction === reference);
      const acc = sum(samples.map((sample) => sample.acc ?? Number.NaN));
      return both('Accuracy', right.length / asked.length, acc / samples.length);
    }
    case 'generate_until':
      return `${tokens} tokens`;
    default:
      return kind satisfies never;
  }
}
