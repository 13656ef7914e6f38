/** The language a text is written in, as far as the review has to know it: English, or which other one. */

/** Words that come again and again in a language, and in few others. */
const COMMON: Readonly<Record<string, string>> = {
  English:
    'the and of to is was are were with for has have had not that this you your he she it in on at my i do does any no be been will',
  German:
    'der die das und ist nicht ein eine mit seit ich sie er hat haben wird auf dem den im zu bei keine kein auch wir es war',
  French:
    'le la les et est une des du dans pas avec pour vous je il elle sur depuis qui que ne ce au aux nous sont mais plus',
  Spanish:
    'el los las y es una del con para por que no se su lo tiene desde muy pero como sin mi le ha hace usted está',
  Portuguese:
    'o os as e é uma do da dos das com para por que não se em no na seu sua tem desde muito mas sem há você está',
  Italian: 'il lo gli e è una del della di con per che non si da nel sono ha anche ma come mi le dal alla questo più',
  Dutch:
    'de het een en is niet van met sinds ik zij hij heeft hebben op te dat die voor maar ook geen aan er bij wordt u',
  Polish: 'i w nie na jest się z do że od po jak ma pan pani oraz bez dla przez ale już są mam czy',
  Swedish: 'och är inte en ett med sedan jag hon han har på att det som för men också inga vid av till den',
  Turkish: 've bir bu için ile çok değil var yok hasta olarak sonra daha kadar ama ne mi',
};

/** Letters of other scripts: nothing of the review reads them. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Arabic}/gu, 'Arabic script'],
  [/\p{Script=Hebrew}/gu, 'Hebrew'],
  [/\p{Script=Cyrillic}/gu, 'Cyrillic script'],
  [/\p{Script=Greek}/gu, 'Greek'],
  [/\p{Script=Hiragana}|\p{Script=Katakana}/gu, 'Japanese'],
  [/\p{Script=Hangul}/gu, 'Korean'],
  [/\p{Script=Han}/gu, 'Chinese'],
  [/\p{Script=Devanagari}/gu, 'Devanagari script'],
  [/\p{Script=Thai}/gu, 'Thai'],
];

const WORDS = new Map(Object.entries(COMMON).map(([name, words]) => [name, new Set(words.split(' '))]));

/** Characters looked at: the beginning of a text tells. */
const LOOKED_AT = 4000;
/** Fewer words or letters tell no language. */
const LEAST_WORDS = 8;
const LEAST_LETTERS = 12;
/** Of the words, those that must be another language's, and so many times English ones. */
const LEAST_SHARE = 0.15;
const TIMES_ENGLISH = 2;

/** The name of the language or script, where it is clearly not English; null otherwise, as for a text too short to tell. */
export function otherLanguageOf(text: string): string | null {
  const beginning = text.slice(0, LOOKED_AT);
  const letters = beginning.match(/\p{L}/gu)?.length ?? 0;
  if (letters < LEAST_LETTERS) return null;
  const isLatin = (beginning.match(/\p{Script=Latin}/gu)?.length ?? 0) > letters / 2;
  if (!isLatin)
    for (const [letter, name] of SCRIPTS) if ((beginning.match(letter)?.length ?? 0) > letters / 2) return name;
  const words = beginning.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < LEAST_WORDS) return null;
  const counts = [...WORDS].map(([name, common]) => ({ name, count: words.filter((word) => common.has(word)).length }));
  const english = counts.find(({ name }) => name === 'English')?.count ?? 0;
  const [best] = counts.filter(({ name }) => name !== 'English').sort((a, b) => b.count - a.count);
  if (best === undefined || best.count < LEAST_SHARE * words.length || best.count <= TIMES_ENGLISH * english)
    return null;
  return best.name;
}
