/** What else belongs to a conversation – its review, its comparison – goes aside with it and comes back with it. */
import type { StoreApi } from 'zustand';
import { useNote, visitOf } from './note.ts';

interface Belonging<State> {
  /** How another conversation begins. */
  readonly fresh: () => Partial<State>;
  /** Ends what is being done for the conversation that is left. */
  readonly leave: () => void;
  /** What is kept of it meanwhile. */
  readonly kept: (state: State) => Partial<State>;
}

export function keepWithConversation<State>(store: StoreApi<State>, { fresh, leave, kept }: Belonging<State>): void {
  const aside = new Map<string, Partial<State>>();
  useNote.subscribe((state, before) => {
    const { conversation } = state;
    if (conversation !== before.conversation) {
      aside.set(before.conversation, kept(store.getState()));
      leave();
      store.setState({ ...fresh(), ...aside.get(conversation) });
    }
    if (state.aside === before.aside) return;
    for (const id of aside.keys()) if (visitOf(id) === undefined) aside.delete(id);
  });
}
