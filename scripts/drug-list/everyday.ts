/** Words and names that some product bears and that in a clinical text mean something else: no brands here. */
export const EVERYDAY = `
accord, actavis, acth, active, alba, alere, alexi, alkaline, allay, almus, alpha, amen, andrews, android, anglian, antara, apo,
armour, arrow, artificial, ashbourne, ashton, aspire, astrazeneca, athlete, avoca, balance, basic, beta, bicarb, bio, boots,
botulinum, brian, bright, broncho, brown, buttercup, calm, camila, capital, care, clear, clipper, combination, combined
ethinylestradiol, combined mestranol, complete, compound, concord, control, crescent, crosby, crystal, cystitis, daylight, deep,
delta, detergents, dial, diarrhoea, diva, dominion, e-base, e-caps, ella, energy, estelle, estrogenic, everyday-d, fallback,
fiery, first, fleet, focus, fresh, gamma, ganda, gene, gina, golden, hailey, halls, heather, heavy, higher, hydrogenated, hydrous,
industrial, infant's, infants', integrin, irrigating, itch, jackson's, james, janssen, john's, katya, kent, kora, kyra,
lactobacillus, lady, lambert's, lamberts, larissa, lead, leandra, lemon, lindsay, lyophilized, magness, magness-lac, man,
medicago, medicaid, men's, meted, metro, mili, milton, moderna, mouthwash, muro, muse, mylan, national, natural, nature's,
natures, neo, nikita, nikki, nil, none, novel, novo, nurse, odour, olena, omega, omni, ona-mast, ortho, other, panda, petroleum,
phoenix, pinewood, plan, polio, potter's, power, pre-op, premier, preparation, protime, prowess, pulse, pure, purified, r-gene,
radian, refresh, rela, relief, resolve, richmond, ringers, rose, saline, sandoz, sanofi, scholl, select, shade, sigma, simple,
skyla, sleep, slow-fe, smartcheck, smooth, sodium, sojourn, sonata, soothe, spectrum, spring, sputnik, stanek, stop, sulfa-triple,
sulfonamides, sulla, summer, sure, tears, teva, tham, thorens, thrive, thwart, tiger, tindal, tora, total, tri, triad, trivalent,
trust, turgeon, uni, univer, urologic, venom ext, vials, vital, viz-on, wasp, wasp venom ext, water, witch, women, women's,
woodward, yasmin, zentiva, zing
`;

/** Medicines whose names also stand for a food, a substance that is measured, an illness or something else without a prescription. */
export const SUBSTANCES =
  'iron alcohol copper oxygen ginger calcium nitrogen glucose aluminium cholesterol caffeine testosterone potassium thyroid nicotine influenza magnesium ethanol sulfur helium dopamine bran cholera rabies arsenic sodium phosphate phosphates iodine cellulose progesterone gelatin rhubarb selenium typhoid turmeric tyrosine tetanus urea menthol estradiol oestradiol adenosine hcg cortisol diphtheria phenol histamine heparin cysteine glycine acetylcholine tryptophan valerian albumin glycerol rubella talc niacin choline retinol folate fluoride zinc water cocaine heroin opium insulin epinephrine adrenaline norepinephrine noradrenaline oxytocin vasopressin glucagon vitamin charcoal honey peppermint chloride bicarbonate lactate ammonia creatine carnitine probiotic shingles measles mumps hepatitis pneumococcal secretin ethanol methanol senna'.split(
    ' ',
  );
