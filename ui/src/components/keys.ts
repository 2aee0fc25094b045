/** Keys: how they are printed, and when a single letter may act. */

const mac = typeof navigator !== 'undefined' && /Mac/.test(navigator.platform)

/** `Mod N` → `Ctrl N`, or `⌘N` on a Mac; `Enter` → `↵`. */
export function printed(keys: string): string {
  const parts = keys
    .split(' ')
    .map((key) => (key === 'Mod' ? (mac ? '⌘' : 'Ctrl') : key === 'Enter' ? '↵' : key))
  return parts.join(mac && keys.startsWith('Mod') ? '' : ' ')
}

/** Whether the platform's command key is held. */
export function mod(event: KeyboardEvent): boolean {
  return mac ? event.metaKey : event.ctrlKey
}

/** Whether the event comes from a place where letters are text. */
export function typing(event: Event): boolean {
  const at = event.target
  if (!(at instanceof HTMLElement)) return false
  if (at.isContentEditable || at.tagName === 'TEXTAREA' || at.tagName === 'SELECT') return true
  if (at.tagName !== 'INPUT') return false
  return !['checkbox', 'radio', 'button', 'file'].includes((at as HTMLInputElement).type)
}

/** A single plain letter that may act: no modifier, not typing, no dialog open. */
export function letter(event: KeyboardEvent): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event)) return null
  if (document.querySelector('[role=dialog],[role=alertdialog]')) return null
  return event.key.length === 1 ? event.key.toLowerCase() : null
}
