/** A made-up ledger of others: a run with one difference, its mapping, and files. */

import type { OfficeEntryRow, PlanRow } from '../generated'
import { usd } from './halloway'
import type { Handlers } from './handlers'

const plan = (
  title: string,
  who: string,
  kind: string,
  minor: number,
  step: string,
  words = '',
): PlanRow => ({
  key: `${kind}:${title}`,
  kind,
  title,
  who,
  on: '2026-11-20',
  amount: usd(minor),
  step,
  state: step === 'nothing' ? 'verified' : '',
  words,
})

const ROWS: PlanRow[] = [
  plan('INV-0309', 'Dovetail Joinery', 'invoice', 62000, 'decide', 'it was changed in QuickBooks'),
  plan('INV-0317', 'Elm Street Pediatrics', 'invoice', 145000, 'create'),
  plan('INV-0318', 'Fennel & Rye Catering', 'invoice', 18000, 'choose', 'choose first: 1099s'),
  plan('Payment of INV-0316', 'Alder Bakery LLC', 'payment', 45000, 'create'),
  plan('Payout', 'Stripe', 'bank_entry', 152946, 'not', 'it is on its way to the bank'),
  plan('INV-0312', 'Fennel & Rye Catering', 'invoice', 54000, 'nothing'),
  plan('INV-0313', 'Juniper Yoga Studio', 'invoice', 32000, 'nothing'),
]

const entry = (title: string, kind: string, state: string, words = ''): OfficeEntryRow => ({
  key: `${kind}:${title}`,
  kind,
  title,
  agreement: 'PR-0042',
  state,
  words,
})

export const ledgersHandlers: Handlers = {
  'ledgers.show': () => ({
    brands: [
      { brand: 'xero', name: 'Xero' },
      { brand: 'quickbooks', name: 'QuickBooks' },
    ],
    connected: {
      id: 'led_1',
      brand: 'quickbooks',
      reference: '9341',
      ledger: 'QuickBooks',
      name: 'Halloway Accounting',
      currency: 'USD',
      demo: false,
      locked_until: '2025-12-31',
      signed_in_until: '2027-03-03',
      from_on: '2026-01-01',
      automatic: true,
      files: false,
      key_kept: true,
      open_choices: 1,
      runs: [
        {
          id: 'run_118',
          dry: false,
          started_at: '2026-11-23T13:44:00.000Z',
          ended_at: '2026-11-23T13:44:11.000Z',
          stage: 'done',
          state: 'done',
          to_do: 8,
          pushed: 8,
          verified: 8,
          differences: 1,
          words: 'pushed 8, verified 8, differences 1',
        },
      ],
      conflicts: [
        {
          key: 'inv_309',
          kind: 'invoice',
          title: 'INV-0309',
          who: 'Dovetail Joinery',
          amount: usd(62000),
          words: 'its total is 650.00 in QuickBooks and 620.00 here',
          differences: [{ what: 'total', ours: '620.00', theirs: '650.00' }],
          there: true,
        },
      ],
      payments: [
        {
          reference: '145',
          invoice_id: 'inv_307',
          number: 'INV-0307',
          client: 'Granite Cove Plumbing',
          received_on: '2026-11-19',
          amount: usd(70000),
        },
      ],
      clearing: [
        {
          processor: 'Stripe',
          account: 'Stripe clearing',
          held: usd(152946),
          there: usd(157500),
          differs: usd(-4554),
          items: [
            {
              words: 'Fees',
              why: 'Kept already; they go there with the payout that they are kept from',
              invoice_id: null,
              amount: usd(-4554),
            },
          ],
        },
        {
          processor: 'GoCardless',
          account: 'GoCardless clearing',
          held: usd(24000),
          there: usd(24000),
          differs: usd(0),
          items: [],
        },
      ],
    },
  }),
  'office.show': () => ({
    name: 'Karbon',
    connected: {
      id: 'off_1',
      reference: '2bFbPl4wTz9L',
      assignee: 'nora@halloway.example',
      from_on: '2026-11-01',
      key_kept: true,
      stopped: '',
      entries: [
        entry('Dovetail Joinery', 'client', 'asked', 'The Dovetail Joinery LLC'),
        entry('Bookkeeping - Dovetail Joinery (PR-0042)', 'work', 'planned'),
        entry('Engagement letter PR-0042.pdf', 'letter', 'planned'),
        entry('Engagement letter PR-0041.pdf', 'letter', 'done'),
      ],
    },
  }),
  'ledgers.plan': () => ({
    organisation: 'Halloway Accounting',
    rows: ROWS,
    counts: [
      { step: 'create', rows: 2 },
      { step: 'decide', rows: 1 },
    ],
  }),
  'ledgers.mapping': () => ({
    organisation: 'Halloway Accounting',
    ledger: 'QuickBooks',
    rows: [
      {
        ours: 'item:svc_1',
        label: 'Monthly bookkeeping',
        list: 'item',
        theirs: '11',
        proposed: '11',
        reason: 'its name is like Monthly bookkeeping',
      },
      {
        ours: 'item:svc_2',
        label: '1099s',
        list: 'item',
        theirs: '',
        proposed: '12',
        reason: 'its name is like 1099s',
      },
      {
        ours: 'clearing:con_1',
        label: 'What Stripe holds',
        list: 'account',
        theirs: '31',
        proposed: '31',
        reason: 'its name is like Stripe clearing',
      },
    ],
    contacts: [
      {
        ours: 'cli_1',
        name: 'Alder Bakery LLC',
        theirs: '',
        anew: false,
        open: true,
        proposed: '58',
        reason: 'it has the same e-mail address, and no other has',
      },
    ],
    options: [
      { list: 'item', reference: '11', name: 'Bookkeeping', class: '' },
      { list: 'item', reference: '12', name: '1099 preparation', class: '' },
      { list: 'account', reference: '31', name: 'Stripe clearing', class: 'current_asset' },
      { list: 'contact', reference: '58', name: 'Alder Bakery', class: '' },
    ],
    open: 2,
  }),
  'exports.list': () => ({
    formats: [
      {
        format: 'xero_invoices',
        label: 'Xero sales invoices',
        about: 'Invoices and credit notes, line by line, for Business, Invoices, Import',
        names_account: true,
      },
      {
        format: 'journal',
        label: 'Journal',
        about: 'Every movement of the ledger, two rows each, for any program',
        names_account: false,
      },
    ],
    made: [
      {
        id: 'exp_1',
        label: 'Journal',
        from: '2026-10-01',
        until: '2026-10-31',
        made_at: '2026-11-02T14:00:00.000Z',
        name: 'Journal 2026-10-01 to 2026-10-31.csv',
        documents: 84,
      },
    ],
  }),
  'exports.preview': () => ({
    documents: 12,
    totals: [usd(812000)],
    before: 3,
    left_out: [],
  }),
}
