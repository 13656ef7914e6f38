/** First names that are common where English is spoken, and that are no other word (no “Will”, “Grace”, “April”, “Mark”). */
const NAMES = `
aaron abdul abigail adam adrian agnes ahmed aisha alan albert alejandro alex alexander alexandra alexis alfred ali alice alicia alison
allison alyssa amanda amber amelia amina amy ana andre andrea andrew angela anita ann anna anne annette annie anthony antonio arthur
ashley audrey barbara barry beatrice benjamin bernard beth betty beverly bradley brandon brenda brendan brent brett brian brianna
bridget bruce bryan caitlin caleb calvin cameron carl carla carlos carmen carol caroline carolyn catherine cecilia charles charlotte
chloe christian christina christine christopher cindy claire clara clarence claudia clifford colin connie connor corey courtney craig
crystal cynthia daisy dale dana daniel danielle danny darlene darren david deborah debra denise dennis derek derrick diana diane diego
dmitri dominic donald donna dorothy douglas dustin dylan edith eduardo edward edwin eileen elaine eleanor elena eli elijah elizabeth
ella ellen elsie emily emma eric erica erin ernest esther ethan eugene eva evan evelyn fatima felicia fernando fiona florence frances
francis francisco frank fred frederick gabriel gabriela gail gareth gary geoffrey george gerald geraldine gilbert gladys glen glenn
gloria gordon graham greg gregory gwen hamza hannah harold harriet harry hassan hazel heather hector heidi helen henry herbert howard
hugh ian ibrahim imran irene isaac isabel isabella ivan jack jackie jacob jacqueline jake james jamie jane janet janice jared jasmine
jason javier jean jeff jeffery jeffrey jennifer jenny jeremy jerome jesse jessica jesus jill jim jimmy joan joanna joanne joel john
johnny jonathan jordan jorge jose joseph joshua joyce juan juanita judith judy julia julian julie justin karen karl katherine kathleen
kathryn kathy katie keith kelly kenneth kevin kieran kim kimberly kirsty kristen kristin kyle larry laura lauren laurie lawrence leah
leon leonard leroy leslie liam lillian linda lisa lloyd logan lois lori louis louise lucas lucy luis luke lydia lynn madison malcolm
manuel marcus margaret maria marie marilyn mario marjorie marlene martha martin marvin mary mason matthew maureen maurice megan
melanie melinda melissa melvin michael michele michelle miguel mike mildred minh miranda mitchell mohamed mohammed molly monica morgan
muhammad nancy naomi natalie natasha nathan nathaniel neil nicholas nicola nicole nigel nikhil nina noah norma norman oliver olivia
omar oscar owen pamela patricia patrick paul paula pauline pedro peggy penelope peter philip phillip phyllis priya rachel rajesh ralph
ramon randall raul raymond rebecca regina renee ricardo richard rita robert roberta roberto robin rodney roger roland ronald rosa
rosemary ross roy russell ruth ryan sally samantha samuel sandra sara sarah scott sean sebastian sergio shannon sharon shawn sheila
shirley sidney simon sofia sonia sophia sophie stacey stacy stanley stella stephanie stephen steve steven stewart stuart susan suzanne
sylvia tamara tammy tanya tara teresa terry thelma theodore theresa thomas tiffany tim timothy tina todd tony tracey tracy travis
tyler valerie vanessa vernon veronica vicki victor victoria vincent virginia vivian walter wanda warren wayne wendy wesley wilfred
william willie winifred xavier yasmin yolanda yusuf yvonne zachary zainab zoe
`;

const KNOWN = new Set(NAMES.trim().split(/\s+/u));

export function isFirstName(word: string): boolean {
  return KNOWN.has(word.toLowerCase().replace(/['’]s$/u, ''));
}
