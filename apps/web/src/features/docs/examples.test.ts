import { expect, test } from 'vitest'
import { examplesFor, LANGUAGES, writtenIn } from './examples.ts'

test('the examples name a Service of this cluster, and every language asks the same', () => {
  const [, ledger] = examplesFor({ namespace: 'shop', name: 'web' })
  const url = `http://127.0.0.1:7678${ledger?.url}`
  for (const language of LANGUAGES) expect(writtenIn(language, url)).toContain(`'${url}'`)
  expect(url).toBe('http://127.0.0.1:7678/api/v1/services/shop/web/ledger')
})
