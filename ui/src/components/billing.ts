/** How a service is billed, as one choice and its details. The same shape as on the wire. */

export type Billing =
  | { Recurring: { every: string; day: string } }
  | 'OnAcceptance'
  | 'OnCompletion'
  | { Hourly: { cap_hours: string } }

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
  if (billing === 'OnAcceptance') return 'on_acceptance'
  if (billing === 'OnCompletion') return 'on_completion'
  if ('Hourly' in billing) return 'hourly'
  return billing.Recurring.every as Choice
}

/** Another choice, keeping what still fits. */
export function choose(choice: Choice, before: Billing): Billing {
  if (choice === 'on_acceptance') return 'OnAcceptance'
  if (choice === 'on_completion') return 'OnCompletion'
  if (choice === 'hourly') {
    const cap_hours =
      typeof before === 'object' && 'Hourly' in before ? before.Hourly.cap_hours : ''
    return { Hourly: { cap_hours } }
  }
  const day =
    typeof before === 'object' && 'Recurring' in before ? before.Recurring.day : 'start_day'
  return { Recurring: { every: choice, day } }
}

/** `Each month, on its last day`. */
export function billingWords(billing: Billing): string {
  const label = CHOICES.find(({ value }) => value === choiceOf(billing))?.label ?? ''
  if (typeof billing === 'object' && 'Recurring' in billing)
    return billing.Recurring.day === 'last_day' ? `${label}, on its last day` : label
  if (typeof billing === 'object' && billing.Hourly.cap_hours)
    return `${label}, ${billing.Hourly.cap_hours} at most`
  return label
}
