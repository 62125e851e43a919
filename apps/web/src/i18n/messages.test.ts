import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTranslator } from 'use-intl/core'
import { describe, expect, test } from 'vitest'
import en from '../../messages/en.json' with { type: 'json' }
import zhCn from '../../messages/zh-CN.json' with { type: 'json' }
import { icuArguments } from '../testing/icu-arguments.ts'
import { unusedKeys } from '../testing/unused-keys.ts'
import { LOCALES } from './locales.ts'

interface Tree {
  readonly [key: string]: string | Tree
}

function flatten(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  )
}

const catalogues = { en: new Map(flatten(en)), 'zh-CN': new Map(flatten(zhCn)) }
const root = fileURLToPath(new URL('..', import.meta.url))
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(path.join(root, file), 'utf8'))

describe('catalogues', () => {
  test('both languages say the same things', () => {
    expect([...catalogues['zh-CN'].keys()].sort()).toEqual([...catalogues.en.keys()].sort())
  })

  test('both languages fill the same gaps', () => {
    const differing = [...catalogues.en]
      .map(([key, english]) => ({
        key,
        en: icuArguments(english),
        zh: icuArguments(catalogues['zh-CN'].get(key) ?? ''),
      }))
      .filter(({ en, zh }) => en.join() !== zh.join())
    expect(differing).toEqual([])
  })

  test.each(LOCALES)('%s: every message is well formed', (locale) => {
    const faults: string[] = []
    const onError = (error: Error) => faults.push(error.message)
    for (const [key, message] of catalogues[locale]) {
      const names = icuArguments(message)
      const values = Object.fromEntries(names.map((name) => [name, 2]))
      const tags = Object.fromEntries(names.map((name) => [name.replace(/[<>]/g, ''), () => key]))
      const told = createTranslator({ locale, messages: { message }, onError }).rich('message', {
        ...tags,
        ...values,
      } as never)
      if (String(told).includes('#') && !/#\w/.test(message))
        faults.push(`${key}: # stands in a select, where nothing fills it`)
    }
    expect(faults).toEqual([])
  })

  test('nothing is translated that is never said', () => {
    expect(unusedKeys([...catalogues.en.keys()], sources)).toEqual([])
  })
})

describe('the guards', () => {
  test('a placeholder is found however deep it stands', () => {
    expect(icuArguments('{n, plural, one {# of {total}} other {{x}}} <b>{y}</b>')).toEqual([
      '<b>',
      'n',
      'total',
      'x',
      'y',
    ])
  })

  test('a key nobody asks for is found', () => {
    const source = `const t = useTranslations('log')\nt('title'); t(\`columns.\${id}\`)`
    expect(unusedKeys(['log.title', 'log.columns.time', 'log.gone', 'other.title'], [source])).toEqual([
      'log.gone',
      'other.title',
    ])
  })
})
