/** See `text-protocol.ts`. */
import { rehearse, reviewParts } from '../engine/analysis/evidence/evidence.ts';
import { Conversation } from '../engine/analysis/evidence/frames/conversation.ts';
import { loadLexicon } from '../engine/analysis/evidence/lexicon/concepts.ts';
import { loadIdentifierFinder } from '../engine/analysis/identifiers/identifiers.ts';
import { CodeIndex } from '../engine/chart/codes/code-index.ts';
import { readCodeList } from '../engine/chart/codes/code-list.ts';
import { composeLetter } from '../engine/chart/letters/letters.ts';
import { planItems } from '../engine/chart/plan/plan-items.ts';
import { ownPort } from './own-port.ts';
import { serve } from './serve.ts';
import type { TextOperations } from './text-protocol.ts';

const port = ownPort<TextOperations>();

/** The list that was read last. */
let indexed: { readonly id: string; readonly of: number; readonly index: CodeIndex } | null = null;

serve(port, {
  review: async ({ parts, conversation, source }) => reviewParts(parts, conversation, await loadLexicon(), source),
  rehearse: async () => {
    rehearse(await loadLexicon());
    return null;
  },
  plan: async ({ note, conversation }) => {
    const lexicon = await loadLexicon();
    return planItems(note, new Conversation(conversation, lexicon), lexicon);
  },
  letter: async ({ kind, note, by }) => composeLetter(kind, note, by, await loadLexicon()),
  codes: async ({ note, conversation, list }) => {
    const lexicon = await loadLexicon();
    if (indexed?.id !== list.id) {
      const codes = await readCodeList(list.bytes, list.name);
      indexed = { id: list.id, of: codes.length, index: new CodeIndex(codes) };
    }
    const { of, index } = indexed;
    return { candidates: index.candidates(note, new Conversation(conversation, lexicon), lexicon), of };
  },
  identifiers: async ({ texts }) => texts.map(await loadIdentifierFinder()),
});
