/** What the papers report, to stand beside what is measured here (METHODS §6). Other models, other data: not to be compared cell by cell. */

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
