/** What the conversation says for each sentence of the note. Reads `useNote` and `useTurns` of stores/note.ts. */
export function ReviewPanel() {
  return <p className="px-3 py-2 text-muted">The review of the note against the conversation comes here.</p>;
}
