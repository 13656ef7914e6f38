/** What has been measured of each way, and the document that it becomes. */
import * as v from 'valibot';
import { bootstrap } from '../../src/engine/analysis/bootstrap.ts';
import { pairedP } from '../../src/engine/evaluation/comparison.ts';
import { tableToMarkdown } from '../../src/engine/evaluation/report/write.ts';
import { ABOUT, type Way } from './ways.ts';

export const Measured = v.object({
  way: v.string(),
  id: v.string(),
  text: v.string(),
  tokens: v.number(),
  msPerToken: v.number(),
  /** Sentences that the repair left out. */
  leftOut: v.number(),
  /** Tokens at which BlendIn asked the expert. */
  asked: v.number(),
  rouge1: v.number(),
  sentences: v.number(),
  unsupported: v.number(),
});
export type Measured = v.InferOutput<typeof Measured>;

/** What all are compared with. */
const AGAINST = 'expert';
const OPTIONS = { seed: 1 } as const;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const drawn = (rows: readonly Measured[], own: Uint32Array) => Array.from(own, (at) => rows[at]!);
const meanRouge = (rows: readonly Measured[]) => sum(rows.map(({ rouge1 }) => rouge1)) / rows.length;
const shareUnsupported = (rows: readonly Measured[]) =>
  sum(rows.map(({ unsupported }) => unsupported)) / Math.max(1, sum(rows.map(({ sentences }) => sentences)));

function withInterval(rows: readonly Measured[], of: (rows: readonly Measured[]) => number): string {
  const { value, low, high } = bootstrap(rows.length, (own) => of(drawn(rows, own)), OPTIONS);
  return `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
}

/** Two-sided, of the difference from `AGAINST` over the same items. */
function p(rows: readonly Measured[], others: readonly Measured[], of: (rows: readonly Measured[]) => number): string {
  const difference = (own: Uint32Array) => of(drawn(rows, own)) - of(drawn(others, own));
  const value = pairedP(difference, rows.length, OPTIONS);
  return value < 0.001 ? '< 0.001' : value.toFixed(3);
}

function change(rows: readonly Measured[], others: readonly Measured[]): string {
  const from = shareUnsupported(others);
  if (from === 0) return '–';
  const percent = 100 * (shareUnsupported(rows) / from - 1);
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(0)} %`;
}

export function document(
  ways: readonly Way[],
  ids: readonly string[],
  all: readonly Measured[],
  tokens: number,
): string {
  const of = (name: string) => ids.flatMap((id) => all.find((one) => one.way === name && one.id === id) ?? []);
  const others = of(AGAINST);
  const blended = of('blend');
  const asked = sum(blended.map((one) => one.asked)) / Math.max(1, sum(blended.map((one) => one.tokens)));
  const table = {
    title: 'Sections of MTS-Dialog',
    note: `${ids.length} dialogues, greedy, at most ${tokens} tokens. Brackets: 95 % bootstrap over dialogues; p: paired, against ${AGAINST}. Unsupported: sentences that the evidence review finds not borne out, of those that claim something. Milliseconds: a token, of a machine that did other things besides.`,
    columns: ['way', 'ROUGE-1', 'p', 'unsupported', 'of', `against ${AGAINST}`, 'p', 'ms'],
    rows: ways.map(({ name }) => {
      const rows = of(name);
      const isOther = name !== AGAINST;
      return [
        name,
        withInterval(rows, meanRouge),
        isOther ? p(rows, others, meanRouge) : '–',
        withInterval(rows, shareUnsupported),
        `${sum(rows.map((one) => one.unsupported))} of ${sum(rows.map((one) => one.sentences))}`,
        isOther ? change(rows, others) : '–',
        isOther ? p(rows, others, shareUnsupported) : '–',
        (sum(rows.map((one) => one.msPerToken)) / rows.length).toFixed(0),
      ];
    }),
  };
  return [
    '# Decoding beyond the papers, over the clinical pair',
    `Written by \`npm run bench:decoding\`. ${ABOUT}`,
    tableToMarkdown(table),
    `BlendIn asked the expert at ${(100 * asked).toFixed(0)} % of the tokens; a pair asked at half or more does not suit, by its diagnostic. The repair left out ${sum(of('repair').map((one) => one.leftOut))} sentences; what the review finds is what it repairs by, so its share says only that it was held to it.`,
    '',
  ].join('\n\n');
}
