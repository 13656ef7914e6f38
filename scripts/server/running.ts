/** Whether the app in a folder is served already, by an earlier start. */
import { addressOf, portsFrom } from '../serve.ts';
import { serverName } from './respond.ts';

/** Long enough for a server on this machine, short enough for a port where something else listens and never answers. */
const ANSWER_MS = 1000;

/** The address at which a server of `directory` answers that was to have `port`; null where none does. */
export async function findRunning(directory: string, port: number): Promise<string | null> {
  const name = serverName(directory);
  const answers = await Promise.all(
    portsFrom(port).map(async (candidate) => {
      const url = addressOf(candidate);
      try {
        const { headers } = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(ANSWER_MS) });
        return headers.get('server') === name ? url : null;
      } catch {
        // Nothing listens there, or something that speaks another language.
        return null;
      }
    }),
  );
  return answers.find((url) => url !== null) ?? null;
}
