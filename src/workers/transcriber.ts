/** whisper.cpp, as @transcribe/shout has compiled it to WebAssembly: opened with one model, it transcribes one recording at a time. */
import { Cancelled, LocumError } from '../engine/errors.ts';
import { MODEL_HEAD_BYTES, readSpeechModel } from '../engine/speech/model-file.ts';
import { SAMPLE_RATE } from '../engine/speech/recording.ts';
import type { HeardSegment } from '../engine/speech/transcript.ts';

/** Milliseconds. */
interface Offsets {
  readonly from: number;
  readonly to: number;
}

interface WhisperSegment {
  readonly text: string;
  readonly offsets: Offsets;
  readonly tokens: readonly { readonly text: string; readonly offsets?: Offsets }[];
}

/** What is used of the compiled module; its package declares it as anything. */
interface WhisperModule {
  init(path: string, alignment: string): unknown;
  transcribe(
    samples: Float32Array,
    language: string,
    threads: number,
    translate: boolean,
    longestSegment: number,
    splitsAtWords: boolean,
    suppressesNonSpeech: boolean,
    timesTokens: boolean,
  ): void;
  cancel(): boolean;
  FS_createDataFile(folder: string, name: string, bytes: Uint8Array, readable: boolean, writable: boolean): void;
  FS_unlink(path: string): void;
  /** Its threads call all of these: one that is missing is the end of it. */
  onNewSegment(heard: { readonly segment: Pick<WhisperSegment, 'offsets'> }): void;
  onProgress(percent: number): void;
  onTranscribed(result: { readonly transcription: readonly WhisperSegment[] }): void;
  onCanceled(): void;
}

export interface TranscriberOptions {
  /** The script that its threads run. */
  readonly threadScript: string;
  readonly threads: number;
}

const MODEL = 'model.bin';
/** Threads beyond gain little: the encoder is bound by memory. */
const MOST_THREADS = 8;

export class Transcriber {
  readonly #options: TranscriberOptions;
  #model: { readonly module: WhisperModule; readonly language: string } | null = null;
  /** Ends what is waited for when the module gives up. */
  #fail: (error: LocumError) => void = () => {};
  /** What it has said of errors. */
  readonly #complaints: string[] = [];

  constructor(options: TranscriberOptions) {
    this.#options = options;
  }

  /** @throws {LocumError} `file-invalid`, `limit-exceeded`, `unsupported` where the page is not isolated, `out-of-memory` */
  async open(name: string, model: Blob): Promise<void> {
    if (!globalThis.crossOriginIsolated) throw notIsolated();
    const bytes = new Uint8Array(await model.arrayBuffer());
    const { multilingual } = readSpeechModel({ name, size: bytes.length }, bytes.subarray(0, MODEL_HEAD_BYTES));
    const { default: createModule } = await import('@transcribe/shout');
    const module: WhisperModule = await createModule({
      mainScriptUrlOrBlob: this.#options.threadScript,
      print: () => {},
      printErr: (line: string) => {
        if (/error|failed|invalid|not all tensors/iu.test(line)) this.#complaints.push(line);
      },
      onAbort: (reason: unknown) => this.#fail(crashed(String(reason))),
    });
    module.FS_createDataFile('/', MODEL, bytes, true, true);
    module.init(MODEL, '');
    module.FS_unlink(MODEL);
    const [complaint] = this.#complaints;
    if (complaint !== undefined) {
      throw new LocumError('file-invalid', `“${name}” could not be opened as a speech model.`, {
        hint: `The file may be cut short: download it again. whisper.cpp says: ${complaint.trim()}`,
      });
    }
    // To find the language out the first half minute is read twice, of which a model with one language has nothing.
    this.#model = { module, language: multilingual ? 'auto' : 'en' };
  }

  /** @throws {Cancelled} and `LocumError` when the model cannot go on */
  async transcribe(
    samples: Float32Array,
    { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (done: number) => void },
  ): Promise<readonly HeardSegment[]> {
    if (this.#model === null) throw new LocumError('internal', 'No speech model has been opened.');
    const { module, language } = this.#model;
    const { threads } = this.#options;
    const seconds = samples.length / SAMPLE_RATE;
    const cancel = () => void module.cancel();
    try {
      return await new Promise<readonly HeardSegment[]>((resolve, reject) => {
        this.#fail = reject;
        // Progress is told of half minutes only; segments tell more.
        module.onProgress = () => {};
        module.onNewSegment = ({ segment }) => onProgress(Math.min(1, segment.offsets.to / 1000 / seconds));
        module.onTranscribed = ({ transcription }) => resolve(transcription.map(heard));
        module.onCanceled = () => reject(new Cancelled());
        signal.addEventListener('abort', cancel);
        module.transcribe(samples, language, Math.min(threads, MOST_THREADS), false, 0, false, false, true);
      });
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }
}

function heard({ text, offsets, tokens }: WhisperSegment): HeardSegment {
  return {
    text,
    from: offsets.from / 1000,
    to: offsets.to / 1000,
    tokens: tokens.flatMap((token) =>
      token.offsets ? [{ text: token.text, from: token.offsets.from / 1000, to: token.offsets.to / 1000 }] : [],
    ),
  };
}

function notIsolated(): LocumError {
  return new LocumError('unsupported', 'Speech models need several threads, which this page may not have here.', {
    hint: 'Reload the page once. If this stays (private windows, hosts without its headers), use Locum from “npm start”.',
  });
}

function crashed(reason: string): LocumError {
  const isMemory = /memory|OOM/iu.test(reason);
  return new LocumError(isMemory ? 'out-of-memory' : 'engine-crashed', `The speech model gave up: ${reason}.`, {
    hint: isMemory ? 'Choose a smaller model, or a shorter recording.' : 'Choose the model again, or another one.',
  });
}
