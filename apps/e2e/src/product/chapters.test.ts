import { readFileSync } from 'node:fs'
import { CHAPTER_NAMES } from '@portolan/demo-cluster'
import { expect, test } from 'vitest'

const chaptersIn = (language: string): readonly string[] => {
  const file = new URL(`../../../web/messages/${language}.json`, import.meta.url)
  return Object.keys((JSON.parse(readFileSync(file, 'utf8')) as { chapters: object }).chapters)
}

test.each(['en', 'zh-CN'])('every chapter of the demo cluster is told in %s', (language) => {
  const told = chaptersIn(language)
  expect(CHAPTER_NAMES.filter((name) => !told.includes(name))).toEqual([])
})
