/**
 * `npm run e2e:webllm [-- ensemble adapter]`: real web-llm with real model libraries in a real browser: its models in our ensemble, a pair
 * of ours in its engine; both, unless one is named. `LOCUM_WEBLLM_MODELS` names a folder with base/, expert/ and anti/ (the adapter needs base/
 * alone), each a folder in MLC's layout with its `model_lib.wasm`. `LOCUM_WEBLLM_VERSION=0.2.79` takes that release, for older
 * libraries; `LOCUM_WEBLLM_GPU=real` the machine's own graphics device instead of SwiftShader; `LOCUM_WEBLLM_TOKENS` how many
 * tokens each run writes (4). Prints one JSON object.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import sirv from 'sirv';
import { build, type Plugin } from 'vite';
import { findChromium } from '../scripts/chromium.ts';
import { namedParts } from '../scripts/named-parts.ts';
import { securityHeaders } from '../src/policy.ts';
import type { AdapterReport } from './adapter.ts';
import type { EnsembleReport } from './ensemble.ts';
import type { HarnessReports, Part } from './harness.ts';

const ROOT = join(import.meta.dirname, '..');
/** The models that each part needs. */
const PARTS: Readonly<Record<Part, readonly string[]>> = { ensemble: ['base', 'expert', 'anti'], adapter: ['base'] };
const NEWEST = '@mlc-ai/web-llm';
const {
  LOCUM_WEBLLM_MODELS: folder,
  LOCUM_WEBLLM_VERSION: version,
  LOCUM_WEBLLM_GPU: gpu = 'swiftshader',
} = process.env;
/** Ids that every tokenizer has. MLC's prefill takes many seconds a token on SwiftShader, so few have to do there. */
const prompt = [84, 104, 101, 32, 112, 97, 105, 110].slice(0, gpu === 'swiftshader' ? 2 : 8);
const parts = namedParts(PARTS);
const tokens = Number(process.env.LOCUM_WEBLLM_TOKENS ?? 4);

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

if (folder === undefined || folder === '') {
  console.log(
    'e2e:webllm skipped: LOCUM_WEBLLM_MODELS is not set. It names a folder with base/, expert/ and anti/, each with ' +
      'mlc-chat-config.json, tensor-cache.json (or ndarray-cache.json), params_shard_*.bin, tokenizer.json and model_lib.wasm.',
  );
  process.exit(0);
}
for (const role of new Set(parts.flatMap((part) => PARTS[part]))) {
  const has = (file: string) => existsSync(join(folder, role, file));
  const missing = ['mlc-chat-config.json', 'tokenizer.json', 'model_lib.wasm'].filter((file) => !has(file));
  if (!has('tensor-cache.json') && !has('ndarray-cache.json')) missing.push('tensor-cache.json');
  if (missing.length > 0) fail(`e2e:webllm: ${join(folder, role)} lacks ${missing.join(', ')}.`);
}
const webllm = version === undefined ? NEWEST : `web-llm-${version}`;
const packageFile = join(ROOT, 'node_modules', webllm, 'package.json');
if (!existsSync(packageFile)) fail(`e2e:webllm: ${webllm} is not installed; LOCUM_WEBLLM_VERSION can be 0.2.79.`);

/** Before web-llm, in the worker or the page where it runs: see `swiftshader-shim.ts`. */
const shim: Plugin = {
  name: 'locum:swiftshader-shim',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('/webllm.worker.ts') || id.endsWith('/e2e-webllm/adapter.ts')
      ? `import ${JSON.stringify(join(import.meta.dirname, 'swiftshader-shim.ts'))};\n${code}`
      : null,
};
/** SwiftShader's memory is the machine's, so logits of all positions are tried with libraries that take much for them, too. */
const LIMIT = 'MOST_VERIFY_BYTES = 256 << 20';
const unlimited: Plugin = {
  name: 'locum:unlimited-verify',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/webllm/private-parts.ts')) return null;
    if (!code.includes(LIMIT)) throw new Error(`private-parts.ts no longer says ${LIMIT}.`);
    return code.replace(LIMIT, 'MOST_VERIFY_BYTES = 2 ** 40');
  },
};
const plugins = gpu === 'swiftshader' ? [shim, unlimited] : [];

const outDir = mkdtempSync(join(tmpdir(), 'locum-webllm-'));
try {
  await build({
    root: ROOT,
    logLevel: 'error',
    plugins: gpu === 'swiftshader' ? [shim] : [],
    resolve: { alias: { [NEWEST]: webllm } },
    worker: { format: 'es', plugins: () => plugins },
    build: { outDir, emptyOutDir: true, rollupOptions: { input: join(import.meta.dirname, 'index.html') } },
  });
  const { ensemble, adapter } = await runInBrowser();
  const webLlmVersion: unknown = JSON.parse(readFileSync(packageFile, 'utf8')).version;
  const checks = [...(ensemble ? ensembleChecks(ensemble) : []), ...(adapter ? adapterChecks(adapter) : [])];
  const problems = checks.filter(([holds]) => !holds).map(([, problem]) => problem);
  const told = { ok: problems.length === 0, problems, webLlmVersion, gpu, prompt, ...ensemble };
  console.log(JSON.stringify({ ...told, ...(adapter && { adapter }) }));
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(outDir, { recursive: true, force: true });
}

type Check = readonly [holds: boolean, problem: string];

function ensembleChecks(report: EnsembleReport): readonly Check[] {
  const { base, proxy, alphaZero, expertIsAnti, truncated, allPositions, text } = report;
  return [
    [base.ids.length === tokens && proxy.ids.length === tokens, 'a run wrote too few tokens'],
    [alphaZero.equalsBase, 'with α = 0 the ensemble is not the base'],
    [expertIsAnti.equalsBase, 'with expert = anti-expert the ensemble is not the base'],
    // A prompt that is read anew may be summed in another order than one that was cut back.
    [truncated.largestDifference <= 1e-3, 'a context that was cut back gives other logits'],
    [allPositions.largestDifference <= 1e-3, 'logits of all positions differ from those of each'],
    [text.tokens > 0, 'the trio wrote no text'],
  ];
}

function adapterChecks({ taken, expected, base, largestDifference }: AdapterReport): readonly Check[] {
  const said = (requests: readonly (readonly number[])[]) => JSON.stringify(requests);
  return [
    [taken.every((ids) => ids.length > 0), 'web-llm wrote nothing'],
    [said(taken) === said(expected), 'web-llm with a pair of ours takes other tokens than the formula'],
    [said(taken) !== said(base), 'the pair changes no token'],
    // The pair keeps keys and values as half floats; as floats it differs by less than a millionth.
    [largestDifference <= 1e-3, 'the scores in web-llm differ from the formula’s'],
  ];
}

async function runInBrowser(): Promise<Partial<HarnessReports>> {
  const setHeaders = (response: { setHeader(name: string, value: string): void }) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  };
  const app = sirv(outDir, { setHeaders });
  const models = sirv(resolve(folder ?? ''), { setHeaders });
  const server = createServer((request, response) => {
    const isModel = request.url?.startsWith('/webllm-models/') === true;
    // web-llm asks for a model's files where the hub has them.
    if (isModel) request.url = request.url?.slice('/webllm-models'.length).replace('/resolve/main/', '/');
    (isModel ? models : app)(request, response, () => {
      response.writeHead(404).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const executablePath = findChromium();
  const software = gpu === 'swiftshader' ? ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'] : [];
  const browser = await chromium.launch({
    args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', ...software],
    ...(executablePath === null ? {} : { executablePath }),
  });
  try {
    const page = await browser.newPage();
    page.on('console', (message) => console.error(`[${message.type()}] ${message.text()}`));
    page.on('pageerror', (error) => console.error(`[page error] ${error.message}`));
    await page.goto(`${origin}/e2e-webllm/`);
    await page.waitForFunction(() => window.locumWebLlm !== undefined);
    const options = { models: `${origin}/webllm-models/`, tokens, prompt };
    const reports: Partial<HarnessReports> = {};
    for (const part of parts) {
      const outcome = await page.evaluate(([name, asked]) => window.locumWebLlm(name, asked), [part, options] as const);
      if ('error' in outcome) fail(JSON.stringify({ ok: false, part, error: outcome.error }));
      Object.assign(reports, { [part]: outcome.report });
    }
    return reports;
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}
