/** A change of an agreement as it is typed: one flat row for every kind, so that choosing another
 *  kind loses nothing. */

import type { AgreementService, AmendmentChange, Billing } from '../../backend/generated'

export type Kind = AmendmentChange['kind']

export interface TypedChange {
  kind: Kind
  service_id: string
  price: string
  quantity: string
  scope: string
  billing: Billing
  name: string
  days: string
  on: string
  client_id: string
  tax: string
}

export const KINDS: { value: Kind; label: string }[] = [
  { value: 'price', label: 'The price of a service' },
  { value: 'quantity', label: 'The quantity of a service' },
  { value: 'billing', label: 'When a service is billed' },
  { value: 'scope', label: 'What a service covers' },
  { value: 'add_service', label: 'A service comes' },
  { value: 'end_service', label: 'A service ends' },
  { value: 'payment_days', label: 'The days to pay' },
  { value: 'end', label: 'The end of the agreement, or its renewal' },
  { value: 'transfer', label: 'Another client takes over' },
]

/** A change of the price of a service, empty. */
export function fresh(services: AgreementService[]): TypedChange {
  return {
    kind: 'price',
    service_id: services[0]?.id ?? '',
    price: '',
    quantity: '1',
    scope: '',
    billing: { kind: 'recurring', every: 'month' },
    name: '',
    days: '',
    on: '',
    client_id: '',
    tax: 'usual',
  }
}

/** The change for the wire; nothing while what it needs is not typed. */
export function written(change: TypedChange): AmendmentChange | null {
  const { kind, service_id, price, quantity, scope, billing, name, days, on, client_id } = change
  switch (kind) {
    case 'price':
      return price ? { kind, service_id, price } : null
    case 'quantity':
      return quantity ? { kind, service_id, quantity } : null
    case 'billing':
      return { kind, service_id, billing }
    case 'scope':
      return scope ? { kind, service_id, scope } : null
    case 'add_service':
      return name && price
        ? { kind, name, description: scope, billing, quantity, price, tax: change.tax }
        : null
    case 'end_service':
      return { kind, service_id }
    case 'payment_days':
      return days ? { kind, days } : null
    case 'end':
      return { kind, on: on || null }
    case 'transfer':
      return client_id ? { kind, client_id } : null
  }
}
