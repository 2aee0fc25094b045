/** A small PDF with some lines of text, for looking at pages without the program. */

/** One page per list of lines, base64. */
export function smallPdf(pages: string[][]): string {
  const objects: string[] = []
  const add = (body: string) => objects.push(body)
  const kids = pages.map((_, n) => `${4 + n * 2} 0 R`).join(' ')
  add('<< /Type /Catalog /Pages 2 0 R >>')
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>')
  pages.forEach((lines, n) => {
    const shown = lines.map((line) => `(${line.replace(/[()\\]/g, '\\$&')}) Tj 0 -18 Td`).join('\n')
    const stream = `BT /F1 12 Tf 72 720 Td\n${shown}\nET`
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + n * 2} 0 R >>`,
    )
    add(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`)
  })
  let out = '%PDF-1.4\n'
  const places = objects.map((body, n) => {
    const at = out.length
    out += `${n + 1} 0 obj\n${body}\nendobj\n`
    return at
  })
  const start = out.length
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  out += places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  out += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`
  return btoa(out)
}
