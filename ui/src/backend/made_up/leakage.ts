/** Made-up leakage, and why an amount is what it is. */

import type { DecidedRow, LeakageSum, LeakRow } from '../generated'
import * as made from './halloway'
import type { Handlers } from './handlers'

const { usd } = made
const HASH = '9f3c41d0b87e11f2a7e29f3c41d0b87e11f2a7e29f3c41d0b87e11f2a7e2aa01'

const charge = (occurrence: number, beyond_cap = false) => ({
  agreement_service_id: 'ags_1',
  occurrence,
  beyond_cap,
})

function leak(
  occurrence: number,
  cause: string,
  label: string,
  words: string,
  minor: number,
  mends: string[],
): LeakRow {
  return {
    charge: charge(occurrence, cause === 'out_of_scope'),
    client_id: 'cli_1',
    client: 'Alder Bakery LLC',
    agreement_id: 'agr_7',
    service: 'Monthly bookkeeping',
    period: 'October 2026',
    due_on: '2026-10-31',
    cause,
    label,
    words,
    proof: 'clause FEE, revision 2, page 3',
    entitled: usd(78000),
    amount: usd(minor),
    invoice_id: mends.includes('invoice') ? 'inv_316' : null,
    invoice: mends.includes('invoice') ? 'INV-0316' : null,
    mends,
  }
}

const LEAKS: LeakRow[] = [
  leak(1, 'not_billed', 'Not billed', 'not billed', 78000, ['bill', 'waive']),
  leak(2, 'skipped', 'Skipped without a reason', 'skipped without a waiver', 78000, [
    'bill_skipped',
    'waive',
  ]),
  leak(
    3,
    'out_of_scope',
    'Beyond the cap, not approved',
    'logged beyond the cap and not approved',
    27000,
    ['approve', 'waive'],
  ),
  leak(4, 'old_price', 'Billed at an old price', 'billed at 750.00 instead of 780.00', 3000, [
    'rebill',
    'invoice',
    'let_go',
  ]),
  leak(
    6,
    'review_not_applied',
    'Price review not applied',
    'price review not applied: billed at 750.00 instead of 780.00',
    3000,
    ['amendment', 'let_go'],
  ),
]

const DECIDED: DecidedRow[] = [
  {
    charge: charge(5),
    client_id: 'cli_1',
    client: 'Alder Bakery LLC',
    agreement_id: 'agr_7',
    service: 'Monthly bookkeeping',
    period: 'September 2026',
    due_on: '2026-09-30',
    kind: 'waived',
    words: 'waived',
    reason: 'The bakery was closed for repairs',
    decided_on: '2026-10-02',
    amount: usd(78000),
    decision_id: null,
  },
]

const sums = (of: (row: LeakRow) => [string, string]): LeakageSum[] =>
  LEAKS.map((row) => {
    const [key, label] = of(row)
    return { key, label, amount: row.amount, count: 1 }
  })

/** Answers about leakage. */
export function leakageHandlers(): Handlers {
  return {
    'leakage.show': ({ from, to }) => ({
      from,
      to,
      currency: 'USD',
      currencies: ['USD'],
      entitled: usd(3120000),
      billed: usd(2856000),
      decided: usd(78000),
      leaked: usd(186000),
      over: usd(0),
      fees_absorbed: usd(41280),
      late_waived: usd(0),
      rate: '6',
      checked: 41,
      proven:
        '41 charges of 7 agreements fell due from November 24, 2025 to November 23, 2026; ' +
        'compared with 37 lines of invoices and 1 decision, 4 differences remain.',
      by_cause: sums((row) => [row.cause, row.label]),
      by_client: [
        { key: 'cli_1', label: 'Alder Bakery LLC', amount: usd(186000), count: LEAKS.length },
      ],
      by_month: [
        { key: '2026-09', label: 'Sep 2026', amount: usd(0), count: 0 },
        { key: '2026-10', label: 'Oct 2026', amount: usd(186000), count: LEAKS.length },
      ],
      leaks: LEAKS,
      decisions: DECIDED,
      unreviewed: [
        {
          agreement_id: 'agr_3',
          number: 'PR-0012',
          client_id: 'cli_3',
          client: 'Cole Dental',
          since: '2025-01-01',
          words:
            'Its prices stand since January 1, 2025; clause FEE-REV, revision 1, page 4, reviews them each year.',
        },
      ],
    }),
    'invoices.why': () => ({
      invoice: 'INV-0316',
      description: 'Monthly bookkeeping',
      period: 'November 2026',
      net: usd(78000),
      tax: usd(0),
      total: usd(78000),
      working: [{ words: '1 × 780.00', amount: usd(78000) }],
      agrees: false,
      settling: [
        { words: 'INV-0316 with tax', amount: usd(78000) },
        { words: 'paid on November 20, 2026', amount: usd(-50000) },
      ],
      open: usd(28000),
      steps: [
        {
          kind: 'letter',
          words: `Letter PR-0007, revision 2, was accepted on November 1, 2025 by June Alder; the accepted letter is the file with SHA-256 ${HASH}.`,
          document: HASH,
        },
        {
          kind: 'rule',
          words: 'The rule "each month on the 31st" makes the charge for November 2026.',
          document: null,
        },
      ],
      text: 'Why 780.00 on INV-0316?',
    }),
  }
}
