/** A made-up practice, as the answers of the program would show it. */

import type {
  AgeBucket,
  AgreementRow,
  Amount,
  ChargeRow,
  ClientRow,
  Explanation,
  Happening,
  InvoiceRow,
  LineRow,
  PaymentRow,
  PracticeForm,
  ProposalDraft,
  ProposalRow,
  ProposalTotals,
  ServiceRow,
} from '../generated'

export const usd = (minor: number): Amount => ({ minor, currency: 'USD' })

export const PRACTICE: PracticeForm = {
  name: 'Halloway Accounting',
  person: 'Nora Halloway, CPA',
  address: '14 Custom House Street\nPortland, Maine 04101',
  email: 'nora@halloway.example',
  phone: '',
  jurisdiction: 'US',
  region: 'Maine',
  currency: 'USD',
  time_zone: 'America/New_York',
  tax_registration: '',
  second_registration: '',
  usual_tax: 'own:Portland sales tax',
  prices_include_tax: false,
  tax_rounding: 'line',
  payment_days: '15',
  how_to_pay: '',
  check_references: false,
  profession: 'accountant',
  letter_setting: 'ragged',
  invoice_prefix: 'INV-',
  next_invoice: '317',
  credit_prefix: 'CN-',
  proposal_prefix: 'PR-',
  logo: null,
  remove_logo: false,
}

const NAMES: [string, string, string, number, number][] = [
  ['Alder Bakery', 'June Alder', 'Portland, Maine', 45000, 45000],
  ['Birch & Co. Interiors', 'Imogen Birch', 'Portland, Maine', 0, 0],
  ['Cole Dental', 'Dr. Maya Cole', 'Falmouth, Maine', 0, 0],
  ['Dovetail Joinery', 'Sam Ortiz', 'Bath, Maine', 120000, 0],
  ['Elm Street Pediatrics', 'Dr. Priya Nair', 'Portland, Maine', 145000, 0],
  ['Fennel & Rye Catering', 'Ana Fennel', 'Saco, Maine', 0, 0],
  ['Granite Cove Plumbing', 'Walt Pierce', 'Rockland, Maine', 0, 0],
  ['Harrow Veterinary', 'Dr. Lena Harrow', 'Yarmouth, Maine', 26000, 0],
  ['Juniper Yoga Studio', 'Kim Park', 'Portland, Maine', 0, 0],
  ['Kestrel Freight', 'Dana Kessler', 'Scarborough, Maine', 288000, 288000],
  ['Larkspur Landscaping', 'Lou Marsh', 'Cape Elizabeth, Maine', 96000, 48000],
  ['Mill Street Print', 'Ed Mill', 'Biddeford, Maine', 76000, 38000],
]

export const CLIENTS: ClientRow[] = NAMES.map(([name, contact, place, open, overdue], n) => ({
  id: `cli_${n + 1}`,
  name,
  kind: 'business',
  contact,
  email: `${contact.split(' ').pop()!.toLowerCase()}@${name.split(/\W/)[0]!.toLowerCase()}.example`,
  place,
  agreements: n === 1 ? 0 : 1,
  open: usd(open),
  overdue: usd(overdue),
  credit: usd(n === 8 ? 4000 : 0),
  others: [],
  archived_at: null,
}))

const client = (name: string) => CLIENTS.find((row) => row.name.startsWith(name))!

function invoice(
  number: number,
  who: string,
  about: string,
  issued: string,
  due: string,
  total: number,
  paid: string | null,
  late = 0,
): InvoiceRow {
  const row = client(who)
  return {
    id: `inv_${number}`,
    number: `INV-0${number}`,
    client_id: row.id,
    client: row.name,
    about,
    issued_on: issued,
    due_on: due,
    state: paid ? 'paid' : late ? 'overdue' : 'open',
    days_late: late,
    paid_on: paid,
    total: usd(total),
    open: usd(paid ? 0 : total),
    credited: usd(0),
    written_off: usd(0),
  }
}

export const INVOICES: InvoiceRow[] = [
  invoice(316, 'Alder', 'Bookkeeping, November', '2026-11-20', '2026-11-20', 45000, null, 3),
  invoice(315, 'Elm', 'Year-end tax planning, 2026', '2026-11-18', '2026-12-03', 145000, null),
  invoice(314, 'Larkspur', 'Bookkeeping, November', '2026-11-15', '2026-11-30', 48000, null),
  invoice(313, 'Juniper', 'Bookkeeping, November', '2026-11-15', '2026-11-15', 32000, '2026-11-17'),
  invoice(312, 'Fennel', 'Bookkeeping, November', '2026-11-15', '2026-11-15', 54000, '2026-11-17'),
  invoice(311, 'Dovetail', 'Sales tax nexus study', '2026-11-12', '2026-11-27', 120000, null),
  invoice(310, 'Mill', 'Bookkeeping, November', '2026-11-10', '2026-12-10', 38000, null),
  invoice(
    309,
    'Dovetail',
    'Bookkeeping, November',
    '2026-11-05',
    '2026-11-05',
    62000,
    '2026-11-12',
  ),
  invoice(308, 'Kestrel', 'Bookkeeping, November', '2026-11-01', '2026-11-16', 96000, null, 7),
  invoice(307, 'Granite', 'Bookkeeping, November', '2026-11-01', '2026-11-01', 70000, '2026-11-18'),
  invoice(306, 'Elm', 'Bookkeeping, November', '2026-11-01', '2026-11-01', 115000, '2026-11-06'),
  invoice(
    305,
    'Cole',
    'Accounting, payroll, November',
    '2026-11-01',
    '2026-11-01',
    198000,
    '2026-11-06',
  ),
  invoice(
    304,
    'Harrow',
    'Bookkeeping and sales tax, Q3',
    '2026-10-31',
    '2026-10-31',
    93000,
    '2026-11-06',
  ),
  invoice(303, 'Alder', 'Bookkeeping, October', '2026-10-20', '2026-10-20', 45000, '2026-10-21'),
  invoice(
    302,
    'Harrow',
    'Payroll correction, third quarter',
    '2026-10-20',
    '2026-12-04',
    26000,
    null,
  ),
  invoice(301, 'Larkspur', 'Bookkeeping, October', '2026-10-15', '2026-10-30', 48000, null, 24),
  invoice(298, 'Mill', 'Bookkeeping, October', '2026-10-10', '2026-11-09', 38000, null, 14),
  invoice(296, 'Kestrel', 'Bookkeeping, October', '2026-10-01', '2026-10-16', 96000, null, 38),
  invoice(285, 'Kestrel', 'Bookkeeping, September', '2026-09-01', '2026-09-16', 96000, null, 68),
]

export const BUCKETS: AgeBucket[] = [
  { key: 'not_due', label: 'Not due', amount: usd(377000), count: 5 },
  { key: '1_30', label: '1 to 30', amount: usd(227000), count: 4 },
  { key: '31_60', label: '31 to 60', amount: usd(96000), count: 1 },
  { key: '61_90', label: '61 to 90', amount: usd(96000), count: 1 },
  { key: 'over_90', label: 'Over 90', amount: usd(0), count: 0 },
]

export const PROPOSALS: ProposalRow[] = (
  [
    [44, 'Mill', 'Autopay, 2027 terms', 'draft', 0, 474000, null],
    [43, 'Fennel', '1099 preparation', 'accepted', 1, 18000, '2026-11-20'],
    [42, 'Alder', '2026 partnership return', 'sent', 1, 145000, '2026-11-20'],
    [41, 'Birch', 'Books and payroll', 'draft', 0, 1241000, null],
    [40, 'Cole', 'Controller review', 'accepted', 2, 384000, '2026-10-27'],
    [39, 'Dovetail', 'Sales tax nexus study', 'accepted', 1, 120000, '2026-11-09'],
    [36, 'Juniper', '2027 terms', 'sent', 1, 408000, '2026-11-14'],
    [35, 'Kestrel', 'Prepaid work', 'withdrawn', 1, 1152000, '2026-10-02'],
    [29, 'Mill', 'Bookkeeping', 'expired', 1, 504000, '2025-12-10'],
  ] as const
).map(([number, who, about, state, revision, minor, sent_on]) => ({
  id: `pro_${number}`,
  number: `PR-00${number}`,
  client_id: client(who).id,
  client: client(who).name,
  about,
  state,
  revision,
  first_year: usd(minor),
  sent_on,
  valid_until: '2026-12-23',
  changed_at: '2026-11-23T13:52:00.000Z',
  follow_up_on: null,
}))

export const DRAFT = {
  client_id: 'cli_2',
  signatories: [{ name: 'Imogen Birch', capacity: 'managing member', email: '' }],
  starts_on: '2026-12-01',
  valid_until: '2026-12-23',
  payment_rule: 'after_issue',
  payment_days: '15',
  discount_percent: '',
  cover_note: '',
  opening:
    'Thank you for asking me to look after your books. This letter sets out what I will do, what it costs and what I need from you.',
  further_terms: '',
  options: [
    { name: 'Books only', about: 'The books and a yearly talk' },
    { name: 'Books and payroll', about: 'And pay for eight people' },
  ],
  start: 'start_date',
  collection: 'by_client',
  method: 'wanted',
  lines: [
    {
      service_id: 'svc_1',
      kind: 'bookkeeping',
      name: 'Monthly bookkeeping',
      description: 'I record and reconcile your bank and card accounts.',
      billing: { kind: 'recurring', every: 'month', day: 'start_day' },
      quantity: '1',
      price: '560.00',
      pricing: { kind: 'fixed' },
      tax: 'none',
      offered: { kind: 'always' },
      discount: null,
      deposit_percent: '',
    },
    {
      service_id: 'svc_2',
      kind: 'payroll',
      name: 'Payroll, two runs a month',
      description: '',
      billing: { kind: 'recurring', every: 'month', day: 'start_day' },
      quantity: '8',
      price: '20.00',
      pricing: { kind: 'fixed' },
      tax: 'none',
      offered: { kind: 'options', options: [1] },
      discount: null,
      deposit_percent: '',
    },
    {
      service_id: null,
      kind: 'bookkeeping',
      name: 'Catch-up, July to October',
      description: '',
      billing: { kind: 'on_acceptance' },
      quantity: '4',
      price: '280.00',
      pricing: { kind: 'fixed' },
      tax: 'none',
      offered: { kind: 'always' },
      discount: null,
      deposit_percent: '',
    },
    {
      service_id: 'svc_3',
      kind: 'tax',
      name: 'Business income tax return',
      description: '',
      billing: { kind: 'on_completion' },
      quantity: '1',
      price: '1450.00',
      pricing: { kind: 'fixed' },
      tax: 'none',
      offered: { kind: 'add_on' },
      discount: null,
      deposit_percent: '',
    },
  ],
  clauses: { added: [], left_out: [], own: [], values: {}, overrides: [] },
} as unknown as ProposalDraft

export const TOTALS: ProposalTotals = {
  choice: { option: 1, add_ons: [3] },
  per_month: usd(72000),
  per_quarter: usd(0),
  per_year: usd(0),
  once: usd(257000),
  first_year: usd(1121000),
  first_year_tax: usd(0),
  due_on_acceptance: usd(112000),
  lines: [usd(56000), usd(16000), usd(112000), usd(145000)],
  options: [
    {
      name: 'Books only',
      per_month: usd(56000),
      first_year: usd(784000),
      due_on_acceptance: usd(112000),
    },
    {
      name: 'Books and payroll',
      per_month: usd(72000),
      first_year: usd(976000),
      due_on_acceptance: usd(112000),
    },
  ],
}

export const SERVICES: ServiceRow[] = (
  [
    [
      'Monthly bookkeeping',
      56000,
      'each month',
      { kind: 'recurring', every: 'month', day: 'start_day' },
      9,
    ],
    [
      'Payroll, two runs a month',
      2000,
      'each month',
      { kind: 'recurring', every: 'month', day: 'start_day' },
      4,
    ],
    ['Business income tax return', 145000, 'once, when done', { kind: 'on_completion' }, 3],
    [
      'Sales tax filing',
      15000,
      'each quarter',
      { kind: 'recurring', every: 'quarter', day: 'last_day' },
      2,
    ],
    ['Advice by the hour', 18000, 'by the hour', { kind: 'logged', unit: 'hour', cap: '10' }, 1],
  ] as const
).map(([name, minor, billing_words, billing, agreements], n) => ({
  id: `svc_${n + 1}`,
  form: {
    kind: 'bookkeeping',
    name,
    description: 'What is done, in a sentence or two, as the letter says it.',
    billing: billing,
    price: (minor / 100).toFixed(2),
    tax: 'none',
  },
  price: usd(minor),
  billing_words,
  tax_words: 'None',
  agreements,
  archived_at: null,
}))

export const AGREEMENTS: AgreementRow[] = CLIENTS.filter((row) => row.agreements).map((row, n) => ({
  id: `agr_${n + 1}`,
  number: `PR-00${10 + n}`,
  client_id: row.id,
  client: row.name,
  about: 'Monthly bookkeeping, Sales tax filing',
  starts_on: '2025-01-01',
  agreed_on: n === 5 ? null : '2024-12-20',
  brought_over: n === 5,
  state: n === 8 ? 'complete' : 'running',
  per_year: usd(540000 + n * 84000),
  next_on: n === 8 ? null : '2026-11-30',
  next: n === 8 ? null : usd(45000 + n * 7000),
}))

export function charges(many: number): ChargeRow[] {
  return Array.from({ length: many }, (_, n) => {
    const month = 10 + n
    const year = 2026 + Math.floor(month / 12)
    const name = [
      'Jan',
      'Feb',
      'Mar',
      'Apr',
      'May',
      'Jun',
      'Jul',
      'Aug',
      'Sep',
      'Oct',
      'Nov',
      'Dec',
    ]
    const last = new Date(Date.UTC(year, (month % 12) + 1, 0)).toISOString().slice(0, 10)
    return {
      agreement_service_id: 'ags_1',
      occurrence: n,
      beyond_cap: false,
      service: n % 4 === 3 ? 'Sales tax filing' : 'Monthly bookkeeping',
      from: last.slice(0, 8) + '01',
      to: last,
      period: name[month % 12]!,
      due_on: last,
      net: usd(n % 4 === 3 ? 15000 : 78000),
      tax: usd(0),
      total: usd(n % 4 === 3 ? 15000 : 78000),
      state: 'coming',
      held: null,
      price: usd(n % 4 === 3 ? 15000 : 78000),
      invoice: null,
      reason: null,
      rule: 'each month on the 31st, or the month’s last day',
    }
  })
}

export const PAYMENTS: PaymentRow[] = INVOICES.filter((row) => row.paid_on).map((row) => ({
  id: `pay_${row.number}`,
  client_id: row.client_id,
  client: row.client,
  received_on: row.paid_on!,
  method: 'transfer',
  reference: '',
  amount: row.total,
  unallocated: usd(0),
  invoices: [row.number],
  banked: true,
  reversed: null,
}))

const WORDS: [string, string, string][] = [
  ['2026-11-23T13:42:00.000Z', 'statements', '10 bank lines imported into Operating 2208'],
  ['2026-11-23T13:41:00.000Z', 'books', 'Backup made and verified'],
  ['2026-11-22T16:26:00.000Z', 'acceptances', 'Fennel & Rye Catering accepted PR-0043'],
  ['2026-11-20T22:02:00.000Z', 'invoices', 'INV-0316 issued to Alder Bakery, 450.00'],
  ['2026-11-20T21:58:00.000Z', 'payments', '540.00 received from Fennel & Rye Catering'],
  ['2026-11-20T19:15:00.000Z', 'proposals', 'PR-0042 sent to Alder Bakery, Revision 1'],
  ['2026-11-18T14:03:00.000Z', 'payments', '700.00 received from Granite Cove Plumbing'],
]

export const HAPPENED: Happening[] = WORDS.map(([at, noun, words], n) => ({
  seq: 4218 - n,
  at,
  noun,
  words,
  client_id: 'cli_1',
  undo:
    n === 0 ? { label: 'Statement import', name: 'statements.undo_import', question: {} } : null,
}))

const BANK: [string, string, number, string, string][] = [
  ['2026-11-20', 'ZELLE FROM L MARSH REF LARKSPUR OCT', 48000, 'certain', 'Larkspur, INV-0301'],
  [
    '2026-11-19',
    'REMOTE DEPOSIT CHECK 2231',
    76000,
    'likely',
    'Mill Street, INV-0298 and INV-0310',
  ],
  ['2026-11-17', 'COUNTER DEPOSIT 0091', 6250, 'none', ''],
  ['2026-11-16', 'ONLINE TRANSFER TO SAVINGS 7731', -200000, 'none', ''],
  ['2026-11-16', 'ALDER BAKERY LLC PAYMENT', 45000, 'possible', 'Alder Bakery, INV-0316'],
]

export const LINES: LineRow[] = BANK.map(
  ([posted_on, description, minor, certainty, words], n) => ({
    id: `lin_${n + 1}`,
    posted_on,
    description,
    amount: usd(minor),
    state: 'to_explain',
    certainty,
    words,
    match_id: null,
    by_itself: false,
  }),
)

export const EXPLANATION: Explanation = {
  kind: 'invoices',
  certainty: 'certain',
  sentence: 'Larkspur Landscaping pays INV-0301 in full.',
  client_id: 'cli_11',
  payment_id: null,
  payout: null,
  parts: [
    {
      invoice_id: 'inv_301',
      number: 'INV-0301',
      client: 'Larkspur Landscaping',
      due_on: '2026-10-30',
      open: usd(48000),
      amount: usd(48000),
    },
  ],
  credit: usd(0),
  difference: usd(0),
  why: [
    'The amount is what is open, to the cent',
    'The text names the client: LARKSPUR',
    'L Marsh paid INV-0279 in the same way on September 2',
  ],
  wrong_if: ['INV-0314 of the same amount is meant: it is due on November 30'],
  after: ['INV-0301 is paid', 'Larkspur Landscaping owes 480.00, not due before November 30'],
}
