/** See `text-protocol.ts`. */
import { rehearse, reviewParts } from '../engine/analysis/evidence/evidence.ts';
import { loadLexicon } from '../engine/analysis/evidence/lexicon/concepts.ts';
import { loadIdentifierFinder } from '../engine/analysis/identifiers/identifiers.ts';
import { ownPort } from './own-port.ts';
import { serve } from './serve.ts';
import type { TextOperations } from './text-protocol.ts';

const port = ownPort<TextOperations>();

serve(port, {
  review: async ({ parts, conversation }) => reviewParts(parts, conversation, await loadLexicon()),
  rehearse: async () => {
    rehearse(await loadLexicon());
    return null;
  },
  identifiers: async ({ texts }) => texts.map(await loadIdentifierFinder()),
});
