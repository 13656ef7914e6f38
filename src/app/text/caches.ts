import type { CacheChoice } from '../../workers/protocol.ts';

/** How keys and values of past tokens are held, in the user's words. */
export const CACHES: readonly {
  readonly value: CacheChoice;
  readonly label: string;
  readonly about: string;
}[] = [
  {
    value: 'auto',
    label: 'Automatic',
    about:
      'Half precision; 8 bits where a large model runs with an adapter beside it, so that both take little more than the one.',
  },
  { value: 'f16', label: 'Half precision', about: 'For all models.' },
  {
    value: 'q8',
    label: '8 bits',
    about:
      'Half the memory again, for long conversations on a small GPU; a little less exact. Qwen2 models keep half precision.',
  },
  { value: 'f32', label: 'Full precision', about: 'Twice the memory of half precision, to compare with.' },
];
