/** What names of following up mean, in words. */

export const TIERS: { value: string; label: string }[] = [
  { value: 'usual', label: 'As usual' },
  { value: 'gentle', label: 'Gently' },
  { value: 'firm', label: 'Sooner' },
  { value: 'never', label: 'By hand' },
]

export const CIRCUMSTANCES: { value: string; label: string }[] = [
  { value: 'none', label: 'Nothing known' },
  { value: 'hardship', label: 'In hardship' },
  { value: 'insolvency', label: 'Insolvent' },
  { value: 'death', label: 'Has died' },
]

export const SAYS: { value: string; label: string }[] = [
  { value: 'coming_due', label: 'Due soon' },
  { value: 'due_today', label: 'Due today' },
  { value: 'reminder', label: 'Reminder' },
  { value: 'second_reminder', label: 'Second reminder' },
  { value: 'third_reminder', label: 'Third reminder' },
  { value: 'late_charges', label: 'Late charges' },
  { value: 'formal_letter', label: 'Formal letter' },
  { value: 'final_demand', label: 'Final demand' },
]

export const TONES: { value: string; label: string }[] = [
  { value: 'friendly', label: 'Friendly' },
  { value: 'direct', label: 'Direct' },
  { value: 'formal', label: 'Formal' },
]

export const ABOUT: { value: string; label: string }[] = [
  { value: 'not_agreed', label: 'Not what was agreed' },
  { value: 'wrong_amount', label: 'Wrong amount' },
  { value: 'already_paid', label: 'Already paid' },
  { value: 'quality', label: 'Quality of the work' },
  { value: 'not_recognised', label: 'Not recognised' },
  { value: 'other', label: 'Something else' },
]

export const OUTCOMES: { value: string; label: string }[] = [
  { value: 'uphold', label: 'The invoice stands' },
  { value: 'credit', label: 'Credited' },
  { value: 'revise', label: 'Revised' },
  { value: 'split', label: 'Split' },
  { value: 'plan', label: 'Paid in parts' },
]

export const CALLS: { value: string; label: string }[] = [
  { value: 'reached', label: 'Reached' },
  { value: 'message_left', label: 'Message left' },
  { value: 'no_answer', label: 'No answer' },
  { value: 'wrong_number', label: 'Wrong number' },
]

export const MARKS: { mark: string; label: string }[] = [
  { mark: 'attest', label: 'We audit, review or compile their statements' },
  { mark: 'watched', label: 'On the watch list' },
]

export const GOES_TO: { value: string; label: string }[] = [
  { value: 'agency', label: 'A recovery agency' },
  { value: 'solicitor', label: 'A solicitor' },
  { value: 'court', label: 'The court, as a small claim' },
]

export const AGREED: { value: string; label: string }[] = [
  { value: 'on_paper', label: 'Signed on paper' },
  { value: 'by_email', label: 'By an e-mail in plain words' },
  { value: 'on_behalf', label: 'Recorded for them' },
]

export const PLAN_STATES: Record<
  string,
  { label: string; tone: 'quiet' | 'settled' | 'waiting' | 'failed' }
> = {
  offered: { label: 'Offered', tone: 'waiting' },
  lapsed: { label: 'Not answered', tone: 'quiet' },
  runs: { label: 'Kept so far', tone: 'settled' },
  behind: { label: 'Behind', tone: 'waiting' },
  broken: { label: 'Broken', tone: 'failed' },
  kept: { label: 'Kept', tone: 'settled' },
  ended: { label: 'Ended', tone: 'quiet' },
}

const STATES: Record<string, string> = {
  planned: 'To be sent',
  sending: 'Being sent',
  unknown: 'May have been sent',
  confirmed: 'Sent',
  failed: 'Not delivered',
  cancelled: 'Taken back',
  held_back: 'Held back',
  came_back: 'Came back',
  to_post: 'To be posted',
  posted: 'Posted',
  received: 'Answered',
}

/** The words for a name of one of the lists, or of a state. */
export function named(name: string): string {
  const known = [...TIERS, ...CIRCUMSTANCES, ...ABOUT, ...OUTCOMES, ...CALLS]
  return STATES[name] ?? known.find((one) => one.value === name)?.label ?? name
}

/** A zone as people call it: `America/New_York` is New York, America. */
export function placeOf(zone: string): string {
  const [part, ...town] = zone.replaceAll('_', ' ').split('/')
  return town.length ? `${town.reverse().join(', ')}, ${part}` : zone
}
