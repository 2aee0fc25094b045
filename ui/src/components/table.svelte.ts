/** What a table shows: filtered as one types, sorted by a column, with a cursor and a selection. */

import { SvelteSet } from 'svelte/reactivity'
import { csv } from '../format/words'

export interface Column<Row> {
  id: string
  title: string
  /** A CSS width; without one the column takes what is left. */
  width?: string
  align?: 'left' | 'right'
  /** What filtering, sorting by default and the CSV file see. */
  text: (row: Row) => string
  /** What sorting compares, where it is not the text. */
  order?: (row: Row) => number | string
  /** Quieter than the rest. */
  quiet?: boolean
  /** The name of the row. */
  strong?: boolean
}

export interface Sorting {
  column: string
  down: boolean
}

/** Rows that are filtered and sorted elsewhere and arrive in parts. */
export interface RemoteRows<Row> {
  readonly length: number
  at(n: number): Row | undefined
  want(from: number, to: number): void
  find(test: (row: Row) => boolean): number
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** `rows` that contain every word of `filter`, in the order asked for. */
export function arrange<Row>(
  rows: Row[],
  columns: Column<Row>[],
  filter: string,
  sorting: Sorting | null,
  texts: WeakMap<object, string>,
): Row[] {
  const words = filter.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const hay = (row: Row) => {
    const key = row as object
    let text = texts.get(key)
    if (text === undefined) {
      text = columns
        .map((column) => column.text(row))
        .join('\n')
        .toLowerCase()
      texts.set(key, text)
    }
    return text
  }
  const kept = words.length
    ? rows.filter((row) => {
        const text = hay(row)
        return words.every((word) => text.includes(word) || text.replace(/,/g, '').includes(word))
      })
    : rows
  const column = sorting && columns.find(({ id }) => id === sorting.column)
  if (!column) return kept
  const order = column.order ?? column.text
  const keyed = kept.map((row, at) => ({ row, at, key: order(row) }))
  keyed.sort((a, b) => {
    const first =
      typeof a.key === 'number' && typeof b.key === 'number'
        ? a.key - b.key
        : collator.compare(String(a.key), String(b.key))
    return (sorting.down ? -first : first) || a.at - b.at
  })
  return keyed.map(({ row }) => row)
}

/** The rows as a CSV file, heads first. */
export function asCsv<Row>(rows: Row[], columns: Column<Row>[]): string {
  return csv([
    columns.map((column) => column.title),
    ...rows.map((row) =>
      columns.map((column) =>
        column
          .text(row)
          .replace(/\u2212/g, '-')
          .replace(/^–$/, ''),
      ),
    ),
  ])
}

/** Which rows are ticked, by key. Owned by the page, shown by the table and the bulk bar. */
export class Selection {
  readonly keys = new SvelteSet<string>()

  get size(): number {
    return this.keys.size
  }

  has(key: string): boolean {
    return this.keys.has(key)
  }

  toggle(key: string) {
    if (!this.keys.delete(key)) this.keys.add(key)
  }

  all(keys: string[]) {
    for (const key of keys) this.keys.add(key)
  }

  clear() {
    this.keys.clear()
  }
}
