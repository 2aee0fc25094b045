import type { IconName } from '../../components/icons'

type Tone = 'settled' | 'waiting' | 'failed' | 'quiet'
export interface Shown {
  text: string
  tone: Tone
  icon: IconName
}

const COLLECTIONS: Record<string, Shown> = {
  planned: { text: 'Planned', tone: 'waiting', icon: 'clock' },
  notified: { text: 'Client told', tone: 'waiting', icon: 'mail' },
  sending: { text: 'Sending', tone: 'waiting', icon: 'clock' },
  unknown: { text: 'Looked up', tone: 'waiting', icon: 'clock' },
  held: { text: 'Held for its day', tone: 'waiting', icon: 'clock' },
  processing: { text: 'On its way', tone: 'waiting', icon: 'clock' },
  settled: { text: 'Collected', tone: 'settled', icon: 'check' },
  declined: { text: 'Declined', tone: 'failed', icon: 'warn' },
  returned: { text: 'Taken back by the bank', tone: 'failed', icon: 'warn' },
  disputed: { text: 'Disputed', tone: 'failed', icon: 'warn' },
  refunded: { text: 'Paid back', tone: 'quiet', icon: 'undo' },
  retracted: { text: 'Not collected', tone: 'quiet', icon: 'st-void' },
}

const PERMISSIONS: Record<string, Shown> = {
  planned: { text: 'Page is made', tone: 'waiting', icon: 'clock' },
  waiting: { text: 'Waits for the client', tone: 'waiting', icon: 'clock' },
  verifying: { text: 'Bank account is verified', tone: 'waiting', icon: 'clock' },
  permitted: { text: 'Permitted', tone: 'settled', icon: 'check' },
  refused: { text: 'Refused', tone: 'failed', icon: 'warn' },
  ended: { text: 'Page ended', tone: 'quiet', icon: 'st-void' },
  withdrawn: { text: 'Taken back', tone: 'quiet', icon: 'st-void' },
}

const PAY_PAGES: Record<string, Shown> = {
  planned: { text: 'Page is made', tone: 'waiting', icon: 'clock' },
  open: { text: 'Open to the client', tone: 'waiting', icon: 'bank' },
  closing: { text: 'Page is ended', tone: 'quiet', icon: 'clock' },
  closed: { text: 'Page is ended', tone: 'quiet', icon: 'clock' },
  ended: { text: 'Page ended', tone: 'quiet', icon: 'st-void' },
  paid: { text: 'Paid', tone: 'settled', icon: 'check' },
}

const PAYOUTS: Record<string, Shown> = {
  on_its_way: { text: 'On its way', tone: 'waiting', icon: 'clock' },
  paid: { text: 'At the bank', tone: 'settled', icon: 'check' },
  bounced: { text: 'Bounced', tone: 'failed', icon: 'warn' },
}

const named = (states: Record<string, Shown>) => (state: string) =>
  states[state] ?? { text: state, tone: 'quiet' as const, icon: 'info' as const }

export const collectionState = named(COLLECTIONS)
export const permissionState = named(PERMISSIONS)
export const payPageState = named(PAY_PAGES)
export const payoutState = named(PAYOUTS)

const DISPUTES: Record<string, string> = {
  open: 'The dispute is open.',
  under_review: 'The bank looks at the dispute.',
  won: 'The dispute was won.',
  lost: 'The dispute was lost.',
}

/** `The dispute was won.` */
export function disputeState(state: string): string {
  return DISPUTES[state] ?? 'The dispute is looked at.'
}

/** How a method of the trial processor behaves. */
export const CONDUCTS = [
  { value: 'pays', label: 'Card that pays' },
  { value: 'pays_later', label: 'Card with too little money at first' },
  { value: 'dead', label: 'Card that was blocked' },
  { value: 'confirms', label: 'Card whose bank wants a confirmation' },
  { value: 'disputes', label: 'Card whose owner disputes a week later' },
  { value: 'debit', label: 'Bank account that pays in four days' },
  { value: 'comes_back', label: 'Bank account that takes it back later' },
  { value: 'verifies', label: 'Bank account to be verified first' },
]
