/** The ways a signature is recorded on this computer. */

import type { IconName } from '../../components/icons'

export type Way = 'person' | 'paper' | 'email' | 'behalf'

export const WAYS: { way: Way; label: string; icon: IconName }[] = [
  { way: 'person', label: 'Accept in person…', icon: 'sign' },
  { way: 'paper', label: 'Signed on paper…', icon: 'doc' },
  { way: 'email', label: 'By e-mail…', icon: 'mail' },
  { way: 'behalf', label: 'On behalf…', icon: 'edit' },
]
