import type { TokenEvent } from '../../workers/protocol.ts';
import { visibleToken } from './format.ts';

/** A stop token adds no text; among the candidates it stands under its name. */
export function tokenName({ id, text, candidates }: TokenEvent): string {
  return visibleToken(text === '' ? (candidates.find((candidate) => candidate.id === id)?.text ?? '') : text);
}
