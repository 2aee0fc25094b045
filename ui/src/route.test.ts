import { expect, test } from 'vitest'
import { parse } from './route.svelte'

test('an address names a page, an id and what is asked of them', () => {
  expect(parse('')).toMatchObject({ page: 'today', id: null })
  expect(parse('#/clients/cli_1')).toMatchObject({ page: 'clients', id: 'cli_1', part: null })
  expect(parse('#/clients?new=1').query.has('new')).toBe(true)
})
