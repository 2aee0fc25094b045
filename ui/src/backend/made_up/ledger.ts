/** The made-up ledger. */

import type { Handlers } from './handlers'
import { usd } from './halloway'
import { smallPdf } from './pdf'

export const ledgerHandlers: Handlers = {
  'numbering.example': ({ prefix }) => ({ example: `${prefix}0042` }),
  'numbering.report': () => ({
    rows: [
      {
        label: 'Invoices, in order of issue',
        first: 'INV-0001',
        last: 'INV-0316',
        count: 316,
        missing: 0,
      },
    ],
    missing: 0,
  }),
  'account_statements.preview': () => ({
    owed: usd(156000),
    past_due: usd(132000),
    credit: usd(7500),
    movements: 11,
    open_invoices: 4,
    pdf: smallPdf([['Statement of account']]),
  }),
  'account_statements.list': () => ({
    rows: [
      {
        id: 'acs_1',
        from: '2026-01-01',
        until: '2026-10-31',
        owed: usd(112000),
        document: 'c'.repeat(64),
      },
    ],
  }),
  'account_statements.make': () => ({
    id: 'acs_2',
    from: '2026-01-01',
    until: '2026-11-23',
    owed: usd(156000),
    document: 'd'.repeat(64),
  }),
  'ledger.trial_balance': ({ on }) => ({
    on,
    sheets: [
      {
        currency: 'USD',
        rows: [
          { account: 'Open invoices', debit: usd(796000), credit: null },
          { account: 'Casco Bank 2208', debit: usd(10003000), credit: null },
          { account: 'Clients\u2019 credit', debit: null, credit: usd(4000) },
          { account: 'Revenue', debit: null, credit: usd(10795000) },
        ],
        debits: usd(10799000),
        credits: usd(10799000),
        open_invoices: usd(796000),
        client_credits: usd(4000),
        receivables: usd(792000),
      },
    ],
  }),
  'ledger.revenue_by_service': () => ({
    rows: [
      {
        service: 'Monthly bookkeeping',
        lines: 132,
        billed: usd(8120000),
        taken_back: usd(45000),
        earned: usd(8075000),
      },
      {
        service: 'Payroll',
        lines: 64,
        billed: usd(2720000),
        taken_back: usd(0),
        earned: usd(2720000),
      },
    ],
    totals: [usd(10795000)],
  }),
}
