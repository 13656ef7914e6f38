/** Before there is a note. */
export function EmptyNote() {
  return <p className="text-muted">The note appears here, token by token.</p>;
}
