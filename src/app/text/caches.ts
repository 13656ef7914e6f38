import type { CacheFormat } from '../../workers/protocol.ts';

/** How keys and values of past tokens are held, in the user's words. */
export const CACHES: readonly {
  readonly value: CacheFormat;
  readonly label: string;
  readonly about: string;
}[] = [
  { value: 'f16', label: 'Half precision', about: 'For nearly everybody.' },
  {
    value: 'q8',
    label: '8 bits',
    about: 'Half the memory again, for long conversations on a small GPU; a little less exact.',
  },
  { value: 'f32', label: 'Full precision', about: 'Twice the memory of half precision, to compare with.' },
];
