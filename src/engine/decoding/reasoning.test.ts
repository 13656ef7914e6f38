import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Parted, Reasoning } from './reasoning.ts';

function parted(pieces: readonly string[], promptEnd?: string): Parted {
  const reasoning = new Reasoning(promptEnd);
  const all = [...pieces.map((piece) => reasoning.push(piece)), reasoning.flush()];
  return { answer: all.map(({ answer }) => answer).join(''), reasoning: all.map((each) => each.reasoning).join('') };
}

describe('Reasoning', () => {
  it.each([
    ['a model that thinks', '<think> pain?</think>\n\nNo fever.', '', { answer: 'No fever.', reasoning: ' pain?' }],
    ['blanks before the tag', '\n<think>a</think>b', '', { answer: 'b', reasoning: 'a' }],
    [
      'a prompt that has opened it',
      'pain?</think>No fever.',
      'assistant\n<think>\n',
      { answer: 'No fever.', reasoning: 'pain?' },
    ],
    ['reasoning that never ends', '<think>pain? or', '', { answer: '', reasoning: 'pain? or' }],
    ['no reasoning', 'No fever.', '', { answer: 'No fever.', reasoning: '' }],
    [
      'empty reasoning, as of a template that switches it off',
      '<think>\n\n</think>\n\nNo fever.',
      '',
      { answer: 'No fever.', reasoning: '\n\n' },
    ],
    ['a tag further on', 'He said <think> twice.', '', { answer: 'He said <think> twice.', reasoning: '' }],
    ['another first tag', '<thin>x', '', { answer: '<thin>x', reasoning: '' }],
    ['Mistral’s spelling', '[THINK]a[/THINK]b', '', { answer: 'b', reasoning: 'a' }],
    ['blanks that are the answer’s own', '  No fever. ', '', { answer: '  No fever. ', reasoning: '' }],
  ])('%s', (_, text, promptEnd, wanted) => {
    expect(parted([text], promptEnd)).toEqual(wanted);
    expect(parted([...text], promptEnd)).toEqual(wanted);
  });

  it('does not depend on where the pieces are cut', () => {
    const text = fc.array(fc.constantFrom('<think>', '</think>', '<', 'think>', '/', '\n', 'a', ' '), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, (pieces) => {
        expect(parted(pieces)).toEqual(parted([pieces.join('')]));
      }),
    );
  });
});
