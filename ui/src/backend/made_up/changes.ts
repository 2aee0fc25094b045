/** Amendments and price reviews of the made-up practice. */

import type { AmendmentRow, ConsentRow, ReviewRow } from '../generated'
import { usd } from './halloway'
import type { Handlers } from './handlers'

const RISE = 'You will pay 12.00 more a month from 1 January 2027.'

const AMENDMENTS: AmendmentRow[] = [
  {
    id: 'amd_2',
    number: 2,
    effective_on: '2027-01-01',
    state: 'waiting',
    words: 'The client may object until 23 December 2026.',
    sentences: [RISE, 'Monthly bookkeeping becomes 462.00 a month from 1 January 2027.'],
    consent: 'notice',
    consent_words: 'no objection within 30 days',
    mid_period: 'from_next_period',
    note: '',
    letter: 'a'.repeat(64),
    reminders: ['2026-12-08', '2026-12-22'],
    events: [{ kind: 'noticed', on: '2026-11-23', words: '', document: 'a'.repeat(64) }],
  },
  {
    id: 'amd_1',
    number: 1,
    effective_on: '2026-06-01',
    state: 'holds',
    words: 'It holds from 1 June 2026.',
    sentences: ['Invoices are due 15 days after their date instead of 30, from 1 June 2026.'],
    consent: 'approval',
    consent_words: 'the client’s approval',
    mid_period: 'from_next_period',
    note: '',
    letter: 'b'.repeat(64),
    reminders: [],
    events: [
      { kind: 'noticed', on: '2026-05-04', words: '', document: 'b'.repeat(64) },
      { kind: 'approved', on: '2026-05-06', words: 'June Alder, by telephone', document: null },
    ],
  },
]

const review = (
  id: string,
  client: string,
  old: number,
  to: number | null,
  words = '',
): ReviewRow => ({
  agreement_service_id: id,
  agreement_id: 'agr_7',
  agreement: 'PR-0021',
  client_id: 'cli_1',
  client,
  service: 'Monthly bookkeeping',
  old: usd(old),
  new: to === null ? null : usd(to),
  change: to === null ? null : usd(to - old),
  per_year: to === null ? null : usd((to - old) * 12),
  effective_on: to === null ? null : '2027-01-01',
  under_clause: to !== null,
  consent_words: to === null ? '' : 'no consent, only to be sent',
  state: to === null ? 'excluded' : 'changed',
  words,
})

const field = (consent: string, days = 0) => ({ consent, days })

const CONSENT: ConsentRow[] = [
  { kind: 'price', words: 'another price', better: field('silent'), worse: field('notice', 30) },
  {
    kind: 'scope',
    words: 'other words for the work',
    better: field('silent'),
    worse: field('approval'),
  },
]

/** What the program answers about changes of agreements. */
export function changeHandlers(): Partial<Handlers> {
  return {
    'amendments.list': () => ({ rows: AMENDMENTS }),
    'amendments.preview': () => ({
      sentences: [RISE],
      before_month: usd(45000),
      after_month: usd(46200),
      before_year: usd(540000),
      after_year: usd(554400),
      consent: 'notice',
      consent_words: 'no objection within 30 days',
      earliest_on: null,
      remarks: [],
      charges: [],
    }),
    'agreements.terms_on': ({ on }) => ({
      on,
      amendment: 1,
      client: 'Alder Bakery LLC',
      services: [
        {
          id: 'ags_1',
          name: 'Monthly bookkeeping',
          scope: 'Up to two bank accounts, closed once a month.',
          billing_words: 'each month on the 1st',
          quantity: '1',
          price: usd(45000),
        },
      ],
      payment_days: 15,
      end: null,
      per_month: usd(45000),
      per_year: usd(540000),
      sentences: AMENDMENTS[1]!.sentences,
      stages: [
        { from: '2026-01-01', amendment: null, per_month: usd(45000) },
        { from: '2026-06-01', amendment: 1, per_month: usd(45000) },
      ],
    }),
    'consent.matrix': () => ({ rows: CONSENT }),
    'price_reviews.list': () => ({
      reviews: [
        {
          id: 'rvw_1',
          made_on: '2026-11-20',
          words: '3.5 per cent, rounded down to 1',
          amendments: [
            {
              id: 'amd_2',
              agreement_id: 'agr_7',
              agreement: 'PR-0021',
              client: 'Alder Bakery LLC',
              state: 'proposed',
              effective_on: '2027-01-01',
            },
          ],
          to_send: 1,
          can_undo: true,
        },
      ],
      values: [
        { name: 'Consumer prices', on: '2025-10-01', value: '315.7', source: '' },
        { name: 'Consumer prices', on: '2026-10-01', value: '323.9', source: '' },
      ],
    }),
    'price_reviews.preview': () => ({
      rows: [
        review('ags_1', 'Alder Bakery LLC', 45000, 46500),
        review('ags_2', 'Elm Street Dental', 90000, null, 'the fee does not recur'),
      ],
      changed: 1,
      agreements: 1,
      before: usd(10431600),
      after: usd(10449600),
      more: usd(18000),
    }),
  }
}
