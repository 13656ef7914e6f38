/**
 * Who wrote a text. Made where the text is written, kept with it, and only read afterwards: what is loaded or chosen later
 * says nothing about it. What is not known is absent.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { METHOD_IDS, METHODS, type Method, rolesOf } from './decoding/methods.ts';
import type { Backend, ModelInfo, Precision } from './lm/causal-lm.ts';
import type { Role, SamplingOptions } from './lm/ensemble.ts';
import { type NoteTemplate, templatePrompt } from './tasks/templates.ts';

/** A model that took part. */
export interface Author {
  /** As its checkpoint or its server calls it. */
  readonly id: string;
  readonly precision?: Precision;
  /** The origin that it was asked at, where it did not run here. */
  readonly endpoint?: string;
}

export interface Authorship {
  /** By role; the method's own roles only. */
  readonly models: { readonly [Name in Role]?: Author };
  readonly method: Method;
  /** Of methods that have one. */
  readonly alpha?: number;
  readonly sampling?: SamplingOptions;
  readonly seed?: number;
  /** Of the text, or of each section where sections were written one by one. */
  readonly maxTokens?: number;
  /** The template, and a digest of the words that it puts round a conversation. */
  readonly prompt?: { readonly template: string; readonly version?: string };
  readonly backend?: Backend;
  /** What was read in the place of the whole conversation, where that was too long. */
  readonly condensed?: Condensation;
  /** Its sentences were held against the conversation while they were written. */
  readonly repaired?: boolean;
  /** Locum's version. */
  readonly app?: string;
}

const CONDENSATIONS = ['shortened', 'summarised', 'excerpted'] as const;
export type Condensation = (typeof CONDENSATIONS)[number];

const Model = v.object({
  id: v.string(),
  precision: v.exactOptional(v.picklist(['f32', 'f16', 'q8', 'q8_16', 'q4_1', 'q4'])),
  endpoint: v.exactOptional(v.string()),
});

/** What is read back from files and from the history. */
export const AuthorshipSchema = v.object({
  models: v.object({
    base: v.exactOptional(Model),
    expert: v.exactOptional(Model),
    anti: v.exactOptional(Model),
  }),
  method: v.picklist(METHOD_IDS),
  alpha: v.exactOptional(v.number()),
  sampling: v.exactOptional(
    v.object({ repetitionPenalty: v.number(), temperature: v.number(), topK: v.number(), topP: v.number() }),
  ),
  seed: v.exactOptional(v.number()),
  maxTokens: v.exactOptional(v.number()),
  prompt: v.exactOptional(v.object({ template: v.string(), version: v.exactOptional(v.string()) })),
  backend: v.exactOptional(v.picklist(['webgpu', 'cpu', 'webllm'])),
  condensed: v.exactOptional(v.picklist(CONDENSATIONS)),
  repaired: v.exactOptional(v.boolean()),
  app: v.exactOptional(v.string()),
}) satisfies v.GenericSchema<unknown, Authorship>;

/** A request as it goes to the models. */
export interface Commission {
  readonly method: Method;
  readonly alpha: number;
  readonly sampling: SamplingOptions;
  readonly seed: number;
  readonly maxTokens: number;
  readonly template: NoteTemplate;
  readonly condensed?: Condensation | undefined;
  readonly repair?: boolean | undefined;
}

/** The models that stand ready for it. */
export interface Writers {
  readonly models: Readonly<Partial<Record<Role, Pick<ModelInfo, 'id' | 'precision'>>>>;
  readonly backend: Backend;
  /** Plays the base in place of a model here. */
  readonly remote?: { readonly id: string; readonly endpoint: string } | null;
  readonly app?: string | undefined;
}

export function authorshipOf(
  { method, alpha, template, sampling, seed, maxTokens, condensed, repair }: Commission,
  { models, backend, remote, app }: Writers,
): Authorship {
  const named = rolesOf(method).flatMap((role): (readonly [Role, Author])[] => {
    if (role === 'base' && remote) return [[role, remote]];
    const model = models[role];
    return model === undefined ? [] : [[role, { id: model.id, precision: model.precision }]];
  });
  return {
    models: Object.fromEntries(named),
    method,
    ...(METHODS[method].usesAlpha && { alpha }),
    sampling,
    seed,
    maxTokens,
    prompt: { template: template.id, version: promptVersion(template) },
    backend,
    ...(condensed !== undefined && { condensed }),
    ...(repair === true && METHODS[method].sharesVocabulary && { repaired: true }),
    ...(app !== undefined && { app }),
  };
}

/** Eight hexadecimal digits that change with any word of the prompt, the users' own templates included. */
function promptVersion(template: NoteTemplate): string {
  const { withoutSource: _without, ...words } = templatePrompt(template, '[conversation]');
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([words, template.sections])))).slice(0, 8);
}

/** Each once, in their order. */
export function distinctAuthorships(all: readonly (Authorship | null)[]): readonly Authorship[] {
  const byContent = new Map<string, Authorship>();
  for (const each of all) if (each !== null) byContent.set(contentOf(each), byContent.get(contentOf(each)) ?? each);
  return [...byContent.values()];
}

/** Equal for equal authorships, in whatever order their members were written down. */
function contentOf(authorship: Authorship): string {
  return JSON.stringify(authorship, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

const ROLE_ORDER: readonly Role[] = ['base', 'expert', 'anti'];

/** The models with their roles, base first. */
export function authorsOf({ models }: Pick<Authorship, 'models'>): readonly (Author & { readonly role: Role })[] {
  return ROLE_ORDER.flatMap((role) => {
    const model = models[role];
    return model === undefined ? [] : [{ role, ...model }];
  });
}

/** “proxy, α = 0.8, seed 7; base demo-base (f16), expert …”, as far as it is known. */
export function authorshipLine(authorship: Authorship): string {
  const { method, alpha, seed, sampling, backend, prompt, condensed, repaired } = authorship;
  const settings = [
    method,
    alpha === undefined ? '' : `α = ${alpha}`,
    sampling === undefined || sampling.temperature === 0 ? '' : `temperature ${sampling.temperature}`,
    seed === undefined ? '' : `seed ${seed}`,
    prompt === undefined
      ? ''
      : `template ${prompt.template}${prompt.version === undefined ? '' : ` (${prompt.version})`}`,
    backend ?? '',
    condensed === undefined ? '' : `from the conversation ${condensed}`,
    repaired === true ? 'held against the conversation' : '',
  ];
  const models = authorsOf(authorship).map(({ role, id, precision, endpoint }) => {
    const more = [precision, endpoint && `at ${endpoint}`].filter(Boolean).join(', ');
    return `${role} ${id}${more === '' ? '' : ` (${more})`}`;
  });
  return [settings.filter((part) => part !== '').join(', '), models.join(', ')]
    .filter((part) => part !== '')
    .join('; ');
}
