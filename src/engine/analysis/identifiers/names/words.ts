/** The commonest words of English that are no everyday name, and what headings and notes are full of. */
const COMMON = `
ability able about above absolutely accept access according account across act acting action actions active activities activity
actual actually ad add added addition additional address administration adult advantage advice africa african after again against
age agency agent ago agree agreed agreement ahead air airport album alive all allow allowed almost alone along already although
always am amazing american americans among amount analysis animal animals announced annual another answer anti any anymore anyone
anything anyway apart app apparently appear appeared appears apple application apply approach are area areas arms army around
arrived art article artist as ask asked asking ass associated association at attack attempt attention august australia australian
author authority available average avoid award aware away awesome baby back background bad bag balance ball band bank bar base
based basic basis battle be beach beat beautiful became because become becomes becoming bed been began begin beginning behind
being believe below benefit benefits best bet better between beyond big biggest bill birth birthday bit bitch black block blood
blue board body book books born boss both bottom bought box boy boys brain brand break bridge bring british broke broken brother
brought brown budget build building built bus business but buy california call called calling calls came camera camp campaign can
cancer cannot capital captain car card cards care career carried carry cars case cases cash cast cat catch caught cause caused
cell cent center central centre century certain certainly chairman challenge chance change changed changes changing channel
character characters charge check chicago chief child children china chinese choice choose christian church cities city civil
claim claims class classes clean clear clearly click close closed club co coach coast code coffee cold collection college color
come comes coming comment comments commercial commission committee common community companies company compared competition
complete completed completely complex computer concept condition conditions conference congress connection consider considered
construction contact content continue continued continues contract control cool copy correct cost costs could council count
countries country county couple course court cover covered crazy create created credit crime critical cross culture cup current
currently customers cut dad daily damage damn dance dangerous dark data date daughter day days de dead deal dear death december
decide decided decision deep defense definitely degree demand department described design designed despite details developed
development did die died difference different difficult digital dinner direct direction directly director disease distance
district division do doctor does dog dogs doing dollars done door double doubt down dr draw dream dress drink drive driving drop
drug drugs dude due during each earlier early earth easier easily east eastern easy eat eating economic economy ed edition
education effect effective effects effort efforts eight either election else employees end ended energy engine engineering enjoy
enough enter entire environment episode equipment especially established estate etc europe european even evening event events
eventually ever every everybody everyone everything evidence ex exactly example except exchange executive expect expected
experience explain extra extremely eye eyes face facebook fact failed fair faith fall families family famous fan fans far fashion
fast fat father favorite fear feature features february federal feel feeling feels feet fell fellow felt female few field fifth
fight fighting figure film final finally financial find finding fine finish finished fire firm first fish fit five flight floor
focus follow followed following follows food foot football for force forced forces foreign forget form former forward found
foundation four fourth free freedom french fresh friend friends front fuck fucking full fully fun function fund funny future gain
game games garden gas gave gay general generally generation germany get gets getting gift girl girls give given gives giving glad
glass global go goal goals god goes going gold gone gonna good google got gotta government grade grand great greater greatest
green ground group groups grow growing growth guess gun guy guys had hair half hall hand handle hands happen happened happening
happens happy hard has hate have having he head health healthy hear heard hearing heart heat heavy held hell help helped helping
here herself hey hi high higher highest highly hill him himself his history hit hold holding holy home hope horse hospital host
hot hotel hour hours house housing how however http huge human hurt husband ice idea ideas if ii image imagine immediately impact
important impossible improve inc include included includes including income increase increased indeed independent indian
individual individuals industry influence information inside instead institute insurance interest interested interesting
international internet interview into investment involved island issue issues it items its itself january japan japanese job jobs
join journal judge july just justice keep keeping kept key kid kids kill killed killing kind king knew know knowing knowledge
known knows la labor lack lady lake land language large larger largest last late later latest law lead leader leaders leadership
leading league learn learned learning least leave leaves leaving led left legal length less let letter level levels library lie
life light like liked likely limited line lines link list listen literally little live lived lives living local located location
lol long longer look looked looking looks lord los lose losing loss lost lot lots love loved low lower luck lucky machine made
magic main major majority make makes making male man managed management manager many map march mark market marketing marriage
married mass master match material materials matter may maybe me mean meaning means meant media medical meet meeting member
members memory men mental mentioned message met metal method mid middle might miles military million mind mine minister minute
minutes miss missed missing mission mobile model modern mom moment monday money month months more morning most mostly mother mouth
move moved movement movie movies moving mr mrs much multiple murder music must my myself named nation national nations natural
nature near nearly necessary need needed needs negative neither net network never new news next nice night nine no nobody non none
nor normal north northern not note notes nothing notice november now number numbers obviously october of off offer offered office
officer officers official often oh oil okay old older on once one online only onto open opened opening operation operations
opinion opportunity option order organization original other others otherwise our out outside over overall own owned owner page
paid pain paper parents park part particular particularly parties partner parts party pass passed past patient patients pay peace
people percent perfect performance perhaps period person personal phone photo photos physical pick picture pictures piece place
placed places plan planning plans plant play played player players playing plays please plus point points police policy political
politics poor pop popular population position positive possible possibly post posted potential power powerful practice pre present
president press pressure pretty prevent previous previously price prices primary prime prior prison private pro probably problem
problems process produce produced product production products professional professor profile program programs progress project
projects property protect protection proud prove provide provided provides published pull purpose push put putting quality queen
question questions quick quickly quite race radio raised ran range rare rate rates rather re reach reached read reading ready real
reality realize really reason reasons receive received recent recently record records red region regular related relationship
release released religious remain remains remember removed report reported reports require required research resources respect
response responsible rest result results return returned review rich ride right rights ring rise risk river road rock role room
rose round royal rule rules run running runs russia russian sad safe safety said sale sales same san saturday save saw say saying
says scale scene school schools science score screen sea search season seat second seconds secret secretary section security see
seeing seem seemed seems seen self sell selling senate send senior sense sent separate september series serious seriously serve
served service services set setting seven several sex sexual shall share she ship shit shooting shop short shot should show showed
showing shown shows shut sick side sign signed significant silver similar simple simply since single sir sister sit site sitting
situation six size skills skin sleep slow small smaller smart smith so social society software sold solution some somebody someone
something sometimes son song songs soon sorry sort soul sound sounds source sources south southern space speak speaking special
species specific speech speed spend spent spirit sports spot spread spring square st staff stage stand standard standards standing
star stars start started starting starts state statement states station status stay step still stock stone stop stopped store
stories story straight street strength strong structure student students studies study stuff stupid style subject success
successful such summer sun sunday super supply support supposed sure surface sweet system systems table take taken takes taking
talk talking target tax teacher team teams technology television tell telling tells ten term terms test texas text than thank
thanks their them themselves then theory there therefore these they thing things think thinking thinks third this thomas those
though thought thousands three through throughout throw thus till time times title to today together told tomorrow tonight too
took top total totally touch tough tour towards town track trade traditional traffic train training travel treatment tree trial
tried trip trouble true truly trump trust truth try trying turn turned tv twice twitter two type types uk under understand
understanding union unit united units university unless until up upon us usa use used users uses using usually value van various
version very via video videos view views village visit voice vote vs wait waiting walk walking wall wanna want wanted wants war
was waste watch watching water way ways we wear wearing weather website wedding week weekend weeks weight weird welcome well went
were west western what whatever when where whether which while white who whole whom whose why wide wife wild will win wind window
winner winning winter wish with within without woman women won wonder wonderful wood words work worked workers working works world
worry worse worst worth would wow write writing written wrong wrote yeah year years yes yesterday yet you young your yourself
`;

const CLINICAL = `
patient pt pts doctor nurse clinic hospital history plan assessment subjective objective exam examination vitals impression diagnosis diagnoses
medication medications allergies allergy social family past present illness chief complaint review systems physical mental status follow up
recommendation recommendations findings results labs imaging mri ct xray ecg ekg echo dob mrn age sex male female gender date time address phone
tel telephone mobile fax email nhs ssn ward bed room unit department consultant surgeon physician registrar attending resident intern gp pcp np pa
rn md do phd bsc discharge summary admission admitted note letter referral dear sincerely regards reports denies states presents presented reported
denied stated returns complains describes takes seen name names surname forename first last middle next kin emergency contact occupation employer
pain knee hip back chest head neck shoulder arm leg foot hand left right bilateral upper lower anterior posterior coli aureus pylori difficile
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december mon tue
wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec christmas easter english spanish french german american british european african asian hispanic caucasian
um uh hmm hm mm mhm oh ah okay ok yeah yes yep nope no hey hi hello thanks thank please sorry bye goodbye morning afternoon evening today tomorrow
yesterday tonight mom mum mommy mummy dad daddy mother father brother sister son daughter wife husband partner uncle aunt auntie grandma grandpa
ma'am sir madam everyone everybody everything somebody someone something anybody anything nobody nothing folks guys guy hon honey dear love
tinnitus vertigo asthma diabetes hypertension cancer stroke covid flu influenza sepsis anemia anaemia syndrome disease disorder test sign catheter
medicare medicaid insurance god jesus lord internet google youtube facebook netflix zoom dax dragon siri alexa
elisa chi alpha beta gamma delta bud buddy lovely dragon agreements smoker nonsmoker allergic married single divorced widowed retired unemployed employed caucasian white black latino
aren't isn't wasn't don't doesn't didn't can't won't wouldn't couldn't shouldn't haven't hasn't that's it's what's i'm i'll i've i'd you're you've
you'll we're we've we'll they're he's she's there's here's let's who's how's where's gonna wanna gotta kinda sorta lemme cause cuz
`;

/** Words that are rarely somebody's name even where a name may stand. */
const FUNCTION = `
a an the and or but nor so yet if than that which who whom whose this these those there here he she it they them him her his hers its their we us
our you your i me my of in on at by for with from to into onto over under about as is are was were be been being am has have had having do does did
doing done will would can could may might shall should must not no yes when while where how what why said says say told tell tells asked ask asks
wants want wanted recommended prescribed gave give gives sent send sends ordered orders thinks think thought know knows knew see sees saw seen look
looks looked call called calls come comes came go goes going went get gets got take takes took taken make makes made put need needs needed let try
just also very really too still again back then now today tomorrow yesterday always never ever often sometimes usually before after since until
because though although however please thank thanks sorry okay ok oh uh um hmm well right left good bad fine great sure all any both each few more
most other some such only own same one two three four five six seven eight nine ten first second last next new old little lot lots up down out off
like office visit visits appointment appointments clinic hospital doctor patient nurse surgery note notes letter report reports number name names
`;

const read = (list: string) => new Set(list.trim().split(/\s+/u));
const functionWords = read(FUNCTION);
const words = new Set([...read(COMMON), ...read(CLINICAL), ...functionWords]);

/** A word that no name is made of, whatever stands before it. */
export function isFunctionWord(key: string): boolean {
  return functionWords.has(key);
}

/** A common word of English or of notes; it may be somebody's name all the same. */
export function isCommonWord(key: string): boolean {
  return words.has(key);
}
