import { describe, expect, it, vi } from 'vitest';
import { reviewEvidence } from './evidence.ts';
import { loadLexicon } from './lexicon/concepts.ts';

const lexicon = await loadLexicon();

const TALK = `[doctor] hi , martha . so what brings you in today ?
[patient] i have had a cough and i've been short of breath for about two weeks now .
[doctor] okay . any fever or chills ?
[patient] no , i have n't had any of that .
[doctor] and your left knee , is it still swollen ?
[patient] yes , it's a little bit swollen , the right one is fine .
[doctor] are you still taking your lisinopril ?
[patient] yeah , twenty milligrams once a day . i ran out of the metformin though .
[doctor] your blood pressure today is one fifty over ninety . your lungs are clear .
[doctor] do you smoke ?
[patient] i quit in march .
[doctor] let's order an echo , and come back in six weeks .`;

function flagsOf(note: string, talk = TALK): string[] {
  return reviewEvidence(note, talk, lexicon).sentences.flatMap(({ flags }) =>
    flags.map(({ kind, text }) => `${kind}: ${text}`),
  );
}

describe('what the conversation bears out', () => {
  it.each([
    'Martha reports a cough and dyspnea for 2 weeks.',
    'She has had SOB for 14 days.',
    'Denies fever or chills.',
    'No fevers.',
    'Mild swelling of the left knee.',
    'Lisinopril 20 mg daily.',
    'Continue lisinopril 20 mg once a day.',
    'BP 150/90.',
    'Lungs are clear, no wheezing, rales or rhonchi.',
    'Echocardiogram ordered.',
    'Follow up in 6 weeks.',
    'She quit smoking in March.',
  ])('“%s” has no flag', (note) => expect(flagsOf(note)).toEqual([]));

  it.each(['Lisinopril 20 mg daily.', 'BP 150/90.', 'Denies fever or chills.', 'Follow up in 6 weeks.'])(
    '“%s” is supported',
    (note) => expect(reviewEvidence(note, TALK, lexicon).sentences[0]?.level).toBe('supported'),
  );
});

describe('what it does not', () => {
  it.each([
    ['Lisinopril 40 mg daily.', 'dose: 40 mg'],
    ['Lisinopril 20 mg twice daily.', 'frequency: twice daily'],
    ['BP 130/80.', 'vital sign: 130/80'],
    ['Cough for 5 weeks.', 'number: 5 weeks'],
    ['Swelling of the right knee.', 'laterality: right'],
    ['Swelling of both knees.', 'laterality: both'],
    ['Reports fever.', 'negation: fever'],
    ['Denies shortness of breath.', 'negation: shortness of breath'],
    ['There is hemoptysis.', 'finding: hemoptysis'],
    ['No hemoptysis.', 'negation: hemoptysis'],
    ['Examination shows papilledema.', 'examination: papilledema'],
    ['Started on warfarin.', 'medication: warfarin'],
    ['She quit smoking in May of 2019.', 'number: 2019'],
    ['Seen last on Monday.', 'date: Monday'],
    ['Seen on 05/12/2022.', 'date: 05/12/2022'],
  ])('“%s” is flagged', (note, flag) => expect(flagsOf(note)).toContain(flag));

  it('says what was heard instead', () => {
    const [sentence] = reviewEvidence('Lisinopril 40 mg daily.', TALK, lexicon).sentences;
    expect(sentence?.flags.map(({ reason }) => reason)).toEqual([
      'The conversation has twenty milligrams for lisinopril.',
    ]);
    expect(sentence?.level).toBe('unsupported');
  });

  it('gives the place of a flag in the note', () => {
    const note = 'PLAN\n\n1. Rest.\n2. Lisinopril 40 mg daily.';
    const flags = reviewEvidence(note, TALK, lexicon).sentences.flatMap((sentence) => sentence.flags);
    expect(flags.map(({ start, end }) => note.slice(start, end))).toEqual(['40 mg']);
  });
});

describe('a sentence that says nothing', () => {
  it.each(['He also.', 'She also reports', 'The patient has.', 'In addition, he'])('“%s” is not supported', (note) => {
    expect(reviewEvidence(note, TALK, lexicon).sentences).toEqual([
      expect.objectContaining({ level: 'uncertain', flags: [] }),
    ]);
  });
});

describe('the turns beside a sentence', () => {
  it('are those that speak of it', () => {
    const { sentences, turns } = reviewEvidence('Lisinopril 20 mg daily.', TALK, lexicon);
    const linked = sentences[0]?.turns.map(({ turn }) => turns[turn]?.text) ?? [];
    expect(linked.join(' ')).toContain('lisinopril');
    expect(linked.join(' ')).toContain('twenty milligrams');
  });

  it('are none, and the sentence uncertain, where nothing of it was said', () => {
    const [sentence] = reviewEvidence('Her garden party was postponed indefinitely.', TALK, lexicon).sentences;
    expect(sentence).toMatchObject({ level: 'uncertain', turns: [], coverage: 0 });
  });
});

describe('what is asked and not answered', () => {
  it.each(['Reports fever.', 'Denies fever.', 'Takes lisinopril.'])('“%s” is neither flagged nor supported', (note) => {
    const talk = 'D: Any fever?\nP: Hm.\nD: And do you take lisinopril?\nP: Hm.';
    expect(reviewEvidence(note, talk, lexicon).sentences).toEqual([
      expect.objectContaining({ level: 'uncertain', flags: [] }),
    ]);
  });
});

describe('what the note leaves out', () => {
  const talk = `Doctor: Any allergies?
Patient: Penicillin.
Doctor: What do you take?
Patient: Bisoprolol. And I have had chest pain since Monday. My mother takes warfarin.
Doctor: I will order an ECG. Come back in two weeks.`;
  const left = (note: string) =>
    reviewEvidence(note, talk, lexicon).omissions.map(({ kind, text }) => `${kind}: ${text}`);

  it('is listed', () => {
    expect(left('Seen today.')).toEqual([
      'allergy: penicillin',
      'medicine: bisoprolol',
      'red flag: chest pain',
      'plan: ecg',
      'plan: follow-up: two weeks',
    ]);
  });

  it('takes no word of what an allergen does for another allergen', () => {
    const answer = 'Doctor: Any allergies?\nPatient: Penicillin brings me out in a rash.';
    const { omissions } = reviewEvidence('Allergic to penicillin.', answer, lexicon);
    expect(omissions).toEqual([]);
  });

  it('is nothing when all is there, in other words too', () => {
    const note = 'PCN allergy. On bisoprolol. CP since Monday. EKG ordered. F/u in 2/52.';
    expect(left(note)).toEqual([]);
  });
});

it('says once of the same words what is wrong with them', () => {
  const talk = 'Doctor: I think your heart failure has got worse. Your weight is up four kilos.';
  const [first, second] = reviewEvidence('Heart failure improving. Weight down 4 kg.', talk, lexicon).sentences;
  expect(first?.flags.map(({ kind, text }) => `${kind}: ${text}`)).toEqual(['direction: improving']);
  expect(second?.flags.map(({ kind, text }) => `${kind}: ${text}`)).toEqual(['direction: down']);
});

describe('questions and answers', () => {
  it.each([
    ['D: Any chest pain?\nP: No.', 'Denies chest pain.', 0],
    ['D: Any chest pain?\nP: No.', 'Reports chest pain.', 1],
    ['D: Any chest pain?\nP: Yes, since Monday.', 'Denies chest pain.', 1],
    ['D: any chest pain or dizziness\nP: no', 'Reports dizziness.', 1],
    ['D: Any vomiting?\nP: Just a little nauseous, but no vomiting.', 'Reports vomiting.', 1],
    ['D: Any discharge? No, OK.\nP: Mm.', 'There is discharge.', 1],
    ['D: Call me if you have chest pain.\nP: OK.', 'Return if chest pain occurs.', 0],
    ['D: Any headaches? Any fever?\nP: No.', 'Reports fever.', 1],
    ['D: Any headaches? Any fever?\nP: No.', 'No fever.', 0],
    ['D: Is it tender when I press? \nP: [unintelligible] no.', 'Abdomen is tender.', 1],
    ['D: Is that painful\nP: no', 'It is painful.', 1],
    ['D: Any nausea? Any vomiting?\nP: A bit of diarrhoea. Apart from that, no.', 'Reports vomiting.', 1],
    ['D: Any cough?\nP: No, I have had no cough at all.', 'Reports cough.', 1],
    ['P: Fever, no. Cough, yes.', 'Reports fever.', 1],
    ['D: Any pain in your chest?\nP: No.', 'Denies chest pain.', 0],
    ['D: Any pain in your chest?\nP: No.', 'Reports chest pain.', 1],
  ])('%j, “%s”: %i flags', (talk, note, count) => expect(flagsOf(note, talk)).toHaveLength(count));
});

describe('what is denied', () => {
  it.each([
    // Something else that the body does well.
    ['P: My bowels are working fine.', 'Reports bowel symptoms.', 1],
    ['P: My bowels are working fine.', 'No bowel symptoms.', 0],
    // Beside what there is.
    ['P: My arm is weak.', 'No weakness elsewhere.', 0],
    ['P: My arm is weak.', 'No weakness.', 1],
    // A new subject ends the denial.
    ['P: I have no fever. I have a cough.', 'No fever, and she has a cough.', 0],
    ['P: I have not been sick, and I have no rash.', 'Denies rash and negative for fever.', 1],
    // What the patient denies and nobody asked is in doubt; what an examination does not find is not.
    ['P: My knee hurts.', 'He has never had a hernia.', 0],
    ['P: My knee hurts.', 'Exam: no hernia.', 1],
    // Where it is said of the same place.
    ['D: Pain here on the elbow?\nP: No.\nP: The wrist pain is bad, the wrist pain wakes me.', 'Elbow pain.', 1],
    // What to watch for is no finding.
    ['D: Any diarrhea?\nP: No.', 'She was told to be aware of diarrhea.', 0],
    ['P: I think it is my chest.', 'Impression: ?PE', 0],
  ])('%j, “%s”: %i flags', (talk, note, count) => expect(flagsOf(note, talk)).toHaveLength(count));

  it.each([
    ['D: Any recent long haul flights?\nP: No.', 'Some recent long haul flights.'],
    ['D: No focal motor or sensory deficit here.', 'There is some focal motor or sensory deficit.'],
    ['P: My brother has dyspraxia.', 'Brother: negative for dyspraxia.'],
  ])('without a name in the lexicon: %j, “%s”', (talk, note) => {
    expect(flagsOf(note, talk)).toEqual([expect.stringMatching(/^negation: /)]);
  });
});

describe('ranges', () => {
  const talk = 'P: I got it three, four months ago.\nD: Come back in ten days to fourteen days if it is not better.';
  it.each([
    ['3-4/12 ago.', []],
    ['5-6/12 ago.', ['number: 5-6/12']],
    ['Come back in 10-14 days.', []],
    ['Come back in 10-21 days.', ['number: 10-21 days']],
  ])('“%s”', (note, flags) => expect(flagsOf(note, talk)).toEqual(flags));
});

describe('UK shorthand', () => {
  const talk =
    'Doctor: How long?\nPatient: Two days. I had a chest pain, no shortness of breath. I take paracetamol three times a day.';
  it.each([
    ['2/7 hx of CP. No SOB.', []],
    ['3/7 hx of CP.', ['number: 3/7']],
    ['Paracetamol TDS.', []],
    ['Paracetamol QDS.', ['frequency: QDS']],
    ['?PE', []],
  ])('“%s”', (note, flags) => expect(flagsOf(note, talk)).toEqual(flags));
});

describe('bad input', () => {
  it.each([
    ['Cough.', 'Doctor: hello\n'.repeat(80_000)],
    ['Cough. '.repeat(150_000), 'Doctor: hello'],
  ])('of a megabyte is refused by name', (note, talk) => {
    expect(() => reviewEvidence(note, talk, lexicon)).toThrow(expect.objectContaining({ code: 'text-too-large' }));
  });

  it.each([
    ['Der Patient klagt seit drei Tagen über Husten und hat kein Fieber, er ist nicht kurzatmig.', 'German'],
    ['La patiente se plaint de toux depuis trois jours et ne présente pas de fièvre, elle est sans dyspnée.', 'French'],
    ['المريض يعاني من سعال منذ ثلاثة أيام ولا توجد حمى', 'Arabic script'],
    ['המטופל משתעל כבר שלושה ימים ואין לו חום', 'Hebrew'],
    ['患者は三日前から咳があります。熱はありません。', 'Japanese'],
  ])('in another language is named, not judged: “%s”', (text, language) => {
    const refused = expect.objectContaining({ code: 'other-language', details: { language } });
    expect(() => reviewEvidence(text, TALK, lexicon)).toThrow(refused);
    expect(() => reviewEvidence('Cough.', text, lexicon)).toThrow(refused);
  });

  it('is refused before any of it is read', () => {
    const reads = vi.spyOn(lexicon, 'mentions');
    const sentence = 'המטופל משתעל כבר שלושה ימים ואין לו חום ';
    expect(() => reviewEvidence('Cough.', 'x'.repeat(1_000_000), lexicon)).toThrow();
    expect(() => reviewEvidence(sentence.repeat(1000), TALK, lexicon)).toThrow();
    expect(reads).not.toHaveBeenCalled();
    reads.mockRestore();
  });

  it.each([
    'PMH: T2DM, HTN, GERD. DH: metformin 500 mg BD, ramipril 5 mg OD. NKDA. O/E: chest clear, HS I+II+0, SNT.',
    'Dr Müller reviewed Señora Núñez; de Quervain and café au lait spots noted.',
  ])('in English shorthand is none of another language: “%s”', (text) => {
    expect(() => reviewEvidence(text, TALK, lexicon)).not.toThrow();
  });

  it('without a stop is reviewed in pieces', () => {
    const note = 'cough, fever and chills, '.repeat(400);
    const { sentences } = reviewEvidence(note, TALK, lexicon);
    expect(sentences.map(({ sentence }) => note.slice(sentence.start, sentence.end))).toEqual(
      sentences.map(({ sentence }) => sentence.text),
    );
    expect(Math.max(...sentences.map(({ sentence }) => sentence.text.length))).toBeLessThanOrEqual(1000);
  });

  it.each([
    ['', ''],
    ['Cough.', ''],
    ['', 'Doctor: hello'],
    ['<script>alert(1)</script> 🤕 المريض', '[doctor] <b>hi</b>'],
  ])('%j against %j is reviewed', (note, talk) => {
    expect(() => reviewEvidence(note, talk, lexicon)).not.toThrow();
  });
});
