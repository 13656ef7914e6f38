/** People a clinical conversation speaks of besides the patient: `name gender = words`; `~` what a name is one of. */
const RELATIVES = `
father m = father | dad | daddy | papa | dads | fathers
mother f = mother | mom | mum | mama | mommy | mummy | moms | mums | mothers
parent - = parent | parents ~ father | mother
brother m = brother | brothers
sister f = sister | sisters
sibling - = sibling | siblings ~ brother | sister
twin - = twin ~ brother | sister | sibling
son m = son | sons | boy | boys
daughter f = daughter | daughters | girl | girls
child - = child | children | kid | kids ~ son | daughter
wife f = wife
husband m = husband
partner - = partner | spouse | fiance | fiancee | boyfriend | girlfriend | significant other ~ wife | husband
grandfather m = grandfather | grandpa | granddad | grandad
grandmother f = grandmother | grandma | granny | nan | nana
grandparent - = grandparent | grandparents ~ grandfather | grandmother
grandson m = grandson | grandsons
granddaughter f = granddaughter | granddaughters
grandchild - = grandchild | grandchildren | grandkid | grandkids ~ grandson | granddaughter
uncle m = uncle | uncles
aunt f = aunt | aunts | auntie | aunty
cousin - = cousin | cousins
nephew m = nephew | nephews
niece f = niece | nieces
friend - = friend | friends
colleague - = colleague | colleagues | coworker | coworkers
neighbor - = neighbor | neighbors
roommate - = roommate | roomie | roommates | flatmate | flatmates | housemate
`;

export type Gender = 'm' | 'f' | '-';

export interface Relative {
  readonly name: string;
  readonly gender: Gender;
  /** Names that this one is short for: a parent is a father or a mother. */
  readonly members: readonly string[];
}

function read(): ReadonlyMap<string, Relative> {
  const byForm = new Map<string, Relative>();
  for (const line of RELATIVES.trim().split('\n')) {
    const [head = '', rest = ''] = line.split('=');
    const [name = '', gender = '-'] = head.trim().split(' ');
    const [forms = '', members = ''] = rest.split('~');
    const names = members.split('|').map((member) => member.trim());
    const relative = { name, gender: gender as Gender, members: names.filter((member) => member !== '') };
    for (const form of forms.split('|')) byForm.set(form.trim(), relative);
  }
  return byForm;
}

const BY_FORM = read();
const BY_NAME = new Map([...BY_FORM.values()].map((relative) => [relative.name, relative]));

/** @param form of a word, lower case, singular or plural */
export function relativeCalled(form: string): Relative | null {
  return BY_FORM.get(form) ?? null;
}

export function relativeNamed(name: string): Relative | null {
  return BY_NAME.get(name) ?? null;
}
