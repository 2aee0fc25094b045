/** Made-up clients who owe, what is said to them, and late charges. */

import type { FollowedRow, FollowPolicy, FollowStep } from '../generated'
import { CLIENTS, INVOICES, usd } from './halloway'
import type { Handlers } from './handlers'
import { smallPdf } from './pdf'

const LABELS = ['Reminder', 'Second reminder', 'Notice of late charges', 'Formal letter']

const ROWS: FollowedRow[] = CLIENTS.filter((row) => row.open.minor > 0)
  .map((row, n) => {
    const late = row.overdue.minor > 0
    const channel = n % 4 === 2 ? 'letter' : 'mail'
    const said = { label: LABELS[n % 4]!, channel, on: '2026-11-23', approve: n % 4 > 1 }
    const later = { ...said, label: LABELS[(n + 1) % 4]!, on: '2026-11-30' }
    return {
      client_id: row.id,
      client: row.name,
      tier: 'usual',
      circumstance: 'none',
      open: row.open,
      late: row.overdue,
      disputed: usd(n === 2 ? 26000 : 0),
      others: [],
      invoices: 1 + (n % 3),
      days_late: late ? 3 + n * 5 : -7,
      message: late ? said : null,
      call: null,
      next: later,
      came_back: null,
      on_hold: false,
      plan_broken_on: null,
      demand_passed_on: null,
      reasons: late && n === 1 ? ['promised to pay by Nov 27, 2026'] : [],
      can_send: late && n !== 1,
      watched: n === 2,
    }
  })
  .sort((a, b) => b.late.minor - a.late.minor)

const TO_POST = ROWS.slice(0, 2).map((row, n) => ({
  id: `fup_${n + 8}`,
  client_id: row.client_id,
  client: row.client,
  subject: 'invoice INV-0287: 450.00 USD is 21 days late',
  made_on: '2026-11-20',
  document: '0'.repeat(64),
  printed_in: '1'.repeat(64),
  trouble: n === 1 ? 'nothing is open on INV-0287 any more' : null,
}))

const step = (days: number, says: string, tone: string): FollowStep => ({
  days,
  channel: 'mail',
  says,
  tone,
  approve: days >= 21,
})

const STEPS = [
  step(-3, 'coming_due', 'friendly'),
  step(3, 'reminder', 'friendly'),
  step(7, 'second_reminder', 'friendly'),
  step(21, 'late_charges', 'direct'),
  step(45, 'final_demand', 'formal'),
]

const POLICY: FollowPolicy = {
  by_itself: true,
  fresh_days: 5,
  from_hour: 8,
  until_hour: 18,
  tiers: ['usual', 'gentle', 'firm'].map((tier) => ({ tier, steps: STEPS })),
}

const PARTS = ['2026-11-02', '2026-12-02', '2027-01-02'].map((due_on) => ({
  due_on,
  amount: usd(30000),
}))

const FILES = [
  ['01-agreement-PR-0004.pdf', 'Agreement PR-0004, signed', ''],
  ['02-invoice-INV-0287.pdf', 'Invoice INV-0287', ''],
  ['03-contacts.txt', 'Every contact, messages in full', '2026-11-12 call: reached\n'],
]

const BODY =
  'Dear June,\n\nIt may have slipped through: 450.00 USD is still open with us.\n\nINV-0316 of November 20, 2026, due November 20, 2026: 450.00 USD\n\nNora Halloway, CPA\nHalloway Accounting'

export const followingHandlers: Handlers = {
  'follow_ups.board': () => ({
    rows: ROWS,
    open: usd(796000),
    late: usd(419000),
    disputed: usd(26000),
    in_flight: usd(120000),
    planned: usd(90000),
    by_itself: true,
    to_post: TO_POST,
  }),
  'follow_ups.of_client': ({ id }) => {
    const row = ROWS.find((one) => one.client_id === id) ?? ROWS[0]!
    return {
      row,
      invoices: INVOICES.filter((one) => one.client_id === row.client_id && one.open.minor > 0).map(
        (one) => ({
          id: one.id,
          number: one.number,
          due_on: one.due_on,
          open: one.open,
          disputed: usd(0),
          in_flight: false,
          planned: false,
          limitation: null,
        }),
      ),
      history: [
        {
          id: 'rpl_1',
          channel: 'reply',
          on: '2026-11-18',
          subject: 'Re: A reminder: invoice INV-0316',
          body: 'Dear Nora,\n\nIt went out on Friday; please look again next week.\n\nJune',
          state: 'received',
          why: 'June Alder <june@alder.example>',
          document: '2'.repeat(64),
        },
        {
          id: 'fup_1',
          channel: 'mail',
          on: '2026-11-16',
          subject: 'A reminder: invoice INV-0316',
          body: BODY,
          state: 'confirmed',
          why: '',
          document: null,
        },
        {
          id: 'fup_2',
          channel: 'mail',
          on: '2026-11-12',
          subject: 'Due today: invoice INV-0309',
          body: BODY,
          state: 'held_back',
          why: 'nothing is open on INV-0309 any more',
          document: null,
        },
      ],
      promises: [
        {
          id: 'prm_1',
          amount: usd(45000),
          promised_for: '2026-11-27',
          made_on: '2026-11-20',
          words: 'Friday at the latest',
          state: 'open',
        },
      ],
      holds: [],
      standing: {
        points: 64,
        invoices: 9,
        factors: [
          { label: 'Paid on time', points: 19, of: 35 },
          { label: 'Days late on average', points: 12, of: 20 },
          { label: 'The last three', points: 9, of: 15 },
        ],
      },
      disputes: [],
      demand: null,
      marks: [],
      independence: null,
      time_zone: '',
      time_zones: ['America/New_York', 'America/Chicago', 'Europe/London', 'Australia/Sydney'],
    }
  },
  'follow_ups.preview': ({ id }) => {
    const channel = ROWS.find((row) => row.client_id === id)?.message?.channel ?? 'mail'
    const onPaper = channel === 'letter'
    return {
      label: onPaper ? 'Formal letter' : 'Reminder',
      channel,
      tone: onPaper ? 'formal' : 'friendly',
      to: onPaper ? '14 Congress Street\nPortland, ME 04101' : 'june@alder.example',
      subject: 'A reminder: invoice INV-0316',
      body: onPaper ? 'Dear June,\n\n{invoices}\n\n{how_to_pay}\n\n{signed}' : BODY,
      pdf: onPaper ? smallPdf([['A reminder']]) : null,
      files: ['INV-0316.pdf'],
      findings: [],
      reasons: [],
    }
  },
  'demands.preview': ({ client_id, subject, body }) => {
    const row = ROWS.find((one) => one.client_id === client_id) ?? ROWS[0]!
    return {
      title: 'Formal demand',
      least_days: 14,
      answer_by: '2026-12-07',
      rule: 'No rule sets a number of days here; fourteen are the custom.',
      source: 'No federal rule: 15 U.S.C. § 1692a(6)',
      by_post: false,
      forms: '',
      total: row.late,
      says: 'Invoices that are past due, and no late charges.',
      subject: subject || 'Formal demand: {total} unpaid',
      body: body || 'Dear {client},\n\n{invoices}\n\n{how_to_pay}\n\n{signed}',
      findings: [],
      reasons: [],
      pdf: smallPdf([['Formal demand']]),
    }
  },
  'plans.of_client': () => ({
    rows: [
      {
        id: 'pln_1',
        state: 'runs',
        words: '300.00 is due December 2, 2026.',
        invoices: ['INV-0287', 'INV-0301'],
        total: usd(90000),
        received: usd(30000),
        instalments: PARTS,
        offered_on: '2026-11-01',
        letter: '0'.repeat(64),
        evidence: null,
      },
    ],
  }),
  'plans.preview': () => ({
    total: usd(90000),
    instalments: PARTS,
    effects: [
      'The last of 3 instalments comes on January 2, 2027.',
      'All of 900.00 still comes within 13 weeks.',
      'No interest is claimed while it is kept; if it breaks, interest counts all along.',
    ],
    remarks: [],
    pdf: smallPdf([['Payment plan']]),
  }),
  'credit_checks.of_client': () => ({
    rows: [
      {
        id: 'cck_1',
        source: 'Experian',
        checked_on: '2026-08-03',
        score: '71 of 100',
        limit: usd(300000),
        review_on: '2027-02-01',
        report: null,
      },
    ],
  }),
  'hand_offs.of_client': () => ({ rows: [] }),
  'hand_offs.preview': ({ left_out }) => ({
    owed: usd(91240),
    says: 'Invoices 900.00, late charges 12.40. INV-0287 adds 0.2466 each further day.',
    files: FILES.map(([name, what, text]) => ({
      name: name!,
      what: what!,
      text: text!,
      taken: !left_out.includes(name!),
    })),
    never: [
      'Tax returns, accounts, advice and the client’s own records',
      'Notes of calls and notes about the client',
    ],
    remarks: ['The client’s own records go back to them on request, whatever is owed.'],
    pdf: smallPdf([['Hand-off pack']]),
  }),
  'follow_policy.show': () => POLICY,
  'follow_words.show': () => ({
    subject: 'A reminder: {number}',
    body: 'Dear {first_name},\n\n{total} is still open.\n\n{signed}',
    own: false,
    placeholders: ['first_name', 'number', 'total', 'signed'],
  }),
  'follow_words.try': ({ subject, body }) => ({
    subject: subject.replace('{number}', 'invoice INV-0042'),
    body: body.replace('{first_name}', 'June').replace('{total}', '450.00 USD'),
    findings: [],
  }),
  'late_charges.references': () => ({
    rows: [
      {
        series: 'bank_of_england',
        name: 'Bank of England rate',
        half: '2026-01-01',
        per_cent: '3.75',
        source: 'Bank of England, official Bank Rate history',
      },
    ],
  }),
  'late_charges.of_invoice': () => ({ rows: [], open: usd(0) }),
  'late_charges.preview': () => ({
    words: 'Interest of 12% a year, as the accepted letter says',
    from: '2026-11-21',
    until: '2026-11-23',
    rates: [['2026-11-21', '12']],
    interest: usd(44),
    sum: null,
    total: usd(44),
    daily: '0.1479',
    stated: '12',
    remarks: [],
    pdf: smallPdf([['Late charge working']]),
  }),
}
