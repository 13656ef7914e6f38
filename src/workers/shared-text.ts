/**
 * Text that another program shares with the installed app (`share_target` of the manifest). The browser posts it to an address of
 * the app; the service worker answers in the place of a server and hands it on to the page that opens.
 */

export interface Shared {
  readonly text: string | null;
  readonly file: { readonly name: string; readonly bytes: ArrayBuffer } | null;
}

/** Below the scope, as the manifest has it. */
const SHARE = 'share';
const MARK = 'shared';
/** What opens, below the scope: it alone asks. */
export const SHARED_PAGE = `?${MARK}`;

export function isShare({ method, mode, url }: Pick<Request, 'method' | 'mode' | 'url'>, scope: string): boolean {
  return method === 'POST' && mode === 'navigate' && url === new URL(SHARE, scope).href;
}

export async function readShared(request: Request): Promise<Shared> {
  const form = await request.formData();
  const [text, file] = [form.get('text'), form.get('file')];
  return {
    text: typeof text === 'string' ? text : null,
    file: file instanceof File ? { name: file.name, bytes: await file.arrayBuffer() } : null,
  };
}

/** Whether a page was opened for something that was shared. */
export function isForShared(search: string): boolean {
  return new URLSearchParams(search).has(MARK);
}

/** What was shared, once; null where the service worker has ended in between. */
export function askForShared(worker: ServiceWorker): Promise<Shared | null> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<Shared | null>) => {
      port1.close();
      resolve(data);
    };
    worker.postMessage(null, [port2]);
  });
}
