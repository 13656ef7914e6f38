import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sirv from 'sirv';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from './arguments/values.ts';
import { parseCommand } from './arguments.ts';
import { locumHere, root, locum as runLocum } from './testing/locum.ts';

const folder = mkdtempSync(join(tmpdir(), 'locum-convert-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** Runs the command with `--json`, in a process of its own where it is to see another environment, and reads what it prints. */
async function locum(args: readonly string[], env?: Readonly<Record<string, string>>) {
  const { status, stdout } = await (env === undefined
    ? locumHere(...args, '--json')
    : runLocum([...args, '--json'], { env }));
  const answer: Record<string, unknown> & { error?: { code: string } } = JSON.parse(stdout);
  return { status, answer };
}

describe('convert', () => {
  it('writes a model for web-llm, which Locum’s own runtime reads as the checkpoint at 4 bits', async () => {
    const out = join(folder, 'anti');
    const { status, answer } = await locum(['convert', 'demo-anti', '--to', 'mlc', '--quant', 'q4f32_1', '--out', out]);
    expect(status).toBe(0);
    expect(answer).toMatchObject({ model: 'demo-anti', out, quantization: 'q4f32_1', contextLength: 2048 });
    for (const file of ['mlc-chat-config.json', 'tokenizer.json', 'tensor-cache.json', 'ndarray-cache.json']) {
      expect(existsSync(join(out, file))).toBe(true);
    }
    const text = join(folder, 'text.jsonl');
    writeFileSync(text, `${JSON.stringify({ text: 'The patient has had a cough for three days and no fever.' })}\n`);
    const score = async (...model: string[]) =>
      (await locum(['score', text, '--method', 'base', '--backend', 'cpu', '--base', ...model])).answer.perplexity;
    const [converted, direct] = [await score(out), await score('demo-anti', '--precision', 'q4')];
    expect(converted).toBeGreaterThan(1);
    expect(converted).toBe(direct);
  });

  it('reads from a hub, and says when the hub is not there or has no such model', async () => {
    const models = sirv(join(root, 'public', 'models'));
    const server = createServer((request, response) => {
      // As a hub answers: /owner/name/resolve/main/file.
      request.url = request.url?.replace('/owner/', '/').replace('/resolve/main', '');
      models(request, response, () => {
        response.writeHead(404).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const HF_ENDPOINT = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const out = join(folder, 'hub');
    const { answer } = await locum(['convert', 'owner/demo-anti', '--out', out, '--context', '512'], { HF_ENDPOINT });
    expect(answer).toMatchObject({ model: 'owner/demo-anti', quantization: 'q4f16_1', contextLength: 512 });
    const config: unknown = JSON.parse(readFileSync(join(out, 'mlc-chat-config.json'), 'utf8'));
    expect(config).toMatchObject({ model_type: 'llama', context_window_size: 512 });

    const unknown = await locum(['convert', 'owner/nothing', '--out', out], { HF_ENDPOINT });
    expect(unknown).toMatchObject({ status: 1, answer: { error: { code: 'checkpoint-missing-file' } } });
    await new Promise((resolve) => server.close(resolve));
    const gone = await locum(['convert', 'owner/demo-anti', '--out', out], { HF_ENDPOINT });
    expect(gone).toMatchObject({ status: 1, answer: { error: { code: 'network' } } });
  });

  it('refuses a folder that cannot be written, and a model that it cannot read', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const blocked = await locum(['convert', 'demo-anti', '--out', join(file, 'below')]);
    expect(blocked).toMatchObject({ status: 1, answer: { error: { code: 'file-not-found' } } });
    const strange = join(folder, 'strange');
    rmSync(strange, { recursive: true, force: true });
    const { answer } = await locum(['convert', folder, '--out', strange]);
    expect(answer.error?.code).toBe('checkpoint-missing-file');
  });
});

describe('the command line of convert', () => {
  it('knows its options', () => {
    expect(
      parseCommand(['convert', 'm', '--to', 'mlc', '--out', 'o', '--quant', 'q4f32_1', '--context', '1024']),
    ).toEqual({
      command: 'convert',
      input: 'm',
      out: 'o',
      target: { to: 'mlc', quantization: 'q4f32_1', contextLength: 1024 },
      json: false,
    });
    expect(parseCommand(['convert', 'm', '--out', 'o'])).toMatchObject({
      target: { to: 'mlc', quantization: 'q4f16_1', contextLength: null },
    });
    expect(parseCommand(['convert', 'm', '--to', 'gguf', '--out', 'o.gguf', '--quant', 'q8_0'])).toMatchObject({
      out: 'o.gguf',
      target: { to: 'gguf', type: 'q8_0' },
    });
  });

  it.each([
    [['convert', 'm']],
    [['convert', '--out', 'o']],
    [['convert', 'm', '--out', 'o', '--quant', 'q8']],
    [['convert', 'm', '--out', 'o', '--to', 'gguf']],
  ])('refuses %j', (args) => {
    expect(() => parseCommand(args)).toThrow(UsageError);
  });
});
