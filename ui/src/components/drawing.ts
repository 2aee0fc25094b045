/** Steps of an instruction, and pages of services as schematic windows. Labels are those of the
 *  services; nothing here looks like them. */

/** A step: what to do, and the page where it is done. */
export interface Step {
  words: string
  page?: Drawn
}

/** A page from top to bottom. What is to be done on it carries a word, never a colour alone. */
export interface Drawn {
  address: string
  /** Copied out of the address bar. */
  copied?: boolean
  title: string
  /** Entries at the left; the one that starts with a star is open. */
  menu?: string[]
  parts: Part[]
}

export type Part =
  | { kind: 'field'; label: string; holds: string; act: 'Enter' | 'Copy' | 'Choose' }
  | { kind: 'choice'; label: string; chosen: boolean }
  | { kind: 'button'; label: string }
  | { kind: 'note'; label: string }

export const field = (label: string, holds: string, act: 'Enter' | 'Copy' | 'Choose'): Part => ({
  kind: 'field',
  label,
  holds,
  act,
})
export const choice = (label: string, chosen: boolean): Part => ({ kind: 'choice', label, chosen })
export const button = (label: string): Part => ({ kind: 'button', label })
export const note = (label: string): Part => ({ kind: 'note', label })

/** A secret as it is shown. */
export const HIDDEN = '••••••••••••••••'

/** What is to be done with a part; nothing with what is only there. */
function act(part: Part): string[] {
  if (part.kind === 'field') return [`${part.act.toLowerCase()} “${part.label}”`]
  if (part.kind === 'choice') return part.chosen ? [`choose “${part.label}”`] : []
  return part.kind === 'button' ? [`press “${part.label}”`] : []
}

/** A page in a sentence, for those who do not see it. */
export function inWords(page: Drawn): string {
  const open = page.menu?.find((entry) => entry.startsWith('*'))?.slice(1)
  const acts = [...(page.copied ? ['copy the whole address'] : []), ...page.parts.flatMap(act)]
  return `Drawing of the page “${page.title}”${open ? ` under “${open}”` : ''}: ${acts.join(', ')}.`
}
