// wllama (llama.cpp as WebAssembly), of the peers' own package. It takes texts, and tells itself what they took.
const FOLDER = '/bench/peers/node_modules/@wllama/wllama/esm';

export async function startWllama(parts, threads) {
  const { Wllama } = await import(/* @vite-ignore */ `${FOLDER}/index.js`);
  const engine = new Wllama({ default: `${FOLDER}/wasm/wllama.wasm` }, { suppressNativeLog: true });
  await engine.loadModel(parts, { n_threads: threads, n_ctx: 512, n_batch: 512 });
  /** Reads about so many tokens, other ones every time, because it keeps what it has read. */
  const complete = async (count, tokens) => {
    const prompt = `${crypto.randomUUID()} ${Array.from({ length: Math.max(1, count - 24) }, () => 'pain').join(' ')}`;
    const { timings } = await engine.createCompletion({ prompt, max_tokens: tokens, temperature: 0 });
    if (timings === undefined) throw new Error('wllama tells no times.');
    return timings;
  };
  return {
    async prefill(ids) {
      const { prompt_ms, prompt_n } = await complete(ids.length, 1);
      return (prompt_ms / prompt_n) * ids.length;
    },
    async decode(ids, tokens) {
      const { predicted_ms, predicted_n } = await complete(ids.length, tokens);
      return (predicted_ms / predicted_n) * tokens;
    },
  };
}
