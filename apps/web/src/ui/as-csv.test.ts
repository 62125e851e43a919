import { expect, test } from 'vitest'
import { asCsv } from './as-csv.ts'

test('names first, then a line a row; what is not known is empty', () => {
  expect(
    asCsv([
      { name: 'web', ready: 2, ip: null },
      { name: 'api, "old"\nand new', ready: 0, ip: '10.96.0.1' },
    ]),
  ).toBe('name,ready,ip\r\nweb,2,\r\n"api, ""old""\nand new",0,10.96.0.1\r\n')
})

test.each(['=1+1', '+1', '-1', '@cmd'])('%s is text to a spreadsheet, never a formula', (value) => {
  expect(asCsv([{ value }])).toBe(`value\r\n'${value}\r\n`)
})

test('no rows are no lines but the end of one', () => {
  expect(asCsv([])).toBe('\r\n')
})
