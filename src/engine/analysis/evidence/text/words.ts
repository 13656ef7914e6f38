/** Words of clinical text as they are compared: spelling and endings taken away, contractions and speech recognition's habits undone. */
import { stemmer } from 'stemmer';

export interface Word {
  /** Lower case, American spelling. */
  readonly form: string;
  /** Porter stem of `form`. */
  readonly stem: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** Letters spelled out (“E K G”), numbers with their separators, words with inner apostrophes, `%` and `+`; hyphens part words. */
const PIECE =
  /(?<![\p{L}\d'’-])(?:\p{Lu} ){1,3}(?:\p{Lu} \p{Lu}|(?!I)\p{Lu})(?![\p{L}\d'’-])|\d+(?:[.,]\d+)*|[Nn][Oo][Nn](?=[Ss]mok|[Dd]rink|[Tt]ender|[Dd]isten)|[\p{L}\p{M}]+(?:['’][\p{L}]+)*|[%+&↑↓]/gu;

/** `n't` and its spellings after speech recognition. */
const NOT = /^(?:n['’]?t|.*n['’]t|cannot|cant|dont|doesnt|didnt|hasnt|havent|isnt|wasnt)$/u;

const stems = new Map<string, string>();

export function stemOf(form: string): string {
  let stem = stems.get(form);
  if (stem === undefined) {
    stem = IRREGULAR.get(form) ?? stemmer(form);
    if (stems.size > 20_000) stems.clear();
    stems.set(form, stem);
  }
  return stem;
}

/** Where Porter's rules part what belongs together, or join what does not: “quite” is no quitting, “several” not severe. */
const IRREGULAR = new Map(
  [
    ['quite', 'quite'],
    // No initiation.
    ['initial', 'initial'],
    // “Hepatic” is of the liver, and no inflammation of it.
    ['hepatitis', 'hepatitis'],
    ['initially', 'initial'],
    ['several', 'several'],
    ['one', 'one'],
    ['us', 'us '],
    ['evening', 'evening'],
    ['evenings', 'evening'],
    ['position', 'position'],
    ['positions', 'position'],
    ['lateral', 'lateral'],
    ['laterally', 'lateral'],
    ['felt', 'feel'],
    ['ate', 'eat'],
    ['eaten', 'eat'],
    ['gave', 'give'],
    ['given', 'give'],
    ['took', 'take'],
    ['taken', 'take'],
    ['went', 'go'],
    ['gone', 'go'],
    ['began', 'begin'],
    ['begun', 'begin'],
    ['slept', 'sleep'],
    ['ran', 'run'],
    ['fell', 'fall'],
    ['fallen', 'fall'],
    ['broke', 'break'],
    ['broken', 'break'],
    ['worse', 'wors'],
    ['worsening', 'wors'],
    ['worsened', 'wors'],
    ['worsen', 'wors'],
    ['feet', 'foot'],
    ['teeth', 'tooth'],
    ['children', 'child'],
    ['women', 'woman'],
    ['men', 'man'],
    ['lost', 'lose'],
    ['loss', 'lose'],
    ['losing', 'lose'],
    ['hurt', 'hurt'],
    ['told', 'tell'],
    ['heard', 'hear'],
    ['saw', 'see'],
    ['seen', 'see'],
    ['better', 'improv'],
    ['shrunk', 'shrink'],
    ['shrank', 'shrink'],
    ['grew', 'grow'],
    ['grown', 'grow'],
    ['risen', 'rise'],
    ['rose', 'rise'],
    ['drank', 'drink'],
    ['drove', 'drive'],
    ['bought', 'buy'],
    ['got', 'get'],
    ['gotten', 'get'],
    ['swollen', 'swell'],
    ['thought', 'think'],
    ['mom', 'mother'],
    ['mum', 'mother'],
    ['dad', 'father'],
    ['wakening', 'wake'],
    ['awoke', 'wake'],
    ['woke', 'wake'],
    ['missed', 'missed'],
    ['missing', 'missed'],
    // Of the ears, and no telephone.
    ['ringing', 'ringing'],
    ['radiation', 'radiation'],
    ['immune', 'immune'],
    ['calves', 'calf'],
    ['neurological', 'neurological'],
    ['neurologic', 'neurological'],
    ['hematologic', 'hematological'],
    ['hematological', 'hematological'],
    ['psychological', 'psychological'],
  ].map(([form, stem]) => [form as string, stem as string]),
);

/** American spelling, roughly, and the same for both sides of every comparison: `diarrhoea`, `tumour`, `-ise`. */
function spelling(word: string): string {
  if (word.length < 5) return word;
  return word
    .replace(/ae|oe/gu, 'e')
    .replace(/(?<=tum|col|od|hum|behavi|fav|lab|vap|neighb)our/u, 'or')
    .replace(/is(?=(?:e|ed|es|ing|ation)$)/u, 'iz');
}

/** What lower case would make another word of. */
const WRITTEN_OUT: Readonly<Record<string, string>> = { HA: 'headache', HAs: 'headaches', POP: 'minipill' };

export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(PIECE)) {
    const start = match.index;
    const end = start + match[0].length;
    const raw = (WRITTEN_OUT[match[0]] ?? match[0]).toLowerCase().replaceAll('’', "'").replaceAll(' ', '');
    const form = NOT.test(raw) ? 'not' : spelling(raw.replace(/'s$/u, ''));
    // “do n't”, “can't”: the verb says nothing more.
    words.push({ form, stem: stemOf(form), start, end });
  }
  return words;
}

/** Words that carry no content of their own: function words, talk, and what a note is built from. */
const SCAFFOLD_WORDS = `
a an the this that these those there here it its he she they we i you him her them us me my your his their our mine himself herself
themselves myself who whom which what when where why how if then than as at by for from in into of off on onto out over to up with within
without about above below under between through during before after since until while because so but and or nor not no yes okay ok oh
um uh hmm mm hm yeah yep nope nah well just like know mean really right kind sort bit little lot thing things stuff actually basically
is am are was were be been being do does did done doing have has had having can could will would shall should may might must gon na
wan gotta get gets getting got go goes going went come comes came coming make makes made take takes took taken taking give gives gave
given put say says said tell told ask asked see seen saw look looks looking looked seem seems want wants wanted need needs needed try
tries tried let us also too very much many more most some any all both each every other another same such only even still again already
yet now today ago time times back down away around patient patients pt pts doctor dr mr mrs ms miss gentleman lady report reports
reported reporting deny denies denied endorse endorses endorsed state states stated note notes noted present presents presented
presenting complain complains complaint complaints describe describes described mention mentions mentioned admit admits admitted
demonstrate demonstrates demonstrated reveal reveals revealed show shows showed shown appear appears appeared indicate indicates
concern concerns concerned experience experiences experienced experiencing evaluation evaluate evaluated assessment assess plan plans
history past medical current currently recent recently previous previously prior known associated significant significantly
unremarkable negative positive normal approximately regarding secondary due likely possible possibly probable however although
otherwise overall general initially subsequently follow followup follows following per status review reviewed reviewing systems system
discuss discussed advise advised recommend recommended recommendation counsel counseled counseling educate educated education encourage
encouraged instruct instructed instructions instruction agree agrees agreed agreement agreements understand understands understood
understanding verbalized treatment treat treated treating management manage managed managing reason reasoning additional testing
consider considered continue continues continued start started initiate order ordered schedule scheduled provide provided prescribe
prescribed obtain obtained perform performed refer referred referral referrals return returns contact call risk risks benefit benefits
question questions answered explain explained find finding findings exam examination physical result results chief illness hpi pmh pmhx
dh dhx fh fhx sh shx hx psh imp ice sx dx rx tx mx ddx ros pe ap o s p h x year years old male female man woman boy girl age aged day
days week weeks month months hour hours minute minutes daily once twice nil none good fine great today visit clinic office appointment
condition problem problems symptom symptoms sign signs issue issues medication medications medicine medicines drug drugs meds tablet
tablets pill pills dose doses side sided left right bilateral bilaterally mild moderate severe slight slightly chronic acute new
never nkda unable able use uses used using feel feels feeling felt type one two three first second third last next few several couple
constitutional musculoskeletal respiratory cardiovascular gastrointestinal genitourinary neurological neurologic psychiatric
integumentary endocrine hematologic heent general skin neck ears eyes nose throat mouth msk gi gu cv neuro auscultation palpation
palpate percussion inspection vitals vital social family surgical allergies specialist patient's f2f gp inb safety net netting
persist persists persistent persisting ongoing restrict restricted avoid
regular usual usually frequently occasionally constantly fasting aware prn inh cont prev mod nl symm neg pos rv alt nocte mane stat appt prob poss
increase increased decrease decreased improve improves improved worsening worse better area areas region point specific specialist
several multiple various numerous aspect level levels amount nature course duration onset location quality severity context factor factors interval
`;

const SCAFFOLD = new Set(
  SCAFFOLD_WORDS.trim()
    .split(/\s+/u)
    .map((word) => stemOf(spelling(word))),
);

export function isContent(word: Word): boolean {
  return word.stem.length > 1 && !SCAFFOLD.has(word.stem) && !/^[\d%+&↑↓]/u.test(word.form);
}
