/**
 * Transcripts of recordings as conversations: subtitles (SubRip, WebVTT) and the JSON of Whisper, WhisperX and transformers.js. What one
 * speaker says in a row becomes a turn, with the time that it begins at; where no speaker is told, each piece is a line without one.
 */
import * as v from 'valibot';
import { LocumError } from '../errors.ts';

interface Segment {
  /** Seconds from the beginning; null where it is not told. */
  readonly start: number | null;
  /** Empty where nobody is named. */
  readonly speaker: string;
  readonly text: string;
}

const READERS: Readonly<Record<string, (text: string) => readonly Segment[] | null>> = {
  srt: cuesOf,
  vtt: cuesOf,
  json: whisperOf,
};

/** Endings of the files that are read, without the dot. */
export const TRANSCRIPT_ENDINGS: readonly string[] = Object.keys(READERS);

/** A file's text as the page takes it: of a transcript its conversation, of any other what it says. @throws {LocumError} `file-invalid` */
export function conversationIn(text: string, name: string): string {
  const read = READERS[/\.(\w+)$/u.exec(name)?.[1]?.toLowerCase() ?? ''];
  if (read === undefined) return text;
  const segments = read(text);
  if (segments === null) {
    throw new LocumError('file-invalid', `“${name}” is no transcript that Locum can read.`, {
      hint: 'SubRip (.srt), WebVTT (.vtt) and the JSON of Whisper are read. What stood here is unchanged.',
    });
  }
  const said = segments.filter((segment) => segment.text !== '');
  if (said.length === 0) {
    throw new LocumError('file-invalid', `“${name}” holds no speech.`, {
      hint: 'The recording may have been silent. What stood here is unchanged.',
    });
  }
  return linesOf(said).join('\n');
}

function linesOf(segments: readonly Segment[]): readonly string[] {
  if (segments.every(({ speaker }) => speaker === '')) return segments.map(({ text }) => text);
  const lines: string[] = [];
  let last: string | null = null;
  for (const { start, speaker, text } of segments) {
    if (speaker === last && lines.length > 0) {
      lines[lines.length - 1] += ` ${text}`;
      continue;
    }
    last = speaker;
    lines.push(`${start === null ? '' : `${clock(start)} `}${speaker === '' ? 'Speaker 0' : speaker}: ${text}`);
  }
  return lines;
}

/** `04:09`, `1:04:09`. */
function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  return `${hours === 0 ? '' : `${hours}:`}${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

const TIMING = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,]\d{1,3}\s*-->/u;
/** `<v Doctor>`, and `Doctor:` at the beginning of a cue. */
const VOICE = /^<v(?:\.[^ >]*)? ([^>]{1,60})>/u;
const NAMED = /^([\p{L}][\p{L}\p{M}\d.'’ _-]{0,30}):\s+(?=\S)/u;

/** What recognisers write where nothing is said. */
const NO_SPEECH = /^(?:[[(*]\s*(?:blank[_ ]audio|silence|no speech|music)\s*[\])*]|[♪\s]+)$/iu;

/** Null where there is no cue. */
function cuesOf(text: string): readonly Segment[] | null {
  const segments: Segment[] = [];
  let current: { start: number; lines: string[] } | null = null;
  const end = () => {
    if (current !== null) segments.push(segmentOf(current.start, current.lines.join(' ')));
    current = null;
  };
  for (const line of text.replace(/^\uFEFF/u, '').split('\n')) {
    const timing = TIMING.exec(line.trim());
    if (timing !== null) {
      end();
      const [, hours = '0', minutes = '0', seconds = '0'] = timing;
      current = { start: Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds), lines: [] };
    } else if (line.trim() === '') {
      end();
    } else {
      current?.lines.push(line.trim());
    }
  }
  end();
  return segments.length === 0 ? null : segments;
}

function segmentOf(start: number | null, raw: string, told = ''): Segment {
  const voice = told || (VOICE.exec(raw)?.[1] ?? '');
  const plain = raw
    .replace(/<[^>]*>/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(NO_SPEECH, '');
  const named = voice === '' ? NAMED.exec(plain) : null;
  return { start, speaker: speakerName(voice || (named?.[1] ?? '')), text: plain.slice(named?.[0].length ?? 0) };
}

/** `SPEAKER_00` of a diarisation is the first speaker. */
function speakerName(label: string): string {
  const numbered = /^speaker[ _-]?(\d{1,2})$/iu.exec(label.trim());
  return numbered === null ? label.trim() : `Speaker ${Number(numbered[1])}`;
}

const Time = v.nullish(v.number(), null);
const Whisper = v.union([
  v.object({ segments: v.array(v.object({ start: Time, text: v.string(), speaker: v.optional(v.string(), '') })) }),
  v.object({ chunks: v.array(v.object({ timestamp: v.looseTuple([Time]), text: v.string() })) }),
]);

/** Null for what is no such JSON. */
function whisperOf(text: string): readonly Segment[] | null {
  try {
    const heard = v.parse(Whisper, JSON.parse(text));
    return 'segments' in heard
      ? heard.segments.map(({ start, text: said, speaker }) => segmentOf(start, said, speaker))
      : heard.chunks.map(({ timestamp: [start], text: said }) => segmentOf(start, said));
  } catch {
    return null;
  }
}
