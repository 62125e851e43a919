import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { RULES } from './registry.ts'
import { rulePages } from './rule-pages.ts'

const folder = new URL('../../../../docs/rules/', import.meta.url)
const REMEDY = 'write them anew: npm run rule-pages -w @portolan/domain'

describe('docs/rules', () => {
  test('says what the rules say, on one page per group and no other', () => {
    const written = existsSync(folder) ? readdirSync(folder).sort() : []
    const pages = rulePages()
    expect(written, REMEDY).toEqual([...pages.keys()].sort())
    for (const [name, text] of pages) expect(readFileSync(new URL(name, folder), 'utf8'), REMEDY).toBe(text)
  })

  test('has a section for every rule', () => {
    const sections = [...rulePages().values()].join('\n').match(/^## [A-Z]+-\d{3}$/gm) ?? []
    expect(sections).toEqual(RULES.map(({ id }) => `## ${id}`))
  })
})
