/** People whom illnesses, signs, instruments and scales are called after: their names alone say nothing of the patient. */
export const MEDICAL_EPONYMS: ReadonlySet<string> = new Set(
  (
    'addison adson albright alport alzheimer apgar argyll asperger babinski baker bankart barlow barrett bartholin bartter barthel basedow beck becker ' +
    'behcet bell bennett berger bernard bishop blalock bohler boerhaave borg bouchard bowen braden bragg braxton breslow broca brockenbrough brown brudzinski ' +
    'brugada brunner buck budd buerger burkitt burow caplan castleman charcot cheyne chiari child chvostek clark cobb colles collier coombs courvoisier cowden ' +
    'creutzfeldt crigler crohn cullen cushing dandy darier de-quervain dercum doppler down dressler dubin duchenne dukes dupuytren duke ebstein edwards ' +
    'ehlers eisenmenger epley epstein erb ewing fabry fallot fanconi felty finkelstein fitzpatrick foley fontan forrester fothergill fowler fournier ' +
    'friedreich frohlich froment frozen galeazzi gardner gaucher gilbert gilles glasgow gleason goodpasture gorlin gram graves grey grave guillain guthrie hamilton ' +
    'hansen harrison hartmann hashimoto hawkins heberden heimlich heinz henoch hill hirschsprung hodgkin hoffmann homans horner huntington hurler ' +
    'hutchinson jacksonian jaeger janeway jobe jones kaposi kartagener kawasaki kegel kehr kernig kiel killip klinefelter klumpke koch koplik korotkoff ' +
    'korsakoff krukenberg kussmaul kveim lachman laennec lambert lasegue leber legg lennox lesch levine lewy lhermitte libman likert lisfranc little ' +
    'lou ludwig luschka lyme lynch mallory marfan mantoux martin mcburney mcgill mcmurray meckel meigs meniere menetrier milroy mohs montgomery moro morton ' +
    'munchausen murphy neer nissen noonan ollier osgood osler paget pancoast parkinson patrick perthes peutz peyronie phalen pierre plummer pott potter ' +
    'prader prinzmetal quervain quincke ramsay ranson raynaud reed reiter reye rinne romberg rorschach roth rovsing ruffini sanger schatzki scheuermann schilling ' +
    'schirmer schlatter schober schwann schwartz seldinger sheehan simmonds sims sjogren snellen speed spurling starling stevens still stokes ' +
    'strauss sturge swan sydenham takayasu tanner tay thomas thompson thomson tietze tinel todd tourette trendelenburg trousseau turner valsalva ' +
    'vincent virchow volkmann waldenstrom walker warthin waterhouse weber wegener weil wells wernicke whipple widal williams willebrand wilms wilson ' +
    'wiskott wolff yergason zenker ziehl zollinger johnson'
  ).split(' '),
);

/** What follows such a name when the illness or the sign is meant. */
const AFTER =
  /^(?:['’]s?)?[ -](?:[a-z]+ )?(?:disease|syndrome|sign|test|score|scale|palsy|catheter|fracture|hernia|phenomenon|tumou?r|lymphoma|criteria|classification|man(?:o|oe|eu)uv(?:re|er)|o?esophagus|thyroiditis|disorder|tube|drain|contracture|cyst|nodes?|duct|reflex|chorea|encephalopathy|dementia|bod(?:y|ies)|triad|law|point|operation|procedure|stage|grade|index|type|spots?|lines?|knot|splint|stain|breathing|respiration|line|gait|tremor|rigidity|ulcer|diverticulum|gland|neuroma|purpura|ataxia|anomaly|tetralogy|ring|method|coma|inventory|questionnaire|exercises?|agar|infection|virus|arthropathy|joints?|deformity|sarcoma|cells?|nystagmus|angina|metatarsal|device|u-test|curves?|analysis|survival|estimates?|chromosome|postnatal|depression|apple|tendon|heel|approach|repair|needle|forceps|retractor|block|position|rule)\b/iu;

/** Whether the text right after a name makes it that of an illness, a sign or an instrument. */
export function namesNoPerson(after: string): boolean {
  return AFTER.test(after.slice(0, 60));
}
