import { describe, expect, it } from 'vitest';
import { byteLevelFiles } from '../tokenizer/fixtures.ts';
import { inOwnWords, PROMPT_PROFILES, profileOf } from '../tokenizer/prompt-profile.ts';
import { loadTokenizer } from '../tokenizer/tokenizer.ts';
import { taskPrompt } from './prompt.ts';
import { DEFAULT_TEMPLATE, templatePrompt } from './templates.ts';

/** As SmolLM2's: every message with its role, and a system prompt of its own where the conversation has none. */
const SMOLLM2 =
  "{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}<|system|>You are a helpful AI assistant named SmolLM, trained by Hugging Face<|end|>{% endif %}<|{{ message['role'] }}|>{{ message['content'] }}<|end|>{% endfor %}<|assistant|>";
const conversation = 'Doctor: What brings you in?\nPatient: My knee hurts.';

async function asked(chatTemplate: string, prompt: ReturnType<typeof taskPrompt>): Promise<string> {
  const tokenizer = await loadTokenizer(byteLevelFiles({ chatTemplate }));
  return tokenizer
    .encodePrompt(prompt)
    .map((id) => tokenizer.tokenText(id))
    .join('');
}

describe('each model in its own words', () => {
  it('tells SmolLM2 to summarise before a section or a note is asked for, and knows it by its template', async () => {
    const section = taskPrompt('section_summarization', { input: conversation, section: 'CHIEF COMPLAINT' });
    for (const prompt of [section, templatePrompt(DEFAULT_TEMPLATE, conversation)]) {
      const text = await asked(SMOLLM2, prompt);
      expect(text).toMatch(/^(?:<\|endoftext\|>)?<\|system\|>Provide a concise, objective summary/);
      expect(text).not.toContain('named SmolLM');
      expect(text).toContain(conversation);
    }
  });

  it('leaves other tasks and other models as they are', async () => {
    const pair = taskPrompt('nli', { premise: 'He is well.', hypothesis: 'He is ill.' });
    expect(await asked(SMOLLM2, pair)).toMatch(
      /^(?:<\|endoftext\|>)?<\|system\|>You are a helpful AI assistant named SmolLM/,
    );
    const section = taskPrompt('section_summarization', { input: conversation, section: 'CHIEF COMPLAINT' });
    expect(await asked(SMOLLM2.replace('named SmolLM', 'named Other'), section)).not.toContain('Provide a concise');
  });

  it('keeps a system prompt that the request brings', () => {
    const chat = [{ role: 'system', content: 'Be short.' } as const, { role: 'user', content: 'Hello' } as const];
    expect(inOwnWords(PROMPT_PROFILES[0]!, { task: 'note_generation', chat })).toBe(chat);
  });

  it('recognises no template as that of a known model without its passage', () => {
    expect(profileOf(null)).toBeNull();
    expect(profileOf('{{ messages }}')).toBeNull();
  });
});
