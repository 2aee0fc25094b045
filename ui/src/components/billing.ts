/** How a service is billed, as one choice and its details. The same shape as on the wire. */

export type Every =
  'month' | 'quarter' | 'year' | { weeks: number } | { months: number } | { chosen: number[] }

export type Day =
  | 'start_day'
  | 'last_day'
  | { day: number }
  | { weekday: { nth: string; weekday: string } }
  | { two_days: { first: number; second: number | null } }

export interface Recurring {
  kind: 'recurring'
  every: Every
  day?: Day
  billed?: string
  shift?: string
  proration?: string
  cycles?: string
  ends_on?: string
  continues?: boolean
}

export interface Milestone {
  name: string
  weight: number
}

export type Billing =
  | Recurring
  | { kind: 'on_acceptance' }
  | { kind: 'on_completion'; milestones?: Milestone[] }
  | { kind: 'logged'; unit: string; cap: string; per?: Every }

export type Choice =
  | 'weeks'
  | 'month'
  | 'quarter'
  | 'four_months'
  | 'half_year'
  | 'year'
  | 'months'
  | 'chosen'
  | 'on_acceptance'
  | 'on_completion'
  | 'milestones'
  | 'hour'
  | 'piece'

export const CHOICES: { value: Choice; label: string }[] = [
  { value: 'weeks', label: 'Every so many weeks' },
  { value: 'month', label: 'Each month' },
  { value: 'quarter', label: 'Each quarter' },
  { value: 'four_months', label: 'Four-monthly' },
  { value: 'half_year', label: 'Half-yearly' },
  { value: 'year', label: 'Each year' },
  { value: 'months', label: 'Every so many months' },
  { value: 'chosen', label: 'In chosen months' },
  { value: 'on_acceptance', label: 'Once, on acceptance' },
  { value: 'on_completion', label: 'Once, when done' },
  { value: 'milestones', label: 'On completion, in milestones' },
  { value: 'hour', label: 'By the hour, up to a cap' },
  { value: 'piece', label: 'By the piece, up to a cap' },
]

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

/** The months of the year, 1 for January. */
export const MONTH_NAMES = MONTHS.map((name, at) => ({ month: at + 1, name }))

/** Which choice it is. */
export function choiceOf(billing: Billing): Choice {
  if (billing.kind === 'on_acceptance') return 'on_acceptance'
  if (billing.kind === 'on_completion')
    return billing.milestones?.length ? 'milestones' : 'on_completion'
  if (billing.kind === 'logged') return billing.unit === 'piece' ? 'piece' : 'hour'
  const every = billing.every
  if (typeof every === 'string') return every
  if ('weeks' in every) return 'weeks'
  if ('chosen' in every) return 'chosen'
  if (every.months === 4) return 'four_months'
  return every.months === 6 ? 'half_year' : 'months'
}

/** Another choice, keeping what still fits. */
export function choose(choice: Choice, before: Billing): Billing {
  switch (choice) {
    case 'on_acceptance':
    case 'on_completion':
      return { kind: choice }
    case 'milestones':
      return {
        kind: 'on_completion',
        milestones: [
          { name: '', weight: 1 },
          { name: '', weight: 1 },
        ],
      }
    case 'hour':
    case 'piece':
      return before.kind === 'logged'
        ? { ...before, unit: choice }
        : { kind: 'logged', unit: choice, cap: '' }
    default: {
      const kept: Partial<Recurring> = before.kind === 'recurring' ? before : {}
      const day = choice === 'weeks' ? 'start_day' : (kept.day ?? 'start_day')
      return { ...kept, kind: 'recurring', every: everyOf(choice), day }
    }
  }
}

function everyOf(choice: Choice): Every {
  switch (choice) {
    case 'weeks':
      return { weeks: 2 }
    case 'four_months':
      return { months: 4 }
    case 'half_year':
      return { months: 6 }
    case 'months':
      return { months: 2 }
    case 'chosen':
      return { chosen: [1] }
    case 'quarter':
    case 'year':
      return choice
    default:
      return 'month'
  }
}

/** The kinds of days of a month, one choice each. */
export function dayChoice(day: Day = 'start_day') {
  if (typeof day === 'string') return day
  if ('day' in day) return 'day'
  return 'weekday' in day ? 'weekday' : 'two_days'
}

/** Another kind of day, with something to begin with. */
export function chooseDay(choice: ReturnType<typeof dayChoice>): Day {
  switch (choice) {
    case 'day':
      return { day: 1 }
    case 'weekday':
      return { weekday: { nth: 'first', weekday: 'monday' } }
    case 'two_days':
      return { two_days: { first: 15, second: null } }
    default:
      return choice
  }
}

/** `Each month, on its last day`. */
export function billingWords(billing: Billing): string {
  if (billing.kind === 'recurring') return recurringWords(billing)
  const label = CHOICES.find(({ value }) => value === choiceOf(billing))?.label ?? ''
  if (billing.kind === 'logged' && billing.cap) {
    const unit = billing.unit === 'piece' ? 'piece' : 'hour'
    return `By the ${unit}, ${billing.cap} at most`
  }
  return label
}

function recurringWords({ every, day, billed }: Recurring): string {
  const words = [everyWords(every)]
  if (day === 'last_day') words.push('on its last day')
  if (billed === 'in_arrears') words.push('in arrears')
  return words.join(', ')
}

function everyWords(every: Every): string {
  if (typeof every === 'string') return `Each ${every}`
  if ('weeks' in every) return every.weeks === 1 ? 'Each week' : `Every ${every.weeks} weeks`
  if ('months' in every) return `Every ${every.months} months`
  return `In ${every.chosen.map((month) => MONTHS[month - 1]).join(', ')}`
}
