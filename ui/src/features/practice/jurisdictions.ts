/** The places a practice can be, and the currencies it can keep its books in. */

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
