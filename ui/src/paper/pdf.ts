/** Opens PDFs with pdf.js, its worker from our own files, nothing evaluated, nothing fetched. */

import type { PDFDocumentProxy } from 'pdfjs-dist'

type Library = typeof import('pdfjs-dist')

let library: Promise<Library> | null = null

/** Whether a worker starts at all. Where it cannot, pages are drawn on the main thread instead. */
function starts(port: Worker): Promise<boolean> {
  return new Promise((resolve) => {
    port.addEventListener('message', () => resolve(true), { once: true })
    port.addEventListener('error', () => resolve(false), { once: true })
    setTimeout(() => resolve(true), 3000)
  })
}

async function load(): Promise<Library> {
  const [pdf, worker] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.min.mjs') as Promise<Library>,
    import('pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker'),
  ])
  const port = new worker.default()
  if (await starts(port)) {
    pdf.GlobalWorkerOptions.workerPort = port
  } else {
    const here = await import('pdfjs-dist/legacy/build/pdf.worker.min.mjs')
    Object.assign(globalThis, { pdfjsWorker: here })
  }
  return pdf
}

/** The document of base64 text. The caller destroys it. */
export async function openPdf(base64: string): Promise<PDFDocumentProxy> {
  library ??= load()
  const pdf = await library
  const text = atob(base64)
  const data = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) data[at] = text.charCodeAt(at)
  return pdf.getDocument({
    data,
    isEvalSupported: false,
    useWasm: false,
    useSystemFonts: false,
    // Letters are drawn from their outlines: faces of the browser would have to load each time.
    disableFontFace: true,
    enableXfa: false,
    stopAtErrors: false,
  }).promise
}
