import { expect, test, vi } from 'vitest'
import { fake } from '../../backend/fake'
import { Session } from '../../backend/session.svelte'
import { Draft } from './draft.svelte'

async function begin() {
  const asked: string[] = []
  const session = new Session(fake({ onask: (name) => asked.push(name) }))
  const page = await session.ask('proposals.show', { id: 'pro_41' })
  const draft = new Draft(session, page)
  return { asked, draft }
}

test('leaving saves what is unsaved', async () => {
  const { asked, draft } = await begin()
  draft.value.opening = 'Dear Imogen'
  draft.changed()
  await draft.leave()
  expect(asked.filter((name) => name === 'proposals.save')).toHaveLength(1)
  expect(draft.saved).toBe('saved')
})

test('a discarded draft is never saved again, for saving would bring it back', async () => {
  const { asked, draft } = await begin()
  draft.value.opening = 'Dear Imogen'
  draft.changed()
  draft.forget()
  await draft.leave()
  expect(asked).not.toContain('proposals.save')
})

test('one drawing at a time, and the last is of the newest words', async () => {
  const { asked, draft } = await begin()
  for (let n = 0; n < 5; n++) {
    draft.value.opening = `Dear Imogen ${n}`
    draft.changed()
  }
  await vi.waitFor(() => expect(draft.letter).not.toBeNull())
  await vi.waitFor(() =>
    expect(asked.filter((name) => name === 'proposals.preview').length).toBeGreaterThan(1),
  )
  expect(asked.filter((name) => name === 'proposals.preview').length).toBeLessThan(4)
  draft.forget()
})

test('lines move, and the open one stays open', async () => {
  const { draft } = await begin()
  draft.open = 0
  draft.move(0, 1)
  expect(draft.value.lines[1]?.name).toBe('Monthly bookkeeping')
  expect(draft.open).toBe(1)
  draft.remove(1)
  expect(draft.value.lines).toHaveLength(3)
  draft.forget()
})

test('a bundle follows its line, and a line in no option is always there', async () => {
  const { draft } = await begin()
  const [first] = draft.value.lines
  first!.discount = { kind: 'percent', value: '10', first_periods: '', with: 2 }
  draft.remove(1)
  expect(first!.discount.with).toBe(1)
  draft.move(1, 1)
  expect(first!.discount.with).toBe(2)
  first!.offered = { kind: 'options', options: [1] }
  draft.removeOption(1)
  expect(first!.offered).toEqual({ kind: 'always' })
  draft.forget()
})
