/** The columns of a list of invoices. */

import type { InvoiceRow } from '../../backend/generated'
import type { Column } from '../../components/table.svelte'
import { date } from '../../format/dates'
import { orDash, plain } from '../../format/money'

/** The words of a state, for the CSV file. */
export const STATES: Record<string, string> = {
  open: 'Open',
  part_paid: 'Part paid',
  overdue: 'Overdue',
  paid: 'Paid',
  void: 'Void',
  credited: 'Credited',
  written_off: 'Written off',
}

export const INVOICE_COLUMNS: Column<InvoiceRow>[] = [
  { id: 'number', title: 'No.', width: '104px', text: (row) => row.number, quiet: true },
  { id: 'client', title: 'Client', width: '212px', text: (row) => row.client, strong: true },
  { id: 'about', title: 'For', text: (row) => row.about, quiet: true },
  {
    id: 'issued_on',
    title: 'Issued',
    width: '104px',
    text: (row) => date(row.issued_on),
    quiet: true,
  },
  { id: 'due_on', title: 'Due', width: '104px', text: (row) => date(row.due_on), quiet: true },
  { id: 'state', title: 'State', width: '184px', text: (row) => STATES[row.state] ?? row.state },
  { id: 'total', title: 'Amount', width: '112px', align: 'right', text: (row) => plain(row.total) },
  { id: 'open', title: 'Open', width: '112px', align: 'right', text: (row) => orDash(row.open) },
]
