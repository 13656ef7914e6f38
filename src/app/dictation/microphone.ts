/** The microphone: asked for when the user begins to record, let go of when the recording ends. */
import { LocumError } from '../../engine/errors.ts';
import { MOST_MINUTES } from '../../engine/speech/recording.ts';

export interface Recorder {
  /** Lets go of the microphone. */
  stop(): void;
  /** What was recorded; `stop`, the limit of a recording and a microphone that is pulled out end it. */
  readonly recorded: Promise<File>;
}

/** @param onSecond told after each second that is recorded @throws {LocumError} `microphone-denied`, `unsupported` */
export async function startRecording(onSecond: (seconds: number) => void): Promise<Recorder> {
  const stream = await openMicrophone();
  const recorder = new MediaRecorder(stream);
  const pieces: Blob[] = [];
  const limit = setTimeout(() => recorder.stop(), MOST_MINUTES * 60_000);
  const recorded = new Promise<File>((resolve) => {
    recorder.ondataavailable = ({ data }) => onSecond(pieces.push(data));
    recorder.onstop = () => {
      clearTimeout(limit);
      for (const track of stream.getTracks()) track.stop();
      resolve(
        new File(pieces, `recording-${clock(new Date())}.${endingOf(recorder.mimeType)}`, { type: recorder.mimeType }),
      );
    };
  });
  // A piece a second, so that what was said before a failure is there.
  recorder.start(1000);
  return { recorded, stop: () => recorder.state !== 'inactive' && recorder.stop() };
}

async function openMicrophone(): Promise<MediaStream> {
  // Browsers leave it out where a page is not served over HTTPS or from this machine.
  if (navigator.mediaDevices === undefined || globalThis.MediaRecorder === undefined) {
    throw new LocumError('unsupported', 'This browser lets the page use no microphone.', {
      hint: 'Record with another program, and open the file here.',
    });
  }
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
  } catch (cause) {
    const isAbsent = cause instanceof DOMException && cause.name === 'NotFoundError';
    throw new LocumError(
      'microphone-denied',
      isAbsent ? 'No microphone was found.' : 'The microphone was not allowed.',
      {
        cause,
        hint: `${isAbsent ? 'Plug one in' : 'Allow it beside the address of this page'}, or record with another program and open the file here. What stood here is unchanged.`,
      },
    );
  }
}

/** `19-05`, as a part of a file's name. */
const clock = (time: Date): string =>
  [time.getHours(), time.getMinutes()].map((part) => String(part).padStart(2, '0')).join('-');

/** Browsers record Opus in WebM or Ogg, Safari AAC in MP4. */
function endingOf(type: string): string {
  if (type.startsWith('audio/mp4')) return 'm4a';
  return type.startsWith('audio/ogg') ? 'ogg' : 'webm';
}
