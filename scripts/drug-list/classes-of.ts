/** Which class a medicine belongs to, by the sections of the British National Formulary that the NHSBSA's codes follow. */
export const CLASS_OF_SECTION: Readonly<Record<string, string>> = {
  '010101': 'antacid',
  '010102': 'antacid',
  '0102': 'antispasmodic',
  '010301': 'h2 blocker',
  '010305': 'ppi',
  '010402': 'antidiarrheal',
  '010501': 'aminosalicylate',
  '010503': 'biologic',
  '0106': 'laxative',
  '010603': 'stool softener',
  '020101': 'cardiac glycoside',
  '020102': 'inotrope',
  '020201': 'thiazide',
  '020202': 'loop diuretic',
  '020203': 'potassium sparing diuretic',
  '020204': 'diuretic',
  '020205': 'diuretic',
  '0203': 'antiarrhythmic',
  '0204': 'beta blocker',
  '020501': 'vasodilator',
  '020502': 'centrally acting antihypertensive',
  '020503': 'antihypertensive',
  '020504': 'alpha blocker',
  '0205051': 'ace inhibitor',
  '0205052': 'arb',
  '0205053': 'renin inhibitor',
  '020601': 'nitrate',
  '020602': 'calcium channel blocker',
  '020604': 'vasodilator',
  '020701': 'inotrope',
  '020702': 'vasopressor',
  '020801': 'anticoagulant',
  '020802': 'anticoagulant',
  '0209': 'antiplatelet',
  '021002': 'thrombolytic',
  '0211': 'antifibrinolytic',
  '0212': 'lipid-lowering drug',
  '0301011': 'beta agonist',
  '030102': 'antimuscarinic bronchodilator',
  '030103': 'xanthine',
  '030104': 'bronchodilator',
  '0302': 'inhaled corticosteroid',
  '030302': 'leukotriene antagonist',
  '030401': 'antihistamine',
  '0307': 'mucolytic',
  '030901': 'cough suppressant',
  '030902': 'expectorant',
  '0310': 'decongestant',
  '031101': 'antifibrotic',
  '040101': 'hypnotic',
  '040102': 'anxiolytic',
  '040103': 'barbiturate',
  '040104': 'hypnotic',
  '040201': 'antipsychotic',
  '040202': 'antipsychotic',
  '040203': 'mood stabiliser',
  '040301': 'tricyclic antidepressant',
  '040302': 'maoi',
  '040303': 'ssri',
  '040304': 'antidepressant',
  '0404': 'stimulant',
  '0405': 'weight loss drug',
  '0406': 'antiemetic',
  '040701': 'analgesic',
  '040702': 'opioid',
  '040704': 'antimigraine drug',
  '0408': 'anticonvulsant',
  '040901': 'antiparkinsonian',
  '040902': 'anticholinergic',
  '041002': 'smoking cessation aid',
  '041003': 'opioid',
  '0411': 'dementia drug',
  '050101': 'penicillin',
  '050102': 'beta-lactam',
  '0501021': 'cephalosporin',
  '0501022': 'carbapenem',
  '050103': 'tetracycline',
  '050104': 'aminoglycoside',
  '050105': 'macrolide',
  '050106': 'lincosamide',
  '050107': 'antibiotic',
  '050108': 'antibiotic',
  '050109': 'antituberculosis drug',
  '050111': 'nitroimidazole',
  '050112': 'quinolone',
  '050113': 'antibiotic',
  '0502': 'antifungal',
  '050201': 'azole',
  '050202': 'azole',
  '050301': 'antiretroviral',
  '0503': 'antiviral',
  '050401': 'antimalarial',
  '0504': 'antiparasitic',
  '0505': 'anthelmintic',
  '0601011': 'rapid-acting insulin',
  '0601012': 'long-acting insulin',
  '0601021': 'sulfonylurea',
  '0601022': 'biguanide',
  '0601023': 'antidiabetic',
  '060201': 'thyroid hormone',
  '060202': 'antithyroid drug',
  '0603': 'corticosteroid',
  '0604011': 'estrogen',
  '0604012': 'progestogen',
  '060402': 'sex hormone',
  '060403': 'anabolic steroid',
  '0606': 'osteoporosis drug',
  '070101': 'uterotonic',
  '0703': 'contraceptive',
  '070402': 'bladder antimuscarinic',
  '070405': 'pde5 inhibitor',
  '0801': 'antineoplastic',
  '080101': 'alkylating agent',
  '080103': 'antimetabolite',
  '0802': 'immunosuppressant',
  '0803': 'hormone therapy',
  '080303': 'hormone therapy',
  '0803043': 'somatostatin analogue',
  '090101': 'iron supplement',
  '0901030': 'erythropoiesis-stimulating agent',
  '090106': 'colony stimulating factor',
  '090201': 'electrolyte',
  '090202': 'electrolyte',
  '0905011': 'supplement',
  '090503': 'electrolyte',
  '0905022': 'phosphate binder',
  '0905': 'supplement',
  '0906': 'vitamin',
  '090602': 'vitamin b',
  '090604': 'vitamin',
  '100101': 'nsaid',
  '100102': 'corticosteroid',
  '100103': 'dmard',
  '100104': 'gout medicine',
  '1002020': 'muscle relaxant',
  '1002010': 'cholinesterase inhibitor',
  '110301': 'antibiotic',
  '110302': 'antifungal',
  '110303': 'antiviral',
  '110401': 'corticosteroid',
  '1105': 'mydriatic',
  '1106': 'glaucoma drug',
  '1107': 'local anesthetic',
  '110801': 'eye lubricant',
  '120202': 'decongestant',
  '1302': 'emollient',
  '1304': 'topical corticosteroid',
  '130601': 'acne treatment',
  '130602': 'acne treatment',
  '131001': 'antibiotic',
  '131002': 'antifungal',
  '131003': 'antiviral',
  '131004': 'antiparasitic',
  '1311': 'antiseptic',
  '14': 'vaccine',
  '1405': 'immunoglobulin',
  '150101': 'general anesthetic',
  '150102': 'general anesthetic',
  '1501041': 'benzodiazepine',
  '1501043': 'opioid',
  '150105': 'neuromuscular blocker',
  '150107': 'antidote',
  '1502': 'local anesthetic',
};

/** What neither a section nor the stem of the name says. */
export const CLASS_MEMBERS = `
statin: atorvastatin fluvastatin pravastatin rosuvastatin simvastatin pitavastatin lovastatin
fibrate: fenofibrate gemfibrozil bezafibrate ciprofibrate
bile acid sequestrant: colestyramine colesevelam colestipol
mra: spironolactone eplerenone finerenone canrenoate
doac: apixaban rivaroxaban edoxaban dabigatran
vitamin k antagonist: warfarin acenocoumarol phenindione phenprocoumon dicumarol
lmwh: enoxaparin dalteparin tinzaparin
anticoagulant: heparin danaparoid fondaparinux bivalirudin argatroban
nsaid: aspirin ketorolac mefenamic_acid indometacin nabumetone etodolac sulindac celecoxib etoricoxib diflunisal salsalate tolmetin meclofenamate oxaprozin phenylbutazone nimesulide
antiplatelet: aspirin clopidogrel prasugrel ticagrelor dipyridamole
analgesic: paracetamol nefopam tramadol ziconotide metamizole
opioid: tramadol tapentadol codeine morphine oxycodone hydrocodone fentanyl methadone pethidine hydromorphone dihydrocodeine levorphanol pentazocine butorphanol dextropropoxyphene opium meptazinol
thiazide: indapamide chlortalidone metolazone
loop diuretic: etacrynic_acid
arb: azilsartan
beta blocker: sotalol
antiarrhythmic: amiodarone flecainide propafenone dofetilide dronedarone quinidine procainamide mexiletine lidocaine
calcium channel blocker: diltiazem verapamil
nitrate: glyceryl_trinitrate isosorbide_mononitrate isosorbide_dinitrate
vasodilator: hydralazine minoxidil
centrally acting antihypertensive: clonidine methyldopa guanfacine moxonidine
vasopressor: adrenaline noradrenaline dopamine ephedrine vasopressin phenylephrine midodrine
inotrope: dobutamine milrinone dopamine
saba: salbutamol levosalbutamol terbutaline pirbuterol
laba: salmeterol formoterol arformoterol indacaterol olodaterol vilanterol
z-drug: zolpidem zopiclone eszopiclone zaleplon
benzodiazepine: chlordiazepoxide clobazam clorazepate
sedative: hydroxyzine dexmedetomidine
anxiolytic: buspirone hydroxyzine
hypnotic: melatonin ramelteon doxylamine
ssri: fluoxetine sertraline citalopram escitalopram paroxetine fluvoxamine
snri: venlafaxine desvenlafaxine duloxetine milnacipran levomilnacipran
antidepressant: bupropion mirtazapine trazodone nefazodone vortioxetine vilazodone esketamine agomelatine reboxetine
tricyclic antidepressant: doxepin maprotiline
maoi: phenelzine tranylcypromine isocarboxazid selegiline moclobemide
antipsychotic: quetiapine olanzapine clozapine haloperidol asenapine loxapine ziprasidone lurasidone brexpiprazole cariprazine thioridazine molindone pimozide iloperidone lumateperone pimavanserin
mood stabiliser: lithium valproate lamotrigine carbamazepine
anticonvulsant: phenytoin gabapentin pregabalin lamotrigine topiramate zonisamide lacosamide tiagabine vigabatrin felbamate ethosuximide primidone rufinamide perampanel valproate cenobamate methsuximide
stimulant: amfetamine dexamfetamine methylphenidate dexmethylphenidate lisdexamfetamine modafinil armodafinil atomoxetine metamfetamine
dopamine agonist: pramipexole ropinirole rotigotine apomorphine bromocriptine cabergoline
antiparkinsonian: levodopa carbidopa entacapone tolcapone opicapone rasagiline safinamide amantadine
cholinesterase inhibitor: donepezil rivastigmine galantamine pyridostigmine neostigmine physostigmine
dementia drug: donepezil rivastigmine galantamine memantine
anticholinergic: atropine hyoscine_hydrobromide hyoscine_butylbromide glycopyrronium oxybutynin benzatropine trihexyphenidyl dicycloverine hyoscyamine propantheline
muscle relaxant: cyclobenzaprine methocarbamol baclofen tizanidine carisoprodol metaxalone chlorzoxazone orphenadrine dantrolene
antiemetic: ondansetron metoclopramide prochlorperazine promethazine domperidone cyclizine trimethobenzamide meclozine doxylamine
antihistamine: chlorphenamine diphenhydramine cetirizine levocetirizine loratadine fexofenadine hydroxyzine promethazine cyproheptadine brompheniramine triprolidine clemastine carbinoxamine meclozine doxylamine dexchlorphenamine
nasal steroid: fluticasone mometasone triamcinolone
inhaled corticosteroid: beclometasone budesonide fluticasone ciclesonide mometasone flunisolide
corticosteroid: prednisone prednisolone methylprednisolone dexamethasone hydrocortisone betamethasone triamcinolone cortisone deflazacort fluticasone mometasone budesonide clobetasol
topical corticosteroid: clobetasol halobetasol desonide fluocinonide fluocinolone halcinonide alclometasone prednicarbate diflorasone desoximetasone betamethasone hydrocortisone mometasone clobetasone
antifungal: amphotericin nystatin terbinafine griseofulvin naftifine ciclopirox butenafine tolnaftate flucytosine
azole: fluconazole itraconazole ketoconazole voriconazole posaconazole clotrimazole miconazole econazole
antiviral: oseltamivir zanamivir baloxavir amantadine ribavirin ganciclovir valganciclovir foscarnet letermovir
antiretroviral: tenofovir emtricitabine lamivudine zidovudine abacavir efavirenz rilpivirine etravirine nevirapine doravirine ritonavir maraviroc enfuvirtide didanosine cobicistat
beta-lactam: aztreonam
cephalosporin: cefalexin cefuroxime ceftriaxone cefazolin cefdinir cefixime cefepime cefaclor cefadroxil cefotaxime ceftazidime cefoxitin cefpodoxime cefprozil ceftaroline cefotetan cefditoren ceftibuten cefiderocol ceftolozane cefradine
penicillin: amoxicillin ampicillin benzylpenicillin phenoxymethylpenicillin piperacillin flucloxacillin dicloxacillin nafcillin oxacillin
sulfonamide: sulfamethoxazole sulfadiazine sulfisoxazole sulfacetamide
antibiotic: trimethoprim nitrofurantoin fosfomycin linezolid tedizolid daptomycin colistin chloramphenicol rifaximin fidaxomicin mupirocin fusidic_acid methenamine bacitracin polymyxin_b tigecycline secnidazole
glycopeptide: vancomycin teicoplanin
lincosamide: clindamycin lincomycin
macrolide: erythromycin clarithromycin azithromycin
aminoglycoside: gentamicin tobramycin amikacin streptomycin neomycin
antituberculosis drug: isoniazid rifampicin pyrazinamide ethambutol bedaquiline rifapentine
antimalarial: hydroxychloroquine chloroquine mefloquine primaquine artemether proguanil atovaquone
dmard: methotrexate hydroxychloroquine sulfasalazine leflunomide
jak inhibitor: tofacitinib baricitinib upadacitinib ruxolitinib
tnf inhibitor: adalimumab etanercept infliximab certolizumab_pegol golimumab
biologic: rituximab tocilizumab abatacept ustekinumab secukinumab ixekizumab guselkumab risankizumab vedolizumab natalizumab omalizumab dupilumab mepolizumab benralizumab anakinra denosumab tildrakizumab sarilumab
immunosuppressant: azathioprine ciclosporin tacrolimus sirolimus everolimus mycophenolate
rapid-acting insulin: insulin_lispro insulin_aspart insulin_glulisine
long-acting insulin: insulin_glargine insulin_detemir insulin_degludec
insulin: insulin isophane_insulin insulin_lispro insulin_aspart insulin_glargine
biguanide: metformin
sulfonylurea: glipizide glimepiride glibenclamide gliclazide tolbutamide chlorpropamide tolazamide
antidiabetic: acarbose miglitol repaglinide nateglinide pramlintide
thyroid hormone: levothyroxine liothyronine thyroid liotrix
antithyroid drug: carbimazole thiamazole methimazole propylthiouracil
osteoporosis drug: denosumab teriparatide raloxifene romosozumab abaloparatide calcitonin
gout medicine: allopurinol febuxostat colchicine probenecid pegloticase
xanthine oxidase inhibitor: allopurinol febuxostat
prostate medicine: tamsulosin alfuzosin finasteride dutasteride silodosin
alpha blocker: tamsulosin alfuzosin silodosin doxazosin terazosin prazosin
bladder antimuscarinic: oxybutynin tolterodine solifenacin darifenacin trospium fesoterodine
estrogen: estradiol estrogens_conjugated ethinylestradiol estropipate estrogens_esterified
progestogen: progesterone medroxyprogesterone norethisterone levonorgestrel drospirenone desogestrel norgestimate megestrol etonogestrel
hormone replacement: estradiol estrogens_conjugated tibolone
contraceptive: levonorgestrel etonogestrel norgestimate desogestrel drospirenone ulipristal norelgestromin
androgen: testosterone methyltestosterone fluoxymesterone
anabolic steroid: oxandrolone nandrolone
hormone therapy: tamoxifen anastrozole letrozole exemestane fulvestrant bicalutamide enzalutamide abiraterone goserelin leuprorelin
taxane: paclitaxel docetaxel cabazitaxel
vinca alkaloid: vincristine vinblastine vinorelbine
alkylating agent: ciclophosphamide ifosfamide melphalan chlorambucil busulfan temozolomide
antimetabolite: methotrexate fluorouracil mercaptopurine cytarabine pemetrexed
antineoplastic: hydroxycarbamide cisplatin carboplatin imatinib
supplement: glucosamine chondroitin
retinoid: isotretinoin tretinoin acitretin adapalene
acne treatment: benzoyl_peroxide adapalene isotretinoin
antidote: naloxone flumazenil acetylcysteine
smoking cessation aid: nicotine varenicline bupropion
weight loss drug: phentermine orlistat semaglutide liraglutide tirzepatide
anthelmintic: albendazole mebendazole ivermectin praziquantel pyrantel
laxative: lactulose bisacodyl senna macrogol ispaghula sodium_picosulfate magnesium_hydroxide methylcellulose lubiprostone linaclotide
antidiarrheal: loperamide
ppi: omeprazole esomeprazole lansoprazole pantoprazole rabeprazole dexlansoprazole
h2 blocker: famotidine ranitidine cimetidine nizatidine
acid suppressant: sucralfate misoprostol
antispasmodic: dicycloverine hyoscyamine mebeverine peppermint_oil alverine
aminosalicylate: mesalazine sulfasalazine balsalazide olsalazine
decongestant: pseudoephedrine phenylephrine oxymetazoline xylometazoline
cough suppressant: dextromethorphan benzonatate pholcodine
expectorant: guaifenesin
mucolytic: carbocisteine acetylcysteine
leukotriene antagonist: montelukast zafirlukast zileuton
antimuscarinic bronchodilator: ipratropium tiotropium umeclidinium aclidinium glycopyrronium
glaucoma drug: latanoprost timolol brimonidine dorzolamide bimatoprost travoprost brinzolamide tafluprost
contrast agent: iohexol iopamidol iodixanol gadobutrol gadoterate barium_sulfate iopromide ioversol
general anesthetic: propofol ketamine etomidate
antimigraine drug: ergotamine dihydroergotamine erenumab fremanezumab galcanezumab eptinezumab
triptan: sumatriptan rizatriptan zolmitriptan
`;
