/** What of the note page is in sight: so that buttons, keys and the palette lead to the same places. */
import { create } from 'zustand';

export type NoteView = 'write' | 'review' | 'compare' | 'chart';
export type NoteDialog = 'export' | 'history' | 'bulk' | 'dictation';

interface Workspace {
  readonly view: NoteView;
  readonly dialog: NoteDialog | null;
  /** The name is to be written next: set by the key, taken back by the field. */
  readonly signing: boolean;
}

export const useWorkspace = create<Workspace>(() => ({ view: 'write', dialog: null, signing: false }));

export const showView = (view: NoteView): void => useWorkspace.setState({ view });
export const openDialog = (dialog: NoteDialog | null): void => useWorkspace.setState({ dialog });

/** To the signature, which stands under the review. */
export const goToSignature = (): void => useWorkspace.setState({ view: 'review', signing: true });
