/** What the two sources of the drug list do not say: names of one ingredient in other countries, and newer medicines. */

/** The international name first, then its names elsewhere and older spellings; a line an ingredient. */
export const SYNONYMS = `
paracetamol acetaminophen apap
salbutamol albuterol
levosalbutamol levalbuterol
adrenaline epinephrine
noradrenaline norepinephrine
furosemide frusemide
bendroflumethiazide bendrofluazide
pethidine meperidine
glibenclamide glyburide
rifampicin rifampin
ciclosporin cyclosporine cyclosporin
aciclovir acyclovir
valaciclovir valacyclovir
lidocaine lignocaine
isoprenaline isoproterenol
levothyroxine thyroxine l-thyroxine
glyceryl_trinitrate nitroglycerin nitroglycerine gtn
mesalazine mesalamine 5-aminosalicylic_acid
cromoglicate cromolyn cromoglycate sodium_cromoglicate cromolyn_sodium
valproate valproic_acid divalproex sodium_valproate divalproex_sodium
beclometasone beclomethasone
cefalexin cephalexin
cefradine cephradine
cefazolin cephazolin
amoxicillin amoxycillin
sulfasalazine sulphasalazine
sulfadiazine sulphadiazine
sulfamethoxazole sulphamethoxazole
estradiol oestradiol
estrogens_conjugated conjugated_estrogens conjugated_oestrogens
diphenoxylate
chlorphenamine chlorpheniramine
dexchlorphenamine dexchlorpheniramine
alimemazine trimeprazine
levomepromazine methotrimeprazine
mepyramine pyrilamine
tetracaine amethocaine
colestyramine cholestyramine
colestipol
colecalciferol cholecalciferol vitamin_d3 vitamin_d
ergocalciferol vitamin_d2 calciferol
retinol vitamin_a
thiamine vitamin_b1
riboflavin vitamin_b2 riboflavine
nicotinic_acid niacin
nicotinamide niacinamide
pyridoxine vitamin_b6
cyanocobalamin vitamin_b12 b12
ascorbic_acid vitamin_c
phytomenadione phytonadione vitamin_k vitamin_k1
tocopherol vitamin_e alpha_tocopherol
folic_acid folate
folinic_acid leucovorin calcium_folinate
hyoscine_hydrobromide scopolamine
hyoscine_butylbromide
benzatropine benztropine
trihexyphenidyl benzhexol
procyclidine
dosulepin dothiepin
amfetamine amphetamine
dexamfetamine dextroamphetamine dexamphetamine
lisdexamfetamine lisdexamphetamine
metamfetamine methamphetamine
methylphenidate
phenobarbital phenobarbitone
pentobarbital pentobarbitone
thiopental thiopentone
secobarbital quinalbarbitone
amobarbital amylobarbitone
suxamethonium succinylcholine
neostigmine
chlormethine mechlorethamine mustine
hydroxycarbamide hydroxyurea
mercaptopurine 6-mercaptopurine 6-mp
tioguanine thioguanine
fluorouracil 5-fluorouracil 5-fu
ciclophosphamide cyclophosphamide
dactinomycin actinomycin_d
doxorubicin
daunorubicin daunomycin
etamsylate ethamsylate
tranexamic_acid txa
guaifenesin guaiphenesin
dextromethorphan
ipratropium
oxybutynin
bethanechol
simeticone simethicone
dimeticone dimethicone
liquid_paraffin mineral_oil
ispaghula psyllium
macrogol polyethylene_glycol peg_3350
senna sennosides
docusate docusate_sodium
bisacodyl
metamizole dipyrone
aspirin acetylsalicylic_acid asa
indometacin indomethacin
mefenamic_acid
moxisylyte thymoxamine
nicorandil
torasemide torsemide
spironolactone
amiloride
methyldopa
dantrolene
tiotropium
orciprenaline metaproterenol
bambuterol
terbutaline
formoterol eformoterol
budesonide
flupentixol flupenthixol
zuclopenthixol
trifluoperazine
lithium lithium_carbonate
carbamazepine
clomethiazole chlormethiazole
phenytoin diphenylhydantoin
fosphenytoin
procaine_benzylpenicillin penicillin_g_procaine procaine_penicillin
benzylpenicillin penicillin_g
phenoxymethylpenicillin penicillin_v penicillin_vk
benzathine_benzylpenicillin penicillin_g_benzathine benzathine_penicillin
clavulanic_acid clavulanate clavulanate_potassium
flucloxacillin floxacillin
meticillin methicillin
amphotericin amphotericin_b
nystatin
griseofulvin
tiabendazole thiabendazole
mebendazole
dicycloverine dicyclomine
propantheline
glycopyrronium glycopyrrolate
mebeverine
loperamide
hyoscyamine
calcitriol
alfacalcidol
alendronic_acid alendronate alendronate_sodium
risedronate risedronic_acid
ibandronic_acid ibandronate
zoledronic_acid zoledronate
pamidronate pamidronic_acid
etidronate
clodronate
levonorgestrel
norethisterone norethindrone
ethinylestradiol ethinyl_estradiol
medroxyprogesterone
oxytocin
ergometrine ergonovine
vasopressin argipressin
desmopressin
somatropin
octreotide
leuprorelin leuprolide
goserelin
triptorelin
urofollitropin
human_chorionic_gonadotropin chorionic_gonadotropin hcg
tamoxifen
bromocriptine
entacapone
pramipexole
ropinirole
tetrabenazine
edrophonium
pyridostigmine
atracurium
rocuronium
vecuronium
propofol
ketamine
sevoflurane
bupivacaine
naloxone
flumazenil
acetylcysteine n-acetylcysteine nac
methylthioninium methylene_blue methylthioninium_chloride
interferon_beta
peginterferon
alteplase tpa t-pa
filgrastim
epoetin erythropoietin epo
ferrous_sulfate ferrous_sulphate iron_sulfate
ferrous_fumarate
ferrous_gluconate
magnesium_sulfate magnesium_sulphate epsom_salts
zinc_sulfate zinc_sulphate
sodium_bicarbonate bicarbonate_of_soda
potassium_chloride
calcium_carbonate
ursodeoxycholic_acid ursodiol
pancreatin pancrelipase pancreatic_enzymes
sucralfate
dextropropoxyphene propoxyphene
hydrocodone
diamorphine heroin diacetylmorphine
oxycodone
buprenorphine
methadone
ezetimibe
nicotine
insulin_lispro lispro
insulin_aspart aspart
insulin_glulisine glulisine
insulin_glargine glargine
insulin_detemir detemir
insulin_degludec degludec
isophane_insulin insulin_nph nph_insulin insulin_isophane nph
insulin insulin_human human_insulin soluble_insulin regular_insulin
hydrocortisone
methylprednisolone
triamcinolone
trimethoprim
nitrofurantoin
fosfomycin
mupirocin
fusidic_acid fusidate
clotrimazole
miconazole
azathioprine
tacrolimus fk506
sirolimus rapamycin
mycophenolate mycophenolate_mofetil mycophenolic_acid
hydroxychloroquine hcq
methotrexate mtx
hydrochlorothiazide hctz
sacubitril/valsartan
isosorbide_mononitrate ismn
isosorbide_dinitrate isdn
warfarin
phenindione
heparin unfractionated_heparin ufh
enoxaparin
dalteparin
tinzaparin
`;

/** British names of combinations, `name = parts`. */
export const COMBINATIONS = `
co-amoxiclav = amoxicillin + clavulanic acid
co-trimoxazole = sulfamethoxazole + trimethoprim
co-codamol = codeine + paracetamol
co-dydramol = dihydrocodeine + paracetamol
co-proxamol = dextropropoxyphene + paracetamol
co-codaprin = aspirin + codeine
co-careldopa = carbidopa + levodopa
co-beneldopa = benserazide + levodopa
co-phenotrope = atropine + diphenoxylate
co-amilofruse = amiloride + furosemide
co-amilozide = amiloride + hydrochlorothiazide
co-tenidone = atenolol + chlortalidone
co-triamterzide = hydrochlorothiazide + triamterene
co-flumactone = hydroflumethiazide + spironolactone
co-zidocapt = captopril + hydrochlorothiazide
co-fluampicil = ampicillin + flucloxacillin
co-cyprindiol = cyproterone + ethinylestradiol
co-danthramer = dantron + poloxamer
co-danthrusate = dantron + docusate
co-magaldrox = aluminium hydroxide + magnesium hydroxide
co-simalcite = hydrotalcite + simeticone
`;

/** Approved since the sources were published, or of plants and supplements that they leave out: `name = brands ; classes`. */
export const FURTHER = `
levothyroxine/liothyronine = armour thyroid, nature-throid ; thyroid hormone
tirzepatide = mounjaro, zepbound ; glp-1 agonist, antidiabetic, weight loss drug
semaglutide = ozempic, wegovy, rybelsus ; glp-1 agonist, weight loss drug
liraglutide = victoza, saxenda ; glp-1 agonist, weight loss drug
dulaglutide = trulicity ; glp-1 agonist
exenatide = byetta, bydureon ; glp-1 agonist
finerenone = kerendia ; mra
inclisiran = leqvio ; lipid-lowering drug
bempedoic acid = nexletol, nilemdo ; lipid-lowering drug
evolocumab = repatha ; pcsk9 inhibitor
alirocumab = praluent ; pcsk9 inhibitor
lecanemab = leqembi ; monoclonal antibody, dementia drug
donanemab = kisunla ; monoclonal antibody, dementia drug
aducanumab = aduhelm ; monoclonal antibody, dementia drug
zuranolone = zurzuvae ; antidepressant
xanomeline/trospium = cobenfy ; antipsychotic
suzetrigine = journavx ; analgesic
resmetirom = rezdiffra ;
sotatercept = winrevair ;
mavacamten = camzyos ;
deucravacitinib = sotyktu ; immunosuppressant
ritlecitinib = litfulo ; jak inhibitor
bimekizumab = bimzelx ; biologic
mirikizumab = omvoh ; biologic
lebrikizumab = ebglyss ; biologic
nemolizumab = nemluvio ; biologic
tezepelumab = tezspire ; biologic
vonoprazan = voquezna ; acid suppressant
fezolinetant = veozah, veoza ;
elinzanetant = lynkuet ;
nirsevimab = beyfortus ; monoclonal antibody
nirmatrelvir/ritonavir = paxlovid ; antiviral
molnupiravir = lagevrio ; antiviral
remdesivir = veklury ; antiviral
lenacapavir = sunlenca, yeztugo ; antiretroviral
cabotegravir = vocabria, apretude ; antiretroviral
sotorasib = lumakras, lumykras ; antineoplastic
adagrasib = krazati ; antineoplastic
olutasidenib = rezlidhia ; antineoplastic
pirtobrutinib = jaypirca ; kinase inhibitor
capivasertib = truqap ; antineoplastic
elacestrant = orserdu ; hormone therapy
teclistamab = tecvayli ; monoclonal antibody, antineoplastic
talquetamab = talvey ; monoclonal antibody, antineoplastic
epcoritamab = epkinly, tepkinly ; monoclonal antibody, antineoplastic
glofitamab = columvi ; monoclonal antibody, antineoplastic
tremelimumab = imjudo, imjuno ; checkpoint inhibitor
retifanlimab = zynyz ; checkpoint inhibitor
toripalimab = loqtorzi ; checkpoint inhibitor
daridorexant = quviviq ; hypnotic
gepirone = exxua ; antidepressant
atogepant = qulipta, aquipta ; antimigraine drug
zavegepant = zavzpret ; antimigraine drug
rimegepant = nurtec, vydura ; antimigraine drug
sparsentan = filspari ;
bexagliflozin = brenzavvy ; sglt2 inhibitor
sotagliflozin = inpefa ; sglt2 inhibitor
insulin icodec = awiqli ; long-acting insulin
melatonin = circadin, slenyto ; hypnotic
st john's wort = ; antidepressant, supplement
ginkgo biloba = ; supplement
echinacea = ; supplement
glucosamine = ; supplement
turmeric = curcumin ; supplement
fish oil = omega 3, omega-3, cod liver oil ; supplement
probiotic = probiotics, lactobacillus ; supplement
coenzyme q10 = coq10, ubiquinone ; supplement
evening primrose oil = ; supplement
cranberry extract = ; supplement
valerian = ; supplement
multivitamin = multivitamins, multi-vitamin ; vitamin
cannabidiol = epidiolex, epidyolex, cbd oil ; anticonvulsant
sacubitril/valsartan = entresto ; arni
ticagrelor = brilinta, brilique ; antiplatelet
apixaban = eliquis ; doac
rivaroxaban = xarelto ; doac
edoxaban = lixiana, savaysa ; doac
dabigatran = pradaxa ; doac
warfarin = coumadin, jantoven, marevan ; vitamin k antagonist
fluticasone/salmeterol = advair, seretide, wixela, airduo ; inhaled corticosteroid, laba
budesonide/formoterol = symbicort, breyna, duoresp, fobumix ; inhaled corticosteroid, laba
beclometasone/formoterol = fostair, luforbec ; inhaled corticosteroid, laba
fluticasone/vilanterol = breo, relvar ; inhaled corticosteroid, laba
umeclidinium/vilanterol = anoro ; antimuscarinic bronchodilator, laba
fluticasone/umeclidinium/vilanterol = trelegy ; inhaled corticosteroid, laba, antimuscarinic bronchodilator
ibuprofen = advil, motrin, nurofen, brufen ; nsaid
naproxen = aleve, naprosyn, anaprox ; nsaid
paracetamol = tylenol, panadol, calpol, anadin paracetamol, disprol, hedex, mandanol ; analgesic
aspirin = bayer, ecotrin, bufferin, disprin, baby aspirin ; antiplatelet, nsaid
hydrocodone/paracetamol = vicodin, norco, lortab, lorcet ; opioid
oxycodone/paracetamol = percocet, endocet, roxicet ; opioid
oxycodone = oxycontin, roxicodone, oxynorm, longtec ; opioid
cetirizine = zyrtec, zirtek, piriteze, benadryl allergy ; antihistamine
loratadine = claritin, clarityn ; antihistamine
fexofenadine = allegra, telfast ; antihistamine
chlorphenamine = piriton, chlor-trimeton ; antihistamine
diphenhydramine = benadryl, nytol, unisom, sominex ; antihistamine
pseudoephedrine = sudafed ; decongestant
guaifenesin = mucinex, robitussin ; expectorant
dextromethorphan = delsym ; cough suppressant
omeprazole = prilosec, losec ; ppi
esomeprazole = nexium ; ppi
famotidine = pepcid ; h2 blocker
ranitidine = zantac ; h2 blocker
calcium carbonate = tums, rennie, rolaids ; antacid
alginate = gaviscon, alginic acid ; antacid
bismuth subsalicylate = pepto-bismol, pepto bismol, kaopectate ; antidiarrheal
loperamide = imodium ; antidiarrheal
macrogol = miralax, movicol, laxido, cosmocol, restoralax ; laxative
ispaghula = metamucil, fybogel ; laxative
bisacodyl = dulcolax ; laxative
senna = senokot, ex-lax ; laxative
docusate = colace, dioctyl ; stool softener
hydrocortisone = cortef, cortaid, solu-cortef, hc45 ; corticosteroid, topical corticosteroid
triamcinolone = kenalog, nasacort, adcortyl ; corticosteroid
clotrimazole = canesten, lotrimin ; azole
oral rehydration salts = dioralyte, pedialyte, oral rehydration solution ; electrolyte
multiple vitamins = centrum, berocca, pregnacare ; vitamin
zinc oxide = sudocrem, desitin ;
white soft paraffin = vaseline, petroleum jelly ; emollient
menthol = vicks, biofreeze, icy hot, bengay, deep heat ;
botulinum toxin = botox, dysport, xeomin, botulinum toxin type a ; muscle relaxant
`;
