import type { IconName } from './icons'

/** One of the less frequent acts of a page. */
export interface MenuItem {
  label: string
  icon?: IconName
  test?: string
  onselect: () => void
}
