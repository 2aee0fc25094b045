/** The choices of a practice: its place, currency and profession, and how its letters are set. */

export const JURISDICTIONS = [
  { value: 'US', label: 'United States' },
  { value: 'GB', label: 'United Kingdom' },
  { value: 'IE', label: 'Ireland' },
  { value: 'CA', label: 'Canada' },
  { value: 'AU', label: 'Australia' },
  { value: 'NZ', label: 'New Zealand' },
]

export const CURRENCIES = [
  { value: 'USD', label: 'USD, US dollar' },
  { value: 'GBP', label: 'GBP, pound sterling' },
  { value: 'EUR', label: 'EUR, euro' },
  { value: 'CAD', label: 'CAD, Canadian dollar' },
  { value: 'AUD', label: 'AUD, Australian dollar' },
  { value: 'NZD', label: 'NZD, New Zealand dollar' },
]

/** What a practice does; the clauses of its letters follow from it. */
export const PROFESSIONS = [
  { value: 'accountant', label: 'Accountant or bookkeeper' },
  { value: 'consultant', label: 'Consultant' },
]

/** How the prose of a letter is set. */
export const SETTINGS = [
  { value: 'ragged', label: 'Ragged right, words whole' },
  { value: 'justified', label: 'Justified, words divided' },
]

/** The jurisdiction the computer seems to be in. */
export function guess(): string {
  const region = regionOf(navigator.language)
  return JURISDICTIONS.some(({ value }) => value === region) ? region! : 'US'
}

/** The region of a language tag; none where a bare system calls its language `C`. */
function regionOf(language: string): string | undefined {
  try {
    return new Intl.Locale(language).maximize().region
  } catch {
    return undefined
  }
}

export const HOLDING: { value: 'without' | 'with'; label: string }[] = [
  { value: 'without', label: 'Tax is added to them' },
  { value: 'with', label: 'They include tax' },
]

export const ROUNDING = [
  { value: 'line', label: 'On each line' },
  { value: 'document', label: 'Once for the document' },
]
