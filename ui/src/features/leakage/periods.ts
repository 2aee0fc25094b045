/** The stretches of days that can be checked for leakage. */

import { plusDays, plusMonths } from '../../format/dates'

export type Stretch = 'year' | 'twelve' | 'three' | 'all'

export const STRETCHES: { value: Stretch; label: string; test: string }[] = [
  { value: 'year', label: 'This year', test: 'leakage-year' },
  { value: 'twelve', label: '12 months', test: 'leakage-twelve' },
  { value: 'three', label: '3 years', test: 'leakage-three' },
  { value: 'all', label: 'All', test: 'leakage-all' },
]

/** The days of a stretch that ends today. */
export function daysOf(stretch: Stretch, today: string): { from: string; to: string } {
  const first = {
    year: `${today.slice(0, 4)}-01-01`,
    twelve: plusDays(plusMonths(today, -12), 1),
    three: plusDays(plusMonths(today, -36), 1),
    all: '1900-01-01',
  }
  return { from: first[stretch], to: today }
}
