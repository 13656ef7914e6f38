/** A note that was recorded when the app was made, section by section: something to look at before any model is loaded. */
import { LocumError } from '../../engine/errors.ts';
import { problemOf } from '../models/engine.ts';
import { fetchRecording } from '../note/recorded.ts';
import { examples } from '../text/examples.ts';
import { openInLens, show, useLens } from './lens.ts';

export async function openRecorded(): Promise<void> {
  const recording = await fetchRecording(examples[0]?.id ?? '');
  if (recording === null) {
    const error = new LocumError('network', 'The recorded note could not be fetched.', {
      hint: 'Check that the app is still being served, or write a note here.',
    });
    useLens.setState({ problem: problemOf(error) });
    return;
  }
  const { tokens, sections = [{ header: recording.title, tokens: recording.tokens.length }] } = recording;
  let begin = 0;
  const opened = sections.map(({ header, tokens: length }) => {
    const own = tokens.slice(begin, begin + length).map((token, index) => ({ ...token, index }));
    begin += length;
    const { authorship, conversation } = recording;
    return openInLens({ title: header, authorship, conversation, tokens: own, ending: null });
  });
  if (opened[0] !== undefined) show(opened[0]);
}
