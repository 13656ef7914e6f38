/** What the commands say: answers on standard output, progress and remarks on standard error. */

export interface Terminal {
  readonly json: boolean;
  /** Resolves when the text is out, so that a process that ends next loses nothing. */
  print(text: string): Promise<void>;
  /** A remark that stays. */
  remark(text: string): void;
  /** A line that the next one replaces; shown on a terminal, or as lines of its own with `--verbose`. */
  progress(text: string): void;
  /** Takes the progress line away. */
  clear(): void;
}

export function createTerminal({ json, verbose }: { readonly json: boolean; readonly verbose: boolean }): Terminal {
  const { stdout, stderr } = process;
  const isTerminal = stderr.isTTY;
  let shown = '';
  const clear = () => {
    if (isTerminal && shown !== '') stderr.write('\r\x1b[K');
    shown = '';
  };
  return {
    json,
    print: (text) =>
      new Promise((resolve, reject) => {
        clear();
        stdout.write(text, (error) => (error ? reject(error) : resolve()));
      }),
    remark(text) {
      clear();
      stderr.write(`${text}\n`);
    },
    progress(text) {
      if (text === shown) return;
      if (isTerminal) stderr.write(`\r\x1b[K${text}`);
      else if (verbose) stderr.write(`${text}\n`);
      shown = text;
    },
    clear,
  };
}
