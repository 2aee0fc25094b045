/** How a letter's clauses are changed: every change is kept as a difference from what is usual. */

import type {
  DraftClauses,
  LetterClause,
  ProposalDraft,
  Remark,
  RemarkFix,
} from '../../backend/generated'

/** Takes a clause in, or leaves it out. */
export function setPresent(
  kept: DraftClauses,
  clause: { id: string; usual: boolean },
  to: boolean,
) {
  kept.left_out = kept.left_out.filter((id) => id !== clause.id)
  kept.added = kept.added.filter((id) => id !== clause.id)
  if (to) kept.added.push(clause.id)
  else kept.left_out.push(clause.id)
  if (to && clause.usual) kept.added = kept.added.filter((id) => id !== clause.id)
}

/** Gives a clause this letter's own words. */
export function setWords(
  kept: DraftClauses,
  { id, section, heading }: LetterClause,
  words: { heading: string; text: string },
) {
  kept.own = kept.own.filter((own) => own.id !== id)
  kept.own.push({ id, section, ...words, heading: words.heading || heading })
}

/** Goes back to the usual words of a clause. */
export function restore(kept: DraftClauses, id: string) {
  kept.own = kept.own.filter((own) => own.id !== id)
}

/** Fills a blank in this letter; empty goes back to what is usual. */
export function setValue(kept: DraftClauses, name: string, value: string) {
  const rest = Object.entries(kept.values).filter(([known]) => known !== name)
  kept.values = Object.fromEntries(value.trim() ? [...rest, [name, value]] : rest)
}

/** Does what one click would do about a remark. */
export function apply(kept: DraftClauses, fix: RemarkFix, clauses: LetterClause[]) {
  const named = (id: string) => clauses.find((clause) => clause.id === id)
  if (fix.kind === 'set_value') setValue(kept, fix.name, fix.value)
  else if (fix.kind === 'restore_clause') restore(kept, fix.id)
  else {
    const clause = named(fix.id)
    // A usual clause that waits for a blank comes in only when it is asked for by name.
    const usual = !!clause?.usual && clause.waits_for.length === 0
    setPresent(kept, { id: fix.id, usual }, fix.kind === 'add_clause')
  }
}

/** Lets a remark pass with a reason. */
export function letPass(kept: DraftClauses, { rule, place }: Remark, reason: string) {
  takeBack(kept, { rule, place })
  kept.overrides.push({ rule, place, reason })
}

/** Lets it stand again. */
export function takeBack(kept: DraftClauses, { rule, place }: { rule: string; place: string }) {
  kept.overrides = kept.overrides.filter((one) => one.rule !== rule || one.place !== place)
}

/** Whether a remark keeps the letter from being sent. */
export function stops(remark: Remark): boolean {
  return remark.severity === 'blocking' && remark.overridden === null
}

/** What the fix button says. */
export function fixWords(fix: RemarkFix): string {
  switch (fix.kind) {
    case 'add_clause':
      return 'Add the clause'
    case 'remove_clause':
      return 'Leave the clause out'
    case 'restore_clause':
      return 'Restore the usual words'
    case 'set_value':
      return `Fill in “${fix.value}”`
  }
}

/** How the number of the payment terms counts. */
export const DUE: { value: string; label: string }[] = [
  { value: 'after_issue', label: 'Days after their date' },
  { value: 'after_month_end', label: 'Days after the end of their month' },
  { value: 'day_of_next_month', label: 'On a day of the next month' },
]

/** When billing can begin. */
export const STARTS: { value: string; label: string }[] = [
  { value: 'start_date', label: 'On the start date, past periods on acceptance' },
  { value: 'start_date_not_past', label: 'On the start date, past periods never' },
  { value: 'next_billing_day', label: 'On the next billing day after acceptance' },
  { value: 'on_acceptance', label: 'The first charge on acceptance' },
  { value: 'by_hand', label: 'When you start it' },
]

/** How invoices can be paid. */
export const COLLECTIONS: { value: ProposalDraft['collection']; label: string }[] = [
  { value: 'by_client', label: 'The client pays each invoice' },
  { value: 'card', label: 'By the card on file' },
  { value: 'ach', label: 'By ACH debit' },
  { value: 'bacs', label: 'By Direct Debit (Bacs)' },
  { value: 'sepa', label: 'By SEPA direct debit' },
  { value: 'pad', label: 'By pre-authorized debit (PAD)' },
  { value: 'becs', label: 'By BECS direct debit' },
]

/** Whether a payment method is asked for. */
export const METHODS: { value: ProposalDraft['method']; label: string }[] = [
  { value: 'not_needed', label: 'Not needed' },
  { value: 'wanted', label: 'Wanted, work does not wait for it' },
  { value: 'required', label: 'Required before work starts' },
]
