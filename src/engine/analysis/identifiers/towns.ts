import type { Claims } from './claims.ts';
import { namesNoPerson } from './names/eponyms.ts';
import { keyOf } from './names/lists.ts';
import type { TextWord } from './names/words-of-text.ts';

/** Towns whose names are nothing else: no first name, no surname that is common, no word. Others need “lives in” or a state beside them. */
const TOWNS_BY_NAME = `
London|Birmingham|Manchester|Liverpool|Leeds|Sheffield|Bristol|Newcastle|Newcastle upon Tyne|Nottingham|Leicester|Coventry|Sunderland|Brighton|Hove|Plymouth|Wolverhampton|Derby|Southampton|Portsmouth|Stoke-on-Trent|Swansea|Cardiff|Wrexham|Aberystwyth|Edinburgh|Glasgow|Aberdeen|Dundee|Inverness|Perth|Paisley|Dunfermline|Belfast|Derry|Londonderry|Lisburn|Newry|Armagh|Dublin|Cork|Limerick|Galway|Waterford|Kilkenny|Drogheda|Dundalk|Oxford|Cambridge|Norwich|Ipswich|Colchester|Chelmsford|Southend|Southend-on-Sea|Luton|Bedford|Milton Keynes|Northampton|Peterborough|Worcester|Gloucester|Cheltenham|Swindon|Exeter|Torquay|Truro|Falmouth|Penzance|Bournemouth|Weymouth|Salisbury|Winchester|Basingstoke|Guildford|Woking|Croydon|Bromley|Enfield|Harrow|Ealing|Hounslow|Wembley|Wimbledon|Tooting|Brixton|Camden|Islington|Hackney|Lewisham|Greenwich|Wandsworth|Kingston upon Thames|Kingston upon Hull|Slough|Maidenhead|Watford|St Albans|Hemel Hempstead|Stevenage|Harlow|Basildon|Maidstone|Canterbury|Dover|Folkestone|Hastings|Eastbourne|Crawley|Worthing|Chichester|Blackpool|Blackburn|Burnley|Bolton|Bury|Oldham|Rochdale|Stockport|Salford|Wigan|Warrington|St Helens|Birkenhead|Chester|Crewe|Macclesfield|Huddersfield|Halifax|Wakefield|Barnsley|Doncaster|Rotherham|Harrogate|Scarborough|Middlesbrough|Darlington|Hartlepool|Durham|Gateshead|Grimsby|Scunthorpe|Mansfield|Chesterfield|Loughborough|Nuneaton|Rugby|Leamington Spa|Stratford-upon-Avon|Redditch|Kidderminster|Telford|Shrewsbury|Walsall|Dudley|Solihull|West Bromwich|Tamworth|Lichfield|Great Yarmouth|Lowestoft|King's Lynn|Kirkcaldy|Kilmarnock|Ayr|Motherwell|Stirling|Falkirk|Livingston
New York City|New York|Dallas|Houston|Austin|Phoenix|Detroit|Charlotte|Jacksonville|Arlington|Henderson|Lincoln|Madison|Jackson|Springfield|Aurora|Reading|Bath|Lancaster|Preston|Carlisle|Bradford|York|Lincoln|Hull|Wells|Ripon|Sutton|Chelsea|Kensington|Paris|Florence|Nice|Victoria|Sydney|Brooklyn|Manhattan|The Bronx|Staten Island|Los Angeles|Chicago|Philadelphia|San Antonio|San Diego|San Jose|San Francisco|Fort Worth|Columbus|Indianapolis|Seattle|Denver|Boston|Nashville|Oklahoma City|Portland|Las Vegas|Memphis|Louisville|Baltimore|Milwaukee|Albuquerque|Tucson|Fresno|Sacramento|Kansas City|Atlanta|Omaha|Colorado Springs|Raleigh|Long Beach|Virginia Beach|Miami|Oakland|Minneapolis|Tulsa|Tampa|New Orleans|Wichita|Cleveland|Bakersfield|Anaheim|Honolulu|Riverside|Corpus Christi|Santa Ana|Stockton|St\\.? Louis|Saint Louis|Pittsburgh|Cincinnati|Anchorage|Greensboro|Plano|Newark|Toledo|Orlando|Chula Vista|Jersey City|Fort Wayne|St\\.? Petersburg|Laredo|Lubbock|Scottsdale|Reno|Chesapeake|Irvine|Baton Rouge|Boise|Richmond|Spokane|Des Moines|Tacoma|Fontana|Moreno Valley|Fayetteville|Yonkers|Worcester|Rochester|Little Rock|Grand Rapids|Huntsville|Salt Lake City|Tallahassee|Knoxville|Providence|Chattanooga|Fort Lauderdale|Sioux Falls|Ann Arbor|Peoria|Topeka|Hartford|New Haven|Bridgeport|Stamford|Waterbury|Syracuse|Buffalo|Albany|Schenectady|Poughkeepsie|Ithaca|Santa Fe|Santa Barbara|Santa Rosa|Santa Clara|Palo Alto|Cupertino|Sunnyvale|Berkeley|Pasadena|Burbank|Glendale|El Paso|Duluth|Green Bay|Kenosha|Racine|Dayton|Akron|Youngstown|Toledo|Kalamazoo|Flint|Ypsilanti|Lansing|Dearborn|Evansville|South Bend|Terre Haute|Lexington|Bowling Green|Savannah|Macon|Augusta|Birmingham|Tuscaloosa|Biloxi|Shreveport|Lafayette|Galveston|Amarillo|Waco|Brownsville|McAllen|Tempe|Chandler|Flagstaff|Provo|Ogden|Cheyenne|Billings|Missoula|Bozeman|Fargo|Bismarck|Eugene|Bellevue|Yakima|Olympia|Burlington|Montpelier|Manchester|Nashua|Bangor|Worcester|Lowell|Cambridge|Quincy|Somerville|Framingham|Pawtucket|Allentown|Scranton|Harrisburg|Trenton|Camden|Hoboken|Wilmington|Annapolis|Bethesda|Norfolk|Newport News|Roanoke|Charlottesville|Charleston|Myrtle Beach|Asheville|Winston-Salem|Gainesville|Pensacola|Sarasota|Naples|Key West
Toronto|Montreal|Montréal|Vancouver|Calgary|Edmonton|Ottawa|Winnipeg|Mississauga|Saskatoon|Melbourne|Brisbane|Adelaide|Canberra|Auckland|Christchurch|Berlin|Hamburg|München|Munich|Köln|Cologne|Frankfurt|Stuttgart|Düsseldorf|Dortmund|Leipzig|Dresden|Hannover|Hanover|Bremen|Nürnberg|Nuremberg|Heidelberg|Freiburg|Tübingen|Wien|Vienna|Salzburg|Innsbruck|Graz|Zürich|Zurich|Genf|Genève|Geneva|Basel|Bern|Lausanne|Lyon|Marseille|Toulouse|Bordeaux|Lille|Strasbourg|Nantes|Montpellier|Rennes|Grenoble|Madrid|Barcelona|Sevilla|Seville|València|Bilbao|Zaragoza|Málaga|Malaga|Granada|Lisboa|Lisbon|Porto|Coimbra|Roma|Rome|Milano|Milan|Torino|Turin|Napoli|Firenze|Bologna|Venezia|Venice|Verona|Genova|Palermo|Amsterdam|Rotterdam|Utrecht|Eindhoven|Groningen|The Hague|Den Haag|Antwerp|Antwerpen|Brussels|Bruxelles|Gent|Ghent|Brugge|Bruges|Copenhagen|København|Aarhus|Stockholm|Göteborg|Gothenburg|Malmö|Uppsala|Oslo|Bergen|Trondheim|Helsinki|Tampere|Warsaw|Warszawa|Kraków|Krakow|Gdańsk|Gdansk|Wrocław|Wroclaw|Poznań|Poznan|Łódź|Lodz|Prague|Praha|Brno|Budapest|Bucharest|București|Sofia|Athens|Thessaloniki|Istanbul|Ankara|Moscow|Kyiv|Kiev|Lagos|Abuja|Accra|Nairobi|Kampala|Johannesburg|Cape Town|Pretoria|Harare|Cairo|Casablanca|Karachi|Lahore|Islamabad|Rawalpindi|Mumbai|Delhi|New Delhi|Bangalore|Bengaluru|Chennai|Kolkata|Hyderabad|Ahmedabad|Pune|Dhaka|Sylhet|Colombo|Kathmandu|Beijing|Shanghai|Guangzhou|Tokyo|Osaka|Kyoto|Seoul|Manila|Bangkok|Hanoi|Jakarta|Tehran|Baghdad|Damascus|Beirut|Amman|Dubai|Riyadh|Tel Aviv
`;

/** Also a first name or a frequent surname: only beside a cue. */
const AMBIGUOUS = new Set(
  'Dallas|Houston|Austin|Phoenix|Charlotte|Arlington|Henderson|Lincoln|Madison|Jackson|Springfield|Aurora|Reading|Bath|Lancaster|Preston|Carlisle|Bradford|York|Hull|Wells|Ripon|Sutton|Chelsea|Paris|Florence|Nice|Victoria|Sydney|Derby|Perth|Bury|Dover|Hastings|Rugby|Worcester|Chester|Buffalo|Providence|Quincy|Lowell|Columbus|Wilmington|Richmond|Cleveland|Burlington|Chandler|Augusta|Savannah|Sofia|Adelaide|Eugene|Norfolk|Naples|Lexington|Lafayette|Riverside|Flint|Cork|Hove|Halifax|Harrow|Durham|Bedford|Salisbury|Winchester|Blackburn|Bolton|Burnley|Crawley|Dudley|Stirling|Livingston|Wakefield|Mansfield|Hartford|Stamford|Milan|Verona|Genova|Roma|Porto|Granada|Bergen|Bern|Gent|Boston|Reno|Macon|Dayton|Berkeley|Camden|Plymouth|Ayr|Florence|Augusta|Orlando|Tempe|Glendale|Stockton|Oakland|Sheffield'.split(
    '|',
  ),
);

/** Where one lives, comes from or goes: after these a town may be any that is listed, in small letters too. */
const TO = new Set(['in', 'to', 'from', 'near', 'outside', 'around', 'at']);
const GO =
  /^(?:i'm|i|he's|she's|is|am|are|was|were|lives?|living|lived|moved|moving|born|raised|grew|staying|stayed|visiting|visited|flew|flying|drove|driving|travell?ed|travell?ing|trip|based|down|up|over|back|out|resident|residing|resides|going|went|came|comes|originally|home|holiday|vacation|work|works|working|college|university|school|family|house|flat|hospital|clinic|surgery|job|office)$/u;

const TOWNS = new Map<string, { readonly town: string; readonly ambiguous: boolean }[]>();
for (const town of new Set(
  TOWNS_BY_NAME.trim()
    .split(/[|\n]/u)
    .map((one) => one.replace('\\.?', '')),
)) {
  const key = keyOf(town);
  const first = key.split(/[ -]/u)[0] ?? '';
  TOWNS.set(first, [...(TOWNS.get(first) ?? []), { town: key, ambiguous: AMBIGUOUS.has(town) }]);
}
for (const towns of TOWNS.values()) towns.sort((a, b) => b.town.length - a.town.length);

/** Claims the towns that a text names: those that are nothing else by their capital, the others after “lives in” and the like. */
export function claimTowns(
  text: string,
  words: readonly TextWord[],
  claims: Claims,
  isFirst: (key: string) => boolean,
): void {
  for (const [at, word] of words.entries()) {
    const candidates = TOWNS.get(word.key.split('-')[0] ?? '');
    if (candidates === undefined) continue;
    const before = words[at - 1];
    const after = text.slice(word.end, word.end + 30);
    const goes =
      word.gap === ' ' &&
      TO.has(before?.key ?? '') &&
      (word.capital || [2, 3].some((back) => GO.test(words[at - back]?.key ?? '')));
    for (const { town, ambiguous } of candidates) {
      const end = word.start + town.length;
      if (keyOf(text.slice(word.start, end)) !== town || /[\p{L}\p{M}]/u.test(text.slice(end, end + 1))) continue;
      if (!goes && (ambiguous || !word.capital)) continue;
      if (/^(?:mr|mrs|ms|dr|miss|doctor|nurse|prof|professor)$/u.test(before?.key ?? '') || namesNoPerson(after))
        continue;
      // “Jack London”.
      if (!goes && before?.capital && word.gap === ' ' && isFirst(before.key)) continue;
      claims.take('place', word.start, end);
      break;
    }
  }
}
