/**
 * Written by scripts/name-list.ts from the names that the U.S. Census Bureau counted in 1990 (public domain) and further ones. “~”
 * stands before a name that is also a word or that an illness bears.
 */
export const FIRST_NAMES = `
aabid aadi aadil aage aalam aaliyah aamir aanuoluwapo aarav aarif aarnav aaron aarush aasif aasim aayush aba abayomi abbas
~abbey abbie abby abdi abdu abdul abdullah abe abebi abeer abeiku abel abelardo abelone abena abeni abhimanyu abhiram abigael
abigail abigaili abilio abiodun abiona abjorn abosede abraham abram abril achieng achille achim ada adaeze adalbert adalberto
adaline adam adamo adan addie ~addison adebayo adebiyi adebowale adebukola adedayo adedeji adekitan adekola adekunle adela
adelaida adelaide adelardo adelbert adele adeleke adelia adelina adeline adell adella adelle adelmo adem adenike adeniyi adeolu
adeoti adepeju aderopo adesewa adeshina adesoji adesua adetayo adetoke adetoun adeyi adhra adia adigun adimu adina aditya adolf
adolfo adolph adria adrian adriana adriane adrianna adrianne adriano adrien adriene adrienn adrienne adunni advaith advay advik
adwoa aedan aengus afia afolarin afonso afton afua agapito agastya agata agatha agathe ~age aglaia agnes agneta agnete agnieszka
agnolo agostina agostino agripina agustin agustina ahmad ahmed ahmet aida aidan aideen aiden aijuka aiko aila aileen ailis ailsa
aime aimee aine aino aisha aisling aitor aja ajala ajani ajna ajoke akanmu ake akiko akinkunmi akinlabi akinwale akinyi akira
akos akosua aksel akshay akua akumaa akumu akwasi akwesi al alade alain alaina alamu alan alana alanna alara alasdair alastair
alba alban albano albeiro alberico albert alberta alberte albertha albertina albertine alberto albin albina ~albino albrecht
alcides alda alden alderano aldo aldonza ~ale alec alecia aleida alejandra alejandrina alejandro alejo aleks aleksandar
aleksander aleksandr aleksandra aleksanteri aleksej aleksi alen alena alene ales alesha alesia alessandro alessio aleta aletha
alethea alethia alex alexa alexandar alexander alexandr alexandra alexandre alexandria alexandrie alexandrina alexandros alexei
alexej alexia alexis alf alfie alfio alfons alfonsina alfonso alfonzo alfred alfreda alfredo ali alia alica alice alicia alida
alina aline alirio alis alisa alise alisha alishia alisia alison alissa alistair alister alix aliza alla allan allana allegra
allen allene allie alline allison allyson alma almasi almeda almeta alois alonso alonzo aloys ~alpha alphons alphonse alphonso
alphonsus alta altagracia altha althea alton alva alvaro alvera alvin alvina alwin alyce alycia alyse alysha alysia alyson
alyssa alzbeta ama amada amadeo amado amador amahle amalia amalie amancio amanda amando amani amaro ambar ~amber ambrose
ambrosio amedeo amelia amelie america americo ami amico amie amilcar amin amina amir amleto ammie amoke amol amondi amope amor
amos amparo amri amrit amy ana anabel anabela anacleto anaida anais anamaria ananya anasa anastacia anastasia anastasie
anastasio anastasios anastazie anastazja anatol anatoli anatolij anay anca ancuta anda andela anders anderson andile andor andra
andrada andras andre andrea andreas andree andreea andrei andreia andrej andres andrew andrey andria andrija andrzej andwele
andy ane anel anemona aneta anett anette anezka angalia angavu ~angel angela angele angelena ~angeles angelia ~angelic ~angelica
angelika angelina angeline angelino angelique angelita angella angelo angharad anghelina angie ~angle anglea angus anh ania
anibal anica aniela anika aniko anil anirudh anisoara anissa anita anitra anja anjali anjanette anjolaoluwa anka anke ankica
anmol ann anna anna-lena anna-maria annabel annabell annabelle annalee annalisa annamae annamaria annamarie anne anne-marie
anneli annelie annelies anneliese annemarie annett annetta annette anni annibale annice annick annie anniina annika annikki
annis annmarie anny anoni anouk ansaldo anselm anselmo ansgar ansh antal ~ante antero anthony antione antionette anto antoaneta
antoin antoine antoinette anton antone antonela antonella antonello antonette antoni antonia antonie antonietta antonija antonin
antonina antonino antonio antonios antonius antony antti antun antwan anu anuta anya aodhan aoife aongus apolena apolinar apollo
apolonia apostolos april apryl araceli aracelis aracely aranka arcelia archie arda ardell ardella arden ardis ardith aretha ari
~aria ariadna ariana ariane arianna aribert arie ariel arielle arif arike arild arin arina arinola aristides aristita arja arjun
arkadiusz arla arleen arlen arlena arlene arletta arlette arley arlie arline armand armanda armando armas armida armin arminda
arnaldo arnaude arnd arndt arne arnetta arnfried arnim arnita arno arnold arnoldo arnost arnulf arnulfo aron arpad arran arron
arsenio ~art artemio artemisa arthur artie arto artur arturo arusi arvid arvilla aryan asa asafe asake asali asani asanti
asatira asbjorn asdrubal ase asger asha ashely ashlee ashleigh ashley ashli ashlie ashling ashly ashlyn ashton asia asmini
assunta asta astrid asuncion atena atenulf athanasios atharv athena athumani atiena atieno atilio atinuke attila aubrey aud
audie audra audrea audrey audry ~august augusta auguste augustin augustina augustine augusto augustus aulikki aulis aundrea
~aura aurea aurelia aureliana aureliano aurelie aurelio aurica ~aurora aurore austin ~autumn ava avelina avery avi avis awero
awesi awilda axel axenia ayaan ayana ayanna ayden ayesha ayinde ayinke ayla aylin aylla ayodeji ayodele ayoka ayoub ayse ayush
ayushman azaan azad azeglio aziz azizi azucena baaba babara babasola babatunji babawale babette baccio bachittar bahadurjit
bahari ~bailey bailie bakhshi balazs baldassare baldomero balduino baldur ~bale balendra balhaar balinda balint baljit baljiwan
baltasar balthasar balvan balveer bambi bandile banjeet bao ~baptist bara ~barb barbar barbara barbera ~barbie barbora barbra
barbro barica barna barnabas ~barney ~barrett barry bart bartek bartholomaus bartholomew bartley bartolome bartolomeo barton bas
~basil basilio bastiaan bastian baudelio bautista bayram bea beata beatrice beatrix beatriz ~beau beckie ~becky bedrich bekir
bela belen belia belinda bella ~belle belva ben benard bence bendeguz benedek benedetto benedict benedikt benedita bengt beni
benicio benigno benita benito benjamim benjamin benn ~bennett bennie benno benny benoit benson ~bent bente benthe bento benton
benvenuto beppe berat berend berenice berit bernabe bernadett bernadette bernadine bernard bernardino bernardo bernd
bernd-dieter berndt berneice bernetta bernfried bernhard bernice bernie berniece bernita bernt bernward ~berry bert berta
bertalan bertha berthold bertie bertil berto bertold bertram bertrand ~beryl beshte bess bessie beth bethan bethann bethany
bethel betina betsey betsy bette bettie bettina betty bettye beulah bev beverlee beverley beverly bhekani bhekisisa bhekizizwe
bhekokwakhe biagio bianca bianka bibiana bibuwa bilal biljana ~bill billie ~billy billye ~birdie birger birgit birgitta birte
birthe biserka bjarne bjorg bjorn blahoslav blaine blair blake blanca ~blanch blanche blanduzia blanka blas blazej blazena
~blessing blythe bo boaz bob bobbi bobbie bobby bobbye bodil bodo boe bogdan bogdana boglarka bohumil bohumila bohumir bohuslav
boje bolatito boleslav boluwatife boma bonface boniface bonifacio bonita bonnie ~bonny ~booker borbala borge boris borivoj borja
borje borris borys botond boyce boyd bozena bozica ~bozo ~brad bradford bradley ~bradly ~brady ~brain bram branda brandee
branden brandi brandie brandon brandusa ~brandy branka branko brant brayan brayden breandan breanna breanne bree brenda brendan
brendon brenna breno brent brenton bret bretislav brett brian briana brianna brianne brice bridget bridgett bridgette brien
brigette brigid brigida brigitta brigitte brijesh brinda brita britany britney britni britt britta brittani brittany brittney
brittni brock broderick bronagh bronwen bronwyn ~brook brooke brooklyn ~brooks bruce bruna brunilda bruno bryan bryant bryce
brynn bryon ~buck ~bud ~buddy buenaventura ~buffy buford bunmi burckhard burghard burkard burkhard burkhardt ~burl burt burton
busara busisiwe ~buster byron caetana cahal cahir cailum caio caitlin caitlyn caitriona ~cal calcedonio caleb calebe calisto
calixto callan callie callum calogero calum calvin camelia cameron cami camila camilla camille camillo camillus camilo cammie
candace candance candela candelaria candelario candi candice ~candida candido candie candis ~candy candyce canice caoimhe
caoimhin caolain caolan caomhan ~caprice capucine cara caren ~carey cari caridad carie carin carina carine carisa carissa carl
carl-heinz carla carleen carlene carletta carley carlie carline carlito carlo carlos carlota carlotta carlton carly carlyn carma
carman carmel carmela carmelina carmelita carmella carmelo carmen carmina ~carmine carminho carmon carol carola carolann carole
carolee carolina caroline carolyn carolyne carolynn caron carri carrie carrol carroll carson carsten ~carter cary caryl caryn
carys cas casandra casemiro ~casey casiana casie casper cassandra cassidy cassie catalina catarina caterina cathal catharina
catharine catherine cathey cathi cathie cathleen cathrine cathryn cathy catina catinca catrina catrinel catriona caua caue
cayetano cebrian cecelia cecil cecila cecile cecilia cecilie cecilio cecily cedric cedrick ceferino celal celena celeste
celestina celestine celestino celia celina celine celso cemal cemil cengiz cerasela cerys cesar cesare cetin cezara cezary ~chad
chadwick chaitanya chakradev chakradhar champak chana chanakya ~chance chanda chandra chandran chandresh chanel chang chaniya
chantal chante chantel chantell chantelle charan charise charissa charisse ~charity charla charleen charlene charles charlette
charley charlie charline charlotta charlotte charmaine charo charolette chas ~chase chasity ~chastity chatresh chatura chau
chauncey chausiki chaya che chelsea chelsey chelsie chema chen cheri cherie cherise ~cherish cherly cherri cherrie ~cherry
cherryl cheryl cheryle cheryll ~chester chet cheusi cheyenne ~chi chiara chidi ~chin chinedu chioma chipukizi chiquita chloe
chong chris chrissy christa christal christeen christel christelle ~christen christena christene christer christi ~christian
christiana christiane christie christin christina christine christof christoffer christoper christoph christophe christopher
christos christy chrystal chucho ~chuck chuki chun chung chus chuy cian cianan ciara ciaran cicely ciera cierra cillian cinda
cindi cindy cinthia cipriana cipriano ciriaco cirillo cirino ciro citlali claas claes clair claire clara clare clarence claribel
clarice clarine clarisa clarissa clarita ~clark claud claude claudette claudia claudine claudio claudius claus claus-dieter
claus-peter clavs ~clay clayton clemence clemens ~clement clemente clementina ~clementine clemmie cleo cleopatra cleora cleta
cleto cletus cleveland ~cliff clifford clifton climaco clint clinton cliodhna cliona clive clodagh clotilde clyde codrina
codruta cody colby cole coleen coleman coletta colette colin colins ~colleen collen collette collin collins colm colman colton
coluccio colum columba columbus ~comfort conal conall conan concepcion concetta conchita conchur conleth conn connell connie
connor conny conor conrad conrado constanca constance constanta constantin constantina constanza constanze consuela consuelo
cora ~coral coralia corazon ~cord cordelia cordell cordie coreen corene coretta ~corey cori corie corina corine corinna corinne
coriolano corliss cormac cormack cornelia cornelio cornelis cornelius cornell ~corona corrado ~corrie corrina corrine cortez
cortney cory cosimo cosme cosmina costantino costanzo courtney ~coy craig crenguta crina criselda crissy crista cristal cristen
cristi cristian cristiano cristie cristin cristina cristine cristobal cristopher cristy cruz ~crystal csaba csilla csongor
ctibor ctirad curro ~curt curtis custodio cyndi cynthia cyprian cyril cyrus cythia czeslaw daan daciana dafina ~dag dagmar
dagmara dagobert ~dahlia dai daiana dainess daire daisey ~daisy daksh dakshesh dalbir ~dale dalia dalibor dalila dalili dallas
dalton damaris damian damiano damien damife damion damir damon dan dana danae dane danelle danette dani dania danial danica
daniel daniela daniele daniella danielle danijel danijela danika danilo danita danna dannette dannie dannielle danny dante
danuse danuta danyelle daphine daphne dara daragh darby darci darcie darcy darell daren daria dariana darin dario darius dariusz
darko darla darleen darlene darline darnell daron darpan darragh darran darrel darrell darren darrick darrin darron darryl darsh
darwin dary daryl daudi dave davi david davida davin davina davis davor davy dawid ~dawn dawna dawne dayana dayle dayna deaglan
~dean deana deandra deandre deane deangelo deann deanna deanne dearbhail dearbhla ~deb debbi debbie debbra debby debi debora
deborah debra debrah debroah declan dedra dee deeann deena deepa deidra deidre deirdre dejan del delana delbert delena delfina
delfino delia delicia delilah delinda delisa ~dell della delma delmar delmer delois delora delores deloris delpha delphia
delphine ~delta demarcus demetra demetria demetrice demetrio demetrius demi demilade dena deneen denes denese denice denis
denisa denise denisha denita denna dennis dennise denny denver deon dereck derek derick dermot dermott ~derrick dervla deshawn
desiderio desirae ~desire desiree desmond despina dessie ~destiny detlef detlev detra dev devansh devin devon devona devora
devorah dewayne dewey dewitt dex dexter dezso dhruv ~diamond dian diana diane diann dianna dianne diarmaid diarmuid ~dick
dickson dida didier didina diedra diedre diedrich diego dierk ~dieter diethard diethelm diether dietmar dietrich digna dillon
dimas dimitri dimitrina dimitrios dimitris ~dimple dina dinah dinis dino diogo dion dione dionigi dionisio dionna dionne ~dirk
dita ditmar dittmar divya dixie dmitri dmitry dobroslav dochia dogan doina dollie ~dolly ~dolores doloris dom domagoj domenic
domenica domenico domhnall dominga domingo dominic dominick dominik dominika dominique dominque domnica domonique ~don ~dona
donagh donal donald donatello donato donetta ~dong donita donn donna donnacha donncha donnell donnie donny donough donovan donte
donya dora dorathy dorcas doreen dorene doretha dori dorian doriana dorie dorina dorinda dorine doris dorli dorota dorotha
dorothea dorothee dorothy dorottya dorris dorsey dorte dortha dorthe dorthea dorthy ~dot dottie doug douglas douglass dovie
doyinsola doyle draga dragan dragica drago dragutin drahomira drahoslav drahoslava drazen dreama drema ~drew dries drucilla
drusilla duane duarte duc dudley duilio duje dulce duma dumisani dumisile dumitra dumitrana duncan ~dung dunia durante durdica
duro durodola dursun dusan dustin ~dusty duuk dwain dwayne dwight dyan dylan dylano eakumbu eamon eamonn eanna ~earl earle
earlean earleen earlene earline ~earnest earnestine eartha ~easter ebba ebbe eberhard eberhardt eboni ~ebony ecaterina ~echo
eckard eckart eckehard eckhard eckhardt eckhart ~ed eda edda eddie ~eddy edel edelbert edelmira edelmiro eden edgar edgardo edie
edina edinson edison ~edit edita edith edmond edmund edmundo edna edoardo edouard edu eduard eduarda eduardo edvard edvin edward
edwardo edwin edwina edythe eemeli eemil eero eetu eeva effie efrain efren eftimia egbert eggert egil egon ehrenfried ehrhard
eija eila eileen eilis eilish eimear eimer einar einer eino eirik eitel eivind ekalinga ekansh ekapad ekaraj ekaterina ekavir
ekbal ekkehard ekkehart ekow ekrem ekundayo ekundu eladio elaina elaine elana elanor elayne elba elbert elda elden eldon eldora
eldridge eleanor eleanora eleanore elease ~elemer elena eleni elenor elenora eleonora eleonore eleuterio elfriede eli elia
eliabeth eliakimu eliana elias elicia elida eliecer elif eligio elijah elin elina eline elinor elisa elisabet elisabeta
elisabeth elisaveta elise eliseo elisha eliska elissa eliza elizabeta elizabeth elizbeth elizebeth elke elkin ella elladio ellen
ellie elliot elliott ellis ellsworth elly ellyn elma elmar elmer elmira elmo elna elnora eloa eloah elodia elodie elois eloisa
eloise elouise eloy elpidio elroy els elsa ~else elsie elton elva elvera elvia elvie elvin elvina elvira elvis elwood elyas
elyse elzbieta ema emanuel emanuela emanuella emanuelly emeka emelda emelia emelie emer emerson ~emery emese emiel emigdio emiko
emil emile emilee emilia emilian emiliano emilie emilio emilly emily emin ~emir emma emmanuel emmanuelle emmerich emmet emmett
emmie emmitt emmy emogene emory emre emrys ena encarnacion enda endre enedina eneida engelbert engin enid eniko eniola ennio
enno enoch enock enola enrico enrique enriqueta ensio enver enzi enzio enzo eoghan eoin epifania epifanio ~era eraldo erasmo
ercan erdal erdogan erhard erhardt eric erica erich erick ericka erik erika erin erinn erkan erkki erlene erlinda erline erling
erma ermanno ermelinda ermenegildo ermes erminia erna ernest ernestina ernestine ernesto ernie erno ernst ernst-august
ernst-dieter ernst-otto erol errol ervin erwin eryk erzsebet esa esben esi esko esmee esmeralda esparta espartaco espen
esperanza espiridion essie esta esteban estefania estela estell estella estelle ~ester estera esther estrella esupofo eszter
etelka ethan ethel ethelene ethelyn ~ethyl etienne etta ettore euan eufrosina eugen eugene eugenia eugenie eugenio eula eulalia
eun eunan eunice eusebia eusebio eustaquio eutimio eutropio eva evalyn evan evance evangelina evangeline evanghelina evans
evaristo ~eve evelia evelien eveliina evelin evelina eveline evelio evelyn evelyne everett everette everlyne evette evi evie
evon evonne evy ewa ewan ewatomi ewelina exie ezekiel ezequiel ezio ezra faas fabia fabian fabiana fabienne fabio fabiola
fabricio fabrizio facundo fadekemi faderera fae fahari faisa faisal ~faith falan fallon fanaka fanni fannie ~fanny faqid farah
faraj faraja faras farhan farhiya farijika fariq faris farrah fatima fatuma faustina faustino fausto ~fawn ~fay faye fe feargal
fearghal febe fedde fedele federico federigo fehintola felecia felica felice felicia feliciano felicita felicitas ~feline felipa
felipe felisa felisha felix felton femke feng ferdinand ferdinando ferenc fergal fergus fermin ~fern fernanda fernando ferne
ferney festus ffion fiachra fibikemi fidel fien fiifi fikayomi filiberto filip filipa filipe filippa filippo filofteia filomena
finbar finbarr finian finn fintan fiona fionan fionn fionntan fionnuala fiorenzo fiorino fitan fito fiyaz flannan flavia flavio
flemming fletcher fleur flo floare floarea flor ~flora florance florence florencia florencio florene florenta florentin
florentina florentino floretta florian floriana florica florida ~florin florina florinda florine floris flossie floy floyd
folake folashade folke folu fonda ~forest forrest fortunata fortunato ~foster frado fran france ~frances francesca francesco
francie francina francine francis francisca francisco franciska franciszek franck franco francois francoise franjo ~frank
frankie franklin franklyn frans frantisek frantiska franz frazer fred freda freddie freddy frede frederic frederica frederick
fredericka frederico frederik frederique fredia fredo fredric fredrick fredrik fredy freeda ~freeman freida freja freya frida
fridah fridolin frieda friedrich ~fritz frode frusina fryderyk fulgencio fulvio fuma fumiko funmi gabino gabor gabriel gabriela
gabriele gabriella gabrielle gabrielly gael gaetano gagan gail gaja galasso ~gale galen galo garech gareth garfield ~garland
~garnet garnett ~garret garreth garrett garry garth garvan gary gaspar gaspare gaston gastone gaurang gaurav gautam gavan gavin
~gay gaye gayla gayle gaylene gaylord gaynell gbadebo gbolahan gbowoade geanina gearldine gearoid geert geeta geir gemma gena
genaro ~gene geneva genevieve genia ~genie gennie genoveva gentiana geoffrey georg george georgene georges georgeta georgetta
georgette georgia georgiana georgianna georgie georgina georgine georgios gerald geraldine geraldo geralyn gerard gerardo gerd
gerda gergely gergo geri germaine german geronimo gerrard gerri gerrit gerry gert gertha gertie gertrud gertrude gervasio geta
gethera geza ghauth gherghina gia giacinto giacobbe giacomo giampaolo giampiero gian giancarlo gianfrancesco gianfranco gianina
gianluca gianluigi gianmarco gianni gianpaolo gianpietro gideon giel ~gifty gigi gijs gil gilbert gilberto gilda giles ~gilles
gillian gina ~ginger ginny gino gioacchino gioachino gioele gioffre gionata giorgiana giorgio giosue giovanna giovanni girik
girindra girish girolamo gisela gisele giselle gita giulia giuliana giuliano giulio giuseppe giustino gizella gladis ~glady
gladys glauco ~glen glenda glendora glenn glenna glennie glennis glinda gloria ~glory glynda godelieve godofredo goffredo golda
goldie goma goncalo gonzalo gopal goran gordan gordana gordon gorm gosta goyo ~grace gracia graciano gracie graciela ~grady
graeme ~graham graig grainne ~grant granville gratiana gratiela graziano greco greg gregg gregoire gregor gregoria gregorio
gregory greta gretchen grete grethe gretta griselda gro grover grzegorz guadalupe guarino gudrun guglielmo gugu gugulethu guido
guilherme guillaume guillermina guillermo guiomar ~gun gunbir guneet gunhild gunilla gunn gunnar ~gunnel ~gunner gunther
gurpreet gus gussie gustaf gustav gustavo gustaw gusztav guus ~guy gwen gwenda gwendolyn gwenn gwyn gwyneth gyongyi gyorgy
gyorgyi gyozo gyula ~ha hadassa hadithi hae hai haiba hailey hajnalka hakan hakon hal ~haley halima halina halisi hallie hamis
hamish hamisi hamza hana hanan hanh hanja ~hank hanna hannabel hannah hanne hannele hannelore hannu hans harald harambee hardik
harish harlan harland harley ~harmony harold haroldo ~harper harpreet harri harriet harriett harriette harris ~harrison harry
~harsh harshil haruto harvey hashiki hassan hatima hattie havard hawehindi haydee hayden hayley haywood ~hazel ~heath ~heather
~hector hedvika hedwig hedy hee hege heide heidi heike heikki heinrich heitor hekima helen helena helene helga helge heli
heliodoro hellen hellena hellevi helmi heloisa hemang hendrik ~henna henri henrieta henrietta henriette henrik henrique henry
heracleea heraclio ~herb herbert herberto heriberto herlinda herman hermelinda hermenegildo hermina hermine herminia herminio
hernan hernando herschel hershel hester hettie hidaya hidde hilaria hilario hilary hilda hilde hildegard hildegarde hildred
hilkka hillary hilma hilton hipolito hiram hiroko hiroshi hitesh hjalte hoa hobert hodari holger holley holli hollie hollis
~holly ~homer homero ~honey hong honore ~hope horace horacio hortencia hortense hortensia horymir hosea houston howard hoyt
hredhaan hritik hrvoje hubert huey hugh hugo hugues hui hulda humaiya humberto ~hung hunor ~hunter huong hussein ~hyacinth hye
hyman hynek hyon hyun hywel iain ian iara iasmina iban ibidapo ibironke ibolya ibrahim ica ida idalia idell idella idrees iesha
ifeoma ige ignac ignacia ignacio ignacy ignazio igor iida ika ikbal ike ikeoluwa iker ila ilana ilari ilda ildefonso ildiko
ileana ilene iliana ~ilias ilija ilinca ilkka ilmari ilona ilse iluminada ima imany imara imaran imelda imogene imran imre ~in
ina inaya india indira indrajit inell ines inez inga inge ingeborg ingegerd ingela ingemar inger ingrid ingvar inioluwa inkeri
inocencia inocencio ioana ioanina iola iolanda iona ione ionela ionelia iosefina ippazio ira iren irena irene iretioluwa
iridenta irina irine ~iris irish irja irma irmeli irmgard irvin irving irwin isa isaac isabel isabela isabell isabella isabelle
isabelly isadora isaiah isaias isaque isaura isaya isela iseoluwa ishaan ishola ishwar isiah isidoro isidra isidro isis ismael
ismail israel isreal issac issack istvan itanya ituri iulia iuliana iustina iva ivan ivana ivanka ivar iver iveta ivette ivica
ivka ivo ivona ivonne ivor ~ivory ~ivy iwan iwo iyabode iyadunni izabela jaakko jaana jabulani jacalyn jacek jacinta jacinto
jack jackeline jacki jackie jackline jacklyn jackson jaclyn jacob jacobo jacopo jacqualine jacque jacquelin jacqueline jacquelyn
jacquelyne jacquelynn jacques jacquiline jacquline jacqulyn jada ~jade jadranka jadwiga jae jafet jagat jagdish jahi jai jaime
jaimie jair jairaj jairo jake jakob jakov jakub jaleesa jalia jalmari jamaal jamal jamar jame jamel james jamey jami jamie
jamila jamison jammie jan jana janae janay jane janeen janel janell janelle janene janessa janet janeta janeth janett janetta
janette janey jangwa jani janice janie janina janine janis janita janja janko jann janna janne jannette jannie jannik jannis
jano janos jaqueline jared jari jarkko jarl jarlath jarleth jarmila jarmo jarod jaromir jaroslav jaroslava ~jarred jarrett
jarrod jarvis jasiri jasmin jasmina jasmine jasminka jasna jason ~jasper jaspreet jatin jaunita javi javier jaxon ~jay jayden
jayla jayme jayne jayson jazmin jazmine jc jean jean-luc jean-pierre jeana jeane jeanene jeanetta jeanette jeanie jeanine jeanna
jeanne jeannette jeannie jeannine jed jedrzej jeet jeff jefferey jefferson jeffery jeffrey jeffry jelani jele jelena jelle jelte
jemma jen jena jenaro jenell jenelle jenette jeni jenice jenifer jeniffer jenine jenise jenna jennefer jennette jenni jennie
jennifer jenniffer jenny jeno jens jeppe jerald jeraldine jeramy jere jeremi jeremiah jeremias jeremy jeri jerilyn jermaine
jermiah jeroen jerold jerome jeromy jeronimo jerrell jerri jerrie jerrod jerrold jerry jerzy jesenia jesica jesper jess jesse
jessenia jessi jessica jessie jesus jesusa jettie ~jewel jewell jhon jhonatan ji-woo jill jillian jim jimena jimmie jimmy jin
jina jindrich jindriska jing jip jiri jirina jitka jo joachim joakim joan joana joanie joann joanna joanne joao joaquim joaquin
joaquina ~job jocelyn jodee jodi jodie jody joe joeann joel joella joelle joellen joep joesph joetta ~joey johan johana johann
johanna johannes john johnathan johnathon johnetta johnie johnna johnnie johnny ~johnson joi ~joke jolan jolana jolanda joleen
jolene jolie jolien jolynn jon jona jonah jonas jonatan jonathan jonathon jonell jonelle joni jonna jonnie joojo joona joonas
joost jordan jordi jordon jordy jorge jorgen joris jorma jorn jort jorunn jos jose josef josefa josefin josefina josefine
joselyn joseph josephina josephine josette josh joshua josiah josie josip josipa josko joslyn joso jospeh josphat josphine josue
jouko jouni jovana jovita ~joy joyce joycelyn joye jozef jozo jozsef jua juan juana juanita jude judi judie judit judita judith
judson judy juha juhani juho jukka julee jules juli julia julian juliana juliane juliann julianna julianne julie julien
~julienne juliet julieta julieth juliette julijana julio julissa julita julius juliusz juma jumaane ~jun june jung ~junior
junita juraj jure jurgen jurre jussi justin justina justine justiniani justus justyna jutta juwon kaarina kabir kacey kaci kacie
kacper kacy kahurangi kai kaiden kaija kaique kaisa kaitlin kaitlyn kaja kajetan kala kalervo kalevi ~kaley kali kalina kalle
kalman kalpit kaluwa kam kamau kami kamil kamila kamilly kandace kandi kandice kandy kane kaombwe kara karama karan kare kareem
karel karen karey kari karie karim karin karina karine karissa kariuki karl karla karleen karlene karlo ~karma karmen karol
karoliina karolina karoline karoly karolyn karon karren karri karrie karsten karyl karyn kasandra kasey kashangaki kasia kasie
kaskazi kaspar kasper kassandra kassie kata katalin katariina katarina katarzyna kate katelyn katerina kathaleen katharina
katharine kathe katherin katherine kathern katheryn kathey kathi kathie kathleen kathlene kathlyn kathrine kathryn kathryne
kathy kathyrn kati katia katica katie katina katja katlyn katri katrice katrien katriina katrina kattie katy kavita kay kaye
kayla kaylee kayleen kayleigh kaylene kazimierz kazuko kealan keano kecia keelan ~keely keena keenan keesha keiko keisha keith
keji keld keli kelle kellee kelley kelli kellie kelly kellye kelsey kelsie ~kelvin kemunto ~ken kena kendall kendra kendrick
keneth kenisha kenji kenn kenna ~kennedy kenneth kennith kenny kent kenton kenya kenyangi kenyatta kenyetta keri kermit kerri
kerrie kerry kerstin kerttu kerubo kesha keshia keven kevim kevin khadija khalid khamani khamisi khanyisile kia kiaan kiah kian
kiana kiapo kiara kiaran kibafupia kibet kibibi kiburi ~kick kiera kieran kiernan kieron kiesha kieth kijana kijani kikelomo
kiley kilian killian kim kim-anh kimani kimber kimberely kimberlee kimberley kimberli kimberlie kimberly kimbery kimbilio kimiko
kimmo kimya kinaya kindra ~king kinga kinubi kiojah ~kip kipenzi kipepeo kira kiran kirby kirk kirsi kirsten kirsti kirstin
kirsty kisha kisima kitti ~kitty kiume kiwara kizzy kjeld kjell kjersti kjetil klara klaudia klaudie klaus klavs klement knut
koen kofi kojo kolawole kondo konrad konradi konstantin konstantinos konstanty korede korey kori kornel kornelia kory kourtney
kovu kraig kris krish krishna krista kristal kristan kristel kristen kristi kristian kristie kristiina kristijan kristin
kristina kristine kristof kristofer kristoffer kristopher kristy kristyn kristyna krisztian krisztina krisztofer krysta krystal
krystian krystle krystof krystyna krzysztof ksawery kuchanua kujoe kum kurt kurtis kurunzi kusiima kveta kvetoslava kwabena
kwadwo kwaku kwame kwamena kwasi kweku kweli kwesi kyalo kyan kyano kyara kyla kyle kylee kylie kyllikki kym kymberly kyong kyra
kyung laban ~lacey lachlan laci lacie lacramioara ~lacy lada ladislav ladislava ladonna ~lady laetitia lai laila lailati laini
lais lajos lakeisha lakesha lakeshia lakisha laksh lakshit lakshmi lamar lamberto lamont lan lana ~lance lando landon ~lane
lanell lanette langalibalele lani lanita lanny laquita lara larae laraine larhonda larisa larissa laronda larry lars larue
lasandra lashanda lashawn lashonda lashunda lasse laszlo latanya latasha latashia latesha latia laticia latisha latonia latonya
latoria latosha latoya latrice latricia latrina launa laura laure laureano laureen ~laurel lauren laurence laurene laurens
laurent laurentia laurenz lauretta laurette lauri laurice laurie laurin laurine laurits laus laust lautaro lavada lavera lavern
laverna laverne lavina lavinia lavon lavonda lavonia lavonne lawana lawanda lawanna lawerence lawrence lawrencia layla lazaro
lazzaro le ~lea leah ~lean leana leander leandra leandro leann leanna leanne leatha leatrice leda ~lee leeann leeanna leeanne
leen leena leesa ~lei leidy leif leigh leighann leila leilani leisa leke lela leland lelia lemuel len lena lenard lene lenka
lenn lenna lennard lennart lennarth lennie lenny lenora lenore leo leola leon leona leonard leonarda leonardo leone leonel
leonhard leonie leonila leonor leonora leonore leontina leopold leopoldina leopoldo leora leos leota lera lere leroy les lesa
lesia leslee lesley lesli leslie lessie lester leta letha leticia letitia lettie letty levente levi lewis lex lexie lezlie li
lia liam liana liane libby liberto ~liberty libor librada libuse lida lidia lidija ~lien liesbeth lieve ligia liisa lila lili
lilia lilian liliana liliane lilla lillian lillie lilly ~lily lin lina lincoln linda lindiwe lindsay lindsey lindy ~line linet
linette ~ling linh linn linnea linnie ~lino linsey linus linwood lioara lionel lisa lisandro lisbeth lise lisette lisha lissa
lissette lita liv livia livio liwia liz liza lizabeth lizbeth lizeth lizette lizzie ljiljana ljubica lloyd ~loan lodovico loek
logan lohit loida lois lola lolita loma lon lona londisizwe londiwe ~long loni lonna lonnie lonny lora loraine lorcan ~lore
loredana loree loreen lorelei loren lorena lorene lorenz lorenza lorenzo loretta lori loriann lorie lorinda lorine lorna
lorraine lorretta lorri lorrie lory lotta lotte lottie ~lou louann louanne louella louie louis louisa louise lourdes lourenco
louvenia lovella lovie lovisa lovre lovro lowell loyce loyd lu luan luana luann luanne luara lubomir lubos luc luca lucas lucca
luce luchino lucia luciana luciano lucie lucien lucienne lucija lucila lucile lucille lucina lucinda lucio lucius ~lucky
lucrecia lucretia lucy ludek ludie ludmila ludovica ludovico ludvig ludvik lue luella luigi luis luisa luisana luise luiza luka
lukas lukasz luke lula ~lulu luminita lumir luna lungile lunna lupe lupita lura lurline lutgarde luther luuk luvenia luyanda luz
lwandile lyda lydia lydie lyla lyle lyman lyn lynda lyndon lyndsay lyndsey lynell lynelle lynette lynn lynne lynnette lynsey
lynwood ~ma maanas maanav maaria maarit maarten mabel mable ~mac macauley machelle macie maciej mack mackenzie macy madaha
madalena madaline madalyn madeleine madeline madelyn madge madhav madie madini madison madlyn madoa madonna mads mae maegan
maeve mafalda magaly magan magaret magda magdalen magdalena magdalene magdolna magen maggie magne ~magnolia magnus mahali mahesh
mahmoud mahulena mai maia maida maija maina maira mairtin maisha maisie maite maj maja majani ~major majorie makayla makini maks
maksim maksymilian makunga makuu malachy malcolm malcom malena malgorzata malia malik malika malin malinda malisa malissa maliza
~mallory malthe malvina malwina mamie mammie ~man mana manaia manan manbir manda mandi mandla mandlakhe mandy manon manpreet
manthan ~manual manuel manuela manuella manus ~maple mara maranda marc marcantonio marcel marcela marcelina marceline marcelino
marcell marcella marcelle marcello marcellus marcelo marcheta marci marcia marcie marcin marcio marco marcos marcus marcy ~mare
marek maren marga margaret margareta margarete margaretha margarett margaretta margarette margarida ~margarita margarite
margarito margart margaud margaux ~marge margeret margery marget margie margit margo margorie margot margret marguerita
marguerite margurite mari maria mariah mariam marian mariana mariann marianna marianne mariano maribel maribeth marica maricela
maricica marie marie-claire marie-louise mariel mariela marietta mariette marija marijan marijana marijke marijn marika marilee
marilena marilou marilu marilyn marilynn marin marina ~marine marinela marini marinus mario marioara marion marisa marisela
marisol marissa marit marita maritza marius mariusz marja marja-leena marja-liisa marjaana marjani marjatta marjo marjorie
marjory marjut ~mark marketa marketta markita markku marko markus marla marlana marleen marlen marlena marlene marleny ~marlin
marlo marlon marlyn marlys marna marni marnie marquerite marquetta ~marquis marquita ~marry marsha marshall ~mart marta marte
martha marthe marti martim martin martina martine martino marton martti ~marty martyn marva ~marvel marvin mary marya maryalice
maryam maryann maryanne marybeth maryellen maryjane maryjo marylee marylin marylou marylyn maryse masako ~mason massimiliano
massimo ~mate matea matej mateja mateo mateus mateusz matheo matheus mathew mathias mathieu mathijs mathilda mathilde matias
matija matilda matilde mato matous mats matt matteo matthew matthias matthieu matthijs matti mattia mattias mattie matunda
matyas maua maud maude maudie maura maureen maurice mauricio maurilio maurine maurits maurizio mauro maurycy mavis mavuno ~max
maxie ~maxim maximilian maximiliano maximo maxine maxwell ~may maya maybell maybelle maye mayme maynard mayra mazie mcebisi
mckenzie mckinley meagan meaghan mechelle mee meera mees ~meg megan meggan meghan meghann mehmet mei mel melaine melania melanie
melany melba melina melinda melisa melissa melissia melle mellie mellisa mellissa melodie ~melody melonie ~melony melva melvin
melvina melynda mercedes ~mercy meredith meri meridith merijn merilyn merja merle merlene merlin merna merri merrill ~merry mert
mervin mervyn mery meryl meshack ~meta mette mhairi ~mi mia micael micaela micah miceal micha michael michaela michal michale
micheal michel michelangelo michele micheletto micheline michell michelle michelotto michiel michiko ~mick ~mickey micki mickie
mieke mieszko migdalia miguel miguelina mihael mihaly mijo mik mika mikael mike mikel mikhail mikkel mikki mikko miklos mikolaj
mikulas mila milada milagro milagros milan mildred ~mile milena ~miles milford milica milissa milka millard millicent millie
milo milos miloslav miloslava milosz milton miluse mimi ~min min-jun mina mindi ~mindy minenhle minerva ming minh minna minnie
miquel mira miranda mirco mireille mireya miriam mirian mirja mirjam mirjami mirjana mirko mirna miroslav miroslava mirta mirtha
mislav ~missy misti ~misty misuli mitch mitchel mitchell mitesh mittie mitzi mkarkara mladen mlungisi mnqobi moa modesta modesto
modupe mofifoluwa mogens mohamed mohamedi mohammad mohammed moira moises mojisola mojisoluwa mojmir mollie ~molly mona monica
monicah monika monique monroe monserrate monte monty mora moraa moradeke morayo morena morenike morgan moritz morolake morris
morten mortimer ~morton mose moses moshe mosinmileoluwa mosunmola motunrayo moyosore mozell mozella mozelle mrihani mthokozisi
muhammad muhammed muhima mui mulele muriel murilo murray musa musila mustafa muthoni mutua mutuku mwamini mwangi mwasaa mwezi
~my myles myong myra myriam myrle myrna myron myrtice myrtie myrtis ~myrtle myung mzamo nachiket nada nadezda nadia nadine
nafula naiara nair najuma naki nakia nakisha nakita naksh nakul nan nana nanci nancie nancy nandor nanette nannette nanni nannie
naoise naoma naomi ~napoleon napoleone narcisa nashipie nasra natalia natalie natan nataniel natasa natasha natasza nath
nathalie nathan nathanael nathanial nathaniel nathari natividad natosha naud naveen nayfa ndumiso neal ned nedra neel neha neil
neill nekesa nela nelah nelda nele nelia nelida nell nella nelle nellie nelly ~nelson nena nenad neoma nereida nerissa nestor
neta nettie neva nevaeh nevenka neville ~newton nga ngamia ngeni ngoc ngozi nguyen nhlanhla nia niall niamh niara niccolo
nichelle nichol nicholas nichole ~nick nicki nickie nicklas nickolas nickole ~nicky nico nicol nicola nicolai nicolaj nicolas
nicolasa nicole nicolette nicolle nicolo nidia niek niels nieves nigel nigesa nihal niina nika niki nikia nikita nikki niklas
niko nikodem nikol nikola nikolai nikolaj nikolas nikolaus nikole nikolett nikoletta nikolina nikos niksa nila nilda nils nilsa
nimakoah nina ninfa ninioluwa nino nisa nisha nita nitesh niyilolawa njabulo njeri njoroge njozi njuguna nkazimulo nneka noa
noah nobantu ~noble nobuhle noe ~noel noelia noella noelle noemi nokulunga nola nolan noma nomagugu nomalanga nomasonto
nomathalente nomathemba nomcebo nomsa nomthandazo nomusa nomvula nona nonhlanhla nonjabulo noor noora nora norah norbert
norberto noreen norene norine norma norman normand norris nothando noud nour nout ~nova ~novella noxolo nozibusiso nozizwe
nqobizitha ntimi nubia nuhu nula ~numbers nuno nuria nuriat nwabudike nyasi nydia nyla nyoka nyoni nyota nyuki oba obanijesu
obdulia obinna oceane ochieng ocie octavia octavio ~odd odell odessa odette odhiambo odhran odilia odis ofelia ogooluwa oisin
oivind ojas ojvind ok oke oksana ola oladare oladimeji olaf olajumoke olakunle olanrewaju olansile olasunmbo olav olavi oldrich
~ole olen oleta olfert olga olgierd olin oliva ~olive oliver olivia olivie olivier oliwier olle olli ollie olof ololade olov
olufunke olufunmilayo olumide olumorotimi oluwafemi oluwagbemiga oluwakemi oluwamumibori oluwamuyiwa oluwasanmi oluwasegun
oluwaseun oluwole olwethu olympia oma omaira omar ~omega omer omkaar omobobola omobolanle omodunni omolabake omolara omondi
omosalewa omotara omotayo omotola omotoun omowumi ona ondrej oneida onkar onni onveer onyango ~opal ophelia opwonya ora oralia
orazio oren oreofe oreste orinder orla orlando orni orpha orsolya orval orville orvokki oscar oskar oskari osogo ossie osunleke
osvald osvaldo oswaldo otakar otavio otha otieno otilia otis oto ottavio otto ottone otylie ouida ouma ove ovli owen owethu
oyenike oyindasola oystein oyvind ozella paavo pablo padma padraig ~page paige paivi ~pal palle palma ~palmer paloma pam pamala
pambe pamela pamelia pamella pandora panfilo ~pansy panya paola paolo paride paris ~parker parth particia ~pascal pascual pasi
paskalia pasqual pasquale ~pat ~patience patrica patrice patricia patricie patricio patrick patrik patrina patrizio patryk
~patsy patti pattie ~patty paul paula pauletta paulette pauli pauliina paulina pauline paulo pavao pavel pavla pavlina ~paw
pawel ~peace ~pearl pearle pearlene pearlie pearline peder pedro peggie peggy pekka pelaji pellegrino penelope penney penni
pennie ~penny pentti pepijn per percy perla pernilla pero perry pertti petar pete peter petr petra petri petrina petter petteri
phil philip philipp philippe philippine phillip phillis philomena ~phoebe phuong phylis phyliss phyllis pia piedad ~pier
pierangelo piergiorgio piergiuseppe pierluigi piermaria piero pierpaolo ~pierre piersanti pieter pietro pilar pim ~pinkie piotr
~piper pirjo pirkko piroska ~polly pompeo pomponio pooja popobawa ~poppy porfirio porsha ~porter portia poul pranav praneel
pranit pratyush preben ~precious premysl preston pricilla ~prince ~princess priscilla priya ~prudence przemyslaw puccio pumbaa
~purity qabil qadim qarin qasim qiana quang ~queen queenie quentin quiana quincy quinn quinten quintin quinton rachael racheal
rachel rachele rachell rachelle rachit racquel radek radeke radim radka radomir radoslav radoslaw radovan rae raeann rael raewyn
raf rafael rafaela rafal raffael raffaele raffaellino raffaello raghav ragnar ragner ragnhild rahul raija raili raimo raimondo
raina raj rajesh raleigh ralph ramesh ramiro ramon ramona ramonita rana ranae ranbir randa randal randall randee randell randi
randolph ~randy rania ranieri ranveer raphael raquel rashad rasheed rasheeda rashid rashida rashidi rasmus raul ~raven ravi ravy
~ray rayaan rayan raye rayford raylene raymon raymond raymundo rayna reatha reba rebbeca rebbecca rebeca rebecca rebeka rebekah
reda reece ~reed refugio regan regena regenia reggie regina reginald rehaan reid reidun reijo reiko reina reinaldo reka rekha
rembrandt remedios remy rena renae renaldo renan renata renate renato rene renea renee renetta renita rens renzo reshoni reta
retha retta reuben reva rex rey reyansh reyes reyna reynaldo rhavi ~rhea rhett rhiannon rhoda rhonda rhys ria ricardo riccardo
ricciotti ~rich richard richardt richelle richie ~rick rickard rickey rickie ~ricky rico rigoberto riikka riitta rik rikki
~riley rina risa risasi rishi risto rita ritva ~roan ~roar ~rob robbe robbie robbin robby robert roberta roberto robin robinson
robt robyn rocco rochell rochelle rocio ~rocky ~rod roderick rodger rodney rodolfo rodrick rodrigo rogelio ~roger rohan roisin
roko roksana roland rolanda rolando rolf rolland roma ~romaine ~roman romana romano romelia ~romeo romolo romona ron rona ronald
ronaldo ronda roni ronith ronja ronke ronna ronni ronnie ronny roosevelt rory rosa rosalba rosalee rosalia rosalie rosalina
rosalind rosalinda rosaline rosalva rosalyn rosamond rosana rosann rosanna rosanne rosaria rosario rosaura roscoe ~rose roseann
roseanna roseanne rosella roselyn rosemarie ~rosemary rosendo rosetta rosia rosie rosina rosita roslyn ross rostislav ~rowan
rowena roxana roxane roxann roxanna roxanne roxie roy ~royal royce roza rozalia rozalija rozella rozsa rua ruairi rubani ruben
rubie rubin ~ruby rubye rudi rudolf rudolph rudra rudy rueben rufina rufino rufus ruggero ruggiero ruhiu rui ~rune rungo rupert
rushil russ russel russell ~rusty ~rut ruth ruthann ruthie ruza ruzena ruzica ryan ryszard s'fiso saara sabari sabatino sabina
sabine ~sabra sabrina sachiko sadaka sadao sade sadie sadiki ~safari safiri ~saga sai sakari saksham sakura sal salena salim
salina sallie sally salma salome salomey salvador salvatore salvi sam samaksh samantha samar samara samarth samatha samesh sami
samira sammie sammy samson samual samuel samuli samwel samweli ~sander sandi sandile sandor sandra sandro sandu ~sandy sanford
~sang sanja sanjay sanjuana sanjuanita sanna sanne sanora santa santana sante santeri santiago santina santino santo santos
saoirse sara sarabi sarafina sarah ~sari sarina sarita sarka sarthak sasa sascha sasha sathvik satu saul saundra sauti ~savanna
savannah saverio ~scarlet scarlett scot scott scottie scotty seamus sean sebastiaan sebastian sebastiano sebastiao sebastien
sebrina segilola seif seija selena selene selina selma sem senn ~senna sep sepp seppe seppo serafin serafina serena sergei
sergio sergius serina seth seung severin seye seymour sha ~shad shadrack shaina shakira shalonda shameka shamika shana shanda
shandra shane shaneka shanell shanelle shani shanice shanika shaniqua shanita shanna shannan shannon shanon shanta shante
shantel shantell shara sharee sharen shari sharita sharla sharleen sharlene sharon sharonda sharron sharyl sharyn shasta shaun
shauna shaunna shaurya shavon shavonne shawana shawanda shawn shawna shawnda shawnee shawnna ~shay shayla shayna shayne shea
sheena ~sheila sheilah shekoni shela shelba shelby sheldon shelia shelley shelli shellie ~shelly shelton shemika shena shenita
sheree sheri sherie sherilyn sherita sherley sherly sherlyn sherman sheron sherrell sherri sherrie sherrill sherron ~sherry
sherryl sherwood shery sheryl shida shiela shira shirlee shirleen shirlene shirley shirly shivansh shon shona shonda shonna
shoshana shreya shu sibonelo sibongile sibusisiwe sibusiso ~sibyl sid siddharth sidney siem ~sienna ~sierra sifa signe sigrid
sigurd sihawukele sijuade siku sil silas silje silke silondile silva silvana silvano silvia silvie simao sime simen similoluwa
simisola simiyu simon simona simone simonne simphiwe simphiweyinkosi simran sindre sindy sinead sinikka sinisa siobhan
siphesihle sipho siri sirkka sirpa sisko sissel sita sithembiso siv siyabonga sjoerd skolastika skye skylar slavena slavica
slavko slavomir slyvia snjezana ~so socorro sofia sofie ~sol solange soledad solene solomon solveig sommer ~son sona sondra
sondre ~song sonia sonja ~sonny sonya soo soo-jin sook ~soon sophia sophie soraia soraya soren sowande spencer sphiwe ~spring
stacey staci stacia stacie stacy stan stana stanford stanislav stanislava stanislaw stanley stanton ~star starla starr steen
stef stefaan stefan stefani stefania stefanie stefanija steffanie stefica ~stein steinar stella sten stepan stepanka stephaine
stephan stephane stephani stephanie stephany stephen stephenie stephine ~sterling steve steven stevie stewart stian stig stijn
stina stine stiven stjepan ~stormy stuart su subomi sudie ~sue sueann suellen suk suleiman ~summer ~sun ~sung sungara sunil
sunita ~sunny ~sunshine suresh susan susana susann susanna susannah susanne susie suvi suzan suzana suzann suzanna suzanne
suzette suzie suzy svatopluk svatoslav svein sven svenning sverre svetlana swala sybil syble sydney sylvester sylvia sylvie
sylwia synnove synthia syreeta szabolcs szilard szilveszter szilvia szymon ta-tanisha tabatha tabetha tabitha ~tad tade tadeas
tadeusz tage takatifu takisha talia talisha talitha ~tam tamala tamar tamara tamas tamatha tambika tameika tameka tamekia tamela
tamera tamesha tami tamica tamie tamika tamiko tammara tammi tammie tammy tamra tamu tana tanay tanesha tangela tania tanika
tanish tanisha tanja tanna ~tanner tanveer tanya tao tapani tapio tara tarah tarak tariq tarja tarsha taryn tasha tashia tatiana
tatjana tawana tawanda tawanna ~tawny tawnya taylor ~tea ~ted teddy teemu teena teerth tejas tejs tellervo temeka temidayo tena
tenisha tennie tennille teodor teodora teodoro ~tequila tera tereasa terence teresa terese teresia teresita teressa terez tereza
terezia terezija teri terje tero terra terrance terrell terrence terresa terri terrie ~terry terttu tesha tess tessa tessie teun
thabani thabisa thabisile thabiti thabo thad thaddeus thalente thales thalia thandazile thandeka thandiwe thando thanh thao thea
theda thelma themba thembeka thembekile thembile thembisile theo theodor theodora theodore theodoro theola theophile theresa
therese theresia theron thersa thi thiago thibault thibaut thierry thijmen thijn thijs thom thomas thomasina thomasine thor
thresa thu thurman thuthukile thuy tia tiago tiana tianna ~tiara tibor tierra ties tiesha tiffani tiffanie tiffany tiffiny tiina
tijmen tijn tijs ~tilde tillie ~tilly tim timea timmy timo timon timoteo timothee timothy tina ~tine ~tiny tisa tisha titilayo
titus tivadar tiziana tiziano tobias tobiasz toby tod todd toivo toki tokunbo tola tolulope toluwanimi tom tomas tomasa tomasz
~tome tomeka tomi tomika tomislav tommi tommie tommy tomo tomoko tomori tonda ~tone ~toney toni tonia tonie tonja tonje tonny
tony tonya ~tor torben torbjorn ~tore tori torill tory tosha toshiko tove towanda toya tracee ~tracey traci tracie tracy trang
travis trena trent trenton tresa tressa tressie treva trevor ~trey tricia trina trine trinidad ~trinity trish trisha trista
tristan troels trond ~troy trudi trudie trudy trula truman tuan tuere tufani tuija tukufu tunde tuomas tuomo turid tuula tuulia
tuulikki tuyet twan twana twila twyla ty tycho tyesha tygo tyler tymon tymoteusz tyra tyree tyrell tyron tyrone tyson uche udant
udarsh udeera uffe ulf ulla ulrik ulrika ulrike ulysses uma umang umar una unni uolevi upkaar uriel ursula urszula usha ushindi
usiku utkarsh uwe uzima vaclav vada vagn vaino ~val valarie valda valdemar valencia valentijn valentim valentin valentina
~valentine valentino valeria valerie valery vallie valorie valter valtteri ~van vance vanda vanesa vanessa vanita vannessa vasco
vasyl vaughn veda vedant vedran ~veer veera veerle vegard veikko velda veli velia vella velma velva ~velvet vena venessa venice
venita venus veola vera verda verdell verdie verena vergie verla verlene verlie vern verna vernell verner vernetta vernice
vernie vernita vernon verona ~veronica veronika veronique versie vesa vesna vesta veta vicenta vicente vickey vicki vickie vicky
victoire victor victoria vida vidar vigo vihaan vijay vikki vikram viktor viktoria vilde vilem vilhelm viljami villads ville
vilma vilmos vina vince vincent vincenza vincenzo vinicius vinnie ~viola ~violet violeta violette virag viraj virgie virgil
virgilio virgina virginia virginie vit ~vita vitezslav vito vitor vitoria ~viva vivaan vivan vivian viviana viviane vivien
vivienne vjekoslav vladimir vladislav vlado vlasta vlastimil vojtech von vonda vonnie vratislav vusumuzi ~wade wafula wahab wai
~waldo ~walker wallace ~wally walter walton waltraud wambua wambui wamwema wanda wanita wanjala wanjiku wanjiru ~ward warinder
warjas ~warner warren waylon wayne wazir wei wekesa weldon wenche wendell wendi ~wendy werner wes wesley wessel weston whitney
wiktor wilber wilbert wilbur wilburn wilda ~wiley wilford wilfred wilfredo wilfrido wilhelm wilhelmina ~will willa willard
willem willene willette willia william ~williams willian willie willis ~willy wilma wilmer ~wilson wilton wim ~windy winford
winfred winifred winnie winnifred winona winston witold wm wojciech wolfgang wonda woodrow wout wouter wriddhish wridesh wuraola
wyatt wynona xavi xavier ximena xin xiomara xiu xiulan xochitl yadira yagnesh yago yakobo yamile yan yaneth ~yang yanira yannick
yannis yara yasmeen yasmin yassin ~yaw yee yeison yejide ~yen yenny yesenia yesid yetta yetunde yewande yi ying yngve yohana
yohane yoko yolanda yolande yolando yolonda yong yoshiko ~young yousef youssef yu yuki yukiko yuko yuliana yulieth yun yuri
yusuf yuto yves yvette yvonne zacarias zachariah zacharias zacharie zachary zachery zack zackary zahur zaida zain zainab zakhele
zalan zandra zane zara zayden zayn zbynek zdenek zdenka zdravko zeferino zelda zeljka zeljko zella zelma zena zenaida zende
zenobia zenzele zenzile zibuyile ziggy zikmund zina zinhle zita zlatko zoe zofia zoila zola zoltan zona zora zoraida zoran zorka
zsanett zsigmond zsofia zsolt zsombor zsuzsanna zuba zuhri zula zulema zulma zvonko zwatie
`;

export const SURNAMES = `
aalam aamir aarif aaron abbott abdi abdullah abdullahi abel abell abercrombie abernathy abeyta ~ables abner abney aboraa abrafi
abraham abram abrams abramson abreu abwao acevedo acheampong acker ackerman ackley acosta acree acuna adair adam adame adams
adamson adamu adan adcock ~addison adebayo adebisi adegbite adegoke adekunle adelakun adeleke adelusi ademiluyi aderibigbe
aderogba adesiyan adeyemi adeyemo adisa adkins adler adoma adomah adomako adorno adrian adu adusei adutwum adutwumwaa adwubi
afirifa afoakwa afolabi afolayan afonja afrakomaa agee agnew aguayo aguiar aguilar aguilera aguirre agyapomaa agyapong agyare
agyei agyeiwaa agyeman agyemang ahern ahmad ahmed ahn ahortor ahrens aiello aiken aikens ainsworth ajao ajayi ajewole akers
akhtar ~akin akinrinola ~akins akinyi akmaa akoaa akoto akowua akyaa akyeamfu akyeampomaa akyeampong akyena akyer akyerko alabi
alaniz alarcon alba albanese albers albert alberts albertson albrecht ~albright albritton alcala alcantar alcaraz alcorn
~alderman alderson aldrich aldridge alejandro aleman alexander alfaro alfonso alford alfred alger ali alicea allan allard allen
~alley alleyne allgood allison allman allred almanza almaraz almeida ~almond almonte aloba alonso alonzo alston altman alton
alvarado alvarez alves amador amahle amaral amato amaya ambriz ambrose amerson ames ammons amo amoa amoako amoakowaa amoanimaa
amoasi amos ampadu ampofo ampofowaa ampoma amponsa amponsah amundson anaya anders andersen anderson andersson anderton andile
andorful andrade andre andres andresen andrew andrews andrus anele ~angel ~angeles angell angelo ~angle anglin anguiano angulo
anima ankra annis anokye ansa ansari ansomaa ansomah anthony antoine antonio antwi antwiwaa anyango aparicio apodaca aponte
appel appia appiah ~apple appleby applegate appleton applewhite aquino aragon aranda araujo arbogast arce ~archer archibald
archie archuleta ard ardoin arellano ~arenas arevalo ~arias ariza armas armendariz armenta armijo armour armstead armstrong
arndt arnett arnold arredondo arreola arriaga arrieta arrington arriola ~arroyo arsenault arteaga arthur artis asamoa asamoah
asante asantewaa asare asbury asenso ~ash ashby ashcraft ashe asher ashford ashley ashmore ashton ashworth asiama asiedu
asieduwaa ~askew ata ataa atchison atchley atherton atieno atkins atkinson atwell atwood aucoin ~auger ~august augustine ault
auma austin autry avalos avant avery avila aviles awodiran awolowo awuah ayala ayanda ayandokun aycock ayers ayize ayoola ayres
azevedo ~baa baafi baah baawia babb babbitt babcock baber babin babtunde baca bach bachman bachmann ~back backman backus ~bacon
bader ~badger badillo badu baer baez baeza bagby baggett bagley bagwell baharia bahr ~bailey bain baines bair baird bakare
~baker bakker bala balderas baldridge baldwin ~bales ~ball balla ballard ballesteros ballew ballinger ballou balogun bamidele
bamiloye bancroft banda ~bandy ~bane banerjee ~banks bankston ~banner bannister banta bantwini banuelos baptiste barac barad
barajas baran barasa barba barbee ~barber barbosa barbour barclay ~bard barden barela barfield barger barham ~barker barkley
barksdale ~barlow barnard ~barner ~barnes barnett barnette ~barney barnhart barnhill barnum barnwell ~baron barone barr barragan
barraza barrera barreto ~barrett barrientos ~barringer ~barrios barron barros ~barrow ~barrows barry barta bartels barth
bartholomew bartlett bartley barton bartos bartosova bartova bartz basham basile baskin ~bass bassett bassi bastian batchelder
batchelor bateman ~bates batista ~batiste batson battaglia ~batten ~battle ~battles batts bauer baugh baughman baum bauman
baumann baumgardner baumgartner bautista baxley baxter ~bay bayeni bayer bayless baylor bayne bays ~beach beal beale beall beals
~beam beaman beamon ~bean beane ~bear ~beard bearden beardsley beasley beattie beatty ~beaty beauchamp beaudoin beaudry beaulieu
beauregard ~beaver ~beavers becerra bechtel ~beck ~becker beckett beckham beckman beckwith becnel bedard bedell bedford bednar
bednarova beebe beeler beeman ~beer ~beers beeson begay begley ~begum behrens belanger ~belcher bele belk ~bell bellamy
~bellinger bello ~belt belton beltran bemis benally benavides benavidez ~bender benedict benefield benes benesova benford benge
benham benitez benjamin benner ~bennett benoit benson bentley benton bentz beran beranek berankova beranova ~berg bergen ~berger
bergeron bergman bergstrom berlin berman bermudez bernal bernard berndt bernhardt bernier bernstein berrios ~berry berryman
bertram bertrand berube bess ~best betancourt bethea bethel bettencourt bettis betts betz beverly bevins ~bey beyer bhebhe
bhedleni bhejelibomvu bhembe bhengu bhensela bhovungana bhungane bianchi bianco ~bias ~bible bicanic bickel bickford biddle
bierman bigelow biggs bigham bikelwayo bikwayo bilek bilkova ~billings billingsley billiot ~bills billups bilodeau binda ~binder
bingham binkley ~birch ~bird ~birdsong birmingham bischoff ~bishop bisson bissonnette bittner bivens bivins bixler biyase biyela
~black blackburn blackman blackmon blackwell blackwood blaha blahova blaine blair blais blake blakely ~blalock ~blanch blanchard
blanchette blanco ~bland ~blank blankenship ~blanks blanton blaylock blazek blazkova blazquez bledsoe ~blessing blevins ~bliss
~block ~blocker blodgett blom ~blood ~bloom bloomfield blose blount ~blow ~blue blum blume blumel ~blunt bly blythe boadi boadu
boahen boakye boakyewaa boardman boatemaa boatemaah boaten boateng ~boatman boatright boatwright bobbitt bobo ~bock ~bode boehm
boer boettcher bogan bogdan boggs bogle bohannon bohn boisvert boland bolden bolduc bolen ~boles bolin boling ~bolling bollinger
~bolt bolton bona ~bond ~bonds ~bone bonham bonilla bonner bonney bonsra bonsu booher ~book ~booker boone ~booth boothe bophela
bora bordelon borden ~borders boren ~borg borges ~born borrego bos bosch bose bosley ~boss bost bostic bostick boston bostwick
boswell bosworth botello ~bottoms botts ~bouchard boucher boudreau boudreaux ~bounds ~bourgeois bourne bourque boutwell bove
bowden bowe ~bowen bowens ~bower ~bowers bowie ~bowler ~bowles bowlin ~bowling ~bowman bowser ~box boyabenyathi boyce boyd boyer
boyett boyette boykin boykins boylan boyle boyles boynton bozeman ~brace ~bracken brackett bracy bradbury ~braden bradford
bradley bradshaw ~brady ~bragg braithwaite ~brake bramlett ~branch ~brand brandenburg brandon brandt branham brann brannan
brannon branson brant brantley ~brasher braswell bratcher bratton braun ~bravo ~braxton ~bray brazil breaux breckenridge breeden
~breeding breedlove breen brehm breland brennan brenner brent breton brett breunig ~brewer brewington brewster brice ~bricker
~bridge ~bridges briggs brigham ~bright briley ~brill ~brim ~brink brinkley brinkman brinson briones briscoe briseno bristol
bristow brito britt brittain britton broadnax broadway brock brockman broderick brodie brody ~brogan bromley bronson ~brook
brookins ~brooks brookshire broome ~brothers brotherton broughton broussard brouwer browder ~brower ~brown browne brownell
~browning brownlee broyles broz brozova brubaker bruce brumfield brumley brummett brun brunelle bruner ~brunner bruno bruns
brunson ~brush bruton bryan bryant bryson buch buchanan bucher buchholz ~buck buckingham ~buckley buckman buckner ~budd buehler
buell bueno buffington buford bugg bui buie bukhosini ~bull bullard ~bullock bumgarner ~bunch bundy ~bunker bunn bunnell
~bunting burbank burch burchett burchfield ~burden burdett burdette burdick bures buresova burford burge ~burger burgess burgett
burgos burk burke burkett burkhardt burkhart burkholder burks burleson burley burnett burnette burney burnham ~burns burnside
~burr burrell burris burroughs ~burrow ~burrows burrus burt burton burwell ~busby busch ~bush bushey ~buss bussell bussey
bustamante bustos ~butcher ~butler ~butt butterfield ~button ~butts buxton byars byers byler bynum byrd byrne byrnes byron
~caballero caban ~cable cabral cabrera caceres cade cadena cadwallader cady ~cage cagle cahill cai cain calabrese calder
calderon caldwell calhoun calkins ~call callaghan callahan callaway callender callis calloway caluza calvert calvin calvo
camacho camara camargo camarillo cambell cameron ~camp campbell campo campos canada canady ~canales candelaria canfield ~cannon
cano ~canter cantrell cantu cantwell ~canty cao ~capers capps capua caputo caraballo ~caraway carbajal carbone ~card carden
cardenas ~carder cardona cardoso cardoza cardwell ~carey cargill carl carlin carlisle carlos carlson carlton carmack carman
carmichael carmona carnahan carnes carney caro caron carothers ~carpenter ~carper carr carranza carrasco carrasquillo carraway
carrell carreon carrera carrico ~carrier carrigan carrillo carrington ~carrion carroll carson carswell ~carter cartwright ~carty
caruso caruthers carvajal carvalho ~carver carville cary casanova casarez casas ~case ~casey ~cash cashman casillas caskey cason
casper cass cassell cassidy castaneda casteel castellano castellanos castillo ~castle castleberry casto ~castor castro caswell
catalano cate cates cathey catlett cato caton catron caudill caudle ~causey cavanaugh cavazos ~cave cazares ceballos cebekhulu
cebisa cech cechova cecil ceja cenge centeno cepeda cerda cermak cermakova cerna cerny cervantes cha chacon chadwick chaffin
chafin chagwe chaisson chalmers chamane ~chamberlain chamberlin ~chambers chambliss ~champagne ~champion chan ~chance
~chancellor ~chandler chaney chang chao chapa chapin chaplin chapman chappell charles charlton charron ~chase chasse chastain
chatman chatterjee chau chaudhry chavarria chaves chavez chavis cheatham ~cheek chen chenault cheney cheng ~cherry ~chesser
~chester ~chestnut cheung ~chevalier ~chew chibi chibini ~chick ~child ~childers childress ~childs chiles chiliza chilton ~chin
ching chinn chisholm chism chisolm chitwood chiu cho choate choe choi cholmondeley chonco chong ~chow chowdhury chrisman christ
christensen christenson ~christian christiansen christianson christie christman christmas christopher christopherso christy chu
chukwu chun chung ~church churchill cibane cintron ciosog cisco cisneros clancy clanton clapp ~clapper ~clark clarke clarkson
clary claudio clausen clawson ~clay clayton ~cleary clegg clem clemens ~clement clemente ~clements clemmons clemons cleveland
clevenger ~click clifford clifton cline clinton ~close ~cloud clough clouse cloutier coakley ~coates ~coats ~cobb cobbs coble
coburn cochran cochrane cockrell cody coe coenen cofer ~coffee coffey ~coffin coffman cofield coggins cohen cohn coker colbert
colburn colby cole coleman coles ~coley collado collazo collett collette colley ~collier collins colombo ~colon colson colston
colton colunga colvin colwell ~combs comeau comeaux comer compton comstock conaway concepcion condon ~cone ~coney ~conger
conklin conley conlon conn connell connelly conner conners connolly connor connors conover conrad conroy constantinou conte
conti contreras conway ~conyers ~cook cooke ~cooks cooksey cooley ~coombs ~coon cooney ~coons ~cooper ~cope copeland copley
coppola corbett corbin corbitt corcoran cordell ~corder cordero cordoba cordova ~corey corley corliss cormier cornejo cornelius
cornell cornett cornish cornwell ~corona coronado ~corral correa correia correll corrigan cortes cortez corwin cory cosby
cosgrove cosme costa costello cota ~cote cothran cotten ~cotter cottle cotto ~cotton cottrell ~couch coughlin coulter ~council
~counts courtney ~cousins ~couture covarrubias ~covert ~covey covington cowan ~coward cowart cowell cowen ~cowles cowley ~cox
~coy coyle coyne crabb crabtree craddock ~craft craig crain ~cramer crandall crandell ~crane cranford ~craven crawford crawley
crayton ~creamer creech ~creed ~creel creighton crenshaw crespo ~cress ~crews crider ~crisp criss crist criswell crites
crittenden ~crocker crockett ~croft cromer cromwell cronin ~crook ~crooks croom crosby ~cross crossman croteau ~crouch crouse
~crow ~crowder crowe crowell crowley croy crum crump crumpton ~cruse ~crutcher crutchfield cruz cuellar cuevas culbertson
~cullen culp culpepper culver ~cummings cummins cundiff cunha cunningham cupp cureton curiel curley curran currie currier ~curry
curtin curtis ~cushing cushman custer ~cutler cwalile cyr daako daakoaa dabbs dabney dabrowski dacosta daggett dagostino dahl
daigle dailey ~daily ~dale ~daley dallas dalrymple dalton daly dalziel ~dame damico damon damron dancy dandrea danforth ~dang
dangelo daniel daniels danielsen danielson danner dansby danso dantzler dara darby dardar darden darko ~darling darnell darr
darrow das dasilva daugherty daughtry ~davenport davey david davidson davies davila davis davison dawes dawkins dawson ~day
dayton ~deal ~dean deane deangelis ~dearing deason deaton deberry deboer ~decker decosta decoteau ~deering dees deese dehart
dehaven dejesus dekker delacruz delagarza delaney delapaz delarosa delatorre deleon delgadillo delgado delisle ~dell dellinger
deloach delong delossantos delrio deluca deluna delvalle delwayo demarco demers demoss dempsey deng denham denis denison denman
denney denning dennis dennison denny denson ~dent denton depew depriest ~derby derosa derr ~derrick desai desantis deshpande
desimone desjardins desmarais desmond desrosiers deutsch dever devine devito devlin devoe devore devries ~dew dewey dewit dewitt
dexter deyoung dhadho dhar ~dial ~diamond dias diaz ~dibble ~dick dickens dickenson dickerson ~dickey dickinson dickson diehl
dietrich dietz diggs dikane ~dill dillard dillon dilworth dimba dimbane dimbani dinabantu dinangwe dindela dindi dingila ~dingle
dinkins dinwa dion dionne dishman dix dixon dlabane dlabazane dladla dlakadla dlakela dlamane dlambula dlamdaka dlamini
dlamlenze dlangamandla dlawuza dlebenkomo dlodlo dlomo dludla dludlu dlungwana ~do doan doane ~dobbins dobbs dobson dockery dodd
dodds ~dodge dodson ~doe doerr doherty dolan dolezal dolezalova ~doll ~dollar domingo dominguez dominquez donahue donald
donaldson donato doncabe donda ~dong donkor donley donnell donnelly donohue donovan dooley doolittle doran dorman dorn dorris
dorsey dortch ~doss dostal dostalova dotson doty doucet doucette dougherty ~doughty douglas douglass ~dove dover dow dowd
dowdell ~dowdy dowell dowling ~downes downey ~downing ~downs doyle dozier ~drain ~drake ~draper drayton ~drew driggers driscoll
~driver drummond drury dryden duah duarte dubandlela dubazane dube dubois dubose ducharme ~duck duckett duckworth dudley duenas
~duff ~duffy dufie dugan dugar dugas duggan dugger dukada ~duke ~dukes dulaney duma dumakude dumas dumisa dumont dunaway dunbar
duncan dunge dunham dunlap dunn dunne ~dunning duong dupont dupre dupree dupuis duran durand durant durbin durden durham durkin
durr ~durst dusek duskova ~dutcher dutton ~duty duval duvall duyaza duze dvorak dvorakova dwala dwamena dwyer ~dye ~dyer ~dykes
dykstra dyson eades eads eady ~eagle ~earl earle earley ~earls ~early ~earnest easley eason ~east ~easter easterling eastman
easton eaton ~eaves ebert echevarria echols eck eckert ~eddy eden edens edgar ~edge edison edmond edmonds edmondson edmunds edun
edward ~edwards egan egbert eggers eggleston ~ehlers ehlert ehrlich eisenberg eklund elam ~elder eldred eldridge elias elizondo
elkins eller ellington elliot elliott ellis ellison ellsworth elmer elmore elrod elston elwell elwood ely emanuel embry emerick
emerson ~emery emmons emory eng engel engels england engle englert english engstrom ennis enos enright enriquez entwistle
epperson epps ~epstein ~erb erdman erdmann erickson ericson eriksen eriksson ernest ernst erskine ervin erwin escalante
escamilla escobar escobedo eskridge esparza espinal espino espinosa espinoza esposito esquivel estep estes estevez estrada
estrella etheridge ethridge eubank eubanks evans everett everette everhart ~evers everson ~ewing eze ezell faber fabian fadipe
fagan fagunwa fahey ~fain ~fair fairbanks fairchild faircloth fairley faison fajardo fajimi fakazi fakude falabi ~falcon falcone
faleti falk fallon ~falls faloye fancher fanisa fannin ~fanning farber faria farias faris farkas farley ~farmer farnsworth
farquhar farr farrar farrell farrington farris ~farrow fasasi faulk faulkner faust ~favors fawcett ~fay ~fears ~feaster
featherstonehaugh ~fee feeney felder feldman feliciano felix felker ~feller ~fellows felton ~felts ~fender feng fenn fennell
fenner fenton fenwick fenya ferguson fernandes fernandez ferrante ferrara ferrari ferraro ferreira ferrell ferrer ferris ferro
~ferry ~fetter fiala fialova fidler fiedler ~field ~fielder ~fielding ~fields fierro ~fife figueroa fihlela fike fillmore ~finch
~fincher findley ~fine ~fink finley finn finnegan finney fiore fischer fiser fiserova ~fish ~fisher fishman fisk fitch fite
fitts fitzgerald ~fitzpatrick fitzsimmons ~fix flagg flaherty flanagan flanders flanigan flannery ~fleck fleming flemming
fletcher ~flick ~flint ~flood ~flora florence flores florez flournoy ~flowers floyd flynn fofie fogarty fogg fogle ~foley ~folk
folse folsom foltz fong fonseca fontaine fontenot foote forbes ~ford forde fordham ~foreman ~forest foret foriwaa forman forney
forrest ~forrester forster forsyth forsythe ~fort ~forte fortenberry fortier fortin fortner fortney ~fortune foss ~foster fosu
fosua ~fountain ~fournier foust ~fowler fowlkes ~fox foy fraley ~frame france francis francisco franco francois ~frank franke
frankel franklin ~franks frantz franz fraser frasier frazer frazier frederick fredericks fredrick fredrickson ~free freed
~freedman freeland ~freeman freese freitas frema ~french freund frey frias frick friday fried friedman ~friend frierson fries
frimpomaa fritsch fritts ~fritz frizzell ~frohlich ~frost ~fry frye ~fryer fu fuchs fuentes fugate fuhrman fulcher fuli fulk
fulkerson ~fuller fullerton fulmer fulton fultz funderburk ~funk fuqua ~furlong furman furr furtado fusco gabadela gabbard gabel
gabela gabhezi gabhisa ~gable gabriel gaddis gaddy gadlela gadson gaffney gagashe gage gagne gagnon ~gaines gainey gaitan
gaither galarza galbraith galbreath ~gale galindo ~gall gallagher gallaher ~gallant gallardo gallegos gallo galloway galu galvan
galvez galvin gama ~gamble gamboa gambrell gambu gambuse gamede gamez ~gammon gandy gann gannon gant gantt gao gaona garay
~garber garcia gardiner ~gardner garibay ~garland garman garmon ~garner garnett garrett garrido garris ~garrison garrity gartner
garvey garvin gary garza gasa gasela gaskin gaskins gaspar gass gaston ~gates gatewood gatlin gatsheni gault gause gauthier
gavin ~gay gayle gaylor gaylord gaynor gaytan gazu gcaba gcaleka gcugcwa gcumisa gcwabe gcwensa gearhart ~geary gebashe gebhezi
gedeza ~gee geer geerts geiger geisler geller gence gendron gengeshe ~gentile ~gentry george georgiou gerald gerard gerber
gerlach germain german getz geyer ghauth ghosh ~gibbons gibbs gibson giddens giese gifford gigaba gil gilbert gilbertson
gilbreath gilchrist giles ~gill gillard gillen gillespie gillette gilley gilliam gilligan gilliland gillis gillum gilman gilmer
gilmore gilpin gilson gina gininda ginn giordano gipson girard giron giroux gish ~gist ~givens ~gladden gladney glaser ~glasgow
~glass ~glaze ~gleason glenn glick glover glynn ~goad goba gobhozi goble goddard godfrey godide godinez godoy godsey godwin
goebel goetz goff goforth ~goings goins goje ~gold goldberg ~golden ~golding goldman ~goldsmith goldstein gomes gomez goncalves
gonsalves gonzales gonzalez gooch ~good goode goodell gooden goodin ~gooding goodman goodrich goodson goodwin goolsby gordon
~gore gorham gorman gosnell goss gosselin gossett gotsholo gott gough gould goulet gourley gower ~graber grabowski ~grace gracia
~grady graf graff gragg ~graham grammer granados grande granger ~grant grantham grasso ~graves ~gray grayson graziano greathouse
greco ~green greenberg greene ~greenfield greenleaf greenlee greenwell ~greenwood greer gregg gregoire gregory greiner grenier
gresham ~grey grice ~grider griego grier griffen ~griffin griffis griffith griffiths grigg griggs grigsby ~grim ~grimes grimm
grimsley grisham grissom griswold groce groff grogan ~groom ~grooms ~gross grossman ~grove grover ~groves grubb grubbs ~gruber
guajardo guay gubeshe gubhela gubhuza gubulundu guenther guerin guerra guerrero ~guess ~guest guevara guffey gugushe guido
guidry guillen guillory guinn gule guliwe gullett gulley guma gumbi gumede gunderson gunn gunter gunther guo gupta gurley
~gurney gustafson gustafsson gustin ~guthrie gutierrez ~guy guyer guyton guzman gwacela gwagwa gwala gwamanda gwanyana gwija
gwinn gxabhashe gyamfi gyamfiaa gyasi gyasiwaa ~ha haag haas haase ~hacker hackett ~hackney haddad hadden ~haddock hadebe hadley
hagan hagen hager ~haggard haggerty hahn haight hailey haines ~hair hairston hajek hajkova halbert halcomb ~hale ~hales ~haley
~hall ~haller hallett hallman hallock halsey halstead halverson halvorson ~ham hamblin hambrick hamby hamel hamer hamill
~hamilton hamlett hamlin hamm ~hammer hammett ~hammock hammond hammonds hammons hampton hamrick han hancock ~hand ~handley
~handy hanes haney hangala hankins ~hanks hanley hanlon hanna hannah hannan hannon ~hansen hanson harbin harbison hardaway
hardee ~harden ~harder hardesty hardiman hardin ~harding hardison hardman hardwick ~hardy ~hare hargett hargis hargrave hargrove
haring harkins harlan harless harley harlow harman harmon ~harms ~harness harney haro harold ~harp ~harper harr harrell
harrelson harrigan harriman harrington harris ~harrison harrod harry ~hart ~harter hartford hartley hartman ~hartmann hartnett
hartwell hartwig hartzell harvey harwell harwood haskell haskins hass hassan hassani hassell hastings ~hatch ~hatcher hatchett
hatfield hathaway hatley hatton hauck haugen haun hauser havel ~haven ~havens havlicek havlickova hawes ~hawk ~hawkins ~hawks
hawley haworth hawthorne ~hay hayden hayes haygood haynes hays hayward haywood ~hazel hazelton hazelwood hazen hazzard ~he ~head
headley headrick healey ~healy ~heard hearn hearne ~heath heaton hebert hecht ~heck heckman ~hector hedgepeth ~hedges hedrick
heffernan heffner heflin hefner hegedus heilman heim hein heinrich ~heinz heisler ~held ~heller ~helm helmick ~helms helton
hembree hemphill hendershot henderson hendon hendrick hendricks hendrickson hendriks hendrix henke henley hennessey hennessy
henning henriksen henriquez henry henshaw hensley henson her herbert herbst ~herd heredia herman hermann hermans hernandes
hernandez herndon herold herr herrera herrick herrin ~herring herrington herrmann herron hersey hershberger herzog hess hesse
hester hetrick hewett hewitt heymans heyward hhoyiyane hiatt hibbard hickerson ~hickey hickman ~hicks hickson hidalgo higdon
higginbotham higgins higgs ~high hight hightower hilbert hildebrand hildreth hiles ~hill hillard ~hiller hilliard hillis hillman
~hills hilton himes hindman ~hinds hines hinkle hinman hinojosa hinson hinton hirsch hitchcock hite hitt hix hixon hixson
hlabangane hlabisa hlatshwayo hlela hlengwa hlomuka hlongwa hlongwane hlophe hlubi hlumakazi ~ho hoag hoagland hoang hobbs
hobson hochstetler hodge hodges hodgson hodson hoff hoffman ~hoffmann hofmann ~hogan hogg hogue ~hoke holbrook holcomb holcombe
holden ~holder holguin ~holiday holland hollar hollenbeck ~holler holley holliday holliman hollingsworth hollins hollis holloman
holloway ~holly holm holman holmes holston holt holton holtz holub holubova homan ~homer honaker honeycutt hong ~hood ~hook
~hooker ~hooks ~hooper hooten ~hoover ~hope hopkins hoppe ~hopper hopson horacek horackova horak horakova horan ~horn horne
~horner ~horning hornsby horowitz horsley horst horton horvat horvath horvathova ~hosey hoskins hostetler hotchkiss houck hough
houghton houk houle ~house houser houston howard howe howell howerton howes howland hoy hoyle hoyt hruba hruby hruska hruskova
hsu hu huang hubbard hubbell huber hubert huckaby huddleston hudgens hudgins hudson hudspeth huerta huey ~huff huffman huggins
hughes hughey hulbert hulett ~hull hulse hulsey ~humble hume humes hummel humphrey humphreys humphries hundley huneycutt ~hunt
~hunter ~huntington huntley hurd hurley hurst ~hurt hurtado huskey hussain hussein hussey huston hutchens hutcherson hutcheson
hutchings hutchins ~hutchinson hutchison hutson hutto hutton huynh hwang hyatt hyde hyland hylton hyman hynes ibarra ibikunle
ibrahim iglesias ihsaan ilori ilupeju infante ingalls ingersoll ingle ingraham ingram inman ionescu iqbal irby ireland irish
irizarry ~irons irvin irvine irving irwin isaac isaacs isaacson isbell islam isom ison israel ito ivanov ivanova iversen iverson
ives ivey ~ivory ~ivy iyanda iyer izzo jablonski jack jackman ~jacks jackson jacob jacobs jacobsen jacobson jacoby jacques
~jaeger jaffe jaime jaiyeola jakobsen jali jama jamasijadu jamerson james jameson jamieson jamile jamison janda jandova
janeckova janes jang jankowski jansen janssen jaramillo jarman jaros jarosova jarrell jarrett jarvis ~jasper jasso ~jay jaynes
jean jeffcoat jefferies jeffers jefferson jeffery jeffrey jeffries jele jelinek jelinkova jemison jenkins jenks jennings jensen
jenson jernigan jerome jessen jessup jesus jeter jett jewell jewett jezek jezkova jiang jibela jiles jili jimenez jiminez jiyane
~jobe joe johansen johansson john ~johns johnsen ~johnson johnston johnstone ~joiner jokiwe jolley ~jolly jonas ~jones jonsson
jordan jordon jorgensen jorgenson jose joseph joshi joslin ~joy joyce joyner juarez judd jude ~judge judkins judy julian juma
jung juqula ~justice justus kaamil kade kadlec kadlecova kahinu kahl kahn ~kaiser kala kamau kaminski kane kang kaplan karikari
kariuki karl karlsen karlsson karnes karr kaspar kasparova kasper katz kauffman kaufman kaul kaur kay kaye kaylor keane kearney
kearns keating keaton keck kee keefe keefer keegan ~keel ~keeler ~keeling ~keen keenan keene ~keener keeney keer keeton kehoe
keim keister keith kell kellar kelleher keller kelley kellogg kellum kelly kelsey kelso kemp kemper kendall kendrick ~kennedy
kenner kenney kenny kent kenyon kern kerns kerr kersey kessler kester ketchum ~key keyes keys keyser khaba khabalidaka khambule
~khan khanyeza khanyile khaphela khathi khathide khathini khawula kheswa khezokhulu kholose khomo khonjwayo khosini khoza khuba
khubisa khuboni khukhuza khulu khuluse khumalo khumbuza khuyameni khuzwayo khwane khwela kibet kidd ~kidder kidwell kiefer
kieffer kilburn kilgore killian killingsworth killion kilmer kilpatrick kim kimachu kimani kimball kimble kimbrell kimbrough
kimmel kimura kimutai kinard kincaid ~kinder ~kindred ~king kingsbury kingsley kingston kinney kinsey kipkemei kipkirui kipkorir
kiplagat kipp kiprono kipruto kipsang kiptoo kirby kirchner kirk kirkham kirkland kirkpatrick kirksey kirkwood ~kirsch kirschner
kiser kish ~kitchen ~kitchens ~kite kitumaini kizer klein kline kling klingensmith klinger klug knapp ~knight ~knoll knott
knotts knowles knowlton knox knudsen knudson knutson kobayashi ~koch kocher koehler koehn koenig koester ~kohl ~kohler kohn
kolade kolar kolarova kolb konecna konecny kong koomson koon koonce koontz kopecka ~kopecky kopp kornegay koski kosoko kovac
kovach kovacs kovar kovarova kowalska kowalski koya kozak kozlowski kraemer kraft kral kralova kramer krantz kranz kratochvil
kratochvilova kraus krause krausova krauss krawczyk krebs krejcova kremer krieger krishnan kristensen kristiansen kristoffersen
kriz krizova kroll krueger krug kruger kruse kubheka kubicek kubickova kucera kucerova kuehn kuhl kuhn kuhns kulkarni kumar kumi
kunene kunkel kuntz kunz kurtz kusi kusiwaa kuykendall kuznetsov kwaakye kwaakyewaa kwan kwartemaa kwarteng kweyama kwok kyei
kyeiwaa kyerewaa kyle kyles labbe labelle labonte laboy lacasse ~lacey lachance ~lackey lacroix ~lacy ladd ladner lafferty
laflamme lafleur lahr lai lail laing ~laird lakaza ~lake laliberte lalonde ~lam lamar ~lamb ~lambert lamm lamont lamontagne
lampe lampkin lamula lancaster ~lance ~land ~landers landis landon landreth landrum landry ~lane ~laney lang langa langdon lange
langeni langer langford langham langley langlois langston lanham lanier lankford lanning lantz lapierre laplante lapointe
laporte lara ~large larkin larkins laroche larose larrabee larry larsen larson larsson larue ~lash lashley lassiter ~laster
latham lathrop latimer latta lattimore lau lauer laughlin laurent lavallee lavalley ~lavender lavergne lavigne lavoie ~law
lawhorn lawler ~lawless lawrence laws lawson lawton ~lay ~layman layne layton le ~lea ~leach leahy ~leak leake leal lear leary
leath leatherman ~leathers leatherwood leavitt leblanc leboeuf lebron leclair ledbetter ledesma ledet ledford ledoux ~lee ~leech
leeper lees lefebvre lefevre leger ~legg leggett legrand lehman lehmann leigh leighton lemaster lemay lembede lemieux lemke
lemmon lemoine ~lemon ~lemons lemus lennon lentz lenz leon leonard leone lerma lerner leroy leslie lessard lester letourneau
lett leung levasseur leverett levesque levi levin ~levine ~levy lew lewandowski lewis leyva lheureux li liang libby liddell
lieberman ~lien liggins ~light lightfoot lightner ligon liles lilley lilly lim lima limon lin linares lincoln lind lindberg
linder lindgren lindholm lindley lindner lindquist lindqvist lindsay lindsey lindstrom ~ling ~link linkous linn linton linville
lippert lipscomb ~lira liska liskova ~lister ~little littlefield littlejohn littleton liu ~lively livingston llewellyn lloyd ~lo
~lock lockard locke lockett lockhart locklear lockwood loera loftin loftis lofton loftus logan logsdon logue lohr lomax lombard
lombardi lombardo lomeli london ~long longo longode longoria loomis looney loper ~lopes lopez ~lord lorenz lorenzo lott loucks
louie louis lovato ~love lovejoy lovelace ~loveless lovell ~lovely lovett ~loving ~low lowe lowell ~lowery lowman lowry loy loya
loyd lozada lozano lu lubelo lucas luce lucero luciano lucio ~luck luckett ludonga ~ludwig luevano lugo luis lujan luke luker
lukhele lum lumpkin luna lund lundberg lundgren lundquist lundy lunn lunsford luong luqe lusk lussier ~luster luther lutholoni
luthuli luttrell lutz luvuno lwandle ly lyle lyles lyman ~lynch lynn lyon lyons lytle ~ma maas mabanga mabaso mabe mabhena
mabhodla mabhoko mabika mabizela mabry mabuya mabuyakhulu mabuza macdonald ~mace macedo ~mach machacek machackova machado
machova macias maciel macingwane mack mackay mackenzie mackey mackie macklin maclean macleod macmillan macon macpherson ~madden
maddox maddux ~made madela madera madhubuti madi madiba madide madigan madinane madison madlala madlanduna madlula madondo
madonsela madrid ~madrigal madsen maduma maduna madziba maes maestas mafobo mafuleka mafulela magagula magana mageba magee
maggard maggio magnuson magombo magubane maguire magutshwa magwaza mahaffey mahamba mahan mahaye maher mahlaba mahlalela
mahlangu mahlase mahler mahlinza mahmood mahon mahoney maier ~main maina ~major ~majors maki makinde makinwa mala malave malcolm
maldonado malembe malik ~mallard mallett malley ~mallory malloy malone maloney maly mancini mancuso mandel maness mangrum mangum
manley mann ~manning manns mansa mansfield manson manuel manzano manzo mapes ~maple ~maples ~marble ~march marchand marchant
marcotte marcum marcus marek ~mares maresova marin marino marion ~mark ~marker markham markley markova ~marks ~marler marley
~marlin marlow marlowe marquardt ~marques marquez ~marquis marr marra marrero marroquin marrs ~marsh marshall marston martel
martell ~martens martin martindale martinez martino ~martins martinson ~marty martz marvin marx masek mashburn maskova ~mason
massa massey massie ~mast ~masters masterson mata matejka matejkova mateo mathenge matheny mather matherne mathes matheson
mathew mathews mathias mathis mathison matias matlock matney matos matousek matouskova matson matteson matthew matthews
~mattingly mattison mattos mattox mattson mauldin maupin maurer mauro maxey maxfield maxwell ~may maya mayberry mayer mayers
mayes mayfield mayhew maynard ~mayo mays ~maze mazur mazza mbeki mbutho mcabee mcadams mcafee mcalister mcallister mcarthur
mcbee mcbride mcbroom mccabe mccafferty mccaffrey mccain mccall mccallister mccallum mccann mccants mccarter mccarthy mccartney
mccarty mccaskill mccauley mcclain mcclanahan mcclary mccleary mcclellan mcclelland mcclendon mcclintock mcclinton mccloskey
mccloud mcclung mcclure mccluskey mccollum mccombs mcconnell mccool mccord mccorkle mccormack mccormick mccown mccoy mccracken
mccrary mccray mccrea mccreary mccrory mccue mcculley mcculloch mccullough mccune mccurdy mccurry mccutcheon mcdade mcdaniel
mcdaniels mcdermott mcdevitt mcdonald mcdonnell mcdonough mcdougal mcdougall mcdowell mcduffie mcelhaney mcelroy mcevoy mcewen
mcfadden mcfall mcfarland mcfarlane mcgee mcgehee mcghee ~mcgill mcginley mcginn mcginnis mcginty mcgough mcgovern mcgowan
mcgrath mcgraw mcgregor mcgrew mcgriff mcguire mchale mchenry mchugh mcinnis mcintire mcintosh mcintyre mckay mckean mckee
mckeever mckelvey mckenna mckenney mckenzie mckeon mckeown mckinley mckinney mckinnon mcknight mckoy mclain mclane mclaren
mclaughlin mclaurin mclean mclellan mclemore mclendon mcleod mcloughlin mcmahan mcmahon mcmanus mcmaster mcmichael mcmillan
mcmillen mcmillian mcmillin mcmullen mcmullin ~mcmurray mcnabb mcnair mcnally mcnamara mcnamee mcneal mcneely mcneil mcneill
mcnulty mcnutt mcpherson mcqueen mcrae mcreynolds mcswain mcvay mcvey mcwhorter mcwilliams mdotshana meacham ~mead meade meador
~meadows meagher ~means mears medeiros medina ~medley medlin medlock medrano meehan ~meek ~meeker ~meeks mehta meier meijer
meister mejia melancon melanson melendez mello melo melton melvin mena menard menchaca mendenhall ~mendes mendez mendoza
menendez menon mensa mensah menzies meraz mercado ~mercer ~merchant mercier meredith merrell merrick merrill merriman merritt
merriweather ~mesa ~messenger ~messer messier messina metcalf metz metzger metzler meyer meyers meza miah michael michaels
michaud michel michels mickelson mickens middleton miguel mikkelsen milam milan milburn ~miles ~miley millan millard ~miller
milligan milliken ~mills milne milner milton mims ~mincey ~miner ~mink minnick ~minor ~minter minton mintz ~miracle miramontes
miranda mireles mirza mitchel mitchell mitchem ~mix mixon mize mizell ~moats mobley ~mock moe moeller moen moffett moffitt
mohamed mohammed mohr mojica molina ~moll ~moller monaco monaghan monahan mondragon ~money moniz ~monk monroe monroy monson
montague montalvo montanez montano monteiro montemayor montenegro montero montes montez ~montgomery montoya ~moody ~moon mooney
moore moorehead moorman mora ~morales moran moravcova moravec morawo ~more moreau morehead morehouse moreira ~morel moreland
moreno moretti ~morey morgan moriarty morin morley morrell morrill morris morrison morrissette morrissey ~morrow morse mortensen
mortimer ~morton mosby moseley moser moses ~mosher mosier mosley ~moss mota moten ~motley mott moua moulton moultrie ~mount
moura ~mouton ~mowery moy moya moye moyer moyers moyo msuya mudd mueller muhammad muir mukherjee mulcahy mulder mulholland
mulkey ~mull mullen mullens ~muller mullerova ~mulligan mullin mullins mullis mumbi mumford muncy mundy ~munger munguia muniz
munn munoz munro munson murdock murillo ~murphy murray murrell murry ~muse musgrove musick musil musilova musselman ~musser
mutai muthoni mwangi myer myers myles myrick nabors nadeau naeem nagel nagle nagy ~nail nair najeeb najera nakamura nall nance
naomi napier napolitano naquin naranjo narvaez nascimento nash nason natale nathan ~nation nava navarrete navarro navratil
navratilova naylor nazari nazario ndlovu neal nealy necaise needham neel neeley neely neff negrete negron ~neighbors neil neill
neilson nelms nelsen ~nelson nemcova nemec nemecek nemeckova nemes nemeth nesbit nesbitt nesmith ness nestor ~nettles neuman
neumann nevarez neville ~new newberry newby newcomb newell newhouse newkirk newland newman newport newsom newsome newson ~newton
nez ng ngo nguyen nicholas nicholls nichols nicholson ~nickel nickell nickerson nielsen nielson niemi nieto nieves niles nilsson
ninalowo nistor ~nix nixon njeri njoroge nkansa nkansah nkosi nkrumah ~noble ~nobles noe ~noel nogueira nolan noland nolen noll
~noonan norfleet noriega norman norris ~north northcutt norton norwood novak novakova novotna novotny nowak nowell nowlin noyes
nsia nti ntiamoa ntim nugent ~null ~numbers nunes nunez nunley nunn nutt ~nutter nwosu nyaako nyaakoaa nyame nyantakyi nye nyman
o'brien o'connor o'donnell o'hara o'keeffe o'leary o'neill o'reilly o'sullivan oakes oakley oaks oates obama obeng ~obi obrian
obrien obryan ocampo ocasio ochieng ochoa ochs oconnell oconner oconnor odell oden odetola odhiambo odom odonnell odum odunsi
ofori ofosu ogden ogilvie ogindan oginni ~ogle oglesby ogrady ogulana ogunbamigbe ogunbiyi ogunbo ogunde ogunleye ogunwobi
ogunyeye ~oh ohara ojeda ojo ojua okafor okeefe okonkwo okyere olabode oladipupo olaiya olasupo oldham olds oleary olinger
oliphant oliva olivares olivarez olivas ~olive oliveira oliver olivera olivo olmos olmstead olowokeere oloyede olsen olson
olsson olubode olugbayila olujimi olukotun olukunga olusanya oluwagbemi olvera omalley omani omar omidina omojola omondi omotoso
oneal oneil oneill ontiveros onyango oparinde opoku oppong opuku oquendo ordonez oreilly orellana orlando ornelas orosco orourke
orozco orr orta ortega orth ortiz orton osborn osborne osburn osei ~osgood oshea oshin osman osorio osteen oster ostrander
osullivan osuntokun oswald oswalt otero oti otieno otis otiwa otoole ott otto otuo ouellette ouma ousley ~outlaw overby overman
overstreet overton owen owens owings owokoniran owolabi owoyemi owuor owusu ~oxford oyadiran oyaifo oyelaran oyeniyi oyetoro
oyeyemi oyinlola ozuna pabon ~pace pacheco ~pack packard ~packer ~paddock padgett padilla padron paez ~pagan pagano ~page paige
paimo paine ~painter pak palacios palermo ~palm palma ~palmer palmore palumbo ~pan pannell pantoja papadopoulos pape pappas
paquette paquin paradis pardo pardue paredes ~parent parenteau parham paris ~parish parisi ~park ~parker parkhurst ~parkinson
~parks parnell parr parra parris parrish parrott ~parry ~parsley ~parson ~parsons partida partin parton ~partridge ~paschal
paschall pascual passmore ~pate patel paterson patino patrick patten patterson pattison patton paul pauley paulk paulsen paulson
pavlicek pavlik pavlikova paxton payne payton paz peabody ~peace peachey ~peacock ~peak peake pearce ~pearl pearsall pearson
pease ~peck peckham pedersen pederson pedigo pedroza peebles ~peek ~peel peele ~peeler peeples pelayo pelkey pellegrino
pelletier peltier pelton pemberton pena ~pence ~pender pendergrass pendleton peng penn pennell penney pennington ~penny penrod
~peoples pepin ~pepper ~peppers perales peralta percy perdue perea pereira perez perkins perreault perrin perron perrone perry
perryman persaud ~person persson peskova pete peter peterman ~peters petersen peterson petit petrie petrov petrova pettigrew
pettis pettit pettus pettway ~petty peyton pfaff pfeifer pfeiffer pham phan pharr phelan phelps phifer philips phillip phillips
philpot phipps phiri ~piazza picard pichardo pickard pickens ~pickering pickett ~pickle ~pierce ~pierre pierson pigg ~pike
pilcher pilkington pillai pimentel pina pinckney pinder pineda pinkerton pinkney pinkston pino pinson ~pinto ~piper pipkin
~pippin pires pirtle ~pitcher pitman pitre pitt pittman pitts ~place ~plank ~plant plante platt ~pleasant plourde ~plummer
plunkett poe pogue pohl poindexter ~pointer poirier pokorna pokorny polak polakova polanco poland poling polk ~pollack ~pollard
pollock pomeroy ~ponce ~pond ~ponder ~pool poole poore ~pope popescu popov popp porras ~porter porterfield portillo portis
~posey pospisil pospisilova ~post postlethwaite poston ~potter potts poulin ~pounds powe powell ~power ~powers prado ~prater
prather pratt preece prempeh prentice prescott presley pressley preston prewitt ~price prichard ~pride pridgen ~priest prieto
~prince pringle ~prior pritchard pritchett probst prochazka prochazkova ~proctor proffitt prokop propst prosser proulx ~provost
pruett pruitt pryor puckett puente pugh pulido pullen ~pulley pulliam purcell purdy purnell purvis puryear putman putnam pyle
pyles qualls quan quarles quartey ~queen quesada quezada ~quick quigley quillen quimby quinlan quinn quinones quinonez quintana
quintanilla quintero quiroz qureshi raashid raby ~race racine rackley radcliffe rader radford radtke rae rael rafferty ragan
ragland ragsdale rahman rahn ~raines rainey ~rains ~rainwater raley ralph ralston ramage rambo ramey ramirez ramon ramos ~ramsay
ramsbottom ramsey ~rand randall randle randolph raney rangel rankin rankins ~ransom rao ~raper rapp ~rash rasmussen ratcliff
ratliff rau rauch rausch rawlings rawlins rawls rawson ~ray rayburn rayford raymond raynor razo rea ~read reagan ~reams reardon
reaves reavis ~rector redd ~redden reddick redding reddy redman redmon redmond reece ~reed reeder ~reedy ~reel rees reese ~reeve
~reeves regalado regan ~register reich reichert reid reilly reimer reinhardt reinhart reis reiss ~reiter reitz rembert remillard
remington rendon renfro renner reno renteria resendez reuter rey reyes reyna reynolds reynoso ~rhea rhinehart rhoades rhoads
rhoden rhodes rhyne ribeiro ricci ~rice ~rich richard richards richardson richey richie richman richmond richter rickard ~ricker
ricketts rickman ~ricks rico riddell riddick ~riddle ridenour ~rider ridgeway ridley riedel ~rife rigby riggins riggs rigsby
riha rihova rikke ~riley rinaldi rincon rinehart ~ring riordan rios ripley ritchey ritchie rittenhouse ritter ritz rivard rivas
rivera rivero ~rivers rizzo ~roach roark robb robbins roberge roberson robert roberts robertson ~robey robinette ~robins
robinson robison robledo robles robson roby rocco rocha roche ~rock rockwell roddy roden roderick rodgers rodman rodrigue
rodrigues rodriguez rodriquez ~roe ~roebuck ~roger ~rogers rohde rohr rojas rojo roland roldan rolfe ~roller rollins ~roman
romano rome ~romeo romero romine romo roney ~rood ~rooks rooney ~root ~roper roque rosa rosado rosales rosario rosas ~rose rosen
rosenbaum rosenberg rosenberger rosenfeld rosenthal ross rosser rossi ~roth rothman ~rounds roundtree rountree ~rouse roush
rousseau roussel ~rowan rowe rowell rowland rowley roy ~royal roybal royce royer royster rubin rubio ~ruble ~ruby ~rucker rudd
rudolph rudy ~rue ruelas ~ruff ruffin ruggiero ruiz ~rule runge runyan runyon rupert rupp ~rush ~rushing russ russel russell
russo ~rust ruth rutherford rutland rutledge rutter ruzicka ruzickova ryals ryan ryder saajid saavedra sabin sabo sacco sachs
~saddler sadler saenz safo ~sage sager saiz salako ~salami salas salazar salcedo salcido saldana saldivar salerno ~sales salgado
salinas salisbury sallee salley ~salmon ~salter salvador salyer sam samaniego sammons ~sample ~samples sampson sams samson
samuel samuels samuelson sanabria sanborn sanches sanchez sandberg ~sander ~sanders sanderson sandlin sandoval ~sands ~sandy
sanford santana santiago santoro santos sapp sargent sarpong ~sasser sato satterfield satterwhite sauceda saucedo saucier sauer
saul sauls saunders ~savage ~savoy ~sawyer ~sawyers saxon saxton sayers sayles saylor sayre sayyid ~scales scanlon scarborough
scarbrough schaefer schaeffer schafer schaffer scheer schell schenck schenk scherer schiller ~schilling schindler schlegel
schlosser schmid schmidt schmitt schmitz schneider schoen schofield scholl schoonover schott schrader schramm schreiber
schreiner schrock schroder schroeder schubert schuler schulte schultz schulz schulze schumacher schuman schumann schuster schutz
schwab ~schwartz schwarz schweitzer scoggins scott scribner scroggins scruggs ~scully ~seal seale ~seals ~seaman searcy searle
searles ~sears seaton seay sebastian sedlacek sedlackova sedlak sedlakova ~see seeley seely segal seger segovia segura seibert
seidel seifert seiler seitz selby ~self ~sell sellars ~sellers ~sells sen sena senn sepulveda serna serrano ~sessions sessoms
~settle ~settles sevcik sevcikova severson seward sewell ~sexton seymore seymour shackelford ~shade shafer shaffer ~shah shaikh
shanahan shaner ~shank ~shanks shannon shapiro sharkey sharma ~sharp sharpe ~shaver shaw ~shay shea ~shearer ~sheehan ~sheets
sheffield ~sheikh shekoni shelby sheldon ~shell shelley ~shelly shelton shepard shephard ~shepherd sheppard sheridan sherman
sherrill sherrod ~sherry sherwood ~shields shifflett ~shin ~shine shinn shipley shipman shipp ~shirey shirley shively ~shivers
shockley shoemake ~shoemaker ~shook ~shore ~shores ~short ~shorter shoup shouse ~showers shrader shriver shuler shull shultz
shumaker shuman shumate shupe sibley siddiqui ~sides siegel ~sierra sigler sigmon sikes silas siler ~sills silva silveira
~silver silverman ~silvers silvey silvia simba simek simkova simmons simms simon simonds simone simons simonsen simonson
simpkins simpson ~sims sinclair sinema ~singer singh singletary ~singleton ~sink sipe sipes sisco sisk sisson ~sites sizemore
skaggs skeen skelton skidmore skiles skinner ~skipper ~slack slade slagle ~slater slaton slattery ~slaughter slavik slavikova
slayton ~sledge sloan slocum slone ~small smalley ~smalls smallwood ~smart smid smidova ~smiley smirnov smit ~smith smitherman
~smithers smithson smoot ~smothers smyth snead sneed snell snider ~snipes snodgrass snook ~snow snowden snyder ~soares sobowale
soileau sokol solano solis soliz solomon solorio somers somerville sommer sommers ~song sonnier soper sorensen sorenson soria
soriano sorrell sorrells sosa sotelo soto soucy soukup soukupova soule sousa ~south southard southerland ~southern souza sowell
~sowers soyinka spain spalding spangler spann sparkman ~sparks ~sparrow spaulding ~spear spearman ~spears ~speed speer speight
spellman spence spencer sperry ~spicer ~spikes ~spiller spillman spinks spitzer spivey ~spooner spradlin sprague spriggs ~spring
~springer ~sprinkle sprouse spruill spurgeon spurlock ~squires stacey ~stack stackhouse stacy stafford staggs stahl ~staley
stallings stallworth stamm ~stamper ~stamps stancil standley stanek stanfield stanford stankova stanley stansberry stansbury
stanton ~staples stapleton ~stark starkey ~starks ~starling starnes starr stastna stastny staten staton stauffer stclair
steadman stearns stebbins ~steed ~steel steele steen steffen stegall ~stein steinberg ~steiner steinmetz stejskal stejskalova
stepanek stepankova stephen stephens stephenson stepp ~sterling ~stern ~stevens stevenson ~steward stewart stickney stidham
~stiles ~still stillman stillwell stiltner stine stinnett stinson stith stitt stjohn ~stock ~stocker stockman ~stocks stockton
stockwell stoddard ~stoker ~stokes stoll stoltzfus ~stone ~stoner stonge ~storey ~storm ~storms ~story stott ~stout stovall
stover stowe stowell ~stowers stpierre strachan strader ~straight ~strain ~strait ~strand ~strange stratton straub ~strauss
strawn ~street ~streeter strickland strickler stricklin ~stringer strnad strnadova strom ~strong strother stroud stroup strunk
stuart stubblefield stubbs stuckey ~studer stull ~stump stumpf sturdivant ~sturgeon sturgill sturgis sturm stutzman ~styles su
suarez suber subramanian suggs sullivan ~summer summerlin ~summers summerville sumner sumpter ~sun surratt sutherland sutter
sutton suzuki svec svecova svendsen svensson svoboda svobodova swafford ~swain ~swan ~swank swann swanson swartz swearingen
~sweat sweeney ~sweet swenson ~swift ~swindle swinney ~swisher switzer swope sykes sykora sykorova sylvester sylvia szabo szucs
szymanski tabassum tabb taber ~tabor tackett tafoya taft taggart tait takahashi takyi talbert talbot talbott tallent talley
tallman ~tam tamayo ~tan tanaka ~tang tankersley ~tanner tapia tapp tarr tarrant tarver tate tatro tatum tavares tawia taylor
teague ~teal tedesco teel ~teeter teixeira tejada tejeda tellez ~temple templeton tennant tenney terrazas terrell terrill ~terry
tesar testa tetreault thacker thames thao tharp ~thatcher thayer theis theisen theriault theriot therrien thibault thibodeau
thibodeaux thiel thigpen thom thomas thomason thompkins ~thompson thomsen ~thomson ~thorn thornburg thorne thornhill thornton
thorp thorpe thorsen thorson thorton ~thrash ~thrasher thurman thurmond thurston tian tibbetts tibbs tice ticha tichy tidwell
tierney tijerina ~tiller ~tillery tilley tillman tilton timm timmerman timmons tindall ~tinker tinsley tipton tirado tisdale
titus tobias tobin todd tolbert toledo toler toliver tolley tolliver tom toman tomanova tomlin tomlinson tompkins ~toney ~tong
toole tooley toombs toomey toro torrence torres torrey torrez toscano toth totten tovar ~tower towle towne ~townes ~towns
townsend ~tracey tracy trahan trainor trammell tran trantham trapp trask travers travis traylor treadway treadwell ~treat treece
trejo tremblay trent trevino tribble ~trice trimble trinh trinidad triplett tripp trombley trott ~trotter ~trout troutman
trowbridge ~troy trudeau ~true truitt trujillo truman truong tsang tsosie tubbs ~tuck ~tucker tudor tuggle tully tuma tumova
turcotte turk turley turman turnage turnbull ~turner turney turpin tuttle ~tutu tweneboa twumasi tyler tyner tyree tyson ubay
uddin ulloa ulmer ulrich umaarah umair umar underhill underwood unger upchurch upshaw upton ~urban urbanova urbina urena urias
uribe urquhart ~usher ussery utley vacek vackova vail valadez valdes valdez valencia valenta valenti valentin ~valentine
valentino valentova valenzuela valerio valle vallejo valles ~van vanburen vanbuskirk vance vanderpool vandijk vandiver vandyke
vanek vang vanhoose vanhorn vankova vanmeter vann vanover vanpelt vansickle vanwinkle varela varga vargas vargo varner varney
vasquez vaughan vaughn vaught vavra vavrova vazquez ~veal vega veilleux ~vela velasco velasquez velazquez velez venable venegas
venkatesan ventura vera verdin verduzco vergara vermillion vernon vesela vesely ~vest vetter vick vickers vickery victor vidal
vieira viera ~vigil ~villa villagomez villalobos villanueva villareal villarreal villasenor villegas vincent ~vines ~vineyard
vining vinson ~viola visser vitale vitek vitkova vlcek vlckova vo vogel vogt voigt volk volkov volpe volz vos voss vu vue
wachter waddell ~waddle ~wade wadsworth wafula waggoner wagner ~wagoner wahl ~wainwright waite ~waits wakefield walden waldon
waldron waldrop ~wales ~walker ~wall wallace wallen ~waller wallin ~walling wallis ~walls walsh walston walter walters walther
walton ~waltz walz wambui wampler wang wanijiku wanjala wanjiru ~ward ~warden ~ware warfield wario ~warner warnock warren
warrick warwick washburn washington wasson watanabe waterman ~waters watkins watson ~watt ~watters ~watts waugh waweru ~way
wayman wayne weatherford ~weatherly ~weathers weathersby weatherspoon ~weaver webb webber ~weber webster weddle ~weed ~weeks
weems wegner weidner ~weil weiler weimer weinberg weiner weinstein ~weir weis weiss welborn welch weldon welker ~weller wellman
~wells ~welsh welton wendt wenger wentworth wentz wenzel werner wertz wesley wessel wesson ~west westbrook westcott ~wester
westfall westmoreland weston westphal wetzel whalen ~whaley wharton whatley ~wheat wheatley wheaton ~wheeler whelan ~whetstone
~whipple whitaker whitcomb ~white ~whited ~whitehead whitehouse whitehurst whiteman ~whitener whiteside whitfield ~whiting
whitley whitlock whitlow whitman whitmer whitmire whitmore whitney whitson whitt whittaker whittemore whitten whittington
~whittle whitworth whorton whyte wiafe ~wick ~wicker wickham ~wicks wiese wiggins wilbanks wilber wilborn wilbur wilburn wilcox
~wild wilde ~wilder ~wiles ~wiley wilhelm wilhite wilke wilkerson wilkes wilkie wilkins wilkinson wilks ~will willard willett
willey william ~williams williamson willie williford willingham willis willoughby ~wills willson wilmoth ~wilson ~wilt wimberly
wimmer winchester windham windsor winfield winfrey ~wing wingard wingate wingfield wingo winkler winn ~winner winslow winstead
winston ~winter ~winters wirth ~wisdom ~wise wiseman wisniewski ~witcher ~withers witherspoon withrow witt witte wofford wojcik
wolcott ~wold ~wolf wolfe ~wolff wolford womack ~womble wong ~woo ~wood woodall woodard woodbury ~woodcock ~wooden woodley
~woodman woodruff ~woods woodson woodward woodworth ~woody wooldridge wooley woolley woolsey wooten ~word worden ~workman worley
worrell worsham ~worth wortham worthington ~worthy wozniak wray ~wren wrenn ~wright wu wyant wyatt wyche wyckoff wylie wyman
wynn wynne wyrick xiao xie xiong xu yaamoa yager yamada yamamoto yancey yancy yanez ~yang yarborough yarbrough yates yawson
yazzie ybarra yeager yeboa yeboah yee yi ~yip yirenkyi yocum yoder yoo yoon york yost youmans ~young youngblood ~younger yount
yu ~yuan yudas zaahid zachary zak zakova zambrano zamora zapata zaragoza zarate zavala zayas zeigler zeller zeman zemanova zeng
zepeda zhang zhao zheng zhou zhu ziegler zielinski zimmer zimmerman zimmermann zink zinn zook zuber zulu
zuniga
`;
