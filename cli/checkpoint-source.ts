/** Checkpoints by whatever names them on the command line, on this machine or on a hub. */
import { modelSource } from '../node/model-folder.ts';
import { hubFile, parseAddress } from '../src/engine/catalogue/address.ts';
import { LocumError } from '../src/engine/errors.ts';
import { isGguf } from '../src/engine/lm/checkpoint/gguf/parts.ts';
import { type FileSource, urlSource } from '../src/engine/lm/checkpoint/source.ts';
import { adaptedSource } from '../src/engine/lm/lora/adapted-source.ts';

/** A folder, one of the demonstration models, a hub's `owner/name`, or an address; of two, `BASE+ADAPTER`. */
export function checkpointSource(input: string): FileSource {
  const [base, adapter] = input.split('+');
  const isPair = base && adapter && [base, adapter].every((part) => HUB_OR_ADDRESS.test(part));
  return isPair ? adaptedSource(oneSource(base), oneSource(adapter)) : oneSource(input);
}

const HUB_OR_ADDRESS = /^[\w-][\w.-]*\/|:\/\//;

function oneSource(input: string): FileSource {
  try {
    return modelSource(input);
  } catch (thrown) {
    const isUnknown = thrown instanceof LocumError && thrown.code === 'file-not-found';
    if (!isUnknown || !HUB_OR_ADDRESS.test(input)) throw thrown;
    const address = parseAddress(input);
    if (address.kind === 'url') return atFile(new URL('.', address.url).href, isGguf(address.url) ? address.url : null);
    // The variable that Hugging Face's own tools heed, for mirrors.
    const endpoint = process.env.HF_ENDPOINT ?? address.endpoint;
    const { repository, file } = hubFile(address.id);
    return { ...atFile(`${endpoint}/${repository}/resolve/${address.revision}/`, file), label: address.id };
  }
}

/** A folder at an address, or a GGUF file in it. */
function atFile(folder: string, file: string | null): FileSource {
  const source = urlSource(folder);
  return file === null ? source : { ...source, entry: file.startsWith(folder) ? file.slice(folder.length) : file };
}
