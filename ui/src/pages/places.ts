/** The places of the sidebar: their words, their keys, and where a new one of each is begun. */

import type { IconName } from '../components/icons'

export interface Place {
  page: string
  label: string
  href: string
  icon: IconName
  /** After G. */
  letter: string
  /** Where Ctrl N leads from here. */
  fresh?: string
  /** A gap above it. */
  apart?: boolean
}

export const PLACES: Place[] = [
  { page: 'today', label: 'Today', href: '#/today', icon: 'today', letter: 't' },
  {
    page: 'clients',
    label: 'Clients',
    href: '#/clients',
    icon: 'clients',
    letter: 'c',
    fresh: '#/clients?new=1',
  },
  {
    page: 'proposals',
    label: 'Proposals',
    href: '#/proposals',
    icon: 'proposals',
    letter: 'p',
    fresh: '#/proposals?new=1',
  },
  {
    page: 'agreements',
    label: 'Agreements',
    href: '#/agreements',
    icon: 'agreements',
    letter: 'a',
  },
  {
    page: 'invoices',
    label: 'Invoices',
    href: '#/invoices',
    icon: 'invoices',
    letter: 'i',
    fresh: '#/invoices?pay=1',
  },
  {
    page: 'reconcile',
    label: 'Reconcile',
    href: '#/reconcile',
    icon: 'reconcile',
    letter: 'r',
    fresh: '#/reconcile?import=1',
    apart: true,
  },
  {
    page: 'collections',
    label: 'Collections',
    href: '#/collections',
    icon: 'collections',
    letter: 'l',
  },
  { page: 'insights', label: 'Insights', href: '#/insights', icon: 'insights', letter: 's' },
  { page: 'sync', label: 'Sync', href: '#/sync', icon: 'sync', letter: 'y' },
  {
    page: 'services',
    label: 'Services',
    href: '#/services',
    icon: 'tag',
    letter: 'v',
    fresh: '#/services?new=1',
    apart: true,
  },
  { page: 'settings', label: 'Settings', href: '#/settings', icon: 'settings', letter: 'e' },
]
