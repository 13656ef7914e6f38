/** Who gets the text, where a server does: said before it is sent. */
import { isReadableOnTheWay, NOT_ENCRYPTED } from '../src/engine/remote/server-address.ts';
import type { Terminal } from './terminal.ts';

/** @param text what is sent, with its verb: “The conversation is” */
export function tellRecipient(terminal: Pick<Terminal, 'remark'>, text: string, origin: string): void {
  terminal.remark(`${text} sent to ${origin}.`);
  if (isReadableOnTheWay(origin)) terminal.remark(NOT_ENCRYPTED);
}
