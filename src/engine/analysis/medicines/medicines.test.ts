import { describe, expect, it } from 'vitest';
import { editDistance } from './edit-distance.ts';
import { bearsOut, loadMedicines, type Medicine } from './medicines.ts';

const medicines = await loadMedicines();

function named(name: string): Medicine {
  const medicine = medicines.lookup(name);
  if (medicine === null) throw new Error(`“${name}” is not listed.`);
  return medicine;
}

describe('lookup', () => {
  it.each([
    ['albuterol', 'salbutamol', 'generic'],
    ['Ventolin', 'salbutamol', 'brand'],
    ['acetaminophen', 'paracetamol', 'generic'],
    ['TYLENOL', 'paracetamol', 'brand'],
    ['Cardicor', 'bisoprolol', 'brand'],
    ['frusemide', 'furosemide', 'generic'],
    ['epinephrine', 'adrenaline', 'generic'],
    ['insulin glargine', 'insulin glargine', 'generic'],
    ['co-codamol', 'codeine+paracetamol', 'generic'],
    ['Augmentin', 'amoxicillin+clavulanic acid', 'brand'],
    ['Mounjaro', 'tirzepatide', 'brand'],
    ['statins', 'statin', 'class'],
    ['beta-blockers', 'beta blocker', 'class'],
    ['blood thinner', 'blood thinner', 'class'],
    ['water pills', 'diuretic', 'class'],
  ])('knows %s as %s, a %s', (name, generic, kind) => {
    expect(named(name)).toMatchObject({ generic, kind });
  });

  it.each(['the', 'knee', 'Parkinson', 'discharge', 'clear', 'Heather', 'other', ''])(
    'knows no medicine “%s”',
    (word) => {
      expect(medicines.lookup(word)).toBeNull();
    },
  );

  it('says which names are also something else', () => {
    for (const name of ['glucose', 'potassium', 'iron', 'testosterone']) expect(named(name).everyday).toBe(true);
    for (const name of ['metformin', 'Lasix', 'statin']) expect(named(name).everyday).toBe(false);
  });

  it('gives a medicine its class and the wider ones', () => {
    expect(named('Lipitor').classes).toEqual(expect.arrayContaining(['statin', 'lipid-lowering drug']));
    expect(named('ceftriaxone').classes).toEqual(
      expect.arrayContaining(['cephalosporin', 'beta-lactam', 'antibiotic']),
    );
    expect(named('Percocet').classes).toEqual(expect.arrayContaining(['opioid', 'analgesic']));
  });
});

describe('bearsOut', () => {
  it.each([
    ['Lipitor', 'atorvastatin'],
    ['salbutamol', 'albuterol'],
    ['simvastatin', 'statin'],
    ['amoxicillin', 'antibiotic'],
    ['Lantus', 'insulin'],
    ['apixaban', 'blood thinner'],
    ['co-codamol', 'codeine'],
    ['Humalog', 'insulin lispro'],
    ['ACE inhibitor', 'blood pressure medication'],
  ])('takes “%s” for “%s”', (said, written) => {
    expect(bearsOut(named(said), named(written))).toBe(true);
  });

  it.each([
    ['statin', 'simvastatin'],
    ['Lipitor', 'simvastatin'],
    ['metoprolol', 'atenolol'],
    ['ibuprofen', 'naproxen'],
    ['vitamin B12', 'vitamin D'],
    ['Humalog', 'Lantus'],
    ['blood thinner', 'warfarin'],
    ['antibiotics', 'penicillin'],
    ['clindamycin', 'penicillin'],
    ['codeine', 'co-codamol'],
    ['steroid', 'prednisolone'],
    ['insulin', 'Lantus'],
  ])('does not take “%s” for “%s”', (said, written) => {
    expect(bearsOut(named(said), named(written))).toBe(false);
  });
});

describe('lookAlike', () => {
  it.each([
    ['bisoprolol', 'nebivolol'],
    ['hydralazine', 'hydroxyzine'],
    ['vinblastine', 'vincristine'],
    ['lamotrigine', 'lamivudine'],
    ['amlodipine', 'amiloride'],
    ['bupropion', 'buspirone'],
    ['lisinopril', 'fosinopril'],
    ['Celebrex', 'celexa'],
  ])('names for %s also %s, and the reverse', (one, other) => {
    expect(medicines.lookAlike(one)).toContain(other);
    expect(medicines.lookAlike(other)).toContain(one.toLowerCase());
  });

  it('names no other name of the same ingredient', () => {
    expect(medicines.lookAlike('prednisolone')).not.toContain('prednisolone');
    for (const name of medicines.lookAlike('cefalexin')) expect(medicines.lookup(name)?.generic).not.toBe('cefalexin');
  });
});

describe('drugLike', () => {
  it.each(['bisoprolol', 'zebrapril', 'fostamivir', 'nolvadimab', 'Quixastatin', 'metfomin', 'lisinipril'])(
    'takes %s for a medicine',
    (word) => {
      expect(medicines.drugLike(word)).toBe(true);
    },
  );

  it.each(
    'table chest doctor baseline pancreatic systolic interval concept except reason hormone control protocol'.split(
      ' ',
    ),
  )('takes %s for none', (word) => {
    expect(medicines.drugLike(word)).toBe(false);
  });
});

describe('nearest', () => {
  it.each([
    ['metfromin', 'metformin'],
    ['amoxacillin', 'amoxicillin'],
    ['omeprezole', 'omeprazole'],
    ['warfrin', 'warfarin'],
    ['hydralizine', 'hydralazine'],
    ['sitalopram', 'citalopram'],
    ['seroqel', 'seroquel'],
    ['levothyroxin', 'levothyroxine'],
  ])('finds for %s first %s', (word, name) => {
    expect(medicines.nearest(word)[0]?.name).toBe(name);
  });

  it('finds nothing for other words', () => {
    for (const word of ['patient', 'yesterday', 'elephant', '']) expect(medicines.nearest(word)).toEqual([]);
  });
});

describe('mentions', () => {
  it('finds names of several words, classes and unlisted drug-like words', () => {
    const words = 'She takes insulin glargine , a beta blocker and zebrapril daily'.split(' ');
    expect(
      medicines
        .mentions(words)
        .map(({ medicine, from, to }) => [words.slice(from, to).join(' '), medicine?.generic ?? null]),
    ).toEqual([
      ['insulin glargine', 'insulin glargine'],
      ['beta blocker', 'beta blocker'],
      ['zebrapril', null],
    ]);
  });
});

describe('editDistance', () => {
  it('counts insertions, deletions, substitutions and swaps, up to its limit', () => {
    expect(editDistance('metformin', 'metformin', 2)).toBe(0);
    expect(editDistance('metfromin', 'metformin', 2)).toBe(1);
    expect(editDistance('kitten', 'sitting', 5)).toBe(3);
    expect(editDistance('kitten', 'sitting', 1)).toBe(2);
  });
});
