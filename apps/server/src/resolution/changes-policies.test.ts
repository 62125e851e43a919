import type { Pod } from '@portolan/domain'
import { aNamespace, aPod } from '@portolan/domain/testing'
import { describe, expect, test } from 'vitest'
import { aPolicy } from '../../test/front-door.ts'
import { changesPolicies } from './changes-policies.ts'

describe('whether NetworkPolicies may say something else', () => {
  const red = aPod('web-1', { namespace: 'shop', labels: { color: 'red' } })
  const blue: Pod = { ...red, metadata: { ...red.metadata, labels: { color: 'blue' } } }
  const elsewhere: Pod = { ...red, spec: { ...red.spec, nodeName: 'node-09' } }
  const bare = aNamespace('shop')
  const labelled = aNamespace('shop', { labels: { team: 'front' } })
  const shut = aPolicy('shut', { policyTypes: ['Ingress'] })
  test.for([
    ['a Pod on the way has other labels', { before: red, after: blue }, true, true],
    ['a Pod beside the way has other labels', { before: red, after: blue }, false, false],
    ['a Pod on the way goes', { before: red, after: undefined }, true, true],
    ['a Pod beside the way comes', { before: undefined, after: red }, false, false],
    ['of a Pod on the way only what no policy looks at changed', { before: elsewhere, after: red }, true, false],
    ['a namespace has other labels', { before: bare, after: labelled }, false, true],
    ['a policy comes', { before: undefined, after: shut }, false, true],
  ] as const)('%s', ([, change, isOnTheWay, expected]) => {
    expect(changesPolicies(change, () => isOnTheWay)).toBe(expected)
  })
})
