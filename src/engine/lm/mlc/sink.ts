/** Where a converted model goes: a folder (`folder-sink.ts`) or web-llm's cache (`webllm/cache.ts`). */
export interface MlcSink {
  /** Takes an earlier model away, so that a conversion which is cut short leaves none that looks whole. */
  clear(): Promise<void>;
  /** @throws {LocumError} `quota-exceeded` when there is no room */
  put(path: string, content: Uint8Array | string): Promise<void>;
}
