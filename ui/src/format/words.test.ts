import { expect, test } from 'vitest'
import { capital, count, csv, fileSize, sentence } from './words'

test('one and many', () => {
  expect(count(1, 'invoice')).toBe('1 invoice')
  expect(count(1204, 'invoice')).toBe('1,204 invoices')
  expect(count(2, 'entry', 'entries')).toBe('2 entries')
})

test('a CSV cell is quoted when it must be, and a formula is defused', () => {
  expect(csv([['a "b"', 'c,d', '=HYPERLINK("x")', '-12.50', '-x']])).toBe(
    '\ufeff"a ""b""","c,d","\'=HYPERLINK(""x"")",-12.50,\'-x\r\n',
  )
})

test('refusals are sentences', () => {
  expect(capital('another price')).toBe('Another price')
  expect(sentence({ message: 'a client needs a name' })).toBe('A client needs a name.')
  expect(sentence({ message: 'Did you mean 820.00?' })).toBe('Did you mean 820.00?')
})

test('sizes', () => {
  expect(fileSize(4_812_800)).toBe('4.8 MB')
})
