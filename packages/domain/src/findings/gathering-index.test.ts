import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aDeployment, aPod, aSnapshot } from '../testing/index.ts'
import { GatheringIndex } from './gathering-index.ts'
import type { Gathering } from './rule-view.ts'

/** Teams by the first object that names them. */
const TEAMS: Gathering<string, 'Deployment' | 'Pod'> = {
  name: 'teams',
  kinds: ['Deployment', 'Pod'],
  tell: ({ kind, metadata: { labels, name, namespace = '' } }) =>
    labels.team === undefined
      ? undefined
      : { place: namespace, identity: labels.team, value: `${labels.team} ${kind} ${name}` },
}

const anIndex = () => new GatheringIndex(TEAMS as unknown as Gathering<unknown>)
const pod = (name: string, team: string) => aPod(name, { labels: { team } })

describe('GatheringIndex', () => {
  test('tells each thing once, as the first object by kind and name says it', () => {
    const index = anIndex()
    for (const object of [pod('b', 'red'), pod('a', 'red'), pod('c', 'blue'), aPod('none')])
      index.replace(undefined, object)
    expect(index.get('default')).toEqual(['red Pod a', 'blue Pod c'])
    index.replace(undefined, aDeployment('z', { labels: { team: 'blue' } }))
    expect(index.get('default')).toEqual(['blue Deployment z', 'red Pod a'])
    expect(index.get('elsewhere')).toEqual([])
  })

  test('a place is altered only where what the first ones say is another', () => {
    const index = anIndex()
    const altered = (...change: Parameters<GatheringIndex['replace']>) => [...index.replace(...change)]
    expect(altered(undefined, pod('a', 'red'))).toEqual(['default'])
    expect(altered(undefined, pod('b', 'red'))).toEqual([])
    expect(altered(pod('a', 'red'), aPod('a', { labels: { team: 'red' }, isReady: false }))).toEqual([])
    expect(altered(pod('b', 'red'), undefined)).toEqual([])
    expect(altered(pod('a', 'red'), pod('a', 'blue'))).toEqual(['default'])
    expect(index.get('default')).toEqual(['blue Pod a'])
  })

  test('says the same whether it was filled or told of every change', () => {
    const pods = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('red', 'blue')), {
      selector: ([name]) => name,
    })
    fc.assert(
      fc.property(pods, pods, (before, after) => {
        const told = anIndex()
        const first = before.map((one) => pod(...one))
        for (const object of first) told.replace(undefined, object)
        const next = after.map((one) => pod(...one))
        for (const object of first) {
          told.replace(
            object,
            next.find(({ metadata }) => metadata.name === object.metadata.name),
          )
        }
        for (const object of next) {
          if (!first.some(({ metadata }) => metadata.name === object.metadata.name)) told.replace(undefined, object)
        }
        const filled = anIndex()
        for (const _ of filled.fill(aSnapshot(...next)));
        expect(told.get('default')).toEqual(filled.get('default'))
      }),
    )
  })
})
