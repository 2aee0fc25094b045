/** How a line is offered and priced, in words, and how its references follow when lines move. */

import type { DraftDiscount, DraftOption, Offered, Pricing } from '../../backend/generated'

/** `A`, `B`, `C`. */
export function letterOf(option: number): string {
  return String.fromCharCode(65 + option)
}

/** The name an option goes by: `A Essentials`. */
export function optionName(options: DraftOption[], n: number): string {
  return `${letterOf(n)} ${options[n]?.name ?? ''}`.trim()
}

/** `Add-on`, `In B only`; nothing for a line that is always there. */
export function offeredWords(offered: Offered): string {
  if (offered.kind === 'add_on') return 'Add-on'
  if (offered.kind === 'always') return ''
  return `In ${offered.options.map(letterOf).join(' and ') || 'no option'}`
}

/** What is out of the ordinary about a line, in words. */
export function unusual(line: {
  offered: Offered
  pricing: Pricing
  discount: DraftDiscount | null
  deposit_percent: string
}): string[] {
  const words: string[] = []
  if (line.offered.kind !== 'always') words.push(offeredWords(line.offered))
  if (line.pricing.kind === 'tiered') words.push('Price by quantity')
  if (line.pricing.kind === 'to_be_confirmed') words.push('Price to be confirmed')
  if (line.discount) words.push('Discount')
  if (line.deposit_percent.trim()) words.push('Deposit')
  return words
}

/** The offer of a line once option `gone` is taken out. */
export function without(offered: Offered, gone: number): Offered {
  if (offered.kind !== 'options') return offered
  const options = offered.options
    .filter((one) => one !== gone)
    .map((one) => (one > gone ? one - 1 : one))
  return options.length ? { kind: 'options', options } : { kind: 'always' }
}
