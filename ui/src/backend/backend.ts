/**
 * The one interface to the program. Everything the window knows comes through `call`; what it asks
 * of the operating system goes through `shell`.
 */

import type { Code, Commands, Failure, Tag, Undo } from './generated'
import type { Shell } from './shell'

export type Name = keyof Commands
export type Question<N extends Name> = Commands[N]['question']
export type Answer<N extends Name> = Commands[N]['answer']

/** A command that was carried out: its answer, what it changed, and how to take it back. */
export interface Done<N extends Name = Name> {
  reply: Answer<N>
  touched: Tag[]
  undo: Undo | null
}

export interface Backend {
  /** Rejects with a `Failure`, and with nothing else. */
  call<N extends Name>(name: N, question: Question<N>): Promise<Done<N>>
  /** Calls the listener with what was changed behind the window's back; answers how to stop. */
  ontouched(listener: (tags: Tag[]) => void): () => void
  readonly shell: Shell
}

/** Whether something thrown is a refusal of the program. */
export function isFailure(thrown: unknown): thrown is Failure {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown
}

/** Whatever was thrown, as a refusal that can be shown. */
export function asFailure(thrown: unknown): Failure {
  if (isFailure(thrown)) return thrown
  const code: Code = 'Bug'
  return {
    code,
    message: `something went wrong in the window, and nothing was changed: ${String(thrown)}`,
    field: null,
  }
}
