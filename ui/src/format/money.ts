/**
 * Money to text, by placing digits. Nothing here adds, rounds or divides: the figures come from
 * Rust as whole minor units, and typed text goes back as text.
 */

import { writing } from './practice.svelte'

export interface Money {
  minor: number
  currency: string
}

/** Digits after the point, where they are not two (ISO 4217). */
const DIGITS: Record<string, number> = {
  BHD: 3,
  CLP: 0,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  OMR: 3,
  TND: 3,
  UGX: 0,
  VND: 0,
  XAF: 0,
  XOF: 0,
}

const MINUS = '\u2212'

function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `123450` in USD → `1,234.50`; a real minus; no code. */
export function amount(money: Money): string {
  const digits = DIGITS[money.currency] ?? 2
  const text = String(Math.abs(money.minor)).padStart(digits + 1, '0')
  const cut = text.length - digits
  const placed = grouped(text.slice(0, cut)) + (digits ? '.' + text.slice(cut) : '')
  return (money.minor < 0 ? MINUS : '') + placed
}

/** As `amount`, a plus before money that came in. For bank lines only. */
export function signed(money: Money): string {
  return (money.minor > 0 ? '+' : '') + amount(money)
}

/** `USD 1,234.50`, where the currency could be doubted. */
export function coded(money: Money): string {
  return `${money.currency}\u00a0${amount(money)}`
}

/** With its code only when it is not the practice's own currency. */
export function plain(money: Money): string {
  return money.currency === writing.currency ? amount(money) : coded(money)
}

/** A dash for nothing, where the absence is meant. */
export function orDash(money: Money | null | undefined): string {
  return !money || money.minor === 0 ? '–' : plain(money)
}

/** The text an amount field starts with: plain digits, no grouping, a hyphen for minus. */
export function typed(money: Money | null | undefined): string {
  if (!money) return ''
  return amount(money).replace(/,/g, '').replace(MINUS, '-')
}

/** For axes: whole units, the fraction cut off, never used for a figure that counts. */
export function whole(money: Money): string {
  return amount(money).replace(/\.\d+$/, '')
}
