import { expect, test } from 'vitest'
import { amount, coded, orDash, plain, signed, typed, whole } from './money'
import { writing } from './practice.svelte'

const usd = (minor: number) => ({ minor, currency: 'USD' })

test('digits are placed, never computed', () => {
  expect(amount(usd(123450))).toBe('1,234.50')
  expect(amount(usd(5))).toBe('0.05')
  expect(amount(usd(0))).toBe('0.00')
  expect(amount(usd(100000000))).toBe('1,000,000.00')
  expect(amount(usd(Number.MAX_SAFE_INTEGER))).toBe('90,071,992,547,409.91')
})

test('a minus is a real minus, a plus stands on bank lines alone', () => {
  expect(amount(usd(-3054))).toBe('\u221230.54')
  expect(signed(usd(48000))).toBe('+480.00')
  expect(signed(usd(-48000))).toBe('\u2212480.00')
})

test('currencies keep their own digits', () => {
  expect(amount({ minor: 1234, currency: 'JPY' })).toBe('1,234')
  expect(amount({ minor: 1234, currency: 'KWD' })).toBe('1.234')
})

test('the code stands where it could be doubted', () => {
  writing.currency = 'USD'
  expect(plain(usd(100))).toBe('1.00')
  expect(plain({ minor: 100, currency: 'EUR' })).toBe('EUR\u00a01.00')
  expect(coded(usd(100))).toBe('USD\u00a01.00')
})

test('nothing is a dash, and what a field starts with can be typed', () => {
  expect(orDash(usd(0))).toBe('–')
  expect(orDash(null)).toBe('–')
  expect(typed(usd(-123450))).toBe('-1234.50')
  expect(whole(usd(1644418))).toBe('16,444')
})
