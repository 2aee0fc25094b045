/** What the tests' browser lacks, and a clean page for each test. */

import { cleanup } from '@testing-library/svelte'
import { afterEach } from 'vitest'

class Nothing {
  observe() {}
  unobserve() {}
  disconnect() {}
}
for (const name of ['IntersectionObserver', 'ResizeObserver']) {
  if (!(name in globalThis)) Object.assign(globalThis, { [name]: Nothing })
}

afterEach(() => {
  cleanup()
  localStorage.clear()
  window.location.hash = ''
})
