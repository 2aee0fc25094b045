/** How this practice writes: set once when its books open, read by every formatter. */

export type DateOrder = 'month-first' | 'day-first' | 'year-first'

interface Writing {
  /** The order of the parts of a date. */
  dates: DateOrder
  /** The practice's time zone, an IANA name. */
  zone: string
  /** The practice's own currency; amounts in it carry no code. */
  currency: string
  /** Today in the practice's time zone, YYYY-MM-DD, as the program says. */
  today: string
}

export const writing: Writing = $state({
  dates: 'month-first',
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  currency: 'USD',
  today: '',
})

/** The practice's today; before the books are open, the computer's. */
export function today(): string {
  if (writing.today) return writing.today
  const at = new Date()
  const two = (n: number) => String(n).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}
