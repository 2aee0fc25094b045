/** Made-up answers about seeing: the forecast, ageing, the figures of collecting, the summary. */

import type { AgedRow, BandRow, MetricRow } from '../generated'
import { CLIENTS, INVOICES, usd } from './halloway'
import type { Handlers } from './handlers'
import { smallPdf } from './pdf'

const AGES = [
  { key: 'not_due', label: 'Not due' },
  { key: '1_30', label: '1 to 30' },
  { key: '31_60', label: '31 to 60' },
  { key: '61_90', label: '61 to 90' },
  { key: 'over_90', label: 'Over 90' },
]

const band = (low: number, middle: number, high: number): BandRow => ({
  low: usd(low),
  middle: usd(middle),
  high: usd(high),
})

const WEEKS = [
  ['2026-11-23', 'Nov 23', 120_000, 210_000, 280_000],
  ['2026-11-30', 'Nov 30', 60_000, 150_000, 260_000],
  ['2026-12-07', 'Dec 7', 310_000, 480_000, 560_000],
  ['2026-12-14', 'Dec 14', 20_000, 90_000, 190_000],
  ['2026-12-21', 'Dec 21', 40_000, 120_000, 240_000],
  ['2026-12-28', 'Dec 28', 10_000, 60_000, 180_000],
  ['2027-01-04', 'Jan 4', 340_000, 520_000, 610_000],
  ['2027-01-11', 'Jan 11', 30_000, 110_000, 220_000],
  ['2027-01-18', 'Jan 18', 50_000, 130_000, 260_000],
  ['2027-01-25', 'Jan 25', 20_000, 80_000, 190_000],
  ['2027-02-01', 'Feb 1', 330_000, 510_000, 620_000],
  ['2027-02-08', 'Feb 8', 30_000, 120_000, 240_000],
  ['2027-02-15', 'Feb 15', 40_000, 110_000, 230_000],
] as const

/** What is left, written down so that nothing is added up here. */
const LEFT = [
  [1_764_418, 1_854_418, 1_924_418],
  [1_624_418, 1_804_418, 1_984_418],
  [1_934_418, 2_284_418, 2_544_418],
  [1_704_418, 2_124_418, 2_484_418],
  [1_744_418, 2_244_418, 2_724_418],
  [1_504_418, 2_054_418, 2_654_418],
  [1_844_418, 2_574_418, 3_264_418],
  [1_624_418, 2_434_418, 3_234_418],
  [1_674_418, 2_564_418, 3_494_418],
  [1_444_418, 2_394_418, 3_434_418],
  [1_774_418, 2_904_418, 4_054_418],
  [1_554_418, 2_774_418, 4_044_418],
  [1_594_418, 2_884_418, 4_274_418],
] as const

const row = (
  n: number,
  ages: number[],
  apart: [number, number, number],
  owed: number,
): AgedRow => ({
  client_id: CLIENTS[n]?.id ?? '',
  client: CLIENTS[n]?.name ?? 'Together',
  count: ages.filter((age) => age > 0).length,
  by_age: ages.map(usd),
  in_flight: usd(apart[0]),
  disputed: usd(apart[1]),
  on_plan: usd(apart[2]),
  owed: usd(owed),
})

const figure = (
  key: string,
  part: string,
  label: string,
  unit: string,
  now: string | null,
  before: string | null,
): MetricRow => ({
  key,
  part,
  label,
  unit,
  now,
  before,
  how: 'What it is made of ÷ what it is held against, over these days.',
  rows: key !== 'leakage',
})

export const seeingHandlers: Handlers = {
  'forecast.show': () => ({
    rows: WEEKS.map(([key, label, low, middle, high], n) => ({
      key,
      label,
      until: WEEKS[n + 1]?.[0] ?? '2027-02-21',
      received: band(low, middle, high),
      planned: usd(n % 4 === 1 ? 185_000 : 0),
      left: band(LEFT[n]?.[0] ?? 0, LEFT[n]?.[1] ?? 0, LEFT[n]?.[2] ?? 0),
    })),
    received: band(1_920_000, 2_610_000, 3_010_000),
    later: band(210_000, 340_000, 620_000),
    opening: usd(1_644_418),
    set_aside: usd(652_500),
    set_aside_percent: '25',
    sources: [
      {
        key: 'open',
        label: 'Open invoices',
        count: 11,
        amount: usd(796_000),
        how: 'As the client paid before: the days from due date to payment of their last 16 invoices.',
      },
      {
        key: 'agreed',
        label: 'Agreed, not billed yet',
        count: 33,
        amount: usd(2_508_000),
        how: 'Each charge is billed when it falls due and paid as the client paid before.',
      },
    ],
    top: ['Brook Dental PA', 'Alder Bakery LLC'],
    short: null,
    remarks: [],
  }),
  'forecast.past': () => ({
    rows: [
      ['2026-08', 'Aug 2026', 690_000, 780_000, 850_000, 802_000, true],
      ['2026-09', 'Sep 2026', 700_000, 790_000, 870_000, 764_000, true],
      ['2026-10', 'Oct 2026', 710_000, 810_000, 880_000, 905_000, false],
    ].map(([key, label, low, middle, high, came, within]) => ({
      key: String(key),
      label: String(label),
      expected: band(Number(low), Number(middle), Number(high)),
      came: usd(Number(came)),
      within: within === true,
    })),
    words: 'In 2 of 3 months what came lay within the band; its middle was 5.8% off on average.',
    within: 2,
    off: '5.8',
  }),
  'forecast.paper': () => ({
    name: 'Cash forecast 2026-11-23.pdf',
    media_type: 'application/pdf',
    content: smallPdf([['Cash forecast']]),
  }),
  'outgoings.list': () => ({
    rows: [
      {
        id: 'otg_1',
        what: 'Rent',
        amount: usd(185_000),
        first_on: '2026-01-31',
        repeats: 'month',
        until_on: null,
      },
    ],
  }),
  'ageing.show': () => ({
    ages: AGES,
    rows: [
      row(0, [120_000, 90_000, 0, 0, 0], [0, 15_000, 0], 225_000),
      row(1, [240_000, 0, 48_000, 0, 0], [0, 0, 60_000], 348_000),
      row(2, [0, 96_000, 0, 0, 27_000], [100_000, 0, 0], 223_000),
    ],
    total: row(99, [360_000, 186_000, 48_000, 0, 27_000], [100_000, 15_000, 60_000], 796_000),
  }),
  'ageing.of_client': () => ({
    rows: INVOICES.slice(0, 2).map((one, n) => ({
      id: one.id,
      number: one.number,
      issued_on: one.issued_on,
      due_on: one.due_on,
      age: n ? '1_30' : 'not_due',
      in_flight: usd(0),
      disputed: usd(n ? 15_000 : 0),
      on_plan: usd(0),
      open: one.open,
    })),
    owed: usd(225_000),
  }),
  'ageing.credits': () => ({
    rows: [{ client_id: CLIENTS[1]?.id ?? '', credit: usd(5_000) }],
    total: usd(5_000),
  }),
  'metrics.show': () => ({
    before_from: '2025-02-06',
    before_to: '2025-12-31',
    rows: [
      figure(
        'countback_dso',
        'Getting paid',
        'Days outstanding, counted back',
        'days',
        '21.4',
        '26.0',
      ),
      figure('on_time', 'Getting paid', 'Paid on time', '%', '81.3', null),
      figure('roll_1_30', 'What rolls on', '1 to 30 days late, then 31 to 60', '%', '12.4', '18.0'),
      figure('promises_kept', 'Promises, disputes, losses', 'Promises kept', '%', null, null),
      figure('leakage', 'Promises, disputes, losses', 'Leaked', '%', '0.4', '1.9'),
      figure('recurring', 'What recurs, a month', 'Recurring', 'USD', '8,360.00', '7,830.00'),
      figure('recurring_new', 'What recurs, a month', 'New clients', 'USD', '480.00', '0.00'),
      figure('hourly', 'Earning', 'An hour brings', 'USD', '118.40', '112.00'),
    ],
    clients: CLIENTS.slice(0, 3).map((client, n) => ({
      client_id: client.id,
      client: client.name,
      now: usd(900_000 - n * 240_000),
      before: usd(810_000 - n * 200_000),
      share: ['42.9', '31.4', '20.0'][n] ?? null,
    })),
    late_claimed: usd(4400),
    late_waived: usd(0),
  }),
  'metrics.behind': () => ({
    title: 'Fell due in these days',
    rows: INVOICES.slice(0, 3).map((one) => ({
      on: one.due_on,
      client: one.client,
      words: `${one.number}, on its day`,
      amount: one.total,
      go: `#/invoices/${one.id}`,
    })),
    count: 3,
    total: usd(144_000),
  }),
  'summary.policy': () => ({ weekday: 1, can_send: true, sent: false }),
}
