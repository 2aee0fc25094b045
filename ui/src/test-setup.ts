/** What the tests' browser lacks. */

if (!('IntersectionObserver' in globalThis)) {
  class Nothing {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  Object.assign(globalThis, { IntersectionObserver: Nothing })
}
