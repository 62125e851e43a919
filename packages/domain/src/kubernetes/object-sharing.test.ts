import { describe, expect, test } from 'vitest'
import { anEndpointSlice, aPod, theService } from '../testing/index.ts'
import type { EndpointSlice } from './endpoint-slice.ts'
import { ObjectSharing } from './object-sharing.ts'
import type { WatchedObject } from './watched-object.ts'

/** As a parser makes it: nothing is shared with anything. */
const parsed = <T extends WatchedObject>(object: T): T => JSON.parse(JSON.stringify(object)) as T

function shared<T extends WatchedObject>(...objects: readonly T[]): readonly T[] {
  const sharing = new ObjectSharing()
  const own = objects.map(parsed)
  for (const object of own) sharing.share(object)
  return own
}

const slice = anEndpointSlice('web', {
  endpoints: [
    { address: '10.0.0.1', ready: true, node: 'node-1' },
    { address: '10.0.0.2', ready: true, terminating: false },
    { address: '10.0.0.3', ready: false },
  ],
})

describe('ObjectSharing', () => {
  test('changes nothing of what an object says', () => {
    const objects: readonly WatchedObject[] = [slice, aPod('a'), theService(), slice]
    expect(shared(...objects)).toEqual(objects.map(parsed))
  })

  test('endpoints that report the same hold the same conditions, slices with the same ports the same ports', () => {
    const [one, other] = shared<EndpointSlice>(slice, slice)
    const conditions = [...(one?.endpoints ?? []), ...(other?.endpoints ?? [])].map((endpoint) => endpoint.conditions)
    expect(new Set(conditions).size).toBe(3)
    expect(other?.ports).toBe(one?.ports)
  })

  test('what is empty is the same everywhere', () => {
    const [one, other] = shared(aPod('a'), aPod('b'))
    expect(other?.metadata.annotations).toBe(one?.metadata.annotations)
  })
})
