/** What excludes each other of one thing: a line a group, `value = words`, values apart by `/`. */
import { Phrases } from '../text/phrases.ts';

const OF_FINDINGS = `
upper = upper | superior | ruq | luq | rul | lul | rue | lue / lower = lower | inferior | rlq | llq | rll | lll | rle | lle
medial = medial | inner | inside / lateral = lateral | outer | outside
anterior = anterior / posterior = posterior
cervical = cervical | c spine / thoracic = thoracic | t spine / lumbar = lumbar | l spine
proximal = proximal / distal = distal
dry = dry | nonproductive / productive = productive | wet | phlegm | sputum
systolic = systolic / diastolic = diastolic
mild = mild | slight | minor | little / severe = severe | severely | terrible | excruciating | worst | really bad
sharp = sharp | stabbing / dull = dull | achy | aching
constant = constant | constantly | continuous | all the time / intermittent = intermittent | intermittently | comes and goes | come and go | on and off | off and on
sudden = sudden | suddenly | abrupt | all of a sudden / gradual = gradual | gradually | slowly
acute = acute / chronic = chronic
inspiratory = inspiratory / expiratory = expiratory
flexion = flexion / extension = extension
internal = internal / external = external
painless = painless / painful = painful
type 1 = type 1 | type one | t1dm | iddm / type 2 = type 2 | type two | t2dm | niddm
first = 1st trimester | first trimester / second = 2nd trimester | second trimester / third = 3rd trimester | third trimester
`;

const OF_MEDICINES = `
oral = oral | orally | po | by mouth | tablet | tablets | pill | pills | capsule | capsules / intravenous = iv | intravenous | intravenously | drip | injection / intramuscular = im | intramuscular | intramuscularly | injection | shot / subcutaneous = sc | subcutaneous | subcut | injection | inject | shot / topical = topical | topically | cream | ointment | lotion | gel / inhaled = inhaled | inhaler | nebulizer | nebulised | puffs / nasal = nasal | intranasal | nasal spray | nostril / rectal = rectal | rectally | suppository / sublingual = sublingual | sl | under the tongue / transdermal = transdermal | patch / eye = eye drops | eye drop / ear = ear drops | ear drop
`;

/** Of the patient, whatever else the sentence says. */
const OF_PATIENTS = `
married = married | wife | husband / divorced = divorced / widowed = widowed | widow | widower / single = single
working = work as | works as | working as | work at | works at | i work | still working / retired = retired / unemployed = unemployed | out of work
alone = lives alone | live alone | on my own | by myself | lives on his own | lives on her own / together = live with | lives with | living with
`;

function groupsOf(table: string): readonly Phrases[] {
  return table
    .trim()
    .split('\n')
    .map((line) => new Phrases(line.replaceAll(' / ', '\n')));
}

export const FINDING_DETAILS = groupsOf(OF_FINDINGS);
export const MEDICINE_DETAILS = groupsOf(OF_MEDICINES);
export const PATIENT_DETAILS = groupsOf(OF_PATIENTS);
