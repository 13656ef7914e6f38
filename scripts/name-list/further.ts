/** Names that are common in Europe, Africa and Asia and among those who came from there, and that the census of one country has few of. */
export const FURTHER_FIRST = `
thi anh xiulan latisha aabid aadi aadil aage aalam aaliyah aamir aanuoluwapo aarav aarif aarnav aarush aasif aasim aayush aba abayomi abbas abdi abdu
abdullah abebi abeer abeiku abelardo abelone abena abeni abhimanyu abhiram abigael abigaili abilio abiodun abiona abjorn abosede
abril achieng achille achim adaeze adalbert adamo addison adebayo adebiyi adebowale adebukola adedayo adedeji adekitan adekola
adekunle adelardo adelbert adeleke adelmo adem adenike adeniyi adeolu adeoti adepeju aderopo adesewa adeshina adesoji adesua
adetayo adetoke adetoun adeyi adhra adia adigun adimu aditya adolf adriano adrien adrienn adunni advaith advay advik adwoa aedan
aengus afia afolarin afonso afua agapito agastya agata agathe age aglaia agneta agnete agnieszka agnolo agostina agostino agripina
ahmet aidan aideen aiden aijuka aiko aila ailis ailsa aime aine aino aisling aitor ajala ajani ajna ajoke akanmu ake akinkunmi
akinlabi akinwale akinyi akira akos akosua aksel akshay akua akumaa akumu akwasi akwesi alade alain alamu alara alasdair alastair
alban albano albeiro alberico alberte albin albino albrecht alcides alderano aldonza ale alejo aleks aleksandar aleksander
aleksandr aleksandra aleksanteri aleksej aleksi alen ales alessandro alessio alexandar alexandr alexandre alexandrie alexandrina
alexandros alexei alexej alf alfie alfio alfons alfonsina alirio alis alistair alister allana almasi alois aloys alphons alphonsus
alwin alzbeta ama amadeo amador amahle amalie amancio amando amani amaro ambar ambrosio amedeo amelie americo amico amilcar amin
amir amleto amoke amol amondi amope amor amri amrit anabela anacleto anaida anais anamaria ananya anasa anastasie anastasio
anastasios anastazie anastazja anatol anatoli anatolij anay anca ancuta anda andela anders andile andor andrada andras andreea
andrei andreia andrej andrey andrija andrzej andwele ane anel anemona aneta anett anezka angalia angavu angelino angharad
anghelina angus ania anica aniela aniko anil anirudh anisoara anja anjali anjolaoluwa anka anke ankica anmol anna-lena anna-maria
annamaria anne-marie anneli annelie annelies anni annibale annick anniina annika annikki anny anoni anouk ansaldo anselm anselmo
ansgar ansh antal ante antero anto antoaneta antoin antonela antonella antonello antoni antonie antonija antonin antonino antonios
antonius antti antun anu anuta aodhan aoife aongus apolena apolinar apollo apolonia apostolos aranka arda ari aria ariadna aribert
arif arike arild arin arina arinola aristides aristita arja arjun arkadiusz arley armas armin arnaldo arnaude arnd arndt arne
arnfried arnim arno arnost arnulf arpad arran arsenio artemio artemisa arto artur arusi arvid aryan asafe asake asali asani asanti
asatira asbjorn asdrubal ase asger ashling asmini asta atena atenulf athanasios atharv athumani atiena atieno atilio atinuke
attila aud auguste augustin augusto aulikki aulis aureliana aureliano aurelie aurica aurore avi awero awesi axel axenia ayaan
ayden ayinde ayinke ayla aylin aylla ayodeji ayodele ayoka ayoub ayse ayush ayushman azaan azad azeglio aziz azizi baaba babasola
babatunji babawale baccio bachittar bahadurjit bahari bailie bakhshi balazs baldassare baldomero balduino baldur bale balendra
balhaar balinda balint baljit baljiwan baltasar balthasar balvan balveer bandile banjeet bao baptist bara barbora barbro barica
barna barnabas bartek bartholomaus bartholomew bartley bartolome bartolomeo bas basilio bastiaan bastian baudelio bautista bayram
beata beatrix bedrich bekir bela benard bence bendeguz benedek benedetto benedikt benedita bengt beni benicio benigno benjamim
benn benno benoit benson bent bente benthe bento benvenuto beppe berat berend berit bernabe bernadett bernardino bernd
bernd-dieter berndt bernfried bernhard bernt bernward bertalan berthold bertil berto bertold bertrand beshte bethan betina bhekani
bhekisisa bhekizizwe bhekokwakhe biagio bianka bibiana bibuwa bilal biljana birger birgitta birte birthe biserka bjarne bjorg
bjorn blahoslav blanduzia blanka blas blazej blazena blessing boaz bodil bodo boe bogdan bogdana boglarka bohumil bohumila bohumir
bohuslav boje bolatito boleslav boluwatife boma bonface boniface bonifacio borbala borge borivoj borja borje borris borys botond
bozena bozica bozo bram brandusa branka branko brayan brayden breandan breno bretislav brien brigitta brijesh brita britta bronagh
bronwen brooklyn bruna buenaventura bunmi burckhard burghard burkard burkhard burkhardt busara busisiwe caetana cahal cahir cailum
caio caitriona cal calcedonio calebe calisto calixto callan callum calogero calum camila camillo camillus camilo candela
candelario candido canice caoimhe caoimhin caolain caolan caomhan capucine carine carl-heinz carlito carmina carminho carola
carsten carys cas casemiro casiana casper cathal catharina catinca catrinel catriona caua caue cayetano cebrian cecilie cecilio
ceferino celal celestino celso cemal cemil cengiz cerasela cerys cesare cetin cezara cezary chaitanya chakradev chakradhar champak
chanakya chandran chandresh chaniya charan charlotta charo chatresh chatura chausiki che chema chen cheusi chiara chidi chinedu
chioma chipukizi christelle christer christof christoffer christoph christophe christos chucho chuki chus chuy cian cianan ciaran
cillian cipriana cipriano ciriaco cirillo cirino ciro citlali claas claes clarisa claudius claus claus-dieter claus-peter clavs
clemence clemens cleto climaco cliodhna cliona clive clodagh codrina codruta colins collins colm colman coluccio colum columba
comfort conal conall conan conchur conleth conn connell connor conny conor conrado constanca constanta constantin constantina
constanza constanze coralia cord coriolano cormac cormack cornelio cornelis corona corrado cosimo cosme cosmina costantino
costanzo crenguta crina cristian cristiano csaba csilla csongor ctibor ctirad curro custodio cyprian czeslaw daan daciana dafina
dag dagmara dagobert dai daiana dainess daire daksh dakshesh dalbir dalibor dalili damiano damife damir danijel danijela danuse
daragh dariana dariusz darko darpan darragh darran darsh dary daudi davi davin davor davy dawid dayana deaglan dearbhail dearbhla
declan deepa dejan delfino demetrio demi demilade denes denisa dereck dermot dermott dervla desiderio despina detlef detlev dev
devansh dex dezso dhruv diarmaid diarmuid dickson dida didier didina diedrich dierk dieter diethard diethelm diether dietmar
dietrich dimas dimitri dimitrina dimitrios dimitris dinis diogo dionigi dionisio dita ditmar dittmar divya dmitri dmitry dobroslav
dochia dogan doina dom domagoj domenico domhnall dominik dominika domnica donagh donal donatello donato donnacha donncha donough
doriana dorina dorli dorota dorothee dorottya dorte dorthe doyinsola draga dragan dragica drago dragutin drahomira drahoslav
drahoslava drazen dries duarte duc duilio duje duma dumisani dumisile dumitra dumitrana dunia durante durdica duro durodola dursun
dusan duuk dylano eakumbu eamon eamonn eanna ebba ebbe eberhard eberhardt ecaterina eckard eckart eckehard eckhard eckhardt
eckhart edel edelbert edelmiro edina edinson edit edita edoardo edouard edu eduard eduarda edvard edvin eemeli eemil eero eetu
eeva eftimia egbert eggert egil egon ehrenfried ehrhard eija eila eilis eilish eimear eimer einar einer eino eirik eitel eivind
ekalinga ekansh ekapad ekaraj ekaterina ekavir ekbal ekkehard ekkehart ekow ekrem ekundayo ekundu eladio elemer eleonora eleonore
eleuterio eliabeth eliakimu eliecer elif eligio elin elina eline elisabet elisabeta elisaveta eliska elizabeta elkin elladio elmar
eloa eloah elodie elpidio els elyas elzbieta emanuela emanuella emanuelly emeka emelie emer emese emiel emigdio emilian emiliano
emilly emin emir emmanuelle emmerich emmet emre emrys encarnacion enda endre engelbert engin eniko eniola ennio enno enock enrico
ensio enver enzi enzio enzo eoghan eoin epifanio eraldo ercan erdal erdogan erhard erhardt erkan erkki erling ermanno ermenegildo
ermes erno ernst ernst-august ernst-dieter ernst-otto erol eryk erzsebet esa esben esi esko esmee esparta espartaco espen
espiridion estefania estera esupofo eszter etelka etienne ettore euan eufrosina eugen eunan eusebia eustaquio eutimio eutropio
evance evanghelina evans evaristo evelien eveliina evelio everlyne evi evy ewa ewan ewatomi ewelina ezio faas fabia fabiana
fabienne fabio fabricio fabrizio facundo fadekemi faderera fahari faisa faisal falan fanaka fanni faqid faraj faraja faras farhan
farhiya farijika fariq faris fatuma feargal fearghal febe fedde fedele federigo fehintola feliciano feline femke feng ferdinando
ferenc fergal fergus ferney festus ffion fiachra fibikemi fien fiifi fikayomi filip filipa filipe filippa filippo filofteia finbar
finbarr finian finn fintan fionan fionn fionntan fionnuala fiorenzo fiorino fitan fito fiyaz flannan flavio flemming fleur floare
floarea florenta florentin florian floriana florica florin florina floris folake folashade folke folu fortunata fortunato frado
franciska franciszek franck franco francois franjo frans frantisek frantiska franz frazer frede frederico frederik frederique
fredo fredrik fredy freja freya frida fridah fridolin friedrich frode frusina fryderyk fulgencio fulvio fuma funmi gabino gabor
gabrielly gael gaetano gagan gaja galasso galo garech gareth garreth garvan gaspar gaspare gastone gaurang gaurav gautam gavan
gbadebo gbolahan gbowoade geanina gearoid geert geeta geir gentiana georg georges georgeta georgios gerd gergely gergo geronimo
gerrard gerrit gert gervasio geta gethera geza ghauth gherghina giacinto giacobbe giacomo giampaolo giampiero gian giancarlo
gianfrancesco gianfranco gianina gianluca gianluigi gianmarco gianni gianpaolo gianpietro gideon giel gifty gijs giles gilles
gioacchino gioachino gioele gioffre gionata giorgiana giorgio giosue girik girindra girish girolamo gita giulia giuliana giuliano
giulio giustino gizella glauco godelieve godofredo goffredo goma goncalo gopal goran gordan gordana gorm gosta goyo graciano
graeme grainne gratiana gratiela graziano greco gregoire gregor grete grethe gro grzegorz guarino guglielmo gugu gugulethu guido
guilherme guillaume guiomar gun gunbir guneet gunhild gunilla gunn gunnar gunnel gunner gunther gurpreet gustaf gustav gustaw
gusztav guus gwyneth gyongyi gyorgy gyorgyi gyozo gyula hadassa hadithi haiba hajnalka hakan hakon halima halisi hamis hamish
hamisi hamza hanan hanja hannabel hanne hannele hannu harald harambee hardik harish haroldo harper harpreet harri harsh harshil
haruto hashiki hatima havard hawehindi hedvika hege heike heikki heinrich heitor hekima helge heli heliodoro hellena hellevi helmi
heloisa hemang hendrik henna henri henrieta henrik henrique heracleea heraclio herberto hermenegildo herminio hernan hernando
hidaya hidde hilkka hiroshi hitesh hjalte hodari holger homero honore horymir hredhaan hritik hrvoje hugues humaiya hunor hussein
hynek hywel iain iara iasmina iban ibidapo ibironke ibolya ibrahim ica idrees ifeoma ige ignac ignacy ignazio igor iida ika ikbal
ikeoluwa iker ilari ildefonso ildiko ilias ilija ilinca ilkka ilmari imany imara imaran imran imre inaya indrajit ingegerd ingela
ingemar ingvar inioluwa inkeri inocencio ioana ioanina iolanda ionela ionelia iosefina ippazio iren iretioluwa iridenta irine irja
irmeli isabela isabelly isadora isaque isaya iseoluwa ishaan ishola ishwar isidoro ismail issack istvan itanya ituri iulia iuliana
iustina ivanka ivar iver iveta ivica ivka ivo ivona ivor iwan iwo iyabode iyadunni izabela jaakko jaana jabulani jacek jackline
jacobo jacopo jadranka jafet jagat jagdish jahi jai jair jairaj jairo jakob jakov jakub jalia jalmari janeta jangwa jani janja
janko janne jannik jannis jano janos jari jarkko jarl jarlath jarleth jarmila jarmo jaromir jaroslav jaroslava jasiri jasmina
jasminka jasna jaspreet jatin javi jaxon jayden jayla jean-luc jean-pierre jedrzej jeet jelani jele jelena jelle jelte jemma
jenaro jeno jens jeppe jeremi jeremias jermiah jeroen jeronimo jerzy jesper jhon jhonatan ji-woo jimena jindrich jindriska jing
jip jiri jirina jitka joachim joakim joao joaquim joaquina job joep johan johann johannes joke jolan jolana jolien jonatan joojo
joona joonas joost jordi jordy jorgen joris jorma jorn jort jorunn jos josefin josefine josip josipa josko joso josphat josphine
jouko jouni jovana jozef jozo jozsef jua judit judita juha juhani juho jukka julien julieth julijana julita juliusz juma jumaane
jun juraj jure jurgen jurre jussi justiniani justus justyna juwon kaarina kabir kacper kahurangi kai kaiden kaija kaique kaisa
kaja kajetan kalervo kalevi kalina kalle kalman kalpit kaluwa kamau kamil kamila kamilly kane kaombwe karama kare karel karim
kariuki karlo karoliina karolina karoline karoly karsten kashangaki kasia kaskazi kaspar kasper kata katalin katariina katarina
katarzyna katerina katica katja katri katrien katriina kavita kazimierz kealan keano keelan keji keld kemunto kenji kenn kennedy
kenyangi kerstin kerttu kerubo kevim khadija khalid khamani khamisi khanyisile kiaan kiah kian kiapo kiaran kibafupia kibet kibibi
kiburi kick kieran kiernan kieron kijana kijani kikelomo kilian killian kim-anh kimani kimbilio kimmo kimya kinaya kinga kinubi
kiojah kipenzi kipepeo kiran kirsi kirsti kirsty kisima kitti kiume kiwara kjeld kjell kjersti kjetil klara klaudia klaudie klaus
klavs klement knut koen kofi kojo kolawole kondo konrad konradi konstantin konstantinos konstanty korede kornel kornelia kovu
krish krishna kristiina kristijan kristof kristoffer kristyna krisztian krisztina krisztofer krystian krystof krzysztof ksawery
kuchanua kujoe kurunzi kusiima kveta kvetoslava kwabena kwadwo kwaku kwame kwamena kwasi kweku kweli kwesi kyalo kyan kyano kyara
kyllikki laban lachlan lacramioara lada ladislav ladislava laetitia lailati laini lais lajos laksh lakshit lakshmi lamberto lando
langalibalele lars lasse laszlo laureano laurens laurent laurentia laurenz laurin laurits laus laust lautaro lawrencia lazzaro
lean leander leen leena lei leidy leke lene lenka lenn lennard lennart lennarth leonhard leontina leopold leopoldina leos lere
levente lex liam liberto libor libuse lidija liesbeth lieve liisa liliane lindiwe line linet linn linus lioara lisandro liv livio
liwia lizeth ljiljana ljubica lodovico loek lohit londisizwe londiwe lorcan loredana lorenz lotta lotte lourenco lovisa lovre
lovro luan luara lubomir lubos luc luca lucca luce luchino lucija lucky ludek ludmila ludovica ludovico ludvig ludvik luisana
luiza luka lukas lukasz luminita lumir lungile lunna lutgarde luuk luyanda lwandile lydie maanas maanav maaria maarit maarten
macauley maciej madaha madalena madhav madini madoa mads maeve mafalda magdolna magne magnus mahali mahesh mahmoud mahulena maija
maina mairtin maisha maisie maite maj maja majani makayla makini maks maksim maksymilian makunga makuu malachy malena malgorzata
malin maliza malthe malvina malwina manaia manan manbir mandla mandlakhe manon manpreet manthan manuella manus marcantonio marcell
marcello marcheta marcin marcio mare marek marga margaretha margarida margaud margaux marica maricica marie-claire marie-louise
mariette marija marijan marijana marijke marijn marika marilena marin marine marinela marini marinus marioara marit marius mariusz
marja marja-leena marja-liisa marjaana marjani marjatta marjo marjut marketa marketta markku marko marleny mart marte marthe
martim martino marton martti martyn maryse massimiliano massimo mate matea matej mateja mateo mateus mateusz matheo matheus
mathias mathieu mathijs matias matija mato matous mats matteo matthias matthieu matthijs matti mattia mattias matunda matyas maua
maurilio maurits maurizio maurycy mavuno maxim maximilian maximiliano mcebisi meera mees mehmet melania melle merijn merja mert
mervyn mery meshack mette mhairi micael miceal micha michelangelo micheletto michelotto michiel mick mieke mieszko mihael mihaly
mijo mik mikael mikhail mikkel mikko miklos mikolaj mikulas milada mile milena milica milka milos miloslav miloslava milosz miluse
min-jun minenhle ming mirco mirja mirjam mirjami mirjana mirko miroslav miroslava mislav misuli mitesh mkarkara mladen mlungisi
mnqobi moa modupe mofifoluwa mogens mohamedi mojisola mojisoluwa mojmir monicah mora moraa moradeke morayo morena morenike moritz
morolake morten mortimer mosinmileoluwa mosunmola motunrayo moyosore mrihani mthokozisi muhammad muhammed muhima mulele murilo
musa musila mustafa muthoni mutua mutuku mwamini mwangi mwasaa mwezi mzamo nachiket nadezda nafula naiara nair najuma naki naksh
nakul nandor nanni naoise napoleone nashipie nasra natan nataniel natasa natasza nath nathari naud naveen nayfa ndumiso neel neha
neill nekesa nela nelah nele nenad nevaeh nevenka ngamia ngeni ngozi nguyen nhlanhla niall niamh niara niccolo nicklas nico
nicolai nicolaj nicolo niek niels nigesa nihal niina nika niklas niko nikodem nikol nikola nikolai nikolaj nikolas nikolaus
nikolett nikoletta nikolina nikos niksa nils nimakoah ninioluwa nino nisa nisha nitesh niyilolawa njabulo njeri njoroge njozi
njuguna nkazimulo nneka noa nobantu nobuhle nokulunga nomagugu nomalanga nomasonto nomathalente nomathemba nomcebo nomsa
nomthandazo nomusa nomvula nonhlanhla nonjabulo noor noora nothando noud nour nout noxolo nozibusiso nozizwe nqobizitha ntimi
nubia nuhu nula nuno nuria nuriat nwabudike nyasi nyoka nyoni nyota nyuki oba obanijesu obinna oceane ochieng odd odhiambo odhran
ogooluwa oisin oivind ojas ojvind oke oksana oladare oladimeji olaf olajumoke olakunle olanrewaju olansile olasunmbo olav olavi
oldrich ole olfert olgierd olivie olivier oliwier olle olli olof ololade olov olufunke olufunmilayo olumide olumorotimi oluwafemi
oluwagbemiga oluwakemi oluwamumibori oluwamuyiwa oluwasanmi oluwasegun oluwaseun oluwole olwethu omaira omkaar omobobola
omobolanle omodunni omolabake omolara omondi omosalewa omotara omotayo omotola omotoun omowumi ondrej onkar onni onveer onyango
opwonya orazio oreofe oreste orinder orla orni orsolya orvokki oskar oskari osogo osunleke osvald otakar otavio otieno oto ottavio
ottone otylie ouma ove ovli owethu oyenike oyindasola oystein oyvind paavo padma padraig paivi pal palle paloma pambe panfilo
panya paolo paride parth pascal pascual pasi paskalia pasqual patricie patricio patrik patrizio patryk pauli pauliina paulo pavao
pavel pavla pavlina paw pawel peace peder pekka pelaji pellegrino pentti pepijn per pernilla pero pertti petar petr petri petter
petteri philipp philippe philippine pier pierangelo piergiorgio piergiuseppe pierluigi piermaria piero pierpaolo piersanti pieter
pietro pim piotr pirjo pirkko piroska pompeo pomponio pooja popobawa poppy poul pranav praneel pranit pratyush preben premysl
priya przemyslaw puccio pumbaa purity qabil qadim qarin qasim quang quinten rachit radek radeke radim radka radomir radoslav
radoslaw radovan rael raewyn raf rafal raffael raffaele raffaellino raffaello raghav ragnar ragner ragnhild rahul raija raili
raimo raimondo raj rajesh ramesh ranbir rania ranieri ranveer rasheed rashid rashidi rasmus ravi ravy rayaan rayan rebeka reece
rehaan reidun reijo reka rekha rembrandt remy renan rens renzo reshoni reyansh rhavi rhys ria riccardo ricciotti richardt rickard
riikka riitta rik risasi rishi risto ritva roan roar robbe robinson rohan roisin roko roksana romano romolo ronaldo ronith ronja
ronke rostislav rowan roza rozalia rozalija rozsa rua ruairi rubani rudi rudra rufino ruggero ruggiero ruhiu rui rune rungo rushil
rut ruza ruzena ruzica ryszard s'fiso saara sabari sabatino sadaka sadao sadiki safari safiri saga sai sakari saksham sakura salim
salma salomey salvi samaksh samar samarth samesh sami samson samuli samwel samweli sander sandile sandor sandro sandu sanja sanjay
sanna sanne sante santeri santino saoirse sarabi sarafina sarka sarthak sasa sascha sathvik satu sauti saverio seamus sebastiaan
sebastiano sebastiao sebastien segilola seif seija sem senn senna sep sepp seppe seppo serafin serafina sergei sergius seung
severin seye shadrack shaniqua shaurya shekoni shida shivansh shreya sibonelo sibongile sibusisiwe sibusiso siddharth siem sienna
sifa sigurd sihawukele sijuade siku sil silje silke silondile silvano silvie simao sime simen similoluwa simisola simiyu simonne
simphiwe simphiweyinkosi simran sindre sinead sinikka sinisa siphesihle sipho siri sirkka sirpa sisko sissel sita sithembiso siv
siyabonga sjoerd skolastika skylar slavena slavica slavko slavomir snjezana sofie solene solveig sona sondre soo-jin soraia soren
sowande sphiwe stana stanislav stanislava stanislaw steen stef stefaan stefanija stefica stein steinar sten stepan stepanka stian
stig stijn stina stine stiven stjepan subomi suleiman sungara sunil sunita suresh suvi suzana svatopluk svatoslav svein sven
svenning sverre svetlana swala sylvie sylwia synnove szabolcs szilard szilveszter szilvia szymon ta-tanisha tade tadeas tadeusz
tage takatifu tamas tambika tamu tanay tanish tanveer tao tapani tapio tarak tariq tarja tatjana tea teemu teerth tejas tejs
tellervo temidayo teodor teresia terez tereza terezia terezija terje tero terttu teun thabani thabisa thabisile thabiti thabo
thalente thales thandazile thandeka thandiwe thando themba thembeka thembekile thembile thembisile theodor theodoro theophile
thiago thibault thibaut thierry thijmen thijn thijs thom thor thuthukile tiago tibor ties tiina tijmen tijn tijs tilde tilly timea
timo timon timoteo timothee tine tisa titilayo tivadar tiziana tiziano tobiasz toivo toki tokunbo tola tolulope toluwanimi tomasz
tome tomi tomislav tommi tomo tomori tone tonje tonny tor torben torbjorn tore torill tove trine troels trond tuere tufani tuija
tukufu tunde tuomas tuomo turid tuula tuulia tuulikki twan tycho tygo tymon tymoteusz uche udant udarsh udeera uffe ulf ulla ulrik
ulrika ulrike uma umang umar unni uolevi upkaar uriel urszula ushindi usiku utkarsh uwe uzima vaclav vagn vaino valdemar valentijn
valentim valentino valter valtteri vasco vasyl vedant vedran veer veera veerle vegard veikko veli verner veronika veronique vesa
vesna victoire vidar vigo vihaan vijay vikram viktor viktoria vilde vilem vilhelm viljami villads ville vilmos vinicius virag
viraj virginie vit vitezslav vitor vitoria vivaan viviane vjekoslav vladimir vladislav vlado vlasta vlastimil vojtech vratislav
vusumuzi wafula wahab wambua wambui wamwema wanjala wanjiku wanjiru warinder warjas wazir wekesa wenche wessel wiktor wilfrido
wilhelm willem wim witold wojciech wolfgang wout wouter wriddhish wridesh wuraola xavi ximena xin xiu xochitl yagnesh yago yakobo
yamile yaneth yannick yannis yara yasmeen yassin yaw yeison yejide yenny yesid yetunde yewande yngve yohana yohane yousef youssef
yuki yuliana yulieth yuri yusuf yuto yves zacarias zacharias zacharie zahur zain zainab zakhele zalan zara zayden zayn zbynek
zdenek zdenka zdravko zeferino zeljka zeljko zende zenzele zenzile zibuyile ziggy zikmund zinhle zlatko zoltan zoran zorka zsanett
zsigmond zsofia zsolt zsombor zsuzsanna zuba zuhri zvonko zwatie
`;

export const FURTHER_LAST = `
aalam aamir aarif abdi abdullahi aboraa abrafi abwao acheampong adamu adan adebayo adebisi adegbite adegoke adekunle adelakun
adeleke adelusi ademiluyi aderibigbe aderogba adesiyan adeyemi adeyemo adisa adoma adomah adomako adu adusei adutwum adutwumwaa
adwubi afirifa afoakwa afolabi afolayan afonja afrakomaa agyapomaa agyapong agyare agyei agyeiwaa agyeman agyemang ahortor ajao
ajayi ajewole akhtar akinrinola akinyi akmaa akoaa akoto akowua akyaa akyeamfu akyeampomaa akyeampong akyena akyer akyerko alabi
aloba amahle amo amoa amoako amoakowaa amoanimaa amoasi ampadu ampofo ampofowaa ampoma amponsa amponsah andersson andile andorful
andresen anele anima ankra anokye ansa ansari ansomaa ansomah antwi antwiwaa anyango aparicio appia appiah arenas ariza armas
arrieta asamoa asamoah asante asantewaa asare asenso asiama asiedu asieduwaa ata ataa atieno auma awodiran awolowo awuah ayanda
ayandokun ayize ayoola baa baafi baah baawia babtunde bachmann backman badu baharia bakare bakker bala balla balogun bamidele
bamiloye banerjee bantwini barac barad barasa barros barta bartos bartosova bartova bassi bayeni bednar bednarova begum bele benes
benesova beran beranek berankova beranova bhebhe bhedleni bhejelibomvu bhembe bhengu bhensela bhovungana bhungane bicanic
bikelwayo bikwayo bilek bilkova binda biyase biyela blaha blahova blanch blazek blazkova blazquez blom blose blumel boadi boadu
boahen boakye boakyewaa boatemaa boatemaah boaten boateng boer bogdan bona bonsra bonsu bophela bora bos bosch bose boyabenyathi
brouwer broz brozova brun buch bukhosini bures buresova caceres cadwallader cai caluza calvo camargo campo cao capua cardoso
carvajal carville cebekhulu cebisa cech cechova cenge cermak cermakova cerna cerny chagwe chamane chatterjee chaudhry chibi
chibini chiliza cholmondeley chonco chowdhury chukwu cibane ciosog coenen colombo constantinou cordoba cunha cwalile daako daakoaa
dabrowski dalziel danielsen danso dara darko das dekker delwayo deng deshpande dewit dhadho dhar dikane dimba dimbane dimbani
dinabantu dinangwe dindela dindi dingila dinwa dlabane dlabazane dladla dlakadla dlakela dlamane dlambula dlamdaka dlamini
dlamlenze dlangamandla dlawuza dlebenkomo dlodlo dlomo dludla dludlu dlungwana dolezal dolezalova doncabe donda dong donkor dostal
dostalova duah dubandlela dubazane dufie dugar dukada duma dumakude dumisa dunge dusek duskova duyaza duze dvorakova dwala dwamena
edun ehlert eklund engels entwistle eriksen eriksson eze fadipe fagunwa fajimi fakazi fakude falabi faleti faloye fanisa farkas
farquhar fasasi featherstonehaugh feng fenya fiala fialova fihlela fiser fiserova fofie foriwaa fosu fosua frema frimpomaa fritsch
frohlich fu fuli gabadela gabela gabhezi gabhisa gadlela gagashe galu gama gambu gambuse gamede gao gartner gasa gasela gatsheni
gazu gcaba gcaleka gcugcwa gcumisa gcwabe gcwensa gebashe gebhezi gedeza geerts gence gengeshe georgiou ghauth ghosh gigaba gina
gininda goba gobhozi godide goje goncalves gotsholo gubeshe gubhela gubhuza gubulundu gugushe gule guliwe guma gumbi gumede guo
gupta gustafsson gwacela gwagwa gwala gwamanda gwanyana gwija gxabhashe gyamfi gyamfiaa gyasi gyasiwaa hadebe hajek hajkova
hangala haring hassan hassani havel havlicek havlickova he hegedus hendriks henriksen hermans heymans hhoyiyane hlabangane hlabisa
hlatshwayo hlela hlengwa hlomuka hlongwa hlongwane hlophe hlubi hlumakazi holub holubova horacek horackova horak horakova horvat
horvathova hruba hruby hruska hruskova hussain hussein ibikunle ibrahim ihsaan ilori ilupeju ionescu iqbal islam ito ivanov
ivanova iversen iyanda iyer jaiyeola jakobsen jali jama jamasijadu jamile janda jandova janeckova jang jaros jarosova jele jelinek
jelinkova jesus jezek jezkova jiang jibela jili jiyane johansson jokiwe jonsson joshi juma juqula kaamil kade kadlec kadlecova
kahinu kala kamau karikari kariuki karlsen karlsson kaspar kasparova kaul kaur keer khaba khabalidaka khambule khanyeza khanyile
khaphela khathi khathide khathini khawula kheswa khezokhulu kholose khomo khonjwayo khosini khoza khuba khubisa khuboni khukhuza
khulu khuluse khumalo khumbuza khuyameni khuzwayo khwane khwela kibet kimachu kimani kimutai kipkemei kipkirui kipkorir kiplagat
kiprono kipruto kipsang kiptoo kitumaini kobayashi kolade kolar kolarova konecna konecny koomson kopecka kopecky kosoko kovac
kovar kovarova kowalska koya kral kralova kratochvil kratochvilova krausova krawczyk krejcova krishnan kristensen kristiansen
kristoffersen kriz krizova kubheka kubicek kubickova kucera kucerova kulkarni kumi kunene kusi kusiwaa kuznetsov kwaakye
kwaakyewaa kwartemaa kwarteng kweyama kwok kyei kyeiwaa kyerewaa lakaza lamula langa langeni larsson lefevre lembede liang
lindholm lindqvist liska liskova longode lubelo ludonga lukhele luqe lutholoni luthuli luvuno lwandle mabanga mabaso mabhena
mabhodla mabhoko mabika mabizela mabuya mabuyakhulu mabuza macedo mach machacek machackova machova macingwane made madela
madhubuti madi madiba madide madinane madlala madlanduna madlula madondo madonsela maduma maduna madziba mafobo mafuleka mafulela
magagula mageba magombo magubane magutshwa magwaza mahamba mahaye mahlaba mahlalela mahlangu mahlase mahlinza mahmood maina
makinde makinwa mala malembe maly mansa marek maresova markova marques masek maskova matejka matejkova mathenge matousek
matouskova mbeki mbutho mcloughlin mdotshana mehta meijer menon mensa mensah menzies miah mikkelsen mirza mohamed mohammed moller
monteiro moravcova moravec morawo moretti moura moyo msuya mukherjee mulder mullerova mumbi musil musilova mutai muthoni mwangi
naeem nair najeeb naomi nascimento navratil navratilova nazari ndlovu nemcova nemec nemecek nemeckova nemes nilsson ninalowo
nistor njeri njoroge nkansa nkansah nkosi nkrumah nogueira novakova novotna nsia nti ntiamoa ntim nwosu nyaako nyaakoaa nyame
nyantakyi nyman o'brien o'connor o'donnell o'hara o'keeffe o'leary o'neill o'reilly o'sullivan obama obeng obi ochieng odetola
odhiambo odunsi ofori ofosu ogilvie ogindan oginni ogulana ogunbamigbe ogunbiyi ogunbo ogunde ogunleye ogunwobi ogunyeye ojo ojua
okafor okonkwo okyere olabode oladipupo olaiya olasupo olowokeere oloyede olsson olubode olugbayila olujimi olukotun olukunga
olusanya oluwagbemi omani omar omidina omojola omondi omotoso onyango oparinde opoku oppong opuku osei oshin osman osuntokun oti
otieno otiwa otuo ouma owokoniran owolabi owoyemi owuor owusu oyadiran oyaifo oyelaran oyeniyi oyetoro oyeyemi oyinlola paez paimo
pan papadopoulos pavlicek pavlik pavlikova peng persson peskova petrov petrova phiri pillai pires pokorna pokorny polak polakova
popescu popov pospisil pospisilova postlethwaite prempeh prochazka prochazkova prokop quartey qureshi raashid rahman ramsbottom
rao ribeiro riha rihova rikke ruzicka ruzickova saajid safo salako salami sarpong sayyid sedlacek sedlackova sedlak sedlakova sen
sevcik sevcikova shaikh sharma sheikh shekoni siddiqui simba simek simkova simonsen sinema slavik slavikova smid smidova smirnov
smit sobowale soukup soukupova soyinka stanek stankova stastna stastny stejskal stejskalova stepanek stepankova strachan strnad
strnadova subramanian svec svecova svendsen svensson svoboda svobodova sykora sykorova szucs tabassum takahashi takyi tawia
teixeira tesar thorsen tian ticha tichy toman tomanova tsang tuma tumova tutu tweneboa twumasi ubay uddin umaarah umair umar
urbanova urquhart vacek vackova valenta valentova vandijk vanek vankova varga vavra vavrova venkatesan vesela vesely visser vitek
vitkova vlcek vlckova volkov vos wafula wambui wanijiku wanjala wanjiru wario waweru wiafe wojcik xiao xie xu yaamoa yawson yeboa
yeboah yip yirenkyi yuan yudas zaahid zak zakova zeman zemanova zeng zhao zheng zhou zhu zulu
`;
