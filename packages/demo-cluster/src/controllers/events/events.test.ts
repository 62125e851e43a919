import { describe, expect, test } from 'vitest'
import { kinds } from '../objects/kinds.ts'
import { aVirtualCluster, type VirtualCluster } from '../testing/virtual-cluster.ts'
import { EventRecorder } from './event-recorder.ts'

/** A recorder, and a node to talk about. */
function aRecorder(): {
  cluster: VirtualCluster
  tell: (message: string) => void
  told: () => (string | number | undefined)[][]
} {
  const cluster = aVirtualCluster()
  cluster.timers.advance(1_000)
  const recorder = new EventRecorder(cluster.context, { component: 'tester', manager: 'tester' })
  const [about] = cluster.store.list(kinds.nodes)
  if (about === undefined) throw new TypeError('there are nodes')
  return {
    cluster,
    tell: (message) => recorder.record({ about, type: 'Normal', reason: 'Testing', message }),
    told: () =>
      cluster.store
        .list(kinds.events)
        .filter(({ reason }) => reason === 'Testing')
        .map(({ message, count }) => [message, count]),
  }
}

describe('Events', () => {
  test('the same news raises the count of one Event', () => {
    const { tell, told } = aRecorder()
    for (let i = 0; i < 3; i++) tell('again')
    expect(told()).toEqual([['again', 3]])
  })

  test('the tenth similar piece of news within ten minutes begins to combine them', () => {
    const { tell, told } = aRecorder()
    for (let i = 1; i <= 12; i++) tell(`number ${i}`)
    expect(told()).toHaveLength(10)
    expect(told()).toContainEqual(['(combined from similar events): number 12', 3])
  })

  test('after 25 in a burst about one object a source is not heard until it has been quiet', () => {
    const { cluster, tell, told } = aRecorder()
    for (let i = 0; i < 40; i++) tell('noise')
    expect(told()).toEqual([['noise', 25]])
    cluster.timers.advance(5 * 60_000)
    tell('noise')
    expect(told()).toEqual([['noise', 26]])
  })

  test('an Event is gone an hour after it was last written', () => {
    const { cluster, tell, told } = aRecorder()
    tell('short-lived')
    cluster.timers.advance(40 * 60_000)
    tell('short-lived')
    cluster.timers.advance(50 * 60_000)
    expect(told()).toEqual([['short-lived', 2]])
    cluster.timers.advance(11 * 60_000)
    expect(told()).toEqual([])
    tell('short-lived')
    expect(told()).toEqual([['short-lived', 1]])
  })
})
