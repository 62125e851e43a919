import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestApp } from '../testing/test-app.ts'

const docs = new URL('../../../../docs/', import.meta.url)
const page = readFileSync(new URL('coverage.md', docs), 'utf8')

/** The rows of the page, by their id. */
const rows = new Map([...page.matchAll(/^\| (A\d\d) \|(.*)\|$/gm)].map(([, id = '', text = '']) => [id, text]))

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => `A${String(first + index).padStart(2, '0')}`)

/** What was asked. */
const ASKED = [...range(1, 17), ...range(20, 34), ...range(40, 47), ...range(50, 62)]
/** Points of which the API of a cluster says nothing. */
const UNANSWERABLE = ['A04', 'A41', 'A47']

let app: TestApp
beforeAll(async () => {
  app = await TestApp.over()
})
afterAll(() => app.close())

describe('docs/coverage.md', () => {
  test('has a row for everything that was asked, in order', () => {
    expect([...rows.keys()]).toEqual(ASKED)
  })

  test('names only paths that the API has', () => {
    const paths = Object.keys((app.app.server.swagger() as { paths: Record<string, unknown> }).paths)
    const named = [...page.matchAll(/`GET (\/[^`]*)`/g)].map(([, path = '']) => `/api/v1${path}`)
    expect([...new Set(named)].filter((path) => !paths.includes(path))).toEqual([])
  })

  test.each(ASKED.filter((id) => !UNANSWERABLE.includes(id)))('%s has an answer, and tests that are there', (id) => {
    const row = rows.get(id) ?? ''
    expect(row).toMatch(/`GET |as above/)
    const proofs = [...row.matchAll(/\]\((\.\.\/[^)]+\.test\.ts)\) ([^;|]+)/g)]
    expect(proofs).not.toEqual([])
    for (const [, file = '', begin = ''] of proofs) {
      const place = new URL(file, docs)
      expect(existsSync(place), `${file} is not there`).toBe(true)
      expect(readFileSync(place, 'utf8'), `${file} has no such test`).toContain(begin.trim())
    }
  })
})
