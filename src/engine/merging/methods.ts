/**
 * Ways to merge the weights of models of one shape. The arithmetic is that of mergekit (Goddard et al. 2024), which MediPhi
 * was made with, so that a recipe means the same there and here. The one place that says what each method is.
 */

export interface MergeMethodTraits {
  /** For people. */
  readonly name: string;
  readonly source: string;
  /** What it does, in one sentence. */
  readonly about: string;
  readonly arithmetic: Arithmetic;
}

export type Arithmetic =
  /** Σ w·m / Σ w over all models. */
  | { readonly kind: 'linear' }
  /** From a base to one other model along the arc between their directions. */
  | { readonly kind: 'slerp' }
  /** base + λ · Σ w · sparse(m − base). */
  | ({ readonly kind: 'task-vectors' } & TaskVectors);

export interface TaskVectors {
  /** Which elements of m − base are kept; null for all. */
  readonly sparsification: Sparsification | null;
  /** Only differences that agree in sign with the sum of all of them count (TIES). */
  readonly consensus: boolean;
  /** Whether the sum is divided by the weights that went into it, unless the recipe says otherwise. */
  readonly normalize: boolean;
  /** Whether what is kept is made as large as the whole was, in L1 norm, unless the recipe says otherwise. */
  readonly rescale: boolean;
}

/** magnitude: the largest; outliers: the largest but for the very largest; random: by chance; rank: by chance, the larger the likelier. */
export type Sparsification = 'magnitude' | 'outliers' | 'random' | 'rank';

const BREADCRUMBS = 'Davari & Belilovsky 2024, Model Breadcrumbs';
const DARE = 'Yu et al. 2024, Language Models are Super Mario';
const DELLA = 'Deep et al. 2024, DELLA-Merging';

const taskVectors = (
  sparsification: Sparsification | null,
  { consensus = false, normalize = false, rescale = false } = {},
): Arithmetic => ({ kind: 'task-vectors', sparsification, consensus, normalize, rescale });

export const MERGE_METHODS = {
  linear: {
    name: 'Linear',
    source: 'Wortsman et al. 2022, Model Soups',
    about: 'The weighted mean of all models.',
    arithmetic: { kind: 'linear' },
  },
  slerp: {
    name: 'SLERP',
    source: 'Shoemake 1985, Animating Rotation',
    about: 'A point on the arc from the base to one other model.',
    arithmetic: { kind: 'slerp' },
  },
  'task-arithmetic': {
    name: 'Task arithmetic',
    source: 'Ilharco et al. 2023, Editing Models with Task Arithmetic',
    about: 'What tuning changed in each model is added to the base.',
    arithmetic: taskVectors(null),
  },
  ties: {
    name: 'TIES',
    source: 'Yadav et al. 2023, TIES-Merging',
    about: 'The largest changes of each model are added where they agree in sign.',
    arithmetic: taskVectors('magnitude', { consensus: true, normalize: true }),
  },
  'dare-linear': {
    name: 'DARE',
    source: DARE,
    about: 'Changes are left out by chance, and what is kept is made larger for it.',
    arithmetic: taskVectors('random', { rescale: true }),
  },
  'dare-ties': {
    name: 'DARE with TIES',
    source: DARE,
    about: 'As DARE, of the changes that agree in sign.',
    arithmetic: taskVectors('random', { consensus: true, rescale: true }),
  },
  breadcrumbs: {
    name: 'BreadCrumbs',
    source: BREADCRUMBS,
    about: 'The smallest and the very largest changes are left out.',
    arithmetic: taskVectors('outliers'),
  },
  'breadcrumbs-ties': {
    name: 'BreadCrumbs with TIES',
    source: BREADCRUMBS,
    about: 'As BreadCrumbs, of the changes that agree in sign.',
    arithmetic: taskVectors('outliers', { consensus: true }),
  },
  'della-linear': {
    name: 'DELLA',
    source: DELLA,
    about: 'Changes are left out by chance, small ones more often.',
    arithmetic: taskVectors('rank', { rescale: true }),
  },
  della: {
    name: 'DELLA with TIES',
    source: DELLA,
    about: 'As DELLA, of the changes that agree in sign.',
    arithmetic: taskVectors('rank', { consensus: true, normalize: true, rescale: true }),
  },
} as const satisfies Readonly<Record<string, MergeMethodTraits>>;

export type MergeMethod = keyof typeof MERGE_METHODS;
export const MERGE_METHOD_IDS = Object.keys(MERGE_METHODS) as readonly MergeMethod[];

/** Whether a method measures models against a base: all but the plain mean. */
export function needsBase(method: MergeMethod): boolean {
  return MERGE_METHODS[method].arithmetic.kind !== 'linear';
}

/** A number that a method takes. */
export interface MergeParameterTraits {
  /** For people. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly about: string;
  /** As `parseRecipe` has it where a recipe does not say. */
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

/** Of each model. */
export const MODEL_PARAMETERS = {
  weight: {
    name: 'Weight',
    about: 'How much of the model, or of its change, goes in.',
    ...{ usual: 1, least: -2, most: 2, step: 0.05 },
  },
  density: {
    name: 'Density',
    about: 'The share of its changed weights that is kept.',
    ...{ usual: 1, least: 0, most: 1, step: 0.05 },
  },
  gamma: {
    name: 'γ',
    about: 'The share of the largest changes that is left out first.',
    ...{ usual: 0.01, least: 0, most: 1, step: 0.01 },
  },
  epsilon: {
    name: 'ε',
    about: 'By how much the chance of being kept differs, at most, between the smallest and the largest change.',
    ...{ usual: 0.15, least: 0, most: 0.5, step: 0.01 },
  },
} as const satisfies Readonly<Record<string, MergeParameterTraits>>;
export type ModelParameter = keyof typeof MODEL_PARAMETERS;

/** Of the merge as a whole. */
export const RECIPE_PARAMETERS = {
  t: {
    name: 't',
    about: 'The place on the arc: 0 is the base, 1 the other model.',
    ...{ usual: 0.5, least: 0, most: 1, step: 0.05 },
  },
  lambda: {
    name: 'λ',
    about: 'By what the sum of all changes is multiplied.',
    ...{ usual: 1, least: -2, most: 2, step: 0.05 },
  },
  seed: {
    name: 'Seed',
    about: 'Of what is left out by chance: the same seed leaves out the same.',
    ...{ usual: 1, least: 0, most: 2 ** 32 - 1, step: 1 },
  },
} as const satisfies Readonly<Record<string, MergeParameterTraits>>;
export type RecipeParameter = keyof typeof RECIPE_PARAMETERS;

/** The numbers that change what comes of a method. */
export function parametersOf(method: MergeMethod): {
  readonly ofModel: readonly ModelParameter[];
  readonly ofRecipe: readonly RecipeParameter[];
} {
  const arithmetic: Arithmetic = MERGE_METHODS[method].arithmetic;
  if (arithmetic.kind === 'linear') return { ofModel: ['weight'], ofRecipe: [] };
  if (arithmetic.kind === 'slerp') return { ofModel: [], ofRecipe: ['t'] };
  switch (arithmetic.sparsification) {
    case null:
      return { ofModel: ['weight'], ofRecipe: ['lambda'] };
    case 'magnitude':
      return { ofModel: ['weight', 'density'], ofRecipe: ['lambda'] };
    case 'outliers':
      return { ofModel: ['weight', 'density', 'gamma'], ofRecipe: ['lambda'] };
    case 'random':
      return { ofModel: ['weight', 'density'], ofRecipe: ['lambda', 'seed'] };
    case 'rank':
      return { ofModel: ['weight', 'density', 'epsilon'], ofRecipe: ['lambda', 'seed'] };
    default:
      return arithmetic.sparsification satisfies never;
  }
}
