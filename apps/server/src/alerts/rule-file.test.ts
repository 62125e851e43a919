import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { StartRefusedError } from '../errors.ts'
import { readRuleFile } from './rule-file.ts'
import { ruleText } from './rule-texts.ts'

const directory = mkdtempSync(path.join(tmpdir(), 'portolan-rules-'))
afterAll(() => rmSync(directory, { recursive: true }))

function file(content: string): string {
  const name = path.join(directory, 'rules.yaml')
  writeFileSync(name, content)
  return name
}

function refusal(content: string): string {
  try {
    readRuleFile(file(content))
  } catch (error) {
    if (error instanceof StartRefusedError) return error.message
    throw error
  }
  throw new Error('expected a refusal')
}

test('rules of a file have the thresholds they name and defaults for the others', () => {
  const [rule] = readRuleFile(
    file(`
rules:
  - id: patient-shop
    name: Patient in the shop
    detector: low-endpoints
    scope: { namespaces: [shop], labels: { tier: front } }
    thresholds: { share: 0.25, for: 5m }
    severity: critical
`),
  )
  expect(rule && ruleText(rule)).toEqual({
    id: 'patient-shop',
    name: 'Patient in the shop',
    detector: 'low-endpoints',
    enabled: true,
    scope: { namespaces: ['shop'], labels: { tier: 'front' } },
    thresholds: { share: 0.25, clearShare: 0.75, minDesired: 2, for: '5m', clearFor: '1m' },
    severity: 'critical',
    renotify: '4h',
    grace: '1m',
    origin: 'file',
  })
})

test('what is wrong with a file is told in one sentence that names it', () => {
  const rule = '{ id: a, name: A, detector: zero-endpoints }'
  expect(refusal('rules: [')).toMatch(/^The alert rules in .*rules\.yaml cannot be used: .* See docs\/alerts\.md\.$/)
  expect(refusal(`rules: [${rule}, ${rule}]`)).toContain('two rules have the id a')
  expect(refusal('rules: [{ id: a, name: A, detector: none }]')).toContain('rules[0].detector')
  expect(refusal('rules: [{ id: a, name: A, detector: zero-endpoints, thresholds: { clearFro: 5m } }]')).toContain(
    'did you mean clearFor?',
  )
  expect(() => readRuleFile(path.join(directory, 'none.yaml'))).toThrow(/ENOENT/)
})
