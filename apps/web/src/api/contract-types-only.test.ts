import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const VALUE_IMPORT = /^import (?!type\b)[^;']*?from '@portolan\/contract'/m

test('the contract gives the browser its types only: its validator never gets into a bundle', () => {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const offenders = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
    .filter((file) => VALUE_IMPORT.test(readFileSync(path.join(root, file), 'utf8')))
  expect(offenders).toEqual([])
})

test('the guard sees a value among types', () => {
  expect(VALUE_IMPORT.test("import { Ledger } from '@portolan/contract'")).toBe(true)
  expect(VALUE_IMPORT.test("import {\n  type Ledger,\n  Status,\n} from '@portolan/contract'")).toBe(true)
  expect(VALUE_IMPORT.test("import type { Ledger } from '@portolan/contract'")).toBe(false)
  expect(VALUE_IMPORT.test("import { clsx } from 'clsx'\nimport type { Ledger } from '@portolan/contract'")).toBe(false)
})
