/** Made-up explanations, periods and clearing accounts. */

import type { Handlers } from './handlers'
import * as made from './halloway'

const { usd } = made

export function reconcilingHandlers(): Handlers {
  return {
    'lines.find': ({ text }) => ({
      rows: made.INVOICES.filter(
        (row) =>
          row.state !== 'paid' &&
          `${row.client} ${row.number}`.toLowerCase().includes(text.toLowerCase()),
      )
        .slice(0, 50)
        .map((row) => ({
          invoice_id: row.id,
          number: row.number,
          client_id: row.client_id,
          client: row.client,
          due_on: row.due_on,
          open: row.open,
        })),
      clients: text ? [{ client_id: 'cli_5', client: 'Mill Street Framing' }] : [],
      payments: [
        {
          payment_id: 'pay_9',
          client: 'Mill Street Framing',
          received_on: '2026-11-18',
          reference: '2231',
          amount: usd(76000),
          exact: true,
        },
      ],
    }),
    'lines.weigh': ({ amounts }) => ({
      sum: usd(0),
      left: usd(amounts.every((one) => one) ? 0 : 76000),
      left_typed: '760.00',
      adds_up: amounts.every((one) => one),
      wrong: amounts.map((one) => (/[a-z]/i.test(one) ? `“${one}” is not an amount` : null)),
    }),
    'lines.other_sides': () => ({
      rows: [
        {
          line_id: 'lin_90',
          account: 'Savings 7731',
          posted_on: '2026-11-17',
          description: 'TRANSFER FROM OPERATING',
          amount: usd(200000),
          explained: false,
        },
      ],
    }),
    'lines.certain': () => ({
      rows: made.LINES.filter((row) => row.certainty === 'certain').map((row) => ({
        line_id: row.id,
        posted_on: row.posted_on,
        description: row.description,
        amount: row.amount,
        sentence: made.EXPLANATION.sentence,
        explain: { kind: 'invoices', client_id: 'cli_11', invoices: ['inv_301'] },
      })),
      came_in: usd(48000),
      went_out: usd(0),
    }),
    'lines.note': () => ({}),
    'bank.apply_by_itself': () => ({}),
    'bank.rename_account': () => ({}),
    'clients.known_payers': () => ({
      rows: [
        { name: 'J DOYLE', times: 4, sure: true },
        { name: 'MILL ST FRAMNG', times: 1, sure: false },
      ],
    }),
    'matches.accept_all': ({ lines }) => ({ ids: lines.map((one) => one.line_id) }),
    'periods.list': () => ({
      rows: [
        {
          id: 'prd_2',
          from: '2026-10-01',
          until: '2026-10-31',
          opening: usd(1181018),
          lines: 38,
          came_in: usd(904500),
          went_out: usd(-840900),
          stated: usd(1244618),
          stated_by: 'file',
          differences: [],
          document: 'b'.repeat(64),
          closed_at: '2026-11-03T14:10:00.000Z',
          reopened_at: null,
          reason: null,
          last: true,
        },
        {
          id: 'prd_1',
          from: '2026-09-01',
          until: '2026-09-30',
          opening: usd(990218),
          lines: 41,
          came_in: usd(1012300),
          went_out: usd(-822500),
          stated: usd(1181018),
          stated_by: 'user',
          differences: [
            {
              cause: 'A mistake of the bank',
              amount: usd(1000),
              words: 'Check 1044 booked twice, credited October 2',
            },
          ],
          document: 'a'.repeat(64),
          closed_at: '2026-10-02T14:10:00.000Z',
          reopened_at: null,
          reason: null,
          last: false,
        },
      ],
    }),
    'periods.changes': () => ({
      until: '2026-10-31',
      reopened: null,
      new_lines: 10,
      came_in: usd(749200),
      went_out: usd(-349400),
      changed: [],
    }),
    'periods.preview': ({ differences }) => ({
      from: '2026-11-01',
      until: '2026-11-20',
      first: false,
      opening: usd(1244618),
      opening_typed: '12446.18',
      opening_words: 'As closed on October 31, 2026',
      lines: 10,
      came_in: usd(749200),
      went_out: usd(-349400),
      computed: usd(1644418),
      stated: usd(1642918),
      stated_typed: '16429.18',
      stated_words: 'As you typed it from the statement',
      difference: usd(-1500),
      named: usd(differences.length ? -1500 : 0),
      unnamed: usd(differences.length ? 0 : -1500),
      unnamed_typed: '-15.00',
      waiting: 0,
      waiting_amount: usd(0),
      aside: [
        {
          posted_on: '2026-11-17',
          description: 'COUNTER DEPOSIT 0091',
          amount: usd(6250),
          words: 'Set aside: ask the bank who paid it in',
        },
      ],
      first_opening: usd(990218),
      books: usd(646950),
      set_aside: usd(6250),
      all_named: usd(differences.length ? -500 : 1000),
      by_books: usd(1644418),
      proved: differences.length > 0,
      field: differences.length ? null : 'stated',
      wrong: differences.length
        ? null
        : 'the bank states 15.00 less than opening and lines come to; name the difference',
    }),
    'clearing.proof': () => ({
      sheets: [
        {
          processor: 'Stripe',
          currency: 'USD',
          received: usd(1226000),
          taken_back: usd(0),
          refunds: usd(0),
          fees: usd(-32054),
          paid_out: usd(-1141416),
          held: usd(52530),
          items: [
            {
              words: 'Fennel & Rye Catering, INV-0312',
              why: 'Taken, not yet paid out',
              invoice_id: 'inv_312',
              amount: usd(52530),
            },
          ],
          unnamed: usd(0),
        },
        {
          processor: 'GoCardless',
          currency: 'GBP',
          received: { minor: 70000, currency: 'GBP', digits: 2 },
          taken_back: { minor: 0, currency: 'GBP', digits: 2 },
          refunds: { minor: 0, currency: 'GBP', digits: 2 },
          fees: { minor: -500, currency: 'GBP', digits: 2 },
          paid_out: { minor: -69500, currency: 'GBP', digits: 2 },
          held: { minor: 0, currency: 'GBP', digits: 2 },
          items: [],
          unnamed: { minor: 0, currency: 'GBP', digits: 2 },
        },
      ],
      in_transit: [
        {
          processor: 'Stripe',
          arrives_on: '2026-11-24',
          trace: 'ST-K4R8V1',
          returned: false,
          amount: usd(152946),
        },
      ],
    }),
  }
}
