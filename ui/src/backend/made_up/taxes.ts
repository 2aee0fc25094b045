/** What a made-up practice can choose about tax. */

import type { TaxSettings } from '../generated'

export const TAXES: TaxSettings = {
  charges: false,
  choices: [{ code: 'none', words: 'No tax', source: '' }],
  usual: [
    { code: 'none', words: 'No tax (not registered)', source: '' },
    { code: 'own:Portland sales tax', words: 'Portland sales tax 5.5%', source: '' },
  ],
  places: [{ code: '', words: 'United States' }],
  own: [
    { name: 'Portland sales tax', from_on: '2026-01-01', percent: '5.5', removable: false },
    { name: 'Portland sales tax', from_on: '2027-01-01', percent: '6', removable: true },
  ],
  second_registration_name: '',
  tax_point: 'The rate is that of the day of the invoice.',
}
