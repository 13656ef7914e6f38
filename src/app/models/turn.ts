/** The models write one text at a time, whoever asks: what was being written before stops, and keeps what it has. */
let current: AbortController | null = null;

export function takeTurn(): AbortController {
  current?.abort();
  current = new AbortController();
  return current;
}
