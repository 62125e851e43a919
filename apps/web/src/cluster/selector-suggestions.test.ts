import { expect, test } from 'vitest'
import { aFinding } from '../testing/a-finding.ts'
import { selectorSuggestions } from './selector-suggestions.ts'

const subject = 'Service/shop/web'
const selector = { object: subject, path: 'spec.selector', value: { app: 'wbe', tier: 'front' } }

test('a suggested selector is told label by label, beside the one there is', () => {
  const suggestion = { score: 0.9, selector: { app: 'web', zone: 'a' }, difference: '', readyPods: 2 }
  const evidence = [selector, { object: 'Deployment/shop/web', path: 'suggestion', value: suggestion }]
  expect(selectorSuggestions(aFinding({ evidence }))).toEqual([
    {
      object: 'Deployment/shop/web',
      readyPods: 2,
      labels: [
        { name: 'app', now: 'wbe', nearest: 'web' },
        { name: 'tier', now: 'front', nearest: undefined },
        { name: 'zone', now: undefined, nearest: 'a' },
      ],
    },
  ])
})

test('evidence of another kind suggests nothing', () => {
  expect(selectorSuggestions(aFinding({ evidence: [selector] }))).toEqual([])
  expect(selectorSuggestions(aFinding({ evidence: [{ object: subject, path: 'suggestion', value: 'x' }] }))).toEqual([])
  expect(selectorSuggestions(aFinding({ evidence: [{ ...selector, value: null }] }))).toEqual([])
})
