/** How a service is billed, as one choice and its details. The same shape as on the wire. */

export type Billing =
  | { kind: 'recurring'; every: string; day: string }
  | { kind: 'on_acceptance' }
  | { kind: 'on_completion' }
  | { kind: 'hourly'; cap_hours: string }

export type Choice = 'month' | 'quarter' | 'year' | 'on_acceptance' | 'on_completion' | 'hourly'

export const CHOICES: { value: Choice; label: string }[] = [
  { value: 'month', label: 'Each month' },
  { value: 'quarter', label: 'Each quarter' },
  { value: 'year', label: 'Each year' },
  { value: 'on_acceptance', label: 'Once, on acceptance' },
  { value: 'on_completion', label: 'Once, when done' },
  { value: 'hourly', label: 'By the hour' },
]

/** Which choice it is. */
export function choiceOf(billing: Billing): Choice {
  return billing.kind === 'recurring' ? (billing.every as Choice) : billing.kind
}

/** Another choice, keeping what still fits. */
export function choose(choice: Choice, before: Billing): Billing {
  if (choice === 'on_acceptance' || choice === 'on_completion') return { kind: choice }
  if (choice === 'hourly')
    return { kind: 'hourly', cap_hours: before.kind === 'hourly' ? before.cap_hours : '' }
  const day = before.kind === 'recurring' ? before.day : 'start_day'
  return { kind: 'recurring', every: choice, day }
}

/** `Each month, on its last day`. */
export function billingWords(billing: Billing): string {
  const label = CHOICES.find(({ value }) => value === choiceOf(billing))?.label ?? ''
  if (billing.kind === 'recurring' && billing.day === 'last_day') return `${label}, on its last day`
  if (billing.kind === 'hourly' && billing.cap_hours)
    return `${label}, ${billing.cap_hours} at most`
  return label
}
