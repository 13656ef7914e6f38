import { ArchiveRestore, Check, Download, Lock, Trash2, TriangleAlert, Upload } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { Button } from '../../../components/button.tsx';
import { DeleteButton } from '../../../components/delete-button.tsx';
import { TextInput } from '../../../components/text-input.tsx';
import { matches } from '../../../history/entry.ts';
import {
  acceptMeddling,
  deleteEntry,
  exportHistory,
  importHistory,
  lock,
  removeUnreadable,
  restoreEntry,
  switchOff,
  useHistory,
} from '../../../history/history.ts';
import type { UnreadableEntry } from '../../../history/vault.ts';
import { isRunning, useNote } from '../../../note/note.ts';
import { bytes, count } from '../../../text/format.ts';
import { saveFile } from '../../../text/save-file.ts';

/** What is kept, to be searched, brought back, deleted, and taken along. */
export function HistoryEntries({ onClose }: { onClose: () => void }) {
  const [search, setSearch] = useState('');
  const entries = useHistory((state) => state.entries);
  const running = useNote((state) => isRunning(state.run.phase));
  const found = entries.filter((entry) => matches(entry, search));
  return (
    <section aria-label="Entries" className="flex flex-col gap-2">
      <Meddled />
      {entries.length === 0 ? (
        <p className="text-muted">Nothing is kept yet.</p>
      ) : (
        <TextInput label={`Search ${count(entries.length, 'note')}`} value={search} onChange={setSearch} />
      )}
      <ul className="flex max-h-80 flex-col overflow-auto">
        {found.map((entry) => (
          <li
            key={entry.id}
            className="flex flex-wrap items-center gap-x-2 border-b border-line py-1"
            data-testid="entry"
          >
            <span className="min-w-0 flex-1 basis-48">
              <span className="block truncate font-semibold">{entry.title}</span>
              <span className="block truncate text-xs text-muted">
                {new Date(entry.savedAt).toLocaleString()} ·{' '}
                {entry.signature === null ? 'draft' : `signed by ${entry.signature.name}`} ·{' '}
                {entry.parts[0]?.text.slice(0, 80)}
              </span>
            </span>
            <Button
              look="small"
              aria-label={`Bring back ${entry.title}`}
              isDisabled={running}
              onPress={() => {
                restoreEntry(entry);
                onClose();
              }}
            >
              <ArchiveRestore aria-hidden /> Bring back
            </Button>
            <Button look="small" aria-label={`Delete ${entry.title}`} onPress={() => void deleteEntry(entry)}>
              <Trash2 aria-hidden /> Delete
            </Button>
          </li>
        ))}
      </ul>
      {entries.length > 0 && found.length === 0 && <p className="text-muted">Nothing kept has these words.</p>}
      <Unreadable />
      <Whole />
    </section>
  );
}

/** That somebody, or something, other than Locum has changed what is kept. */
function Meddled() {
  const { missing, returned, untold } = useHistory((state) => state.meddling);
  const entries = useHistory((state) => state.entries);
  if (missing === 0 && returned.length === 0 && !untold) return null;
  const titles = entries.filter(({ id }) => returned.includes(id)).map(({ title }) => `“${title}”`);
  const parts = [
    missing > 0 && `${count(missing, 'note')} that had been saved ${missing === 1 ? 'is' : 'are'} missing.`,
    titles.length > 0 && `Deleted or changed here before, and back as it was: ${titles.join(', ')}.`,
    untold && 'The list of what was saved is damaged: whether a note is missing cannot be told.',
  ];
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-2 rounded border border-warn-line bg-warn-wash px-2 py-1.5"
    >
      <p className="min-w-0 flex-1 basis-60 text-[13px]">
        <strong className="text-warn">What is kept here was changed by something other than Locum.</strong>{' '}
        {parts.filter((part) => part !== false).join(' ')}
      </p>
      <Button look="small" onPress={() => void acceptMeddling()}>
        <Check aria-hidden /> Take it as it is
      </Button>
    </div>
  );
}

const WHY: Readonly<Record<UnreadableEntry['why'], string>> = {
  damaged: 'is damaged: what is stored is not what was saved',
  newer: 'was saved by a newer version of Locum, which can read it',
};

/** What is kept and cannot be shown: it can be taken along as it is, or deleted. */
function Unreadable() {
  const unreadable = useHistory((state) => state.unreadable);
  if (unreadable.length === 0) return null;
  return (
    <ul aria-label="Entries that cannot be read" className="flex flex-col">
      {unreadable.map((entry) => (
        <li
          key={entry.id}
          data-testid="unreadable-entry"
          className="flex flex-wrap items-center gap-x-2 gap-y-1 border-b border-line py-1"
        >
          <span className="min-w-0 flex-1 basis-48">
            <span className="flex items-center gap-1 font-semibold text-warn">
              <TriangleAlert aria-hidden className="size-4 shrink-0" /> An entry cannot be read
            </span>
            <span className="block text-xs text-muted">
              It {WHY[entry.why]}. {bytes(entry.size)}, number {entry.id.slice(0, 8)}. The others are not affected.
            </span>
          </span>
          <Button
            look="small"
            aria-label={`Export the unreadable entry ${entry.id.slice(0, 8)}`}
            onPress={async () => {
              const blob = await exportHistory(entry.id);
              if (blob !== null) saveFile(`locum-history-${entry.id.slice(0, 8)}.json`, blob);
            }}
          >
            <Download aria-hidden /> Export
          </Button>
          <DeleteButton
            name={`the unreadable entry ${entry.id.slice(0, 8)}`}
            amount="for good"
            onDelete={() => void removeUnreadable(entry)}
          />
        </li>
      ))}
    </ul>
  );
}

/** Of the history as a whole. */
function Whole() {
  const busy = useHistory((state) => state.busy);
  const [importing, setImporting] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [ending, setEnding] = useState(false);
  return (
    <>
      <div className="flex flex-wrap gap-1">
        <Button onPress={lock}>
          <Lock aria-hidden /> Lock
        </Button>
        <Button
          isPending={busy}
          onPress={async () => {
            const blob = await exportHistory();
            if (blob !== null) saveFile('locum-history.json', blob);
          }}
        >
          <Download aria-hidden /> Export all
        </Button>
        <FileTrigger
          acceptedFileTypes={['application/json', '.json']}
          onSelect={(files) => setImporting(files?.[0] ?? null)}
        >
          <Button isPending={busy}>
            <Upload aria-hidden /> Import
          </Button>
        </FileTrigger>
        <span className="ml-auto" />
        {ending ? (
          <>
            <Button look="danger" onPress={() => void switchOff()}>
              Delete everything
            </Button>
            <Button autoFocus onPress={() => setEnding(false)}>
              Keep it
            </Button>
          </>
        ) : (
          <Button look="quiet" onPress={() => setEnding(true)}>
            Switch off…
          </Button>
        )}
      </div>
      {importing !== null && (
        <form
          className="flex flex-wrap items-end gap-2"
          onSubmit={async (event) => {
            event.preventDefault();
            // A mistyped passphrase can be mended; the file need not be chosen again.
            if (!(await importHistory(importing, passphrase))) return;
            setImporting(null);
            setPassphrase('');
          }}
        >
          <div className="min-w-60 flex-1">
            <TextInput
              label={`Passphrase of ${importing.name}`}
              type="password"
              autoComplete="off"
              value={passphrase}
              onChange={setPassphrase}
              autoFocus
            />
          </div>
          <Button type="submit" isPending={busy} isDisabled={passphrase === ''}>
            Add its entries
          </Button>
          <Button look="quiet" onPress={() => setImporting(null)}>
            Cancel
          </Button>
        </form>
      )}
    </>
  );
}
