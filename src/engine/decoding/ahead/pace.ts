/**
 * How many tokens to guess at a time, and whether guessing pays at all, from what forwards have cost here so far.
 *
 * With a share p of guesses right, k guesses and one pass over k + 1 positions give (1 − p^(k+1)) / (1 − p) tokens
 * (Leviathan et al. 2023, "Fast Inference from Transformers via Speculative Decoding", eq. 1) and cost
 * (k + p^k) · draft + verify(k + 1), where draft is one forward of the guessing model (one more when all guesses were right) and
 * verify(n) one pass of the others over n positions. A token without guessing costs one plain step. All are medians of what was
 * measured; verify is interpolated between the lengths seen, from verify(1) = plain − draft on.
 */

export interface PaceOptions {
  /** `measured`: weighs time and gives up where guessing does not pay. `always`: follows the acceptance alone. */
  readonly mode: 'measured' | 'always';
  readonly most?: number | undefined;
}

const MOST_GUESSES = 8;
const FIRST_GUESSES = 4;
/** Plain steps to begin with, the first of which warms up and is not counted. */
const CALIBRATION_STEPS = 4;
/** Rounds before giving up; the first is not timed. */
const TRIAL_ROUNDS = 5;
/** Where not even so many right guesses would pay, there is no need to try, nor to try again with the next text. */
const HOPEFUL_ACCEPTANCE = 0.9;
/** Tokens after which a plain step is measured again: machines slow down and speed up. */
const CALIBRATION_INTERVAL = 24;
/** Weight of the past when a guess comes true or not: a memory of about 30 guesses. */
const MEMORY = 0.97;

export class Pace {
  readonly #mode: PaceOptions['mode'];
  readonly #most: number;
  #k: number;
  #right = 2;
  #wrong = 1;
  #rounds = 0;
  #plainSteps = 0;
  #sincePlain = 0;
  #offReason: string | null = null;
  readonly #plain = new Recent();
  readonly #draft = new Recent();
  readonly #verify = new Map<number, Recent>();

  constructor({ mode, most = MOST_GUESSES }: PaceOptions) {
    this.#mode = mode;
    this.#most = most;
    this.#k = Math.min(FIRST_GUESSES, most);
  }

  get offReason(): string | null {
    return this.#offReason;
  }

  /** Guesses at a time, as adapted by now. */
  get k(): number {
    return this.#k;
  }

  /** Guesses for the round that begins; 0: a plain step. */
  next(): number {
    if (this.#offReason !== null) return 0;
    if (this.#mode === 'always') return this.#k;
    const calibrating = this.#plainSteps < CALIBRATION_STEPS || this.#sincePlain >= CALIBRATION_INTERVAL;
    return calibrating ? 0 : this.#k;
  }

  plainStep(milliseconds: number): void {
    if (this.#plainSteps++ > 0) this.#plain.add(milliseconds);
    this.#sincePlain = 0;
  }

  draftPass(milliseconds: number): void {
    if (this.#rounds > 0) this.#draft.add(milliseconds);
  }

  verifyPass(positions: number, milliseconds: number): void {
    if (this.#rounds++ === 0) return;
    const seen = this.#verify.get(positions) ?? new Recent();
    this.#verify.set(positions, seen);
    seen.add(milliseconds);
  }

  /** A guess has come true or not. */
  guessed(right: boolean): void {
    this.#right = MEMORY * this.#right + (right ? 1 : 0);
    this.#wrong = MEMORY * this.#wrong + (right ? 0 : 1);
    this.#sincePlain++;
  }

  /** A path of `guesses` has ended after `right` of them. */
  roundEnded(guesses: number, right: number): void {
    if (this.#mode === 'always') {
      if (guesses >= this.#k) this.#k = clamp(this.#k + (right === guesses ? 1 : -1), this.#most);
      return;
    }
    const { k, gain } = this.#best(this.#acceptance);
    if (Number.isNaN(gain)) return;
    // Longer passes than were seen are extrapolated: go there by steps.
    this.#k = clamp(Math.min(k, this.#k + 2), this.#most);
    const isHopeless = this.#best(HOPEFUL_ACCEPTANCE).gain < 1;
    if (gain < 1 && (isHopeless || this.#rounds > TRIAL_ROUNDS)) this.#offReason = this.#reason(k, gain);
  }

  /** A new text: what forwards cost is remembered, how guesses came true may be another matter. */
  restart(): void {
    this.#sincePlain = 0;
    if (this.#best(HOPEFUL_ACCEPTANCE).gain < 1) return;
    this.#offReason = null;
    this.#rounds = Math.min(this.#rounds, 1);
  }

  /** The most that guessing can give when a share `p` of guesses is right; NaN while not everything was measured. */
  #best(p: number): { readonly k: number; readonly gain: number } {
    const gains = Array.from({ length: this.#most }, (_, index) => this.#gain(index + 1, p));
    const gain = Math.max(...gains);
    return { k: gains.indexOf(gain) + 1, gain };
  }

  /** Times as fast as plain steps with `k` guesses. */
  #gain(k: number, p: number): number {
    const tokens = (1 - p ** (k + 1)) / (1 - p);
    const cost = (k + p ** k) * this.#draft.median + this.#verifyMs(k + 1);
    return (tokens * this.#plain.median) / cost;
  }

  get #acceptance(): number {
    return this.#right / (this.#right + this.#wrong);
  }

  #verifyMs(positions: number): number {
    const single = Math.max(0, this.#plain.median - this.#draft.median);
    const known = [...this.#verify].map(([n, seen]) => ({ n, ms: seen.median })).filter(({ n }) => n > 1);
    known.push({ n: 1, ms: single });
    known.sort((a, b) => a.n - b.n);
    const above = known.findIndex(({ n }) => n >= positions);
    const to = known[above < 0 ? known.length - 1 : above]!;
    const from = known[(above < 0 ? known.length - 1 : above) - 1];
    if (from === undefined || to.n === positions) return known.length > 1 ? to.ms : Number.NaN;
    return to.ms + (Math.max(0, to.ms - from.ms) / (to.n - from.n)) * (positions - to.n);
  }

  #reason(k: number, gain: number): string {
    const single = this.#verifyMs(1);
    const ratio = (this.#verifyMs(k + 1) / single).toFixed(1);
    const right = Math.round(100 * this.#acceptance);
    return (
      `Guessing does not pay here: one pass over ${k + 1} tokens costs as much as ${ratio} over one, ` +
      `a guess costs ${(this.#draft.median / this.#plain.median).toFixed(2)} of a step and ${right} % of them are right, ` +
      `which makes ${gain.toFixed(2)} of the speed without.`
    );
  }
}

/** The median of the last few measurements, which one interruption does not move. */
class Recent {
  readonly #values: number[] = [];

  add(value: number): void {
    this.#values.push(value);
    if (this.#values.length > 7) this.#values.shift();
  }

  get median(): number {
    const sorted = [...this.#values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  }
}

function clamp(k: number, most: number): number {
  return Math.max(1, Math.min(most, k));
}
