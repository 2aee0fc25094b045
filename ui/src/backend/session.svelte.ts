/** One open window: its backend, what went stale, what was just done and how to take it back. */

import { createContext } from 'svelte'
import { asFailure, type Answer, type Backend, type Name, type Question } from './backend'
import { sentence } from '../format/words'
import type { ComposeMail, Failure, Tag, Undo } from './generated'

export interface Notice {
  id: number
  text: string
  detail?: string
  tone?: 'done' | 'failed'
  undo?: () => void
}

export class Session {
  readonly backend: Backend
  notices = $state.raw<Notice[]>([])
  /** What an e-mail is being written about. */
  writing = $state.raw<ComposeMail | null>(null)
  #undos = $state.raw<Undo[]>([])
  #versions: Record<Tag, number> = $state({
    books: 0,
    practice: 0,
    clients: 0,
    services: 0,
    proposals: 0,
    agreements: 0,
    invoices: 0,
    payments: 0,
    bank: 0,
    history: 0,
    ledgers: 0,
    jobs: 0,
    mail: 0,
  })
  #last = 0

  constructor(backend: Backend) {
    this.backend = backend
  }

  /** What `U` takes back: the newest act that can be undone. */
  get undoable(): Undo | null {
    return this.#undos.at(-1) ?? null
  }

  /** Keeps how to take an act back, the newest fifty. */
  remember(undo: Undo) {
    this.#undos = [...this.#undos.slice(-49), undo]
  }

  /** Forgets what was done: another book is open now. */
  forget() {
    this.#undos = []
    this.notices = []
  }

  /** A number that grows when something under the tag changes; reading it is how one listens. */
  version(tag: Tag): number {
    return this.#versions[tag]
  }

  /** Everything kept under these tags is asked again. */
  stale(tags: Tag[]) {
    for (const tag of tags) this.#versions[tag]++
  }

  /** Asks, changing nothing on the screen. Rejects with a `Failure`. */
  async ask<N extends Name>(name: N, question: Question<N>): Promise<Answer<N>> {
    return (await this.backend.call(name, question)).reply
  }

  /** Does, marks stale what it touched, and says so with Undo where there is one. */
  async act<N extends Name>(name: N, question: Question<N>, say?: Say<N>): Promise<Answer<N>> {
    const done = await this.backend.call(name, question)
    this.stale(done.touched)
    const words = typeof say === 'function' ? say(done.reply) : say
    const silent = words !== undefined && words.text === undefined && words.detail === undefined
    if (done.undo) this.remember(done.undo)
    const text = words?.text ?? done.undo?.label
    if (text && !silent) this.say({ text, detail: words?.detail }, done.undo)
    return done.reply
  }

  /** Shows what was done. */
  say(
    words: { text: string; detail?: string; tone?: 'done' | 'failed' },
    undo: Undo | null = null,
  ) {
    const id = ++this.#last
    const notice: Notice = { id, ...words }
    if (undo) notice.undo = () => void this.takeBack(undo, id)
    this.notices = [...this.notices.slice(-2), notice]
  }

  /** Shows a refusal that has no place of its own on the screen. */
  refuse(thrown: unknown) {
    this.say({ text: sentence(asFailure(thrown)), tone: 'failed' })
  }

  /** Takes a notice off the screen. */
  close(id: number) {
    this.notices = this.notices.filter((notice) => notice.id !== id)
  }

  /** Takes the last act back. */
  async undo() {
    if (this.undoable) await this.takeBack(this.undoable)
  }

  /** Carries out an undo, wherever it came from. */
  async takeBack(undo: Undo, notice?: number) {
    this.#undos = this.#undos.filter((one) => one !== undo)
    if (notice) this.close(notice)
    else this.notices = this.notices.filter(({ tone }) => tone === 'failed')
    try {
      const done = await this.backend.call(undo.name as Name, undo.question as never)
      this.stale(done.touched)
      this.say({ text: `Undone: ${lowered(undo.label)}` })
    } catch (thrown) {
      this.refuse(thrown)
    }
  }
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** What to say after an act: words, or words made of the answer. `{}` says nothing. */
export type Say<N extends Name> =
  { text?: string; detail?: string } | ((reply: Answer<N>) => { text?: string; detail?: string })

/** One piece of work of a form: whether it runs, and why it was refused. */
export class Work {
  busy = $state(false)
  refusal = $state.raw<Failure | null>(null)

  /** Runs it unless it runs already; answers nothing when it was refused. */
  async run<T>(task: () => Promise<T>): Promise<T | undefined> {
    if (this.busy) return undefined
    this.busy = true
    this.refusal = null
    try {
      return await task()
    } catch (thrown) {
      this.refusal = asFailure(thrown)
      return undefined
    } finally {
      this.busy = false
    }
  }

  /** The sentence that belongs under a field. */
  wrong(field: string): string | null {
    return this.refusal?.field === field ? sentence(this.refusal) : null
  }

  /** The refusal, when none of these fields shows it. */
  rest(shown: string[] = []): Failure | null {
    const field = this.refusal?.field
    return field && shown.includes(field) ? null : this.refusal
  }
}

const [getSession, setSession] = createContext<Session>()
export { getSession, setSession }
