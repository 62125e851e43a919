import { describe, expect, test } from 'vitest'
import { aNamespace, aSnapshot, findingsOfRule, sentencesOf } from '../../testing/index.ts'
import { FindingsBook } from '../findings-book.ts'

const namespaces = [aNamespace('kube-system'), aNamespace('shop'), aNamespace('pay')]

describe('COV-001', () => {
  test('COV-001 kinds that are hidden everywhere are told once, those of a namespace of it', () => {
    const snapshot = aSnapshot(...namespaces)
    snapshot.setVisibility('Node', undefined, 'denied')
    snapshot.setVisibility('NetworkPolicy', 'shop', 'denied')
    const told = findingsOfRule('COV-001', snapshot)
    expect(told.map(({ about, subject, message: { id, values } }) => [subject, about, id, values.kinds])).toEqual([
      ['Namespace/-/kube-system', 'cluster', 'COV-001.cluster', 'Node'],
      ['Namespace/-/shop', 'namespace', 'COV-001', 'NetworkPolicy'],
    ])
    expect(told[0]).toMatchObject({
      severity: 'info',
      evidence: [{ path: 'hidden kinds', value: { Node: { visibility: 'denied' } } }],
    })
    expect(told[0]?.evidence[0]?.value).toHaveProperty('Node.rules', expect.arrayContaining(['NODE-001', 'POD-015']))
  })

  test('COV-001 where everything can be read, or is known not to be served, nothing is told', () => {
    const snapshot = aSnapshot(...namespaces)
    snapshot.setVisibility('GatewayClass', undefined, 'absent')
    expect(sentencesOf('COV-001', snapshot)).toEqual([])
  })

  test('COV-001 what is granted later is told no longer', () => {
    const snapshot = aSnapshot(...namespaces)
    snapshot.setVisibility('Node', undefined, 'denied')
    const book = new FindingsBook(snapshot, 0)
    const told = () => book.conditions().filter(({ rule }) => rule === 'COV-001').length
    expect(told()).toBe(1)
    snapshot.setVisibility('Node', undefined, 'observed')
    book.visibilityChanged(1_000)
    expect(told()).toBe(0)
  })
})
