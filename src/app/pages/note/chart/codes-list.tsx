import { CircleStop, Copy, FileText, ListChecks, Scale } from 'lucide-react';
import { FileTrigger } from 'react-aria-components';
import { Button } from '../../../components/button.tsx';
import { TurnNotice } from '../../../components/turn-notice.tsx';
import {
  CODES_TASK,
  openCodeList,
  type Suggestion,
  scoreCodes,
  stopScoring,
  suggestCodes,
  useCodeList,
  useCodes,
} from '../../../note/codes.ts';
import { showTurns, useNote } from '../../../note/note.ts';
import { tell } from '../../../shell/toasts.ts';
import { count, numbers, percent } from '../../../text/format.ts';

const SHOWN = 5;

/** Codes to choose from; none is ever put into the note. */
export function CodesList() {
  const { suggestions, of, revision, busy, problem } = useCodes();
  const own = useCodeList((state) => state.own);
  const isCurrent = useNote((state) => state.revision === revision);
  return (
    <section aria-labelledby="codes-heading">
      <h3 id="codes-heading" className="text-sm font-semibold">
        Codes: {own?.name ?? 'ICD-10-CM'}
      </h3>
      <p className="mb-1 text-[13px] text-muted">
        Narrowed by the words that the note affirms of the patient. Suggestions to check, not a coding; none is put into
        the note.
      </p>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Button isDisabled={busy !== null} onPress={() => void suggestCodes()}>
          <ListChecks aria-hidden /> {suggestions === null ? 'Suggest codes' : 'Suggest again'}
        </Button>
        {busy === 'scoring' ? (
          <Button look="danger" onPress={stopScoring}>
            <CircleStop aria-hidden /> Stop
          </Button>
        ) : (
          <Button
            isDisabled={busy !== null || !isCurrent || suggestions === null || suggestions.length < 2}
            onPress={() => void scoreCodes()}
          >
            <Scale aria-hidden /> Score with the models
          </Button>
        )}
        <FileTrigger
          acceptedFileTypes={['text/plain', '.txt', '.tsv', '.gz']}
          onSelect={(files) => {
            const file = files?.[0];
            if (file !== undefined) void openCodeList(file);
          }}
        >
          <Button look="quiet" isDisabled={busy !== null}>
            <FileText aria-hidden /> Open a list
          </Button>
        </FileTrigger>
        {busy === 'scoring' && <TurnNotice task={CODES_TASK} />}
      </div>
      {problem !== null && (
        <p role="alert" className="text-[13px] text-danger">
          {problem.message} {problem.hint}
        </p>
      )}
      <div role="status" className="text-[13px] text-muted">
        {statusOf({ suggestions, of, busy, isCurrent })}
      </div>
      {suggestions !== null && suggestions.length > 0 && (
        <ol aria-label="Suggested codes" className="mt-1 flex flex-col gap-1">
          {suggestions.slice(0, SHOWN).map((each) => (
            <Row key={each.code} suggestion={each} />
          ))}
        </ol>
      )}
    </section>
  );
}

type Status = Pick<ReturnType<typeof useCodes.getState>, 'suggestions' | 'of' | 'busy'> & { isCurrent: boolean };

function statusOf({ suggestions, of, busy, isCurrent }: Status): string {
  if (busy === 'looking') return 'Looking through the list…';
  if (suggestions === null) return '';
  if (!isCurrent) return 'The note has changed since: suggest again.';
  if (suggestions.length === 0) return `None of the ${of.toLocaleString()} codes is named by the note.`;
  const among = `${count(suggestions.length, 'candidate')} of ${of.toLocaleString()} codes`;
  return suggestions[0]?.probability === null
    ? `${among}, by their words.`
    : `Probability among the ${among}, scored exactly under the models: how sure they are, not how often they are right.`;
}

function Row({ suggestion: { code, title, probability, sentence, turns } }: { suggestion: Suggestion }) {
  const shown = [...turns].sort((a, b) => a - b).map((turn) => turn + 1);
  return (
    <li className="rounded border border-line px-2 py-1 text-[13px]">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <strong className="font-semibold tabular-nums">{code}</strong>
        <span className="min-w-0 flex-1 break-words">{title}</span>
        {probability !== null && <span className="tabular-nums">{percent(probability)}</span>}
        <Button look="small" aria-label={`Copy ${code}`} onPress={() => void copy(`${code} ${title}`)}>
          <Copy aria-hidden /> Copy
        </Button>
      </div>
      <p className="text-muted">
        “{sentence}”{' '}
        {shown.length > 0 && (
          <Button look="small" aria-label={`Turns for: ${code}`} onPress={() => showTurns(shown)}>
            turn {numbers(shown)}
          </Button>
        )}
      </p>
    </li>
  );
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    tell(`${text} is copied.`);
  } catch {
    tell('The browser did not allow it to be copied.');
  }
}
