/** Models by name: what a role, a download and a stored copy have in common. */
import { HUB_ENDPOINT, parseAddress } from '../../engine/catalogue/address.ts';
import { CATALOGUE, type CatalogueModel, catalogueModel } from '../../engine/catalogue/models.ts';
import type { StoredAddress, Wanted } from '../../workers/models-protocol.ts';

/**
 * `app:demo-it`, `hub:microsoft/MediPhi`, `url:https://…/`, `folder:name`, `webllm:name` for what lies in web-llm's cache, or
 * `session:…` for what lasts until the page is closed.
 */
export type ModelRef = string;

export function refOf(address: StoredAddress | Wanted): ModelRef {
  switch (address.kind) {
    case 'app':
    case 'hub':
      return `${address.kind}:${address.id}`;
    case 'url':
      return `url:${address.url}`;
    case 'folder':
      return `folder:${address.name}`;
    default:
      return address satisfies never;
  }
}

export function catalogueRef({ id, family }: CatalogueModel): ModelRef {
  return family === 'demo' ? `app:${id}` : `hub:${id}`;
}

export function idRef(id: string): ModelRef {
  const model = catalogueModel(id);
  return model === undefined ? `hub:${id}` : catalogueRef(model);
}

const WEBLLM = 'webllm:';
/** Of a model in web-llm's list. */
const FORMAT = /q4f16_1-MLC$/;

export function webLlmRef(id: string): ModelRef {
  return WEBLLM + id;
}

export function isForWebLlm(ref: ModelRef): boolean {
  return ref.startsWith(WEBLLM);
}

/** What follows the kind. */
export function nameOf(ref: ModelRef): string {
  return ref.slice(ref.indexOf(':') + 1);
}

export function catalogueOf(ref: ModelRef): CatalogueModel | undefined {
  return ref.startsWith('app:') || ref.startsWith('hub:') ? catalogueModel(nameOf(ref)) : undefined;
}

/** What a model is a copy of, where that is in the catalogue: the same checkpoint for another engine has the same tokenizer. */
export function kinOf(ref: ModelRef): CatalogueModel | undefined {
  if (!isForWebLlm(ref)) return catalogueOf(ref);
  const id = nameOf(ref);
  const [prepared = ''] = id.split(' (');
  const listed = CATALOGUE.find(
    ({ webllmId }) => webllmId !== undefined && id.startsWith(webllmId.replace(FORMAT, '')),
  );
  return catalogueModel(prepared) ?? listed;
}

/** The folder of one of the app's own models. */
export function appUrl(id: string): string {
  return new URL(`${import.meta.env.BASE_URL}models/${id}/`, location.href).href;
}

/** The address that a stored model of this name has; null for what lasts until the page is closed. */
export function storedAddress(ref: ModelRef): StoredAddress | null {
  const name = nameOf(ref);
  if (ref.startsWith('app:')) return { kind: 'app', id: name };
  if (ref.startsWith('hub:')) return { kind: 'hub', id: name, endpoint: HUB_ENDPOINT, revision: 'main' };
  if (ref.startsWith('url:')) return { kind: 'url', url: name };
  if (ref.startsWith('folder:')) return { kind: 'folder', name };
  return null;
}

/** What to ask for to download it; null where only the user can give the files again. */
export async function wantedOf(ref: ModelRef): Promise<Wanted | null> {
  const name = nameOf(ref);
  if (ref.startsWith('app:')) {
    const { entry = '' } = catalogueModel(name) ?? {};
    return { kind: 'app', id: name, url: appUrl(name) + entry, sha256: await appDigest(name) };
  }
  if (ref.startsWith('hub:') || ref.startsWith('url:')) return parseAddress(name);
  return null;
}

/** The digest that the app promises for its own models' weights. */
export async function appDigest(id: string): Promise<string | null> {
  try {
    const response = await fetch(`${import.meta.env.BASE_URL}models/index.json`);
    const index = (await response.json()) as readonly { readonly id: string; readonly sha256?: string }[];
    return index.find((model) => model.id === id)?.sha256 ?? null;
  } catch {
    return null;
  }
}
