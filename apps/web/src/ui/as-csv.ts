export type CsvValue = string | number | boolean | null | undefined

/**
 * A line of CSV as RFC 4180 has it, without its end. What a spreadsheet would take for a formula is kept from being one by
 * an apostrophe in front.
 */
export function csvLine(values: readonly CsvValue[]): string {
  return values.map(csvField).join(',')
}

function csvField(value: CsvValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows under the names of their fields; the first row's fields are everybody's. */
export function asCsv(rows: readonly Readonly<Record<string, CsvValue>>[], leftOut: readonly string[] = []): string {
  const names = Object.keys(rows[0] ?? {}).filter((name) => !leftOut.includes(name))
  return [names, ...rows.map((row) => names.map((name) => row[name]))].map((line) => `${csvLine(line)}\r\n`).join('')
}
