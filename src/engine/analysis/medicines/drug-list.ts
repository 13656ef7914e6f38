/**
 * Written by scripts/drug-list.ts from Drugs@FDA (public domain) and the NHSBSA's BNF Code Information (Open Government Licence
 * v3.0); see NOTICE. A line an ingredient, or a combination of them by “+”: its names, the international one first; its classes;
 * its brands. “~” stands before a name that is also something else (“iron”). A line without a name is of brands of which the
 * sources do not say what is in them.
 */
export const DRUG_LIST = `
abacavir;antiretroviral;ziagen
abacavir+lamivudine;antiretroviral;epzicom,kivexa
abacavir+lamivudine+zidovudine;antiretroviral;trizivir
abaloparatide;osteoporosis drug;tymlos
abametapir;;xeglyze
abarelix;;plenaxis
abatacept;biologic,dmard;orencia
abciximab;antiplatelet,monoclonal antibody;reopro
abemaciclib;antineoplastic;verzenio,verzenios
abiraterone;hormone therapy;yonsa,zytiga
abobotulinumtoxina;;dysport
abrocitinib;jak inhibitor;cibinqo
acalabrutinib;kinase inhibitor;calquence
acamprosate;;campral
acarbose;antidiabetic;glucobay,precose
acebutolol;beta blocker;sectral
aceclofenac;nsaid;preservex
acemetacin;nsaid;emflex
acenocoumarol;anticoagulant,vitamin k antagonist;sinthrome
acetarsol
acetazolamide;carbonic anhydrase inhibitor,glaucoma drug;diamox,eytazox
acetic acid;;aci-jel,earcalm
acetic acid glacial;;acetasol,orlex,vosol
acetic acid glacial+aluminum acetate;;borofair,domeboro
acetic acid glacial+desonide;;tridesilon
acetohexamide;;dymelor
acetohydroxamic;;lithostat,uronefrex
acetophenazine
acetrizoate;;salpix
acetyl-l-carnitine;vasodilator;nicetile
~acetylcholine;;miochol,miochol-e,miphtel
acetylcysteine,n-acetylcysteine,nac;antidote,eye lubricant,mucolytic;a-cys,acecil,acenac,acepiro,acetadote,aceteff,acetyl-nac,cetylev,en-cys,fluimucil,ilube,mucomyst,nacsys,oronac,respi-nac,siran,solgar,solmucol,yournac
acetyldigitoxin;;acylanid
aciclovir,acyclovir;antiviral;avaclyr,aviral,clearsore,cymex,duvimex,galpharm,lipsore,lloydspharmacy,lypsyl,numark,ranovir,sitavig,soothelip,soraway,viralief,virasorb,virovir,zovirax
aciclovir+hydrocortisone;;xerese
acipimox;lipid-lowering drug;olbetam
acitretin;retinoid;neotigason,soriatane
aclidinium;antimuscarinic bronchodilator;eklira,tudorza
aclidinium+formoterol;bronchodilator;duaklir
acrisorcin;;akrinol
acrivastine;antihistamine;benadryl,semprex
acrivastine+pseudoephedrine;;semprex-d
activated simeticone
activated simeticone+aluminium+magnesium;antacid;actonorm,asilone,boots wind
acuvue theravision
adagrasib;antineoplastic;krazati
adalimumab;dmard,monoclonal antibody,tnf inhibitor;abrilada,amgevita,amjevita,cyltezo,hadlima,hulio,humira,hyrimoz,idacio,imraldi,yuflyma,yusimry
adapalene;acne treatment,retinoid;differin
adapalene+benzoyl peroxide;acne treatment;epiduo
addaven
adefovir dipivoxil;antiviral;hepsera
ademetionine;;moodplus
~adenosine;antiarrhythmic;adenocard,adenocor,adenoscan
ado-trastuzumab emtansine;;kadcyla
~adrenaline,~epinephrine;bronchodilator,glaucoma drug,vasopressor;adrenaclick,anapen,auvi-q,bronitin,bronkaid,emerade,epi e z,epipen,eppy,jext,medihaler-epi,primatene,simplene,sus-phrine,symjepi,twinject
adrenaline+articaine;;orabloc,septocaine,ultacan
adrenaline+lidocaine;;iontocaine,lidosite,lignospan,octocaine
aducanumab;dementia drug,monoclonal antibody;aduhelm
afamelanotide;;scenesse
afatinib;antineoplastic,kinase inhibitor;gilotrif,giotrif
afatinib dimaleate
aflibercept;;eylea
agalsidase alfa;;replagal
agalsidase beta;;fabrazyme
agomelatine;antidepressant;valdoxan
air polymer-type a;;exem
alatrofloxacin;quinolone;trovan
albendazole;anthelmintic;albenza,eskazole,zentil
albiglutide;antidiabetic,glp-1 agonist;eperzan,tanzeum
~albumin;;optison
albumin solution;electrolyte;albunorm,zenalb
alcaftadine;;lastacaft
alclometasone;topical corticosteroid;aclovate,modrasone
~alcohol;antiseptic;ablysinol,industrial methylated spirit,spirigel
alcohol+chlorhexidine;;avagard
aldesleukin;immunosuppressant;proleukin
alectinib;antineoplastic,kinase inhibitor;alecensa
alemtuzumab;immunosuppressant,monoclonal antibody;campath,lemtrada,mabcampath
alendronic acid,alendronate,alendronate sodium;osteoporosis drug;binosto,fosamax
alendronic acid+colecalciferol;osteoporosis drug;bentexo,fosavance
alexitol;antacid;actal
alfacalcidol;vitamin;alcidol,alfad,one-alpha
alfentanil;opioid;rapifen
alfuzosin;alpha blocker,prostate medicine;besavar,fuzatal,kelanu,uroxatral,vasran,xatral,zochek,zufal
alginate;antacid;alginic,gaviscon
alglucosidase alfa;;lumizyme,myozyme
alimemazine,trimeprazine;antihistamine;alfresed,itzenal,temaril,vallergan
alirocumab;lipid-lowering drug,monoclonal antibody,pcsk9 inhibitor;praluent
aliskiren;renin inhibitor;rasilez,tekturna
aliskiren+amlodipine;;tekamlo
aliskiren+amlodipine+hydrochlorothiazide;;amturnide
aliskiren+valsartan;;valturna
alitretinoin;antineoplastic,retinoid;panretin,toctino
alkavervir;;veriloid
allopurinol;gout medicine,xanthine oxidase inhibitor;aloprim,caplenal,lopurin,uricto,xanthomax,zyloprim,zyloric
allopurinol+lesinurad;;duzallo
almotriptan;antimigraine drug,triptan;almogran,axert
aloes;laxative
alogliptin;antidiabetic,dpp-4 inhibitor;nesina,vipidia
alogliptin+metformin;antidiabetic;kazano,vipdomet
alogliptin+pioglitazone;;oseni
alosetron;antiemetic;lotronex
aloxiprin;analgesic
alpelisib;;piqray,vijoice
alprazolam;anxiolytic,benzodiazepine;niravam,xanax
alprostadil;pde5 inhibitor,uterotonic;caverject,edex,viridal,vitaros
alseroxylon;;rautensin,rauwiloid
alteplase,tpa,t-pa;thrombolytic;actilyse,activase,cathflo
altretamine;;hexalen
~aluminium
aluminium acetate;antiseptic
aluminium chloride;;anhydrol,driclor,odaban
aluminium hydroxide;antacid;alu-cap,aludrox
aluminium hydroxide+magnesium hydroxide;antacid;co-magaldrox,maalox,mucogel
aluminium oxide;acne treatment;brasivol
aluminium sulfate;;care stingose,stingose
aluminum acetate
aluminum hydroxide
aluminum hydroxide+magnesium trisilicate;;foamcoat,foamicon
alverine;antispasmodic;audmonal,gielism,relaxyl,spasmonal
alverine+simeticone;antispasmodic;simalvia
alvimopan;;entereg
amantadine;antiparkinsonian,antiviral;gocovri,lysovir,osmolex,symadine,symmetrel,trilasym
ambenonium;;mytelase
ambrisentan;vasodilator;letairis,volibris
amcinonide;;cyclocort
amdinocillin;penicillin;coactin
amfetamine,amphetamine;stimulant;adzenys,benzedrine,evekeo
amfetamine+dexamfetamine;;delcobese,dyanavel,mydayis
amifampridine;;firdapse,ruzurgi
amifostine;antineoplastic;ethyol
amikacin;aminoglycoside;amikin,arikayce
amiloride;potassium sparing diuretic;amilamont,amoride,midamor
amiloride+furosemide;diuretic;co-amilofruse,fru-co,frumil,komil,lasoride
amiloride+hydrochlorothiazide;;co-amilozide,hydro-ride,moduretic
amino acids;;branchamin,clinisol,freamine,hepatamine,hepatasol,neopham,nephramine,novamine,premasol,prosol,travasol,trophamine
aminocaproic;;amicar
aminoglutethimide;hormone therapy;cytadren,orimeten
aminohippurate
aminolevulinic;;ameluz,gleolan,levulan
aminophylline;xanthine;minjet,norphyllin,phyllocontin,somophyllin,somophyllin-df,truphylline
aminosalicylate;;teebacin
aminosalicylate+aminosalicylic;;neopasalate
aminosalicylic;antituberculosis drug;granupas,parasal,paser
amiodarone;antiarrhythmic;amyben,cordarone,darmil,nexterone,pacerone
amisulpride;antipsychotic;barhemsys,solian
amitriptyline;tricyclic antidepressant;amitid,amitril,elavil,endep,lentizol,triptafen
amitriptyline+chlordiazepoxide;;limbitrol
amitriptyline+perphenazine;;etrafon,etrafon-a,etrafon-forte,triavil
amivantamab;monoclonal antibody;rybrevant
amlexanox;;aphthasol
amlodipine;calcium channel blocker;amlostin,amvaz,istin,katerzia,norliqva,norvasc
amlodipine+atorvastatin;;caduet
amlodipine+benazepril;;lotrel
amlodipine+celecoxib;;consensi
amlodipine+hydrochlorothiazide+olmesartan;arb;tribenzor
amlodipine+olmesartan;arb;azor,sevikar
amlodipine+perindopril;;prestalia
amlodipine+telmisartan;;twynsta
amlodipine+valsartan;calcium channel blocker;exforge
ammoniated mercury
ammonium acetate;expectorant
ammonium benzoate
ammonium bicarbonate;expectorant
ammonium chloride
ammonium lactate;;lac-hydrin
amobarbital,amylobarbitone;barbiturate;amytal,sodium amytal
amodiaquine;antimalarial;camoquin
amorolfine;antifungal;curanail,loceryl,omicur,schollmed
amoxapine;tricyclic antidepressant;asendin,asendis,defanyl
amoxicillin,amoxycillin;penicillin;almodan,amix,amoram,amoxident,amoxil,dispermox,galenamox,larotid,moxatag,polymox,respillin,trimox,utimox,wymox
amoxicillin+clarithromycin+lansoprazole;;prevpac
amoxicillin+clavulanic acid;penicillin;amiclav,augmentin,co-amoxiclav,ranclav
amoxicillin+omeprazole+rifabutin;;talicia
amphetamine resin complex
amphetamine resin complex+dextroamphetamine resin complex;;biphetamine
amphoteracin;antifungal
amphotericin,amphotericin b;antifungal;abelcet,ambisome,amphocil,fungilin,fungizone
ampicillin;penicillin;amcill,omnipen,omnipen-n,penbritin,penbritin-s,pfizerpen-a,polycillin,polycillin-n,principen,totacillin,totacillin-n
ampicillin+flucloxacillin;penicillin;co-fluampicil,magnapen
ampicillin+probenecid;;polycillin-prb,probampacin
ampicillin+sulbactam;;unasyn
amprenavir;antiretroviral;agenerase
amsacrine;antineoplastic;amsidine
amyl nitrite;nitrate
amylmetacresol;;strepsils,throaties
anagrelide;;agrylin,xagrid
anakinra;biologic,dmard;kineret
analgesics
analgesics+anti-emetics;antimigraine drug;domperamol,migramax,paramax
anastrozole;aromatase inhibitor,hormone therapy;arimidex,nastrosa
androstanalone;anabolic steroid;andractim
angiotensin ii;;giapreza
anidulafungin;antifungal;ecalta,eraxis
anifrolumab;monoclonal antibody;saphnelo
anileridine;;leritine
anisindione;;miradon
anisotropine;;valpin
ansuvimab;monoclonal antibody;ebanga
antazoline;;antaz,otrivine-antistin,wasp-eze
antazoline+naphazoline;;vasocon-a
anthrax vaccine;vaccine;biothrax
anti-d immunoglobulin;immunoglobulin;d-gam,liberim,partobulin,rhophylac,winrho
anti-emetics
antithrombin alfa;antifibrinolytic;atryn
antithymocyte immunoglobulin;immunosuppressant;thymoglobuline
apalutamide;antineoplastic,hormone therapy;erleada
apixaban;anticoagulant,doac;eliquis
apomorphine;antiparkinsonian,dopamine agonist,opioid,pde5 inhibitor;apo-go,apokyn,dacepton,kynmobi,uprima
apraclonidine;;iopidine
apremilast;dmard;otezla
aprepitant;antiemetic;cinvanti,emend
aprotinin;antifibrinolytic;trasylol
arachis oil;stool softener;arach,fletchers arach oil
arbutamine;;genesa
ardeparin;lmwh;normiflo
arformoterol;beta agonist,laba;brovana
argatroban;anticoagulant
arginine
aripiprazole;antipsychotic;abilify,arpoya,elozar
aripiprazole lauroxil;;aristada
armodafinil;stimulant;nuvigil
arnica montana;;atrogel
~arsenic;antineoplastic;trisenox
arsenic trioxide
artemether;antimalarial
artemether+lumefantrine;antimalarial;coartem,riamet
artenimol
artenimol+piperaquine;antimalarial;eurartesim
artesunate
articaine;local anesthetic
asciminib;;scemblix
ascorbic acid,vitamin c;vitamin;aascorbdose,ascor,ascorb,ascur,redoxon,vodexo
asenapine;antipsychotic,mood stabiliser;saphris,secuado,sycrest
asfotase alfa;;strensiq
asparaginase;antineoplastic;elspar
aspirin,acetylsalicylic acid,asa;analgesic,antiplatelet,nsaid;alka rapid,angettes,aspro,baby aspirin,bayer,bufferin,caprin,danamep,disprin,durlaza,ecotrin,enprin,gencardia,mandaprin,measurin,micropirin,nu-seals,postmi,vazalore
aspirin+butalbital;;axotal
aspirin+butalbital+caffeine;;fiorinal,lanorinal
aspirin+caffeine;analgesic;beechams
aspirin+caffeine+dihydrocodeine;;synalgos-dc
aspirin+caffeine+orphenadrine;;invagesic,norgesic,orphengesic
aspirin+caffeine+paracetamol;;excedrin
aspirin+codeine;analgesic;co-codaprin
aspirin+dipyridamole;antiplatelet;aggrenox,asasantin,atransipar,molita
aspirin+hydrocodone;;azdone,vicoprin
aspirin+isosorbide mononitrate;nitrate;imazin
aspirin+meprobamate;;equagesic,micrainin,q-gesic
aspirin+methocarbamol;;robaxisal
aspirin+omeprazole;;yosprala
aspirin+oxycodone;;percodan
aspirin+oxycodone+oxycodone terephthalate;;codoxy,percodan-demi,roxiprin
aspirin+papaveretum;analgesic;aspav
aspirin+pravastatin;;pravigard
atazanavir;antiretroviral;reyataz
atazanavir+cobicistat;antiretroviral;evotaz
atenolol;beta blocker;antipressan,atenix,tenormin
atenolol+chlortalidone;beta blocker;co-tenidone,tenchlor,tenoret,tenoretic
atezolizumab;monoclonal antibody;tecentriq
atogepant;antimigraine drug;aquipta,qulipta
atoltivimab;monoclonal antibody
atoltivimab+maftivimab+odesivimab;;inmazeb
atomoxetine;antidepressant,stimulant;atomaid,strattera
atorvastatin;lipid-lowering drug,statin;lipitor
atorvastatin+ezetimibe;;liptruzet
atosiban;;tractocile
atovaquone;antimalarial,antiparasitic;mepron,wellvone
atovaquone+proguanil;antimalarial;mafamoz,malarone,maloff,reprapog
atracurium;neuromuscular blocker;tracrium
atropine;anticholinergic,antispasmodic,mydriatic;atropen
atropine methonitrate;antispasmodic
atropine+difenoxin;;motofen
atropine+diphenoxylate;antidiarrheal;co-phenotrope,colonaid,di-atro,dymotil,lo-trol,lofenoxal,logen,lomanate,lomotil,lonox,low-quel
atropine+edrophonium;;enlon-plus
atropine+pralidoxime;;atnaa,duodote
auranofin;dmard;ridaura
avacopan;;tavneos
avalglucosidase alfa;;nexviazyme
avanafil;pde5 inhibitor;spedra,stendra
avapritinib;kinase inhibitor;ayvakit
avatrombopag;;doptelet
avelumab;antineoplastic,monoclonal antibody;bavencio
avibactam
avibactam+ceftazidime;;avycaz
aviptadil
aviptadil+phentolamine;pde5 inhibitor;invicorp
avobenzone
avobenzone+ecamsule+octocrylene;;capital soleil
avobenzone+ecamsule+octocrylene+titanium dioxide;;anthelios
avobenzone+octinoxate+oxybenzone;;shade uvaguard
axitinib;antineoplastic,kinase inhibitor;inlyta
azacitidine;antimetabolite,h2 blocker;onureg,vidaza
azapropazone;nsaid;rheumox
azatadine;antihistamine;optimine
azatadine+pseudoephedrine;;trinalin
azathioprine;immunosuppressant;azapress,azasan,immunoprin,imuran,jayempi
azelaic;acne treatment;azelex,finacea,skinoren
azelastine;antihistamine;aller-eze,astelin,astepro,azelair,optilast,optivar,rhinolast
azelastine+fluticasone;;dymista
azilsartan;arb;edarbi
azilsartan kamedoxomil
azilsartan kamedoxomil+chlorthalidone;;edarbyclor
azithromycin;antibiotic,macrolide;azasite,azyter,clamelle,zithromax,zmax
azlocillin;penicillin;azlin
aztreonam;beta-lactam;azactam,cayston
bacampicillin;penicillin;spectrobid
bacillus calmette-guerin;immunosuppressant,vaccine;bcg ajv,immucyst,intervax,oncotice
bacitracin;antibiotic;baci-rx,baciguent,baciim
bacitracin zinc;;ziba-rx
bacitracin zinc+neomycin+polymyxin b;;lumi-sporyn,neo-polycin
bacitracin zinc+polymyxin b;;ocumycin,polysporin
bacitracin+neomycin+polymyxin b;;mycitracin
bacitracin+polymyxin b;;lanabiotic
baclofen;muscle relaxant;fleqsuvy,gablofen,kemstro,lioresal,lyflex,lyvispah,ozobax
baloxavir;antiviral;xofluza
balsalazide;aminosalicylate;colazal,colazide,giazo
bambuterol;beta agonist;bambec
baricitinib;dmard,jak inhibitor;olumiant
barium sulfate;contrast agent;e-z-cat,e-z-hd,e-z-paque,entero,readi-cat,tagitol,varibar
basiliximab;immunosuppressant,monoclonal antibody;simulect
bazedoxifene
bazedoxifene+estrogens conjugated;;duavee
bazedoxifene+oestrogens conjugated;estrogen;duavive
becaplermin;antiseptic;regranex
beclometasone,beclomethasone;inhaled corticosteroid,topical corticosteroid;aerobec,asmabec,beclazone,beclo-aqua,becloforte,beclovent,beclu,becodisks,beconase,becotide,bibecfo,care hayfever,clenil,filair,fostair,kelhale,luforbec,nasobec,pollenase,propaderm,qnasl,qvar,rino clenil,soprobec,vancenase,vanceril,ventide,vivabec,vivaire
beclometdiprop
beclometdiprop+formoterol+glycopyrronium;beta agonist,inhaled corticosteroid;trimbow
bedaquiline;antituberculosis drug;sirturo
belantamab mafodotin;;blenrep
belatacept;immunosuppressant;nulojix
belimumab;dmard,monoclonal antibody;benlysta
belinostat;;beleodaq
belladonna alkaloids;antispasmodic
belumosudil;immunosuppressant;rezurock
belzutifan;;welireg
bemiparin;anticoagulant,lmwh;zibor
bempedoic;lipid-lowering drug;nexletol,nilemdo
bempedoic acid;lipid-lowering drug
bempedoic+ezetimibe;lipid-lowering drug;nexlizet,nustendi
benazepril;ace inhibitor;lotensin
bendamustine;alkylating agent;belrapzo,bendeka,treanda,vivimusta
bendroflumethiazide,bendrofluazide;thiazide;aprinox,neo-naclex,urizide
bendroflumethiazide+nadolol;;corzide
benorilate;nsaid;benoral
benoxinate
benoxinate+fluorescein;;altafluor
benperidol;antipsychotic;anquil,benquil
benralizumab;biologic,monoclonal antibody;fasenra
benserazide
benserazide+levodopa;antiparkinsonian;co-beneldopa,madopar
bentiromide;;chymex
bentoquatam;;ivy block
benzalkonium;antiseptic,emollient;bradosol,dermax,dettol,drapolene
benzalkonium+hexylresorcinol;;halls sore throat
benzathine benzylpenicillin,penicillin g benzathine,benzathine penicillin;;bicillin,permapen
benzatropine,benztropine;anticholinergic;cogentin
benzbromarone;gout medicine;desuric
benzhydrocodone;opioid
benzhydrocodone+paracetamol;;apadaz
benznidazole;antiparasitic,nitroimidazole
benzocaine;local anesthetic;anthisan,boots antiseptic,burneze,dequacaine,lanacane,merocaine,orajel,rinstead,solarcaine,tyrozets
benzoic acid;antifungal
benzoin;;benz
benzonatate;cough suppressant;tessalon
benzoyl peroxide;acne treatment;acnecide,benzamycin,brevoxyl,panoxyl,quinoderm
benzoyl peroxide+clindamycin;acne treatment;acanya,benzaclin,duac,onexton
benzoyl peroxide+erythromycin;;aktipak
benzoyl peroxide+tretinoin;;twyneo
benzphetamine;stimulant;didrex
benzquinamide;;emete-con
benzthiazide;thiazide;aquatag,exna,fovane,urese
benzydamine;;difflam,lozamine
benzyl;antiparasitic;ascabiol
benzyl alcohol;;ulesfia
benzylpenicillin,penicillin g;penicillin;crystapen,pentids,pfizerpen
benzylpenicilloyl polylysine;;pre-pen
bepotastine;antihistamine;bepreve
bepridil;;bepadin,vascor
beractant;;survanta
berotralstat;;orladeyo
besifloxacin;quinolone;besivance
beta carotene;;solatene
beta+follitropin alfa;;follistim
betacarotene;retinoid,vitamin;bio-carotene
betahistine;antiemetic;serc
betaine;;amversio,cystadane
betamethasone;corticosteroid,topical corticosteroid;alphatrex,audavate,beta-val,betacap,betaderm,betatrex,betesil,betnelan,betnesol,betnesol-n,betnovate,bettamousse,celestone,dermabet,diprolene,diprosone,fucibet,luxiq,sernivo,uticort,valisone,valnac,vistamethasone,xemacort
betamethasone esters;topical corticosteroid;diprosalic,lotriderm
betamethasone+calcipotriene;;taclonex
betamethasone+clotrimazole;;lotrisone
betaxolol;beta blocker,glaucoma drug;betoptic,kerlone
betaxolol+chlorthalidone;;kerledex
betazole;;histalog
bethanechol;;duvoid,myotonachol,myotonine,urecholine
bethanidine;;tenathan
betrixaban;doac;bevyxxa
bevacizumab;antineoplastic,monoclonal antibody;alymsys,avastin,aybintio,mvasi,oyavas,vegzelma,versavo,zirabev
bexagliflozin;sglt2 inhibitor;brenzavvy
bexarotene;antineoplastic,retinoid;targretin
bezafibrate;fibrate,lipid-lowering drug;bezagen,bezalip,fibrazate,liparol,lipozate,zimbacol
bezlotoxumab;monoclonal antibody;zinplava
bicalutamide;antineoplastic,hormone therapy;casodex
bictegravir;antiretroviral
bictegravir+emtricitabine+tenofovir;antiretroviral;biktarvy
bifonazole;antifungal;canesten
bilastine;antihistamine;ilaxten
bimatoprost;glaucoma drug;bimi,durysta,eyreida,latisse,lumigan,sturiban,visuplain,vizibim,zimed
bimatoprost+timolol;glaucoma drug;eyzeetan,ganfort,visublend
bimekizumab;biologic,monoclonal antibody;bimzelx
binimetinib;antineoplastic,kinase inhibitor;mektovi
biperiden;anticholinergic;akineton
biphasic insulin aspart;long-acting insulin;novomix
biphasic insulin lispro;long-acting insulin
biphasic isophane insulin;long-acting insulin
bisacodyl;laxative;dulcolax,entrolax
bismuth subcitrate potassium
bismuth subcitrate potassium+metronidazole+tetracycline;;pylera
bismuth subgallate
bismuth subsalicylate;antidiarrheal;kaopectate,pepto,pepto-bismol
bismuth subsalicylate+metronidazole+tetracycline;;helidac
bisoprolol;beta blocker;bipranix,cardicor,congescor,emcor,monocor,soloc,vivacor,zebeta
bisoprolol+hydrochlorothiazide;;ziac
bitolterol;beta agonist;tornalate
bivalirudin;anticoagulant;angiomax
bleomycin;antibiotic,antineoplastic;blenoxane,bleo-kyowa
blinatumomab;monoclonal antibody;blincyto
boceprevir;antiviral;victrelis
borax;decongestant
boric acid
bortezomib;antineoplastic;velcade
bosentan;vasodilator;stayveer,tracleer
bosutinib;antineoplastic,kinase inhibitor;bosulif
botulinum toxin;muscle relaxant;botox,botulinum toxin type a,xeomin
bowel cleansing solutions;laxative;izinova,klean-prep,moviprep
~bran;laxative;trifyba
bremelanotide;;vyleesi
brentuximab vedotin;;adcetris
bretylium;;bretylol
bretylium tosilate;antiarrhythmic;bretylate
brexanolone;;zulresso
brexpiprazole;antipsychotic;rexulti
brigatinib;antineoplastic,kinase inhibitor;alunbrig
brilliant blue g
brilliant green;antiseptic
brimonidine;glaucoma drug;alphagan,brymont,lumify,mirvaso,qoliana
brimonidine tart
brimonidine+brinzolamide;glaucoma drug;simbrinza
brimonidine+timolol;glaucoma drug;combigan
brincidofovir;;tembexa
brinzolamide;carbonic anhydrase inhibitor,glaucoma drug;azopt
brinzolamide+timolol;glaucoma drug;azarga
brivaracetam;anticonvulsant;briviact
brodalumab;monoclonal antibody;kyntheum,siliq
brolucizumab;monoclonal antibody;beovu
bromazepam;anxiolytic,benzodiazepine
bromfenac;nsaid;bromday,bromsite,prolensa,xibrom,yellox
bromocriptine;dopamine agonist;cycloset,parlodel
bromodiphenhydramine;;ambodryl
bromodiphenhydramine+codeine;;ambenyl,bromanyl
brompheniramine;antihistamine;dimegan,dimetane,dimetane-ten,dimotane,veltane
brompheniramine maleate combinations;expectorant
brompheniramine+dextromethorphan+pseudoephedrine;;bromanate,bromfed-dm,dimetane-dx
buclizine;;bucladin-s
budesonide;corticosteroid,inhaled corticosteroid;aircort,benacort,budeflam,budelin,budenofalk,cortiment,entocort,fobumix,goresp,jorveza,ortikos,pulmicort,rhinocort,symbicort,tarpeyo,uceris,wockair
budesonide+formoterol;inhaled corticosteroid,laba;breyna,duoresp
budesonide+formoterol+glycopyrronium;inhaled corticosteroid;breztri,trixeo
buflomedil;calcium channel blocker
bumetanide;loop diuretic;bumex,burinex
bumetanide+potassium;;burinex-k
bupivacaine;local anesthetic;exparel,marcain,marcaine,posimir,sensorcaine,xaracoll
bupivacaine+fentanyl;local anesthetic;bufyl
bupivacaine+lidocaine;;duocaine
bupivacaine+meloxicam;;zynrelef
buprenorph
buprenorph+naloxone;opioid;suboxone,zubsolv
buprenorphine;opioid;belbuca,brixadi,bunov,bupeaze,buplast,bupramyl,buprenex,busiete,butec,butrans,buvidal,carlosafine,espranor,gabup,hapoctasin,natzon,panitaz,prefibin,prenotrix,probuphine,rebrikel,reletrans,relevtec,sevodyne,sixmo,sublocade,subutex,temgesic,tephine,transtec
buprenorphine+naloxone;;bunavail,cassipa
bupropion;antidepressant,smoking cessation aid;aplenzin,forfivo,wellbutrin,zyban
bupropion+naltrexone;weight loss drug;contrave,mysimba
burosumab;monoclonal antibody;crysvita
buserelin;gnrh analogue,hormone therapy;suprecur,suprefact
buspirone;anxiolytic;buspar
busulfan;alkylating agent;busilvex,busulfex,myleran
butabarbital;barbiturate;butalan,buticaps,butisol,sarisol
butalbital
butalbital+caffeine+paracetamol;;anoquan,esgic,esgic-plus,femcet,medigesic
butalbital+paracetamol;;allzital,bancap,bucet,phrenilin,tencon,triaprin
butenafine;antifungal;lotrimin,mentax,mentax-tc
butobarbital;barbiturate;soneryl
butoconazole;azole;femstat
butorphanol;opioid;stadol
c injection
c injection+vitamin b;vitamin b;pabrinex
c vaccine
c vaccine+meningococcal a;vaccine;ac vax,mengivac
cabazitaxel;taxane;jevtana
cabergoline;antiparkinsonian,dopamine agonist;cabaser,dostinex
cabotegravir;antiretroviral;apretude,vocabria
cabotegravir+rilpivirine;;cabenuva
cabozantinib;antineoplastic,kinase inhibitor;cabometyx,cometriq
cade oil
~caffeine;stimulant;cafcit,fenapin,gencebok,peyona,pro-plus,yeast-vite
caffeine+dihydrocodeine+paracetamol;;synalgos-dc-a,trezix
caffeine+ergotamine;;migergot,wigraine
calamine;;cala soothe
calamine+zinc paste;;calaband
calaspargase pegol;;asparlas
calcifediol;vitamin;calderol,domnisol,rayaldee
calcipotriene;;dovonex,sorilux
calcipotriol;;dalbecal,dalonev,dovobet,enstilar,wynzora,xamiol
calcitonin;osteoporosis drug;calsynar,cibacalcin,miacalcic
calcitonin salmon;;calcimar,fortical,miacalcin
calcitriol;vitamin;calcijex,rocaltrol,silkis,vectical
~calcium
calcium acetate;phosphate binder;eliphos,everose,phosex,phoslo,phoslyra,renacet
calcium acetate+magnesium carbonate;phosphate binder;osvaren
calcium carbonate;antacid,phosphate binder,supplement;aaceca,adcal,cacit,calc carb glycine,calcichew,calcidrink,calconate,remegel,rennie,rolaids,setlers,titralac,tums
calcium chloride;supplement
calcium chloride+magnesium chloride+potassium chloride+sodium chloride;;cardioplegic,plegisol
calcium chloride+potassium chloride+sodium chloride;;ringer's
calcium gluceptate
calcium gluconate;supplement
calcium lactate;supplement
calcium levofolinate;antineoplastic;isovorin
calcium metrizoate
calcium metrizoate+meglumine metrizoate+metrizoate;;isopaque
calcium oxybate
calcium oxybate+magnesium oxybate+potassium oxybate+sodium oxybate;;xywav
calcium phosphate;supplement;ostram
calcium polystyrene sulfonate;electrolyte;sorbisterit
calfactant;;infasurf
camellia sinensis extract;;catephen
canagliflozin;antidiabetic,sglt2 inhibitor;invokana
canagliflozin+metformin;antidiabetic;invokamet,vokanamet
canakinumab;immunosuppressant,monoclonal antibody;ilaris
candesartan;arb;amias,atacand
candicidin;;vanobid
cangrelor;antiplatelet;kengreal
cannabidiol;anticonvulsant;cbd oil,epidiolex,epidyolex
cannabidiol+dronabinol;muscle relaxant;sativex
canrenoate;mra
capecitabine;antimetabolite;xeloda
capivasertib;antineoplastic;truqap
caplacizumab;monoclonal antibody;cablivi
capmatinib;kinase inhibitor;tabrecta
capreomycin;antibiotic,antituberculosis drug;capastat
capromab pendetide;;prostascint
capsaicin;;axsain,qutenza,zacin
capsicum;;fiery jack
captopril;ace inhibitor;acepril,capoten,captomex,ecopace,kaplon,noyada,tensopril
captopril+hydrochlorothiazide;;capozide,co-zidocapt
carbachol;glaucoma drug;carbastat,miostat
carbamazepine;anticonvulsant,mood stabiliser;arbil,carbagen,carbatrol,carnexiv,curatil,epimaz,epitol,equetro,tegretol,tegretol-xr,teril
carbaryl;antiparasitic;carylderm
carbenicillin;penicillin;geopen,pyopen
carbenicillin indanyl;;geocillin
carbenoxolone;;bioplex
carbetocin;uterotonic;pabal
carbidopa;antiparkinsonian;lodosyn
carbidopa+entacapone+levodopa;antiparkinsonian;sastravi,stalevo
carbidopa+levodopa;antiparkinsonian;apodespan,caramet,carbilev,co-careldopa,dhivy,duodopa,duopa,lecado,parcopa,rytary,sinemet,tilolec
carbimazole;antithyroid drug;neomercazole
carbinoxamine;antihistamine;clistin,karbinal
carbocisteine;mucolytic;mucodyne
carbomer;;blephagel
carbon dioide
carbon dioxide
carboplatin;antineoplastic;paraplatin
carboprost;uterotonic;hemabate
carfilzomib;antineoplastic;kyprolis
carglumic;;carbaglu,ucedane
cariprazine;antipsychotic;reagila,vraylar
carisoprodol;muscle relaxant;carisoma,soma
carmellose;eye lubricant;celluvisc
carmustine;alkylating agent;bicnu,gliadel
carphenazine;;proketazine
carprofen;nsaid;rimadyl
carteolol;beta blocker,glaucoma drug;cartrol,ocupress,teoptic
carvedilol;beta blocker;coreg,eucardic
casimersen;;amondys
caspofungin;antifungal;cancidas
castor oil;laxative
catumaxomab;antineoplastic,monoclonal antibody;removab
cedazuridine
cedazuridine+decitabine;;inqovi
cefaclor;cephalosporin;bacticlor,ceclor,distaclor,keftid,raniclor
cefadroxil;cephalosporin;baxan,duricef,ultracef
cefalexin,cephalexin;cephalosporin;ceporex,keflet,keflex,keftab,panixine
cefamandole;beta-lactam;kefadol
cefamandole nafate;;mandol
cefazolin,cephazolin;beta-lactam,cephalosporin;ancef,kefzol
cefdinir;cephalosporin;omnicef
cefditoren;cephalosporin;spectracef
cefepime;beta-lactam,cephalosporin;maxipime,renapime
cefepime+enmetazobactam;beta-lactam;exblifep
cefiderocol;cephalosporin;fetroja
cefixime;cephalosporin;suprax
cefmenoxime;;cefmax
cefmetazole;;zefazone
cefonicid;;monocid
cefoperazone;;cefobid
ceforanide;;precef
cefotaxime;cephalosporin;claforan
cefotetan;cephalosporin;cefotan
cefotiam;;ceradon
cefoxitin;cephalosporin;mefoxin,renoxitin
cefpiramide
cefpirome;beta-lactam;cefrom
cefpodoxime;cephalosporin;banan,orelox,vantin
cefprozil;beta-lactam,cephalosporin;cefzil
cefradine,cephradine;cephalosporin;anspor,nicef,velosef
ceftaroline;cephalosporin
ceftaroline fosamil;;teflaro
ceftazidime;cephalosporin;ceptaz,fortaz,pentacef,tazicef,tazidime
ceftazidime pentahydrate;cephalosporin;fortum,kefadim
ceftibuten;cephalosporin;cedax
ceftizoxime;;cefizox
ceftolozane;cephalosporin
ceftolozane+tazobactam;;zerbaxa
ceftriaxone;cephalosporin;rocephin
cefuroxime;antibiotic,cephalosporin;britacef,ceftin,kefurox,zinacef,zinnat
celecoxib;cox-2 inhibitor,nsaid;celebrex,elyxyb,onsenal
celecoxib+tramadol;;seglentis
celiprolol;beta blocker;celectol
~cellulose;;calcibind
cemiplimab;monoclonal antibody;libtayo
cenegermin;;oxervate
cenobamate;anticonvulsant;ontozry,xcopri
cephaloglycin;;kafocin
cephalothin;;keflin,seffin
cephapirin;;cefadyl
ceritinib;kinase inhibitor;zykadia
cerivastatin;lipid-lowering drug,statin;baycol,lipobay
cerliponase alfa;;brineura
certolizumab pegol;dmard,tnf inhibitor;cimzia
certoparin;anticoagulant,lmwh;alphaparin
ceruletide diethylamine;;tymtran
cetirizine;antihistamine;allacan,allertek,becoallergy,bell's,cetec,cetirocol,piriteze,pollenshield,quzyttir,sentanase,zerviate,ziralton,zirtek,zyrtec
cetirizine+pseudoephedrine;;zyrtec-d
cetomacrogol
cetrimide;antiseptic;anglian pharma,ceanel,cetavlex,galpharmmedical,richmond antiseptic,savlon,vesagex
cetrorelix;;cetrotide
cetuximab;antineoplastic,monoclonal antibody;erbitux
cetyl alcohol
cetyl alcohol+colfosceril+tyloxapol;;exosurf
cetylpyridinium;;anbesol,boots oral antiseptic,germolene,merocets
cevimeline;;evoxac
chenodeoxycholic;;xenbilox
chenodiol;;chenix
chlohexidine;emollient;eczmol
chlophedianol
chloral;hypnotic;welldorm
chlorambucil;alkylating agent;leukeran
chloramphenicol;antibiotic;brochlor,chlorofair,chloromycetin,chloroptic,clorogen,econochlor,eykappo,kemicetine,klorafect,mollifeye,mychel,mychel-s,ophthochlor,optomycin,optrex,tubilux
chloramphenicol+desoxyribonuclease+fibrinolysin;;elase-chloromycetin
chloramphenicol+hydrocortisone+polymyxin b;;ophthocort
chloramphenicol+polymyxin b;;chloromyxin
chloramphenicol+prednisolone;;chloroptic-p
chlordiazepoxide;anxiolytic,benzodiazepine;a-poxide,librelease,libritabs,librium,lygen,tropium
chlordiazepoxide+clidinium;;librax
chlordiazepoxide+estrogens esterified;;menrium
chlorhex
chlorhexidine;antibiotic,antiseptic;acriflex,bioscrub,brian care,cepton,chg scrub,chloraprep,cida-stat,corsodyl,e-z scrub,eludril,exidine,hibi,hibicet,hibiclens,hibiscrub,hibistat,hibitane,hibiwash,hydrex,microderm,paroex,peridex,perio-kin,periochip,periogard,pharmaseal,prevacare,prevase,readyprep,sterexidine,steri-stat,tarodent,torbetol,unisept,uriflex-c
chlorhexidine+isopropyl alcohol;;prevantics,soluprep
chlorinated lime;antiseptic
chlormethine,mechlorethamine,mustine;alkylating agent;ledaga,mustargen,valchlor
chlormezanone;;trancopal
chloroprocaine;local anesthetic;ampres,clorotekal,nesacaine,nesacaine-mpf
chloroquine;antimalarial;aralen,avloclor,malarivon,nivaquine
chlorothiazide;thiazide;diuril
chlorotrianisene;;tace
chloroxine;;capitrol
chloroxylenol;antiseptic
chlorphenamine,chlorpheniramine;antihistamine;allercalm,allerief,antagonate,calimal,chlor-trimeton,hayleve,kloromin,phenetron,piriton,pyridamal,rhino-syrup,teldrin
chlorphenamine+codeine;;codeprex,penntuss,tuxarin,tuzistra
chlorphenamine+hydrocodone;;tussicaps,tussionex,vituz
chlorphenamine+hydrocodone+pseudoephedrine;;zutripro
chlorphenamine+phenylpropanolamine;;corsym
chlorphenamine+pseudoephedrine;;codimal-l,isoclor
chlorphenesin carbamate;;maolate
chlorphentermine;;pre-sate
chlorpromazine;antipsychotic;largactil,promapar,sonazine,thorazine
chlorpropamide;sulfonylurea;diabinese,glucamide
chlorprothixene;antipsychotic;taractan,truxal
chlorquinaldol
chlortalidone;thiazide;hygroton,hylaton
chlortetracycline;antibiotic,tetracycline;aureomycin
chlorthalidone;;thalitone
chlorthalidone+clonidine;;clorpres,combipres
chlorthalidone+metoprolol;;lopressidone
chlorthalidone+reserpine;;demi-regroton,regroton
chlorzoxazone;muscle relaxant;paraflex,parafon,strifon
~cholera;vaccine;dukoral,vaxchora
~cholesterol;beta agonist
cholic;;cholbam,kolbam,orphacol
~choline;;bonjela,teejel
choline fenofibrate;;trilipix
chondroitin;supplement
choriogonadotropin alfa;;ovidrel,ovitrelle
chorionic gonadotrophin;;choragon,gonasi,pregnyl,profasi,zivafert
chromic chloride
chrysarobin;antiparasitic
chymopapain;;chymodiactin
ciclesonide;corticosteroid,inhaled corticosteroid;alvesco,omnaris,zetonna
ciclophosphamide,cyclophosphamide;alkylating agent;cytoxan,endoxana,lyophilized cytoxan,neosar
ciclopirox;antifungal;loprox,penlac
ciclosporin,cyclosporine,cyclosporin;eye lubricant,immunosuppressant;capimune,capsorin,cequa,deximune,gengraf,ikervis,neoral,restasis,sandimmun,sandimmune,vanquoral,verkazia
cidofovir;antiviral;vistide
cilastatin
cilastatin+imipenem;carbapenem;primaxin
cilastatin+imipenem+relebactam;;recarbrio
cilazapril;ace inhibitor;vascace
cilostazol;vasodilator;pletal
cimetidine;h2 blocker;acid-eze,acitak,dyspamet,galenamet,peptimax,tagadine,tagamet,ultec,zita
cinacalcet;supplement;mimpara,sensipar
cinchocaine;local anesthetic;nupercainal
cinnarizine;antiemetic,vasodilator;cinaziere,stugeron
cinnarizine+dimenhydrinate;antiemetic;arlevert
cinoxacin;quinolone;cinobac
ciprofibrate;fibrate,lipid-lowering drug;modalim
ciprofloxacin;antibiotic,quinolone;cetraxal,ciloxan,cipro,ciproxin,otiprio,proquin
ciprofloxacin+dexamethasone;;ciprodex
ciprofloxacin+fluocinolone;;otovel
ciprofloxain
ciprofloxain+dexameth;;cilodex
cisapride;antispasmodic;alimix,prepulsid,propulsid
cisatracurium;neuromuscular blocker;nimbex
cisplatin;antineoplastic;platinol,platinol-aq
citalopram;ssri;celexa,cipramil
citric acid
citric acid monohydrate
citric acid+lactic acid+potassium bitartrate;;phexxi
citric acid+magnesium oxide+sodium carbonate;;irrigating solution g,urologic g
citric acid+magnesium oxide+sodium picosulfate;;clenpiq,prepopik
cladribine;antimetabolite,immunosuppressant;leustat,leustatin,litak,mavenclad
clarithromycin;macrolide;biaxin,clarie,clarosip,febzin,klaricid,mycifor,xetinin
clascoterone;;winlevi
clavulanic acid,clavulanate,clavulanate potassium
clavulanic acid+ticarcillin;penicillin;timentin
cleansers+skin protectives fillers;;secura,triple care
clemastine;antihistamine;tavegil,tavist
clevidipine;calcium channel blocker;cleviprex
clidinium;;quarzan
clindamycin;acne treatment,antibiotic,lincosamide;cleocin,clinda-derm,clindagel,clindesse,clindets,dalacin,evoclin,xaciato,zindaclin
clindamycin+tretinoin;acne treatment;treclin,veltin,ziana
clioquinol;antibiotic
clioquinol+zinc paste calamine;;quinaband
clobazam;anticonvulsant,benzodiazepine;frisium,onfi,perizam,sympazan,tapclob,zacco
clobetasol;corticosteroid,topical corticosteroid;clarelux,clobaderm,clobex,cormax,dermovate,embeline,etrivex,impeklo,impoyz,olux,temovate
clobetasone;corticosteroid,topical corticosteroid;clobavate,clobet,eumovate,trimovate
clocortolone;;cloderm
clodronate;bisphosphonate
clofarabine;antimetabolite,antineoplastic;clolar,evoltra
clofazimine;;lamprene
clofibrate;fibrate;atromid-s
clomethiazole,chlormethiazole;hypnotic;heminevrin
clomifene;;clomid
clomiphene;;milophene,serophene
clomipramine;tricyclic antidepressant;anafranil
clonazepam;anticonvulsant,benzodiazepine;klonopin,rivotril
clonidine;antimigraine drug,centrally acting antihypertensive;catapres,dixarit,duraclon,jenloga,kapvay,nexiclon
clopidogrel;antiplatelet;grepid,plavix
cloral betaine;hypnotic
clorazepate;benzodiazepine
clorazepate dipotassium;anxiolytic;gen-xene,tranxene
clotiapine;antipsychotic
clotrimazole;antifungal,azole;abtrim,boots antifungal,candiden,fungederm,gyne-lotrimin,gynix,mycelex,mycelex-g,privacom,trivagizole
cloxacillin;penicillin;cloxapen,tegopen
clozapine;antipsychotic;clozaril,denzapine,fazaclo,versacloz,zaponex
co-dergocrine;vasodilator;hydergine
co-methiamol;analgesic;paradote
coal tar;;alphosyl,capasal,clinitar,gelcotar,ionil,pentrax,polytar,psoriderm
cobicistat;antiretroviral;tybost
cobicistat+darunavir;antiretroviral;prezcobix,rezolsta
cobicistat+darunavir+emtricitabine+tenofovir;;symtuza
cobicistat+elvitegravir+emtricitabine+tenofovir;;genvoya,stribild
cobimetinib;antineoplastic,kinase inhibitor;cotellic
~cocaine;local anesthetic;goprelto,numbrino
cocois;;sebco
cod liver oil;emollient,vitamin;morhulin,thovaline
codeine;cough suppressant,opioid;bepro,galcodine
codeine+guaiacol;expectorant;pulmo
codeine+paracetamol;analgesic;co-codamol,codipar,codrix,emcozin,kapake,medocodene,papa-deine,paracodol,proval,solpadol,tylex,zapain,zipamol
codeine+pseudoephedrine+triprolidine;;triacin-c
coenzyme q10;supplement;coq10,ubiquinone
colchicine;gout medicine;colcrys,gloperba,mitigare
colchicine+probenecid;;colbenemid,proben-c
colecalciferol,cholecalciferol,vitamin d3,vitamin d;vitamin;aaca,aace,aactive,accrete,acecal,aciferol,actium,aviticol,babyd,betteryou,calceos,calci-d,caldrink,calfovit,coledose,cubicole,d-max,d-pearls,dailyd,dekristol,desunin,dlux,evacal,hashmats,healthaid,healthmarque,invita,kalcipos-d,lemon melts,life on,natecal,natures aid,neo-d,osteocaps,plenachol,pro folic,prohealth,provitavit,purosure,royalvit,sandocal,synbio,toddlerd,urgent-d,vigantol,vigantoletten,zymad
colesevelam;bile acid sequestrant,lipid-lowering drug;cholestagel,welchol
colestilan;phosphate binder;bindren
colestipol;bile acid sequestrant,lipid-lowering drug
colestyramine,cholestyramine;bile acid sequestrant,lipid-lowering drug;cholybar,prevalite,questran
colfosceril
colistimeth
colistimethate;antibiotic;colicym,colifin,colobreathe,colomycin,promixin
colistin;antibiotic;coly-mycin
collagenase;;santyl
collagenase clostridium histolyticum;;xiaflex
conivaptan;;vaprisol
copanlisib;;aliqopa
~copper;;paragard,tatum-t
corifollitropin alfa;;elonva
coronavirus vaccine;vaccine;bimervax,comirnaty,convidecia,coronovac,covaxin,covishield,covovax,novavax,sinopharm,spikevax,sputnik v,valneva,vaxzevria
corticorelin ovine triflutate;;acthrel
corticosteroids;acne treatment;actinac
corticotropin;;acthar,purified cortrophin
corticotropin-zinc;;cortrophin-zinc
cortisone;corticosteroid;cortone
cosyntropin;;cortrosyn
cranberry extract;supplement
crisaborole;;eucrisa
crisantaspase;antineoplastic;erwinase
crizanlizumab;monoclonal antibody;adakveo
crizotinib;kinase inhibitor;xalkori
crofelemer;;mytesi
cromoglicate,cromolyn,cromoglycate,sodium cromoglicate,cromolyn sodium;;aerocrom,allercrom,catacrom,crolom,cromogen,cromolux,cromoptic,cromosol,dominion pharma hayfever,eycrom,gastrocrom,hay-crom,intal,librachrom,murine,nalcrom,nasalcrom,opticrom,rynacrom,vivicrom,vividrin
crotamiton;;crotan,eurax
cryptenamine acetates;;unitensen
cryptenamine tannates
crystal violet;antiseptic
cupric chloride
cupric sulfate
cupric sulfate+manganese sulfate+selenious acid+zinc sulfate;;multrys,tralement
cyanocobalamin,vitamin b12,b12;;behepan,berubigen,betalin,calomist,cobavite,cytacon,cytamen,dodex,nascobal,orobalin,redisol,rubivite,rubramin,ruvite,vi-twel,vibisone
cyanocobalamin+tannic+zinc acetate;;depinar
cyclacillin;penicillin;cyclapen-w
cyclizine;antiemetic;marezine,valoid
cyclizine+morphine;opioid;cyclimorph
cyclobenzaprine;muscle relaxant;amrix,flexeril
cyclopenthiazide;thiazide;navidrex
cyclopentolate;mydriatic;ak-pentolate,akpentolate,cyclogyl,mydrilate,pentolair
cyclopentolate+phenylephrine;;cyclomydril
cycloserine;antituberculosis drug;seromycin
cyclothiazide;thiazide;anhydron,fluidil
cycrimine;;pagitane
cyproheptadine;antihistamine;periactin
cyproterone;acne treatment,hormone therapy,sex hormone;androcur,cyprostat
cyproterone+estradiol;estrogen;climen
cyproterone+ethinylestradiol;acne treatment;acnocin,cicafem,clairette,co-cyprindiol,dianette,teragezza
cysteamine;;cystadrops,cystagon,cystaran,procysbi
~cysteine;;elcys,nouress
cystine
cytarabine;antimetabolite,antineoplastic;cytosar-u,depocyt,depocyte
cytarabine+daunorubicin;antineoplastic;vyxeos
cytisinicline;smoking cessation aid
dabigatran;anticoagulant,doac;pradaxa
dabrafenib;immunosuppressant,kinase inhibitor;tafinlar
dacarbazine;antineoplastic;dtic-dome
daclatasvir;antiviral;daklinza
daclizumab;immunosuppressant,monoclonal antibody;zenapax,zinbryta
dacomitinib;antineoplastic,kinase inhibitor;vizimpro
dactinomycin,actinomycin d;antibiotic,antineoplastic;cosmegen
dalbavancin;antibiotic,glycopeptide;dalvance,xydalba
dalfampridine;;ampyra
dalfopristin
dalfopristin+quinupristin;antibiotic;synercid
dalteparin;anticoagulant,lmwh;fragmin
danaparoid;anticoagulant;orgaran
danazol;;cyclomen,danocrine,danol
dantrolene;muscle relaxant;dantrium,revonto,ryanodex
dantron
dantron+docusate;laxative;capsuvac,co-danthrusate,normax
dantron+poloxamer;laxative;ailax,co-danthramer,danlax
dapagliflozin;antidiabetic,sglt2 inhibitor;farxiga,forxiga
dapagliflozin+metformin;antidiabetic;xigduo
dapagliflozin+metformin+saxagliptin;;qternmet
dapagliflozin+saxagliptin;antidiabetic;qtern
dapiprazole;antipsychotic
dapoxetine;antidepressant;priligy
dapsone;;aczone
dapsone+pyrimethamine;antimalarial;maloprim
daptomycin;antibiotic;cubicin,dapzura
daratumumab;monoclonal antibody;darzalex
darbepoetin alfa;erythropoiesis-stimulating agent;aranesp
daridorexant;hypnotic;quviviq
darifenacin;bladder antimuscarinic;emselex,enablex
darolutamide;antineoplastic;nubeqa
darunavir;antiretroviral;prezista
dasabuvir;antiviral;exviera
dasabuvir+ombitasvir paritaprevir ritonavir;;viekira
dasatinib;antineoplastic,kinase inhibitor;sprycel,uxil
dasiglucagon;;zegalogue
daunorubicin,daunomycin;anthracycline,antineoplastic;cerubidine,daunoxome
debrisoquine;antihypertensive,antimalarial
decamethonium;;syncurine
decitabine;antimetabolite;dacogen
deferasirox;erythropoiesis-stimulating agent;exjade,jadenu
deferiprone;erythropoiesis-stimulating agent;ferriprox
deferoxamine;;desferal
defibrotide;;defitelio
deflazacort;corticosteroid;calcort,emflaza
degarelix;hormone therapy;firmagon
delafloxacin;quinolone;baxdela
delamanid;antituberculosis drug;deltyba
delavirdine;;rescriptor
demecarium;;humorsol
demeclocycline;tetracycline;declomycin,ledermycin
dengue fever;vaccine;qdenga
denileukin diftitox;;ontak
denosumab;biologic,monoclonal antibody,osteoporosis drug;prolia,xgeva
deoxycholic;;kybella
dequalinium;;dequadin,fluomizin,labosept
deserpidine;;harmonyl
deserpidine+hydrochlorothiazide;;oreticyl
deserpidine+methyclothiazide;;enduronyl
desferrioxamine;erythropoiesis-stimulating agent
desflurane;general anesthetic;suprane
desipramine;tricyclic antidepressant;norpramin,pertofrane
desirudin;;iprivask
deslanoside;;cedilanid-d
desloratadine;antihistamine;clarinex,midetorin,neoclarityn
desloratadine+pseudoephedrine;;clarinex-d
desmopressin;;concentraid,ddavp,demovo,desmomelt,desmospray,desmotabs,minirin,nocdurna,noctiva,nocutil,noqdirna,octim,presinex,stimate
desogestrel;contraceptive,progestogen;aizea,cerazette,cerelle,desomono,desorex,feanolla,lovima,moonia,nacrez,zelleta
desogestrel+ethinylestradiol;;bekyree,cyclessa,desogen,emoquette,enskyce,isibloom,kalliga,kariva,kimidess,mircette,ortho-cept,pimtrea,simliya,velivet,viorele,volnea
desonide;corticosteroid,topical corticosteroid;desonate,desowen,verdeso
desoximetasone;topical corticosteroid;stiedex,topicort
desoxycorticosterone;;doca,percorten
desoxyribonuclease
desvenlafaxine;snri;khedezla,pristiq
deucravacitinib;immunosuppressant,jak inhibitor;sotyktu
deutetrabenazine;;austedo
dexameth
dexamethasone;corticosteroid;aeroseb-dex,decaderm,decadron,decadron-la,decaspray,dexacort,dexafree,dexair,dexone,dexsol,dextenza,dexycu,dropodex,ducressa,etacortilen,eythalm,glensoludex,hemady,hexadrol,martapan,maxidex,maxitrol,neofordex,otomize,ozurdex,puradex,sofradex,tobradex
dexamethasone isonicotinate;;dexa-rhinaspray
dexamethasone sodium metasulphobenzoate
dexamethasone+neomycin;;neodecadron
dexamethasone+neomycin+polymyxin b;;dexacidin,dexasporin
dexamethasone+netilmicin;corticosteroid;netildex
dexamfetamine,dextroamphetamine,dexamphetamine;stimulant;adderall,amfexa,dexampex,dexedrine,dextrostat,ferndex,xelstrym
dexbrompheniramine;;disomer
dexbrompheniramine+pseudoephedrine;;brompheril,disobrom,drixoral,resporal
dexchlorphenamine,dexchlorpheniramine;antihistamine;polaramine,polmon
dexibuprofen;nsaid;seractil
dexketoprofen;nsaid;keral
dexlansoprazole;ppi;dexilant
dexmedetomidine;sedative;igalmi,precedex
dexmethylphenidate;stimulant;focalin
dexmethylphenidate+serdexmethylphenidate;;azstarys
dexpanthenol;emollient;bepanthen
dexrazoxane;antineoplastic;cardioxane,totect,zinecard
dextroamphetamine resin complex
dextromethorphan;cough suppressant;benylin,covonia,delsym,robitussin,tussabron
dextromethorphan+ephedrine;cough suppressant;paranorm
dextromethorphan+promethazine;;pherazine dm
dextromethorphan+quinidine;;nuedexta
dextromoramide;opioid;palfium
dextropropoxyphene,propoxyphene;opioid;darvon,darvon-n,dolene,doloxene,kesso-gesic,prophene
dextropropoxyphene+paracetamol;analgesic;co-proxamol,darvocet,darvocet-n,distalgesic,propacet,wygesic
dextrose
dextrothyroxine;thyroid hormone;choloxin
dezocine;;dalgan
diamorphine,~heroin,diacetylmorphine;cough suppressant,opioid
diatrizoate;;angiovist,cardiografin,cystografin,gastrografin,gastrovist,hypaque,hypaque-cysto,hypaque-m,md-gastroview,reno-dip,renovist,urovist
diatrizoate+iodipamide;;sinografin
diazepam;anxiolytic,benzodiazepine;diastat,diazemuls,dizac,q-pam,stesolid,tensium,valclair,valium,valrelease,valtoco
diazoxide;vasodilator;eudemine,hyperstat,proglycem
dibasic;supplement
dibrompropamidine;antibiotic;brolene,brulidine,pickles antiseptic,sudosalve
dibucaine;local anesthetic;heavy solution nupercaine
dichlorobenzyl alcohol
dichlorphenamide;;daranide,keveyis
diclofenac;nsaid;acoflam,akis,arthrotec,cambia,cataflam,closteril,defanac,dexomon,diclo-sr,dicloflex,diclomax,diclotard,diclovol,diclozip,dyloject,econac,enstar,fenactol,first resort,flamatak,flamrase,flexotard,lofensaid,masidemen,misofen,mobigel,motifene,pennsaid,rheumatac,rhumalgan,slofenac,solacutan,solaraze,valdic,volraman,volsaid,voltaren,voltaren-xr,voltarol,zipsor,zorvolex
diclofenac diethyl;;motusol
diclofenac epolamine;;flector,licart
diclofenac sod
dicloxacillin;penicillin;dycill,dynapen,pathocil
dicumarol;vitamin k antagonist
dicycloverine,dicyclomine;anticholinergic,antispasmodic;bentyl,merbentyl
didanosine;antiretroviral;videx
dienestrol;;estraguard
dienogest;progestogen;dimetrum,sawis,zalkya
dienogest+estradiol;;natazia
dienogest+estradiol valandestradiol;contraceptive;qlaira
diethylamine;;algesal,odour free lloyds
diethylcarbamazine;;hetrazan
diethylpropion;;tenuate,tepanil
diethylstilbestrol;hormone therapy;stilbestrol,stilbetin,stilphostrol,tampovagan
difelikefalin;;korsuva
difenoxin
diflorasone;topical corticosteroid;florone,psorcon
diflucortolone;topical corticosteroid;nerisone
diflunisal;nsaid;dolobid
difluprednate;;durezol
digitoxin;cardiac glycoside;crystodigin
digoxin;cardiac glycoside;digamex,lanoxicaps,lanoxin
digoxin antibody;cardiac glycoside;digibind,digifab
dihydrocodeine;opioid;dhc continus
dihydrocodeine+paracetamol;analgesic;co-dydramol,dypracet,eroset,galake,paramol,remedeine
dihydroergotamine;antimigraine drug;migranal,trudhesa
dihydroergotamine+heparin+lidocaine;;embolex
dihydrotachysterol;beta agonist,vitamin
dihydroxyacetone
diloxanide;antiparasitic
diltiazem;calcium channel blocker;adizem-sr,angiozem,angitil,bi-carzem,calcicard,cardizem,cartia,dilacor,dilcardia,dilt-cd,diltzac,dilzem,disogram,horizem,kenzem,optil,retalzem,slozem,taztia,tiamate,tiazac,tildiem,uard,viazem,zemret,zemtard,zeyam,zildil
diltiazem+enalapril;;teczem
dimenhydrinate;antiemetic
dimercaprol
dimethyl fumar;immunosuppressant;skilarence,tecfidera
dimethyl sulfoxide
dimeticone,dimethicone;antiparasitic,emollient;conotrane,hedrin,siopel,sprilon,vasogen
dimyristoyl lecithin
dinoprost
dinoprostone;uterotonic;cervidil,prepidil,propess,prostin
dinutuximab;monoclonal antibody;unituxin
diosmin
diosmin+hesperidin;vasodilator;daflon
diphemanil;;prantal
diphenhydramine;antihistamine,expectorant;antitussive,beldin,belix,care sleep aid,dibenil,diphen,dreemon,fedril,histergan,hydramine,lunox,nightcalm,nytol,paxidorm,silphen,sleep aid,sominex,tixycolds,unisom
diphenidol;;vontrol
diphenoxylate
diphenylpyraline;;hispril
~diphtheria;vaccine;adacel,boostrix-ipv,diftavax,infanrix,infanrix-ipv,pediacel,repevax,revaxis,vaxelis
dipipanone;opioid;diconal
dipivefrin;;akpro,propine
dipivefrine;glaucoma drug
dipyridamole;antiplatelet;attia,ofcram,persantin,persantine,pyridantin,trolactin
dirithromycin;macrolide;dynabac
diroximel;;vumerity
disodium edetate
disodium folinate;antineoplastic;sodiofolin
disopyramide;antiarrhythmic;dirythmin,isomide,norpace,rythmodan
distigmine;;ubretid
disulfiram;;antabuse,esperal
dithranol;;dithrocream,micanol,psorin
dobutamine;inotrope;dobutrex,posiject
docetaxel;antineoplastic,taxane;docefrez,taxceus,taxotere
docosanol;;abreva
docusate,docusate sodium;laxative,stool softener;clear ear,colace,dioctyl,docusol,dulcoease,fletchers enemette,molcer,norgalax,waxsol
dofetilide;antiarrhythmic;tikosyn
dolasetron;antiemetic;anzemet
dolutegravir;antiretroviral;tivicay
dolutegravir lamivudine tenofovir
dolutegravir+lamivudine;antiretroviral;dovato
dolutegravir+rilpivirine;antiretroviral;juluca
domperidone;antiemetic,antipsychotic;motilium,vivadone
donanemab;dementia drug,monoclonal antibody;kisunla
donepezil;cholinesterase inhibitor,dementia drug;adlarity,apozyl,aricept
donepezil+memantine;;namzaric
~dopamine;inotrope,vasopressor;intropin
dopexamine;inotrope;dopacard
doravirine;antiretroviral;pifeltro
doravirine+lamivudine+tenofovir;antiretroviral;delstrigo
doripenem;carbapenem;doribax
dornase alfa;mucolytic;pulmozyme
dorzolamide;carbonic anhydrase inhibitor,glaucoma drug;dimaz,dorzant,eydelto,trusopt,vizidor
dorzolamide+timolol;glaucoma drug;codimaz,cosopt,eylamdo,glaucopt,tidomat
dostarlimab;monoclonal antibody;jemperli
dosulepin,dothiepin;tricyclic antidepressant;dothapax,prepadine,prothiaden,thaden
doxacurium;neuromuscular blocker;nuromax
doxapram;;dopram
doxazosin;alpha blocker;cardozin,cardura,cascor,colixil,doxadura,doxzogen,larbex,oxandosin,raporsin,slocinx
doxepin;tricyclic antidepressant;silenor,sinepin,sinequan,xepin,zonalon
doxercalciferol;;hectorol
doxorubicin;anthracycline,antineoplastic;adriamycin,caelyx,doxil,myocet,rubex
doxycycline;tetracycline;acticlate,atridox,demix,doryx,doxy,doxy-lemmon,doxychel,doxylar,efracea,lymepak,monodox,oracea,periostat,vibra-tabs,vibramycin,vibramycin-d,vibrox,xyrosa,zenavod
doxylamine;antiemetic,antihistamine,hypnotic;decapryn,doxy-sleep-aid
doxylamine+pyridoxine;antiemetic;bendectin,bonjesta,diclegis,xonvea
dromostanolone;;drolban
dronabinol;;marinol,syndros
dronedarone;antiarrhythmic;multaq
droperidol;antipsychotic;inapsine
droperidol+fentanyl;;innovar
drospirenone;contraceptive,mra,progestogen;slynd
drospirenone+estetrol;contraceptive;drovelis,nextstellis
drospirenone+estradiol;;angeliq
drospirenone+ethinylestradiol;;kemeya,lo-zumandimine,loryna,melamisa,syeda,yaela,zumandimine
drospirenone+ethinylestradiol+levomefolate;;beyaz,safyral,tydemy
drotrecogin alfa;antifibrinolytic;xigris
droxidopa;;northera
dulaglutide;antidiabetic,glp-1 agonist;trulicity
duloxetine;antidepressant,bladder antimuscarinic,snri;cymbalta,depalta,drizalma,duciltia,dutor,yentreve
dupilumab;biologic,monoclonal antibody;dupixent
durvalumab;monoclonal antibody;imfinzi
dutasteride;5-alpha reductase inhibitor,prostate medicine,sex hormone;avodart,zepron
dutasteride+tamsulosin;;combodart,dutrozen,jalyn
duvelisib;;copiktra
dyclonine;;dyclone,dyclopro
dydrogesterone;progestogen;duphaston,gynorest
dyphylline;xanthine;dilor,lufyllin,neothylline
ecallantide;;kalbitor
ecamsule
echinacea;supplement
echothiophate iodide
econazole;antifungal,azole;ecostatin,ecoza,gyno-pevaryl,pevaryl,spectazole
eculizumab;erythropoiesis-stimulating agent,monoclonal antibody;bekemv,epysqli,soliris
edaravone;;radicava
edetate
edoxaban;anticoagulant,doac;lixiana,savaysa
edrophonium;cholinesterase inhibitor;enlon,reversol,tensilon
efalizumab;monoclonal antibody;raptiva
efavirenz;antiretroviral;sustiva
efavirenz+emtricitabine+tenofovir;antiretroviral;atripla
efavirenz+lamivudine+tenofovir;;symfi
efgartigimod alfa;;vyvgart
efinaconazole;azole;jublia
eflornithine;;ornidyl,vaniqa
elacestrant;hormone therapy;orserdu
elagolix;;orilissa
elapegademase;;revcovi
elbasvir;antiviral
elbasvir+grazoprevir;antiviral;zepatier
eletriptan;antimigraine drug,triptan;relpax
elexacaftor ivacaftor tezacaftor
elexacaftor ivacaftor tezacaftor+ivacaftor;;trikafta
eliglustat;;cerdelga
elinzanetant;;lynkuet
elosulfase alfa;;vimizim
elotuzumab;monoclonal antibody;empliciti
eltrombopag;;promacta,revolade
eluxadoline;antispasmodic;truberzi,viberzi
elvitegravir;antiretroviral;vitekta
emapalumab;monoclonal antibody;gamifant
emedastine;antihistamine;emadine
emedastine difumarate
emicizumab;monoclonal antibody;hemlibra
empagliflozin;antidiabetic,sglt2 inhibitor;jardiance
empagliflozin+linagliptin;antidiabetic;glyxambi
empagliflozin+linagliptin+metformin;;trijardy
empagliflozin+metformin;antidiabetic;synjardy
empicol
emtricitabine;antiretroviral;emtriva
emtricitabine+raltegravir+tenofovir;antiretroviral;national day hiv
emtricitabine+rilpivirine+tenofovir;;complera,odefsey
emtricitabine+tenofovir;antiretroviral;descovy,ictastan,truvada
emulsifying wax;emollient
enalapril;ace inhibitor;aqumeldi,epaned,innovace,pralenal,vasotec
enalapril+felodipine;;lexxel
enalapril+hydrochlorothiazide;;vaseretic
enalaprilat;ace inhibitor
enasidenib;;idhifa
encorafenib;antineoplastic,kinase inhibitor;braftovi
enflurane;general anesthetic;ethrane
enfortumab vedotin;;padcev
enfuvirtide;antiretroviral;fuzeon
enmetazobactam
enoxacin;quinolone;penetrex
enoxaparin;anticoagulant,lmwh;arovi,clexane,inhixa,ledraxen,lovenox
enoximone;inotrope;perfan
entacapone;antiparkinsonian;comtan,comtess
entecavir;antiviral;baraclude
entrectinib;kinase inhibitor;rozlytrek
enzalutamide;antineoplastic,hormone therapy;xtandi
epcoritamab;antineoplastic,monoclonal antibody;epkinly,tepkinly
ephedrine;bronchodilator,decongestant,vasopressor;akovaz,corphedra,emerphed,franol,haymine,rezipres
epinastine;antihistamine;elestat,relestat
epirubicin;anthracycline,antineoplastic;ellence,pharmorubicin
eplerenone;mra,potassium sparing diuretic;inspra
epoetin,erythropoietin,epo
epoetin alfa;erythropoiesis-stimulating agent;binocrit,epogen,eprex,retacrit
epoetin beta;erythropoiesis-stimulating agent;neorecormon
epoetin delta;erythropoiesis-stimulating agent;dynepo
epoetin theta;erythropoiesis-stimulating agent;eporatio
epoetin zeta;erythropoiesis-stimulating agent
epoprostenol;anticoagulant;flolan,veletri
eprosartan;arb;teveten
eptifibatide;antiplatelet;integrilin
eptinezumab;antimigraine drug,monoclonal antibody;vyepti
eravacycline;tetracycline;xerava
erdafitinib;kinase inhibitor;balversa
erdosteine;mucolytic;erdotin
erenumab;antimigraine drug,monoclonal antibody;aimovig
ergocalciferol,vitamin d2,calciferol;vitamin;aacergo,cal-e,calciergo,d-forte,deltalin,drisdol,eciferol,ergoral,sterogyl,uvesterol
ergoloid mesylates;;alkergot,circanol,deapril-st,gerimal,hydrogenated ergot alkaloids
ergometrine,ergonovine;uterotonic
ergotamine;antimigraine drug;cafergot,ergomar,ergostat,migril,wigrettes
eribulin;antineoplastic;halaven
erlotinib;antineoplastic,kinase inhibitor;tarceva
ertapenem;carbapenem;invanz
ertugliflozin;antidiabetic,sglt2 inhibitor;steglatro
ertugliflozin+metformin;;segluromet
ertugliflozin+sitagliptin;;steglujan
erythromycin;acne treatment,antibiotic,macrolide;akne-mycin,aknemycin,bristamycin,e-glades,e-mycin,e-solve,emgel,ery-tab,eryacne,eryc,erycette,eryderm,erygel,erymax,erypar,eryped,erythra-derm,ethril,ilosone,ilotycin,isotrexin,kerymax,oftalmolosa,pediamycin,pfizer-e,r-p mycin,robimycin,rommix,sansac,staticin,stiemycin,t-stat,tiloryth,wyamycin,zineryt
erythromycin gluceptate
erythromycin lactobionate;acne treatment,macrolide
erythromycin+sulfisoxazole acetyl;;eryzole,pediazole
escitalopram;ssri;cipralex
escitalopram oxalate;;lexapro
esketamine;antidepressant,general anesthetic;ketanest,spravato,vesierra
eslicarbazepine;anticonvulsant;aptiom,arupsan,zebinix
esmolol;beta blocker;brevibloc
esomeprazole;ppi;emozul,guardium,nexium,ventra
esomeprazole strontium
estazolam;benzodiazepine;prosom
estetrol
~estradiol,~oestradiol;estrogen,hormone replacement;adgyn estro,aerodiol,alora,bedol,climara,climaval,delestrogen,dermestril,divigel,elestrin,elleste solo,esclim,estrace,estraderm,estradot,estrasorb,estring,estrogel,evamist,evorel,fematrix,fempatch,femring,femseven,femtab,femtrace,gynodiol,gynokadin,imvexxy,innofem,lenzetto,menorest,menoring,menostar,minivelle,oestraclin,oestrogel,progynova,sandrena,vagifem,vagirux,vivelle,vivelle-dot,zumenon
estradiol estriol
estradiol estriol+estrone;estrogen;hormonin
estradiol valandestradiol
estradiol+estriol+progestogen;estrogen;trisequens
estradiol+medroxyprogesterone;;lunelle
estradiol+nomegestrol;contraceptive;zoely
estradiol+norethisterone;;activella,amabelz,combipatch
estradiol+norethisterone+relugolix;;myfembree
estradiol+norgestimate;;prefest
estradiol+progesterone;;bijuva
estradiol+progestogen;estrogen;adgyn combi,bijuve,climagest,climesse,clinorette,cyclo-progynova,elleste duet,estracombi,estrapak,femapak,femoston,indivina,kliofem,kliovance,novofem,nuvelle,tridestra
estradiol+testosterone;;depo-testadiol,ditate-ds
estramustine;alkylating agent;emcyt,estracyt
estriol;estrogen;blissel,imvaggis,ortho-gynest,ovestin
estrogens conjugated,conjugated estrogens,conjugated oestrogens;estrogen,hormone replacement;premarin
estrogens conjugated+medroxyprogesterone;;premphase,prempro
estrogens esterified;estrogen;estratab,evex,femogen,menest
estrone;;estrogenic substance,theelin
estropipate;estrogen;harmogen,ogen,ortho-est
eszopiclone;z-drug;lunesta
etacrynic acid;loop diuretic
etamsylate,ethamsylate;antifibrinolytic;dicynene
etanercept;dmard,tnf inhibitor;benepali,enbrel,erelzi,eticovo
etelcalcetide;;parsabiv
eteplirsen;;exondys
ethacrynate;;edecrin
ethacrynic
ethambutol;antituberculosis drug;myambutol
~ethanol
ethanolamine oleate;;ethamolin
ethchlorvynol;;placidyl
ethinamate;;valmid
ethinylestradiol,ethinyl estradiol;estrogen;estinyl,feminone,lynoral
ethinylestradiol+ethynodiol;;demulen,kelnor,lo-malmorede,malmorede,zovia
ethinylestradiol+etonogestrel;contraceptive;eluryng,nuvaring,syreniring,veraring
ethinylestradiol+ferrous fumarate+levonorgestrel;;lo ovral fe
ethinylestradiol+ferrous fumarate+norethisterone;;lo-blisovi,norminest,norquest
ethinylestradiol+levonorgestrel;;afirmelle,alesse,altavera,ashlyna,ayuna,balcoltra,cerinta,daysee,dolishale,elifemme,falmina,fayosim,iclevia,introvale,jaimiess,kurvelo,levlite,levonest,levora,lo simpesse,loseasonique,lybrel,marlissa,myzilra,orsythia,preven,quartette,quasense,seasonale,seasonique,setlakin,simpesse,sylevia,twirla,tyblume,vienva
ethinylestradiol+norelgestromin;;onsura,ortho evra,xulane
ethinylestradiol+norethisterone;;alyacen,aranelle,aurovela,blisovi,brevicon,briellyn,chabelina,cyclafem,cyonanz,dasetta,estrostep,femcon,femhrt,finzala,fyavolv,gemmily,gencept,gildagia,gildess,hailey fe,junel,kaitlib,larin,leribane,lo larin fe,lo loestrin fe,lo minastrin fe,loestrin,merzee,mibelas,microgestin,minastrin,modicon,nexesta,norcept-e,norinyl,norlestrin,nortrel,nylia,ortho-novum,philith,pirmella,taytulla,tri-legest,tri-norinyl,vyfemla,wera
ethinylestradiol+norgestimate;;estarylla,mono-linyah,ortho tri-cyclen,ortho tri-cyclen lo,previfem,sprintec,tri lo sprintec,tri-estarylla,tri-linyah,tri-lo-estarylla,tri-lo-linyah,tri-lo-mili,tri-mili,tri-previfem,tri-sprintec
ethinylestradiol+norgestrel;;cryselle,elinest,lo ovral,ogestrel,ovral
ethinylestradiol+segesterone;;annovera
ethiodized oil;;lipiodol
ethionamide;antituberculosis drug;trecator
ethopropazine;;parsidol
ethosuximide;anticonvulsant;emeside,epesri,zarontin
ethotoin;anticonvulsant;peganone
ethoxzolamide;carbonic anhydrase inhibitor;cardrase,ethamide
ethylestrenol;;maxibolin
ethynodiol
ethynodiol+mestranol;;ovulen
etidocaine;local anesthetic;duranest
etidronate;bisphosphonate,osteoporosis drug;didronel
etilefrine;inotrope;effortil
etodolac;nsaid;ebretin,eccoxolac,etolyn,etopan,lodine
etomidate;general anesthetic;amidate,hypnomidate
etonogestrel;contraceptive,progestogen;implanon,nexplanon
etoposide;antineoplastic;eposin,etopophos,toposar,vepesid
etoricoxib;cox-2 inhibitor,nsaid;arcoxia
etravirine;antiretroviral;intelence
etretinate;;tegison
etynodiol;contraceptive;femulen
evans blue
evening primrose oil;supplement
everolimus;antineoplastic,immunosuppressant;afinitor,certican,votubia,zortress
evinacumab;monoclonal antibody;evkeeza
evolocumab;lipid-lowering drug,monoclonal antibody,pcsk9 inhibitor;repatha
exemestane;hormone therapy;aromasin
exenatide;antidiabetic,glp-1 agonist;bydureon,byetta
ezetimibe;lipid-lowering drug;ezetrol,zetia
ezetimibe+rosuvastatin;;roszet
ezetimibe+simvastatin;lipid-lowering drug;inegy,vytorin
ezogabine;;potiga
factor viia;antifibrinolytic;cevenfacta,novoseven
factor xiii;antifibrinolytic;novothirteen
fam-trastuzumab deruxtecan;;enhertu
famciclovir;antiviral;famvir
famotidine;h2 blocker;fluxid,pepcid
famotidine+ibuprofen;;duexis
fampridine;cholinesterase inhibitor;fampyra
faricimab;monoclonal antibody;vabysmo
febuxostat;gout medicine,xanthine oxidase inhibitor;adenuric,elstabya,uloric
fedratinib;kinase inhibitor;inrebic
felbamate;anticonvulsant;felbatol,taloxa
felbinac;;traxam
felodipine;calcium channel blocker;cabren,cardioplen,delofine,felogen,felotens,folpik,keloc,neofel,parmid,pinefeld,plendil,vascalpha
fenbufen;nsaid;lederfen
fenfluramine;;fintepla
fenofibrate;fibrate,lipid-lowering drug;fenogal,fenoglide,lipantil,lipidil,lipofen,supralip,tricor,triglide
fenofibrate+simvastatin;lipid-lowering drug;cholib
fenofibric;;fibricor
fenoldopam;;corlopam
fenoprofen;nsaid;nalfon
fenoterol;beta agonist,bronchodilator;berodual,berotec,duovent
fentanyl;opioid;abstral,actiq,breakyl,cynril,durogesic,effentora,fencino,fenhuma,fentalis,fentora,instanyl,ionsys,iremia,lazanda,matrifen,mezolar,mylafent,onsolis,opiodur,osmach,osmanil,pecfent,recivit,sublimaze,subsys,tilofyl,victanyl,yemex
fenticonazole;azole;gynoxin
ferric ammonium citrate;;ferriseltz
ferric carboxymaltose;;injectafer
ferric chloride;antiseptic
ferric citrate;;auryxia
ferric derisomaltose
ferric hexacyanoferrate;;radiogardase
ferric maltol;iron supplement;accrufer,feraccru
ferric oxyhydroxide;;dexferrum,ferrlecit,infed,proferdex,velphoro,venofer
ferric pyrophosphate citrate;;triferic
ferrous calcium citrate;iron supplement;cobaxine
ferrous fumarate;iron supplement;aacufer,aadfer,ferrodose-f,ferroess,fersaday,fersamal,galfer
ferrous gluconate;iron supplement;ferrodose-g,sideromal
ferrous glycine sulfate;iron supplement;plesmet
ferrous sulfate,ferrous sulphate,iron sulfate;iron supplement;feospan,ferrodose-s,ferrograd,ferronorm,ferrotab,irofate
ferrous sulfate+folic acid;;folvron
ferumoxides;;feridex
ferumoxsil;;gastromark
ferumoxytol;iron supplement;feraheme,rienso
fesoterodine;bladder antimuscarinic;teraleve,toviaz,zecatrin
fexinidazole;nitroimidazole
fexofenadine;antihistamine;allegra,allevia,histallay,telfast,treathay
fezolinetant;;veoza,veozah
fibrinolysin
fidaxomicin;aminoglycoside,antibiotic;dificid,dificlir
filgotinib;dmard,kinase inhibitor;jyseleca
filgrastim;colony stimulating factor;accofil,neupogen,nivestim,nivestym,ratiograstim,releuko,tevagrastim,zarxio,zarzio
finafloxacin;quinolone;xtoro
finasteride;5-alpha reductase inhibitor,prostate medicine,sex hormone;aindeem,propecia,proscar
finasteride+tadalafil;;entadfi
finerenone;mra,potassium sparing diuretic;kerendia
fingolimod;immunosuppressant;gilenya
fingolimod lauryl;;tascenso
fish oil;supplement;omega 3,omega-3
fish oil triglycerides;;omegaven
fish oil+medium chain triglycerides+olive oil+soybean oil;;smoflipid
flavoxate;bladder antimuscarinic;urispas
flecainide;antiarrhythmic;tambocor
flibanserin;;addyi
floxuridine;;fudr
flubiprofen;nsaid;strefen
flucloxacillin,floxacillin;penicillin;floxapen,fluclomix,ladropen
fluconazole;azole;azocan,diflucan
flucytosine;antifungal;ancobon
fludarabine;antimetabolite,antineoplastic;oforta
fludrocortisone;corticosteroid;florinef
fludroxycortide;topical corticosteroid;haelan
flumazenil;antidote;anexate,romazicon
flumetasone;;locorten-vioform
flumethasone;corticosteroid;locorten
flunarizine;antiemetic;flurizin,sibelium
flunisolide;inhaled corticosteroid;aerobid,aerospan,nasalide,nasarel,syntaris
flunitrazepam;benzodiazepine,hypnotic;rohypnol
fluocinolone;corticosteroid,topical corticosteroid;capex,derma-smoothe,dermotic,flac,flucinolone,fluocet,fluonid,fluotrex,iluvien,retisert,synalar,synalar-hp,yutiq
fluocinolone+hydroquinone+tretinoin;;tri-luma
fluocinolone+neomycin;;neo-synalar
fluocinonide;topical corticosteroid;lidex,lidex-e,metosyn,vanos
fluocortolone;topical corticosteroid;ultralanum,ultraproct
fluorescein;;ak-fluor,fluorets
fluorometholone;corticosteroid;flarex,fluor-op,oxylone
fluorometholone+sulfacetamide;;fml-s
fluorometholone+tobramycin;;tobrasone
fluorouracil,5-fluorouracil,5-fu;antimetabolite;actikerall,adrucil,carac,efudex,efudix,fluoroplex,tolak
fluoxetine;antidepressant,ssri;felicium,oxactin,prozac,prozep,prozit,ranflutin,sarafem,selfemra
fluoxetine+olanzapine;;symbyax
fluoxymesterone;androgen;android-f,halotestin,ora-testryl
flupentixol,flupenthixol;antidepressant,antipsychotic;depixol,fluanxol,psytixol
fluphenazine;antipsychotic;modecate,moditen,permitil,prolixin
fluprednidene;topical corticosteroid;acorvio
fluprednisolone;corticosteroid;alphadrol
flurandrenolide;;cordran
flurazepam;benzodiazepine,hypnotic;dalmane
flurbiprofen;nsaid;ansaid,froben,ocufen
flutamide;hormone therapy;chimax,drogenil,eulexin
fluticasone;corticosteroid,inhaled corticosteroid,nasal steroid,topical corticosteroid;aerivio,airflusal,aloflute,armonair,arnuity,avamys,avenor,boots pharmacy hayfever,campona,combisal,coryen,cutivate,fixkoh,flixonase,flixotide,flonase,flovent,flutiform,fusacomb,nasofan,pirinase,seffalair,sereflo,seretide,sirdupla,stalpex,xhance
fluticasone+salmeterol;inhaled corticosteroid,laba;advair,airduo,wixela
fluticasone+umeclidinium+vilanterol;antimuscarinic bronchodilator,inhaled corticosteroid,laba;trelegy
fluticasone+vilanterol;inhaled corticosteroid,laba;breo,relvar
flutrimazole;antifungal;micetal
fluvastatin;lipid-lowering drug,statin;cadaff,dorisin,lescol,luvinsta,nandovar,pinmactil,stefluvin
fluvoxamine;ssri;faverin,luvox
folic acid,~folate;;folisol,folvite,lexpec,preconceive
folic acid+iron;iron supplement;fefol,pregaday
folinic acid,leucovorin,calcium folinate;antineoplastic;lederfolin,refolinon,wellcovorin
follitropin alfa;;bemfola,gonal-f,ovaleap
follitropin alfa+lutropin alfa;;pergoveris
follitropin beta;;puregon
follitropin delta;;rekovelle
fomepizole;;antizol
fomivirsen;;vitravene
fondaparinux;anticoagulant;arixtra
formaldehyde;;veracur
formoterol,eformoterol;beta agonist,laba;atimos,foradil,oxis,perforomist
formoterol+glycopyrronium;bronchodilator;bevespi
formoterol+mometasone;;dulera
fosamprenavir;antiretroviral;lexiva,telzir
fosaprepitant;antiemetic;ivemend
fosaprepitant dimeglumine
foscarnet;antiviral;foscavir
fosdenopterin;;nulibry
fosfestrol tetrasodium;hormone therapy;honvan
fosfomycin;antibiotic;fosfocina,monuril,monurol
fosinopril;ace inhibitor;monopril,staril
fosinopril+hydrochlorothiazide;;monopril-hct
fosnetupitant;antiemetic
fosnetupitant+palonosetron;;akynzeo
fosphenytoin;anticonvulsant;cerebyx,pro-epanutin,sesquient
fospropofol;;lusedra
fostamatinib;kinase inhibitor;tavalisse
fostemsavir;antiretroviral;rukobia
framycetin;antibiotic;sofra-tulle,soframycin
freeze sprays
fremanezumab;antimigraine drug,monoclonal antibody;ajovy
frovatriptan;antimigraine drug,triptan;frova,migard,mylatrip
fuller's earth;emollient
fulvestrant;hormone therapy;faslodex
fumaric
furazolidone;;furoxone
furosemide,frusemide;loop diuretic;diuresal,froop,frusid,frusol,lasix
furosemide+potassium;;diumide-k,lasikal
fusafungine;;locabiotal
fusidic acid,fusidate;antibiotic;fucidin,fucithalmic
gabapentin;anticonvulsant;gralise,neurontin
gabapentin enacarbil;;horizant
gabapentin encarbil
gadobenate dimeglumine;;multihance
gadobutrol;contrast agent;gadavist
gadodiamide;;omniscan
gadofosveset trisodium;;ablavar
gadopentetate dimeglumine;;magnevist
gadoterate;contrast agent;clariscan,dotarem
gadoteridol;;prohance
gadoversetamide;;optimark
gadoxetate;;eovist
galantamine;cholinesterase inhibitor,dementia drug;acumor,consion,elmino,gaalin,galsya,galzemic,gatalin,gazylan,lotprosin,luventa,razadyne,reminyl,zeebral
galcanezumab;antimigraine drug,monoclonal antibody;emgality
gallamine triethiodide;;flaxedil
gallium;;ganite
galsulfase;enzyme replacement;naglazyme
gamolenic;;aacigam,gam-o,gamophase,lin-gam
ganaxolone;;ztalmy
ganciclovir;antiviral;cymevene,cytovene,ganzyk-rtu,virgan,vitrasert,zirgan
ganirelix;;orgalutran
gatifloxacin;antibiotic,quinolone;zymar,zymaxid
gefitinib;antineoplastic,kinase inhibitor;iressa
~gelatin;electrolyte;gelaspan,gelofusine,haemaccel,isoplex,volplex
gemcitabine;antimetabolite;gemzar,infugem
gemeprost;uterotonic;cervagem
gemfibrozil;fibrate,lipid-lowering drug;lopid
gemifloxacin;quinolone;factive
gemtuzumab ozogamicin;;mylotarg
gentamicin;aminoglycoside,antibiotic;apogen,bristagen,cidomycin,garamycin,genoptic,gentacidin,gentafair,gentak,genticin,u-gencin
gentamicin+prednisolone;;pred-g
gentian violet;;genapax
gepirone;antidepressant;exxua
gestonorone;hormone therapy
gestrinone;;dimetriose
gilteritinib;antimetabolite,kinase inhibitor;xospata
gimeracil
gimeracil+oteracil+tegafur;antimetabolite;teysuno
~ginger;antiemetic
ginkgo biloba;supplement
givosiran;;givlaari
glasdegib;;daurismo
glatiramer;immunosuppressant;brabio,copaxone,glatopa
glecaprevir;antiviral
glecaprevir+pibrentasvir;antiviral;maviret,mavyret
glibenclamide,glyburide;sulfonylurea;amglidia,daonil,diabeta,diabetamide,euglucon,glynase,micronase
glibenclamide+metformin;;glucovance
gliclazide;sulfonylurea;bilxona,dacadis,diaglyk,diamicron,edicil,glimil,glydex,laaglyda,lamzarin,nazdol,vamju,vitile,vivazide,xywin,ziclaseg,zicron
glimepiride;sulfonylurea;amaryl,niddaryl
glimepiride+pioglitazone;;duetact
glimepiride+rosiglitazone;;avandaryl
glipizide;sulfonylurea;glibenese,glucotrol,minodiab
glipizide+metformin;;metaglip
gliquidone;sulfonylurea;glurenorm
glofitamab;antineoplastic,monoclonal antibody;columvi
~glucagon;;baqsimi,glucagen,gvoke,ogluo
glucarpidase;;voraxaze
gluconolactone
glucosamine;supplement;alateris,br pharm,cozachew,cytoplan,flexeze,flexi-melt,fosachew,fosaveg,glusartel,gosachew,gosaveg,higher nature,ixl pharma,joint-flex,nature's best,nature's own,pro coxam,valupak
~glucose;electrolyte;addgluco,dextrogel,glucoboost,glucogel,gsf-syrup,rapilose,trueplus,yourgluco
glutaraldehyde;;glutarol
glutethimide;;doriden
~glycerol;expectorant,laxative;calcough,lemsip,tixylix
glycerol phenylbutyrate;;ravicti
glyceryl trinitrate,nitroglycerin,nitroglycerine,gtn;nitrate;coro-nitro,deponit,glytrin,gonitro,minitran,nitro,nitro-bid,nitro-dur,nitrocine,nitrol,nitrolingual,nitromin,nitromist,nitronal,nitrostat,percutol,rectiv,rectogesic,suscard,sustac,transderm-nitro,transiderm-nitro,tridil,trintek
~glycine;;aminoacetic
glycopyrronium,glycopyrrolate;anticholinergic,antimuscarinic bronchodilator,antispasmodic;assicco,cuvposa,dartisla,glyrx-pf,lonhala,qbrexza,robinul,seebri,sialanar
glycopyrronium+indacaterol;bronchodilator;ultibro,utibron
glycopyrronium+indacaterol+mometasone;inhaled corticosteroid;enerzair
golimumab;dmard,monoclonal antibody,tnf inhibitor;simponi
golodirsen;;vyondys
gonadorelin;gnrh analogue;factrel,lutrepulse
gonadotropin chorionic
goserelin;gnrh analogue,hormone therapy;novgos,zoladex
gramicidin
granisetron;antiemetic;granisol,kytril,sancuso,sustol
grazoprevir;antiviral
grepafloxacin;quinolone;raxar
griseofulvin;antifungal;fulsovin,grisol,grisovin
griseofulvin microcrystalline;;fulvicin-u,grifulvin,grisactin
griseofulvin microsize
griseofulvin ultramicrocrystalline;;fulvicin
griseofulvin ultramicrosize;;gris-peg
guaiacol
guaifenesin,guaiphenesin;expectorant,muscle relaxant;hill's,jackson's all fours,liqufruta,meltus,mucinex,nirolex,sudafed,vicks
guaifenesin+hydrocodone;;flowtuss,obredon,xtrelus
guaifenesin+hydrocodone+pseudoephedrine;;hycofenix
guanabenz;;wytensin
guanadrel;;hylorel
guanethidine;antihypertensive,glaucoma drug;ismelin
guanethidine+hydrochlorothiazide;;esimil
guanfacine;centrally acting antihypertensive,stimulant;intuniv,tenex
guanidine
guar gum;antidiabetic
guselkumab;biologic,monoclonal antibody;tremfya
haem arginate;;normosang
haemophilus influenzae b
haemophilus influenzae b+meningococcal c;vaccine;menitorix
haemophilus influenzae vaccine;vaccine;hiberix,hibtiter
halazepam;benzodiazepine;paxipam
halcinonide;topical corticosteroid;halciderm,halog,halog-e
halibut liver oil;vitamin
halobetasol;topical corticosteroid;bryhali,lexette,ultravate
halobetasol+tazarotene;;duobrii
halofantrine;;halfan
halogenated phenols
haloperidol;antipsychotic;dozic,haldol,halkid,serenace
haloprogin;;halotex
halothane;;fluothane
halquinol;antifungal;valpeda
hamamalis
hamamelis;antiseptic;boots witch hazel,witch doctor
~helium
~heparin,unfractionated heparin,ufh;anticoagulant,lmwh;calciparine,lipo-hepin,liquaemin,monoparin,multiparin,panheprin
heparin flushes;anticoagulant;canusal,hepsal
heparinoid;;anacal,bruiseze,hirudoid,lasonil,movelat
hepatitis a;vaccine;avaxim,epaxal,havrix,vaqta
hepatitis a+hepatitis b;vaccine;ambirix,twinrix
hepatitis a+typhoid vaccine;vaccine;hepatyrix,viatim
hepatitis b;vaccine;engerix,fendrix,hbvaxpro,prehevbri
hepatitis b immunoglobulin;immunoglobulin
hesperidin
hetacillin;penicillin;versapen,versapen-k
hexachlorophene;antiseptic;gamophen,germa-medica,hexa-germ,hexascrub,phiso-scrub,phisohex,scrubteam,septi-soft,septisol,soy-dome,ster-zac,turgex
hexafluorenium;;mylaxen
hexaminolevulinate;;cysview
hexetidine;h2 blocker;oraldene
hexocyclium;;tral
hexylcaine;local anesthetic;cyclaine
hexylresorcinol
~histamine
histamine dihydrocloride;immunosuppressant;ceplene
histrelin;gnrh analogue,hormone therapy;supprelin,vantas
homatropine;mydriatic;equipin
homatropine+hydrocodone;;hycodan,hydropane,tussigon
human chorionic gonadotropin,chorionic gonadotropin,~hcg
human papillomavirus;vaccine;cervarix,gardasil
humpapvirus;vaccine
hyaluronidase;;amphadase,hyalase,hydase,hylenex,vitrase
hyaluronidase+pertuzumab+trastuzumab;;phesgo
hydralazine;vasodilator;apresoline,dralzine
hydralazine+hydrochlorothiazide;;apresazide,apresoline-esidrix,hydra-zide
hydralazine+hydrochlorothiazide+reserpine;;cam-ap-es,hydrap-es,hydroserpine,ser-a-gen,ser-ap-es,unipres
hydralazine+isosorbide dinitrate;;bidil
hydralazine+reserpine;;dralserp,serpasil-apresoline
hydrochlorothiazide,hctz;thiazide;esidrix,hydro-d,hydrodiuril,hydrosaluric,microzide,oretic,zide
hydrochlorothiazide+irbesartan;;avalide
hydrochlorothiazide+labetalol;;normozide
hydrochlorothiazide+lisinopril;;prinzide,zestoretic
hydrochlorothiazide+losartan;;hyzaar
hydrochlorothiazide+methyldopa;;aldoril
hydrochlorothiazide+metoprolol;;dutoprol
hydrochlorothiazide+moexipril;;uniretic
hydrochlorothiazide+pindolol;;viskazide
hydrochlorothiazide+propranolol;;inderide
hydrochlorothiazide+quinapril;;accuretic,quinaretic
hydrochlorothiazide+reserpine;;hydro-reserp,hydro-serp,hydropres,serpasil-esidrix
hydrochlorothiazide+spironolactone;;aldactazide
hydrochlorothiazide+timolol;;timolide
hydrochlorothiazide+triamterene;;co-triamterzide,dyazide,maxzide
hydrocodone;opioid;hysingla,vantrela,zohydro
hydrocodone+ibuprofen;;reprexain,vicoprofen
hydrocodone+paracetamol;opioid;anexsia,co-gesic,duradyne,hy-phen,lorcet,lorcet-hd,lortab,norcet,norco,tycolet,vicodin,zydone,zyfrel
hydrocodone+phenylpropanolamine;;codamine
hydrocodone+pseudoephedrine;;rezira
hydrocort sodiumphos;antibiotic;softacort
hydrocortamate;;magnacort
hydrocortisone;corticosteroid,topical corticosteroid;acticort,aeroseb-hc,ala-cort,ala-scalp,alkindi,alphaderm,anugesic,balneol-hc,beta-hc,carmol,cetacort,colifoam,colocort,corlan,cort-dome,cortaid,cortef,cortenema,cortifoam,cortril,daktacort,dermacort,dioderm,dricort,econacort,efcortelan,efcortesol,efmody,eldecort,epicort,exe-cort,flexicort,gentisone,glycort,gregoderm,h-cort,hc45,hemsol-hc,hi-cor,hydro-rx,hydromol,hydventia,hytone,lanacort,locoid,micort-hc,mildison,neo-cortef,nogenic,nutracort,nystaform-hc,orabase,otosporin,pandel,penecort,perinal,plenadren,proctocort,proctofoam,proctosedyl,quinocort,skincalm,solu-cortef,stie-cort,synacort,terra-cortril,texacort,timodine,u-cort,uniroid,westcort,xyloproct,zenoxone
hydrocortisone+neomycin;;cor-oticin,neo-cort-dome
hydrocortisone+neomycin+polymyxin b;;casporyn,cortisporin,oticair,otobione,otocort,pediotic
hydrocortisone+polymyxin b;;otobiotic,pyocidin
hydrocortisone+pramoxine;;epifoam,pramosone
hydroflumethiazide;thiazide;diucardin,saluron
hydroflumethiazide+reserpine;;salutensin,salutensin-demi
hydroflumethiazide+spironolactone;;co-flumactone
hydrogen peroxide;antiseptic;crystacide,eskata,hioxyl,peroxyl
hydromorphone;opioid;dilaudid,dilaudid-hp,exalgo,palladone
hydroquinone
hydrotalcite;antacid
hydrotalcite+simeticone;antacid;altacite,co-simalcite
hydroxocobalamin;;alpharedisol,cobalin-h,cyanokit,megamilbedoce,neo-cytamen
hydroxyamphetamine;stimulant;paredrine
hydroxyamphetamine+tropicamide;;paremyd
hydroxyapatite;supplement;ossopan
hydroxycarbamide,hydroxyurea;antineoplastic,erythropoiesis-stimulating agent;droxia,hydrea,siklos,xromi
hydroxychloroquine,hcq;antimalarial,dmard;plaquenil,quinoric
hydroxyprogesterone;progestogen;delalutin,makena,proluton
hydroxypropyl cellulose;;lacrisert
hydroxyquinoline;antibiotic
hydroxystilbamidine
hydroxyzine;antihistamine,anxiolytic,sedative;atarax,hy-pam,orgatrax,ucerax,vistaril
hyetellose;eye lubricant
hyoscine;antiemetic;scopoderm
hyoscine butylbromide;anticholinergic,antispasmodic;buscopan
hyoscine hydrobromide,scopolamine;anticholinergic,antiemetic,mydriatic;boots travel calm,joy-rides,kwells,transderm
hyoscyamine;anticholinergic,antispasmodic
hypromellose;eye lubricant;artelac,isopto alkaline,isopto plain,tears naturale
hypromellose+phenylephrine;eye lubricant;isopto frin
ibalizumab;monoclonal antibody;trogarzo
ibandronic acid,ibandronate;osteoporosis drug;bondronat,boniva,bonviva,iasibon,quodixor
ibrexafungerp;;brexafemme
ibritumomab tiuxetan;;zevalin
ibrutinib;antineoplastic,kinase inhibitor;imbruvica
ibuprofen;nsaid,uterotonic;aches-n-pain,advil,anadin,arthrofen,brufen,caldolor,calprofen,cap-profen,codafen,cuprofen,fenbid,fenpaed,feverfen,flarin,galprofen,ibu-tab,ibucalm,ibuderm,ibufem,ibugel,ibular,ibuleve,ibumousse,ibuprin,ibuprohm,ibuspray,infant's advil,librofem,mandafen,manorfen,medipren,mentholatum,midol,migrafen,motrin,neoprofen,noubid,nuprin,nurofen,orbifen,pacifene,pedea,phorpain,proflex,radian-b,ralgex,relcofen,rufen,solpadeine,solpaflex,tab-profen
ibuprofen+oxycodone;;combunox
ibuprofen+paracetamol;analgesic;combogesic,nuromol
ibuprofen+pseudoephedrine;expectorant;sine-aid
ibutilide;;corvert
icatibant;;firazyr
ichthammol
ichthammol+zinc paste;;icthaband
icodextrin;;extraneal
icosapent;lipid-lowering drug;vazkepa
icosapent ethyl;;vascepa
idarubicin;anthracycline,antineoplastic;idamycin,zavedos
idarucizumab;monoclonal antibody;praxbind
idebenone;;raxone
idelalisib;;zydelig
idoxuridine;;dendrid,herplex,stoxil
idursulfase;enzyme replacement;elaprase
ifosfamide;alkylating agent;ifex,mitoxana
iloperidone;antipsychotic;fanapt
iloprost;vasodilator;ilomedin,ventavis
imatinib;antineoplastic,kinase inhibitor;gleevec,glivec,nibix
imciromab pentetate;;myoscint
imidapril;ace inhibitor;tanatril
imiglucerase;;cerezyme
imipenem;carbapenem
imipramine;tricyclic antidepressant;janimine,pramine,presamine,tofranil,tofranil-pm
imiquimod;;aldara,bascellex,zyclara
inamrinone;;amrinone,inocor
inclisiran;lipid-lowering drug;leqvio
incobotulinumtoxina
indacaterol;beta agonist,laba;arcapta,onbrez
indacaterol+mometasone;inhaled corticosteroid;atectura
indapamide;thiazide;alkapamid,cardide,ethibide,indipam,lorvacs,lozol,mapemid,natrilix,nindaxa,rawel,tensaid,varbim
indecainide;;decabid
indinavir;antiretroviral;crixivan
indocyanine green
indometacin,indomethacin;nsaid,uterotonic;berlind,flexin,indo-lemmon,indocid,indocin,indolar,indomax,indomod,pardelprin,rheumacin,slo-indo,tivorbex
indoramin;alpha blocker;baratol,doralese
inebilizumab;monoclonal antibody;uplizna
infigratinib;kinase inhibitor;truseltiq
infliximab;dmard,monoclonal antibody,tnf inhibitor;avsola,flixabi,inflectra,ixifi,remicade,remsima,renflexis,zessly
~influenza;vaccine;agrippal,begrivac,enzira,fluad,fluarix,flublok,flucelvax,fluenz,flumist,fluvirin,imuvac,inflexal,influvac,intanza,invivac,mastaflu,optaflu,preflucel,quadrivalent,supemtek,viroflu
ingenol mebutate;;picato
inosine pranobex;antiviral;imunovir
inotersen;;tegsedi
inotuzumab;antineoplastic,monoclonal antibody;besponsa
inotuzumab ozogamicin
ins degludec
ins degludec+liraglutide;antidiabetic;xultophy
~insulin,insulin human,human insulin,soluble insulin,regular insulin;insulin,rapid-acting insulin;afrezza,humulin,insuman,myxredlin,novolin
insulin aspart,aspart;insulin,rapid-acting insulin;fiasp,novolog
insulin aspart protamine
insulin aspart+insulin degludec;;ryzodeg
insulin degludec,degludec;long-acting insulin;tresiba
insulin detemir,detemir;long-acting insulin;levemir
insulin glargine,glargine;insulin,long-acting insulin;abasaglar,basaglar,lantus,rezvoglar,semglee,toujeo
insulin glargine+lixisenatide;long-acting insulin;soliqua,suliqua
insulin glulisine,glulisine;rapid-acting insulin;apidra
insulin human inhaled;rapid-acting insulin;exubera
insulin icodec;long-acting insulin;awiqli
insulin lispro,lispro;insulin,rapid-acting insulin;admelog,humalog,lyumjev
insulin lispro protamine
insulin susp isophane
insulin zinc suspension;long-acting insulin
interferon alpha;immunosuppressant;introna,roferon-a,viraferon
interferon beta;immunosuppressant;avonex,extavia,rebif
interferon gamma;immunosuppressant;immukin
intravenous nutrition supplements;;addiphos,additrace,cernevit,multibionta,peditrace,solivito,vitlipid
inulin
invert sugar;;travert
iocetamic;;cholebrine
iodamide;;renovue-dip
~iodine;antiseptic,antithyroid drug
iodine compounds;antiseptic;betadine,videne
iodine povacrylex
iodine povacrylex+isopropyl alcohol;;duraprep
iodipamide;;cholografin
iodixanol;contrast agent;visipaque
iodoform;antiseptic
iodoxamate;;cholovue
iohexol;contrast agent;omnipaque,oraltag
iopamidol;contrast agent;isovue-m
iopanoic;;telepaque
iophendylate;;pantopaque
iopromide;contrast agent;ultravist
iothalamate;;angio-conray,conray,cysto-conray,vascoray
iotrolan;;osmovist
ioversol;contrast agent;optiray
ioxaglate;;hexabrix
ioxilan
ipecacuanha;expectorant;fennings
ipilimumab;antineoplastic,monoclonal antibody;yervoy
ipodate;;bilivist,oragrafin
ipratropium;antimuscarinic bronchodilator,decongestant;atrovent,inhalvent,ipravent,respontin,rinatec,tropiovent
ipratropium+salbutamol;;duoneb
irbesartan;arb;aprovel,avapro,ifirmasta,sabervel
irbesartan hydrochlorothiazide
irinotecan;antineoplastic;campto,camptosar,onivyde
~iron
iron carboxymaltose;iron supplement;ferinject
iron dextran;iron supplement;cosmofer
iron sorbitol;iron supplement;jectofer
iron sucrose;iron supplement
isatuximab;monoclonal antibody;sarclisa
isavuconazole;azole;cresemba
isavuconazonium
isocarboxazid;maoi;marplan
isoetharine;;bronkometer,bronkosol
isoflurane;general anesthetic;forane
isoflurophate;;floropryl
isometheptene mucate;analgesic;midrid
isoniazid;antibiotic,antituberculosis drug;hyzyd,laniazid,nydrazid,rimifon,stanozide
isoniazid+pyrazinamide+rifampicin;;rifater
isoniazid+rifampicin;;rifamate
isophane insulin,insulin nph,nph insulin,insulin isophane,nph;insulin,long-acting insulin
isoprenaline,isoproterenol;vasopressor;aerolone,isuprel,medihaler-iso,midomil,norisodrine,vapo-iso
isoprenaline+phenylephrine;;duo-medihaler
isopropamide iodide;;darbid
isopropyl alcohol;antiseptic;sterets,zuragard
isosorbide;diuretic;ismotic
isosorbide dinitrate,isdn;nitrate;angitak,cedocard,dilatrate-sr,isocard,isoket,isordil,soni-slo,sorbitrate
isosorbide mononitrate,ismn;nitrate;angeze,carmil,chemydur,cibral,dynamin,elantan,eumon,imdur,isib,ismo,isodur,isotard,ketanodur,medomon,modisal,monigen,monit,monoket,monomax,monomil,monosorb,nyzamac,phasonit,relosorb,slomon,tardisc,trangina,xismox,zemon,ziotan
isosulfan blue;;lymphazurin
isotretinoin;acne treatment,retinoid;absorica,accutane,amnesteem,claravis,isotrex,myorisan,roaccutane,sotret,zenatane
ispaghula,psyllium;laxative;fybogel,metamucil
ispaghula husk;laxative,lipid-lowering drug;fibrelief,fybozest,isogel,ispagel,konsyl,regulan,senokot,yourfibre
isradipine;calcium channel blocker;dynacirc,prescal
istradefylline;;nourianz
itraconazole;azole;onmel,sporanox,tolsura
ivabradine;;corlanor,procoralan
ivacaftor;mucolytic;kalydeco
ivacaftor tezacaftor
ivacaftor+ivacaftor tezacaftor;;symdeko
ivacaftor+lumacaftor;mucolytic;orkambi
ivacaftor+tezacaftor;mucolytic;symkevi
ivermectin;anthelmintic;sklice,soolantra,stromectol
ivosidenib;;tibsovo
ixabepilone;;ixempra
ixazomib;antineoplastic;ninlaro
ixekizumab;biologic,monoclonal antibody;taltz
japanese encephalitis vaccine;vaccine;ixiaro
kanamycin;antibiotic;kantrex,klebcil
kaolin heavy
kaolin light;;entrocalm,kao-c
ketamine;antiemetic,general anesthetic;ketalar
ketanserin;;ketensin
ketoconazole;antifungal,azole;daktarin,dandrazol,extina,ketopine,ketozole,nizoral,nizorelle,xolegel
ketoprofen;nsaid;actron,axorid,fenoket,jomethid,ketocid,ketotard,ketovail,ketozip,ketpron,larafen,nexcede,orudis,oruvail,powergel,tiloket
ketorolac;nsaid;acular,acuvail,sprix,toradol
ketorolac+phenylephrine;;omidria
ketotifen;antihistamine;alaway,ketofall,zaditen,zaditor
l-alanyl-l-gutamine;;dipeptiven
l-glutamine;;endari,nutrestore
labetalol;beta blocker;normodyne,trandate
lacidipine;calcium channel blocker;molap,motens
lacosamide;anticonvulsant;eplaid,vimpat
lactic acid;emollient
lactitol;laxative;pizensy
lactulose;laxative;acilac,cephulac,cholac,chronulac,constilac,constulose,duphalac,enulose,evalose,generlac,heptalac,lactugal,laxilose,lemlax,portalac,regulose
lamivudine;antiretroviral;epivir,epivir-hbv,zeffix
lamivudine nevirapine
lamivudine+raltegravir;;dutrebis
lamivudine+tenofovir;antiretroviral;cimduo,temixys
lamivudine+zidovudine;antiretroviral;combivir
lamotrigine;anticonvulsant,mood stabiliser;lamictal
lanadelumab;monoclonal antibody;takhzyro
lanreotide;somatostatin analogue;somatuline
lansoprazole;ppi;prevacid,zoton
lanthanum;phosphate binder;fosrenol
lapatinib;antineoplastic,kinase inhibitor;tyverb
lapatinib ditosylate;;tykerb
laronidase;;aldurazyme
laropiprant
laropiprant+nicotinic acid;lipid-lowering drug;tredaptive
larotrectinib;kinase inhibitor;vitrakvi
lasmiditan;;reyvow
latanoprost;glaucoma drug;lotacryn,medizol,monopost,xalatan,xelpros
latanoprost+netarsudil;glaucoma drug;rocklatan,roclanda
latanoprost+timolol;glaucoma drug;fixapost,medox,vizilatan,xalacom
latanoprostene bunod;;vyzulta
lebrikizumab;biologic,monoclonal antibody;ebglyss
lecanemab;dementia drug,monoclonal antibody;leqembi
ledipasvir;antiviral
ledipasvir+sofosbuvir;antiviral;harvoni
lefamulin;;xenleta
leflunomide;dmard;arava
lemborexant;hypnotic;dayvigo
lenacapavir;antiretroviral;sunlenca,yeztugo
lenalidomide;immunosuppressant;revlimid
lenograstim;colony stimulating factor;granocyte
lenvatinib;antineoplastic,kinase inhibitor;kisplyx,lenvima
lepirudin;anticoagulant;refludan
lercanidipine;calcium channel blocker;zanidip
lesinurad;;zurampic
letermovir;antiviral;prevymis
letrozole;aromatase inhibitor,hormone therapy;femara
leuprorelin,leuprolide;gnrh analogue,hormone therapy;camcevi,eligard,fensolvi,lupron,lutrate,prostap,staladex,viadur
leuprorelin+norethisterone;;lupaneta
levallorphan;;lorfan
levamisole;anthelmintic;ergamisol
levamlodipine;calcium channel blocker;conjupri
levetiracetam;anticonvulsant;desitrend,elepsia,eltam,genlev,keppra,kevesy,matever,spritam
levobetaxolol;beta blocker;betaxon
levobunolol;beta blocker,glaucoma drug;akbeta,betagan
levobupivacaine;local anesthetic;chirocaine
levocabastine;antihistamine;livostin
levocarnitine;;bio-carnitine,carnitor,lamberts l-carnitine
levocetirizine;antihistamine;xyzal
levodopa;antiparkinsonian;bendopa,dopar,inbrija,larodopa
levofloxacin;antibiotic,quinolone;evoxil,eyflox,iquix,levaquin,oftaquix,oxalux,quinsair,quixin,tavanic
levofolinic;antineoplastic
levoketoconazole;azole;recorlev
levoleucovorin;;fusilev,khapzory
levomefolate
levomenthol
levomenthol+methyl;;salonpas
levomepromazine,methotrimeprazine;antipsychotic;levinan,levoprome,levorol,nozinan
levomethadyl;;orlaam
levomilnacipran;antidepressant,snri;fetzima
levonordefrin
levonorgestrel;contraceptive,progestogen;athentia,benilexa,emerres,ezinelle,fallback solo,her style,isteranda,jadelle,jaydess,kyleena,levonelle,levosert,liletta,lovione,melkine,microval,mirena,norgeston,norplant,opcicon,plan b one-step,postinor,upostelle
levopropoxyphene;;novrad
levorphanol;opioid;levo-dromoran
levosalbutamol,levalbuterol;saba;xopenex
levothyroxine,thyroxine,l-thyroxine;thyroid hormone;eltroxin,euthyrox,evotrox,levo-t,levolet,levothroid,levoxyl,synthroid,thyquidity,thyro-tabs,tirosint,tirosint-sol,unithroid,vencamil
levothyroxine+liothyronine;thyroid hormone;armour thyroid,erfa thyroid,nature-throid,np thyroid,wp thyroid
lidocaine,lignocaine;antiarrhythmic,local anesthetic;akten,alphacaine,anestacon,anodesyn,boots anaesthetic throat,calgel,care haemorrhoid,chloralieve,denela,dentinox,dentipatch,dequaspray,emla,germoloids,glydo,hemocane,iglu,instillagel,laryng-o-jet,laryngojet,laryngotracheal,lidbree,lido,lidocaton,lidoderm,lidopen,lignostab-a,medijel,nulbia,oraqix,ralvo,rexocaine,steriflex,vagisil,versatis,xylocaine,xylonor,xylotox,zingo,ztlido
lidocaine+phenazone;;otigo
lidocaine+prilocaine;;fortacin
lidocaine+tetracaine;local anesthetic;pliaglis,rapydan,synera
lifitegrast;;xiidra
light liquid paraffin;emollient;cetraben,diprobath,imuderm,infaderm,oilatum,zerolatum
linaclotide;laxative;constella,linzess
linagliptin;antidiabetic,dpp-4 inhibitor;tradjenta,trajenta
linagliptin+metformin;antidiabetic;jentadueto
lincomycin;antibiotic,lincosamide;lincocin
lindane;antiparasitic;gamene,kwell,scabene
linezolid;antibiotic;zyvox
linzagolix;;yselty
liothyronine;thyroid hormone;cytomel,iraksin,tertroxin,tri-iodothyronine,triostat
liotrix;thyroid hormone
lipegfilgrastim;colony stimulating factor;lonquex
liquefied phenol;antiseptic
liquid paraffin,mineral oil;emollient,eye lubricant,stool softener;alpha keri,dermalo,doublebase,emulsiderm,lacri-lube,liq paraf,lubri-tears
liquorice;expectorant
liraglutide;antidiabetic,glp-1 agonist,weight loss drug;diavic,nevolat,saxenda,victoza,zegluxen
lisdexamfetamine,lisdexamphetamine;stimulant;elvanse,vyvanse
lisinopril;ace inhibitor;carace,lisopress,prinivil,qbrelis,zestril
lisuride;antiparkinsonian
lithium,lithium carbonate;mood stabiliser;camcolit,eskalith,liskonum,lithane,lithobid,lithonate,lithotabs,priadel
lithium citrate;mood stabiliser;li-liquid,litarex
lixisenatide;antidiabetic,glp-1 agonist;adlyxin,lyxumia
lodoxamide;;alomide
lofepramine;tricyclic antidepressant;feprapax,gamanil,lomont
lofexidine;opioid;britlofex,lucemyra
lomefloxacin;quinolone;maxaquin
lomitapide;lipid-lowering drug;juxtapid,lojuxta
lomustine;alkylating agent;ceenu,gleostine
lonafarnib;;zokinvy
lonapegsomatropin;;skytrofa
loncastuximab tesirine;;zynlonta
loperamide;antidiarrheal;arret,diah-limit,diaquitte,diareze,diasorb,diocalm,diocaps,dioraleze,imodium,loritax,norimode,normaloe
lopinavir;antiretroviral
lopinavir+ritonavir;antiretroviral;kaletra
loprazolam;benzodiazepine,hypnotic
loracarbef;;lorabid
loratadine;antihistamine;alavert,brown burk,claritin,clarityn,hay-rite,lorapaed,roletra
loratadine+pseudoephedrine;;claritin-d
lorazepam;anxiolytic,benzodiazepine;ativan,loraz,loreev
lorcaserin
lorlatinib;kinase inhibitor;lorbrena
lormetazepam;benzodiazepine,hypnotic
lornoxicam;nsaid;xefo
losartan;arb;cozaar
loteprednol etabonate;corticosteroid;alrex,eysuvis,inveltys,lotemax
loteprednol etabonate+tobramycin;;zylet
lovastatin;statin;altoprev,mevacor
loxapine;antipsychotic;adasuve,loxapac,loxitane
lubiprostone;laxative;amitiza
lucinactant;;surfaxin
luliconazole;azole;luzu
lumacaftor
lumasiran;;oxlumo
lumateperone;antipsychotic;caplyta
lumefantrine
lumiracoxib;cox-2 inhibitor,nsaid;prexige
lurasidone;antipsychotic;latuda
lurbinectedin;;zepzelca
luspatercept;;reblozyl
lusutrombop;;mulpleo
lusutrombopag;;mulpleta
lutropin alfa;;luveris
lymecycline;tetracycline;tetralysal
lypressin;;diapid
macimorelin;gnrh analogue;macrilen
macitentan;vasodilator;opsumit
macrogol,polyethylene glycol,peg 3350;laxative;cosmocol,laxido,miralax,movicol,restoralax
mafenide;antibiotic;sulfamylon
maftivimab;monoclonal antibody
~magnesium
magnesium acetate
magnesium acetate tetrahydrate
magnesium acetate tetrahydrate+potassium acetate+sodium chloride;;plasma-lyte
magnesium aspartate;supplement;aspardose,asparmag,mag-a
magnesium carbonate;antacid;aactimag,magnacarb
magnesium chloride;supplement
magnesium chloride+sodium bicarbonate+sodium chloride;;normocarb
magnesium citrate;laxative,supplement;acitra,biocare,citramag,m-trate,magcit,magnatrate
magnesium gluconate;supplement
magnesium glycerophosphate;supplement;liquamag,magnaphate,magnaphos,magness gly,neomag,yourmag
magnesium hydroxide;antacid,laxative;mil-par
magnesium lactate;supplement;mag-tab,magnalac
magnesium orotate;supplement
magnesium oxide;antacid;admag,mag-ox,magdose,magnaox,magstar,oromag,oximag
magnesium oxybate
magnesium sulfate,magnesium sulphate,epsom salts;antacid,laxative,supplement;mag sulf
magnesium sulfate anhydrous
magnesium sulfate+potassium chloride+sodium sulfate;;sutab
magnesium sulfate+potassium sulfate+sodium sulfate;;colprep,suprep
magnesium trisilicate;antacid
malachite green;antiseptic
malathion;antiparasitic;derbac-m,ovide,prioderm,quellada-m,suleo-m
malic acid
mandelic acid
mangafodipir trisodium;;teslascan
manganese chloride
manganese chloride tetrahydrate;;lumenhance
manganese sulfate
mannitol;diuretic,laxative,mucolytic;aridol,bronchitol,osmitrol,resectisol
maprotiline;tricyclic antidepressant;ludiomil
maralixibat;;livmarli
maraviroc;antiretroviral;celsentri,selzentry
margetuximab;monoclonal antibody;margenza
maribavir;;livtencity
masoprocol;;actinex
mavacamten;;camzyos
mazindol;weight loss drug;mazanor,sanorex,teronac
measles mumps
measles mumps+rubella vaccine;vaccine;m-m-r,m-m-rvaxpro,priorix
mebendazole;anthelmintic;boots threadworm treatment,emverm,ovex,pripsen,vermox
mebeverine;antispasmodic;aurobeverine,colofac,equilon
mebutamate;;dormate
mecamylamine;;inversine
mecasermin;;increlex
mecasermin rinfabate;;iplex
meclizine;;antivert
meclocycline sulfosalicylate;;meclan
meclofenamate;nsaid;meclodium,meclomen
meclozine;antiemetic,antihistamine;sea legs,traveleeze
mecobalamin;;b-max,methycobal
mecysteine;mucolytic;visclair
medical air
medium chain triglycerides
medroxyprogesterone;contraceptive,hormone therapy,progestogen;adgyn medro,climanor,curretab,cycrin,depo-provera,depo-subq,farlutal,provera,sayana
medrysone
mefenamic acid;nsaid;dysman,ponstan,ponstel
mefloquine;antimalarial;lariam
megestrol;hormone therapy,progestogen;megace
meglumine
meglumine metrizoate
melatonin;hypnotic;adaflex,ceyesto,circadin,slenyto,syncrodin
meloxicam;nsaid;anjeso,mobic,qmiiz,vivlodex
melperone;antipsychotic
melphalan;alkylating agent;alkeran,evomela,phelinun
melphalan flufenamide;;pepaxto
memantine;dementia drug;alzhok,ebixa,marixino,namenda,nemdatine,valios
menadiol;vitamin;kappadione,synkayvite
menadione
meningococcal a
meningococcal b vaccine;vaccine;bexsero,trumenba
meningococcal c
meningococcal c vaccine;vaccine;meningitec,menjugate,neisvac-c
menotrophin;;menogon,menopur,meriofert,merional
menotropins;;humegon,pergonal,repronex
~menthol;;actiderm,aqua-cool,bengay,biofreeze,deep heat,dermacool,icy hot,karvol,meggezones,menthoderm,vocalzone
mepacrine;antiparasitic
mepenzolate;antispasmodic;cantil
mephentermine;;wyamine
mephenytoin;anticonvulsant;mesantoin
mepivacaine;local anesthetic;arestocaine,carbocaine,isocaine,polocaine,polocaine-mpf,scandonest
mepolizumab;biologic,monoclonal antibody;nucala
meprednisone;;betapar
meprobamate;anxiolytic;amosene,bamate,equanil,mepriam,meprospan,miltown,neuramate,tranmep
meptazinol;opioid;meptid
mepyramine,pyrilamine
mepyramine+phenylephrine;;prefrin-a
mequinol
mequinol+tretinoin;;solage
mercaptamine;eye lubricant
mercaptopurine,6-mercaptopurine,6-mp;antimetabolite;hanixol,puri-nethol,purinethol,purixan,xaluprine
meropenem;carbapenem;meronem,merrem
meropenem+vaborbactam;;vabomere
mersalyl
mesalazine,mesalamine,5-aminosalicylic acid;aminosalicylate;apriso,asacol,canasa,delzicol,ipocol,lialda,mesren,mezavant,octasa,pentasa,rowasa,salcrozine,salofalk,sfrowasa,zintasa
mesna;antineoplastic;mesnex,uromitexan
mesoridazine;;serentil
mesterolone;sex hormone;pro-viron
mestranol
mestranol+norethynodrel;;enovid,enovid-e
mesuximide;anticonvulsant;celontin,petinutin
metamfetamine,methamphetamine;stimulant;desoxyn
metamizole,dipyrone;analgesic
metaraminol;vasopressor;aramine
metaxalone;muscle relaxant;skelaxin
metformin;biguanide;axpinet,bolamyn,diagemet,fortamet,glucient,glucophage,glucorex,glumetza,glyformin,jesacrin,meijumet,metabet,metsol,metuxtan,riomet,rudimet,sukkarto,yaltormin
metformin+pioglitazone;antidiabetic;actoplus,competact
metformin+repaglinide;;prandimet
metformin+rosiglitazone;antidiabetic;avandamet
metformin+saxagliptin;antidiabetic;kombiglyze,komboglyze
metformin+sitagliptin;antidiabetic;janumet
metformin+vildagliptin;antidiabetic;eucreas
methacholine;;provocholine
methacycline;tetracycline;rondomycin
methadone;cough suppressant,opioid;dolophine,eptadone,metharose,physeptone,synastone,westadone
methantheline;;banthine
metharbital;;gemonil
methazolamide;carbonic anhydrase inhibitor,glaucoma drug;neptazane
methdilazine;;tacaryl
methenamine;antibiotic
methenamine hippurate;antibiotic;hiprex,urex
methimazole;antithyroid drug;tapazole
methixene;antipsychotic;trest
methocarbamol;muscle relaxant;delaxin,forbaxin,robaxin
methohexital;;brevital
methotrexate,mtx;antimetabolite,dmard;abitrexate,ebetrex,folex,jylamvo,maxtrex,methofill,metoject,mexate,mexate-aq,nordimet,otrexup,rasuvo,reditrex,trexall,xatmep,zlatal
methoxamine;vasopressor;vasoxine,vasoxyl
methoxsalen;;meladinine,oxsoralen,oxsoralen-ultra,uvadex
methoxyflurane;general anesthetic;penthrane,penthrox
methscopolamine;;pamine
methsuximide;anticonvulsant
methyclothiazide;thiazide;aquatensen,enduron
methyclothiazide+pargyline;;eutron
methyclothiazide+reserpine;;diutensen-r
methyl aminolevulinate;;metvixia
methyl nicotinate;;pickles chilblain
methylcellulose;laxative;celevac
methyldopa;centrally acting antihypertensive;aldomet
methyldopate
methylergonovine;;methergine
methylnaltrexone;laxative;relistor
methylphenidate;stimulant;adhansia,affenid,aptensio,concerta,cotempla,daytrana,delmosart,equasym,jornay,matoride,medikinet,meflynate,metadate,methylin,metyrol,quillichew,quillivant,ritalin,ritalin-sr,tranquilyn,xaggitin,xenidate
methylprednisolone;corticosteroid;a-methapred,depo-medrol,depo-medrone,m-predrol,medrol,medrone,solu-medrol,solu-medrone
methylprednisolone aceponate;corticosteroid;advantan
methylprednisolone+neomycin;;neo-medrol
methyltestosterone;androgen,sex hormone;metandren,oreton,testred,virilon
methylthioninium,methylene blue,methylthioninium chloride
methyprylon;;noludar
methysergide;antimigraine drug;deseril,sansert
meticillin,methicillin;penicillin;staphcillin
metipranolol;beta blocker,glaucoma drug;optipranolol
metoclopramide;antiemetic;clopra,clopra-,gastrobid,gastroflux,gimoti,maxolon,metozolv,reglan
metocurine iodide
metolazone;thiazide;diulo,metenix,mykrox,xaqua,zaroxolyn
metoprolol;beta blocker;betaloc,kapspargo,lopresor,lopressor,tensomex,toprol-xl
metreleptin;;myalept,myalepta
metrizamide;;amipaque
metrizoate
metrizoic
metronidazole;antibiotic,nitroimidazole;acea,anabact,elyzol,flagyl,metro i v,metrocream,metrogel,metrogel-vaginal,metrolotion,metrolyl,metromidol,metrosa,metrotop,metrozol,neutratop,noritate,norzol,nuvessa,protostat,rosiced,rozex,satric,vandazole,zidoval,zyomet
metyrapone;;metopirone
metyrosine;;demser
mexiletine;antiarrhythmic;mexitil,namuscla,ritalmex
mezlocillin;penicillin;mezlin
mianserin;tricyclic antidepressant
micafungin;antifungal;mycamine
miconazole;antifungal,azole;gyno-daktarin,loramyc,m-zole,monistat,monistat-derm,oravig
miconazole+petrolatum white+zinc oxide;;vusion
midazolam;anticonvulsant,benzodiazepine;buccolam,dormicum,epistatus,hypnovel,midozalam,miprosed,nayzilam,seizalam,versed
midodrine;vasopressor;bramox,gutron,midotense,orvaten,proamatine
midostaurin;antineoplastic;rydapt
mifepristone;;korlym,mifegyne,mifeprex
mifepristone+misoprostol;;medabon
migalastat;;galafold
miglitol;antidiabetic;glyset
miglustat;;yargesa,zavesca
milnacipran;snri;savella
milrinone;inotrope;primacor
miltefosine;;impavido
minocycline;tetracycline;acnamino,aknemin,amzeeq,arestin,blemix,dentomycin,dynacin,minocin,minolira,sebomin,sebren,solodyn,ximino,zilxi
minoxidil;vasodilator;loniten,men's rogaine,minodyl,regaine,rogaine,theroxidil,women's rogaine
mipomersen;;kynamro
mirabegron;bladder antimuscarinic;betmiga,myrbetriq
mirikizumab;biologic,monoclonal antibody;omvoh
mirtazapine;antidepressant;remeron,zispin
misoprostol;acid suppressant,uterotonic;cytotec,mysodelle,topogyne
mitapivat;;pyrukynd
mitomycin;antibiotic,antineoplastic;jelmyto,mitocin,mitosol,mitozytrex,mutamycin
mitotane;antineoplastic;lysodren
mitoxantrone;antineoplastic;novantrone,onkotrone
mivacurium;neuromuscular blocker;mivacron
mizolastine;antihistamine;mistamine,mizollen
mobocertinib;kinase inhibitor;exkivity
moclobemide;maoi;manerix
modafinil;stimulant;provigil
moexipril;ace inhibitor;perdix,univasc
mogamulizumab;monoclonal antibody;poteligeo
molgramostim;colony stimulating factor;leucomax
molindone;antipsychotic;moban
molnupiravir;antiviral;lagevrio
mometasone;corticosteroid,inhaled corticosteroid,nasal steroid,topical corticosteroid;asmanex,elocon,nasonex,sinuva
mometasone+olopatadine;;ryaltris
monobasic;supplement
monobenzone;;benoquin
monoctanoin;;moctanin
monomethyl;;bafiertam
montelukast;leukotriene antagonist;singulair
moricizine;;ethmozine
morphine;opioid;actimorph,arymo,astramorph,avinza,depodur,dropizol,duramorph,filnarine,infumorph,kadian,mitigo,morcap,morphabond,morphgesic,ms contin,mst continus,oramorph,rhotard,sevredol,zomorph
morphine+naltrexone;;embeda
morphine+opium;antidiarrheal;j collis browne's,opazimes
moxalactam;;moxam
moxetumomab pasudotox;;lumoxiti
moxidectin
moxifloxacin;quinolone;avelox,moxeza,moxivig,vigamox
moxisylyte,thymoxamine;vasodilator;opilon
moxonidine;centrally acting antihypertensive;physiotens
multiple vitamins;vitamin;berocca,centrum,pregnacare
multivitamin;vitamin;multi-vitamin,multivitamins
mupirocin;antibiotic;bactroban,centany
mycophenolate,mycophenolate mofetil,mycophenolic acid;immunosuppressant;arzip,cellcept,myfenax
mycophenolic;immunosuppressant;ceptava,myfortic
nabilone;antiemetic;cesamet
nabumetone;nsaid;relafen,relifex
nadolol;beta blocker;corgard
nafarelin;gnrh analogue;synarel
nafcillin;penicillin;nallpen,unipen
naftidrofuryl oxalate;vasodilator;praxilene
naftifine;antifungal;naftin
nalbuphine;opioid;nubain
naldemedine;laxative;rizmoic,symproic
nalidixic;quinolone;mictral,neggram,negram,uriben
nalmefene;;revex,selincro
naloxegol;laxative;moventig
naloxegol oxalate;;movantik
naloxone;antidote;evzio,kloxxado,narcan,zimhi
naloxone+oxycodone;opioid;myloxifin,oxyargin,sofonac,targinact,targiniq
naltrexone;opioid;adepend,nalorex,opizone,revia,vivitrol
naltrexone+oxycodone;;troxyca
nandrolone;anabolic steroid;deca-durabolin
nandrolone phenpropionate;;durabolin
naphazoline;;albalon,nafazair,naphcon,opcon,vasocon
naphazoline+pheniramine;;naphcon-a,opcon-a,visine
naproxen;nsaid;aleve,anaprox,arthrosin,ec-naprosyn,feminax,napratec,naprelan,naprosyn,nexocin,nycopren,stirlescent,synflex,ultravana,vimovo
naproxen+pseudoephedrine;;aleve-d
naproxen+sumatriptan;;treximet
naratriptan;antimigraine drug,triptan;amerge,naramig
natalizumab;biologic,immunosuppressant,monoclonal antibody;tyruko,tysabri
natamycin;antibiotic;natacyn
nateglinide;antidiabetic;starlix
naxitamab;monoclonal antibody;danyelza
nebivolol;beta blocker;bystolic,hypoloc,nebilet
nebivolol+valsartan;;byvalson
necitumumab;monoclonal antibody;portrazza
nedocromil;;alocril,rapitil,tilade
nefazodone;antidepressant;dutonin,serzone
nefopam;analgesic;acupan
nelarabine;antimetabolite,antineoplastic;arranon,atriance
nelfinavir;antiretroviral;viracept
nemolizumab;biologic,monoclonal antibody;nemluvio
neomycin;aminoglycoside,antibiotic;cicatrin,graneodin,mycifradin,naseptin,neo-fradin,neo-rx,neobiotic,neosporin,nivemycin
neomycin+polymyxin b;;statrol
neomycin+polymyxin b+prednisolone;;poly-pred
neomycin+prednisolone;;neo-delta-cortef,neo-hydeltrasol
neomycin+triamcinolone;;mytrex
neostigmine;cholinesterase inhibitor;bloxiverz,prostigmin
nepafenac;nsaid;ilevro,nevanac
neratinib;kinase inhibitor;nerlynx
nesiritide;;natrecor
netarsudil;;rhopressa
netilmicin;aminoglycoside,antibiotic;netillin,netromycin,nettacin
netupitant;antiemetic
nevirapine;antiretroviral;viramune
nicardipine;calcium channel blocker;cardene
niclosamide;;niclocide
nicorandil;;ikorel
nicotinamide,niacinamide;acne treatment,vitamin b;acenic,freederm,glaucomin,niatin,nicam
nicotinates;;cremalgin,transvasin
~nicotine;smoking cessation aid;habitrol,nicoderm,nicopass,nicopatch,nicorette,nicotrol,niquitin,prostep,voke
nicotine polacrilex
nicotinic acid,~niacin;lipid-lowering drug;niacor,niaspan,nicolar,wampocap
nicotinic acid derivatives;vasodilator;hexopal
nifedipine;calcium channel blocker;adalat,adanif,adipine,afeditab,angiopine,calchan,cardilate,coracten,coroday,dexipress,fortipine,hypolar,kentipine,neozipine,nidef,nifopress,nimodrel,procardia,slofedipine,tensipine,valni
nifurtimox;antiparasitic;lampit
nilotinib;antineoplastic,kinase inhibitor;tasigna
nilutamide;antineoplastic;nilandron
nimesulide;nsaid
nimodipine;calcium channel blocker;nimotop,nymalize
nintedanib;antineoplastic;ofev,vargatef
niraparib;antineoplastic;zejula
nirmatrelvir
nirmatrelvir+ritonavir;antiviral;paxlovid
nirsevimab;monoclonal antibody;beyfortus
nisoldipine;calcium channel blocker;sular,syscor
nitazoxanide;antibiotic;alinia
nitisinone;;nityr,orfadin
nitrazepam;benzodiazepine,hypnotic;mogadon,somnite
nitrofurantoin;antibiotic,anticonvulsant;furadantin,furalan,genfura,ivadantin,macrobid,macrodantin,urantoin
nitrofurantoin macrocrystalline
nitrofurazone;;actin-n,furacin
~nitrogen
nitrogen nf
nitrous oxide;general anesthetic;entonox
nivolumab;immunosuppressant,monoclonal antibody;opdivo
nivolumab+relatlimab;;opdualag
nizatidine;h2 blocker;axid,zinga
nomegestrol
~noradrenaline,~norepinephrine;vasopressor;levophed
norelgestromin;contraceptive
norethisterone,norethindrone;contraceptive,progestogen;aygestin,errin,incassia,jencycla,micronor,nor-qd,noriday,noristerat,norlutate,norlutin,primolut,utovlan
norethynodrel
norfloxacin;quinolone;chibroxin,noroxin,utinor
norgestimate;contraceptive,progestogen
norgestrel;contraceptive,progestogen;neogest,opill
normal immunoglobulin;immunoglobulin;aragam,cutaquig,cuvitru,flebogamma,gammabulin,gammagard,gammanorm,gammaplex,gamunex,hizentra,hyqvia,intratect,iqymune,kiovig,octagam,panzyga,privigen,sandoglobulin,subcuvia,subgam,vigam,vivaglobin,yimmugo
nortriptyline;tricyclic antidepressant;allegron,aventyl,motipress,motival,pamelor
novobiocin;;albamycin
noxytiolin;;noxyflex-s
nusinersen;;spinraza
nystatin;antifungal;barstatin,candex,korostatin,mycostatin,mykinac,nilstat,nysert,nystaform,nystamont,nystan,nystex,nystop,tinaderm-m
nystatin+triamcinolone;;myco-triacet,mycolog-ii,mykacet
obeticholic;;ocaliva
obiltoxaximab;monoclonal antibody;anthim
obinutuzumab;immunosuppressant,monoclonal antibody;gazyva,gazyvaro
ocrelizumab;monoclonal antibody;ocrevus
ocriplasmin;;jetrea
octinoxate
octocrylene
octreotide;somatostatin analogue;bynfezia,mycapssa,olatuton,sandostatin
odesivimab;monoclonal antibody
odevixibat;;bylvay
oestrogens conjugated;estrogen;oestro
oestrogens conjugated+progestogen;estrogen;premique,prempak-c
ofatumumab;immunosuppressant,monoclonal antibody;arzerra,kesimpta
ofloxacin;antibiotic,quinolone;exocin,floxin,ocuflox,tarivid
olanzapine;antipsychotic;arkolamyl,ceyxa,xyquila,zalasta,zypadhera,zyprexa
olanzapine+samidorphan;;lybalvi
olaparib;antineoplastic;lynparza
olaratumab;monoclonal antibody;lartruvo
oliceridine;;olinvyk
olive oil
olive oil+soybean oil;;clinolipid
olmesartan;arb;benicar,olmetec
olodaterol;beta agonist,laba;striverdi
olodaterol+tiotropium;bronchodilator;spiolto,stiolto,yanimo
olopatadine;;opatanol,pataday,patanase
olsalazine;aminosalicylate;dipentum
olutasidenib;antineoplastic;rezlidhia
omacetaxine mepesuccinate;;synribo
omadacycline;tetracycline;nuzyra
omalizumab;biologic,monoclonal antibody;xolair
ombitasvir;antiviral
ombitasvir paritaprevir ritonavir
ombitasvir+paritaprevir+ritonavir;antiviral;technivie,viekirax
omeprazole;ppi;losec,mepradec,mezzopram,omeran,prilosec,pyrocalm,zanprol
omeprazole+sodium bicarbonate;;zegerid
onabotulinumtoxina
ondansetron;antiemetic;demorem,ondemet,setofilm,zofran,zuplenz
opicapone;antiparkinsonian;ongentys
~opium;opioid
oral rehydration salts;electrolyte;aact,dioralyte,electrolade,electrorush,nucare,oral rehydration solution,pedialyte,rapolyte,rehidrat
orciprenaline,metaproterenol;;alupent,prometa
oritavancin;glycopeptide;kimyrsa,orbactiv
orlistat;weight loss drug;alli,beacita,orlos,xenical
orphenadrine;anticholinergic,muscle relaxant;biorphen,disipal,lysantin,norflex
oseltamivir;antiviral;ebilfumin,tamiflu
osilodrostat;;isturisa
osimertinib;antineoplastic,kinase inhibitor;tagrisso
ospemifene;;osphena,senshio
oteracil
oxacillin;penicillin;bactocill,prostaphlin
oxaliplatin;antineoplastic;eloxatin
oxamniquine;antimalarial;vansil
oxandrolone;anabolic steroid;oxandrin
oxaprozin;nsaid;daypro
oxazepam;anxiolytic,benzodiazepine;serax,zaxopam
oxcarbazepine;anticonvulsant;oxtellar,trileptal
oxetacaine;local anesthetic
oxiconazole;azole;oxistat
oxipurinol;gout medicine
oxitriptan;antidepressant,triptan;tript-oh
oxitropium;antimuscarinic bronchodilator;oxivent
oxprenolol;beta blocker;slow-trasicor,trasicor
oxtriphylline;xanthine;choledyl
oxybenzone
oxybuprocaine;local anesthetic
oxybutynin;anticholinergic,bladder antimuscarinic;cystrin,ditropan,gelnique,kentera,lyrinel,oxytrol,velariq
oxycodone;opioid;abtard,candox,carexil,dolocodon,ixyldone,leveraxo,longtec,lynlor,onexila,oxaydo,oxeltra,oxyact,oxycontin,oxylan,oxynorm,oxypro,proladone,reltebon,renocontin,roxicodone,roxybond,shortec,xtampza,zomestine
oxycodone terephthalate
oxycodone+paracetamol;opioid;endocet,oxycet,percocet,roxicet,roxilox,tylox,xartemis
~oxygen
oxymetazoline;decongestant;afrazine,galsud,ocuclear,rhofade,upneeq
oxymetazoline+tetracaine;;kovanaze
oxymetholone;erythropoiesis-stimulating agent
oxymorphone;opioid;numorphan,opana
oxypertine;antipsychotic
oxyphenbutazone;;tandearil
oxyphencyclimine;;daricon
oxyphenonium;;antrenyl
oxytetracycline;tetracycline;oxy-kesso-tetra,oxymycin,terramycin
~oxytocin;uterotonic;pitocin,syntocinon,syntometrine
ozanimod;immunosuppressant;zeposia
ozenoxacin;quinolone;xepi
paclitaxel;antineoplastic,taxane;abraxane,paxene,taxol
paclitaxel albumin;antineoplastic
pacritinib;kinase inhibitor;vonjo
padimate o;;spectraban
pafolacianine;;cytalux
palbociclib;antineoplastic;ibrance
palifermin;antineoplastic;kepivance
paliperidone;antipsychotic;byannli,invega,trevicta,xeplion
palivizumab;antiviral,monoclonal antibody;synagis
palonosetron;antiemetic;aloxi
pamidronate,pamidronic acid;bisphosphonate,osteoporosis drug;aredia
pancreatin,pancrelipase,pancreatic enzymes;;cotazym,creon,nutrizym,pancrex,pangrol,pertzye,viokace,zenpep
pancuronium;neuromuscular blocker;pavulon
panitumumab;antineoplastic,monoclonal antibody;vectibix
panobinostat;antineoplastic;farydak
pantoprazole;ppi;pantoloc,protium,protonix
pantothenic;vitamin b
papaveretum;opioid
papaverine;antispasmodic,pde5 inhibitor
paracetamol,acetaminophen,apap;analgesic;abdine,acephen,altridexamol,alvedon,calpol,disprol,galpamol,hedex,infadrops,infants' feverall,mandanol,medinol,miradol,neopap,ofirmev,paldesic,panadol,parapaed,parasolve,paravict,perfalgan,solpaone,sootheze,tylenol
paracetamol+pentazocine;;talacen
paracetamol+tramadol;;ultracet
paraffin hard
paraffin soft white;emollient;dermamist,ovelle,vaseline
paraffin soft yellow;emollient,eye lubricant
paraldehyde;anticonvulsant
paramethadione;;paradione
paramethasone;corticosteroid;haldrone
parathyroid hormone;osteoporosis drug;natpara,preotact
parecoxib;cox-2 inhibitor;dynastat
pargyline;;eutonyl
paricalcitol;vitamin;zemplar
paritaprevir;antiviral
paromomycin;antibiotic,antiparasitic;gabbroral,humatin
paroxetine;antidepressant,ssri;brisdelle,paxil,pexeva,seroxat
pasireotide;somatostatin analogue;signifor
pasireotide diaspartate
patiromer;electrolyte;veltassa
patiromer sorbitex
patisiran;;onpattro
pazopanib;antineoplastic;votrient
pegademase bovine;;adagen
pegaptanib;;macugen
pegaspargase;antineoplastic;oncaspar
pegcetacoplan;;empaveli
pegfilgrastim;colony stimulating factor;fulphila,neulasta,nyvepria,pelgraz,pelmeg,udenyca,ziextenzo
peginesatide;;omontys
peginterferon
peginterferon alpha;immunosuppressant;pegasys,pegintron,viraferonpeg
peginterferon beta;immunosuppressant;plegridy
pegloticase;gout medicine;krystexxa
pegvaliase;;palynziq
pegvisomant;;somavert
pembrolizumab;antineoplastic,monoclonal antibody;keytruda
pemetrexed;antimetabolite;alimta,pemfexy
pemigatinib;kinase inhibitor;pemazyre
pemirolast;;alamast
pemoline;;cylert
penbutolol;beta blocker;levatol
penciclovir;antiviral;denavir,fenistil,vectavir
penicillamine;dmard;cuprimine,depen,distamine,metalcaptase
pentagastrin;;peptavlon
pentamidine;antiparasitic;nebupent,pentacarinat,pentam
pentazocine;opioid;fortral,talwin
pentetate calcium trisodium
pentetate zinc trisodium
pentobarbital,pentobarbitone;barbiturate;nembutal
pentolinium;;ansolysen
pentosan polysulfate;anticoagulant;elmiron,fibrase
pentostatin;antineoplastic;nipent
pentoxifylline;vasodilator;neotren,pentofin,trental
peppermint oil;antispasmodic;apercap,buscomint,colomint,colopep,colpermin,mintec
peramivir;antiviral;rapivab
perampanel;anticonvulsant;fycompa
perflexane
perflubron;;imagent
perfluoropolymethylisopropyl ether
perflutren;;definity
pergolide;antiparkinsonian;celance,permax
pericyazine;antipsychotic;neulactil
perindopril;ace inhibitor;aceon,coversyl
perindopril tosilate;ace inhibitor
permethrin;antiparasitic;elimite,lyclear,lythrin
perphenazine;antipsychotic;fentazin,trilafon
pertuzumab;antineoplastic,monoclonal antibody;perjeta
pethidine,meperidine;opioid;demerol,pamergan
pethidine+promethazine;;mepergan
petrolatum white
pexidartinib;kinase inhibitor;turalio
phenacemide;;phenurone
phenazone;analgesic
phenazopyridine
phenazopyridine+sulfamethoxazole;;azo gantanol
phenazopyridine+sulfisoxazole;;azo gantrisin
phendimetrazine;;adphen,alphazine,bontril,cam-metrazine,di-metrex,melfiat,metra,phenazine,plegine,statobex,statobex-g,x-trozine
phenelzine;maoi;nardil
phenindione;anticoagulant,vitamin k antagonist;hedulin
pheniramine
phenmetrazine;;preludin
phenobarbital,phenobarbitone;anticonvulsant,barbiturate;gardenal
~phenol
phenolphthalein;laxative
phenolphthalein+rhubarb;laxative;fam-lax
phenothrin;antiparasitic;full marks
phenoxybenzamine;alpha blocker;dibenyline,dibenzyline
phenoxyethanol;antiseptic
phenoxymethylpenicillin,penicillin v,penicillin vk;penicillin;beepen-vk,betapen-vk,ledercillin,pen-vee,penapar-vk,tenkicin,uticillin,v-cillin,veetids
phenprocoumon;anticoagulant,vitamin k antagonist;liquamar,marcoumar
phensuximide;;milontin
phentermine;weight loss drug;adipex-p,fastin,lomaira,oby-trim,suprenza,wilpo
phentermine resin complex;;ionamin
phentermine+topiramate;;qsymia
phentolamine;alpha blocker;oraverse,regitine,rogitine
phenyl aminosalicylate;;pheny-pas-tebamin
phenylbutazone;nsaid;azolid,butacote,butazolidin
phenylephrine;decongestant,mydriatic,vasopressor;boots blocked nose,fenox,vazculep
phenylephrine+promethazine;;pherazine vc
phenylephrine+tropicamide;mydriatic;mydriasert
phenylpropanolamine;decongestant
phenytoin,diphenylhydantoin;anticonvulsant;dilantin,epanutin,phenytek,phenytex
pholcodine;cough suppressant,expectorant;expulin,galenphol,pavacol-d
~phosphates;laxative;carbalax,cleen,lecicarbon,phospho-soda
physostigmine;cholinesterase inhibitor
phytomenadione,phytonadione,vitamin k,vitamin k1;vitamin;amphyton,aquamephyton,k-cap,kanavit,konakion,mephyton,neokay,orakay,phyto-k
pibrentasvir;antiviral
pilocarpine;glaucoma drug;isopto carpine,ocusert,pilogel,pilopine,salagen,vuity
pimavanserin;antipsychotic;nuplazid
pimecrolimus;immunosuppressant;elidel
pimozide;antipsychotic;orap
pinacidil;;pindac
pindolol;beta blocker;visken
pioglitazone;antidiabetic,thiazolidinedione;actos,diabiom,glidipion,glizofar
pipecuronium;neuromuscular blocker;arduan
piperacetazine;;quide
piperacillin;penicillin;pipracil
piperacillin+tazobactam;penicillin;tazocin,zosyn
piperaquine;antimalarial
piperazine;anthelmintic,antipsychotic;antepar,bryrel,multifuge,vermidol
piperonyl butoxide
pipobroman;antineoplastic;vercyte
pipotiazine;antipsychotic;piportil
piracetam;anticonvulsant;nootropil
pirbuterol;beta agonist,saba;maxair
pirenzepine
pirfenidone;antifibrotic;esbriet
piroxicam;nsaid;brexidol,feldene,pirozip
pirtobrutinib;kinase inhibitor;jaypirca
pitavastatin;statin;livalo,zypitamag
pitolisant;stimulant;wakix
pivmecillinam;penicillin;selexid
pizotifen;antimigraine drug;sanomigran
plazomicin;aminoglycoside;zemdri
plecanatide;;trulance
plerixafor;;mozobil
plicamycin;antibiotic;mithracin
~pneumococcal;vaccine;apexxnar,pneumovax,pnu-imune,prevenar,synflorix,vaxneuvance
podofilox;;condylox
podophyllotoxin;;condyline,warticon
podophyllum resin
polatuzumab vedotin;;polivy
policosanol;lipid-lowering drug
polidocanol;;asclera,varithena
polihexanide;antibiotic
poliomyelitis;vaccine;polio vaccine
poloxamer
polyestradiol;;estradurin
polymyxin b;antibiotic;aerosporin,poly-rx,polyfax,polytrim
polymyxins;antibiotic
polynoxylin;;anaflex
polysaccharide-iron complex;iron supplement;niferex
polytetrafluoroethylene
polythiazide;thiazide;nephril,renese
polythiazide+prazosin;;minizide
polythiazide+reserpine;;renese-r
polyvinyl alcohol;eye lubricant;hypotears
pomalidomide;immunosuppressant;imnovid,pomalyst
ponatinib;antineoplastic,kinase inhibitor;iclusig
ponesimod;;ponvory
poractant alfa;;curosurf
porcine secretin
porfimer;antineoplastic;photofrin
posaconazole;azole;noxafil
~potassium
potassium acetate
potassium aminosalicylate;;paskalium
potassium bicarbonate;electrolyte
potassium bitartrate
potassium bromide;hypnotic
potassium chloride;electrolyte;aad k,duro-k,k-lease,k-tab,kaleorid,kaon,kay-cee-l,klor-con,kloref,klotrix,micro-k,potachlor,sando-k,slow-k,ten-k
potassium chloride+sodium chloride+tromethamine;;tham-e
potassium citrate;;cymaclear,cystopurin,urocit-k
potassium hydroxyquinoline sulphate;antibiotic;valderma
potassium iodate;antithyroid drug
potassium iodide;antithyroid drug,expectorant;iosat,kaliumjodid,thyro-block,thyrosafe,thyroshield,thysat
potassium oxybate
potassium perchlorate
potassium permanganate;antiseptic;en-potab,permitabs
potassium phosphate dibasic
potassium phosphate monobasic
potassium sulfate
povidone iodine
povidone-iodine;;e-z prep
powdered opium;expectorant
prabotulinumtoxina;;jeuveau
pralatrexate;antimetabolite;folotyn
pralidoxime;;protopam
pralsetinib;kinase inhibitor;gavreto
pramipexole;antiparkinsonian,dopamine agonist;mirapex,mirapexin,neliprax,oprymea,pipexus
pramlintide;antidiabetic;symlin
pramoxine
prasterone;anabolic steroid;dhea,intrarosa,natrol
prasugrel;antiplatelet;effient,efient,prafsia
pravastatin;lipid-lowering drug,statin;lipostat,pravachol
prazepam;benzodiazepine;centrax
praziquantel;anthelmintic;biltricide,cesol,cysticide
prazosin;alpha blocker;alphavase,hypovase,minipress
prednicarbate;topical corticosteroid;dermatop
prednisolone;corticosteroid;cortalone,delta-cortef,deltacortril,deltastab,dilacort,econopred,fernisolone-p,flo-pred,hydeltra-tba,hydeltrasol,inflamase,meti-derm,meticortelone,metreton,omnipred,orapred,pediapred,pevanti,pred,predair,predsol,predsol-n,prelone,scheriproct,sterane
prednisolone sodium metasulphobenzoate;;predenema,predfoam
prednisolone+sulfacetamide;;blephamide,cetapred,isopto cetapred,metimyd,predamide,predsulfair,sulphrin,sulster,vasocidin
prednisone;corticosteroid;cortan,delta-dome,deltasone,fernisone,lodotra,meticorten,orasone,paracort,prednicen-m,rayos,servisone
pregabalin;anticonvulsant;alzain,axalid,lecaent,lyrica,rewisca
pretomanid
pridinol;muscle relaxant;myopridin
prilocaine;local anesthetic;citanest
primaquine;antimalarial
primidone;anticonvulsant;enodama,mysoline
pristinamycin;antibiotic;pyostacine
probenecid;gout medicine;benemid,benuryl,probalan
~probiotic;supplement;probiotics
probucol;;lorelco
procainamide;antiarrhythmic;procan,procanbid,procapan,pronestyl,pronestyl-sr
procaine;local anesthetic;novocain
procaine benzylpenicillin,penicillin g procaine,procaine penicillin;;duracillin,pfizerpen-as
procaine merethoxylline
procarbazine;antineoplastic;matulane
prochlorperazine;antiemetic,antipsychotic;buccastem,compazine,compro,prochlpzine,procomp,proziere,stemetil
procyclidine;anticholinergic;arpicolin,kemadrin,muscinil
proflavine;antiseptic
proflavine hemisulphate
~progesterone;progestogen;crinone,cyclogest,endometrin,gepretix,gestone,lubion,lutigest,milprosa,prometrium,utrogestan
progestogen
proguanil;antimalarial;paludrine
promazine;antipsychotic;prazine,sparine
promethazine;antiemetic,antihistamine;avomine,mymethazine,phenergan,remsed,vertigon
propafenone;antiarrhythmic;arythmol,rythmol
propamidine;antibiotic
propantheline;anticholinergic,antispasmodic;pro-banthine
proparacaine;local anesthetic;alcaine,kainair,ophthaine,ophthetic,paracaine
propiolactone;;betaprone
propiomazine;;largon
propiverine;bladder antimuscarinic;detrunorm
propofol;general anesthetic;diprivan,propoven
propoxycaine;local anesthetic
propranolol;beta blocker;angilol,bedranol,beta-prograne,dupromex,hemangeol,inderal,innopran,rapranol,slo-pro,syprol
propyliodone;;dionosil
propylthiouracil;antithyroid drug
protamine;;prosulf,prot sulf
protamine zinc insulin;long-acting insulin
protein c concentrate;antifibrinolytic;ceprotin
protein hydrolysate;;aminosol,hyprotigen
protionamide;antituberculosis drug
protirelin;gnrh analogue;thypinone,thyrel
protokylol;;ventaire
protriptyline;tricyclic antidepressant;vivactil
proxymetacaine;local anesthetic
prucalopride;laxative;motegrity,resolor
pseudoephedrine;decongestant;afrinol,boots decongestant,contac,galpseud,multi-action,novafed,sinutab
pseudoephedrine hydrochloride combinations;expectorant
pseudoephedrine sulfate combinations;decongestant;disophrol
pseudoephedrine+triprolidine;;actahist,actifed,allerfed,corphed,histafed,myfed,trilitron,triphed
purified water;;pur-wash
pyrantel;anthelmintic
pyrazinamide;antituberculosis drug;zinamide
pyrethrins
pyridostigmine;cholinesterase inhibitor;mestinon,regonol
pyridoxine,vitamin b6;vitamin b;apyrid,hexa-betalin,pyridose
pyrimethamine;antimalarial;daraprim
pyrimethamine+sulfadoxine;antimalarial;fansidar
pyrithione zinc;;head shoulders conditioner
pyrogallol
pyrvinium;;povan
quazepam;benzodiazepine;doral
quetiapine;antipsychotic;atrolak,biquelle,brancico,ebesque,mintreleq,psyquet,seotiapim,seroquel,sondate,tenprolide,zaluron
quinagolide;;norprolac
quinapril;ace inhibitor;accupril,accupro,quinil
quinestrol;;estrovis
quinethazone;;hydromox
quinidine;antiarrhythmic;cin-quin,duraquin,kinidin,quinact,quinaglute,quinalan,quinatime,quinidex,quinora
quinidine polygalacturonate;;cardioquin
quinine;antimalarial;qualaquin
quinupristin
quizartinib;antineoplastic,kinase inhibitor;vanflyta
rabeprazole;ppi;aciphex,pariet
~rabies;vaccine;rabipur,verorab
rabies immunoglobulin;immunoglobulin
racecadotril;;hidrasec
raloxifene;estrogen,osteoporosis drug;evirex,evista,ostiral,razylan
raltegravir;antiretroviral;isentress
raltitrexed;antimetabolite;tomudex
ramelteon;hypnotic;rozerem
ramipril;ace inhibitor;altace,lopace,tritace
ramucirumab;antineoplastic,monoclonal antibody;cyramza
ranibizumab;monoclonal antibody;byooviz,lucentis,ongavia,ranivisio,rimmyrah,susvimo,ximluci
ranitidine;h2 blocker;gavilast,gavilast-p,histac,raciran,ranicalm,ranitic,ranitil,rantec,ranzac,vivatak,zaedoc,zantac
ranitidine bismuth;h2 blocker;pylorid,tritec
ranolazine;;anzipro,aspruzyo,ranexa,ranogelan
rapacuronium;neuromuscular blocker;raplon
rasagiline;antiparkinsonian,maoi;azilect
rasburicase;gout medicine;elitek,fasturtec
rauwolfia serpentina root;;hiwolfia,hyserpin,koglucoid,raudixin,rauserpin,rauval,wolfina
ravulizumab;erythropoiesis-stimulating agent,monoclonal antibody;ultomiris
raxibacumab;monoclonal antibody
razoxane;antineoplastic
reboxetine;antidepressant;edronax
regadenoson;;lexiscan
regorafenib;antineoplastic,kinase inhibitor;stivarga
relatlimab;monoclonal antibody
relebactam
relugolix;hormone therapy;orgovyx
remdesivir;antiviral;veklury
remifentanil;general anesthetic,opioid;ultiva
remimazolam;benzodiazepine;byfavo
repaglinide;antidiabetic;enyglid,novonorm,prandin
repository corticotropin
rescinnamine;;cinnasil,moderil
reserpine;;hiserpia,rau-sed,sandril,serpalan,serpanray,serpasil,serpate,serpivite
reserpine+trichlormethiazide;;metatensin,naquival
reslizumab;monoclonal antibody;cinqaero,cinqair
resmetirom;;rezdiffra
resorcinol;acne treatment
respiratory syncytial virus;vaccine;abrysvo,arexvy
retapamulin;antibiotic;altabax,altargo
reteplase;thrombolytic;rapilysin,retavase
retifanlimab;checkpoint inhibitor,monoclonal antibody;zynyz
retigabine;anticonvulsant;trobalt
~retinol,vitamin a;vitamin;aandd,afaxin,alphalin,aquasol,arovit,del-vi-a,nepalm,vi-dom-a
revefenacin;bladder antimuscarinic;yupelri
reviparin;anticoagulant,lmwh;clivarine
~rhubarb
ribavirin;antiviral;copegus,rebetol,ribasphere,virazole
ribociclib;antineoplastic;kisqali
riboflavin,vitamin b2,riboflavine;vitamin b;aabribof,beflavine,freeda,ribodose,riboess,ribovit
rifabutin;antituberculosis drug;mycobutin
rifampicin,rifampin;antituberculosis drug;rifadin,rimactane
rifamycin;antibiotic;aemcolo
rifapentine;antituberculosis drug;priftin
rifaximin;antibiotic;normix,targaxan,xifaxan,xifaxanta
rilonacept;;arcalyst
rilpivirine;antiretroviral;edurant,rekambys
riluzole;;emylif,exservan,rilutek,teglutik,tiglutik
rimantadine;;flumadine
rimegepant;antimigraine drug;nurtec,vydura
rimexolone;corticosteroid;vexol
rimonabant;weight loss drug;acomplia
ringers;electrolyte;polyfusor
riociguat;vasodilator;adempas
ripretinib;kinase inhibitor;qinlock
risankizumab;biologic,monoclonal antibody;skyrizi
risdiplam;;evrysdi
risedronate,risedronic acid;bisphosphonate,osteoporosis drug;actonel,atelvia
risperidone;antipsychotic;okedi,perseris,risperdal
ritlecitinib;jak inhibitor;litfulo
ritodrine;;yutopar
ritonavir;antiretroviral;norvir
rituximab;biologic,immunosuppressant,monoclonal antibody;mabthera,riabni,rituxan,rixathon,ruxience,truxima
rivaroxaban;anticoagulant,doac;xarelto
rivastigmine;cholinesterase inhibitor,dementia drug;almuriva,alzest,eluden,erastig,exelon,kerstipon,nimvastid,prometax,somniton,voleze,zeyzelf
rizatriptan;antimigraine drug,triptan;maxalt,maxalt-mlt
rocuronium;neuromuscular blocker;esmeron,zemuron
rofecoxib;cox-2 inhibitor,nsaid;vioxx
roflumilast;;daliresp,daxas
rolapitant;antiemetic;varubi,varuby
romidepsin;;istodax
romiplostim;;nplate
romosozumab;monoclonal antibody,osteoporosis drug;evenity
ropeginterferon alfa;immunosuppressant;besremi
ropinirole;antiparkinsonian,dopamine agonist;adartrel,aimpart,ipinnia,ralnea,raponer,repinex,requip,ropilynz,ropiqual,spiroco
ropivacaine;local anesthetic;naropin
rose bengal
rosiglitazone;antidiabetic,thiazolidinedione;avandia
rosuvastatin;lipid-lowering drug,statin;crestor,ezallor
rosuvastatin zinc
rotavirus;vaccine;rotarix
rotigotine;antiparkinsonian,dopamine agonist;neupro
roxadustat;erythropoiesis-stimulating agent;evrenzo
~rubella;vaccine;ervevax
rubella vaccine
rucaparib;antineoplastic;rubraca
rufinamide;anticonvulsant;banzel,inovelon
rupatadine;antihistamine;rupafin
rutosides;vasodilator;oxerutins,paroven
ruxolitinib;antineoplastic,jak inhibitor,kinase inhibitor;jakafi,jakavi,opzelura
ryeqo
sacituzumab govitecan;;trodelvy
sacrosidase;;sucraid
sacubitril
sacubitril/valsartan;arb;entresto
safflower oil;;liposyn
safinamide;antiparkinsonian;xadago
salbutamol,albuterol;beta agonist,bronchodilator,saba;accuneb,aerolin,airomir,airsalb,asmasal,asmavent,brodilaten,combiprasal,combivent,ipramol,maxivent,proair,proventil,proventil-hfa,salamol,salapin,salbulin,salipraneb,ventmax,ventodisks,ventolin,volmax,vospire
salicylic acid;acne treatment,antifungal;acnisal,bazuka,cuplex,duofilm,metanium,occlusal,phytex,pickles foot,posalfilin,pyralvex,salactol,salatac,toepedo,verrugon,wartex
salmeterol;beta agonist,laba;neovent,serevent,soltel,vertine
salsalate;nsaid
samidorphan
sapropterin;;kuvan
saquinavir;antiretroviral;fortovase,invirase
saralasin;;sarenin
sarecycline;tetracycline;seysara
sargramostim;;leukine
sarilumab;biologic,dmard,monoclonal antibody;kevzara
satralizumab;monoclonal antibody;enspryng
saxagliptin;antidiabetic,dpp-4 inhibitor;onglyza
sebelipase alfa;;kanuma
secnidazole;antibiotic,nitroimidazole;solosec
secobarbital,quinalbarbitone;barbiturate;seconal,tuinal
~secretin;;chirhostim
secretin synthetic porcine;;secreflo
secukinumab;biologic,dmard,monoclonal antibody;cosentyx
segesterone
selegiline;antiparkinsonian,maoi;eldepryl,emsam,zelapar
selenious acid
~selenium;supplement;selenase
selenium sulfide;;exsel,selsun
selexipag;;uptravi
selinexor;;xpovio
selpercatinib;kinase inhibitor;retevmo
selumetinib;kinase inhibitor;koselugo
semaglutide;antidiabetic,glp-1 agonist,weight loss drug;ozempic,rybelsus,wegovy
~senna,sennosides;laxative;califig,cenlax,ex-lax,manevac,senease,sure-lax
serdexmethylphenidate
sermorelin;gnrh analogue;geref
serrapeptase;;aniflazym
sertaconazole;azole;ertaczo
sertindole;antipsychotic;serdolect
sertraline;ssri;contulen,lustral,zoloft
setmelanotide;;imcivree
sevelamer;phosphate binder;renagel,renvela
sevoflurane;general anesthetic;ultane
~shingles;vaccine;shingrix,zostavax
sibutramine;weight loss drug;meridia,reductil
sildenafil;pde5 inhibitor,progestogen,vasodilator;aronix,granpidam,liberize,mysildecard,nipatra,revatio,viagra,vizarsin,zamantos
silodosin;alpha blocker,prostate medicine;rapaflo
siltuximab;immunosuppressant,monoclonal antibody;sylvant
silver nitrate;antiseptic
silver sulfadiazine;antibiotic;flamazine,sildaflo,silvadene,ssd af,thermazene
simeprevir;antiviral;olysio
simethicone-cellulose;;sonorx
simeticone,simethicone;antacid;infacol,wind-eze,windsetlers,woodward's colic
simvastatin;lipid-lowering drug,statin;flolipid,ranzolont,simvador,zocor
simvastatin+sitagliptin;;juvisync
sincalide;;kinevac
sinecatechins;;veregen
siponimod;immunosuppressant;mayzent
siponimod fumaric
sirolimus,rapamycin;immunosuppressant;fyarro,hyftor,rapamune
sitagliptin;antidiabetic,dpp-4 inhibitor;januvia
sitaxentan;vasodilator;thelin
skin protectives fillers
sodium acetate
sodium aurothiomalate;dmard;myocrisin
sodium benzoate
sodium benzoate+sodium phenylacetate;;ammonul,ucephan
sodium bicarbonate,bicarbonate of soda;antacid,electrolyte,eye lubricant;bidex,esscarb,nephrotrans,nurse harveys gripe,s-bicarb,sodibic,thamicarb
sodium bicarbonate+tartaric;;baros
sodium carbonate
sodium chloride;antiseptic,decongestant,electrolyte,eye lubricant;aadnacl,broncho saline,drytec,s-chlor,saline steri-neb,saline steripoule,sod chlor,sodiclor,syrisal
sodium citrate;antacid,laxative;boots cystitis,canesoasis,cymalon,cystemme,cystocalm,micolette,micralax,unichem
sodium clodronate;osteoporosis drug;bonefos,clasteon,loron
sodium feredetate;iron supplement;sodifer,sytron
sodium fluoride;electrolyte;colgate duraphat,colgate fluorigard,endekay,fluor-a-day,fluoritop,oral-b
sodium fluoride+triclosan;;colgate total
sodium fusidate;antibiotic
sodium glycerophosphate;supplement;glycophosphate
sodium hypochlorite;antiseptic
sodium lactate;electrolyte;macoflex
sodium monofluorophosphate;;extra-strength
sodium nitrite
sodium nitrite+sodium thiosulfate;;nithiodote
sodium nitroprusside;vasodilator;nipride
sodium oxybate;hypnotic;xyrem
sodium phenylacetate
sodium phenylbutyrate;;ammonaps,buphenyl,pheburane
sodium picosulfate;laxative;citrafleet,crescent pharma,picolax
sodium polystyrene sulfonate;electrolyte;kalexate,kayexalate,kionex,resonium
sodium stibogluconate;antiparasitic;pentostam
sodium succinate
sodium sulfate
sodium tetradecyl sulfate;;sotradecol
sodium tetradecyl sulphate;;fibro-vein,fibrovein
sodium thiosulfate;antifungal
sodium zirconium cyclosilicate;electrolyte;lokelma
sofosbuvir;antiviral;sovaldi
sofosbuvir+velpatasvir;antiviral;epclusa
sofosbuvir+velpatasvir+voxilaprevir;antiviral;vosevi
soft soap;antiseptic,stool softener
solifenacin;bladder antimuscarinic;giraxine,vesicare
solifenacin+tamsulosin;;vecit,vesomni
solriamfetol;;sunosi
solvent ether;antiseptic
somapacitan;;sogroya
somatorelin;gnrh analogue;ghrh ferring
somatrogon;;ngenla
somatropin;;accretropin,bio-tropin,genotropin,humatrope,norditropin,nutropin,nutropinaq,omnitrope,saizen,serostim,zomacton,zorbtive
somatropin rdna origin
sonidegib;;odomzo
sorafenib;antineoplastic,kinase inhibitor;nexavar
sorbitol
sotagliflozin;sglt2 inhibitor;inpefa
sotalol;beta blocker;beta-cardone,betapace,sorine,sotacor,sotylize
sotatercept;;winrevair
sotorasib;antineoplastic;lumakras,lumykras
soybean oil;;intralipid,nutrilipid,soyacal,travamulsion
sparfloxacin;quinolone;zagam
sparsentan;;filspari
spectinomycin;antibiotic;trobicin
spinosad;;natroba
spirapril;ace inhibitor;renormax
spironolactone;mra,potassium sparing diuretic;aldactone,carospir,spirospare,urospir
squill;expectorant
squill opiate;expectorant;potter's gees
st john's wort;antidepressant,supplement
stannous fluoride;electrolyte;colgate fluorigard gel-kam
stanozolol;anabolic steroid,beta blocker;stromba,winstrol
stavudine;antiretroviral;zerit
ster larvae;antiseptic;biobag,larve
sterculia;laxative;normacol
sterile water
stiripentol;anticonvulsant;diacomit
streptodornase
streptodornase+streptokinase;antiseptic;varidase
streptokinase;thrombolytic;streptase
streptomycin;aminoglycoside,antibiotic,antituberculosis drug
streptozocin;;zanosar
strontium ranelate;osteoporosis drug;protelos
succimer;;chemet
sucralfate;acid suppressant;antepsin,carafate,sulcrate
sucrase
sucroferric oxyhydroxide;phosphate binder
sufentanil;opioid;dsuvia
sugammadex;;bridion
sulbactam
sulconazole;antifungal,azole;exelderm
sulfacetamide;antibiotic,sulfonamide;cetamide,isopto cetamide,klaron,sodium sulamyd,sulfair
sulfacytine;;renoquid
sulfadiazine,sulphadiazine;antibiotic,sulfonamide
sulfadiazine+sulfamerazine;;sulfonamides duplex
sulfadoxine
sulfamerazine
sulfameter
sulfamethizole;;microsul,proklar,thiosulfil
sulfamethoxazole,sulphamethoxazole;sulfonamide;gantanol,gantanol-ds,urobak
sulfamethoxazole+trimethoprim;antibiotic;bactrim,co-trimoxazole,cotrim,septra,septrin,sulfatrim,sulfatrim-ds,sulfatrim-ss,sulmeprim,uroplus
sulfamethoxypyridazine;antibiotic;lederkyn
sulfanilamide
sulfaphenazole;;sulfabid
sulfapyridine;antibiotic
sulfasalazine,sulphasalazine;aminosalicylate,dmard;azulfidine,salazopyrin,sulazine
sulfinpyrazone;gout medicine;anturan,anturane
sulfisoxazole;sulfonamide;gantrisin,sosol,soxazole,sulfalar,sulsoxin
sulfisoxazole acetyl;;lipo gantrisin
sulfisoxazole diolamine
sulfoxone;;diasone
~sulfur;acne treatment;bensulfoid,eskamel
sulfurated potash;acne treatment;zinc sulfide
sulindac;nsaid;clinoril
sulpiride;antipsychotic;dolmatil,sulpitil,sulpor
sultiame;anticonvulsant;ospolot
sumatriptan;antimigraine drug,triptan;alsuma,gramegran,imigran,imitrex,migraitan,migraleve,onzetra,sumavel,tosymra,zecuity,zembrace
sunitinib;antineoplastic,kinase inhibitor;sutent
suprofen;nsaid;profenal
sutilains;;travase
sutimlimab;monoclonal antibody;enjaymo
suvorexant;hypnotic;belsomra
suxamethonium,succinylcholine;neuromuscular blocker;anectine,quelicin,sucostrin
suzetrigine;analgesic;journavx
tacalcitol;;curatoderm
tacrine;;cognex
tacrolimus,fk506;immunosuppressant;adoport,advagraf,astagraf,capexion,dailiport,envarsus,modigraf,perixis,prograf,protopic,tacni,vivadex
tadalafil;pde5 inhibitor,vasodilator;adcirca,alyq,cialis,talmanco
tafamidis;;tafamadis,vyndamax,vyndaqel
tafasitamab;monoclonal antibody;monjuvi
tafenoquine;antimalarial;arakoda,krintafel
tafluprost;glaucoma drug;saflutan,taflotan,zioptan
tafluprost+timolol;glaucoma drug;taptiqom
tagraxofusp;;elzonris
talazoparib;antineoplastic;talzenna
talbutal;;lotusate
~talc;emollient;sclerosol
taliglucerase alfa;;elelyso
talquetamab;antineoplastic,monoclonal antibody;talvey
tamoxifen;hormone therapy;emblon,nolvadex,soltamox,tamofen
tamsulosin;alpha blocker,prostate medicine;alphacard,bazetham,contiflo,cositam,diffundox,faramsil,flectone,flomax,flomaxtra,galebon,losinate,maxtron,morvesin,omnic,omsula,pamsvax,petyme,pinexel,prosurin,stronazon,tabphyn,tamfrex,tamsumac,tamurex
tannic
tapentadol;opioid;ationdo,lupaxis,nucynta,palexia,tadomon,tapimio,vecicom
tartaric
tasimelteon;;hetlioz
taurolidine;antibiotic
tavaborole;;kerydin
tazarotene;retinoid;arazlo,avage,fabior,tazorac,zorac
tazemetostat;;tazverik
tazobactam
tbo-filgrastim;colony stimulating factor;granix
tebentafusp;;kimmtrak
teclistamab;antineoplastic,monoclonal antibody;tecvayli
tecovirimat;;tpoxx
tedizolid;antibiotic;sivextro
teduglutide;glp-1 agonist;gattex
tegafur;antimetabolite;uftoral
tegaserod;;zelnorm
teicoplanin;antibiotic,glycopeptide;targocid
telaprevir;antiviral;incivek,incivo
telavancin;glycopeptide;vibativ
telbivudine;antiretroviral,antiviral;sebivo,tyzeka
telithromycin;macrolide;ketek
telmisartan;arb;micardis,tolura
telotristat ethyl;;xermelo
telotristat etiprate
temazepam;benzodiazepine,hypnotic;restoril,temaz
temocillin;penicillin;negaban
temoporfin;antineoplastic;foscan
temozolomide;alkylating agent,antineoplastic;temodal,temodar,temomedac
temsirolimus;antineoplastic,immunosuppressant;torisel
tenapanor;;ibsrela
tenecteplase;thrombolytic;metalyse,tnkase
teniposide;antineoplastic;vumon
tenofovir;antiretroviral,antiviral;vemlidy,viread
tenoxicam;nsaid;mobiflex
tepotinib;kinase inhibitor;tepmetko
teprotumumab;monoclonal antibody;tepezza
terazosin;alpha blocker;benph,hytrin
terbinafine;antifungal;athlete foot,lamisil
terbutaline;beta agonist,saba;brethaire,brethine,bricanyl,monovent
terconazole;azole;terazol
terfenadine;antihistamine;triludan
teriflunomide;immunosuppressant;aubagio
teriparatide;osteoporosis drug;bonsity,forsteo,forteo,lusama,movymia,parathar,sondelbay,terrosa
terizidone;antituberculosis drug
terlipressin;;glypressin,variquel
terpin;expectorant
tesamorelin;gnrh analogue;egrifta
testolactone;hormone therapy;teslac
~testosterone;androgen,sex hormone;androderm,androfeme,androgel,andropatch,aveed,axiron,delatestryl,fortesta,intrinsa,jatenzo,natesto,nebido,restandol,striant,testavan,testim,testoderm,testogel,testopatch,testopel,tlando,tostran,virormone,vogelxo,xyosted
testosterone esters;sex hormone;sustanon
~tetanus;vaccine;clostet
tetanus immunoglobulin;immunoglobulin;tetabulin
tetrabenazine;;revocon,tardiben,tetmodis,xenazine
tetracaine,amethocaine;local anesthetic;ametop,anethaine
tetracosactide;;synacthen
tetracycline;acne treatment,tetracycline;achromycin,actisite,bristacycline,cyclopar,panmycin,retet,robitet,sumycin,tetrachel,tetramed,topicycline
tetracycline phosphate complex;;tetrex
tetrahydrozoline;;tyzine
tezacaftor
tezepelumab;biologic,monoclonal antibody;tezspire
thalidomide;immunosuppressant;talidex,thalomid
theophylline;xanthine;accurbron,aerolate,aquaphyllin,bronkodyl,duraphyl,elixicon,elixomin,elixophyllin,labid,lanophyllin,nuelin,quibron-t,slo-bid,slo-phyllin,somophyllin-crt,somophyllin-t,sustaire,t-phyl,theo-dur,theobid,theochron,theoclear,theolair,theolair-sr,theolixir,theovent,uni-dur,uniphyllin
theophylline sodium glycinate;;asbron,synophylate
thiamazole;antithyroid drug
thiamine,vitamin b1;vitamin b;athiam,benerva,thiadose,thiamess,tyvera
thiamylal;;surital
thiethylperazine;antipsychotic;torecan
thiopental,thiopentone;general anesthetic;pentothal
thioridazine;antipsychotic;mellaril,mellaril-s,melleril,rideril
thiotepa;;tepadina,thioplex
thiothixene;antipsychotic;navane
thonzonium
thymol
~thyroid;thyroid hormone
thyrotropin alfa;thyroid hormone;thyrogen
tiabendazole,thiabendazole;anthelmintic,antiparasitic;mintezol
tiagabine;anticonvulsant;gabitril
tiaprofenic;nsaid;surgam
tibolone;estrogen,hormone replacement;livial
ticagrelor;antiplatelet;brilinta,brilique
ticarcillin;penicillin;ticar
tick-borne encephalitis vaccine;vaccine;fsme-immun,ticovac
ticlopidine;antiplatelet;ticlid
tigecycline;antibiotic,tetracycline;tygacil
tildrakizumab;biologic,monoclonal antibody;ilumetri,ilumya
tiludronate;bisphosphonate;skelid
tiludronic;bisphosphonate,osteoporosis drug
timolol;beta blocker,glaucoma drug;betim,betimol,blocadren,eysano,glau-opt,istalol,nyogel,timoptic,timoptic-xe,timoptol,tiopex
timolol+travoprost;glaucoma drug;duotrav
tinidazole;nitroimidazole;fasigyn,tindamax
tinzaparin;anticoagulant,lmwh;innohep
tioconazole;antifungal,azole;trosyl
tioguanine,thioguanine;antimetabolite;lanvis
tiopronin;dmard;acadione,captimer,thiola
tiotropium;antimuscarinic bronchodilator;acopair,braltus,spiriva,tiogiva,trokide
tipiracil
tipiracil+trifluridine;antimetabolite;lonsurf
tipranavir;antiretroviral;aptivus
tirbanibulin;;klisyri
tirofiban;;aggrastat
tirzepatide;antidiabetic,glp-1 agonist,weight loss drug;mounjaro,zepbound
tisotumab vedotin;;tivdak
titanium dioxide;emollient
tivozanib;immunosuppressant;fotivda
tizanidine;muscle relaxant;tizagelan,zanaflex
tobramycin;aminoglycoside,antibiotic;aktob,bethkis,bramitob,kitabis,munuza,nebcin,tobi,tobravisc,tobrex,tymbrineb,vantobra
tocainide;;tonocard
tocilizumab;biologic,dmard,monoclonal antibody;actemra,roactemra,tyenne
tocofersolan;vitamin;vedrop
tocopherol,vitamin e,alpha tocopherol;emollient,vitamin;metaperex,nutra-e,vita-e
tocopheryl;vitamin;alpha-e,alphatoc-e,e-tabs,e-vicotrat,ephynal,liqua-e,tocoph
tofacitinib;dmard,jak inhibitor;xeljanz
tolazamide;sulfonylurea;tolinase
tolazoline;;priscoline
tolbutamide;sulfonylurea;orinase
tolcapone;antiparkinsonian;tasmar
tolfenamic;antimigraine drug;clotam
tolmetin;nsaid;tolectin
tolnaftate;antifungal;mycil,tinaderm
tolterodine;bladder antimuscarinic;blerone,detrol,detrusitol,efflosomyl,inconex,mariosea,neditol,preblacon,santizor,toldelo,tolterma,tolthen
tolvaptan;;jinarc,jynarque,samsca
topiramate;anticonvulsant;eprontia,qudexy,topamax,trokendi
topotecan;antineoplastic;hycamtin,potactasol
torasemide,torsemide;loop diuretic;demadex,soaanz,torem
toremifene;hormone therapy;fareston
toripalimab;checkpoint inhibitor,monoclonal antibody;loqtorzi
tosychloramide;antiseptic
trabectedin;antineoplastic;yondelis
tralokinumab;monoclonal antibody;adbry,adtralza
tramadol;analgesic,opioid;brimisol,conzip,dromadol,invodol,larapam,mabron,maneo,marol,maxitram,nobligan,oldaram,qdolo,rybix,ryzolt,skudexa,tilodol,tradorec,tramacet,tramake,tramquel,tramulief,trapadex,ultram,zamadol,zeridame,zydol,zytram
trametinib;antineoplastic,kinase inhibitor;mekinist
trametinib dimethyl sulfoxide
trandolapril;ace inhibitor;gopten,mavik,odrik
trandolapril+verapamil;;tarka
tranexamic acid,txa;antifibrinolytic;cyklo-f,cyklokapron,evana,lysteda,menstralite
tranylcypromine;maoi;parnate
trastuzumab;antineoplastic,monoclonal antibody;herceptin,herzuma,kanjinti,ogivri,ontruzant,trazimera,zercepac
travoprost;glaucoma drug;bondulc,izba,travatan,visutrax
trazodone;antidepressant,tricyclic antidepressant;desyrel,molipaxin,oleptro,trialodine
tremelimumab;checkpoint inhibitor,monoclonal antibody;imjudo,imjuno
treosulfan;alkylating agent;trecondi
treprostinil;;remodulin,tyvaso
treprostinil diolamine;;orenitram
tretinoin;acne treatment,antineoplastic,retinoid;acticin,altreno,atralin,avita,renova,retin-a,retin-a-micro,retinova,vesanoid
triamcinolone;corticosteroid,nasal steroid,topical corticosteroid;adcortyl,allernaze,aristocort,aristogel,aristospan,audicort,aureocort,azmacort,flutex,kenacort,kenalog,kenalog-h,lederspan,nasacort,oralone,tri-adcortyl,triacet,triacort,trianex,triatex,triderm,triesence,trivaris,trymex,xipere,zilretta
triamterene;potassium sparing diuretic;dyrenium,dytac
triazolam;benzodiazepine;halcion
trichlormethiazide;thiazide;metahydrin,naqua
trichloroacetic
triclabendazole;anthelmintic;egaten
triclofos;hypnotic;triclos
triclosan;antiseptic;aquasept,manusept,skinsan
tridihexethyl;;pathilon
trientine;;clovique,cufence,metalite,syprine
trientine tetrahydrochloride;;cuprior
trifarotene;acne treatment,retinoid;aklief
trifluoperazine;antipsychotic;stelazine,terrazine
triflupromazine;antipsychotic;vesprin
trifluridine;antiviral;viroptic
triheptanoin;;dojolvi
trihexyphenidyl,benzhexol;anticholinergic;agitane,artane,broflex,tremin
trilaciclib;antineoplastic;cosela
trilostane;;modrastane,modrenal
trimetaphan camsilate
trimetazidine;calcium channel blocker;vastarel
trimethadione;;tridione
trimethaphan;;arfonad
trimethobenzamide;antiemetic;tigan
trimethoprim;antibiotic;monotrim,primsol,proloprim,trimogal,trimopan,trimpex
trimetrexate;antimetabolite;neutrexin
trimipramine;tricyclic antidepressant;surmontil
trioxsalen;;trisoralen
tripelennamine;;pbz-sr
triple sulfa;;gyne-sulf,sultrin,trysul,vagilia
tripotassium dicitratobismuthate;;de-noltab
triprolidine;antihistamine;actidil,myidyl
triptorelin;gnrh analogue,hormone therapy;decapeptyl,gonapeptyl,salvacyl,trelstar,triptodur
trisodium edetate;supplement;limclair
trisulfapyrimidines;;lantrisul,neotrizine,sulfaloid,sulfose,terfonyl,triple sulfas,triple sulfoid
triumeq;antiretroviral
troglitazone;thiazolidinedione;prelay,rezulin
troleandomycin;antibiotic
tromethamine
tropicamide;mydriatic;mydriacyl,mydriafair
tropisetron;antiemetic;navoban
trospium;bladder antimuscarinic;flotros,regurin,sanctura,uraplex
trospium+xanomeline;antipsychotic;cobenfy
trovafloxacin;quinolone
trypan blue
~tryptophan;antidepressant;optimax
tubocurarine
tucatinib;kinase inhibitor;tukysa
~turmeric;supplement;curcumin
turpentine oil;;ellimans,goddards
tyloxapol;mucolytic
~typhoid;vaccine;typherix,typhim,vivotif
typhoid vaccine
tyropanoate;;bilopaque
~tyrosine
ubrogepant;antimigraine drug;ubrelvy
ulipristal;contraceptive,progestogen;ellaone,esmya,logilia
umbralisib;;ukoniq
umeclidinium;antimuscarinic bronchodilator;incruse
umeclidinium+vilanterol;antimuscarinic bronchodilator,bronchodilator,laba;anoro
undecenoates;antifungal;monphytol,mycota
unoprostone isopropyl;;rescula
upadacitinib;dmard,jak inhibitor;rinvoq
uracil mustard
~urea;emollient;balneum,calmurid,eucerin,nutraplus,st james balm,udrate
urea hydrogen peroxide;;exterol,otex
uridine triacetate;;vistogard,xuriden
urofollitropin;;bravelle,fertinex,fostimon,metrodin
urokinase;;kinlytic
ursodeoxycholic acid,ursodiol;;actigall,cholurso,destolit,urdox,urso,ursofalk,ursogal,ursonorm
ustekinumab;biologic,monoclonal antibody;pyzchiva,stelara,uzpruvo,wezenla
vaborbactam
valaciclovir,valacyclovir;antiviral;valtrex
valbenazine;;ingrezza
valdecoxib;cox-2 inhibitor,nsaid;bextra
~valerian;supplement
valganciclovir;antiviral;valcyte
valproate,valproic acid,divalproex,sodium valproate,divalproex sodium;anticonvulsant,mood stabiliser;belvo,convulex,depacon,depakene,depakin,depakote,dyzantil,epilim,episenta,epival,orlept,stavzor,syonell
valrubicin;anthracycline;valstar
valsartan;arb;diovan,prexxartan
vancomycin;antibiotic,glycopeptide;firvanq,vancocin,vancoled,vancor
vandetanib;antineoplastic;caprelsa
vardenafil;pde5 inhibitor;levitra,staxyn
varenicline;smoking cessation aid;champix,chantix,tyrvaya
varicella vaccine live;vaccine;varilrix,varivax
varicella-zoster immunoglobulin;immunoglobulin
~vasopressin,argipressin;vasopressor;pitressin,vasostrict
vasopressin tannate
vecuronium;neuromuscular blocker;norcuron
vedolizumab;biologic,monoclonal antibody;entyvio
velaglucerase alfa;;vpriv
velpatasvir;antiviral
vemurafenib;antineoplastic,kinase inhibitor;zelboraf
venetoclax;;venclexta
venlafaxine;antidepressant,snri;alventa,amphero,apclaven,bonilux,depefex,efexor,effexor,foraven,majoven,mentaven,politid,ranfaxine,rodomel,sunveniz,tardcaps,tifaxin,tonpular,trixat,vaxalin,venaxx,vencarm,venlablue,venladex,venlalic,venlaneo,venlasov,vensir,venzip,vexarin,viepax,winfex
verapamil;calcium channel blocker;calan,cordilox,covera-hs,ethimil,isoptin,ranvera,securon,vera-til,verapress,verelan,vertab,zolvera
verard
veratrum viride root;;vertavis
vericiguat;vasodilator;verquvo
verteporfin;;visudyne
vestronidase alfa;;mepsevii
vibegron;bladder antimuscarinic;gemtesa,obgemsa
vidarabine;antineoplastic;vira-a
vigabatrin;anticonvulsant;kigabeq,sabril,vigadrone
vilanterol;beta agonist,laba
vilanterol trifenatate
vilazodone;antidepressant;viibryd
vildagliptin;antidiabetic,dpp-4 inhibitor;galvus
viloxazine;;qelbree
viltolarsen;;viltepso
vinblastine;antineoplastic,vinca alkaloid;velban,velbe
vincristine;antineoplastic,vinca alkaloid;marqibo,oncovin,vincasar,vincrex
vindesine;antineoplastic;eldisine
vinorelbine;antineoplastic,vinca alkaloid;navelbine
viomycin;antibiotic;viocin
vismodegib;antineoplastic;erivedge
vitamin b
vitamin b compound;vitamin b;b-covita,cobivit
vitamins caps;vitamin
voclosporin;;lupkynis
vonoprazan;acid suppressant;voquezna
vorapaxar;;zontivity
voriconazole;azole;vfend
vorinostat;;zolinza
vortioxetine;antidepressant;brintellix,trintellix
vosoritide;;voxzogo
voxelotor;;oxbryta
voxilaprevir;antiviral
warfarin;anticoagulant,vitamin k antagonist;athrombin,athrombin-k,coumadin,jantoven,marevan,panwarfin
water for injection;electrolyte
white soft paraffin;emollient;petroleum jelly
wild cherry bark;expectorant
wool alcohols;emollient
wool fat;;lansinoh
wool fat hydrous
xipamide;thiazide;diurexan
xylometazoline;decongestant;otradrops,otraspray,otrivine
xylose;;xylo-pfan
yellow fever;vaccine;arilvax,stamaril
yohimbine;pde5 inhibitor;prowess plain
zafirlukast;leukotriene antagonist;accolate
zalcitabine;antiretroviral;hivid
zaleplon;hypnotic,z-drug
zanamivir;antiviral;relenza
zanubrutinib;antineoplastic,kinase inhibitor;brukinsa
zavegepant;antimigraine drug;zavzpret
ziconotide;analgesic,local anesthetic;prialt
zidovudine;antiretroviral;retrovir
zileuton;leukotriene antagonist;zyflo
zinc acetate;;galzin,wilzin
zinc chloride
zinc oleate
zinc oxide;emollient;anusol,desitin,sudocrem
zinc paste;emollient
zinc paste calamine
zinc sulfate,zinc sulphate;antiseptic,eye lubricant,supplement;zindole,zn sulf
zinc sulfate monohydrate;supplement
ziprasidone;antipsychotic;geodon,zeldox
ziv-aflibercept;;zaltrap
zoledronic acid,zoledronate;osteoporosis drug;aclasta,reclast,zerlinda,zometa
zolmitriptan;antimigraine drug,triptan;zomig,zomig-zmt
zolpidem;hypnotic,z-drug;ambien,edluar,intermezzo,stilnoct,tovalt,zolpimist
zonisamide;anticonvulsant;desizon,zonegran
zopiclone;hypnotic,z-drug;zileze,zimovane
zotepine;antipsychotic;zoleptil
zuclopenthixol;antipsychotic;clopixol
zuranolone;antidepressant;zurzuvae
;;artificial saliva,as saliva orthana,audax,bendroflumeth,centyl,depigmenting,earex,eldoquin,luborant,neo-naclex-k,other aural preparations,pharmalgen,pigmanorm,pollinex,pyrogastrone,rowachol,salivace,solaquin,xerostom
;ace inhibitor;acezide,caralpha,innozide,lisicostad,lisoretic,triapin
;analgesic;alka-seltzer,askit,calcold,codasolve,codis,doans,dolvan,dozol,medised,olbas,otricaps,painex,propain,syndol,ultramol,veganin
;antacid;acidex,algicon,bisodol,care heartburn,coalgicarb,gastrocote,neo gripe,peptac,raft-eze,topal,woodward's gripe
;anticoagulant;coaguchek,lumiradx,microinr
;antidiarrheal;kaodene
;antiseptic;detergent
;antispasmodic;ashton parsons,compound antispasmodic preparations,kolanticon
;antituberculosis drug;rifinah,rimactazid,voractiv
;arb;actelsar,co-diovan,coaprovel,cozaar-comp,micardisplus,tolucombi
;beta blocker;acebut,beta-adalat,co-betaloc,co-prenozide,corgaretic,inderetic,inderex,kalten,moducren,monozide,prestim,secadrex,tenben,tenif,trasidrex,viskaldix
;contraceptive;acondro,aidulan,akizza,alenini,alenvona,ambelina,bimizza,binovum,brevinor,cilest,cilique,cimizt,cleosensa,daylette,dretine,elevin,ellanite,eloine,erlibelle,eugynon,evra,femodene,femodette,gedarel,juliperla,lestramyl,levest,lizinna,logynon,lucette,maexeni,marvelon,mercilon,microgynon,millinette,minulet,munalea,norimin,ovran,ovranette,ovysmen,rigevidon,sofiperla,sunya,synphase,tri-minulet,triadene,trinordiol,trinovum,triregol,yacella,yiznell
;diuretic;aldactide,amil-co,amilmaxco,burinex-a,dytide,frusene,kalspare,lasilactone,moduret,navispare,synuretic,triam-co,triamaxco
;iron supplement;ironorm
;ppi;heliclear,helimet
;tetracycline;deteclo
;vitamin;liposil
`;
