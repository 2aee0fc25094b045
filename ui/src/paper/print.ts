/** Printing a PDF by the dialog of the system, as the very pages that are shown. */

import type { PDFDocumentProxy } from 'pdfjs-dist'
import { openPdf } from './pdf'

/** Dots per inch: sharp on paper, and sixty pages still fit into memory. */
const DENSITY = 220

/** Shows the system's print dialog for a PDF in base64; done when the dialog is closed. */
export async function printPdf(base64: string): Promise<void> {
  const pdf = await openPdf(base64)
  try {
    await printPages(pdf)
  } finally {
    void pdf.loadingTask.destroy()
  }
}

/** Lays every page out as a picture, edge to edge, while the dialog is open. */
export async function printPages(pdf: PDFDocumentProxy): Promise<void> {
  const sheets = document.createElement('div')
  sheets.className = 'print-sheets'
  for (let n = 1; n <= pdf.numPages; n++) sheets.append(await picture(pdf, n))
  const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 })
  const paper = new CSSStyleSheet()
  paper.replaceSync(`@page { size: ${width}pt ${height}pt; margin: 0 }`)
  const before = document.adoptedStyleSheets
  document.body.append(sheets)
  document.adoptedStyleSheets = [...before, paper]
  try {
    await dialog()
  } finally {
    document.adoptedStyleSheets = before
    sheets.querySelectorAll('img').forEach((image) => URL.revokeObjectURL(image.src))
    sheets.remove()
  }
}

/** One page as a picture as wide as the paper. */
async function picture(pdf: PDFDocumentProxy, n: number): Promise<HTMLImageElement> {
  const page = await pdf.getPage(n)
  const viewport = page.getViewport({ scale: DENSITY / 72 })
  const canvas = document.createElement('canvas')
  canvas.width = Math.floor(viewport.width)
  canvas.height = Math.floor(viewport.height)
  await page.render({ canvas, viewport, intent: 'print' }).promise
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve))
  if (!blob) throw new Error(`page ${n} cannot be drawn for the printer`)
  const image = new Image()
  image.src = URL.createObjectURL(blob)
  await image.decode()
  return image
}

/** The dialog; done when it is closed. A window that may not print (one driven by tests) goes on. */
function dialog(): Promise<void> {
  return new Promise((resolve) => {
    let begun = false
    window.addEventListener('beforeprint', () => (begun = true), { once: true })
    window.addEventListener('afterprint', () => resolve(), { once: true })
    window.print()
    if (!begun) resolve()
  })
}
