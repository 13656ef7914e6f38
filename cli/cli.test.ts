import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findSwiftShader } from '../node/software-vulkan.ts';
import { locum, locumHere, type RunOptions, root, run } from './testing/locum.ts';

const models = join(root, 'public', 'models');
const folder = mkdtempSync(join(tmpdir(), 'locum-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DIALOGUE = 'Doctor: What brings you in today?\nPatient: My knee has hurt since I fell on Sunday.\n';

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A copy of the small demo model, to be damaged. */
function copyOfModel(name: string): string {
  const copy = join(folder, name);
  mkdirSync(copy);
  for (const part of [
    'config.json',
    'generation_config.json',
    'model.safetensors',
    'tokenizer.json',
    'tokenizer_config.json',
  ]) {
    copyFileSync(join(models, 'demo-it', part), join(copy, part));
  }
  return copy;
}

const dialogueFile = file('dialogue.txt', DIALOGUE);

async function note(...args: string[]) {
  const { status, stdout, stderr } = await locumHere('note', dialogueFile, '--json', ...args);
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout);
}

describe('locum note', () => {
  it('prints one JSON object and nothing else when run through npm', async () => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const args = [
      'run',
      'locum',
      '--',
      'note',
      '-',
      '--json',
      '--max-tokens',
      '4',
      '--backend',
      'cpu',
      '--preset',
      'CPT+IT',
    ];
    const { status, stdout } = await run(npm, args, { stdin: DIALOGUE });
    expect(status).toBe(0);
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({ method: 'proxy', alpha: 1, backend: 'cpu', finishReason: expect.any(String) });
    expect(Object.keys(answer.models)).toEqual(['base', 'expert', 'anti']);
    for (const model of Object.values(answer.models)) {
      const figure = expect.any(Number);
      expect(model).toEqual({ id: expect.any(String), parameters: figure, bytes: figure, quantisation: 'q8' });
    }
    expect(answer.tokens.map(({ text }: { text: string }) => text).join('')).toBe(answer.text);
    for (const token of answer.tokens) {
      expect(Object.keys(token)).toEqual(['id', 'text', 'pBase', 'pExpert', 'pAnti', 'pCombined', 'argmaxChanged']);
    }
    expect(answer.timing).toMatchObject({ tokens: answer.tokens.length, loadMs: expect.any(Number) });
    expect(answer.timing.prefillMs).toBeGreaterThan(0);
    expect(answer.timing.decodeMsPerToken).toBeGreaterThan(0);
  });

  it('prints the same text without --json, and says on standard error that it is a draft', async () => {
    const options = ['--method', 'expert', '--max-tokens', '12'];
    const { text } = await note(...options);
    const { status, stdout, stderr } = await locum(['note', '-', ...options], { stdin: DIALOGUE });
    expect(status).toBe(0);
    expect(stdout).toBe(`${text}\n`);
    expect(stderr).toContain('a clinician must verify');
  });

  it('alpha 0 gives the tokens of the base; expert = anti does too', async () => {
    const ids = async (...args: string[]) =>
      (await note('--max-tokens', '32', ...args)).tokens.map(({ id }: { id: number }) => id);
    const [base, withoutShift, withoutPair] = await Promise.all([
      ids('--method', 'base'),
      ids('--alpha', '0'),
      ids('--expert', 'demo-anti', '--anti', 'demo-anti', '--alpha', '-2'),
    ]);
    expect(base.length).toBeGreaterThan(0);
    expect(withoutShift).toEqual(base);
    expect(withoutPair).toEqual(base);
  });

  it('draws the same text from the same seed and another from another', async () => {
    const draw = (seed: string) =>
      note('--method', 'expert', '--max-tokens', '16', '--temperature', '1.5', '--seed', seed);
    const [first, again, other] = await Promise.all([draw('7'), draw('7'), draw('8')]);
    expect(again.text).toBe(first.text);
    expect(other.text).not.toBe(first.text);
    expect(first.tokens[0].pBase).toBeNull();
    expect(first.tokens[0].pExpert).toBeGreaterThan(0);
  });

  it('speculative and adaptive give the tokens of proxy tuning, and say what they saved', async () => {
    const ids = ({ tokens }: { tokens: { id: number }[] }) => tokens.map(({ id }) => id);
    const options = ['--max-tokens', '24', '--backend', 'cpu'];
    const [proxy, speculative, adaptive] = await Promise.all([
      note(...options),
      note(...options, '--method', 'speculative'),
      note(...options, '--method', 'adaptive'),
    ]);
    expect(ids(speculative)).toEqual(ids(proxy));
    expect(ids(adaptive)).toEqual(ids(proxy));
    const passes = { base: expect.any(Number), expert: expect.any(Number), anti: expect.any(Number) };
    expect(speculative).toMatchObject({ passes, accepted: expect.any(Number), drafted: expect.any(Number) });
    expect(speculative.passes.base).toBeLessThanOrEqual(speculative.tokens.length);
    expect(adaptive).toMatchObject({ passes, skipped: expect.any(Number), differing: 0 });
    expect(adaptive.passes.expert + adaptive.skipped).toBe(adaptive.tokens.length);
    expect(proxy.passes).toBeUndefined();
  });

  it('reads an example and a file', async () => {
    const options = ['--json', '--method', 'expert', '--max-tokens', '2'];
    const fromExample = await locumHere('note', 'example:diabetes-review', ...options);
    const { dialogue } = JSON.parse(readFileSync(join(root, 'public', 'examples', 'diabetes-review.json'), 'utf8'));
    const fromFile = await locumHere('note', file('example.txt', dialogue), ...options);
    expect(JSON.parse(fromExample.stdout).tokens).toEqual(JSON.parse(fromFile.stdout).tokens);
  });

  it('writes what is too long section by section and tells what each was written from, or shortens it when asked', async () => {
    const turns = Array.from({ length: 300 }, (_, turn) => `Patient: Complaint number ${turn} is about my other knee.`);
    const long = file('long.txt', `${DIALOGUE}${turns.join('\n')}\nDoctor: Come back in a week.`);
    const options = ['--method', 'expert', '--max-tokens', '2', '--json'];
    const bySection = await locumHere('note', long, ...options);
    expect(bySection.status, bySection.stderr).toBe(0);
    const { sections } = JSON.parse(bySection.stdout);
    expect(sections.length).toBeGreaterThan(1);
    for (const { header, turns: read } of sections) {
      expect(header).toMatch(/^[A-Z ]+$/);
      expect(read.length).toBeGreaterThan(0);
    }
    const shortened = await locumHere('note', long, ...options, '--shorten');
    expect(shortened.status, shortened.stderr).toBe(0);
    expect(shortened.stderr).toMatch(/Left out \d+ turns/);
    expect(JSON.parse(shortened.stdout).sections).toBeUndefined();
  });
});

describe('locum score', () => {
  const documents = () =>
    file(
      'documents.jsonl',
      [
        { id: 'a', text: 'The patient reports chest pain.' },
        { id: 'b', input: 'No fever, no cough.', reference: 'x' },
        { text: 'Blood pressure is normal.' },
      ]
        .map((document) => JSON.stringify(document))
        .join('\n'),
    );

  it('gives tokens and negative log-likelihood of every document, and the perplexity of all', async () => {
    const [proxy, base] = await Promise.all(
      [
        ['--alpha', '0'],
        ['--method', 'base'],
      ].map(async (options) => {
        const { status, stdout, stderr } = await locumHere('score', documents(), '--json', ...options);
        expect(status, stderr).toBe(0);
        return JSON.parse(stdout);
      }),
    );
    expect(proxy.documents.map(({ id }: { id: string }) => id)).toEqual(['a', 'b', '3']);
    const sum = (key: 'nll' | 'tokens') =>
      proxy.documents.reduce((total: number, document: Record<'nll' | 'tokens', number>) => total + document[key], 0);
    expect(proxy.tokens).toBe(sum('tokens'));
    expect(proxy.perplexity).toBeCloseTo(Math.exp(sum('nll') / sum('tokens')), 9);
    expect(proxy.perplexity).toBeCloseTo(base.perplexity, 3);
  });

  it('prints a table without --json', async () => {
    const { status, stdout } = await locumHere('score', documents(), '--method', 'expert');
    expect(status).toBe(0);
    expect(stdout.split('\n')[0]).toMatch(/^document +tokens +nll \(nats\) +perplexity$/);
    expect(stdout.trimEnd().split('\n')).toHaveLength(5);
  });
});

describe('what goes wrong', () => {
  const broken = () => {
    const path = copyOfModel('truncated');
    truncateSync(join(path, 'model.safetensors'), 1_000_000);
    return path;
  };
  const withoutWeights = () => {
    const path = copyOfModel('without-weights');
    rmSync(join(path, 'model.safetensors'));
    return path;
  };
  const ofAnotherFamily = () => {
    const path = copyOfModel('another-architecture');
    const config = JSON.parse(readFileSync(join(path, 'config.json'), 'utf8'));
    writeFileSync(join(path, 'config.json'), JSON.stringify({ ...config, architectures: ['GPT2LMHeadModel'] }));
    return path;
  };
  const withForeignTokenizer = () => {
    const path = copyOfModel('foreign-tokenizer');
    copyFileSync(join(models, 'demo-capt-base', 'tokenizer.json'), join(path, 'tokenizer.json'));
    return path;
  };
  const expert = (path: string) => ['note', dialogueFile, '--method', 'expert', '--expert', path];

  it.each<[string, string, () => readonly string[]]>([
    ['an empty conversation', 'empty-input', () => ['note', file('blank.txt', ' \n'), '--method', 'expert']],
    ['a missing file', 'file-not-found', () => ['note', join(folder, 'nowhere.txt')]],
    ['a folder', 'file-not-found', () => ['note', folder]],
    ['an unknown example', 'file-not-found', () => ['note', 'example:nobody']],
    ['a binary file', 'file-not-text', () => ['note', file('scan.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1))]],
    ['an unknown model', 'file-not-found', () => expert('no-such-model')],
    ['a missing model.safetensors', 'checkpoint-missing-file', () => expert(withoutWeights())],
    ['a truncated model.safetensors', 'checkpoint-truncated', () => expert(broken())],
    ['an unsupported architecture', 'unsupported-architecture', () => expert(ofAnotherFamily())],
    ['a tokenizer of another model', 'tokenizer-mismatch', () => expert(withForeignTokenizer())],
    ['a base of another family', 'vocabulary-mismatch', () => ['note', dialogueFile, '--base', 'demo-capt-base']],
    ['a line that is not JSON', 'bad-argument', () => ['score', file('broken.jsonl', '{"text": "a"}\n{"text":')]],
    ['a line without a text', 'bad-argument', () => ['score', file('untexted.jsonl', '{"id": 1}')]],
    ['a file without documents', 'empty-input', () => ['score', file('empty.jsonl', '\n\n')]],
  ])('%s is %s', async (_, code, args) => {
    const { status, stdout } = await locumHere(...args(), '--json');
    expect(status).toBe(1);
    const { error } = JSON.parse(stdout);
    expect(error).toMatchObject({ code, message: expect.stringMatching(/\S/), hint: expect.stringMatching(/\S/) });
  });

  it('is told in words, without a stack, when no JSON is asked for', async () => {
    const [words, json] = await Promise.all([locum(['note', 'nowhere']), locumHere('note', 'nowhere', '--json')]);
    const { error } = JSON.parse(json.stdout);
    expect(words).toEqual({ status: 1, stdout: '', stderr: `${error.message}\n${error.hint}\n` });
  });

  it('a wrong command line ends with status 2', async () => {
    const args = ['note', '-', '--alpha', 'much'];
    const [json, words] = await Promise.all([locum([...args, '--json']), locumHere(...args)]);
    expect([json.status, words.status]).toEqual([2, 2]);
    expect(JSON.parse(json.stdout).error).toMatchObject({ code: 'bad-argument' });
    expect(words.stderr).toContain('--help');
  });

  it('--help explains everything and succeeds', async () => {
    const { status, stdout } = await locumHere('note', '--help');
    expect(status).toBe(0);
    for (const option of ['--method', '--alpha', '--backend', '--max-tokens', '--seed', '--json']) {
      expect(stdout).toContain(option);
    }
  });
});

describe('Ctrl-C', () => {
  /** Sends one interrupt when the output of either stream holds `text`. */
  function interruptAt(text: RegExp): NonNullable<RunOptions['onOutput']> {
    let sent = false;
    return (child, output) => {
      if (sent || !text.test(output)) return;
      sent = true;
      child.kill('SIGINT');
    };
  }
  const long = ['note', '-', '--max-tokens', '1500', '--temperature', '1'];

  it('ends a generation with status 130, and keeps what was written', async () => {
    const { status, stdout, stderr } = await locum(long, { stdin: DIALOGUE, onOutput: interruptAt(/.../) });
    expect(status).toBe(130);
    expect(stdout).toMatch(/.../);
    expect(stderr).toContain('Cancelled');
  });

  it('is told as JSON with --json', async () => {
    const options = { stdin: DIALOGUE, onOutput: interruptAt(/Writing/) };
    const { status, stdout } = await locum([...long, '--json', '--verbose'], options);
    expect(status).toBe(130);
    expect(JSON.parse(stdout).error.code).toBe('cancelled');
  });
});

describe('WebGPU in the terminal', { timeout: 180_000 }, () => {
  const folderOfSwiftShader = findSwiftShader(process.env.CHROMIUM_PATH);

  it.skipIf(folderOfSwiftShader === null)(
    'is used when asked for, by a software adapter where there is no other',
    async () => {
      const environment = { VK_ICD_FILENAMES: '', LD_LIBRARY_PATH: '' };
      const args = ['note', '-', '--json', '--backend', 'webgpu', '--method', 'expert', '--max-tokens', '4'];
      const gpu = await locum(args, { stdin: DIALOGUE, env: environment });
      expect(gpu.status, gpu.stderr + gpu.stdout).toBe(0);
      const answer = JSON.parse(gpu.stdout);
      expect(answer.backend).toBe('webgpu');
      const cpu = await note('--backend', 'cpu', '--method', 'expert', '--max-tokens', '4');
      expect(answer.text).toBe(cpu.text);
    },
  );
});

describe('locum review', () => {
  const dialogue = file(
    'scene.txt',
    [
      'Doctor: Any family history?',
      'Patient: My father had bowel cancer.',
      'Doctor: Any allergies?',
      'Patient: I am allergic to penicillin.',
      'Doctor: Medications?',
      'Patient: Bisoprolol. And my left knee hurts.',
      'Doctor: And the methotrexate?',
      'Patient: Methotrexate fifteen milligrams once a week.',
    ].join('\n'),
  );
  const wrong =
    'NKDA. PMH: bowel cancer. R knee pain. Methotrexate 15 mg daily. Takes nebivolol. Murphy sign positive.';

  it('flags six of six wrong sentences, each with the turn that says otherwise where one does', async () => {
    const note = file('wrong.txt', wrong);
    const { status, stdout } = await locumHere('review', '--dialogue', dialogue, '--note', note, '--json');
    expect(status).toBe(0);
    const { sentences, omissions, counts } = JSON.parse(stdout);
    const told = sentences.map(({ level, flags }: { level: string; flags: { kind: string; turns: number[] }[] }) => [
      level,
      ...flags.map(({ kind, turns }) => `${kind} ${turns.join(' ')}`.trim()),
    ]);
    expect(told).toEqual([
      ['unsupported', 'allergy 4'],
      ['unsupported', 'person 2'],
      ['unsupported', 'laterality 6'],
      ['unsupported', 'frequency 8'],
      ['unsupported', 'medication 6'],
      ['unsupported', 'examination'],
    ]);
    expect(counts).toEqual({ supported: 0, uncertain: 0, unsupported: 6, flags: 6, omissions: 2 });
    expect(omissions).toEqual([
      { kind: 'allergy', text: 'penicillin', turns: [4] },
      { kind: 'medicine', text: 'bisoprolol', turns: [6] },
    ]);
  });

  it('reviews many notes, a line each', async () => {
    const lines = [
      { id: 'a', dialogue: 'D: Any cough?\nP: Yes.', note: 'Cough.' },
      { id: 'b', dialogue: 'D: Any cough?\nP: No.', note: 'Cough.' },
    ];
    const items = file('items.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'));
    const { status, stdout } = await locumHere('review', '--items', items, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).items).toEqual([
      { id: 'a', sentences: [{ text: 'Cough.', level: 'supported', flags: [], turns: [1, 2] }], omissions: [] },
      { id: 'b', sentences: [expect.objectContaining({ level: 'unsupported' })], omissions: [] },
    ]);
  });

  it.each([
    [['--items', file('broken.jsonl', '{"id": 1}')], 1, 'bad-argument'],
    [['--dialogue', dialogue, '--note', file('empty.txt', ' \n')], 1, 'empty-input'],
    [['--dialogue', dialogue], 2, 'bad-argument'],
  ])('says what is wrong with %j', async (args, expected, code) => {
    const { status, stdout } = await locumHere('review', '--json', ...args);
    expect(status).toBe(expected);
    expect(JSON.parse(stdout).error.code).toBe(code);
  });
});
