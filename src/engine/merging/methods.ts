/**
 * Ways to merge the weights of models of one shape. The arithmetic is that of mergekit (Goddard et al. 2024), which MediPhi
 * was made with, so that a recipe means the same there and here. The one place that says what each method is.
 */

export interface MergeMethodTraits {
  /** For people. */
  readonly name: string;
  readonly source: string;
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
  linear: { name: 'Linear', source: 'Wortsman et al. 2022, Model Soups', arithmetic: { kind: 'linear' } },
  slerp: { name: 'SLERP', source: 'Shoemake 1985, Animating Rotation', arithmetic: { kind: 'slerp' } },
  'task-arithmetic': {
    name: 'Task arithmetic',
    source: 'Ilharco et al. 2023, Editing Models with Task Arithmetic',
    arithmetic: taskVectors(null),
  },
  ties: {
    name: 'TIES',
    source: 'Yadav et al. 2023, TIES-Merging',
    arithmetic: taskVectors('magnitude', { consensus: true, normalize: true }),
  },
  'dare-linear': { name: 'DARE', source: DARE, arithmetic: taskVectors('random', { rescale: true }) },
  'dare-ties': {
    name: 'DARE with TIES',
    source: DARE,
    arithmetic: taskVectors('random', { consensus: true, rescale: true }),
  },
  breadcrumbs: { name: 'BreadCrumbs', source: BREADCRUMBS, arithmetic: taskVectors('outliers') },
  'breadcrumbs-ties': {
    name: 'BreadCrumbs with TIES',
    source: BREADCRUMBS,
    arithmetic: taskVectors('outliers', { consensus: true }),
  },
  'della-linear': { name: 'DELLA', source: DELLA, arithmetic: taskVectors('rank', { rescale: true }) },
  della: {
    name: 'DELLA with TIES',
    source: DELLA,
    arithmetic: taskVectors('rank', { consensus: true, normalize: true, rescale: true }),
  },
} as const satisfies Readonly<Record<string, MergeMethodTraits>>;

export type MergeMethod = keyof typeof MERGE_METHODS;
export const MERGE_METHOD_IDS = Object.keys(MERGE_METHODS) as readonly MergeMethod[];

/** Whether a method measures models against a base: all but the plain mean. */
export function needsBase(method: MergeMethod): boolean {
  return MERGE_METHODS[method].arithmetic.kind !== 'linear';
}
