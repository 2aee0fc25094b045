/** A practice's form before anything is known, and what a jurisdiction sets in it. */

import type { JurisdictionDefaults, PracticeForm } from '../../backend/generated'

export function blank(jurisdiction: string): PracticeForm {
  return {
    name: '',
    person: '',
    address: '',
    email: '',
    phone: '',
    jurisdiction,
    region: '',
    currency: 'USD',
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    tax_registration: '',
    second_registration: '',
    usual_tax: 'none',
    prices_include_tax: false,
    tax_rounding: 'line',
    payment_days: '14',
    how_to_pay: '',
    check_references: false,
    profession: 'accountant',
    letter_setting: 'ragged',
    invoice_prefix: 'INV-',
    next_invoice: '1',
    credit_prefix: 'CN-',
    proposal_prefix: 'PR-',
    logo: null,
    remove_logo: false,
  }
}

/** The form with the jurisdiction's usual values in the fields it decides. */
export function withDefaults(form: PracticeForm, defaults: JurisdictionDefaults): PracticeForm {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  return {
    ...form,
    jurisdiction: defaults.jurisdiction,
    currency: defaults.currency,
    usual_tax: defaults.usual_tax,
    payment_days: String(defaults.payment_days),
    time_zone: defaults.time_zones.includes(here) ? here : (defaults.time_zones[0] ?? here),
  }
}
