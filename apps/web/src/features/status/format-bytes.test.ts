import { expect, test } from 'vitest'
import { formatBytes } from './format-bytes.ts'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1 kB'],
  [48_312_000, '48.3 MB'],
  [5e9, '5 GB'],
  [7.2e15, '7,200 TB'],
])('%d bytes read "%s"', (bytes, text) => {
  expect(formatBytes(bytes, 'en')).toBe(text)
})
