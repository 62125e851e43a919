import { describe, expect, test } from 'vitest'
import type { Node } from '../../kubernetes/node.ts'
import {
  aNode,
  anEndpointSlice,
  aPod,
  aProjected,
  aRawClusterObject,
  aSnapshot,
  LONG_AGO,
  sentencesOf,
} from '../../testing/index.ts'
import { FindingsBook } from '../findings-book.ts'

describe('NODE-001', () => {
  const pod = aPod('a', { node: 'n1', ip: '10.0.0.1' })
  const slice = anEndpointSlice('web-1', { service: 'web', endpoints: [{ pod, ready: true }] })
  const away = aNode('n1', { isReady: false })

  test('NODE-001 a node that is not Ready is told after a minute, with the Pods that serve from it', () => {
    expect(sentencesOf('NODE-001', aSnapshot(away, pod, slice, aPod('b', { node: 'n1' })))).toEqual([
      'Node/-/n1 is not Ready (False); 1 Pods with endpoints are on it',
    ])
    const book = new FindingsBook(aSnapshot(away), Date.parse(LONG_AGO))
    const told = (seconds: number) => book.findings(Date.parse(LONG_AGO) + seconds * 1_000)
    expect([told(59).length, told(60).map(({ rule }) => rule)]).toEqual([0, ['NODE-001']])
  })

  test('NODE-001 a node that is Ready is not told', () => {
    expect(sentencesOf('NODE-001', aSnapshot(aNode('n1'), pod, slice))).toEqual([])
  })
})

describe('NODE-002', () => {
  test('NODE-002 a cordoned node is told with the Pods that leave it', () => {
    const leaving = aPod('a', { node: 'n1', deletionTimestamp: LONG_AGO })
    const cordoned = aNode('n1', { spec: { unschedulable: true } })
    expect(sentencesOf('NODE-002', aSnapshot(cordoned, leaving, aPod('b', { node: 'n1' })))).toEqual([
      'Node/-/n1 takes no Pods; 1 Pods are leaving it',
    ])
  })

  test('NODE-002 a taint for other purposes is no maintenance', () => {
    const taints = [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }]
    expect(sentencesOf('NODE-002', aSnapshot(aNode('n1', { spec: { taints } })))).toEqual([])
  })
})

describe('NODE-003', () => {
  const node = (...pressed: string[]): Node =>
    aProjected(
      'Node',
      aRawClusterObject('Node', 'n1', {
        status: {
          conditions: ['DiskPressure', 'MemoryPressure', 'Ready'].map((type) => ({
            type,
            status: pressed.includes(type) || type === 'Ready' ? 'True' : 'False',
          })),
        },
      }),
    )

  test('NODE-003 what a node runs out of is told', () => {
    expect(sentencesOf('NODE-003', aSnapshot(node('DiskPressure', 'MemoryPressure')))).toEqual([
      'Node/-/n1 says MemoryPressure, DiskPressure: Pods are likely to be evicted',
    ])
  })

  test('NODE-003 a node that has enough of everything is not told', () => {
    expect(sentencesOf('NODE-003', aSnapshot(node()))).toEqual([])
  })
})
