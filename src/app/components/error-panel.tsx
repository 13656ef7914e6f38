import { CircleAlert, X } from 'lucide-react';
import type { ErrorCode, ErrorRecord } from '../../engine/errors.ts';
import { Button } from './button.tsx';

/** What a page can offer to do about an error. */
export type Remedy = 'retry' | 'reload-models' | 'use-cpu' | 'condense' | 'shorten' | 'choose-file' | 'choose-example';

interface Explanation {
  readonly title: string;
  readonly remedies: readonly Remedy[];
}

export function explain(code: ErrorCode): Explanation {
  switch (code) {
    case 'no-webgpu':
      return { title: 'WebGPU is not available here', remedies: ['use-cpu', 'retry'] };
    case 'device-lost':
      return { title: 'The GPU was lost', remedies: ['reload-models', 'use-cpu'] };
    case 'out-of-memory':
      return { title: 'Out of memory', remedies: ['use-cpu', 'retry'] };
    case 'engine-crashed':
      return { title: 'The engine stopped', remedies: ['reload-models', 'use-cpu'] };
    case 'part-missing':
      return { title: 'A part of Locum is not there', remedies: ['retry'] };
    case 'empty-input':
      return { title: 'There is no dialogue yet', remedies: ['choose-example', 'choose-file'] };
    case 'context-too-long':
      return { title: 'The dialogue is too long for the models', remedies: ['condense', 'shorten'] };
    case 'nothing-usable':
      return { title: 'Nothing usable was written', remedies: ['shorten'] };
    case 'file-not-text':
      return { title: 'Not a text file', remedies: ['choose-file'] };
    case 'text-too-large':
      return { title: 'Too much text', remedies: ['choose-file'] };
    case 'other-language':
      return { title: 'Not in English', remedies: [] };
    case 'limit-exceeded':
      return { title: 'More than Locum reads', remedies: [] };
    case 'recording-unreadable':
      return { title: 'No sound to read', remedies: [] };
    case 'recording-silent':
      return { title: 'Nobody is heard', remedies: [] };
    case 'recording-too-long':
      return { title: 'The recording is too long', remedies: [] };
    case 'microphone-denied':
      return { title: 'The microphone may not be used', remedies: [] };
    case 'file-not-found':
      return { title: 'File not found', remedies: ['choose-file'] };
    case 'file-invalid':
      return { title: 'This file cannot be used', remedies: ['choose-file'] };
    case 'network':
      return { title: 'The models could not be fetched', remedies: ['retry'] };
    case 'checkpoint-missing-file':
      return { title: 'A model file is missing', remedies: ['retry'] };
    case 'checkpoint-truncated':
      return { title: 'A model file is cut short', remedies: ['retry'] };
    case 'checkpoint-invalid':
      return { title: 'A model file is damaged', remedies: ['retry'] };
    case 'checksum-mismatch':
      return { title: 'A model file is not what it should be', remedies: ['retry'] };
    case 'quota-exceeded':
      return { title: 'The browser’s storage is full', remedies: ['retry'] };
    case 'storage-unavailable':
      return { title: 'The browser’s storage cannot be used', remedies: ['retry'] };
    case 'host-not-allowed':
      return { title: 'This host is not switched on', remedies: [] };
    case 'policy-absent':
      return { title: 'This page is not guarded here', remedies: [] };
    case 'access-denied':
      return { title: 'The host asks for an account', remedies: [] };
    case 'library-mismatch':
      return { title: 'The model library does not fit', remedies: [] };
    case 'model-absent':
      return { title: 'A model is not here', remedies: [] };
    case 'model-changed':
      return { title: 'Not the models that the run began with', remedies: [] };
    case 'unsupported-architecture':
      return { title: 'Unsupported model architecture', remedies: ['retry'] };
    case 'adapter-mismatch':
      return { title: 'The adapter belongs to another model', remedies: [] };
    case 'tokenizer-mismatch':
      return { title: 'The tokenizer does not fit the model', remedies: ['retry'] };
    case 'vocabulary-mismatch':
      return { title: 'The models’ vocabularies do not match', remedies: ['retry'] };
    case 'endpoint-unreachable':
      return { title: 'The endpoint cannot be reached', remedies: ['retry'] };
    case 'endpoint-timeout':
      return { title: 'The endpoint did not answer in time', remedies: ['retry'] };
    case 'endpoint-busy':
      return { title: 'The endpoint is busy', remedies: ['retry'] };
    case 'endpoint-refused':
      return { title: 'The endpoint refused the key', remedies: [] };
    case 'endpoint-model-unknown':
      return { title: 'The endpoint does not know the model', remedies: [] };
    case 'endpoint-failed':
      return { title: 'The endpoint could not do it', remedies: ['retry'] };
    case 'endpoint-invalid':
      return { title: 'The endpoint’s answer cannot be used', remedies: ['retry'] };
    case 'wrong-passphrase':
      return { title: 'This is not the passphrase', remedies: [] };
    case 'history-locked':
      return { title: 'The history is locked', remedies: [] };
    case 'history-changed':
      return { title: 'Another tab changed the history', remedies: [] };
    case 'export-invalid':
      return { title: 'The document would not be valid', remedies: [] };
    case 'unsupported':
      return { title: 'Not supported here', remedies: [] };
    case 'bad-argument':
      return { title: 'A setting is out of range', remedies: [] };
    case 'disposed':
      return { title: 'The models were unloaded', remedies: ['reload-models'] };
    case 'internal':
      return { title: 'Something went wrong inside Locum', remedies: ['retry', 'use-cpu'] };
    default:
      return code satisfies never;
  }
}

const REMEDY_LABELS: Readonly<Record<Remedy, string>> = {
  retry: 'Try again',
  'reload-models': 'Load the models again',
  'use-cpu': 'Use the CPU',
  condense: 'Summarise its parts, then write',
  shorten: 'Shorten from the middle',
  'choose-file': 'Open a file…',
  'choose-example': 'Use an example',
};

/** @returns in the order of their buttons */
export function remediesOf({ code, recoverable, details }: ErrorRecord): readonly Remedy[] {
  const usual = explain(code).remedies;
  // What failed for good would fail again in the same models.
  const apt = recoverable ? usual : usual.map((remedy) => (remedy === 'retry' ? 'reload-models' : remedy));
  // web-llm has no CPU to turn to.
  return apt.filter((remedy) => remedy !== 'use-cpu' || details.engine !== 'webllm');
}

interface ErrorPanelProps {
  readonly error: ErrorRecord;
  /** Without it there is nothing but to read. */
  readonly onRemedy?: (remedy: Remedy) => void;
  readonly onDismiss: () => void;
}

/** What happened, what to do, and a button that does it. The message stands first in the user's words. */
export function ErrorPanel({ error, onRemedy, onDismiss }: ErrorPanelProps) {
  const { title } = explain(error.code);
  const remedies = remediesOf(error);
  return (
    <div role="alert" className="flex gap-2.5 border-y border-danger-line bg-danger-wash px-3 py-2.5 text-ink">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="min-w-0 flex-1">
        <h3 className="font-semibold text-danger">{title}</h3>
        <p className="break-words">{error.message}</p>
        {error.hint !== '' && <p className="break-words text-muted">{error.hint}</p>}
        {onRemedy && remedies.length > 0 && (
          <div className="mt-2 flex flex-wrap gap-2">
            {remedies.map((remedy) => (
              <Button key={remedy} onPress={() => onRemedy(remedy)}>
                {REMEDY_LABELS[remedy]}
              </Button>
            ))}
          </div>
        )}
        <p className="mt-1.5 font-mono text-xs text-muted">{error.code}</p>
      </div>
      <Button look="quiet" aria-label="Dismiss" onPress={onDismiss}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
