/** The made-up ledger. */

import type { Handlers } from './handlers'
import { usd } from './halloway'

export const ledgerHandlers: Handlers = {
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
