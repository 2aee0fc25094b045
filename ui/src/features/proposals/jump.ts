/** Where the field of a problem or remark is, by the place it names. */

import type { Draft } from './draft.svelte'

/** The parts of a line that stand under More. */
const RARE = ['kind', 'offered', 'tiers', 'pricing', 'discount', 'deposit_percent']

const LINE_FIELDS: Record<string, string> = {
  'discount.value': 'line-discount-value',
  'discount.first_periods': 'line-discount-periods',
  'discount.with': 'line-discount-with',
  deposit_percent: 'line-deposit-percent',
}

/** Opens what the place stands in and answers the `data-test` of its field. */
export function reveal(draft: Draft, place: string): string {
  const [first = '', second = '', ...rest] = place.split('.')
  if (first === 'values') {
    const from = draft.blanks.find(({ name }) => name === second)?.from
    if (from !== 'none') draft.filled = true
    return `blank-${second}`
  }
  if (first === 'clauses') {
    const id = place.slice('clauses.'.length)
    const scope = /^SCOPE\/(\d+)$/.exec(id)
    if (scope) return reveal(draft, `lines.${Number(scope[1]) - 1}.description`)
    draft.clause = id
    return `clause-${id}`
  }
  if (first === 'signatories') return `signatory-${rest.join('') || 'add'}`
  if (first === 'options') return rest.length ? 'option-name' : 'options-2'
  if (place === 'lines') return 'line-add'
  if (first === 'lines' || first === 'line') {
    draft.open = Number(second)
    const part = rest.join('.') || 'name'
    if (RARE.some((one) => part.startsWith(one))) draft.more = true
    if (part.startsWith('tiers')) return part.endsWith('price') ? 'tier-price' : 'tier-from'
    if (part.startsWith('billing')) return 'line-billing'
    return LINE_FIELDS[part] ?? `line-${part.replaceAll('_', '-')}`
  }
  return `proposal-${first.replace(/_percent$|_id$/, '').replaceAll('_', '-')}`
}
