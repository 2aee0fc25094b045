/** Counting in words. */

/** `1 invoice`, `3 invoices`. */
export function count(n: number, one: string, many = one + 's'): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`
}

/** `1.2 MB`, for files. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** One cell of a CSV file, quoted when it must be; a leading formula sign is defused. */
function cell(text: string): string {
  const safe = /^[=@\t\r]|^[+-](?![\d.,]+$)/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}

/** Rows of text as CSV, with a byte order mark so that spreadsheets read UTF-8. */
export function csv(rows: string[][]): string {
  return '\ufeff' + rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n'
}

/** Words with a capital first. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A refusal as a sentence: a capital first and a full stop last. */
export function sentence(failure: { message: string }): string {
  const first = capital(failure.message.trim())
  return /[.?!]$/.test(first) ? first : first + '.'
}
