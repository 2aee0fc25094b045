/** Words for the steps and kinds of a sync. */

import type { IconName } from '../../components/icons'

interface Shown {
  text: string
  tone: 'settled' | 'waiting' | 'failed' | 'quiet'
  icon: IconName
}

const STEPS: Record<string, Shown> = {
  create: { text: 'To be made', tone: 'waiting', icon: 'plus' },
  change: { text: 'To be put right', tone: 'waiting', icon: 'edit' },
  take_out: { text: 'To be taken out', tone: 'waiting', icon: 'x' },
  look_up: { text: 'Looked up', tone: 'waiting', icon: 'clock' },
  verify: { text: 'To be read back', tone: 'waiting', icon: 'clock' },
  decide: { text: 'Differs', tone: 'failed', icon: 'warn' },
  choose: { text: 'Waits for a choice', tone: 'waiting', icon: 'warn' },
  not: { text: 'Not sent', tone: 'quiet', icon: 'info' },
  nothing: { text: 'As here', tone: 'settled', icon: 'st-paid' },
}

/** What a step says of a document that needs nothing: read back, left alone, or taken out. */
export function shown(step: string, state: string): Shown {
  if (step === 'nothing' && state === 'detached')
    return { text: 'Left to the ledger', tone: 'quiet', icon: 'st-void' }
  if (step === 'nothing' && state !== 'verified')
    return { text: 'Taken out', tone: 'quiet', icon: 'st-void' }
  return STEPS[step] ?? { text: step, tone: 'quiet', icon: 'info' }
}

export const KINDS: Record<string, string> = {
  contact: 'Contact',
  item: 'Item',
  invoice: 'Invoice',
  credit_note: 'Credit note',
  attachment: 'File',
  payment: 'Payment',
  refund: 'Refund',
  bank_entry: 'Payout less fees',
}

export const STAGES: Record<string, string> = {
  organisation: 'Asking who is there',
  lists: 'Reading accounts and contacts',
  changes: 'Asking what changed',
  documents: 'Sending and reading back',
}
