import { readFileSync } from 'node:fs'
import { RELATIONS } from '@portolan/contract'
import { expect, test } from 'vitest'

const page = readFileSync(new URL('../../../../docs/reference/topology.md', import.meta.url), 'utf8')

test('docs/reference/topology.md has a section for every relation, and no other', () => {
  const sections = [...page.matchAll(/^### `([a-z-]+)`$/gm)].map(([, relation = '']) => relation)
  expect(sections.sort()).toEqual([...RELATIONS].sort())
})
