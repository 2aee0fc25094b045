import type { PDFDocumentProxy } from 'pdfjs-dist'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { printPages } from './print'

const drawn: number[] = []

const letter = {
  numPages: 3,
  getPage: (n: number) =>
    Promise.resolve({
      getViewport: ({ scale }: { scale: number }) => ({ width: 612 * scale, height: 792 * scale }),
      render: () => ({ promise: Promise.resolve(drawn.push(n)) }),
    }),
} as unknown as PDFDocumentProxy

class Sheet {
  text = ''
  replaceSync(text: string) {
    this.text = text
  }
}

const stood: (() => void)[] = []

/** Puts something the tests' page lacks in its place until the test ends. */
function stand(on: object, name: string, value: unknown) {
  const before = Object.getOwnPropertyDescriptor(on, name)
  Object.defineProperty(on, name, { value, configurable: true, writable: true })
  stood.push(() => {
    Reflect.deleteProperty(on, name)
    if (before) Object.defineProperty(on, name, before)
  })
}

function dialog(print: () => void) {
  vi.stubGlobal('CSSStyleSheet', Sheet)
  stand(document, 'adoptedStyleSheets', [])
  stand(HTMLCanvasElement.prototype, 'toBlob', (done: (blob: Blob) => void) => done(new Blob()))
  stand(HTMLImageElement.prototype, 'decode', () => Promise.resolve())
  stand(URL, 'createObjectURL', () => 'blob:page')
  stand(URL, 'revokeObjectURL', () => {})
  stand(window, 'print', print)
}

const sheets = () => document.querySelectorAll('.print-sheets img').length
const paper = () => document.adoptedStyleSheets.map((sheet) => (sheet as unknown as Sheet).text)

afterEach(() => {
  drawn.length = 0
  stood.splice(0).forEach((back) => back())
  vi.unstubAllGlobals()
})

describe('printing', () => {
  it('lays out every page at its own size while the dialog is open, and leaves nothing', async () => {
    let seen: unknown[] = []
    dialog(() => {
      window.dispatchEvent(new Event('beforeprint'))
      seen = [sheets(), paper()]
      setTimeout(() => window.dispatchEvent(new Event('afterprint')), 5)
    })
    await printPages(letter)
    expect(seen).toEqual([3, ['@page { size: 612pt 792pt; margin: 0 }']])
    expect(drawn).toEqual([1, 2, 3])
    expect([sheets(), paper()]).toEqual([0, []])
  })

  it('goes on where the window may not print', async () => {
    dialog(() => {})
    await printPages(letter)
    expect(sheets()).toBe(0)
  })
})
