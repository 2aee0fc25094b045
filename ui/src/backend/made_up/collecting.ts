/** Made-up processors, payment methods, collections and payouts. */

import type { CollectionRow, ConnectionRow } from '../generated'
import { usd } from './halloway'
import type { Handlers } from './handlers'

const CONNECTION: ConnectionRow = {
  id: 'con_1',
  brand: 'stripe',
  processor: 'Stripe',
  live: true,
  name: 'Halloway Accounting',
  schemes: ['Cards', 'US bank accounts (ACH)'],
  connected_on: '2026-06-02',
  disconnected: false,
  methods: 14,
  key_kept: true,
  polled_at: '2026-11-23T13:40:00.000Z',
  trouble: '',
  form: {
    leads_to: 'https://halloway.example/thank-you',
    collects: true,
    most_late_days: '7',
    notice_days: '3',
    attempts: '3',
    within_days: '10',
    paydays: true,
    holds: false,
  },
}

const COLLECTION: CollectionRow = {
  id: 'col_1',
  invoice_id: 'inv_316',
  number: 'INV-0316',
  client_id: 'cli_1',
  client: 'Alder Bakery LLC',
  method: 'Visa ending in 4242',
  debit: false,
  processor: 'Stripe',
  live: true,
  amount: usd(79950),
  card_cost: usd(1950),
  fee: usd(0),
  collect_on: '2026-11-27',
  state: 'declined',
  stopped: '',
  words: 'there is too little money on the card’s account; tried again on Nov 27, 2026',
  may_retract: true,
  may_collect: false,
  refundable: usd(0),
  waits_for_notice: false,
  refunds: [],
  disputes: [],
  steps: [
    { on: '2026-11-18', state: 'planned', attempt: 0, words: '', code: '', trace: '' },
    {
      on: '2026-11-18',
      state: 'notified',
      attempt: 0,
      words: 'The client was told.',
      code: '',
      trace: '',
    },
    {
      on: '2026-11-23',
      state: 'declined',
      attempt: 1,
      words: 'there is too little money on the card’s account',
      code: 'insufficient_funds',
      trace: 'req_8kQ2',
    },
  ],
}

/** The three corners of a code. */
const CORNERS: [number, number, number][] = [
  [0, 0],
  [14, 0],
  [0, 14],
].flatMap(([x = 0, y = 0]): [number, number, number][] => [
  [x, y, 7],
  [x, y + 6, 7],
  [x, y + 1, 1],
  [x + 6, y + 1, 1],
  [x + 2, y + 3, 3],
])

export function collectingHandlers(): Handlers {
  return {
    'connections.list': () => ({
      processors: [
        {
          brand: 'stripe',
          name: 'Stripe',
          schemes: [
            'Cards',
            'US bank accounts (ACH)',
            'UK bank accounts (Bacs)',
            'Euro bank accounts (SEPA)',
            'Canadian bank accounts (PAD)',
            'Australian bank accounts (BECS)',
          ],
          records_terms: true,
          insists: true,
          holds: true,
          holding: 'Stripe counts each as an invoice of its own product and charges for that.',
          weakness: '',
        },
        {
          brand: 'gocardless',
          name: 'GoCardless',
          schemes: [
            'US bank accounts (ACH)',
            'UK bank accounts (Bacs)',
            'Euro bank accounts (SEPA)',
            'Canadian bank accounts (PAD)',
            'Australian bank accounts (BECS)',
            'New Zealand bank accounts (BECS)',
          ],
          records_terms: false,
          insists: true,
          holds: true,
          holding: '',
          weakness: 'It takes bank debits only, and its page records no terms.',
        },
        {
          brand: 'square',
          name: 'Square',
          schemes: ['Cards'],
          records_terms: false,
          insists: false,
          holds: true,
          holding: '',
          weakness:
            'A card is kept only where the client pays an invoice on Square’s page and ticks a ' +
            'box there. Nobody can make them tick it, so bill a first amount on acceptance, and ' +
            'do not count on a method before work starts.',
        },
      ],
      rows: [CONNECTION],
    }),
    'calls.list': () => ({
      rows: [
        {
          at: '2026-11-23T13:40:00.000Z',
          host: 'api.stripe.com',
          purpose: 'what changed',
          result: '200',
          bytes: 4120,
          trace: 'req_8kQ2',
        },
      ],
    }),
    'permissions.of_client': () => ({
      methods: [
        {
          id: 'ins_1',
          words: 'Visa ending in 4242',
          scheme: 'card',
          processor: 'Stripe',
          live: true,
          since: '2026-06-04',
          ends_on: '2028-05-31',
          ended: null,
        },
      ],
      asked: [
        {
          id: 'aut_2',
          processor: 'Stripe',
          trial: false,
          asked_on: '2026-11-22',
          occasion: 'with_letter',
          told: true,
          state: 'waiting',
          url: 'https://checkout.stripe.com/c/pay/cs_live_a1B2',
          ends_at: '2026-11-23T21:00:00.000Z',
          verify_url: '',
          words: '',
          terms: 'I permit Halloway Accounting to charge this method.',
          evidence: null,
        },
      ],
      can_ask: ['stripe'],
    }),
    'pay_pages.of_invoice': ({ id }) => ({
      page: {
        invoice_id: id,
        processor: 'Stripe',
        trial: false,
        state: 'open',
        keeps_method: true,
        url: 'https://buy.stripe.com/b2C3d4E5',
        code: { size: 21, runs: CORNERS },
        ends_at: null,
        words: '',
        may_renew: false,
      },
    }),
    'collections.list': () => ({ rows: [COLLECTION] }),
    'collections.of_invoice': () => ({ rows: [COLLECTION] }),
    'fees.show': () => ({
      processors: [
        {
          name: 'Stripe',
          client_id: null,
          count: 2,
          gross: usd(123000),
          fee: usd(1835),
          passed_on: usd(0),
          per_cent: '1.49',
        },
      ],
      methods: [
        {
          name: 'US bank accounts (ACH)',
          client_id: null,
          count: 1,
          gross: usd(78000),
          fee: usd(500),
          passed_on: usd(0),
          per_cent: '0.64',
        },
        {
          name: 'Cards',
          client_id: null,
          count: 1,
          gross: usd(45000),
          fee: usd(1335),
          passed_on: usd(0),
          per_cent: '2.97',
        },
      ],
      clients: [
        {
          name: 'Alder Bakery LLC',
          client_id: 'cli_1',
          count: 1,
          gross: usd(78000),
          fee: usd(500),
          passed_on: usd(0),
          per_cent: '0.64',
        },
        {
          name: 'Birch & Co. Interiors LLC',
          client_id: 'cli_2',
          count: 1,
          gross: usd(45000),
          fee: usd(1335),
          passed_on: usd(0),
          per_cent: '2.97',
        },
      ],
      together: [
        {
          name: 'USD',
          client_id: null,
          count: 2,
          gross: usd(123000),
          fee: usd(1835),
          passed_on: usd(0),
          per_cent: '1.49',
        },
      ],
      own: [{ processor: 'Stripe', fee: usd(200) }],
    }),
    'payouts.list': () => ({
      rows: [
        {
          id: 'pyo_1',
          processor: 'Stripe',
          amount: usd(43665),
          arrives_on: '2026-11-20',
          state: 'paid',
          trace: 'STRIPE PAYOUT',
          words: '',
          gross: usd(45000),
          fees: usd(1335),
          lines: [
            {
              kind: 'charge',
              invoice_id: 'inv_310',
              number: 'INV-0310',
              client: 'Birch & Co. Interiors LLC',
              gross: usd(45000),
              fee: usd(1335),
              net: usd(43665),
            },
          ],
        },
      ],
      clearing: [{ processor: 'Stripe', held: usd(0) }],
    }),
  }
}
