/** The label that a note carries until a clinician has signed it, on the page and wherever it is copied; then the signature. */
import { DRAFT_LABEL } from '../../engine/export/document.ts';
import { currentSignature } from './review.ts';

export function withLabel(text: string): string {
  const signature = currentSignature();
  const label =
    signature === null ? DRAFT_LABEL.toUpperCase() : `Reviewed and signed by ${signature.name}, ${signature.at}`;
  return `${label}\n\n${text.trim()}\n`;
}
