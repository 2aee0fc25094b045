/**
 * A proposal being written. It saves itself, and draws its letter anew as one types: one drawing
 * at a time, always of the newest words.
 */

import { asFailure } from '../../backend/backend'
import type {
  Choice,
  DraftClauses,
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
import { count } from '../../format/words'
import { stops } from './clauses'
import { without } from './offered'

const SAVE_AFTER = 500

/** A line, with its billing as it stands on the wire. */
export type Line = Omit<DraftLine, 'billing'> & { billing: Billing }

type Text = Omit<ProposalDraft, 'lines'> & { lines: Line[] }

/** A line with nothing in it but a name. */
export function blankLine(name: string): Line {
  return {
    service_id: null,
    kind: 'other',
    name,
    description: '',
    billing: { kind: 'recurring', every: 'month', day: 'start_day' },
    quantity: '1',
    price: '',
    pricing: { kind: 'fixed' },
    tax: 'usual',
    offered: { kind: 'always' },
    discount: null,
    deposit_percent: '',
  }
}

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
  /** Whether the rarer fields of that line are shown. */
  more = $state(false)
  /** Whether the blanks that are filled already are shown. */
  filled = $state(false)
  /** The clause whose words are open. */
  clause: string | null = $state(null)
  /** What the figures are shown for; the plainest until something is chosen. */
  choice: Choice = $state({ option: null, add_ons: [] })
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

  get remarks() {
    return this.letter?.remarks ?? this.page.remarks
  }

  get clauses() {
    return this.letter?.clauses ?? this.page.clauses
  }

  get blanks() {
    return this.letter?.blanks ?? this.page.blanks
  }

  /** Whether a line of the shown choice is discounted in its first periods only. */
  get eased(): boolean {
    const { option, add_ons } = this.totals.choice
    const taken = (at: number) => {
      const offered = this.value.lines[at]?.offered
      if (offered?.kind === 'options') return option !== null && offered.options.includes(option)
      return offered?.kind === 'always' || add_ons.includes(at)
    }
    return this.value.lines.some(
      ({ discount }, at) =>
        !!discount?.first_periods.trim() &&
        taken(at) &&
        (discount.with === null || taken(discount.with)),
    )
  }

  /** How many problems and remarks keep it from being sent. */
  get toSettle(): number {
    return this.problems.length + this.remarks.filter(stops).length
  }

  /** Why it cannot be sent yet; null when it can. */
  get held(): string | null {
    return this.toSettle
      ? `${count(this.toSettle, 'point')} to settle first: see beside the letter`
      : null
  }

  /** Changes the clauses, then saves and draws. */
  reword(change: (kept: DraftClauses) => void) {
    change(this.value.clauses)
    this.changed()
  }

  /** Shows the figures for another choice. */
  choose(choice: Choice) {
    this.choice = choice
    void this.#draw()
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
    // After all that this key changed, and no later.
    this.#drawing = setTimeout(() => void this.#draw())
  }

  add(line: Line) {
    this.value.lines.push(line)
    this.open = this.value.lines.length - 1
    this.changed()
  }

  addService(row: ServiceRow) {
    const { name, description, billing, tax, kind } = row.form
    this.add({
      ...blankLine(name),
      service_id: row.id,
      kind,
      description,
      billing: structuredClone($state.snapshot(billing)) as unknown as Billing,
      price: row.form.price || typed(row.price),
      tax,
    })
  }

  remove(n: number) {
    this.value.lines.splice(n, 1)
    this.open = null
    this.#follow((at) => (at === n ? null : at > n ? at - 1 : at))
    this.changed()
  }

  move(n: number, by: -1 | 1) {
    const to = n + by
    if (to < 0 || to >= this.value.lines.length) return
    const [line] = this.value.lines.splice(n, 1)
    this.value.lines.splice(to, 0, line!)
    if (this.open === n) this.open = to
    this.#follow((at) => (at === n ? to : at === to ? n : at))
    this.changed()
  }

  removeOption(n: number) {
    this.value.options.splice(n, 1)
    for (const line of this.value.lines) line.offered = without(line.offered, n)
    this.choice = { option: null, add_ons: this.choice.add_ons }
    this.changed()
  }

  /** What refers to lines by their place follows them. */
  #follow(moved: (at: number) => number | null) {
    for (const { discount } of this.value.lines) {
      if (discount && discount.with !== null) discount.with = moved(discount.with)
    }
    const add_ons = this.choice.add_ons.map(moved).filter((at) => at !== null)
    this.choice = { ...this.choice, add_ons }
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
      this.letter = await this.#session.ask('proposals.preview', {
        id: this.id,
        draft: $state.snapshot(this.value),
        choice: $state.snapshot(this.choice),
      })
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
