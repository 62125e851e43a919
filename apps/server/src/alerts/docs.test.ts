import { createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { NewReceiver, NewSilence } from '@portolan/contract'
import { DEFAULT_ALERT_RULES } from '@portolan/domain'
import { afterAll, expect, test } from 'vitest'
import { readRuleFile } from './rule-file.ts'
import { ruleText } from './rule-texts.ts'

const text = readFileSync(new URL('../../../../docs/alerts.md', import.meta.url), 'utf8')
const directory = mkdtempSync(path.join(tmpdir(), 'portolan-docs-'))
afterAll(() => rmSync(directory, { recursive: true }))

function block(language: string): string {
  return new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? ''
}

test('docs/alerts.md tells every detector with each of its thresholds and defaults', () => {
  const rows = [...text.matchAll(/^\| `([a-z-]+)` \| [^|]+ \| ([^|]+) \| [^|]+ \|$/gm)]
  const told = rows.map(([, detector, thresholds = '']) => [
    detector,
    Object.fromEntries([...thresholds.matchAll(/`(\w+)` (\S+)/g)].map(([, name, value]) => [name, value])),
  ])
  const expected = DEFAULT_ALERT_RULES.map((rule) => {
    const thresholds = Object.entries(ruleText(rule).thresholds).map(([name, value]) => [name, String(value)])
    return [rule.detector, Object.fromEntries(thresholds)]
  })
  expect(told).toEqual(expected)
})

test('its examples can be used: the file of rules, the silence, the receiver', () => {
  const file = path.join(directory, 'rules.yaml')
  writeFileSync(file, block('yaml'))
  expect(readRuleFile(file).map(({ id }) => id)).toEqual(['patient-batch', 'no-churn-in-tests'])
  const [silence, receiver] = [...text.matchAll(/--json '(\{[\s\S]*?\})'/g)].map(([, body = '']) => JSON.parse(body))
  expect(NewSilence.safeParse(silence).error).toBeUndefined()
  expect(NewReceiver.safeParse(receiver).error).toBeUndefined()
})

test('its check of a signature takes what Portolan signs, and nothing else', async () => {
  const file = path.join(directory, 'check.mjs')
  writeFileSync(file, block('js'))
  const { isFromPortolan } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
    isFromPortolan: (key: string, headers: Record<string, string>, body: string) => boolean
  }
  const signed = (seconds: number) => {
    const timestamp = String(Math.floor(seconds))
    const signature = createHmac('sha256', 'key').update(`${timestamp}.{}`).digest('hex')
    return { 'portolan-timestamp': timestamp, 'portolan-signature': `v1=${signature}` }
  }
  const now = Date.now() / 1000
  expect(isFromPortolan('key', signed(now), '{}')).toBe(true)
  expect(isFromPortolan('key', signed(now), '{ }')).toBe(false)
  expect(isFromPortolan('other', signed(now), '{}')).toBe(false)
  expect(isFromPortolan('key', signed(now - 600), '{}')).toBe(false)
})
