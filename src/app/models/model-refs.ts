/** Models by name: what a role, a download and a stored copy have in common. */
import * as v from 'valibot';
import { HUB_ENDPOINT, parseAddress } from '../../engine/catalogue/address.ts';
import {
  CATALOGUE,
  type CatalogueModel,
  catalogueModel,
  type GgufFile,
  ggufId,
} from '../../engine/catalogue/models.ts';
import type { MergeRecipe } from '../../engine/merging/recipe.ts';
import type { StoredAddress, Wanted } from '../../workers/models-protocol.ts';

/** `webllm`: what lies in web-llm's cache; `session`: what lasts until the page is closed; `merged`: a recipe whose models are named by their refs. */
const KINDS = ['app', 'hub', 'url', 'folder', 'webllm', 'session', 'merged'] as const;
type Kind = (typeof KINDS)[number];

/** `app:demo-it`, `hub:microsoft/MediPhi`, `url:https://…/`, `folder:name`, … */
export type ModelRef = `${Kind}:${string}`;

/** Of what was kept, perhaps by another version. */
export const StoredRef = v.custom<ModelRef>(isModelRef);

function isModelRef(value: unknown): value is ModelRef {
  return typeof value === 'string' && KINDS.some((kind) => value.startsWith(`${kind}:`));
}

/** `Object.entries`, which forgets what the keys are. */
export function entriesByRef<Kept>(record: Readonly<Record<ModelRef, Kept>>): readonly (readonly [ModelRef, Kept])[] {
  return Object.entries(record).filter((entry): entry is [ModelRef, Kept] => isModelRef(entry[0]));
}

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

/** Of a model's GGUF file on the hub; its own name where there is none. */
export function ggufRef(id: string): ModelRef {
  const gguf = catalogueModel(id)?.gguf;
  return gguf === undefined ? idRef(id) : `hub:${ggufId(gguf)}`;
}

/** The GGUF file of the catalogue that is named; undefined where it is another model, or the original. */
export function ggufOf(ref: ModelRef): GgufFile | undefined {
  const gguf = catalogueOf(ref)?.gguf;
  return gguf !== undefined && nameOf(ref) === ggufId(gguf) ? gguf : undefined;
}

/** Bytes of a model of the catalogue at its host, as it is named; 0 where that is not known. */
export function downloadOf(ref: ModelRef): number {
  return ggufOf(ref)?.bytes ?? catalogueOf(ref)?.download ?? 0;
}

/** Of a model in web-llm's list. */
const FORMAT = /q4f16_1-MLC$/;

export function webLlmRef(id: string): ModelRef {
  return `webllm:${id}`;
}

export function isForWebLlm(ref: ModelRef): ref is `webllm:${string}` {
  return ref.startsWith('webllm:');
}

/** Of a model that is merged as it is read. */
export function mergedRef(recipe: MergeRecipe): ModelRef {
  return `merged:${JSON.stringify(recipe)}`;
}

/** Null: it is no merge. */
export function recipeOf(ref: ModelRef): MergeRecipe | null {
  return ref.startsWith('merged:') ? (JSON.parse(nameOf(ref)) as MergeRecipe) : null;
}

/** The models of a recipe, each once. */
export function ingredientsOf({ base, models }: MergeRecipe): readonly ModelRef[] {
  const names = [...(base === undefined ? [] : [base]), ...models.map(({ model }) => model)];
  return [...new Set(names)].filter(isModelRef);
}

function kindOf(ref: ModelRef): Kind {
  return ref.slice(0, ref.indexOf(':')) as Kind;
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
  const kind = kindOf(ref);
  const name = nameOf(ref);
  switch (kind) {
    case 'app':
      return { kind, id: name };
    case 'hub':
      return { kind, id: name, endpoint: HUB_ENDPOINT, revision: 'main' };
    case 'url':
      return { kind, url: name };
    case 'folder':
      return { kind, name };
    case 'webllm':
    case 'session':
    case 'merged':
      return null;
    default:
      return kind satisfies never;
  }
}

/** What to ask for to download it; null where only the user can give the files again. */
export async function wantedOf(ref: ModelRef): Promise<Wanted | null> {
  const name = nameOf(ref);
  const kind = kindOf(ref);
  switch (kind) {
    case 'app': {
      const { entry = '' } = catalogueModel(name) ?? {};
      return { kind, id: name, url: appUrl(name) + entry, sha256: await appDigest(name) };
    }
    case 'hub':
    case 'url':
      return parseAddress(name);
    case 'folder':
    case 'webllm':
    case 'session':
    case 'merged':
      return null;
    default:
      return kind satisfies never;
  }
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
