/** What a column is called. */
import { METHODS } from '../../../../engine/decoding/methods.ts';
import type { Voice } from '../../../note/compare.ts';

export function voiceName(voice: Voice): string {
  switch (voice) {
    case 'base':
    case 'expert':
    case 'proxy':
      return METHODS[voice].label;
    case 'second':
      return 'Proxy-tuned, second α';
    case 'CPT':
    case 'IT':
    case 'CPT+IT':
      return `Pair ${voice}`;
    case 'CAPT':
      return 'Another base, by CAPT';
    default:
      return voice satisfies never;
  }
}
