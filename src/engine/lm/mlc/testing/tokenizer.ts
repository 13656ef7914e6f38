/** As much of a tokenizer as the converter reads. */
export const TOKENIZER = JSON.stringify({
  added_tokens: [
    { id: 0, content: '<|endoftext|>' },
    { id: 1, content: '<s>' },
    { id: 5, content: '<|user|>' },
    { id: 6, content: '<|assistant|>' },
    { id: 7, content: '<|end|>' },
  ],
  normalizer: { type: 'Sequence', normalizers: [{ type: 'Prepend', prepend: '▁' }, { type: 'Replace' }] },
  decoder: { type: 'Sequence', decoders: [{ type: 'Replace' }, { type: 'ByteFallback' }, { type: 'Strip' }] },
  model: { type: 'BPE', vocab: {}, merges: [] },
});
