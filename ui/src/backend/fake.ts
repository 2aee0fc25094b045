/** A backend that makes its answers up: for the gallery, the tests, and looking in a browser. */

import type { Answer, Backend, Done, Name, Question } from './backend'
import type { Failure, JurisdictionDefaults, OpenBook, Tag, Undo } from './generated'
import { agreementHandlers } from './made_up/agreements'
import { changeHandlers } from './made_up/changes'
import { collectingHandlers } from './made_up/collecting'
import { ledgersHandlers } from './made_up/ledgers'
import { followingHandlers } from './made_up/following'
import * as made from './made_up/halloway'
import type { Handlers } from './made_up/handlers'
import { importHandlers } from './made_up/imports'
import { ledgerHandlers } from './made_up/ledger'
import { reconcilingHandlers } from './made_up/reconciling'
import { seeingHandlers } from './made_up/seeing'
import { leakageHandlers } from './made_up/leakage'
import { LETTER, letterHandlers } from './made_up/letters'
import { LINE, TAXES } from './made_up/taxes'

const { usd } = made

/** What a command changes, for those that are pressed in tests. */
const TOUCHES: Partial<Record<Name, { tags: Tag[]; undo?: Undo }>> = {
  'clients.add': {
    tags: ['clients', 'history'],
    undo: { label: 'Client added', name: 'clients.discard', question: { id: 'cli_1' } },
  },
  'payments.record': { tags: ['invoices'], undo: undefined },
  'matches.accept': {
    tags: ['bank', 'invoices'],
    undo: { label: 'Line explained', name: 'matches.undo', question: { id: 'mat_1' } },
  },
  'books.create': { tags: ['books', 'practice'] },
  'sample.create': { tags: ['books', 'practice'] },
}

const OPEN: OpenBook = {
  path: '/home/nora/.local/share/quittance/practice.quittance',
  warning: null,
  sample: false,
  practice: 'Halloway Accounting',
  person: 'Nora Halloway, CPA',
  currency: 'USD',
  date_style: 'month_first',
  today: '2026-11-23',
  bytes: 4_812_800,
  backed_up_at: '2026-11-23T13:41:00.000Z',
}

const DEFAULTS: JurisdictionDefaults = {
  jurisdiction: 'US',
  country: 'United States',
  currency: 'USD',
  tax_name: 'Sales tax',
  usual_tax: 'none',
  usual_taxes: TAXES.usual,
  tax_registration_name: 'Sales tax permit',
  region_name: 'State',
  paper: 'Letter',
  date_style: 'month_first',
  time_zones: ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'],
  payment_days: 15,
  letter_note: 'Letters follow the US pack: AR-C 70 and 80, Circular 230.',
}

const page = <Row>(rows: Row[], question: { offset: number; limit: number }) =>
  rows.slice(question.offset, question.offset + question.limit)

const has = (filter: string, ...texts: string[]) =>
  texts.join(' ').toLowerCase().includes(filter.toLowerCase())

function handlers(): Handlers {
  let open: OpenBook | null = new URLSearchParams(location.search).has('first') ? null : OPEN
  const lines = made.LINES.map((row) => ({ ...row }))
  const status = () => ({
    open,
    folder: '/home/nora/.local/share/quittance',
    folder_warning: null,
    own_exists: false,
    sample_exists: false,
    trouble: null,
  })
  return {
    'books.status': status,
    'mail.account': () => ({ account: null, password_kept: false, trouble: null }),
    'mail.presets': () => ({
      rows: [
        {
          name: 'Fastmail',
          host: 'smtp.fastmail.com',
          port: 465,
          security: 'tls',
          note: 'Make an app password for it.',
        },
      ],
    }),
    'mail.outbox': () => ({ rows: [] }),
    'mail.templates': () => ({
      rows: [
        {
          kind: 'letter',
          subject: 'Engagement letter {number}',
          body: 'Dear {first_name},\n\nThe engagement letter {number} is attached.\n\n{signed}',
          own: false,
          placeholders: ['first_name', 'number', 'signed'],
        },
        {
          kind: 'invoice',
          subject: 'Invoice {number}',
          body: 'Dear {first_name},\n\n{owed}.\n\n{signed}',
          own: true,
          placeholders: ['first_name', 'number', 'owed', 'signed'],
        },
      ],
    }),
    'mail.try_template': ({ subject, body }) => ({
      subject: subject.replace('{number}', 'PR-0042'),
      body: body.replace('{first_name}', 'June'),
    }),
    'books.create': () => {
      open = OPEN
      return status()
    },
    'sample.create': () => {
      open = { ...OPEN, sample: true }
      return status()
    },
    'books.backup': () => ({ path: '/backup', bytes: 4_812_800, journal_entries: 4218 }),
    'books.verify': () => ({ checked: ['4,218 journal entries', '19 invoices'], findings: [] }),
    'practice.defaults': ({ jurisdiction }) => ({ ...DEFAULTS, jurisdiction }),
    'taxes.show': () => TAXES,
    'days_off.list': () => ({
      rows: [{ from_on: '2026-12-24', until_on: '2027-01-02', name: 'Year-end closure' }],
    }),
    'practice.show': () => ({ form: made.PRACTICE, logo: null, defaults: DEFAULTS }),
    'practice.save': (form) => ({ form, logo: null, defaults: DEFAULTS }),
    'clients.list': ({ archived }) => ({
      rows: archived ? [] : made.CLIENTS,
      open: usd(796000),
      overdue: usd(419000),
      credit: usd(4000),
    }),
    'clients.show': ({ id }) => {
      const row = made.CLIENTS.find((one) => one.id === id) ?? made.CLIENTS[0]!
      const mine = <T extends { client_id: string | null }>(rows: T[]) =>
        rows.filter((one) => one.client_id === row.id)
      return {
        row,
        form: {
          name: row.name,
          kind: 'business',
          contact: row.contact,
          email: row.email,
          phone: '207 555 0114',
          address: `12 Main Street\n${row.place}`,
          tax_number: '',
          tax_place: '',
          currency: '',
          payer_names: row.name.toUpperCase(),
          notes: 'Wants one number she can act on before the partners meet.',
        },
        agreements: mine(made.AGREEMENTS),
        proposals: mine(made.PROPOSALS),
        invoices: mine(made.INVOICES),
        payments: mine(made.PAYMENTS),
        timeline: made.HAPPENED,
        days_to_pay: 5,
        received: usd(2323000),
        bills_together: false,
      }
    },
    'clients.add': () => ({ id: 'cli_1' }),
    'services.list': ({ archived }) => ({ rows: archived ? [] : made.SERVICES }),
    ...letterHandlers(),
    ...changeHandlers(),
    ...leakageHandlers(),
    ...collectingHandlers(),
    ...ledgersHandlers,
    ...followingHandlers,
    ...seeingHandlers,
    ...agreementHandlers(),
    'invoices.list': (question) => {
      const kept = made.INVOICES.filter(
        (row) =>
          (question.view === 'all' ||
            (question.view === 'open' ? row.state !== 'paid' : row.state === question.view)) &&
          has(question.filter, row.number, row.client, row.about),
      )
      const by = question.sort as keyof (typeof kept)[number]
      const value = (row: (typeof kept)[number]) => {
        const cell = row[by]
        return typeof cell === 'object' && cell ? cell.minor : (cell ?? '')
      }
      kept.sort((a, b) => (value(a) < value(b) ? -1 : 1) * (question.descending ? -1 : 1))
      return {
        rows: page(kept, question),
        count: kept.length,
        total: usd(2736000),
        paid: usd(1940000),
        open: usd(796000),
        others: [{ minor: 90000, currency: 'EUR' }],
        views: { all: 19, open: 11, overdue: 6, paid: 8, void: 0, credited: 0, written_off: 0 },
        ageing: { owed: usd(796000), buckets: made.BUCKETS },
      }
    },
    'invoices.show': ({ id }) => {
      const row = made.INVOICES.find((one) => one.id === id) ?? made.INVOICES[0]!
      return {
        row,
        lines: [LINE],
        net: row.total,
        tax: usd(0),
        taxes: [{ words: 'No tax', net: row.total, tax: usd(0) }],
        tax_notes: [],
        rounding_words: 'Tax is rounded by line.',
        payments: [],
        document: 'aa',
        agreement_id: 'agr_1',
        timeline: made.HAPPENED.slice(3, 5),
        receipt: null,
        credit_notes: [],
        write_offs: [],
        void: null,
        creditable: row.total,
        keeps_from_void: null,
        limitation: null,
      }
    },
    'credit_notes.preview': () => ({
      net: usd(3000),
      tax: usd(0),
      total: usd(3000),
      applied: usd(3000),
      freed: usd(0),
      open: usd(42000),
      words: ['A credit note over 30.00 is issued.', 'INV-0316 goes from 450.00 open to 420.00.'],
    }),
    'payments.list': () => ({ rows: made.PAYMENTS }),
    'payments.suggest': ({ client_id }) => ({
      rows: made.INVOICES.filter((row) => row.client_id === client_id && row.state !== 'paid').map(
        (row) => ({
          invoice_id: row.id,
          number: row.number,
          about: row.about,
          due_on: row.due_on,
          open: row.open,
          amount: row.open,
        }),
      ),
      left: usd(0),
      reason: 'Pays these exactly',
    }),
    'payments.record': () => ({ id: 'pay_1' }),
    'bank.accounts': () => ({
      rows: [
        {
          id: 'acc_1',
          name: 'Operating 2208',
          currency: 'USD',
          ending: '2208',
          through: '2026-11-20',
          balance: usd(1644418),
          unexplained: lines.filter((row) => row.state === 'to_explain').length,
          lines: 10,
          by_itself: false,
        },
      ],
    }),
    'lines.list': (question) => {
      const kept = lines.filter(
        (row) =>
          (question.view === 'all' ||
            row.state === question.view ||
            (question.view === 'by_itself' && row.by_itself)) &&
          has(question.filter, row.description, row.words),
      )
      const waiting = lines.filter((row) => row.state === 'to_explain').length
      return {
        rows: page(kept, question),
        count: kept.length,
        to_explain: waiting,
        explained: 10 - waiting,
        left: usd(waiting * 96639),
        moved: usd(1098600),
        from: '2026-11-02',
        through: '2026-11-20',
        opening: usd(1244618),
        sum: usd(399800),
        closing: usd(1644418),
      }
    },
    'lines.show': ({ id }) => {
      const row = lines.find((one) => one.id === id) ?? lines[0]!
      const other = { ...made.EXPLANATION, certainty: 'possible', sentence: 'Or it pays INV-0314.' }
      return {
        row,
        reference: '',
        file: 'operating-november.ofx',
        at: 41,
        explanations:
          row.certainty === 'none'
            ? []
            : [{ ...made.EXPLANATION, certainty: row.certainty }, other],
        matched: row.state === 'explained' ? made.EXPLANATION.sentence : null,
        matched_parts: row.state === 'explained' ? made.EXPLANATION.parts : [],
        split: [],
        other_side: null,
        note: row.certainty === 'none' ? 'Asked Mill Street on Friday' : '',
        closed_through: null,
      }
    },
    'matches.accept': ({ line_id }) => {
      const row = lines.find((one) => one.id === line_id)
      if (row) Object.assign(row, { state: 'explained', match_id: 'mat_1' })
      return { id: 'mat_1' }
    },
    'today.show': () => ({
      today: '2026-11-23',
      last_here: '2026-11-20T13:55:00.000Z',
      figures: [
        { key: 'bank', label: 'In the bank', amount: usd(1644418), note: 'Operating 2208, Nov 20' },
        { key: 'owed', label: 'Owed to you', amount: usd(796000), note: '11 invoices, 7 clients' },
        { key: 'overdue', label: 'Overdue', amount: usd(419000), note: '6 invoices, 4 clients' },
        {
          key: 'due_in',
          label: 'Due in by December 7',
          amount: usd(868000),
          note: 'Overdue money not counted',
        },
        {
          key: 'received',
          label: 'Received in November',
          amount: usd(624000),
          note: '7 payments',
        },
      ],
      needs: [
        {
          key: 'catch_up',
          kind: 'catch_up',
          tone: 'waiting',
          title: '8 charges fell due while the laptop was closed',
          detail:
            '6,240.00 for 4 clients, the oldest of Nov 3. Nothing is billed before you say so.',
          minutes: 3,
          at_stake: usd(624000),
          by: null,
          action: 'Review 8',
          go: '#/catch-up',
        },
        {
          key: 'unmatched',
          kind: 'unmatched',
          tone: 'quiet',
          title: '5 bank lines are not explained yet',
          detail: '4,831.96 moved. 3 have a suggestion, 2 need you.',
          minutes: 5,
          at_stake: usd(483196),
          by: null,
          action: 'Reconcile',
          go: '#/reconcile',
        },
        {
          key: 'overdue:cli_10',
          kind: 'overdue',
          tone: 'failed',
          title: 'Kestrel Freight: 2,880.00, the oldest 68 days late',
          detail: 'INV-0285, INV-0296 and INV-0308. Nothing was received since August 30.',
          minutes: 5,
          at_stake: usd(288000),
          by: null,
          action: 'Open',
          go: '#/clients/cli_10',
        },
        {
          key: 'proposal:pro_36',
          kind: 'proposal',
          tone: 'quiet',
          title: 'Juniper Yoga Studio has had PR-0036 for 9 days',
          detail: '2027 terms, 4,080.00 in the first year. It can be accepted until Dec 23.',
          minutes: 5,
          at_stake: usd(408000),
          by: null,
          action: 'Open',
          go: '#/proposals/pro_36',
        },
      ],
      snoozed: [
        {
          key: 'x',
          title: 'Birch & Co. Interiors has had PR-0033',
          until: '2026-11-25',
          reason: 'On holiday',
        },
      ],
      happened: made.HAPPENED,
      coming: [
        {
          on: '2026-11-24',
          total: usd(120000),
          rows: [
            {
              client: 'Dovetail Joinery',
              detail: 'INV-0311 due',
              amount: usd(120000),
              go: '#/invoices/inv_311',
            },
          ],
        },
        {
          on: '2026-11-30',
          total: usd(126000),
          rows: [
            {
              client: 'Harrow Veterinary',
              detail: 'Bookkeeping, the 31st falls on the 30th',
              amount: usd(78000),
              go: '#/agreements/agr_7',
            },
            {
              client: 'Larkspur Landscaping',
              detail: 'INV-0314 due',
              amount: usd(48000),
              go: '#/invoices/inv_314',
            },
          ],
        },
      ],
      counts: { today: 4, proposals: 2, invoices: 6, reconcile: 5, sync: 2 },
    }),
    'insights.show': () => ({
      ageing: { owed: usd(796000), buckets: made.BUCKETS },
      received: [
        'Dec 2025',
        'Jan 2026',
        'Feb 2026',
        'Mar 2026',
        'Apr 2026',
        'May 2026',
        'Jun 2026',
        'Jul 2026',
        'Aug 2026',
        'Sep 2026',
        'Oct 2026',
        'Nov 2026',
      ].map((label, n) => ({
        key: label,
        label,
        amount: usd(740000 + ((n * 37) % 9) * 24000),
        count: 7 + (n % 3),
      })),
      received_total: usd(10003000),
      expected: [
        'Nov 23',
        'Nov 30',
        'Dec 7',
        'Dec 14',
        'Dec 21',
        'Dec 28',
        'Jan 4',
        'Jan 11',
        'Jan 18',
        'Jan 25',
        'Feb 1',
        'Feb 8',
        'Feb 15',
      ].map((label, n) => ({
        key: label,
        label,
        invoiced: usd(n === 0 ? 539000 : n < 3 ? 210000 - n * 60000 : 0),
        agreed: usd(n % 4 === 1 ? 480000 : 90000 + n * 4000),
        count: 4,
      })),
      expected_total: usd(3468000),
      days_to_pay: 18,
      recurring_month: usd(836000),
    }),
    'insights.behind': () => ({
      title: 'Owed, 1 to 30 days late',
      rows: made.INVOICES.slice(0, 4).map((row) => ({
        on: row.due_on,
        client: row.client,
        words: `${row.number}, ${row.about}`,
        amount: row.open,
        go: `#/invoices/${row.id}`,
      })),
      count: 4,
      total: usd(227000),
    }),
    ...ledgerHandlers,
    ...reconcilingHandlers(),
    ...importHandlers,
    'history.list': (question) => ({
      rows: page(made.HAPPENED, question),
      count: made.HAPPENED.length,
    }),
    'search.find': ({ text }) => ({
      rows: made.CLIENTS.filter((row) => has(text, row.name))
        .slice(0, 6)
        .map((row) => ({
          kind: 'client',
          title: row.name,
          detail: `Client, ${row.contact}`,
          go: `#/clients/${row.id}`,
        })),
    }),
    'documents.show': () => ({
      name: 'letter.pdf',
      media_type: 'application/pdf',
      content: LETTER,
    }),
    'status.show': () => ({
      bank_through: '2026-11-20',
      backed_up_at: '2026-11-23T13:41:00.000Z',
      job: null,
      path: OPEN.path,
    }),
  }
}

export interface FakeOptions {
  /** Refusals by command, instead of an answer. */
  refuse?: Partial<Record<Name, Failure>>
  /** Answers of a test's own. */
  answer?: Handlers
  /** Called with every question. */
  onask?: (name: Name, question: unknown) => void
}

/** A backend of made-up answers. */
export function fake(options: FakeOptions = {}): Backend {
  const known: Handlers = { ...handlers(), ...options.answer }
  return {
    async call<N extends Name>(name: N, question: Question<N>): Promise<Done<N>> {
      options.onask?.(name, question)
      // As on the real wire: what does not survive JSON does not arrive.
      const asked = JSON.parse(JSON.stringify(question)) as Question<N>
      await Promise.resolve()
      const refusal = options.refuse?.[name]
      if (refusal) throw refusal
      const handler = known[name] as ((question: Question<N>) => Answer<N>) | undefined
      const reply = handler ? handler(asked) : ({} as Answer<N>)
      const touch = TOUCHES[name]
      return { reply, touched: touch?.tags ?? [], undo: touch?.undo ?? null }
    },
    ontouched: () => () => {},
    shell: {
      saveDocument: async () => 'Documents/Quittance/letter.pdf',
      openDocument: async () => {},
      saveFile: async (name) => `Documents/Quittance/${name}`,
      saveMade: async (name) => ({ name, place: `Documents/Quittance/${name}`, touched: [] }),
      draftMail: async () => {},
      beginLedger: async () => ({ pastes: false }),
      finishLedger: async () => [{ reference: 'org-1', name: 'Halloway Accounting' }],
      chooseLedger: async () => 'Halloway Accounting',
      cancelLedger: async () => {},
      disconnectLedger: async () => {},
      checkOffice: async () => [{ name: 'Nora Halloway', email: 'nora@halloway.example' }],
      connectOffice: async () => {},
      connectProcessor: async () => ({ name: 'Halloway', live: false, missing: [] }),
      testMail: async () => ({ passed: ['name', 'connection'], failed: null, words: null }),
      reveal: async () => {},
    },
  }
}
