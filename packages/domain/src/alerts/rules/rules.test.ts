import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AlertRule, AnyAlertRule } from './alert-rule.ts'
import { DEFAULT_ALERT_RULES, DEFAULT_THRESHOLDS } from './default-rules.ts'
import { RuleBook } from './rule-book.ts'
import { isInScope, matchesPattern } from './scope-match.ts'

const ledger = { namespace: 'pay', name: 'ledger', labels: { tier: 'gold' } }
const web = { namespace: 'shop', name: 'web', labels: {} }

describe('H.3: rules', () => {
  it('of one detector the first rule whose scope holds a Service decides, the defaults last', () => {
    const strict = rule({ id: 'strict', scope: { namespaces: ['pay'] }, thresholds: { forMs: 1000, clearForMs: 1000 } })
    const book = new RuleBook([strict, rule({ id: 'later', scope: { namespaces: ['p*'] } })])
    expect(book.ruleFor('zero-endpoints', ledger)?.id).toBe('strict')
    expect(book.ruleFor('zero-endpoints', web)?.id).toBe('default-zero-endpoints')
    expect(book.ruleFor('low-endpoints', ledger)?.id).toBe('default-low-endpoints')
  })

  it('a rule that is switched off switches its detector off for its scope', () => {
    const book = new RuleBook([rule({ id: 'quiet', enabled: false, scope: { services: ['led*'] } })])
    expect(book.ruleFor('zero-endpoints', ledger)).toBeUndefined()
    expect(book.ruleFor('zero-endpoints', web)?.id).toBe('default-zero-endpoints')
  })

  it('a rule with the id of a default takes its place', () => {
    const own = rule({ id: 'default-zero-endpoints', origin: 'stored', severity: 'info' })
    const book = new RuleBook([own])
    expect(book.ruleFor('zero-endpoints', web)).toBe(own)
    expect(book.rules().filter(({ id }) => id === own.id)).toEqual([own])
  })

  it('without configuration every detector is on but the single endpoint, which is a finding anyway', () => {
    expect(DEFAULT_ALERT_RULES.filter(({ enabled }) => !enabled).map(({ detector }) => detector)).toEqual([
      'single-endpoint',
    ])
    expect(DEFAULT_ALERT_RULES).toHaveLength(Object.keys(DEFAULT_THRESHOLDS).length)
  })
})

describe('scopes', () => {
  it('every member narrows; an absent one does not, an empty list holds nothing', () => {
    expect(isInScope({}, ledger)).toBe(true)
    expect(isInScope({ namespaces: ['pay'], services: ['l*r'], labels: { tier: 'gold' } }, ledger)).toBe(true)
    expect(isInScope({ labels: { tier: 'iron' } }, ledger)).toBe(false)
    expect(isInScope({ namespaces: [] }, ledger)).toBe(false)
  })

  it('a pattern matches what its regular expression would', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 8 })
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 10 })
    fc.assert(
      fc.property(text, name, (pattern, subject) => {
        const regex = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`)
        expect(matchesPattern(pattern, subject)).toBe(regex.test(subject))
      }),
    )
  })

  it('a pattern of many stars costs no more than its length', () => {
    expect(matchesPattern(`${'*a'.repeat(500)}*b`, 'a'.repeat(50_000))).toBe(false)
  })
})

function rule(changed: Partial<AlertRule<'zero-endpoints'>>): AnyAlertRule {
  return { ...(DEFAULT_ALERT_RULES[0] as AlertRule<'zero-endpoints'>), origin: 'stored', ...changed }
}
