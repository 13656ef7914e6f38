import { BadgeCheck, TriangleAlert } from 'lucide-react';
import { DRAFT_LABEL } from '../../../../engine/export/document.ts';
import { useSigningState } from '../../../note/review.ts';

/** In sight wherever the note is: a draft, or who signed it. */
export function DraftBadge() {
  const signing = useSigningState();
  if (signing.state === 'signed') {
    return (
      <p className="flex items-center gap-1.5 rounded border border-line bg-wash px-2 py-0.5 text-[13px] font-semibold text-accent">
        <BadgeCheck aria-hidden className="size-3.5" /> Signed by {signing.signature.name}
      </p>
    );
  }
  return (
    <p className="flex items-center gap-1.5 rounded border border-warn-line bg-warn-wash px-2 py-0.5 text-[13px] font-semibold text-warn">
      <TriangleAlert aria-hidden className="size-3.5" /> {DRAFT_LABEL}
    </p>
  );
}
