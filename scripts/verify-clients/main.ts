/**
 * `npm run verify:clients`: other people's clients against `locum serve`. The `openai` packages of Node and Python have to get the same,
 * to the last digit of a log-probability, Vercel's AI SDK the same texts; a client that is killed in the middle of an answer gives
 * up its turn within a second. PYTHON names a Python with `openai`; what is not there is skipped aloud. Exit status 1 if anything is amiss.
 */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { startLocumServe } from '../locum-serve.ts';
import { project } from '../package/pack.ts';

const HERE = import.meta.dirname;
const KEY = 'of this check';
const MOST_TURN_MS = 1000;
const PYTHON = process.env.PYTHON ?? 'python3';

interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

/** What `openai-node.ts` prints; `openai-python.py` prints the same. */
interface Answers {
  readonly models: readonly string[];
  readonly whole: {
    readonly text: string;
    readonly usage: { readonly completion_tokens: number };
    readonly logprobs: readonly { readonly top_logprobs: readonly unknown[] }[];
  };
  readonly streamed: { readonly text: string; readonly tokens: number; readonly usage: unknown };
  readonly json: string;
  readonly likelihood: { readonly token_logprobs: readonly number[] };
  readonly unknown: object;
  readonly stranger: object;
  readonly left: boolean;
}

const node = { command: process.execPath, args: ['--import', 'tsx', join(HERE, 'openai-node.ts')] };
const python = { command: PYTHON, args: [join(HERE, 'openai-python.py')] };
const questions = JSON.parse(readFileSync(join(HERE, 'questions.json'), 'utf8'));
const server = await startLocumServe(KEY);
const env = { ...process.env, LOCUM_URL: server.url, LOCUM_KEY: KEY };
const faults: string[] = [];
const expect = (holds: boolean, fault: string) => void (holds || faults.push(fault));

/** Not waited for synchronously: the server is this process's child. */
async function printed({ command, args }: Program, cwd?: string) {
  const { stdout } = await promisify(execFile)(command, [...args], { env, cwd });
  return JSON.parse(stdout);
}

function checkAnswers(name: string, answers: Answers): void {
  const { models, whole, streamed, json, likelihood, unknown, stranger, left } = answers;
  const { max_tokens: tokens, top_logprobs: top } = questions.chat;
  const knee = JSON.parse(json);
  expect(models.includes('locum/proxy'), `${name}: no model locum/proxy.`);
  expect(whole.text !== '' && whole.usage.completion_tokens === tokens, `${name}: not ${tokens} tokens.`);
  expect(
    whole.logprobs.every((token) => token.top_logprobs.length === top),
    `${name}: not ${top} alternatives.`,
  );
  const told = { text: streamed.text, tokens: streamed.tokens, usage: streamed.usage };
  const same = isDeepStrictEqual(told, { text: whole.text, tokens: whole.logprobs.length, usage: whole.usage });
  expect(same, `${name}: streamed, it is another answer.`);
  const keeps = ['left', 'right'].includes(knee.side) && Number.isInteger(knee.pain) && Object.keys(knee).length === 2;
  expect(keeps, `${name}: ${json} is not of the schema.`);
  expect(likelihood.token_logprobs.length > 1, `${name}: no likelihoods.`);
  const refused = (name: string, status: number, code: string) => ({ name, status, code });
  expect(
    isDeepStrictEqual(unknown, refused('NotFoundError', 404, 'model_not_found')),
    `${name}: an unknown model is answered otherwise.`,
  );
  expect(
    isDeepStrictEqual(stranger, refused('AuthenticationError', 401, 'invalid_api_key')),
    `${name}: a wrong key is answered otherwise.`,
  );
  expect(left, `${name}: it could not leave an answer.`);
}

/** @returns milliseconds from the kill to the end of its turn */
async function killed({ command, args }: Program): Promise<number> {
  const child = spawn(command, [...args, 'hang'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  // And read on: a client whose output is closed ends by itself at its next word.
  await once(child.stdout, 'data');
  child.stdout.resume();
  const health = new URL('/health', server.url);
  const isBusy = async () => (await (await fetch(health)).json()).busy;
  expect(await isBusy(), 'A client that streams has no turn.');
  const started = performance.now();
  child.kill('SIGKILL');
  while (await isBusy());
  return performance.now() - started;
}

async function checkKilled(name: string, program: Program): Promise<void> {
  const milliseconds = await killed(program);
  console.log(`${name}: killed in the middle of an answer, its turn was over after ${milliseconds.toFixed(0)} ms.`);
  expect(milliseconds <= MOST_TURN_MS, `${name}: that is more than ${MOST_TURN_MS} ms.`);
}

async function inPython(expected: Answers): Promise<void> {
  const version = spawnSync(PYTHON, ['-c', 'import openai; print(openai.__version__)'], { encoding: 'utf8' });
  if (version.status !== 0) return void console.log(`${PYTHON} has no openai (pip install openai): skipped.`);
  const name = `openai ${version.stdout.trim()} for Python`;
  const answers: Answers = await printed(python);
  checkAnswers(name, answers);
  for (const [what, answer] of Object.entries(expected)) {
    expect(
      isDeepStrictEqual(answers[what as keyof Answers], answer),
      `${name}: another answer of “${what}” than in Node.`,
    );
  }
  console.log(`${name}: ${Object.keys(answers).length} answers, held against those in Node.`);
  await checkKilled(name, python);
}

async function inAiSdk({ whole, json }: Answers): Promise<void> {
  const folder = project(mkdtempSync(join(tmpdir(), 'locum-ai-sdk-')), {});
  for (const file of ['ai-sdk.mjs', 'questions.json']) cpSync(join(HERE, file), join(folder, file));
  const args = ['install', '--no-audit', '--no-fund', 'ai', '@ai-sdk/openai-compatible'];
  if (spawnSync('npm', args, { cwd: folder }).status !== 0)
    return void console.log('The AI SDK cannot be installed here: skipped.');
  const { version } = JSON.parse(readFileSync(join(folder, 'node_modules', 'ai', 'package.json'), 'utf8'));
  const answers = await printed({ command: process.execPath, args: ['ai-sdk.mjs'] }, folder);
  const expected = { text: whole.text, streamed: whole.text, object: JSON.parse(json), unknown: 404 };
  expect(
    isDeepStrictEqual(answers, expected),
    `ai ${version}: ${JSON.stringify(answers)}, not ${JSON.stringify(expected)}.`,
  );
  console.log(
    `ai ${version} by @ai-sdk/openai-compatible: text, stream, object and refusal, held against those in Node.`,
  );
  rmSync(folder, { recursive: true, force: true });
}

try {
  const { version } = JSON.parse(readFileSync(join(HERE, '../../node_modules/openai/package.json'), 'utf8'));
  const name = `openai ${version} for Node`;
  const answers: Answers = await printed(node);
  checkAnswers(name, answers);
  console.log(`${name}: ${Object.keys(answers).length} answers; “${answers.whole.text}”; ${answers.json}.`);
  await checkKilled(name, node);
  await inPython(answers);
  await inAiSdk(answers);
} finally {
  server.stop();
}
for (const fault of faults) console.log(fault);
process.exit(faults.length > 0 ? 1 : 0);
