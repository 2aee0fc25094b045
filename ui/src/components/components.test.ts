import { fireEvent, render, screen } from '@testing-library/svelte'
import { createRawSnippet } from 'svelte'
import { expect, test, vi } from 'vitest'
import { writing } from '../format/practice.svelte'
import DateField from './DateField.svelte'
import { button, choice, field } from './drawing'
import FilePick from './FilePick.svelte'
import MoneyField from './MoneyField.svelte'
import Note from './Note.svelte'
import Segmented from './Segmented.svelte'
import SignaturePad from './SignaturePad.svelte'
import Steps from './Steps.svelte'
import Table from './Table.svelte'
import Toasts from './Toasts.svelte'

interface Row {
  id: string
  name: string
}
const many: Row[] = Array.from({ length: 100_000 }, (_, n) => ({ id: `r${n}`, name: `Row ${n}` }))
const columns = [{ id: 'name', title: 'Name', text: (row: Row) => row.name }]

test('a table of a hundred thousand rows draws only those in view', () => {
  render(Table<Row>, { label: 'Rows', rows: many, columns, key: (row: Row) => row.id })
  expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('100001')
  expect(document.querySelectorAll('[data-test=row]').length).toBeLessThan(80)
})

test('arrow keys move, Enter opens', async () => {
  const onopen = vi.fn()
  render(Table<Row>, { label: 'Rows', rows: many, columns, key: (row: Row) => row.id, onopen })
  const grid = screen.getByRole('grid')
  await fireEvent.focus(grid)
  await fireEvent.keyDown(grid, { key: 'ArrowDown' })
  await fireEvent.keyDown(grid, { key: 'ArrowDown' })
  await fireEvent.keyDown(grid, { key: 'Enter' })
  expect(onopen).toHaveBeenCalledWith(many[2])
  await fireEvent.keyDown(grid, { key: 'End' })
  await fireEvent.keyDown(grid, { key: 'Enter' })
  expect(onopen).toHaveBeenLastCalledWith(many.at(-1))
})

test('a click on a head sorts, a second turns it round', async () => {
  render(Table<Row>, {
    label: 'Rows',
    rows: many.slice(0, 3),
    columns,
    key: (row: Row) => row.id,
  })
  const head = screen.getByRole('button', { name: 'Name' })
  await fireEvent.click(head)
  expect(screen.getByRole('columnheader').getAttribute('aria-sort')).toBe('ascending')
  await fireEvent.click(head)
  expect(document.querySelector('[data-test=row]')?.textContent).toContain('Row 2')
})

test('typed money stays text, and what is wrong stands below it', () => {
  render(MoneyField, {
    label: 'Price',
    value: '8a0.00',
    currency: 'USD',
    wrong: '“8a0.00” is not an amount.',
  })
  const input = screen.getByLabelText<HTMLInputElement>('Price, USD')
  expect(input.value).toBe('8a0.00')
  expect(input.getAttribute('aria-invalid')).toBe('true')
  expect(screen.getByRole('alert').textContent).toContain('is not an amount')
})

test('a date is read as typed, and refused beside its cause', async () => {
  Object.assign(writing, { dates: 'month-first', today: '2026-11-23' })
  const onchange = vi.fn()
  render(DateField, { label: 'Starts on', value: '2026-12-01', onchange })
  const input = screen.getByLabelText<HTMLInputElement>('Starts on')
  expect(input.value).toBe('Dec 1, 2026')
  await fireEvent.input(input, { target: { value: '12/15/2026' } })
  await fireEvent.blur(input)
  expect(onchange).toHaveBeenCalledWith('2026-12-15')
  await fireEvent.input(input, { target: { value: 'soon' } })
  await fireEvent.blur(input)
  expect(screen.getByRole('alert').textContent).toContain('“soon” is not a date')
})

test('a signature is strokes of points in thousandths, and can be typed instead', async () => {
  const props = { label: 'Signature', strokes: [], name: 'Ada', way: 'drawn' as const }
  render(SignaturePad, props)
  const pad = screen.getByRole('img')
  pad.getBoundingClientRect = () =>
    ({ left: 0, top: 0, width: 500, height: 150 }) as unknown as DOMRect
  await fireEvent.pointerDown(pad, { button: 0, clientX: 50, clientY: 15 })
  await fireEvent.pointerMove(pad, { clientX: 100, clientY: 30 })
  await fireEvent.pointerUp(pad)
  expect(pad.querySelector('path')?.getAttribute('d')).toBe('M100 30L200 60')
  await fireEvent.click(screen.getByRole('button', { name: 'Type' }))
  expect(screen.getByText('Ada')).toBeTruthy()
})

test('a file is handed over whole, in base64', async () => {
  const onpick = vi.fn()
  render(FilePick, { label: 'Choose', onpick, test: 'file' })
  const input = document.querySelector<HTMLInputElement>('[data-test=file]')!
  const file = new File(['Name\nAda\n'], 'clients.csv')
  Object.defineProperty(input, 'files', { value: [file], configurable: true })
  await fireEvent.change(input)
  await vi.waitFor(() => expect(onpick).toHaveBeenCalled())
  expect(onpick).toHaveBeenCalledWith({
    name: 'clients.csv',
    content: btoa('Name\nAda\n'),
    size: 9,
  })
})

test('a toast offers Undo and goes after eight seconds', async () => {
  vi.useFakeTimers()
  const undo = vi.fn()
  const onclose = vi.fn()
  render(Toasts, { toasts: [{ id: 1, text: 'Client added', undo }], onclose })
  await fireEvent.click(screen.getByRole('button', { name: /Undo/ }))
  expect(undo).toHaveBeenCalled()
  vi.advanceTimersByTime(8001)
  expect(onclose).toHaveBeenCalledWith(1)
  vi.useRealTimers()
})

test('the pressed part of a segmented control says so', async () => {
  const onchange = vi.fn()
  render(Segmented<string>, {
    label: 'As',
    value: 'chart',
    options: [
      { value: 'chart', label: 'Chart' },
      { value: 'table', label: 'Table' },
    ],
    onchange,
  })
  await fireEvent.click(screen.getByRole('button', { name: 'Table' }))
  expect(onchange).toHaveBeenCalledWith('table')
  expect(screen.getByRole('button', { name: 'Table' }).getAttribute('aria-pressed')).toBe('true')
})

test('a failure is announced, a remark is not', () => {
  const children = createRawSnippet(() => ({ render: () => '<span>The disk is full.</span>' }))
  render(Note, { tone: 'failed', children })
  expect(screen.getByRole('alert').textContent).toContain('The disk is full.')
})

test('an instruction is read a step at a time, and its drawings are said in words', async () => {
  const page = {
    address: 'books.example',
    title: 'New app',
    menu: ['Overview', '*Apps'],
    parts: [
      field('Redirect URI', 'http://localhost', 'Enter'),
      choice('Web app', false),
      choice('Desktop app', true),
      button('Create app'),
    ],
  }
  render(Steps, { steps: [{ words: 'Make an app.', page }, { words: 'Paste its id.' }] })
  expect(screen.getByText('Step 1 of 2')).toBeTruthy()
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
    'Drawing of the page “New app” under “Apps”: enter “Redirect URI”, choose “Desktop app”, ' +
      'press “Create app”.',
  )
  const step = (words: string) => screen.getByText(words).closest('.step')
  expect(
    [step('Make an app.'), step('Paste its id.')].map((one) => one?.hasAttribute('inert')),
  ).toEqual([false, true])
  await fireEvent.click(screen.getByRole('button', { name: 'Next step' }))
  expect(screen.getByText('Step 2 of 2')).toBeTruthy()
  expect(step('Make an app.')?.hasAttribute('inert')).toBe(true)
})
