/** Made-up lists of other programs. */

import type { ImportPreview, ImportRow } from '../generated'
import * as made from './halloway'
import type { Handlers } from './handlers'

const { usd } = made

const row = (line: number, cells: string[], outcome = 'adds', note = ''): ImportRow => ({
  line,
  cells,
  outcome,
  note,
})

const FIELDS: Record<string, [string, string][]> = {
  clients: [
    ['name', 'Name'],
    ['contact', 'Person'],
    ['email', 'E-mail'],
  ],
  services: [
    ['name', 'Name'],
    ['price', 'Price'],
    ['billing', 'How often'],
  ],
  agreements: [
    ['client', 'Client'],
    ['service', 'Service'],
    ['price', 'Price'],
    ['billing', 'How often'],
    ['starts_on', 'Started'],
    ['next_on', 'Next billed'],
  ],
  open_invoices: [
    ['number', 'Number'],
    ['client', 'Client'],
    ['open', 'Open'],
  ],
}

const TITLES: Record<string, [string, boolean][]> = {
  clients: [
    ['Name', false],
    ['Person', false],
    ['E-mail', false],
    ['Address', false],
  ],
  services: [
    ['Name', false],
    ['What is done', false],
    ['Billed', false],
    ['Price', true],
  ],
  agreements: [
    ['Client', false],
    ['Service', false],
    ['Agreement', false],
    ['Billed', false],
    ['Price', true],
    ['First billed', true],
  ],
  open_invoices: [
    ['Number', false],
    ['Client', false],
    ['Issued', true],
    ['Due', true],
    ['Open', true],
  ],
}

const ROWS: Record<string, ImportRow[]> = {
  clients: [
    row(2, ['Elder Glass LLC', 'Ivo Elder', 'ivo@elder.example', '4 Wharf Street']),
    row(
      3,
      ['Harrow Veterinary', '', 'office@harrow.example', ''],
      'differs',
      'Harrow Veterinary has the same name',
    ),
    row(4, ['', '', '', ''], 'refused', 'a client needs a name'),
  ],
  services: [
    row(2, ['Payroll', '', 'Every 2 weeks', '85.00']),
    row(
      3,
      ['Monthly bookkeeping', '', 'Monthly', '480.00'],
      'differs',
      'the library has it at 450.00 each month; ticked, it comes beside it',
    ),
  ],
  agreements: [
    row(2, ['Elder Glass LLC', 'Bookkeeping', 'P-12', 'each month', '450.00', 'Dec 1, 2026']),
    row(
      3,
      ['Elder Glass LLC', 'Set-up', 'P-12', 'On acceptance', '300.00', ''],
      'refused',
      'it is "Ended" there, and only what is active comes over',
    ),
  ],
  open_invoices: [
    row(2, ['INV-0098', 'Elder Glass LLC', 'Oct 14, 2026', 'Oct 28, 2026', '500.00']),
    row(
      3,
      ['INV-0091', 'Elder Glass LLC', 'Sep 1, 2026', 'Sep 15, 2026', '0.00'],
      'known',
      'nothing is open on it; kept for the first audit',
    ),
  ],
}

function preview(kind: string): ImportPreview {
  const rows = ROWS[kind] ?? []
  const many = (outcome: string) => rows.filter((one) => one.outcome === outcome).length
  const fields = FIELDS[kind] ?? []
  return {
    recognised: null,
    encoding: 'utf-8',
    columns: fields.map(([, head], index) => ({ index, head, examples: [`${head} 1`] })),
    fields: fields.map(([name, label], n) => ({ name, label, needed: n === 0 })),
    mapping: Object.fromEntries(fields.map(([name], n) => [name, [n]])),
    titles: (TITLES[kind] ?? []).map(([title, figures]) => ({ title, figures })),
    rows,
    adds: many('adds'),
    differs: many('differs'),
    known: many('known'),
    refused: many('refused'),
    summary: '1 row',
    bills_from: kind === 'agreements' ? '2026-11-23' : null,
  }
}

export const importHandlers: Handlers = {
  'imports.preview': ({ kind }) => preview(kind),
  'imports.run': () => ({
    id: 'imp_1',
    added: 1,
    clients: 1,
    words: '1 agreement with 1 service',
    rejected: [],
    left_out: 0,
  }),
  'imports.undo': () => ({}),
  'imports.audit': () => ({
    words:
      '4 bills fell due since November 23, 2025 by 1 agreement brought over; held against 3 invoices that the lists tell of, 2 are not plainly billed.',
    due: usd(180000),
    billed: usd(130000),
    missing: usd(45000),
    rows: [
      {
        client_id: 'cli_1',
        client: 'Elder Glass LLC',
        services: 'Bookkeeping',
        due_on: '2026-09-01',
        due: usd(45000),
        billed: usd(0),
        verdict: 'missing',
        words: 'no invoice of the time is told',
      },
      {
        client_id: 'cli_1',
        client: 'Elder Glass LLC',
        services: 'Bookkeeping',
        due_on: '2026-10-01',
        due: usd(45000),
        billed: usd(40000),
        verdict: 'otherwise',
        words: 'INV-0097 of Oct 1, 2026 bills 400.00',
      },
    ],
  }),
  'agreements.keep_letter': () => ({}),
  'agreements.confirm': () => ({ id: 'pro_41' }),
}
