/** How much each turn of a conversation bears on a section of its note: by what it mentions, by whom it is said, and where. */
import type { TemplateSection } from '../../tasks/templates.ts';
import type { Conversation, ReadTurn } from '../evidence/frames/conversation.ts';
import { isContent, wordsOf } from '../evidence/text/words.ts';
import { TOPICS, type Topic } from './topics.ts';

/** A conversation begins with who comes and why: every section is told that. */
const OPENING_TURNS = 4;
const OPENING = 0.75;
/** What a word of the header or of what is said of the section weighs. */
const OWN_WORD = 0.5;
/** Of the speaker who mostly says such things. */
const SPEAKER = 1.3;
/** Of the last turn, in what is said late; the first has none of it. */
const LATE = 0.5;
/** A question and its answer belong together. */
const NEIGHBOUR = 0.5;
/** More cues in one turn say no more. */
const MOST_CUES = 3;

/** Whether what the section is of took place: a doctor who calls examines nobody, however much is said of where it hurts. */
export function tookPlace(section: TemplateSection, { turns }: Conversation): boolean {
  return topicsOf(section).some(({ acts }) => {
    if (acts === undefined) return true;
    return turns.reduce((sum, { turn }) => sum + (turn.text.match(acts.words)?.length ?? 0), 0) >= acts.fewest;
  });
}

/** One figure ≥ 0 a turn; only their order says anything. */
export function bearingOn(section: TemplateSection, { turns }: Conversation): readonly number[] {
  const topics = topicsOf(section);
  const own = new Set(
    wordsOf(`${section.header} ${section.instruction}`.toLowerCase())
      .filter(isContent)
      .map(({ stem }) => stem),
  );
  const alone = turns.map((turn, index) => {
    const ofTopics = topics.reduce((sum, topic) => sum + weigh(topic, turn, index / Math.max(1, turns.length - 1)), 0);
    const ofWords = turn.words.filter(({ stem }) => own.has(stem)).length * OWN_WORD;
    return ofTopics + ofWords;
  });
  return alone.map((score, index) => {
    const neighbour = NEIGHBOUR * Math.max(alone[index - 1] ?? 0, alone[index + 1] ?? 0);
    return score + neighbour + (index < OPENING_TURNS ? OPENING : 0);
  });
}

/** Named by the header, else by what is said of the section; a section that names none may hold anything. */
function topicsOf({ header, instruction }: TemplateSection): readonly Topic[] {
  const all: readonly Topic[] = Object.values(TOPICS);
  for (const text of [header, instruction]) {
    const named = all.filter((topic) => topic.named.test(text));
    if (named.length > 0) return named;
  }
  return all;
}

function weigh({ kinds, cues, speaker, late }: Topic, { turn, mentions }: ReadTurn, place: number): number {
  const said = mentions.reduce((sum, { concepts }) => {
    const [concept] = concepts;
    return sum + (concept === undefined ? 0 : (kinds[concept.kind] ?? 0));
  }, 0);
  const cued = Math.min(MOST_CUES, turn.text.match(cues)?.length ?? 0);
  return (said + cued) * (turn.speaker === speaker ? SPEAKER : 1) * (1 + (late ? LATE * place : 0));
}
