/** A list too long to send at once: its parts are asked for as they come into view. */

import { untrack } from 'svelte'
import { SvelteMap } from 'svelte/reactivity'
import { asFailure, type Answer, type Name, type Question } from './backend'
import type { Failure, Tag } from './generated'
import type { Session } from './session.svelte'

type Part = { offset: number; limit: number }
type ListAnswer<Row> = { rows: Row[]; count: number }

/** The commands that answer a part of a list. */
type ListName = {
  [N in Name]: Question<N> extends Part
    ? Answer<N> extends ListAnswer<unknown>
      ? N
      : never
    : never
}[Name]

export type RowOf<N extends ListName> = Answer<N>['rows'][number]

const PART = 200

/** Made while a component is being set up; `question` is read reactively, as in `Resource`. */
export class Paged<N extends ListName> {
  /** The newest answer, for its sums. */
  head = $state.raw<Answer<N> | null>(null)
  refusal = $state.raw<Failure | null>(null)
  loading = $state(true)
  #parts = new SvelteMap<number, RowOf<N>[]>()
  #wanted = new Set<number>()
  #turn = 0
  #session: Session
  #name: N
  #question: () => Omit<Question<N>, keyof Part> | null

  constructor(
    session: Session,
    name: N,
    question: () => Omit<Question<N>, keyof Part> | null,
    tags: Tag[],
  ) {
    this.#session = session
    this.#name = name
    this.#question = question
    $effect(() => {
      const asked = question()
      for (const tag of tags) session.version(tag)
      untrack(() => this.#restart(asked !== null))
    })
  }

  get length(): number {
    return this.head?.count ?? 0
  }

  /** Row n, or nothing while it is on its way. */
  at(n: number): RowOf<N> | undefined {
    return this.#parts.get(Math.floor(n / PART))?.[n % PART]
  }

  /** Sees to it that these rows are there. */
  want(from: number, to: number) {
    for (
      let part = Math.floor(from / PART);
      part <= Math.floor(Math.max(from, to - 1) / PART);
      part++
    ) {
      if (!this.#wanted.has(part) && part * PART < Math.max(1, this.length)) void this.#fetch(part)
    }
  }

  /** Where a row is, among those that are there. */
  find(test: (row: RowOf<N>) => boolean): number {
    for (const [part, rows] of this.#parts) {
      const n = rows.findIndex(test)
      if (n >= 0) return part * PART + n
    }
    return -1
  }

  /** Every row, fetched where it must be. For export. */
  async all(): Promise<RowOf<N>[]> {
    const rows: RowOf<N>[] = []
    for (let offset = 0; offset < this.length; offset += 500) {
      rows.push(...(await this.#ask(offset, 500)).rows)
    }
    return rows
  }

  #restart(asking: boolean) {
    this.#turn++
    this.#wanted.clear()
    if (asking) void this.#fetch(0)
    else this.loading = false
  }

  async #ask(offset: number, limit: number): Promise<Answer<N>> {
    const question = { ...this.#question(), offset, limit } as Question<N>
    return (await this.#session.backend.call(this.#name, question)).reply
  }

  async #fetch(part: number) {
    const turn = this.#turn
    this.#wanted.add(part)
    if (part === 0) this.loading = true
    try {
      const reply = await this.#ask(part * PART, PART)
      if (turn !== this.#turn) return
      if (part === 0) {
        // The old rows stay until the first new ones are here, so that nothing flickers.
        for (const other of [...this.#parts.keys()])
          if (!this.#wanted.has(other)) this.#parts.delete(other)
        this.head = reply
        this.loading = false
      }
      this.#parts.set(part, reply.rows)
      this.refusal = null
    } catch (thrown) {
      if (turn !== this.#turn) return
      this.#wanted.delete(part)
      this.refusal = asFailure(thrown)
      this.loading = false
    }
  }
}
