/**
 * Classes of medicines, one a line: its ways of being said apart by `|`, the first its name; after `<` the wider classes that it
 * belongs to. What everyday speech calls a class (“a blood thinner”) stands beside the pharmacologist's word.
 */
export const CLASSES = `
antihypertensive | blood pressure medicine | blood pressure medication | blood pressure tablet | blood pressure pill | bp med | bp medicine
ace inhibitor | acei | ace-i | angiotensin converting enzyme inhibitor < antihypertensive
arb | angiotensin receptor blocker | angiotensin ii receptor blocker | sartan < antihypertensive
renin inhibitor < antihypertensive
arni | angiotensin receptor neprilysin inhibitor
beta blocker | betablocker | beta adrenoceptor blocker < antihypertensive
calcium channel blocker | ccb | calcium antagonist < antihypertensive
alpha blocker | alpha adrenoceptor blocker < antihypertensive
centrally acting antihypertensive < antihypertensive
vasodilator
diuretic | water pill | water tablet | fluid pill
thiazide | thiazide diuretic < diuretic, antihypertensive
loop diuretic < diuretic
potassium sparing diuretic < diuretic
mra | mineralocorticoid receptor antagonist | aldosterone antagonist < potassium sparing diuretic
carbonic anhydrase inhibitor < diuretic
cardiac glycoside
antiarrhythmic
nitrate
inotrope
vasopressor | pressor
lipid-lowering drug | cholesterol medicine | cholesterol medication | cholesterol pill | cholesterol tablet | lipid lowering
statin | hmg coa reductase inhibitor < lipid-lowering drug
fibrate < lipid-lowering drug
pcsk9 inhibitor < lipid-lowering drug
bile acid sequestrant < lipid-lowering drug
blood thinner
anticoagulant < blood thinner
doac | noac | direct oral anticoagulant < anticoagulant
vitamin k antagonist | coumarin < anticoagulant
lmwh | low molecular weight heparin < anticoagulant
antiplatelet | antiplatelet agent < blood thinner
thrombolytic | clot buster | fibrinolytic
antifibrinolytic
antacid
ppi | proton pump inhibitor < acid suppressant
h2 blocker | h2 antagonist | h2 receptor antagonist < acid suppressant
acid suppressant | reflux medicine | reflux medication | heartburn medicine | heartburn medication
antispasmodic
antidiarrheal | antidiarrhoeal
laxative
stool softener < laxative
aminosalicylate | 5-asa
antiemetic | anti-sickness tablet | anti-nausea medicine | anti-nausea medication | nausea medicine | nausea medication
bronchodilator
inhaler | puffer
beta agonist | beta-2 agonist < bronchodilator
saba | short acting beta agonist | rescue inhaler | reliever | blue inhaler < beta agonist, inhaler
laba | long acting beta agonist < beta agonist, inhaler
antimuscarinic bronchodilator | lama | sama | inhaled anticholinergic < bronchodilator, inhaler
xanthine < bronchodilator
inhaled corticosteroid | ics | inhaled steroid | preventer | brown inhaler < corticosteroid, inhaler
leukotriene antagonist | leukotriene receptor antagonist
antihistamine | allergy medicine | allergy medication | allergy pill | allergy tablet
decongestant
nasal steroid | steroid nasal spray < corticosteroid
mucolytic
expectorant
cough suppressant | cough medicine | cough syrup | antitussive
sedative
hypnotic | sleeping pill | sleeping tablet | sleep aid < sedative
z-drug < hypnotic
benzodiazepine | benzo < sedative
barbiturate < sedative
anxiolytic | anxiety medicine | anxiety medication
antipsychotic | neuroleptic
mood stabiliser | mood stabilizer
antidepressant
ssri | selective serotonin reuptake inhibitor < antidepressant
snri | serotonin and norepinephrine reuptake inhibitor < antidepressant
tricyclic antidepressant | tca | tricyclic < antidepressant
maoi | monoamine oxidase inhibitor < antidepressant
stimulant | adhd medicine | adhd medication
analgesic | painkiller | pain killer | pain medicine | pain medication | pain reliever | pain relief | pain pill | pain tablet
opioid | opiate | narcotic | narcotic pain medicine < analgesic
nsaid | anti-inflammatory | antiinflammatory | anti inflammatory | non steroidal anti-inflammatory drug < analgesic
cox-2 inhibitor | coxib < nsaid
triptan < antimigraine drug
antimigraine drug | migraine medicine | migraine medication
anticonvulsant | antiepileptic | seizure medicine | seizure medication | antiseizure medicine | antiseizure medication
antiparkinsonian | parkinson's medicine | parkinson's medication
dopamine agonist < antiparkinsonian
anticholinergic | antimuscarinic
cholinesterase inhibitor | anticholinesterase
dementia drug | memory medicine | memory medication
muscle relaxant | muscle relaxer
neuromuscular blocker
general anesthetic | general anaesthetic
local anesthetic | local anaesthetic | numbing medicine
antidote
smoking cessation aid | nicotine replacement | nrt
antimicrobial
antibiotic | antibacterial < antimicrobial
beta-lactam < antibiotic
penicillin | penicillins < beta-lactam
cephalosporin < beta-lactam
carbapenem < beta-lactam
tetracycline < antibiotic
aminoglycoside < antibiotic
macrolide < antibiotic
quinolone | fluoroquinolone < antibiotic
sulfonamide | sulfonamide antibiotic | sulfa | sulfa drug | sulpha | sulphonamide < antibiotic
lincosamide < antibiotic
nitroimidazole < antibiotic
glycopeptide < antibiotic
antituberculosis drug | tb medicine | tb medication < antibiotic
antifungal < antimicrobial
azole | azole antifungal < antifungal
antiviral < antimicrobial
antiretroviral | hiv medicine | hiv medication < antiviral
antiparasitic < antimicrobial
antimalarial < antiparasitic
anthelmintic | dewormer < antiparasitic
antiseptic
antidiabetic | diabetes medicine | diabetes medication | diabetes pill | diabetes tablet
insulin < antidiabetic
rapid-acting insulin | short-acting insulin | mealtime insulin | bolus insulin < insulin
long-acting insulin | basal insulin < insulin
biguanide < antidiabetic
sulfonylurea | sulphonylurea < antidiabetic
dpp-4 inhibitor | dpp4 inhibitor | gliptin < antidiabetic
sglt2 inhibitor | sglt-2 inhibitor | gliflozin < antidiabetic
glp-1 agonist | glp1 | glp-1 | glp-1 receptor agonist < antidiabetic
thiazolidinedione | glitazone < antidiabetic
weight loss drug | weight loss medicine | weight loss medication
thyroid hormone | thyroid medicine | thyroid medication | thyroid pill | thyroid tablet
antithyroid drug
corticosteroid | steroid | glucocorticoid
topical corticosteroid | steroid cream | steroid ointment | cortisone cream < corticosteroid
sex hormone
estrogen | oestrogen < sex hormone
progestogen | progestin < sex hormone
androgen < sex hormone
anabolic steroid < androgen
hormone replacement | hrt | hormone replacement therapy
contraceptive | birth control | birth control pill | contraceptive pill | oral contraceptive | ocp | cocp | combined pill | minipill | mini pill
bisphosphonate < osteoporosis drug
osteoporosis drug | bone medicine | bone medication
growth hormone
somatostatin analogue
gnrh analogue | lhrh agonist
aromatase inhibitor < antineoplastic
hormone therapy
antineoplastic | chemotherapy | chemo | cancer drug | chemotherapy drug
vinca alkaloid < antineoplastic
alkylating agent < antineoplastic
antimetabolite < antineoplastic
anthracycline < antineoplastic
taxane < antineoplastic
kinase inhibitor | tki < antineoplastic
monoclonal antibody
biologic | biologic drug | biological therapy
tnf inhibitor | anti-tnf < biologic
checkpoint inhibitor < monoclonal antibody, antineoplastic
immunosuppressant
jak inhibitor < immunosuppressant
dmard | disease modifying antirheumatic drug
interferon
gout medicine | gout medication
xanthine oxidase inhibitor < gout medicine
5-alpha reductase inhibitor < prostate medicine
prostate medicine | prostate medication | prostate pill
bladder antimuscarinic | bladder medicine | bladder medication | overactive bladder medicine < anticholinergic
pde5 inhibitor | erectile dysfunction drug
uterotonic
iron supplement | iron tablet | iron pill | iron < supplement
vitamin < supplement
vitamin b < vitamin
supplement
electrolyte
phosphate binder
hematinic | haematinic
erythropoiesis-stimulating agent | esa
colony stimulating factor | g-csf
vaccine | immunization | immunisation | vaccination
immunoglobulin | ivig
glaucoma drug | glaucoma drops
eye lubricant | artificial tears
mydriatic
retinoid
acne treatment
emollient | moisturiser | moisturizer
contrast agent | contrast medium | contrast
enzyme replacement
clotting factor
antifibrotic
`;
