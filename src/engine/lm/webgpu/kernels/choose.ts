/**
 * From three rows of logits to one chosen token, on the GPU. Same semantics as `host-ensemble.ts`.
 *
 *  `combine`  one invocation a strip of the vocabulary (ids i, i + strips, …): scores, each model's log-sum-exp, best ids,
 *             and, when nothing is filtered, the strip's best draw
 *  `filter`   top-k and top-p as one threshold: radix selection by eight bits of the score at a time
 *  `draw`     best draw of each strip among scores at or above the threshold
 *  `finish`   one workgroup: from strips to the vocabulary, the top candidates, and all that is read back
 */

import type { Kernel } from '../pipelines.ts';
import { declared, read, step, write } from './declared.ts';
import { struct } from './struct.ts';

/** A step's parameters, one uniform slot. */
export interface ChooseParameters {
  readonly vocabulary: number;
  readonly expertVocabulary: number;
  readonly antiVocabulary: number;
  readonly strips: number;
  readonly hasPair: boolean;
  /** The mask of shared ids is bound; else all ids within all vocabularies are shared. */
  readonly masked: boolean;
  readonly candidates: number;
  readonly baseCandidates: number;
  /** The id to choose in any case; null: the best draw. */
  readonly forced: number | null;
  readonly alpha: number;
  readonly penalty: number;
  /** 0 = greedy. */
  readonly temperature: number;
  readonly seed: number;
  readonly stepIndex: number;
  readonly topK: number;
  readonly topP: number;
}

/** Whether `filter` and `draw` have to run. */
export function isFiltered({ temperature, topK, topP, vocabulary }: ChooseParameters): boolean {
  return temperature > 0 && ((topK > 0 && topK < vocabulary) || topP < 1);
}

/** In the place of an id where there is none. */
const NO_ID = 0xffffffff;

const PARAMETERS = struct('Parameters', {
  vocabulary: 'u32',
  expertVocabulary: 'u32',
  antiVocabulary: 'u32',
  strips: 'u32',
  hasPair: 'u32',
  masked: 'u32',
  candidates: 'u32',
  baseCandidates: 'u32',
  seed: 'u32',
  stepIndex: 'u32',
  topK: 'u32',
  filtered: 'u32',
  alpha: 'f32',
  penalty: 'f32',
  /** 0 = greedy. */
  inverseTemperature: 'f32',
  topP: 'f32',
  /** NO_ID = the best draw. */
  forced: 'u32',
});

export function chooseWords(parameters: ChooseParameters): Uint32Array<ArrayBuffer> {
  const { hasPair, masked, temperature, seed, stepIndex, forced, ...same } = parameters;
  return PARAMETERS.words({
    ...same,
    hasPair: hasPair ? 1 : 0,
    masked: masked ? 1 : 0,
    seed: seed >>> 0,
    stepIndex: stepIndex >>> 0,
    filtered: isFiltered(parameters) ? 1 : 0,
    inverseTemperature: temperature > 0 ? 1 / temperature : 0,
    forced: forced ?? NO_ID,
  });
}

/** Each row's largest logit and Σ exp(logit − largest), and the ids of the largest. */
const SUMS = {
  baseMax: 'f32',
  baseSum: 'f32',
  expertMax: 'f32',
  expertSum: 'f32',
  antiMax: 'f32',
  antiSum: 'f32',
  combinedMax: 'f32',
  combinedSum: 'f32',
  baseBest: 'u32',
  combinedBest: 'u32',
} as const;
/** Of the scores less their maximum, and of the shift, both weighed by exp(score − maximum): what entropies and divergences take. */
const MOMENTS = { baseOwn: 'f32', baseShift: 'f32', combinedOwn: 'f32', combinedShift: 'f32' } as const;

/** Before and after the repetition penalty. */
const SCORE = struct('Score', { combined: 'f32', adjusted: 'f32' });
const STRIP = struct('Strip', { ...SUMS, draw: 'f32', drawId: 'u32', ...MOMENTS });
const ENTRY = struct('Entry', { id: 'u32', base: 'f32', expert: 'f32', anti: 'f32', combined: 'f32' });
const RESULT = struct('Result', { ...SUMS, count: 'u32', baseCount: 'u32', ...MOMENTS }, 'entries: array<Entry>');

const COMMON_WGSL = `${PARAMETERS.wgsl}${SCORE.wgsl}${STRIP.wgsl}
const LOWEST = -3.4e38;
const NO_ID = 0xffffffffu;
`;

export const scoreBytes = (vocabulary: number): number => SCORE.bytes * vocabulary;
export const stripBytes = (strips: number): number => STRIP.bytes * strips;
/** @param candidates of both kinds together */
export const resultBytes = (candidates: number): number => RESULT.bytes + ENTRY.bytes * (1 + candidates);

/** As in \`noise.ts\`: the same integers, so the same draw on every backend. */
const DRAW_WGSL = `
fn pcg(value: u32) -> u32 {
  let state = value * 747796405u + 2891336453u;
  let word = ((state >> ((state >> 28u) + 4u)) ^ state) * 277803737u;
  return (word >> 22u) ^ word;
}
fn gumbel(id: u32) -> f32 {
  let bits = pcg(pcg(pcg(parameters.seed) + parameters.step_index) + id) >> 8u;
  // u = (bits + 1/2) / 2^24. Near 1 an f32 cannot hold u, but it can hold 1 - u: -log(u) as a series there.
  let below_one = (f32(16777216u - bits) - 0.5) * 0x1p-24;
  var minus_log = -log((f32(bits) + 0.5) * 0x1p-24);
  if (below_one < 0.1) {
    let w = below_one;
    minus_log = w * (1.0 + w * (1.0 / 2.0 + w * (1.0 / 3.0 + w * (1.0 / 4.0 + w * (1.0 / 5.0 + w * (1.0 / 6.0))))));
  }
  return -log(minus_log);
}
/** What the chosen token has most of. */
fn draw_value(adjusted: f32, id: u32) -> f32 {
  if (parameters.inverse_temperature == 0.0) { return adjusted; }
  return adjusted * parameters.inverse_temperature + gumbel(id);
}
`;

/** Scores as unsigned integers of the same order. */
const KEY_WGSL = `
fn key_of(score: f32) -> u32 {
  let bits = bitcast<u32>(score);
  return bits ^ select(0x80000000u, 0xffffffffu, (bits >> 31u) == 1u);
}
`;

const STEP_PARAMETERS = step('parameters', 'Parameters');
const LOGITS = [read('base', 'array<f32>'), read('expert', 'array<f32>'), read('anti', 'array<f32>')];

/** Bindings: parameters, base, expert, anti, shared bits, recent bits, scores, strips. */
export function combineKernel(workgroup: number): Kernel {
  return declared(
    `combine-${workgroup}`,
    [
      STEP_PARAMETERS,
      ...LOGITS,
      read('shared_bits', 'array<u32>'),
      read('recent_bits', 'array<u32>'),
      write('scores', 'array<Score>'),
      write('strips', 'array<Strip>'),
    ],
    () => `${COMMON_WGSL}
${DRAW_WGSL}
fn combined(id: u32) -> f32 {
  let own = base[id];
  if (parameters.has_pair == 0 || id >= min(parameters.expert_vocabulary, parameters.anti_vocabulary)) { return own; }
  if (parameters.masked == 1 && ((shared_bits[id / 32] >> (id % 32)) & 1) == 0) { return own; }
  let delta = parameters.alpha * (expert[id] - anti[id]);
  return select(own, own + delta, abs(delta) < 3.4e38);
}
@compute @workgroup_size(${workgroup})
fn main(@builtin(global_invocation_id) at: vec3<u32>) {
  if (at.x >= parameters.strips) { return; }
  var strip = Strip(LOWEST, 0.0, LOWEST, 0.0, LOWEST, 0.0, LOWEST, 0.0, at.x, NO_ID, LOWEST, NO_ID, 0.0, 0.0, 0.0, 0.0);
  for (var id = at.x; id < parameters.vocabulary; id += parameters.strips) {
    let own = base[id];
    if (own > strip.base_max) { strip.base_max = own; strip.base_best = id; }
    let score = combined(id);
    if (score > strip.combined_max) { strip.combined_max = score; strip.combined_best = id; }
    var adjusted = score;
    if (parameters.penalty != 1.0 && ((recent_bits[id / 32] >> (id % 32)) & 1) == 1) {
      adjusted = select(score * parameters.penalty, score / parameters.penalty, score > 0.0);
    }
    scores[id] = Score(score, adjusted);
    if (parameters.filtered == 0) {
      let value = draw_value(adjusted, id);
      if (value > strip.draw) { strip.draw = value; strip.draw_id = id; }
    }
  }
  for (var id = at.x; id < parameters.vocabulary; id += parameters.strips) {
    let own = base[id];
    let score = scores[id].combined;
    let base_weight = exp(own - strip.base_max);
    let combined_weight = exp(score - strip.combined_max);
    strip.base_sum += base_weight;
    strip.combined_sum += combined_weight;
    // A weight of 0 may stand beside −∞.
    if (base_weight > 0.0) {
      strip.base_own += base_weight * (own - strip.base_max);
      strip.base_shift += base_weight * (score - own);
    }
    if (combined_weight > 0.0) {
      strip.combined_own += combined_weight * (score - strip.combined_max);
      strip.combined_shift += combined_weight * (score - own);
    }
  }
  if (parameters.has_pair == 1) {
    for (var id = at.x; id < parameters.expert_vocabulary; id += parameters.strips) {
      strip.expert_max = max(strip.expert_max, expert[id]);
    }
    for (var id = at.x; id < parameters.expert_vocabulary; id += parameters.strips) {
      strip.expert_sum += exp(expert[id] - strip.expert_max);
    }
    for (var id = at.x; id < parameters.anti_vocabulary; id += parameters.strips) {
      strip.anti_max = max(strip.anti_max, anti[id]);
    }
    for (var id = at.x; id < parameters.anti_vocabulary; id += parameters.strips) {
      strip.anti_sum += exp(anti[id] - strip.anti_max);
    }
  }
  strips[at.x] = strip;
}`,
  );
}

/** Bindings: parameters, scores, threshold (one key). One workgroup. */
export function filterKernel(threads: number): Kernel {
  return declared(
    `filter-${threads}`,
    [STEP_PARAMETERS, read('scores', 'array<Score>'), write('threshold', 'array<u32>')],
    () => `${COMMON_WGSL}
${KEY_WGSL}
var<workgroup> amounts: array<atomic<u32>, 256>;
var<workgroup> partial: array<f32, ${threads}>;
var<workgroup> prefix: u32;
var<workgroup> remaining: u32;

/** Mass as a fraction of 2^30: integers add up the same in any order. */
fn amount_of(score: f32, largest: f32, inverse_total: f32) -> u32 {
  return u32(exp((score - largest) * parameters.inverse_temperature) * inverse_total * 0x1p30 + 0.5);
}

/** The greatest key such that keys from it on amount to \`wanted\`: counts, or masses of keys from \`least\` on. */
fn select_key(local: u32, by_mass: bool, least: u32, wanted: u32, largest: f32, inverse_total: f32) -> u32 {
  if (local == 0) { prefix = 0; remaining = wanted; }
  for (var place = 0u; place < 4; place++) {
    let shift = 24 - 8 * place;
    for (var i = local; i < 256; i += ${threads}) { atomicStore(&amounts[i], 0); }
    workgroupBarrier();
    for (var id = local; id < parameters.vocabulary; id += ${threads}) {
      let score = scores[id].adjusted;
      let key = key_of(score);
      // (A shift by 32 would be a shift by 0: the first place has no prefix.)
      if (key >= least && (place == 0 || (key >> (shift + 8)) == prefix)) {
        atomicAdd(&amounts[(key >> shift) & 255], select(1u, amount_of(score, largest, inverse_total), by_mass));
      }
    }
    workgroupBarrier();
    if (local == 0) {
      var digit = 255u;
      var left = remaining;
      loop {
        let amount = atomicLoad(&amounts[digit]);
        if (amount >= left || digit == 0) { break; }
        left -= amount;
        digit -= 1;
      }
      remaining = left;
      prefix = (prefix << 8) | digit;
    }
    workgroupBarrier();
  }
  return prefix;
}

/** Sum or maximum over the workgroup, the same for all. */
fn over_all(local: u32, value: f32, add: bool) -> f32 {
  workgroupBarrier();
  partial[local] = value;
  workgroupBarrier();
  var result = partial[0];
  for (var i = 1u; i < ${threads}; i++) { result = select(max(result, partial[i]), result + partial[i], add); }
  return result;
}

@compute @workgroup_size(${threads})
fn main(@builtin(local_invocation_index) local: u32) {
  var least = 0u;
  if (parameters.top_k > 0 && parameters.top_k < parameters.vocabulary) {
    least = select_key(local, false, 0, parameters.top_k, 0.0, 0.0);
  }
  if (parameters.top_p < 1.0) {
    var own = LOWEST;
    for (var id = local; id < parameters.vocabulary; id += ${threads}) { own = max(own, scores[id].adjusted); }
    let largest = over_all(local, own, false);
    var mass = 0.0;
    for (var id = local; id < parameters.vocabulary; id += ${threads}) {
      let score = scores[id].adjusted;
      if (key_of(score) >= least) { mass += exp((score - largest) * parameters.inverse_temperature); }
    }
    let inverse_total = 1.0 / over_all(local, mass, true);
    let wanted = max(1u, u32(parameters.top_p * 0x1p30));
    least = max(least, select_key(local, true, least, wanted, largest, inverse_total));
  }
  if (local == 0) { threshold[0] = least; }
}`,
  );
}

/** Bindings: parameters, scores, threshold, strips. */
export function drawKernel(workgroup: number): Kernel {
  return declared(
    `draw-${workgroup}`,
    [STEP_PARAMETERS, read('scores', 'array<Score>'), read('threshold', 'array<u32>'), write('strips', 'array<Strip>')],
    () => `${COMMON_WGSL}
${DRAW_WGSL}
${KEY_WGSL}
@compute @workgroup_size(${workgroup})
fn main(@builtin(global_invocation_id) at: vec3<u32>) {
  if (at.x >= parameters.strips) { return; }
  let least = threshold[0];
  var best = LOWEST;
  var best_id = NO_ID;
  for (var id = at.x; id < parameters.vocabulary; id += parameters.strips) {
    let adjusted = scores[id].adjusted;
    if (key_of(adjusted) >= least) {
      let value = draw_value(adjusted, id);
      if (value > best) { best = value; best_id = id; }
    }
  }
  strips[at.x].draw = best;
  strips[at.x].draw_id = best_id;
}`,
  );
}

/** Bindings: parameters, base, expert, anti, scores, strips, result. One workgroup. */
export function finishKernel(threads: number): Kernel {
  return declared(
    `finish-${threads}`,
    [
      STEP_PARAMETERS,
      ...LOGITS,
      read('scores', 'array<Score>'),
      write('strips', 'array<Strip>'),
      write('result', 'Result'),
    ],
    () => `${COMMON_WGSL}
${ENTRY.wgsl}${RESULT.wgsl}var<workgroup> partial: array<Strip, ${threads}>;
var<workgroup> best_scores: array<f32, ${threads}>;
var<workgroup> best_ids: array<u32, ${threads}>;

/** Better scores first, ties to the lower id. */
fn before(score: f32, id: u32, other: f32, other_id: u32) -> bool {
  return score > other || (score == other && id < other_id);
}
/** (largest, Σ exp(x − largest)) of two such pairs together. */
fn join(a: vec2<f32>, b: vec2<f32>) -> vec2<f32> {
  let largest = max(a.x, b.x);
  return vec2<f32>(largest, a.y * exp(a.x - largest) + b.y * exp(b.x - largest));
}
/** Σ w · (x − largest), with its Σ w, from one maximum to another that is no lower. */
fn moved(own: f32, sum: f32, from_max: f32, to_max: f32) -> f32 {
  let down = from_max - to_max;
  let factor = exp(down);
  return select(0.0, factor * (own + down * sum), factor > 0.0);
}
fn merge(a: Strip, b: Strip) -> Strip {
  let base_part = join(vec2<f32>(a.base_max, a.base_sum), vec2<f32>(b.base_max, b.base_sum));
  let expert_part = join(vec2<f32>(a.expert_max, a.expert_sum), vec2<f32>(b.expert_max, b.expert_sum));
  let anti_part = join(vec2<f32>(a.anti_max, a.anti_sum), vec2<f32>(b.anti_max, b.anti_sum));
  let combined_part = join(vec2<f32>(a.combined_max, a.combined_sum), vec2<f32>(b.combined_max, b.combined_sum));
  let drawn = before(b.draw, b.draw_id, a.draw, a.draw_id);
  return Strip(
    base_part.x, base_part.y, expert_part.x, expert_part.y, anti_part.x, anti_part.y, combined_part.x, combined_part.y,
    select(a.base_best, b.base_best, before(b.base_max, b.base_best, a.base_max, a.base_best)),
    select(a.combined_best, b.combined_best, before(b.combined_max, b.combined_best, a.combined_max, a.combined_best)),
    select(a.draw, b.draw, drawn), select(a.draw_id, b.draw_id, drawn),
    moved(a.base_own, a.base_sum, a.base_max, base_part.x) + moved(b.base_own, b.base_sum, b.base_max, base_part.x),
    a.base_shift * exp(a.base_max - base_part.x) + b.base_shift * exp(b.base_max - base_part.x),
    moved(a.combined_own, a.combined_sum, a.combined_max, combined_part.x)
      + moved(b.combined_own, b.combined_sum, b.combined_max, combined_part.x),
    a.combined_shift * exp(a.combined_max - combined_part.x) + b.combined_shift * exp(b.combined_max - combined_part.x),
  );
}
const workgroup_threads = ${threads}u;
fn write_entry(place: u32, id: u32) {
  var entry = Entry(id, base[id], 0.0, 0.0, scores[id].combined);
  if (parameters.has_pair == 1) {
    if (id < parameters.expert_vocabulary) { entry.expert = expert[id]; }
    if (id < parameters.anti_vocabulary) { entry.anti = anti[id]; }
  }
  result.entries[place] = entry;
}

@compute @workgroup_size(${threads})
fn main(@builtin(local_invocation_index) local: u32) {
  var own = strips[min(local, parameters.strips - 1)];
  for (var s = local + ${threads}; s < parameters.strips; s += ${threads}) { own = merge(own, strips[s]); }
  partial[local] = own;
  workgroupBarrier();
  if (local == 0) {
    var all = partial[0];
    for (var i = 1u; i < min(${threads}u, parameters.strips); i++) { all = merge(all, partial[i]); }
    result.base_max = all.base_max; result.base_sum = all.base_sum;
    result.expert_max = all.expert_max; result.expert_sum = all.expert_sum;
    result.anti_max = all.anti_max; result.anti_sum = all.anti_sum;
    result.combined_max = all.combined_max; result.combined_sum = all.combined_sum;
    result.base_best = all.base_best;
    result.combined_best = all.combined_best;
    result.base_own = all.base_own; result.base_shift = all.base_shift;
    result.combined_own = all.combined_own; result.combined_shift = all.combined_shift;
    write_entry(0, min(select(parameters.forced, all.draw_id, parameters.forced == NO_ID), parameters.vocabulary - 1));
  }
${topRounds({ by: 'combined', wanted: 'parameters.candidates', count: 'count', first: '1' })}
${topRounds({ by: 'base', wanted: 'parameters.base_candidates', count: 'base_count', first: '1 + parameters.candidates' })}
}`,
  );
}

/**
 * The best ids by one of two scores: round by round the best of all strips; whoever keeps its strip looks for the strip's next
 * best. Uses the strips up.
 */
function topRounds({ by, wanted, count, first }: Record<'by' | 'wanted' | 'count' | 'first', string>): string {
  const scoreOf = by === 'base' ? 'base[id]' : 'scores[id].combined';
  const bestOfOwnStrips = `
    var mine = LOWEST;
    var mine_id = NO_ID;
    for (var s = local; s < parameters.strips; s += workgroup_threads) {
      let other = strips[s].${by}_max;
      let other_id = strips[s].${by}_best;
      if (other_id < parameters.vocabulary && before(other, other_id, mine, mine_id)) { mine = other; mine_id = other_id; }
    }
    best_scores[local] = mine;
    best_ids[local] = mine_id;`;
  return `
  workgroupBarrier();
  {${bestOfOwnStrips}
  }
  workgroupBarrier();
  var ${count} = 0u;
  for (var round = 0u; round < ${wanted}; round++) {
    var best = best_scores[0];
    var best_id = best_ids[0];
    for (var i = 1u; i < workgroup_threads; i++) {
      if (before(best_scores[i], best_ids[i], best, best_id)) { best = best_scores[i]; best_id = best_ids[i]; }
    }
    workgroupBarrier();
    if (best_id != NO_ID) {
      ${count}++;
      if (local == 0) { write_entry(${first} + round, best_id); }
      let strip = best_id % parameters.strips;
      if (strip % workgroup_threads == local) {
        var next = LOWEST;
        var next_id = NO_ID;
        for (var id = strip; id < parameters.vocabulary; id += parameters.strips) {
          let score = ${scoreOf};
          if (before(best, best_id, score, id) && before(score, id, next, next_id)) { next = score; next_id = id; }
        }
        strips[strip].${by}_max = next;
        strips[strip].${by}_best = next_id;${bestOfOwnStrips}
      }
    }
    workgroupBarrier();
  }
  if (local == 0) { result.${count} = ${count}; }`;
}

/** A row of the result, as logits. */
export type ResultEntry = ReturnType<typeof ENTRY.read>;

export interface ChooseResult {
  readonly baseBest: number;
  readonly combinedBest: number;
  /** log Σ exp(logit) of each row. */
  readonly logSum: { readonly base: number; readonly expert: number; readonly anti: number; readonly combined: number };
  /** Expectations under the softmax of each row: of its own logits less `logSum`, and of combined − base. */
  readonly expected: {
    readonly base: { readonly logProbability: number; readonly shift: number };
    readonly combined: { readonly logProbability: number; readonly shift: number };
  };
  readonly chosen: ResultEntry;
  readonly top: readonly ResultEntry[];
  readonly baseTop: readonly ResultEntry[];
}

/** @param candidates as in the step's parameters */
export function parseResult(bytes: ArrayBuffer, candidates: number): ChooseResult {
  const sums = RESULT.read(bytes);
  const entry = (index: number): ResultEntry => ENTRY.read(bytes, RESULT.bytes + ENTRY.bytes * index);
  const entries = (first: number, count: number): ResultEntry[] =>
    Array.from({ length: count }, (_, index) => entry(first + index));
  return {
    baseBest: sums.baseBest,
    combinedBest: sums.combinedBest,
    logSum: {
      base: sums.baseMax + Math.log(sums.baseSum),
      expert: sums.expertMax + Math.log(sums.expertSum),
      anti: sums.antiMax + Math.log(sums.antiSum),
      combined: sums.combinedMax + Math.log(sums.combinedSum),
    },
    expected: {
      base: expectation(sums.baseSum, sums.baseOwn, sums.baseShift),
      combined: expectation(sums.combinedSum, sums.combinedOwn, sums.combinedShift),
    },
    chosen: entry(0),
    top: entries(1, sums.count),
    baseTop: entries(1 + candidates, sums.baseCount),
  };
}

function expectation(sum: number, own: number, shift: number): { logProbability: number; shift: number } {
  return { logProbability: own / sum - Math.log(sum), shift: shift / sum };
}
