/** Dates and instants to text, as the practice writes them, and typed dates to YYYY-MM-DD. */

import { today, writing } from './practice.svelte'

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

interface Civil {
  year: number
  month: number
  day: number
}

function parts(date: string): Civil {
  const [year, month, day] = date.split('-').map(Number)
  return { year: year ?? 0, month: month ?? 1, day: day ?? 1 }
}

function utc(date: string): Date {
  const { year, month, day } = parts(date)
  return new Date(Date.UTC(year, month - 1, day))
}

function iso(at: Date): string {
  return at.toISOString().slice(0, 10)
}

function written(date: string, month: string, withYear: boolean): string {
  const { year, day } = parts(date)
  if (writing.dates === 'month-first')
    return withYear ? `${month} ${day}, ${year}` : `${month} ${day}`
  return withYear ? `${day} ${month} ${year}` : `${day} ${month}`
}

/** `Nov 23` in this year, `Nov 23, 2027` in another. */
export function date(value: string | null | undefined): string {
  if (!value) return '–'
  const { year, month } = parts(value)
  return written(value, MONTHS[month - 1]!.slice(0, 3), year !== parts(today()).year)
}

/** `Nov 23, 2026`, always with the year. */
export function fullDate(value: string | null | undefined): string {
  if (!value) return '–'
  return written(value, MONTHS[parts(value).month - 1]!.slice(0, 3), true)
}

/** `November 23, 2026`. */
export function longDate(value: string): string {
  return written(value, MONTHS[parts(value).month - 1]!, true)
}

/** `Mon, Nov 23`, where business days matter. */
export function weekdayDate(value: string): string {
  return `${DAYS[utc(value).getUTCDay()]!.slice(0, 3)}, ${date(value)}`
}

/** `Monday, November 23`. */
export function dayTitle(value: string): string {
  return `${DAYS[utc(value).getUTCDay()]}, ${written(value, MONTHS[parts(value).month - 1]!, false)}`
}

/** `Today`, `Tomorrow`, `Yesterday`, or the weekday and date. */
export function dayName(value: string): string {
  const away = daysBetween(today(), value)
  if (away === 0) return 'Today'
  if (away === 1) return 'Tomorrow'
  if (away === -1) return 'Yesterday'
  return weekdayDate(value)
}

/** `November 2026`. */
export function monthTitle(value: string): string {
  const { year, month } = parts(value)
  return `${MONTHS[month - 1]} ${year}`
}

/** `Nov`, for axes. */
export function monthShort(value: string): string {
  return MONTHS[parts(value).month - 1]!.slice(0, 3)
}

/** Whole days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000)
}

/** The date so many days later. */
export function plusDays(value: string, days: number): string {
  return iso(new Date(utc(value).getTime() + days * 86_400_000))
}

/** The civil date of an instant in the practice's time zone. */
export function dateOf(instant: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: writing.zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(new Date(instant))
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** `8:42 AM`, or `08:42` where dates put the day first. */
export function timeOf(instant: string): string {
  return new Intl.DateTimeFormat(writing.dates === 'month-first' ? 'en-US' : 'en-GB', {
    timeZone: writing.zone,
    hour: 'numeric',
    minute: '2-digit',
  }).format(new Date(instant))
}

/** `Nov 23, 2026, 8:42 AM`: what hovering over a relative time shows. */
export function exact(instant: string): string {
  return `${fullDate(dateOf(instant))}, ${timeOf(instant)}`
}

/** `just now`, `12 min ago`, `8:42 AM`, `yesterday`, `3 days ago`, then the date. */
export function ago(instant: string, now: number = Date.now()): string {
  const minutes = Math.floor((now - new Date(instant).getTime()) / 60_000)
  if (minutes >= 0 && minutes < 1) return 'just now'
  if (minutes >= 0 && minutes < 60) return `${minutes} min ago`
  const days = daysBetween(dateOf(instant), dateOf(new Date(now).toISOString()))
  if (days === 0) return timeOf(instant)
  if (days === 1) return 'yesterday'
  if (days > 1 && days < 14) return `${days} days ago`
  return date(dateOf(instant))
}

/** `in 3 days`, `today`, `4 days late`: a due date against today. */
export function dueIn(value: string): string {
  const away = daysBetween(today(), value)
  if (away === 0) return 'due today'
  if (away > 0) return `due ${date(value)}`
  return away === -1 ? '1 day late' : `${-away} days late`
}

function valid(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || year < 1000 || year > 9999) return null
  const at = new Date(Date.UTC(year, month - 1, day))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? iso(at) : null
}

function yearOf(text: string | undefined): number {
  if (!text) return parts(today()).year
  return text.length <= 2 ? 2000 + Number(text) : Number(text)
}

/**
 * Reads a date as people type it: `2026-11-23`, `11/23/2026` or `23/11/2026` by the practice's
 * order, `Nov 23`, `23 November 2026`, `today`, `+30`. Null when it is none of these.
 */
export function readDate(text: string): string | null {
  const typed = text.trim().toLowerCase()
  if (typed === 'today') return today()
  if (typed === 'tomorrow') return plusDays(today(), 1)
  const offset = /^([+-]\d{1,4})$/.exec(typed)
  if (offset) return plusDays(today(), Number(offset[1]))
  const ymd = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(typed)
  if (ymd) return valid(Number(ymd[1]), Number(ymd[2]), Number(ymd[3]))
  const numeric = /^(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{2}|\d{4}))?$/.exec(typed)
  if (numeric) {
    const [first, second] = [Number(numeric[1]), Number(numeric[2])]
    const year = yearOf(numeric[3])
    return writing.dates === 'day-first' ? valid(year, second, first) : valid(year, first, second)
  }
  const words = /^(?:(\d{1,2})\s+)?([a-z]{3,9})\.?(?:\s+(\d{1,2}))?(?:,?\s+(\d{4}))?$/.exec(typed)
  if (!words) return null
  const month = MONTHS.findIndex((name) => name.toLowerCase().startsWith(words[2]!)) + 1
  const day = words[1] ?? words[3]
  return month && day ? valid(yearOf(words[4]), month, Number(day)) : null
}

/** The weeks of a month, Sunday or Monday first by the practice's order. */
export function monthGrid(value: string): string[][] {
  const { year, month } = parts(value)
  const first = new Date(Date.UTC(year, month - 1, 1))
  const start = writing.dates === 'month-first' ? 0 : 1
  const back = (first.getUTCDay() - start + 7) % 7
  const begin = plusDays(iso(first), -back)
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => plusDays(begin, week * 7 + day)),
  )
}

/** Two-letter names of the weekdays, in the order of `monthGrid`. */
export function weekdayHeads(): string[] {
  const start = writing.dates === 'month-first' ? 0 : 1
  return Array.from({ length: 7 }, (_, n) => DAYS[(n + start) % 7]!.slice(0, 2))
}

/** The same day so many months away, clamped to a short month. For turning calendar pages. */
export function plusMonths(value: string, months: number): string {
  const { year, month, day } = parts(value)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return iso(new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))))
}
