import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const PAGES = [...pagesIn('.'), ...pagesIn('docs'), ...pagesIn('docs/reference'), ...pagesIn('docs/rules')]

function pagesIn(folder: string): string[] {
  const names = readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.md'))
  return names.map((name) => path.join(folder, name))
}

/** Files of the repository that a page leads to or shows, seen from the root. */
function linksOf(page: string): string[] {
  const text = readFileSync(path.join(root, page), 'utf8').replace(/^```[\s\S]*?^```/gm, '')
  const targets = [...text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target)
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => path.normalize(path.join(path.dirname(page), target)))
}

test.each(PAGES)('every link and picture of %s leads somewhere', (page) => {
  expect(linksOf(page).filter((target) => !existsSync(path.join(root, target)))).toEqual([])
})

test('the index leads to every page of the documentation', () => {
  const pages = [...pagesIn('docs'), ...pagesIn('docs/reference')].filter((page) => page !== 'docs/README.md')
  expect(pages.filter((page) => !linksOf('docs/README.md').includes(page))).toEqual([])
})

test('both languages of the README show the same pictures', () => {
  const pictures = (page: string) => linksOf(page).filter((target) => target.startsWith('docs/images'))
  expect(pictures('README.zh-CN.md')).toEqual(pictures('README.md'))
})
