import { asCsv, type CsvValue } from './as-csv.ts'
import { saveFile } from './save-file.ts'
import type { TableFormat } from './table-menu.tsx'

/** Save what a table shows: as JSON whole, as the API tells it; as CSV what `line` makes of each, in the columns that are shown. */
export function saveTable<Row>(
  rows: readonly Row[],
  {
    format,
    name,
    line,
    leftOut = [],
  }: {
    format: TableFormat
    name: string
    line: (row: Row) => Readonly<Record<string, CsvValue>>
    /** Fields of CSV whose columns are not shown. */
    leftOut?: readonly string[]
  },
): void {
  const [type, text] =
    format === 'csv'
      ? ['text/csv', asCsv(rows.map(line), leftOut)]
      : ['application/json', `${JSON.stringify(rows, null, 2)}\n`]
  saveFile(`${name}.${format}`, new Blob([text], { type }))
}
