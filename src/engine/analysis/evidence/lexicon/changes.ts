/**
 * Words for what becomes of a medicine, a test or a complaint: `change = phrases`, compared by stem. A phrase may stand for one
 * change of a medicine and another of a complaint: pain that is increased is worse.
 */
export const MEDICINE_CHANGES = `
increase = put it up | put that up | ↑ | increase | double | raise | titrate up | uptitrate | go up | going up | went up | bump up | bump | step up | move up | higher dose | up to
decrease = go back to | going back to | went back to | back down to | drop it | drop that | drop you | bring it down | bring that down | come down to | ↓ | decrease | reduce | lower | taper | wean | cut down | cut back | cut it right down | cut it down | cut right down | cut that down | halve | go down | going down | went down | step down | back off | downtitrate | titrate down
start = replaced with | replaced by | changed to | switched to | go with | going with | let's try | like to try | and try | we'll try | going to try | switch to | switch you to | change to | change you to | start | begin | initiate | prescribe | commence | add | put on | putting on | put you on | put him on | put her on | try you on | give you | send in | write you | trial of | rx | prescription | initiation
stop = stop | discontinue | dc | d c | cease | quit | come off | came off | coming off | go off | went off | get off | take you off | hold | withhold | withdraw | no longer | not anymore | ran out | run out | cessation | off | instead of | finish | used to | not any more | gave up | came off | steer clear | stay away from | keep away from | weaned myself off | weaned himself off | weaned herself off | weaned off | that was years ago | off since
come later = come later | later on | down the line | eventually | hold off | hold off on | held off | held off on | put off | next time | thought about | thought of | talked about | considered
continue = leave | leave alone | keep going with | continue | cont | keep | carry on | stay on | maintain | remain on | resume | refill | restart
take = take | on | use | using | medication | meds
`;

export const COURSE_CHANGES = `
better = down from | come right down | lower than | lifted | easier | picked up | perked up | brighter | better | improve | improvement | resolve | ease | settle | subside | went away | go away | gone away | all gone | it's gone | they've gone | is gone | are gone | shrink | shrunk | decrease | reduce | relieve | less | lessen | healed | going away | goes away
worse = up from | up a bit | creeping up | crept up | higher than | gone downhill | deteriorated | worse | worsen | grow | get bigger | getting bigger | increase | deteriorate | progress | flare | escalate | act up | acting up | play up | playing up
same = same | stable | unchanged | persist | no change
`;

/** Smoking, drinking, drugs. */
export const HABIT_CHANGES = `
past = not since | not smoked since | not had one since | have not since | quit | stop | former | formerly | ex | used to | not any more | anymore | gave up | gave that up | gave it up | give it up | gave them up | packed it in | give up | given up | previously | past | ago
present = current | currently | still | continue
`;

export const TEST_CHANGES = `
order = get an | get a | get that | want a | want an | want to get | send off | send for | put in a | do a | do an | order | schedule | arrange | book | refer | request | send | obtain | repeat | recheck | plan
decline = thought about a | thought about an | considered a | considered an | decline | refuse | decline to | defer | cancel | hold off | put off | postpone
`;

export const RESULT_CHANGES = `
positive = positive
negative = negative
reported = look at | showed | come back | came back
pending = pending | awaiting | waiting for | still waiting | not back | awaited | outstanding
normal = normal | therapeutic | unremarkable | fine | clear | good
abnormal = abnormal
elevated = ↑ | elevated | supratherapeutic | high | raised | increased
low = ↓ | low | subtherapeutic | decreased | reduced
`;

/** Of a note's change, those that the conversation must not have instead. */
export const CONTRADICTED_BY: Readonly<Record<string, readonly string[]>> = {
  increase: ['decrease', 'stop', 'continue'],
  decrease: ['increase', 'stop', 'continue'],
  start: ['stop', 'continue', 'come later'],
  stop: ['start', 'continue', 'increase', 'decrease'],
  continue: ['stop', 'increase', 'decrease', 'come later'],
  take: ['stop', 'come later'],
  better: ['worse', 'same', 'not better'],
  worse: ['better', 'same', 'not worse'],
  same: ['better', 'worse'],
  'not better': ['better'],
  'not worse': ['worse'],
  past: ['present'],
  present: ['past'],
  order: ['decline'],
  decline: ['order'],
  positive: ['negative', 'pending', 'normal'],
  negative: ['positive', 'pending', 'abnormal'],
  pending: ['positive', 'negative', 'normal', 'abnormal', 'reported'],
  normal: ['abnormal', 'elevated', 'low', 'positive', 'pending'],
  abnormal: ['normal', 'negative', 'pending'],
  elevated: ['low', 'normal', 'pending'],
  low: ['elevated', 'normal', 'pending'],
};

/** And those that bear it out. */
export const BORNE_OUT_BY: Readonly<Record<string, readonly string[]>> = {
  continue: ['take', 'start'],
  take: ['start', 'continue', 'increase', 'decrease'],
  start: ['take'],
  abnormal: ['elevated', 'low', 'positive'],
  negative: ['normal'],
  normal: ['negative'],
  same: ['not better', 'not worse'],
};

/** A change of the note that must be said: a medicine that is only taken is not increased. */
export const MUST_BE_SAID: ReadonlySet<string> = new Set(['increase', 'decrease', 'stop']);
