/**
 * A proposal being written. It saves itself, and draws its letter anew as one types: one drawing
 * at a time, always of the newest words.
 */

import { asFailure } from '../../backend/backend'
import type {
  DraftLine,
  Failure,
  LetterPreview,
  ProposalDraft,
  ProposalPage,
  ServiceRow,
} from '../../backend/generated'
import type { Billing } from '../../components/billing'
import type { Session } from '../../backend/session.svelte'
import { typed } from '../../format/money'

const SAVE_AFTER = 500
const DRAW_AFTER = 20

/** A line, with its billing as it stands on the wire. */
export type Line = Omit<DraftLine, 'billing'> & { billing: Billing }

type Text = Omit<ProposalDraft, 'lines'> & { lines: Line[] }

export class Draft {
  readonly id: string
  value: Text = $state()!
  page: ProposalPage = $state.raw()!
  letter: LetterPreview | null = $state.raw(null)
  refusal: Failure | null = $state.raw(null)
  saved: 'saved' | 'saving' | 'waiting' = $state('saved')
  savedAt: string | null = $state(null)
  /** The line whose fields are open. */
  open: number | null = $state(null)
  #session: Session
  #saving: ReturnType<typeof setTimeout> | undefined
  #drawing: ReturnType<typeof setTimeout> | undefined
  #busy = false
  #again = false
  #gone = false

  constructor(session: Session, page: ProposalPage) {
    this.#session = session
    this.id = page.row.id
    this.page = page
    this.value = structuredClone(page.draft) as unknown as Text
    void this.#draw()
  }

  get totals() {
    return this.letter?.totals ?? this.page.totals
  }

  get problems() {
    return this.letter?.problems ?? this.page.problems
  }

  /** What is wrong with a field, in a sentence. */
  wrong(field: string): string | null {
    return this.problems.find((problem) => problem.field === field)?.message ?? null
  }

  /** To be called after every change. */
  changed() {
    this.saved = 'waiting'
    clearTimeout(this.#saving)
    this.#saving = setTimeout(() => void this.save(), SAVE_AFTER)
    clearTimeout(this.#drawing)
    this.#drawing = setTimeout(() => void this.#draw(), DRAW_AFTER)
  }

  add(line: Line) {
    this.value.lines.push(line)
    this.open = this.value.lines.length - 1
    this.changed()
  }

  addService(row: ServiceRow) {
    const { name, description, billing, taxable } = row.form
    this.add({
      service_id: row.id,
      name,
      description,
      billing: structuredClone($state.snapshot(billing)) as unknown as Billing,
      quantity: '1',
      price: row.form.price || typed(row.price),
      taxable,
    })
  }

  remove(n: number) {
    this.value.lines.splice(n, 1)
    this.open = null
    this.changed()
  }

  move(n: number, by: -1 | 1) {
    const to = n + by
    if (to < 0 || to >= this.value.lines.length) return
    const [line] = this.value.lines.splice(n, 1)
    this.value.lines.splice(to, 0, line!)
    if (this.open === n) this.open = to
    this.changed()
  }

  /** Saves now. Throws nothing; a refusal stays on the page. */
  async save(): Promise<boolean> {
    clearTimeout(this.#saving)
    if (this.#gone) return false
    this.saved = 'saving'
    try {
      const done = await this.#session.backend.call('proposals.save', {
        id: this.id,
        draft: $state.snapshot(this.value),
      })
      this.page = done.reply
      this.refusal = null
      if (this.saved === 'saving') this.saved = 'saved'
      this.savedAt = new Date().toISOString()
      return true
    } catch (thrown) {
      this.refusal = asFailure(thrown)
      this.saved = 'waiting'
      return false
    }
  }

  /** Saves nothing any more: the proposal is discarded, and saving would bring it back. */
  forget() {
    this.#gone = true
    clearTimeout(this.#saving)
    clearTimeout(this.#drawing)
  }

  /** Saves what is unsaved and tells the rest of the window. For leaving the page. */
  async leave() {
    clearTimeout(this.#drawing)
    if (this.saved !== 'saved' && !this.#gone) await this.save()
    this.#session.stale(['proposals'])
  }

  async #draw() {
    if (this.#busy) {
      this.#again = true
      return
    }
    this.#busy = true
    try {
      const question = { id: this.id, draft: $state.snapshot(this.value) }
      this.letter = await this.#session.ask('proposals.preview', question)
    } catch (thrown) {
      this.refusal = asFailure(thrown)
    }
    this.#busy = false
    if (this.#again) {
      this.#again = false
      void this.#draw()
    }
  }
}
