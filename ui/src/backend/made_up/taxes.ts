/** What a made-up practice can choose about tax, and a line of an invoice without it. */

import type { InvoiceLine, TaxSettings } from '../generated'
import { usd } from './halloway'

export const TAXES: TaxSettings = {
  charges: true,
  choices: [
    { code: 'usual', words: 'As usual, Portland sales tax 5.5%', source: '' },
    { code: 'none', words: 'No tax', source: '' },
    { code: 'own:Portland sales tax', words: 'Portland sales tax 5.5%', source: '' },
  ],
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

export const LINE: InvoiceLine = {
  id: 'inl_1',
  description: 'Monthly bookkeeping',
  period: 'November 2026',
  quantity: '1',
  price: usd(78000),
  net: usd(78000),
  tax_words: '',
  tax: usd(0),
  creditable: usd(78000),
}
