/**
 * Run by `npm run verify:package` in an empty project that has @huggingface/transformers: its own loop of generation, with its tensors,
 * samplers and lists of processors, writes with a pair beside it what our ensemble writes. The base's forward is ours, because
 * no ONNX file of the demonstration base is here. Prints how many tokens were the same.
 */
import { LogitsProcessorList, PreTrainedModel, PretrainedConfig, Tensor } from '@huggingface/transformers';
import { openTrio } from 'locum-engine';
import { localSource } from 'locum-engine/node';
import { openPair, transformersProcessor } from 'locum-engine/transformers';

const ALPHA = 0.75;
const TOKENS = 24;
const sources = {
  base: localSource('models/demo-base'),
  expert: localSource('models/demo-it'),
  anti: localSource('models/demo-anti'),
};
const trio = await openTrio({ sources, backend: 'cpu' });
const { model, tokenizer } = trio.participants.base;
const ids = tokenizer.encode('The patient reports knee pain since Sunday. He');

class Base extends PreTrainedModel {
  constructor() {
    super(new PretrainedConfig({ model_type: 'llama' }), {}, {});
  }
  _validate_model_class() {}
  _prepare_model_inputs({ model_kwargs: { input_ids } }) {
    return { inputs_tensor: input_ids, model_inputs: { input_ids }, model_input_name: 'input_ids' };
  }
  prepare_inputs_for_generation([text]) {
    return { text: text.map(Number) };
  }
  _update_model_kwargs_for_generation({ model_inputs }) {
    return model_inputs;
  }
  async forward({ text }) {
    const { data, vocabularySize } = await model.extend(text.slice(model.length));
    return { logits: new Tensor('float32', data, [1, 1, vocabularySize]), past_key_values: {} };
  }
}

async function theirs(processors) {
  await model.truncate(0);
  const input_ids = new Tensor('int64', BigInt64Array.from(ids.map(BigInt)), [1, ids.length]);
  const options = { max_new_tokens: TOKENS, do_sample: false, eos_token_id: [...model.info.stopIds] };
  const written = await new Base().generate({ input_ids, logits_processor: processors, ...options });
  return [...written.data].map(Number).slice(ids.length);
}

async function ours(method) {
  const written = [];
  for await (const event of trio.generate({ prompt: { ids }, method, alpha: ALPHA, maxTokens: TOKENS })) {
    if (event.type === 'token') written.push(event.id);
  }
  return written;
}

const list = new LogitsProcessorList();
list.push(transformersProcessor(await openPair(sources), { alpha: ALPHA }));
const [tuned, plain] = [await theirs(list), await theirs(new LogitsProcessorList())];
const [proxy, base] = [await ours('proxy'), await ours('base')];
const same = (a, b) => a.join() === b.join();
if (!same(tuned, proxy) || !same(plain, base) || same(proxy, base)) {
  throw new Error(`Not the same: ${tuned} and ${proxy}; ${plain} and ${base}.`);
}
console.log(`${tuned.length} tokens are those of our ensemble`);
