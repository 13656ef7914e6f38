/** The label that generated text carries until a clinician has signed it off, on the page and wherever it is copied. */
export const DRAFT_LABEL = 'Draft – a clinician must verify';

export function withDraftLabel(text: string): string {
  return `${DRAFT_LABEL.toUpperCase()}\n\n${text.trim()}\n`;
}
