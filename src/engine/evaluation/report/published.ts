/** What the papers report, to stand beside what is measured here (METHODS §6). Other models, other data: not to be compared cell by cell. */
import type { PaperTaskId } from '../task.ts';

export interface PublishedRow {
  readonly name: string;
  /** The method of this project that is built the same way. */
  readonly like: string;
  readonly figures: readonly number[];
}

export interface PublishedTable {
  readonly title: string;
  readonly source: string;
  readonly columns: readonly string[];
  readonly digits: number;
  readonly rows: readonly PublishedRow[];
}

const BBW = 'Ronaghi et al., Best of Both Worlds';

export const PUBLISHED: Readonly<Record<'classification' | 'safety' | 'clue', PublishedTable>> = {
  classification: {
    title: 'Classification, macro-F1',
    source: BBW,
    columns: ['MedNLI', 'MTSample-Specialty', 'Fall events'],
    digits: 3,
    rows: [
      { name: 'LLaMA-2-70B-chat', like: 'base', figures: [0.587, 0.101, 0.778] },
      { name: 'Me-LLaMA-70B-chat', like: 'directly tuned', figures: [0.687, 0.115, 0.791] },
      { name: 'PT-CPT', like: 'cpt', figures: [0.624, 0.113, 0.742] },
      { name: 'PT-CPT+IT', like: 'cpt+it', figures: [0.596, 0.106, 0.777] },
      { name: 'PT-IT', like: 'it', figures: [0.584, 0.105, 0.787] },
      { name: 'Qwen3-30B', like: 'capt-base', figures: [0.716, 0.103, 0.803] },
      { name: 'CAPT-CPT', like: 'capt-cpt', figures: [0.824, 0.117, 0.807] },
      { name: 'CAPT-CPT+IT', like: 'capt', figures: [0.899, 0.134, 0.817] },
      { name: 'CAPT-IT', like: 'capt-it', figures: [0.881, 0.112, 0.812] },
    ],
  },
  safety: {
    title: 'ACI-Bench notes, % risk-free by MedVAL',
    source: BBW,
    columns: ['risk-free'],
    digits: 1,
    rows: [
      { name: 'Qwen3-30B', like: 'capt-base', figures: [60.8] },
      { name: 'CAPT-CPT', like: 'capt-cpt', figures: [85.8] },
      { name: 'CAPT-CPT+IT', like: 'capt', figures: [89.2] },
      { name: 'CAPT-IT', like: 'capt-it', figures: [87.5] },
    ],
  },
  clue: {
    title: 'CLUE+, average over twelve data sets',
    source: 'Corbeil et al., MediPhi',
    columns: ['average'],
    digits: 1,
    rows: [
      { name: 'Phi-3.5-mini-instruct', like: 'base', figures: [36.5] },
      { name: 'MediPhi', like: 'expert of CPT', figures: [39.3] },
      { name: 'MediPhi-SFT', like: '', figures: [43.0] },
      { name: 'MediPhi-Instruct', like: 'expert', figures: [43.4] },
    ],
  },
};

/** The columns of `BY_SET`. */
const SETS = [
  ...(['clue-mednli', 'clue-problem-list', 'clue-meqsum', 'clue-longhealth', 'clue-medisumqa'] as const),
  ...(['clue-medisumcode', 'clue-rrs-qa', 'clue-medicationqa', 'clue-medec', 'clue-aci-bench'] as const),
  ...(['clue-sdoh', 'clue-icd10cm'] as const),
] satisfies readonly PaperTaskId[];

const BY_SET: readonly PublishedRow[] = [
  {
    name: 'Phi-3.5-mini-instruct',
    like: 'base',
    figures: [66.6, 28.4, 36.7, 45.9, 25.9, 41.1, 41.2, 11.2, 14.8, 42.3, 35.1, 49.3],
  },
  {
    name: 'PubMed expert',
    like: 'expert of CPT',
    figures: [68.3, 29.2, 37.6, 45.7, 26.3, 41.0, 44.1, 10.3, 22.2, 42.7, 35.8, 49.5],
  },
  {
    name: 'Clinical expert',
    like: 'expert of CPT',
    figures: [69.2, 29.4, 38.1, 43.5, 26.7, 40.5, 52.1, 12.0, 34.5, 43.9, 35.8, 49.6],
  },
  {
    name: 'MedWiki expert',
    like: 'expert of CPT',
    figures: [72.8, 29.2, 37.6, 43.6, 25.1, 41.7, 46.7, 12.2, 28.8, 44.7, 43.6, 50.2],
  },
  {
    name: 'Guideline expert',
    like: 'expert of CPT',
    figures: [70.3, 29.8, 37.6, 41.1, 25.1, 41.9, 48.9, 11.9, 28.3, 44.7, 41.0, 49.8],
  },
  {
    name: 'MedCode expert',
    like: 'expert of CPT',
    figures: [68.5, 22.3, 33.5, 45.7, 23.6, 39.0, 45.6, 12.0, 18.1, 39.0, 24.8, 68.7],
  },
  {
    name: 'MediPhi',
    like: 'expert of CPT',
    figures: [66.9, 28.8, 37.9, 45.7, 26.1, 41.7, 44.5, 11.3, 29.1, 44.3, 39.7, 55.5],
  },
  {
    name: 'MediPhi-Instruct',
    like: 'expert',
    figures: [71.0, 26.0, 42.8, 45.0, 29.1, 37.2, 61.6, 19.3, 34.4, 43.5, 56.7, 54.9],
  },
];

/** [MediPhi], data set by data set, for those of `tasks` that are of CLUE+; null for none. */
export function publishedBySet(tasks: readonly string[]): PublishedTable | null {
  const places = SETS.flatMap((task, place) => (tasks.includes(task) ? [place] : []));
  if (places.length === 0) return null;
  return {
    title: 'CLUE+ by data set, %',
    source: 'Corbeil et al., MediPhi, model card',
    columns: places.map((place) => SETS[place] ?? ''),
    digits: 1,
    rows: BY_SET.map((row) => ({ ...row, figures: places.map((place) => row.figures[place] ?? Number.NaN) })),
  };
}
