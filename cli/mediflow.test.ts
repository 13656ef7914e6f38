import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from './arguments/values.ts';
import { parseCommand } from './arguments.ts';
import { locumHere } from './testing/locum.ts';

const folder = mkdtempSync(join(tmpdir(), 'locum-mediflow-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KNOWN = {
  ...{
    id: '1-5',
    index: 5,
    type: 'summarization',
    document: 'care plan',
    section: null,
    level: 'easy',
    format: 'text',
  },
  ...{ temperature: 1, model: 'm', instruction: 'Summarize this plan.', input: 'Walk daily.', output: 'Walking.' },
};

describe('mediflow', () => {
  it('filters and reports what was judged', async () => {
    const [triplets, ratings, out] = ['t', 'r', 'b'].map((name) => join(folder, `${name}.jsonl`)) as [
      string,
      string,
      string,
    ];
    const lines = (values: readonly object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
    const other = {
      ...KNOWN,
      id: '1-6',
      index: 6,
      input: 'Take one tablet every morning with food, and see us in a month.',
    };
    writeFileSync(triplets, lines([KNOWN, other]));
    const rating = (id: string, grade: number, isPlanted = false) => {
      const grades = {
        quality: [grade],
        alignment: [grade],
        coherence: [grade],
        realism: [grade],
        difficulty: [grade],
      };
      return { id, isPlanted, judge: 'j', grades };
    };
    writeFileSync(ratings, lines([rating('1-5', 2), rating('1-6', 3), rating('1-6', 1, true)]));
    const kept = await locumHere(
      'mediflow',
      'filter',
      triplets,
      '--ratings',
      ratings,
      '--keep',
      '1',
      '--out',
      out,
      '--json',
    );
    expect(JSON.parse(kept.stdout)).toMatchObject({ kept: 1, of: 2, duplicates: 0 });
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(other);
    const { stdout } = await locumHere('mediflow', 'report', triplets, '--ratings', ratings, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ triplets: 2, meanScore: 2.5, planted: { pairs: 1, share: 1 } });
  });
});

describe('the command line of mediflow', () => {
  it('knows its steps', () => {
    expect(parseCommand(['mediflow', 'generate', '--out', 'a', '--temperatures', '0.5,1.2'])).toMatchObject({
      work: { step: 'generate', out: 'a', count: 200, temperatures: [0.5, 1.2] },
      writer: { at: 'here', model: 'smollm2-135m' },
    });
    const endpoint = ['--base-url', 'http://localhost:1/v1', '--base-model', 'm'];
    expect(parseCommand(['mediflow', 'judge', 't', '--out', 'r', '--planted', '9', ...endpoint])).toMatchObject({
      work: { step: 'judge', triplets: 't', samples: 5, planted: 9 },
      writer: { at: 'endpoint', model: 'm' },
    });
    expect(parseCommand(['mediflow', 'filter', 't', '--ratings', 'r', '--out', 'b'])).toMatchObject({
      work: { step: 'filter', keep: 100 },
    });
  });

  it.each([
    [['mediflow']],
    [['mediflow', 'write', '--out', 'a']],
    [['mediflow', 'generate']],
    [['mediflow', 'judge', '--out', 'r']],
    [['mediflow', 'filter', 't', '--out', 'b']],
    [['mediflow', 'report', 't', '--base-url', 'http://localhost:1/v1']],
  ])('refuses what it cannot do: %j', (line) => {
    expect(() => parseCommand(line)).toThrow(UsageError);
  });
});
