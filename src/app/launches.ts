/** What the system hands to the installed app: files that are opened with it, and text that another program shares. */
import { askForShared, isForShared } from '../workers/shared-text.ts';
import { handOver } from './models/handed-over.ts';
import { openFile, openForeign } from './note/open.ts';
import { tell } from './shell/toasts.ts';

/** Chromium's; TypeScript's DOM library leaves it out. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly FileSystemHandle[] }) => void): void;
}

type Navigate = (path: string) => void;

/** Call once. @param queue where the browser leaves what it hands over; undefined where it does not */
export function takeLaunches(
  navigate: Navigate,
  queue = (globalThis as { readonly launchQueue?: LaunchQueue }).launchQueue,
): void {
  queue?.setConsumer(({ files = [] }) => void openFiles(files, navigate));
  void takeShared();
}

/** A model in however many parts, or a conversation. */
async function openFiles(handles: readonly FileSystemHandle[], navigate: Navigate): Promise<void> {
  const isFile = (handle: FileSystemHandle): handle is FileSystemFileHandle => handle.kind === 'file';
  const files = await Promise.all(handles.filter(isFile).map((handle) => handle.getFile()));
  const models = files.filter(({ name }) => /\.gguf$/i.test(name));
  const [text] = files;
  if (models.length > 0) {
    handOver(models);
    navigate('/models');
  } else if (text !== undefined) {
    navigate('/');
    await openFile(text);
  }
}

async function takeShared(): Promise<void> {
  if (!isForShared(globalThis.location?.search ?? '')) return;
  // A page that is loaded again asks no second time.
  history.replaceState(history.state, '', location.pathname + location.hash);
  const { controller } = navigator.serviceWorker;
  const shared = controller && (await askForShared(controller));
  if (shared?.file) await openFile(new File([shared.file.bytes], shared.file.name));
  else if (shared?.text) openForeign(shared.text, 'The text that was shared');
  else tell('What was shared did not arrive.', { detail: 'Share it again, or paste it here.' });
}
