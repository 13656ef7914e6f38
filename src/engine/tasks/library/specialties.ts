/** The forty classes of the specialty task: the categories of the MTSamples collection. */
export const SPECIALTIES: readonly string[] = [
  ...['Allergy / Immunology', 'Autopsy', 'Bariatrics', 'Cardiovascular / Pulmonary', 'Chiropractic'],
  ...['Consult - History and Phy.', 'Cosmetic / Plastic Surgery', 'Dentistry', 'Dermatology', 'Diets and Nutritions'],
  ...['Discharge Summary', 'Emergency Room Reports', 'Endocrinology', 'ENT - Otolaryngology', 'Gastroenterology'],
  ...[
    'General Medicine',
    'Hematology - Oncology',
    'Hospice - Palliative Care',
    'IME-QME-Work Comp etc.',
    'Lab Medicine - Pathology',
  ],
  ...['Letters', 'Nephrology', 'Neurology', 'Neurosurgery', 'Obstetrics / Gynecology'],
  ...['Office Notes', 'Ophthalmology', 'Orthopedic', 'Pain Management', 'Pediatrics - Neonatal'],
  ...['Physical Medicine - Rehab', 'Podiatry', 'Psychiatry / Psychology', 'Radiology', 'Rheumatology'],
  ...['Sleep Medicine', 'SOAP / Chart / Progress Notes', 'Speech - Language', 'Surgery', 'Urology'],
];
