/** The ways money comes, in words. */

import { writing } from '../../format/practice.svelte'

/** `Check` where dates put the month first, `Cheque` elsewhere. */
export function methodWords(method: string): string {
  if (method === 'cheque') return writing.currency === 'USD' ? 'Check' : 'Cheque'
  if (method === 'transfer') return 'Transfer'
  if (method === 'cash') return 'Cash'
  if (method === 'debit') return 'Bank debit'
  return 'Card'
}

export const METHODS = ['transfer', 'cheque', 'cash', 'card']
