import { expect, test } from 'vitest'
import { arrange, asCsv, Selection, type Column } from './table.svelte'

interface Row {
  name: string
  minor: number
}

const columns: Column<Row>[] = [
  { id: 'name', title: 'Client', text: (row) => row.name },
  {
    id: 'open',
    title: 'Open',
    text: (row) => (row.minor ? `\u2212${(row.minor / 100).toFixed(2)}` : '–'),
    order: (row) => row.minor,
  },
]
const rows: Row[] = [
  { name: 'Birch & Co.', minor: 900 },
  { name: 'alder bakery', minor: 10000 },
  { name: 'Cole 10', minor: 0 },
  { name: 'Cole 9', minor: 0 },
]

const names = (found: Row[]) => found.map((row) => row.name)

test('every word must be found, in any column', () => {
  expect(names(arrange(rows, columns, 'co birch', null, new WeakMap()))).toEqual(['Birch & Co.'])
  expect(names(arrange(rows, columns, '100.00', null, new WeakMap()))).toEqual(['alder bakery'])
  expect(arrange(rows, columns, 'nobody', null, new WeakMap())).toEqual([])
})

test('sorting is by value, by number in names, and stable', () => {
  const by = (column: string, down: boolean) =>
    names(arrange(rows, columns, '', { column, down }, new WeakMap()))
  expect(by('name', false)).toEqual(['alder bakery', 'Birch & Co.', 'Cole 9', 'Cole 10'])
  expect(by('open', true)).toEqual(['alder bakery', 'Birch & Co.', 'Cole 10', 'Cole 9'])
})

test('the CSV file holds what is shown', () => {
  expect(asCsv(rows.slice(0, 1), columns)).toBe('\ufeffClient,Open\r\nBirch & Co.,-9.00\r\n')
})

test('a hundred thousand rows are filtered in the time of a keystroke', () => {
  const many = Array.from({ length: 100_000 }, (_, n) => ({ name: `Client ${n}`, minor: n }))
  const texts = new WeakMap<object, string>()
  arrange(many, columns, 'x', null, texts)
  const begin = performance.now()
  expect(arrange(many, columns, '99999', null, texts)).toHaveLength(1)
  expect(performance.now() - begin).toBeLessThan(250)
})

test('a selection is a set of keys', () => {
  const selection = new Selection()
  selection.toggle('a')
  selection.all(['b', 'c'])
  selection.toggle('b')
  expect([...selection.keys]).toEqual(['a', 'c'])
  selection.clear()
  expect(selection.size).toBe(0)
})
