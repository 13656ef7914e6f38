/** Figures as the page shows them: always with their unit. */

const THIN = '\u202f';

export function bytes(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toFixed(2)}${THIN}GB`;
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)}${THIN}MB`;
  if (count >= 1e3) return `${(count / 1e3).toFixed(0)}${THIN}kB`;
  return `${count}${THIN}B`;
}

export function parameters(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toFixed(1)}${THIN}B parameters`;
  return `${(count / 1e6).toFixed(1)}${THIN}M parameters`;
}

export function percent(probability: number): string {
  if (probability > 0 && probability < 0.001) return `<${THIN}0.1${THIN}%`;
  return `${(probability * 100).toFixed(1)}${THIN}%`;
}

/** A difference of two probabilities, in percentage points, with its sign. */
export function points(difference: number): string {
  const rounded = (Math.abs(difference) * 100).toFixed(1);
  const sign = rounded === '0.0' ? '±' : difference > 0 ? '+' : '−';
  return `${sign}${rounded}${THIN}pp`;
}

export function duration(milliseconds: number): string {
  return milliseconds < 1000
    ? `${milliseconds.toFixed(0)}${THIN}ms`
    : `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)}${THIN}s`;
}

export function count(number: number, singular: string): string {
  return `${number.toLocaleString('en')} ${singular}${number === 1 ? '' : 's'}`;
}

/** A token for display: white space by name; a part of a character or a stop token adds no text. */
export function visibleToken(text: string): string {
  if (text === '') return '(no text)';
  if (text.trim() !== '') return text;
  const breaks = text.split('\n').length - 1;
  if (breaks > 0) return breaks === 1 ? '(line break)' : `(${breaks} line breaks)`;
  return text.length === 1 ? '(space)' : `(${text.length} spaces)`;
}

/** `12`, or `12–15` where they differ. */
export function range(numbers: readonly number[]): string {
  const least = Math.min(...numbers);
  const most = Math.max(...numbers);
  return least === most ? `${least}` : `${least}–${most}`;
}

/** `1–4, 7, 9–12`, of numbers in order. */
export function numbers(ordered: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of ordered) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(range).join(', ');
}

/** A place in a recording: `4:09`. */
export const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, '0')}`;
