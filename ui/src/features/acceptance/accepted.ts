/** What is said once a signature is recorded: an agreement, or who has yet to sign. */

import type { Accepted } from '../../backend/generated'

export function acceptedWords(client: string, number: string) {
  return (reply: Accepted) =>
    reply.agreement_id
      ? { text: `${client} accepted ${number}`, detail: `Agreement ${reply.number}` }
      : { text: 'Signature recorded', detail: `${reply.waiting_for.join(', ')} has yet to sign` }
}

/** What every way of accepting is given. */
export interface AcceptProps {
  revision: string
  /** The signatory it is for, where one was chosen already. */
  signatory: number | null
  number: string
  client: string
  onclose: () => void
  /** With the agreement that began; null while somebody has yet to sign. */
  onaccepted: (agreement: string | null) => void
}
