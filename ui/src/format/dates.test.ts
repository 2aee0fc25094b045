import { beforeEach, expect, test } from 'vitest'
import {
  ago,
  date,
  dateOf,
  dayName,
  dueIn,
  fullDate,
  monthGrid,
  plusMonths,
  readDate,
  timeOf,
  weekdayDate,
} from './dates'
import { writing } from './practice.svelte'

beforeEach(() => {
  Object.assign(writing, { dates: 'month-first', zone: 'America/New_York', today: '2026-11-23' })
})

test('dates are written as the practice writes them', () => {
  expect(date('2026-11-23')).toBe('Nov 23')
  expect(date('2027-11-23')).toBe('Nov 23, 2027')
  expect(fullDate('2026-11-23')).toBe('Nov 23, 2026')
  expect(weekdayDate('2027-02-16')).toBe('Tue, Feb 16, 2027')
  writing.dates = 'day-first'
  expect(fullDate('2026-11-23')).toBe('23 Nov 2026')
})

test('typed dates are read in the practice’s order', () => {
  expect(readDate('11/23/2026')).toBe('2026-11-23')
  expect(readDate('2026-11-23')).toBe('2026-11-23')
  expect(readDate('Nov 23')).toBe('2026-11-23')
  expect(readDate('23 November 2027')).toBe('2027-11-23')
  expect(readDate('today')).toBe('2026-11-23')
  expect(readDate('+30')).toBe('2026-12-23')
  expect(readDate('3/4')).toBe('2026-03-04')
  writing.dates = 'day-first'
  expect(readDate('3/4')).toBe('2026-04-03')
})

test.each(['2026-02-30', '13/45/2026', 'soon', '', '0000-01-01', '31 June', '1 2 3 4'])(
  '%s is not a date',
  (text) => expect(readDate(text)).toBeNull(),
)

test('instants belong to the day of the practice’s time zone', () => {
  expect(dateOf('2026-11-23T03:00:00Z')).toBe('2026-11-22')
  expect(timeOf('2026-11-23T13:42:00Z')).toMatch(/^8:42\sAM$/)
})

test('times are relative', () => {
  const now = Date.parse('2026-11-23T14:00:00Z')
  expect(ago('2026-11-23T13:59:40Z', now)).toBe('just now')
  expect(ago('2026-11-23T13:30:00Z', now)).toBe('30 min ago')
  expect(ago('2026-11-22T13:30:00Z', now)).toBe('yesterday')
  expect(ago('2026-11-20T13:30:00Z', now)).toBe('3 days ago')
  expect(ago('2026-01-20T13:30:00Z', now)).toBe('Jan 20')
  expect(dayName('2026-11-24')).toBe('Tomorrow')
  expect(dueIn('2026-11-22')).toBe('1 day late')
  expect(dueIn('2026-12-03')).toBe('due Dec 3')
})

test('a month has six weeks on its page and short months clamp', () => {
  expect(monthGrid('2026-11-23')[0]![0]).toBe('2026-11-01')
  expect(plusMonths('2026-01-31', 1)).toBe('2026-02-28')
})
