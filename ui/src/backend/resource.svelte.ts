/** The latest answer to one question, asked again whenever it goes stale. */

import { asFailure, type Answer, type Name, type Question } from './backend'
import type { Failure, Tag } from './generated'
import type { Session } from './session.svelte'

/**
 * Made while a component is being set up. `question` is read reactively: when it changes the
 * question is asked anew; when it answers null nothing is asked. The last good answer stays while
 * a new one is on its way, and an answer that was overtaken is dropped. An answer that says the
 * same again changes nothing, so that a form filled from it keeps what is being written.
 */
export class Resource<N extends Name> {
  value = $state.raw<Answer<N> | null>(null)
  refusal = $state.raw<Failure | null>(null)
  loading = $state(true)
  #turn = 0
  #session: Session
  #name: N
  #question: () => Question<N> | null

  constructor(session: Session, name: N, question: () => Question<N> | null, tags: Tag[] = []) {
    this.#session = session
    this.#name = name
    this.#question = question
    $effect(() => {
      const asked = question()
      for (const tag of tags) session.version(tag)
      if (asked !== null) void this.#ask(asked)
      else this.loading = false
    })
  }

  /** Asks again now. */
  async again(): Promise<void> {
    const asked = this.#question()
    if (asked !== null) await this.#ask(asked)
  }

  async #ask(question: Question<N>) {
    const turn = ++this.#turn
    this.loading = true
    try {
      const { reply } = await this.#session.backend.call(this.#name, question)
      if (turn !== this.#turn) return
      if (JSON.stringify(reply) !== JSON.stringify(this.value)) this.value = reply
      this.refusal = null
    } catch (thrown) {
      if (turn !== this.#turn) return
      this.refusal = asFailure(thrown)
    }
    this.loading = false
  }
}
