import { asCsv, type CsvValue } from './as-csv.ts'
import { saveFile } from './save-file.ts'
import type { TableFormat } from './table-menu.tsx'

/** Save what a table shows: as JSON whole, as the API tells it; as CSV what `line` makes of each. */
export function saveTable<Row>(
  rows: readonly Row[],
  { format, name, line }: { format: TableFormat; name: string; line: (row: Row) => Readonly<Record<string, CsvValue>> },
): void {
  const [type, text] =
    format === 'csv' ? ['text/csv', asCsv(rows.map(line))] : ['application/json', `${JSON.stringify(rows, null, 2)}\n`]
  saveFile(`${name}.${format}`, new Blob([text], { type }))
}
