/** Grid lines of a money axis: four at most, at round heights, in whole units. */

import type { Amount } from '../../backend/generated'
import { whole } from '../../format/money'

/** Heights are minor units; the words are drawn from them by placing digits. */
export function gridOf(largest: number, currency: Amount['currency']) {
  if (largest <= 0) return []
  const rough = largest / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? rough
  const lines: { size: number; words: string }[] = []
  for (let n = 1; n * step <= largest * 1.001 && n <= 5; n++) {
    const size = Math.round(n * step)
    lines.push({ size, words: whole({ minor: size, currency }) })
  }
  return lines
}
