/** Ageing as charts draw it. */

import type { Ageing } from '../../backend/generated'
import type { Age } from '../../components/ages'
import { orDash } from '../../format/money'

const LOOKS: Record<string, Age['look']> = {
  not_due: 'rest',
  '1_30': 'late1',
  '31_60': 'late2',
  '61_90': 'late3',
  over_90: 'late3',
}

/** The buckets with their looks and words. */
export function ages(ageing: Ageing): Age[] {
  return ageing.buckets.map((bucket) => ({
    key: bucket.key,
    label: bucket.label,
    size: bucket.amount.minor,
    value: orDash(bucket.amount),
    count: bucket.count,
    look: LOOKS[bucket.key] ?? 'rest',
  }))
}
