/** What a user types to name a model of their own, and what of the network it needs. */
import { LocumError } from '../errors.ts';
import { isGguf } from '../lm/checkpoint/gguf/parts.ts';
import type { ModelAddress } from '../lm/storage/manifest.ts';

/** A place models are downloaded from; nothing is asked of it before the user has switched it on. */
export interface ModelHost {
  readonly id: string;
  readonly name: string;
  /** Sources of a Content-Security-Policy: every origin that a download from here may touch. */
  readonly origins: readonly string[];
}

export const HUGGING_FACE: ModelHost = {
  id: 'huggingface',
  name: 'Hugging Face',
  // Large files come from its content network, to which the main host redirects.
  origins: ['https://huggingface.co', 'https://*.huggingface.co', 'https://*.hf.co'],
};
export const HUB_ENDPOINT = 'https://huggingface.co';

/** Where the libraries of web-llm's own list lie. */
export const MODEL_LIBRARIES: ModelHost = {
  id: 'mlc-libraries',
  name: 'GitHub, for web-llm’s model libraries',
  origins: ['https://raw.githubusercontent.com'],
};

const HUB_ID = /^[\w][\w.-]{0,95}\/[\w][\w.-]{0,95}$/;
/** A GGUF file of a repository, or a word in the name of one: `organisation/model/file.gguf`, `organisation/model:Q4_K_M`. */
const HUB_FILE = /^([\w][\w.-]{0,95}\/[\w][\w.-]{0,95})(?:\/([\w][\w.-]*(?:\/[\w][\w.-]*)*\.gguf)|:([\w.-]+))$/i;

/** A hub repository – or one of its GGUF files (see `hubFile`) – before its commit is known, or the address of a folder or a GGUF file. */
export type WantedAddress =
  | { readonly kind: 'hub'; readonly id: string; readonly endpoint: string; readonly revision: string }
  | { readonly kind: 'url'; readonly url: string };

/** What the id of a hub's model names: a repository, and in it a GGUF file, or a word that its name has. */
export function hubFile(id: string): {
  readonly repository: string;
  readonly file: string | null;
  readonly word: string | null;
} {
  const [, repository = id, file = null, word = null] = HUB_FILE.exec(id) ?? [];
  return { repository, file, word };
}

/**
 * `org/name`, a GGUF file `org/name/file.gguf` or one by a word in its name `org/name:Q4_K_M`, the address of a model's page on Hugging Face, or that of any folder with
 * the files of a checkpoint, or of a GGUF file.
 * @throws {LocumError} `bad-argument` with what is wrong
 */
export function parseAddress(text: string): WantedAddress {
  const trimmed = text.trim();
  if (trimmed === '') throw refused('Nothing was entered.', text);
  if (HUB_ID.test(trimmed) || HUB_FILE.test(trimmed))
    return { kind: 'hub', id: trimmed, endpoint: HUB_ENDPOINT, revision: 'main' };
  if (/^[\w.-]+$/.test(trimmed)) throw refused(`“${trimmed}” names no organisation.`, text);
  let url: URL;
  try {
    url = new URL(trimmed);
  } catch {
    throw refused(`“${trimmed}” is neither a name of the form organisation/model nor an address.`, text);
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refused(`Addresses begin with https:// or http://, not ${url.protocol}.`, text);
  }
  if (url.username !== '' || url.password !== '')
    throw refused('Addresses with a password in them are not used.', text);
  if (url.search !== '') throw refused('An address with a question mark cannot be a folder.', text);
  if (url.hostname === 'huggingface.co' || url.hostname === 'hf.co') return hubPage(url, text);
  if (isGguf(url.pathname)) return { kind: 'url', url: url.origin + url.pathname };
  // An address of one of the files stands for its folder.
  const folder = url.pathname.replace(/\/(?:config\.json|[\w.-]+\.safetensors)$/, '').replace(/\/*$/, '/');
  return { kind: 'url', url: url.origin + folder };
}

/** `/org/name`, `/org/name/tree/revision`, `/org/name/resolve/revision/file` … */
function hubPage(url: URL, text: string): WantedAddress {
  const [organisation, name, view, revision = 'main', ...path] = url.pathname
    .split('/')
    .filter(Boolean)
    .map(decodeURIComponent);
  const id = `${organisation ?? ''}/${name ?? ''}`;
  if (organisation === 'datasets' || organisation === 'spaces') throw refused(`This is not a model’s page.`, text);
  if (!HUB_ID.test(id)) throw refused('This address of Hugging Face names no model.', text);
  const named = view === 'tree' || view === 'resolve' || view === 'blob';
  const file = `${id}/${path.join('/')}`;
  const whole = named && HUB_FILE.test(file) ? file : id;
  return { kind: 'hub', id: whole, endpoint: HUB_ENDPOINT, revision: named ? revision : 'main' };
}

function refused(message: string, text: string): LocumError {
  return new LocumError('bad-argument', message, {
    hint: 'Enter a Hugging Face name such as microsoft/MediPhi, or the address of a GGUF file or of a folder with config.json, tokenizer.json and *.safetensors files.',
    details: { entered: text.slice(0, 200) },
  });
}

/** The host that has to be switched on for `address`; null where none is needed. */
export function hostOf(address: ModelAddress | WantedAddress, ownOrigin: string): ModelHost | null {
  switch (address.kind) {
    case 'hub':
      if (address.endpoint === HUB_ENDPOINT) return HUGGING_FACE;
      return ownHost(new URL(address.endpoint).origin);
    case 'url':
      return hostOfUrl(address.url, ownOrigin);
    case 'app':
    case 'folder':
      return null;
    default:
      return address satisfies never;
  }
}

/** The host that has to be switched on for a file at `url`; null where none is needed. */
export function hostOfUrl(url: string, ownOrigin: string): ModelHost | null {
  const { origin } = new URL(url);
  if (origin === ownOrigin) return null;
  const known = [HUGGING_FACE, MODEL_LIBRARIES].find(({ origins }) => origins.includes(origin));
  return known ?? ownHost(origin);
}

export function ownHost(origin: string): ModelHost {
  return { id: origin, name: origin, origins: [origin] };
}
