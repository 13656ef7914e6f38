/** The label that generated text carries until a clinician has signed it off, on the page and wherever it is copied. */
import { DRAFT_LABEL } from '../../../engine/export/document.ts';

export { DRAFT_LABEL };

export function withDraftLabel(text: string): string {
  return `${DRAFT_LABEL.toUpperCase()}\n\n${text.trim()}\n`;
}
