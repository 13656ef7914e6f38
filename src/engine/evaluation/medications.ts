/** Words that are medications, by their names and by the endings that name a class (INN stems). Finds, does not judge. */

const NAMES = new Set(
  (
    'acetaminophen acyclovir adderall advair albuterol allopurinol alprazolam amitriptyline amoxicillin aspirin ativan ' +
    'augmentin azithromycin baclofen benadryl bupropion buspirone calcium cbd cefalexin celebrex celexa cephalexin cipro ' +
    'citalopram claritin clonazepam clonidine clopidogrel codeine colchicine coumadin cymbalta dexamethasone diazepam ' +
    'diclofenac digoxin diltiazem diphenhydramine donepezil doxycycline duloxetine eliquis enoxaparin epinephrine ' +
    'estradiol ezetimibe fentanyl flexeril flomax flonase fluoxetine fluticasone folate furosemide gabapentin glipizide ' +
    'glyburide guaifenesin haloperidol heparin humira hydralazine hydrochlorothiazide hydrocodone hydrocortisone ' +
    'hydroxychloroquine hydroxyzine ibuprofen insulin iron ketorolac klonopin lamictal lamotrigine lantus lasix ' +
    'levetiracetam levothyroxine lexapro lipitor lithium loratadine lorazepam lyrica meclizine melatonin meloxicam ' +
    'metformin methadone methimazole methotrexate methylprednisolone metronidazole montelukast morphine motrin mucinex ' +
    'naloxone naproxen narcan nitrofurantoin nitroglycerin norco norvasc ondansetron oxycodone oxycontin paracetamol ' +
    'paroxetine percocet phenergan phenytoin plavix potassium prednisolone prednisone pregabalin prilosec promethazine ' +
    'protonix prozac pseudoephedrine quetiapine risperidone seroquel sertraline singulair spironolactone synthroid ' +
    'tamoxifen tamsulosin tizanidine topiramate tramadol trazodone tylenol ultram valium valproate vancomycin venlafaxine ' +
    'ventolin vicodin warfarin wellbutrin xanax xarelto zofran zoloft zolpidem zyrtec'
  ).split(' '),
);

/** Only for words of seven letters or more, so that few everyday words end like a medication. */
const CLASS_ENDING =
  /^[a-z]{3,}(?:pril|sartan|statin|olol|dipine|prazole|tidine|conazole|cillin|mycin|floxacin|cycline|triptan|gliptin|gliflozin|glutide|glitazone|setron|caine|parin|xaban|mab|tinib|vir|azepam|barbital|profen|fenac|coxib|dronate|terol|sone|solone|thiazide)$/;

/** `statin` and the like are classes, not endings; and some everyday words end like a class. */
const NOT_MEDICATIONS = new Set(['comparison', 'garrison', 'unison', 'venison', 'parson']);

export function mentionedMedications(text: string): ReadonlySet<string> {
  const found = text.toLowerCase().match(/[a-z]+/g) ?? [];
  return new Set(found.filter(isMedication));
}

function isMedication(word: string): boolean {
  return NAMES.has(word) || (word.length >= 7 && CLASS_ENDING.test(word) && !NOT_MEDICATIONS.has(word));
}
