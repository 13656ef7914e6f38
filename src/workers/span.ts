/** Spans for the Performance panel of the developer tools, where each worker has a track: loading and the first token are seen there. */
export interface Span {
  /** Counts once. */
  end(): void;
}

export function beginSpan(track: string, name: string): Span {
  const start = performance.now();
  let ended = false;
  return {
    end() {
      if (ended) return;
      ended = true;
      performance.measure(name, { start, detail: { devtools: { dataType: 'track-entry', track: `Locum: ${track}` } } });
      // A recording has it by now; kept entries would only pile up.
      performance.clearMeasures(name);
    },
  };
}
