/** Synthetic consultations for tests: line breaks, digits, units, accents, emoji, none of them a real patient's. */
import { uniform } from '../../lm/noise.ts';

const LINES: readonly ((pick: (choices: readonly string[]) => string, number: (most: number) => number) => string)[] = [
  (pick) => `Doctor: What brings you in today, ${pick(['Mr. Núñez', 'Ms. Søndergaard', 'Frau Müller', 'Zoë'])}?`,
  (pick, number) =>
    `Patient: I've had ${pick(['chest pain', 'a cough', 'migraine', "Ménière's attacks"])} for ${number(30)} days…`,
  (_, number) =>
    `BP ${90 + number(90)}/${50 + number(50)} mmHg, HR ${50 + number(90)}, T ${36 + number(4)}.${number(9)} °C`,
  (pick, number) =>
    `- ${pick(['metoprolol', 'insulin', 'amoxicillin'])} ${number(500)}.5 mg  q${number(24)}h ×${number(9)}`,
  (pick) => `Patient: ${pick(['👍', 'It hurts 😖!', '👩‍⚕️ said so', '再见', 'Ça va mieux.', 'naïve question?'])}`,
  (_, number) => `Doctor:\tλ = ${number(9)}${number(9)} µg/mL; glucose≈${number(300)}mg/dL (≥ ${number(200)}).`,
  (pick) => `${pick(['ASSESSMENT AND PLAN', 'HISTORY OF PRESENT ILLNESS', 'RESULTS'])}\n\n`,
  (pick) =>
    `Doctor: ${pick(['No wheezing', 'Denies fever', "Don't worry", "You'll be fine"])}, follow up in two weeks.`,
];

/** The same text for the same seed; about `lines` lines. */
export function dialogue(seed: number, lines = 4): string {
  let drawn = 0;
  const number = (most: number) => Math.floor(uniform(seed, 1, drawn++) * most);
  const pick = (choices: readonly string[]) => choices[number(choices.length)] ?? '';
  return Array.from({ length: lines }, () => (LINES[number(LINES.length)] ?? LINES[0]!)(pick, number)).join('\n');
}
