/** What a page calls a model, as something that the engine can open. */
import { LocumError } from '../engine/errors.ts';
import { urlSource } from '../engine/lm/checkpoint/source.ts';
import type { Role } from '../engine/lm/ensemble.ts';
import type { ModelRecord } from '../engine/lm/webllm/module.ts';
import { folderOfMlc, prebuiltSource } from '../engine/lm/webllm/source.ts';
import type { ModelSource } from '../engine/runtime.ts';
import type { ModelAddress } from './protocol.ts';
import { type ModelWorker, webLlmRecords } from './webllm-host.ts';

/** One source for one address: a model that is named in two roles is loaded once. @throws {LocumError} `bad-argument` */
export async function modelSources(
  models: Readonly<Record<Role, ModelAddress>>,
  createModelWorker: () => ModelWorker,
): Promise<Readonly<Record<Role, ModelSource>>> {
  const { base, expert, anti } = models;
  const addresses = [base, expert, anti];
  // web-llm's list is in web-llm, a few megabytes of script.
  const usesList = addresses.some((address) => typeof address === 'object' && typeof address.webllm === 'string');
  const records = usesList ? await webLlmRecords(createModelWorker) : [];
  const sources = new Map<string, ModelSource>();
  const open = (address: ModelAddress): ModelSource => {
    const key = JSON.stringify(address);
    const source = sources.get(key) ?? sourceOf(address, records);
    sources.set(key, source);
    return source;
  };
  return { base: open(base), expert: open(expert), anti: open(anti) };
}

function sourceOf(address: ModelAddress, records: readonly ModelRecord[]): ModelSource {
  if (typeof address === 'string') return urlSource(address);
  const { webllm } = address;
  if (typeof webllm !== 'string') return folderOfMlc(webllm.folder, webllm.library);
  const record = records.find(({ model_id }) => model_id === webllm);
  if (record !== undefined) return prebuiltSource(record);
  throw new LocumError('bad-argument', `web-llm has no model “${webllm}” in its list.`, {
    hint: 'Give the folder of an MLC model and the address of its library.',
    details: { model: webllm },
  });
}
