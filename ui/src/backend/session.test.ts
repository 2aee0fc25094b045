import { flushSync } from 'svelte'
import { expect, test, vi } from 'vitest'
import type { Failure, Tag } from './generated'
import type { Backend } from './backend'
import { Paged } from './paged.svelte'
import { Resource } from './resource.svelte'
import { Session, Work } from './session.svelte'
import { fake } from './fake'
import { root } from './test-root.svelte'

const REFUSAL: Failure = { code: 'InvalidInput', message: 'a client needs a name', field: 'name' }

function inEffect<T>(make: () => T): [T, () => void] {
  let made!: T
  const stop = root(() => {
    made = make()
  })
  flushSync()
  return [made, stop]
}

test('an act says what it did, marks stale what it touched, and can be taken back', async () => {
  const asked: string[] = []
  const session = new Session(fake({ onask: (name) => asked.push(name) }))
  const before = session.version('clients')
  await session.act('clients.add', { name: 'Ada' } as never)
  expect(session.version('clients')).toBe(before + 1)
  expect(session.notices[0]?.text).toBe('Client added')
  await session.undo()
  expect(asked).toEqual(['clients.add', 'clients.discard'])
  expect(session.notices.map(({ text }) => text)).toEqual(['Undone: client added'])
  expect(session.undoable).toBeNull()
})

test('a refusal belongs to its field', async () => {
  const session = new Session(fake({ refuse: { 'clients.add': REFUSAL } }))
  const work = new Work()
  const made = await work.run(() => session.act('clients.add', {} as never))
  expect(made).toBeUndefined()
  expect(work.wrong('name')).toBe('A client needs a name.')
  expect(work.rest(['name'])).toBeNull()
  expect(work.rest([])?.code).toBe('InvalidInput')
  expect(session.notices).toEqual([])
})

test('a resource asks again when its tag goes stale, and only then', async () => {
  let asked = 0
  const session = new Session(fake({ onask: () => asked++ }))
  const [list, stop] = inEffect(
    () => new Resource(session, 'clients.list', () => ({ archived: false }), ['clients']),
  )
  await vi.waitFor(() => expect(list.value?.rows).toHaveLength(12))
  session.stale(['bank'] as Tag[])
  flushSync()
  expect(asked).toBe(1)
  session.stale(['clients'])
  flushSync()
  await vi.waitFor(() => expect(asked).toBe(2))
  stop()
})

test('an answer that says the same again changes nothing that was filled from it', async () => {
  let asked = 0
  let name = 'Alder Bakery'
  const backend = {
    ...fake(),
    call: () => {
      asked++
      return Promise.resolve({ reply: { rows: [{ name }] }, touched: [], undo: null })
    },
  } as unknown as Backend
  const session = new Session(backend)
  const [list, stop] = inEffect(
    () => new Resource(session, 'clients.list', () => ({ archived: false }), ['clients']),
  )
  await vi.waitFor(() => expect(list.loading).toBe(false))
  const first = list.value
  session.stale(['clients'])
  flushSync()
  await vi.waitFor(() => expect(asked).toBe(2))
  await vi.waitFor(() => expect(list.loading).toBe(false))
  expect(list.value).toBe(first)
  name = 'Birch & Co'
  session.stale(['clients'])
  flushSync()
  await vi.waitFor(() => expect(list.value?.rows[0]?.name).toBe('Birch & Co'))
  stop()
})

test('an answer that was overtaken is dropped', async () => {
  const waiting: ((rows: number) => void)[] = []
  const slow = {
    ...fake(),
    call: () =>
      new Promise((resolve) =>
        waiting.push((n) => resolve({ reply: { rows: Array(n) }, touched: [], undo: null })),
      ),
  } as unknown as Backend
  const session = new Session(slow)
  const [list, stop] = inEffect(
    () => new Resource(session, 'clients.list', () => ({ archived: false }), ['clients']),
  )
  session.stale(['clients'])
  flushSync()
  waiting[1]!(2)
  await vi.waitFor(() => expect(list.value?.rows).toHaveLength(2))
  waiting[0]!(1)
  await Promise.resolve()
  await Promise.resolve()
  expect(list.value?.rows).toHaveLength(2)
  stop()
})

test('a refused reload keeps the last good answer', async () => {
  const backend = fake()
  const session = new Session(backend)
  const [list, stop] = inEffect(
    () => new Resource(session, 'clients.list', () => ({ archived: false }), ['clients']),
  )
  await vi.waitFor(() => expect(list.value).not.toBeNull())
  backend.call = () => Promise.reject({ ...REFUSAL, code: 'Bug' })
  session.stale(['clients'])
  flushSync()
  await vi.waitFor(() => expect(list.refusal?.code).toBe('Bug'))
  expect(list.value?.rows).toHaveLength(12)
  stop()
})

test('a long list arrives in parts, each asked for once', async () => {
  const offsets: number[] = []
  const rows = Array.from({ length: 1000 }, (_, n) => ({ id: `inv_${n}` }))
  const session = new Session(
    fake({
      answer: {
        'invoices.list': ({ offset, limit }) => {
          offsets.push(offset)
          return { rows: rows.slice(offset, offset + limit), count: rows.length } as never
        },
      },
    }),
  )
  const [list, stop] = inEffect(
    () =>
      new Paged(
        session,
        'invoices.list',
        () => ({ view: 'all', filter: '', sort: 'number', descending: true }),
        ['invoices'],
      ),
  )
  await vi.waitFor(() => expect(list.length).toBe(1000))
  expect(list.at(0)?.id).toBe('inv_0')
  expect(list.at(450)).toBeUndefined()
  list.want(440, 460)
  list.want(445, 470)
  await vi.waitFor(() => expect(list.at(450)?.id).toBe('inv_450'))
  expect(offsets).toEqual([0, 400])
  expect(list.find((row) => row.id === 'inv_401')).toBe(401)
  expect(await list.all()).toHaveLength(1000)
  stop()
})

test('what was done in one book is not undone in another', async () => {
  const session = new Session(fake())
  await session.act('clients.add', { name: 'Ada' } as never)
  session.forget()
  expect(session.undoable).toBeNull()
  expect(session.notices).toEqual([])
})
