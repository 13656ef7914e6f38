// wllama (llama.cpp as WebAssembly), of the peers' own package.
const FOLDER = '/bench/peers/node_modules/@wllama/wllama/esm';

export async function startWllama(parts, threads) {
  const { Wllama } = await import(/* @vite-ignore */ `${FOLDER}/index.js`);
  const engine = new Wllama(
    {
      'single-thread/wllama.wasm': `${FOLDER}/single-thread/wllama.wasm`,
      'multi-thread/wllama.wasm': `${FOLDER}/multi-thread/wllama.wasm`,
    },
    { suppressNativeLog: true },
  );
  await engine.loadModel(parts, { n_threads: threads, n_ctx: 512, n_batch: 512 });
  await engine.samplingInit({ temp: 0 });
  const read = async (ids) => {
    await engine.kvClear();
    await engine.decode([...ids], {});
  };
  return {
    async prefill(ids) {
      const started = performance.now();
      await read(ids);
      return performance.now() - started;
    },
    async decode(ids, tokens) {
      await read(ids);
      let started = performance.now();
      for (let step = 0; step <= tokens; step++) {
        const { token } = await engine.samplingSample();
        // The first token is what reading gives.
        if (step === 0) started = performance.now();
        if (step < tokens) await engine.decode([token], {});
      }
      return performance.now() - started;
    },
  };
}
