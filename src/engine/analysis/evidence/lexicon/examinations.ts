/** What an examination looks at and tests: as in `findings.ts`; whoever writes one down must have done it. */
export const EXAMINATIONS = `
pupils = pupils | pupil | perrl | perrla | pupillary
extraocular movements = extraocular movements | eomi | eye movements | extraocular | eom
fundi = fundi | fundoscopy | fundoscopic | optic disc | optic discs
papilledema = papilledema
nystagmus = nystagmus
bowel sounds = bowel sounds
murphy sign = murphy | murphys | murphy sign | murphy's sign
mcmurray test = mcmurray | mcmurrays | mcmurray test | mcmurray's test | m c murray | mc murray
lachman test = lachman | lachmans | lachman test | lachman's test | lockman | lachmans
drawer test = drawer | anterior drawer | posterior drawer
straight leg raise = straight leg raise | straight leg raising | slr | straight leg | leg raise
romberg = romberg | rombergs
babinski = babinski | plantar reflex | plantars
homans sign = homans | homan | homan's sign
phalen = phalen | phalens
tinel = tinel | tinels
spurling = spurling | spurlings
kernig = kernig | kernigs
brudzinski = brudzinski
mcburney = mcburney | mcburneys
rovsing = rovsing | rovsings
psoas sign = psoas | psoas sign
obturator sign = obturator | obturator sign
hawkins = hawkins | hawkins-kennedy
neer = neer | neers
empty can = empty can
finkelstein = finkelstein | finkelsteins
thompson test = thompson test
valgus stress = valgus | valgus stress
varus stress = varus | varus stress
apprehension test = apprehension
trendelenburg = trendelenburg
faber = faber | patrick test
dix-hallpike = dix-hallpike | hallpike | dix hallpike
rinne = rinne
weber = weber
reflexes = reflexes | reflex | dtrs | dtr | deep tendon reflexes
cranial nerves = cranial nerves | cranial nerve | cn ii-xii
capillary refill = capillary refill | cap refill | crt
peripheral pulses = peripheral pulses | pedal pulses | radial pulse | radial pulses | dorsalis pedis | distal pulses | femoral pulses | ~pulses | ~pulse in your foot | ~pulses in feet
hepatojugular reflux = hepatojugular | hepatojugular reflux
fremitus = fremitus | tactile fremitus
egophony = egophony
skin turgor = turgor
mucous membranes = mucous membranes | mucosa | mmm
tympanic membranes = tympanic membranes | tympanic membrane | eardrum | eardrums | tms
finger-to-nose = finger-to-nose | finger to nose | heel-to-shin | heel to shin
pronator drift = pronator drift | pronator
point tenderness = point tenderness
rectal examination = rectal exam | rectal examination | digital rectal | dre | pr exam
pelvic examination = pelvic exam | pelvic examination | bimanual | speculum
breast examination = breast exam | breast examination
oriented = oriented | orientated | a&o | aox3
glasgow coma scale = gcs | glasgow coma scale
air entry = air entry | breath sounds
costovertebral angle = costovertebral | cva tenderness
grip strength = grip strength | grip
monofilament = monofilament
`;

/** How what was examined was found to be; with a part of the body an examination. */
export const EXAMINED_AS = `
soft nontender tender tenderness supple clear intact unremarkable normal benign symmetric symmetrical equal reactive regular
palpation palpable auscultation auscultated percussion examination exam inspection examined nondistended distended swollen edema swelling
erythema erythematous guarding rebound crackles rales wheeze wheezes wheezing rhonchi murmur murmurs rub gallop adenopathy lymphadenopathy
masses mass full limited range motion strength sensation warm dry moist pink pale icteric bulging red effusion crepitus deformity
stable unstable laxity nt nd ntnd ctab ctabl rrr good fine great sound sounds press push pressing appreciate
enlarged enlargement thyroid nodes
bruit bruits distention distension pulses rigid rigidity pain painful sore hurt hurts
`;
