/**
 * A prompt as runs of text that is trusted (the chat template's own) or not (what a user typed or pasted). Only trusted
 * text may become control tokens: a dialogue that contains `<|end|>` must not end the user's turn.
 */
import { LocumError } from '../errors.ts';
import type { ChatTemplate } from './chat-template.ts';

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface Run {
  readonly text: string;
  readonly trusted: boolean;
}

/** A string that stands in none of `texts`. U+FDD0 is a noncharacter: it has no place in open text. */
function markerFor(texts: readonly string[]): string {
  for (let n = 0; ; n++) {
    const marker = `\uFDD0${n}\uFDD0`;
    if (!texts.some((text) => text.includes(marker))) return marker;
  }
}

/** Markers go inside the blanks round the content, so that a template's `| trim` still trims. */
function mark(content: string, marker: string): string {
  const core = content.trim();
  if (core === '') return content;
  const start = content.indexOf(core);
  return `${content.slice(0, start)}${marker}${core}${marker}${content.slice(start + core.length)}`;
}

/**
 * Renders a Jinja chat template, ready for the assistant's answer.
 * @throws {LocumError} `unsupported` when the template is broken or refuses or rewrites the messages; `limit-exceeded`
 */
export function renderChat(
  template: ChatTemplate,
  messages: readonly ChatMessage[],
  specials: Readonly<Record<string, string>>,
): Run[] {
  const marker = markerFor(messages.map((message) => message.content));
  const marked = messages.map((message) => ({ role: message.role, content: mark(message.content, marker) }));
  let rendered: string;
  try {
    // Templates of reasoning models ask whether to think first: a note is wanted, not the way to it.
    rendered = template.render({ ...specials, messages: marked, add_generation_prompt: true, enable_thinking: false });
  } catch (cause) {
    if (cause instanceof LocumError) throw cause;
    throw new LocumError('unsupported', `The model's chat template cannot be used: ${String(cause)}`, {
      cause,
      hint: 'It may need a special token that tokenizer_config.json does not name, or a message that Locum does not send.',
    });
  }
  const parts = rendered.split(marker);
  // Trusted and untrusted runs alternate; an even count would leave the end of the template inside a user's text.
  if (parts.length % 2 === 0) {
    throw new LocumError('unsupported', "The model's chat template cuts messages apart.", {
      hint: 'Locum cannot tell the text of the prompt from that of the template, and so does not use it.',
    });
  }
  return parts.map((text, index) => ({ text, trusted: index % 2 === 0 })).filter((run) => run.text !== '');
}
