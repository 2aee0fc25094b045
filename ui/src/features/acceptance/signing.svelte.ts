/** Who signs and what they choose: the part that every way of accepting has. */

import type { AcceptanceTerms, Choice, Signing } from '../../backend/generated'
import { Resource } from '../../backend/resource.svelte'
import type { Session } from '../../backend/session.svelte'

export class SigningForm {
  readonly terms: Resource<'acceptances.terms'>
  capacity = $state('')
  initials = $state('')
  #signatory: number | null = $state(null)
  #signer: string | null = $state(null)
  #choice: Choice | null = $state.raw(null)

  constructor(session: Session, revision: string, signatory: number | null) {
    this.#signatory = signatory
    this.terms = new Resource(session, 'acceptances.terms', () => ({
      id: revision,
      choice: this.#choice,
    }))
  }

  get asked(): AcceptanceTerms | null {
    return this.terms.value
  }

  /** Which of the letter's signatories; the first who has not signed unless another is chosen. */
  get signatory(): number {
    const open = this.asked?.signatories.findIndex((one) => one.signed_on === null) ?? 0
    return this.#signatory ?? Math.max(open, 0)
  }

  set signatory(n: number) {
    this.#signatory = n
    this.#signer = null
    this.capacity = ''
  }

  get signer(): string {
    return this.#signer ?? this.asked?.signatories[this.signatory]?.name ?? ''
  }

  set signer(name: string) {
    this.#signer = name
  }

  /** The capacity the letter names, shown until another is typed. */
  get capacityHint(): string {
    return this.asked?.signatories[this.signatory]?.capacity || 'Owner, director'
  }

  get choice(): Choice {
    return this.asked?.settled ?? this.#choice ?? this.asked?.totals.choice ?? NOTHING
  }

  set choice(choice: Choice) {
    this.#choice = choice
  }

  /** The options there are to choose; none when there is nothing to choose. */
  get options() {
    return (this.asked?.options ?? []).filter(({ name }) => name !== '')
  }

  get ready(): boolean {
    return this.asked !== null && this.signer.trim() !== ''
  }

  /** As it goes on the wire. */
  get answer(): Signing {
    return {
      signatory: this.signatory,
      signer: this.signer,
      capacity: this.capacity || (this.asked?.signatories[this.signatory]?.capacity ?? ''),
      choice: this.choice,
      initials: this.initials,
    }
  }
}

const NOTHING: Choice = { option: null, add_ons: [] }

/** The fields that show their own refusal. */
export const SHOWN = ['signing.signatory', 'signing.signer', 'signing.capacity', 'signing.initials']
