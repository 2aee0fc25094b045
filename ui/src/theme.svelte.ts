/** Light, dark, or as the system says; remembered on this computer. */

export type Theme = 'system' | 'light' | 'dark'

const KEPT = 'theme'

class Look {
  theme: Theme = $state('system')

  set(theme: Theme) {
    this.theme = theme
    if (theme === 'system') {
      delete document.documentElement.dataset.theme
      localStorage.removeItem(KEPT)
    } else {
      document.documentElement.dataset.theme = theme
      localStorage.setItem(KEPT, theme)
    }
  }
}

export const look = new Look()

/** Puts back what was chosen last time. */
export function restore() {
  const asked = new URLSearchParams(location.search).get('theme')
  const kept = asked ?? localStorage.getItem(KEPT)
  if (kept === 'light' || kept === 'dark') look.set(kept)
}
