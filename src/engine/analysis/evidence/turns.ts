/** A conversation as its turns: who speaks, and where the words stand in the text. */
export interface Turn {
  /** From 0. */
  readonly index: number;
  /** As it is written: `doctor`, `Patient`, `D`; empty where nobody is named. */
  readonly speaker: string;
  /** Whether a clinician speaks; null where that cannot be told. */
  readonly clinician: boolean | null;
  readonly text: string;
  /** Of `text` in the conversation. */
  readonly start: number;
  readonly end: number;
}

const LABEL =
  /^[ \t]*(?:\[(?<bracket>[^\]\n]{1,30})\][ \t]*:?|(?<plain>[\p{L}][\p{L} .'’-]{0,30}?)(?:[ \t]*\d)?[ \t]*:)[ \t]*/u;
const CLINICIAN = /^(?:doctor|dr|doc|d|clinician|physician|gp|nurse|np|provider|practitioner|consultant|therapist)\b/iu;
const PATIENT =
  /^(?:patient|pt|p|mother|mom|mum|father|dad|parent|wife|husband|guest|family|carer|caregiver|relative|daughter|son)\b/iu;

/** Lines that begin with a speaker begin a turn; other lines go on with the one before. */
export function turnsOf(conversation: string): Turn[] {
  const turns: Turn[] = [];
  let offset = 0;
  for (const line of conversation.split('\n')) {
    const label = labelOf(line);
    const start = offset + (label?.length ?? 0);
    const end = offset + line.length;
    offset = end + 1;
    if (line.trim() === '') continue;
    const last = turns.at(-1);
    if (label === null && last !== undefined) {
      turns[turns.length - 1] = { ...last, text: conversation.slice(last.start, end), end };
      continue;
    }
    const speaker = label?.speaker ?? '';
    turns.push({
      index: turns.length,
      speaker,
      clinician: CLINICIAN.test(speaker) ? true : PATIENT.test(speaker) ? false : null,
      text: conversation.slice(start, end),
      start,
      end,
    });
  }
  return turns;
}

function labelOf(line: string): { readonly speaker: string; readonly length: number } | null {
  const match = LABEL.exec(line);
  const { bracket, plain } = match?.groups ?? {};
  const speaker = (bracket ?? plain ?? '').trim();
  if (match === null || speaker === '') return null;
  // “Plan: rest” inside a turn is no speaker unless it is named like one or stands in brackets.
  if (bracket === undefined && !CLINICIAN.test(speaker) && !PATIENT.test(speaker)) return null;
  return { speaker, length: match[0].length };
}
