/** Control tokens that stand written out in a text, as models of the common families spell them. */

/** Roles, turns, beginnings and ends: ChatML, Llama, Mistral, Gemma, Phi, DeepSeek. */
const SPELLED =
  /<(?=[|｜][^<>\s]{1,60}[|｜]>|\/?s>|(?:bos|eos|unk|pad|mask|start_of_turn|end_of_turn|turn\|)>|<\/?SYS>>)|\[(?=\/?INST\])/g;

/**
 * The text with a blank inside each of them. A server reads its prompts with control tokens in them: pasted into a conversation one
 * would end a turn, or begin one of the system's. Models that run here are kept from it by their tokenizers.
 */
export function withoutSpelledControl(text: string): string {
  return text.replace(SPELLED, (bracket) => `${bracket} `);
}
