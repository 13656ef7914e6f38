/**
 * The integer kernels as WebAssembly text, generated: products of 4-bit and 8-bit weights with activations that are quantised
 * to int16, one scale a group of 32. In q8_16 each half of a group has a sum and a scale of its own. Read by scripts/compile-cpu-kernels.ts only; integer-matrix.ts says how operands lie.
 *
 * Four rows are multiplied at a time, one a lane: a vector of weights holds two columns of all four, and the activations of
 * those columns are broadcast to it, so that no sum runs across lanes. The same integers and then the same floats are added
 * in the same order whatever the number of tokens, so that a token alone and among others comes out the same to the bit.
 *
 * All that four rows have of a group – scales, minimums, weights – lies together and is read from front to back (interleave.ts), while
 * what comes one page later is touched, so that it is on its way from memory. (WebAssembly has no prefetch; a load whose result is
 * dropped stays, because it could trap.) With matrices that no cache holds, a step takes a little more than half the time.
 */

export type IntegerFormat = 'q8' | 'q8_16' | 'q4' | 'q4_1';

/** What engines have: the fixed-width SIMD of WebAssembly 2, or its relaxed dot product of bytes (WebAssembly 3), too. */
export type Simd = 'fixed' | 'relaxed';

/** Bytes of a group of activations, ahead of what follows them in a record. */
const QUANT_BYTES = 64;

/** Behind the activations of a record: their scale, their sum, its product with the scale, and -7 of it. */
const TRAILER = { scale: 0, scaledSum: 4, offset: 8, bytes: 16 } as const;

const RECORD_BYTES = QUANT_BYTES + TRAILER.bytes;

/** How far ahead of what is multiplied weights are touched: a page. */
const READ_AHEAD = 4096;

const FORMATS = ['q8', 'q8_16', 'q4', 'q4_1'] as const;
const isBytes = (format: IntegerFormat) => format === 'q8' || format === 'q8_16';
const vector = (word: string) =>
  `(v128.const i32x4 ${range(4)
    .map(() => word)
    .join(' ')})`;

/** The kernels of a module: `quantise_q8`, `quantise_q4`, and `product_…` (many tokens) and `step_…` (one) by format. */
export function integerKernels(simd: Simd): string {
  const dots = DOTS[simd];
  const functions = [
    ...(['q8', 'q4'] as const).map((format) => quantise(dots, format)),
    ...FORMATS.flatMap((format) => [step(dots, format), product(dots, format)]),
  ];
  return `(module (import "env" "memory" (memory 1))\n${functions.join('\n')})`;
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index);
const local = (name: string) => `(local.get $${name})`;
const set = (name: string, value: string) => `(local.set $${name} ${value})`;
const advance = (name: string, by: string | number) =>
  set(name, `(i32.add ${local(name)} ${typeof by === 'number' ? `(i32.const ${by})` : by})`);
/** Repeats `body` as long as `counter`, counted down, is not 0. */
const repeat = (label: string, counter: string, body: string) =>
  `(loop $${label} ${body}
    (br_if $${label} (local.tee $${counter} (i32.sub ${local(counter)} (i32.const 1)))))`;

// ---- Weights ----

const wordsOf = (format: IntegerFormat) => (isBytes(format) ? 8 : 4);

/** Bytes ahead of a group's weights: scales, then in q4_1 minimums, in q8_16 the scales of the second half. */
const headBytes = (format: IntegerFormat) => (format === 'q8' || format === 'q4' ? 8 : 16);
const groupBytes = (format: IntegerFormat) => headBytes(format) + 16 * wordsOf(format);

/** A vector of weights that one vector in memory unpacks to. */
interface Unpacked {
  readonly weights: string;
  /** Which of the words of activations that belong to the vector in memory they meet: whole numbers, or their low or high bytes. */
  readonly meets: readonly { readonly word: number; readonly into: 'sum' | 'high' }[];
}

/** How weights meet activations: the same numbers, and so the same sums, to the bit. */
interface Dots {
  readonly unpacked: (format: IntegerFormat, packed: string) => readonly Unpacked[];
  /** `sum` and the products of weights and activations. */
  readonly add: (format: IntegerFormat, sum: string, weights: string, activations: string) => string;
  /** Eight activations, an i16 vector, as they are stored. */
  readonly stored: (format: 'q8' | 'q4', values: string) => string;
}

const shuffled = (order: string, v: string) => `(i8x16.shuffle ${order} ${v} ${v})`;

/** Products of 16-bit numbers, two a lane. */
const FIXED: Dots = {
  unpacked(format, packed) {
    const nibbles = vector('0x000f000f');
    const vectors = isBytes(format)
      ? [`(i16x8.shr_s (i16x8.shl ${packed} (i32.const 8)) (i32.const 8))`, `(i16x8.shr_s ${packed} (i32.const 8))`]
      : [
          `(v128.and ${packed} ${nibbles})`,
          `(v128.and (i16x8.shr_u ${packed} (i32.const 4)) ${nibbles})`,
          `(v128.and (i16x8.shr_u ${packed} (i32.const 8)) ${nibbles})`,
          `(i16x8.shr_u ${packed} (i32.const 12))`,
        ];
    return vectors.map((weights, word) => ({ weights, meets: [{ word, into: 'sum' }] }));
  },
  add: (_, sum, weights, activations) => `(i32x4.add ${sum} (i32x4.dot_i16x8_s ${weights} ${activations}))`,
  stored: (format, values) =>
    format === 'q4'
      ? // Nibble k of both halves of a word, which are values k and 4 + k.
        shuffled('0 1 8 9 2 3 10 11 4 5 12 13 6 7 14 15', values)
      : // Of two words the even bytes, then the odd ones.
        shuffled('0 1 4 5 2 3 6 7 8 9 12 13 10 11 14 15', values),
};

/**
 * Products of bytes, four a lane, of which one may have seven bits only: nibbles meet the low and the high byte of activations, which
 * are 256 · high + low with both from -128 to 127. Bytes of weights would have to be cut in two as well, and are multiplied as above.
 */
const RELAXED: Dots = {
  unpacked(format, packed) {
    if (isBytes(format)) return FIXED.unpacked(format, packed);
    const nibbles = vector('0x0f0f0f0f');
    // Low nibbles are the even values of a word, high ones the odd ones.
    const vectors = [`(v128.and ${packed} ${nibbles})`, `(v128.and (i16x8.shr_u ${packed} (i32.const 4)) ${nibbles})`];
    return vectors.map((weights, word) => ({
      weights,
      meets: [
        { word, into: 'sum' },
        { word: 2 + word, into: 'high' },
      ],
    }));
  },
  add: (format, sum, weights, activations) =>
    isBytes(format)
      ? FIXED.add(format, sum, weights, activations)
      : `(i32x4.relaxed_dot_i8x16_i7x16_add_s ${activations} ${weights} ${sum})`,
  stored(format, values) {
    if (format === 'q8') return FIXED.stored(format, values);
    const high = `(i16x8.shr_s (i16x8.add ${values} ${vector('0x00800080')}) (i32.const 8))`;
    const low = `(i16x8.sub ${values} (i16x8.shl ${high} (i32.const 8)))`;
    const bytes = `(local.tee $v (i8x16.narrow_i16x8_s ${low} ${high}))`;
    return `(i8x16.shuffle 0 2 4 6 1 3 5 7 8 10 12 14 9 11 13 15 ${bytes} ${local('v')})`;
  },
};

const DOTS: Readonly<Record<Simd, Dots>> = { fixed: FIXED, relaxed: RELAXED };

/** Words of activations that meet one vector of weights in memory. */
const activationWords = (format: IntegerFormat) => (isBytes(format) ? 2 : 4);

/** Adds the products of weights with the activations they meet to $sum or $high, where in q8_16 the second half goes. @param index of the vector in memory within its group */
function dot(dots: Dots, format: IntegerFormat, index: number, { weights, meets }: Unpacked): string {
  return meets
    .map(({ word, into: own }) => {
      const into = format === 'q8_16' && index >= wordsOf(format) / 2 ? 'high' : own;
      const offset = 4 * (index * activationWords(format) + word);
      return set(into, dots.add(format, local(into), weights, `(v128.load32_splat offset=${offset} ${local('x')})`));
    })
    .join('\n');
}

/** Four finite half floats in memory as f32: see widenF16 in kernels.wat. */
const widened = (offset: number, to: string) =>
  set(
    to,
    `(f32x4.mul
      (v128.and (i32x4.shl (v128.load16x4_s offset=${offset} ${local('w')}) (i32.const 13)) ${vector('0x8fffe000')})
      ${vector('0x77800000')})`,
  );

const trailer = (field: 'scale' | 'scaledSum' | 'offset') =>
  `(v128.load32_splat offset=${QUANT_BYTES + TRAILER[field]} ${local('x')})`;

const isHighUsed = ({ unpacked }: Dots, format: IntegerFormat) =>
  format === 'q8_16' || unpacked(format, '').some(({ meets }) => meets.some(({ into }) => into === 'high'));

/** What sums start from: q4 stands for q - 7. */
function firstSums(dots: Dots, format: IntegerFormat): string {
  const sum = set('sum', format === 'q4' ? trailer('offset') : vector('0'));
  return isHighUsed(dots, format) ? `${sum} ${set('high', vector('0'))}` : sum;
}

/** `total` and what a group adds to it: $sum by the scales of weights and activations, and the group's minimum. */
function withGroup(dots: Dots, format: IntegerFormat, total: string): string {
  const times = (scale: string, sum: string) =>
    `(f32x4.mul (f32x4.mul ${local(scale)} ${trailer('scale')}) (f32x4.convert_i32x4_s ${sum}))`;
  if (format === 'q8_16') {
    return `(f32x4.add (f32x4.add ${total} ${times('scale', local('sum'))}) ${times('second', local('high'))})`;
  }
  const high = `(i32x4.shl ${local('high')} (i32.const 8))`;
  const sum = isHighUsed(dots, format) ? `(i32x4.add ${local('sum')} ${high})` : local('sum');
  const scaled = `(f32x4.add ${total} ${times('scale', sum)})`;
  if (format !== 'q4_1') return scaled;
  return `(f32x4.add ${scaled} (f32x4.mul ${local('minimum')} ${trailer('scaledSum')}))`;
}

const PARAMETERS = '(param $w i32) (param $blocks i32) (param $groups i32) (param $records i32)';
const LOCALS = `(local $x i32) (local $group i32) (local $packed v128) (local $sum v128) (local $high v128)
  (local $scale v128) (local $minimum v128) (local $second v128) (local $total v128)`;

/** Where scales and minimums of a group's four rows are put. */
function headOfGroup(format: IntegerFormat): string {
  const second = format === 'q8_16' ? widened(8, 'second') : format === 'q4_1' ? widened(8, 'minimum') : '';
  return `${widened(0, 'scale')} ${second}`;
}

/** Touches every cache line of the group that lies a page further on. The memory reaches so far: see \`Arena\`. */
const touched = (format: IntegerFormat) =>
  range(Math.ceil(groupBytes(format) / 64))
    .map((line) => `(drop (i32.load offset=${READ_AHEAD + 64 * line} ${local('w')}))`)
    .join(' ');

/** A vector of a group's weights. */
const packed = (format: IntegerFormat, word: number) =>
  set('packed', `(v128.load offset=${headBytes(format) + 16 * word} ${local('w')})`);

/** One token: y[r] = Σ w[r, c] · x[c] for 4 · blocks rows. */
function step(dots: Dots, format: IntegerFormat): string {
  const words = range(wordsOf(format)).map((word) => {
    const vectors = dots.unpacked(format, local('packed'));
    return `${packed(format, word)}
      ${vectors.map((each) => dot(dots, format, word, each)).join('\n')}`;
  });
  return `(func (export "step_${format}") ${PARAMETERS} (param $y i32) ${LOCALS}
    ${repeat(
      'block',
      'blocks',
      `${set('x', local('records'))} ${set('group', local('groups'))} ${set('total', '(v128.const i32x4 0 0 0 0)')}
       ${repeat(
         'group',
         'group',
         `${touched(format)} ${headOfGroup(format)} ${firstSums(dots, format)} ${words.join('\n')}
          ${set('total', withGroup(dots, format, local('total')))}
          ${advance('w', groupBytes(format))} ${advance('x', RECORD_BYTES)}`,
       )}
       (v128.store ${local('y')} ${local('total')}) ${advance('y', 16)}`,
    )})`;
}

/** Several tokens: a group of weights is unpacked once and meets all tokens; $room takes their totals of four rows. */
function product(dots: Dots, format: IntegerFormat): string {
  const perWord = dots.unpacked(format, '').length;
  const count = wordsOf(format) * perWord;
  const load = range(wordsOf(format)).map(
    (word) => `${packed(format, word)}
      ${dots
        .unpacked(format, local('packed'))
        .map(({ weights }, index) => set(`w${word * perWord + index}`, weights))
        .join('\n')}`,
  );
  const eachToken = (body: string) => `${set('token', local('tokens'))} ${set('at', local('room'))}
    ${repeat('token', 'token', `${body} ${advance('at', 16)}`)}`;
  return `(func (export "product_${format}") ${PARAMETERS} (param $tokens i32) (param $y i32) (param $yStride i32)
    (param $room i32) ${LOCALS} (local $token i32) (local $at i32) (local $to i32)
    ${range(count)
      .map((index) => `(local $w${index} v128)`)
      .join(' ')}
    ${repeat(
      'block',
      'blocks',
      `${eachToken(`(v128.store ${local('at')} (v128.const i32x4 0 0 0 0))`)}
       ${set('x', local('records'))} ${set('group', local('groups'))}
       ${repeat(
         'group',
         'group',
         `${touched(format)} ${headOfGroup(format)} ${load.join('\n')}
          ${eachToken(`${firstSums(dots, format)}
            ${range(count)
              .map((index) => {
                const word = Math.floor(index / perWord);
                const own = { ...dots.unpacked(format, '')[index % perWord]!, weights: local(`w${index}`) };
                return dot(dots, format, word, own);
              })
              .join('\n')}
            (v128.store ${local('at')} ${withGroup(dots, format, `(v128.load ${local('at')})`)})
            ${advance('x', RECORD_BYTES)}`)}
          ${advance('w', groupBytes(format))}`,
       )}
       ${set('to', local('y'))}
       ${eachToken(`(v128.store ${local('to')} (v128.load ${local('at')})) ${advance('to', local('yStride'))}`)}
       ${advance('y', 16)}`,
    )})`;
}

// ---- Activations ----

/** x [tokens, columns] to records [groups, tokens]: x ≈ q · scale, q in -32639 … 32639 (both bytes of it fit then), scale = max|x| / 32639. */
function quantise(dots: Dots, format: 'q8' | 'q4'): string {
  const stored = range(4).map(
    (index) => `(v128.store offset=${16 * index} ${local('to')} ${dots.stored(format, local(`n${index}`))})`,
  );
  const loads = range(8).map((index) => set(`v${index}`, `(v128.load offset=${16 * index} ${local('x')})`));
  const largest = range(8).reduce((sofar, index) => {
    const magnitude = `(f32x4.abs ${local(`v${index}`)})`;
    return sofar === '' ? magnitude : `(f32x4.max ${sofar} ${magnitude})`;
  }, '');
  const rounded = range(8).map((index) =>
    set(`v${index}`, `(i32x4.trunc_sat_f32x4_s (f32x4.nearest (f32x4.mul ${local(`v${index}`)} ${local('factor')})))`),
  );
  const narrow = range(4).map((index) =>
    set(`n${index}`, `(i16x8.narrow_i32x4_s ${local(`v${2 * index}`)} ${local(`v${2 * index + 1}`)})`),
  );
  const total = range(8)
    .map((index) => local(`v${index}`))
    .reduce((sofar, v) => `(i32x4.add ${sofar} ${v})`);
  const lanes = (type: string, v: string) => range(4).map((lane) => `(${type}.extract_lane ${lane} ${local(v)})`);
  const [m0, m1, m2, m3] = lanes('f32x4', 'v');
  const [s0, s1, s2, s3] = lanes('i32x4', 'v');
  return `(func (export "quantise_${format}") (param $x i32) (param $tokens i32) (param $groups i32) (param $records i32)
    (local $token i32) (local $group i32) (local $to i32) (local $largest f32) (local $sum i32) (local $scale f32)
    (local $v v128) (local $factor v128)
    ${range(8)
      .map((index) => `(local $v${index} v128)`)
      .join(' ')} (local $n0 v128) (local $n1 v128) (local $n2 v128) (local $n3 v128)
    ${set('token', local('tokens'))}
    ${repeat(
      'token',
      'token',
      `${set('to', local('records'))} ${set('group', local('groups'))}
       ${repeat(
         'group',
         'group',
         `${loads.join('\n')} ${set('v', largest)}
          ${set('largest', `(f32.max (f32.max ${m0} ${m1}) (f32.max ${m2} ${m3}))`)}
          ${set('scale', `(f32.div ${local('largest')} (f32.const 32639))`)}
          ${set(
            'factor',
            `(f32x4.splat (select (f32.div (f32.const 32639) ${local('largest')}) (f32.const 0)
              (f32.gt ${local('largest')} (f32.const 1e-30))))`,
          )}
          ${rounded.join('\n')} ${set('v', total)}
          ${set('sum', `(i32.add (i32.add ${s0} ${s1}) (i32.add ${s2} ${s3}))`)}
          ${narrow.join('\n')} ${stored.join('\n')}
          (f32.store offset=${QUANT_BYTES + TRAILER.scale} ${local('to')} ${local('scale')})
          (f32.store offset=${QUANT_BYTES + TRAILER.scaledSum} ${local('to')}
            (f32.mul ${local('scale')} (f32.convert_i32_s ${local('sum')})))
          (i32.store offset=${QUANT_BYTES + TRAILER.offset} ${local('to')}
            (i32.mul ${local('sum')} (i32.const -7)))
          ${advance('x', 128)}
          ${advance('to', `(i32.mul ${local('tokens')} (i32.const ${RECORD_BYTES}))`)}`,
       )}
       ${advance('records', RECORD_BYTES)}`,
    )})`;
}
