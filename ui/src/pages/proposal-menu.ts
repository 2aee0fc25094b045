/** The less frequent acts on the page of a proposal. */

import type { RevisionRow } from '../backend/generated'
import type { MenuItem } from '../components/menu'
import type { Way } from '../features/proposals/ways'

/** What is being asked. */
export type Asking =
  'none' | 'send' | 'withdraw' | 'decline' | 'compare' | 'template' | 'answer' | Way

export interface Acts {
  ask: (asking: Asking) => void
  duplicate: () => void
  discard: () => void
  mail: (revision: string) => void
  open: (letter: string) => void
  save: (letter: string) => void
}

/** The menu, by what was sent and whether it can still be accepted. */
export function menuOf(
  newest: RevisionRow | undefined,
  live: RevisionRow | null,
  acts: Acts,
): MenuItem[] {
  const items: MenuItem[] = [
    { label: 'Duplicate', icon: 'copy', test: 'proposal-duplicate', onselect: acts.duplicate },
    {
      label: 'Keep as template…',
      icon: 'book',
      test: 'proposal-keep-template',
      onselect: () => acts.ask('template'),
    },
  ]
  if (!newest) {
    items.push({
      label: 'Discard this draft',
      icon: 'trash',
      test: 'proposal-discard',
      onselect: acts.discard,
    })
    return items
  }
  items.push(
    {
      label: 'Compare revisions…',
      icon: 'split',
      test: 'proposal-compare',
      onselect: () => acts.ask('compare'),
    },
    {
      label: 'E-mail the sent letter',
      icon: 'mail',
      test: 'proposal-mail',
      onselect: () => acts.mail(newest.id),
    },
    {
      label: 'Open the sent letter',
      icon: 'doc',
      test: 'proposal-open-letter',
      onselect: () => acts.open(newest.letter),
    },
    {
      label: 'Save the sent letter',
      icon: 'import',
      test: 'proposal-save-letter',
      onselect: () => acts.save(newest.letter),
    },
  )
  if (!live) return items
  items.push(
    {
      label: 'Import an answer…',
      icon: 'reply',
      test: 'proposal-answer',
      onselect: () => acts.ask('answer'),
    },
    {
      label: 'Declined…',
      icon: 'st-void',
      test: 'proposal-declined',
      onselect: () => acts.ask('decline'),
    },
    {
      label: 'Withdraw…',
      icon: 'x',
      test: 'proposal-withdraw',
      onselect: () => acts.ask('withdraw'),
    },
  )
  return items
}
