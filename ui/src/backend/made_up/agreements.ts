/** Made-up agreements, and what falls due by them. */

import * as made from './halloway'
import type { Handlers } from './handlers'
import { ACCEPTANCE } from './letters'

const { usd } = made
const POLICY = { date: 'today', merge: false, most_charges: '100', most_days: '45' }

/** What proves an agreement: its acceptance, or nothing where it was brought over. */
function proofOf(id: string) {
  if (!made.AGREEMENTS.find((row) => row.id === id)?.brought_over)
    return { acceptance: ACCEPTANCE, elsewhere: null, proposal_id: 'pro_40' }
  const lacks =
    'It was agreed elsewhere. This book holds no letter, no signature and no certificate of it: what it bills rests on the list it came from.'
  const elsewhere = {
    reference: 'PROP-1042',
    note: '',
    bills_from: '2026-11-01',
    letter: null,
    lacks,
    confirmed_by: null,
  }
  return { acceptance: null, elsewhere, proposal_id: null }
}

export function agreementHandlers(): Handlers {
  return {
    'agreements.list': () => ({ rows: made.AGREEMENTS, per_year: usd(10431600), others: [] }),
    'agreements.show': ({ id }) => ({
      ...proofOf(id),
      row: made.AGREEMENTS.find((row) => row.id === id) ?? made.AGREEMENTS[6]!,
      services: [
        {
          id: 'ags_1',
          name: 'Monthly bookkeeping',
          description: '',
          billing_words: 'On the 31st, or the month’s last day',
          billing: 'recurring',
          quantity: '1',
          price: usd(78000),
          amount: usd(78000),
          standing: 'now',
          paused_from: null,
          tax_words: '',
          cap: null,
          logged: null,
          milestones: [],
          completed_on: null,
          deliveries: [],
        },
        {
          id: 'ags_2',
          name: 'Advice by the hour',
          description: '',
          billing_words: 'By the hour, at each month’s end',
          billing: 'hour',
          quantity: '0',
          price: usd(18000),
          amount: usd(0),
          standing: 'now',
          paused_from: null,
          tax_words: '',
          cap: '10',
          logged: '2.5',
          milestones: [],
          completed_on: null,
          deliveries: [
            {
              id: 'del_1',
              delivered_on: '2026-11-12',
              quantity: '2.5',
              note: 'Nexus question, call with Maine',
              settled: false,
            },
          ],
        },
        {
          id: 'ags_3',
          name: 'Business income tax return',
          description: '',
          billing_words: 'Once, when done',
          billing: 'on_completion',
          quantity: '1',
          price: usd(145000),
          amount: usd(145000),
          standing: 'now',
          paused_from: null,
          tax_words: '',
          cap: null,
          logged: null,
          milestones: [],
          completed_on: null,
          deliveries: [],
        },
      ],
      coming: made.charges(24),
      held: [],
      decisions: [],
      paused_from: null,
      waits_for_start: false,
      automatic: true,
      past: made.charges(5).map((row) => ({ ...row, state: 'billed', invoice: 'INV-0304' })),
      payment_days: 15,
      method: {
        policy: 'required',
        on_file: false,
        words:
          'Work is not to start before the client has given a payment method. They were asked on Nov 22, 2026. Charges are billed all the same.',
      },
      payment_words: '15 days after its date',
      invoices: made.INVOICES.filter((row) => row.client.startsWith('Harrow')),
    }),
    'deliveries.record': () => ({ id: 'del_2' }),
    'deliveries.approve': () => ({ id: 'dcn_1' }),
    'agreements.pause': () => ({ id: 'dcn_1' }),
    'agreements.resume': () => ({ id: 'dcn_1' }),
    'agreements.start': () => ({ id: 'dcn_1' }),
    'charges.skip': () => ({ id: 'dcn_1' }),
    'charges.move': () => ({ id: 'dcn_1' }),
    'charges.reprice': () => ({ id: 'dcn_1' }),
    'decisions.withdraw': () => ({}),
    'catch_up.show': () => ({
      clients: made.CLIENTS.slice(0, 4).map((row, n) => ({
        client_id: row.id,
        client: row.name,
        charges: made.charges(2).map((charge, m) => ({
          ...charge,
          agreement_service_id: `ags_${n}_${m}`,
          due_on: `2026-11-${String(3 + n * 4 + m).padStart(2, '0')}`,
          state: 'due',
        })),
        total: usd(156000),
        others: [],
        bills_together: n === 1,
      })),
      count: 8,
      total: usd(624000),
      others: [],
      oldest_on: '2026-11-03',
      held: made.charges(2).map((charge, n) => ({
        client_id: made.CLIENTS[0]!.id,
        client: made.CLIENTS[0]!.name,
        agreement_id: 'agr_1',
        charge: {
          ...charge,
          occurrence: 40 + n,
          state: 'held',
          held: n ? 'beyond_cap' : 'paused',
        },
      })),
      waits: [
        {
          agreement_id: 'agr_1',
          number: 'PR-0031',
          client_id: made.CLIENTS[0]!.id,
          charges: 2,
          why: 'it fell due on September 3, 2026, and what is older than 45 days waits for you',
        },
      ],
      policy: POLICY,
    }),
    'catch_up.policy': () => POLICY,
    'catch_up.save_policy': () => ({}),
    'catch_up.run': () => ({ numbers: [], total: usd(0), others: [], left: 0, waits: [] }),
    'agreements.set_automatic': () => ({}),
    'catch_up.issue': ({ charges }) => ({
      ids: charges.map((_, n) => `inv_${317 + n}`),
      numbers: charges.map((_, n) => `INV-0${317 + n}`),
      total: usd(624000),
      others: [],
      rest: [],
    }),
  }
}
