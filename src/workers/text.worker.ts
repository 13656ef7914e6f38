/** See `text-protocol.ts`. */
import { reviewParts } from '../engine/analysis/evidence/evidence.ts';
import { loadLexicon } from '../engine/analysis/evidence/lexicon/concepts.ts';
import { loadIdentifierFinder } from '../engine/analysis/identifiers/identifiers.ts';
import { type ServerPort, serve } from './serve.ts';
import type { TextOperations } from './text-protocol.ts';
import type { FromServer, ToServer } from './wire.ts';

const scope: ServerPort<TextOperations> = {
  postMessage: (message: FromServer<TextOperations>) => self.postMessage(message),
  onmessage: null,
};
self.onmessage = (event: MessageEvent<ToServer<TextOperations>>) => scope.onmessage?.(event);

serve<TextOperations>(scope, {
  review: async ({ parts, conversation }) => reviewParts(parts, conversation, await loadLexicon()),
  identifiers: async ({ texts }) => texts.map(await loadIdentifierFinder()),
});
