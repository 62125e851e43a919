import { ObjectSharing, type Pod, type WatchedObject } from '@portolan/domain'
import { anEndpointSlice, aPod } from '@portolan/domain/testing'
import type { SourceMessage, WatchedChange } from '@portolan/pipeline/ports'
import { describe, expect, test } from 'vitest'
import { MessagePacker } from './message-packer.ts'
import { MessageUnpacker } from './message-unpacker.ts'

const ready = aPod('web-0', { isReady: true })
const unready = aPod('web-0', { isReady: false })

function watched(
  ...changes: readonly (readonly [type: WatchedChange['type'], object: WatchedObject])[]
): SourceMessage {
  return {
    type: 'watched',
    stream: { kind: changes[0]?.[1].kind ?? 'Pod' },
    changes: changes.map(([type, object], index) => ({ type, projected: { object, resourceVersion: String(index) } })),
    observedAt: 1_000,
  }
}

/** A packer and an unpacker that remember so much; what one makes of messages, and the other of that. */
function aWay(objects: number, characters = 1_000_000) {
  const packer = new MessagePacker({ objects, characters })
  const unpacker = new MessageUnpacker(new ObjectSharing())
  return (...messages: readonly SourceMessage[]) => {
    const text = `[${messages.map((message) => packer.pack(message)).join(',')}]`
    return { text, changes: unpacker.unpack(text).flatMap((got) => (got.type === 'watched' ? got.changes : [])) }
  }
}

const plain = ({ type, projected }: WatchedChange): WatchedChange => ({ type, projected })
const changesOf = (message: SourceMessage) => (message.type === 'watched' ? message.changes : [])

describe('messages on their way out of the thread', () => {
  test('an object that was told before is told as what is new about it, compared with that very one', () => {
    const send = aWay(2)
    const [first] = send(watched(['added', ready])).changes
    const { text, changes } = send(watched(['modified', unready]))
    expect(changes.map(plain)).toEqual(changesOf(watched(['modified', unready])))
    expect(changes[0]?.compared?.before).toBe(first?.projected.object)
    expect(changes[0]?.compared?.differences.map(({ path }) => path)).toContain('status.conditions[Ready].status')
    expect(text.length).toBeLessThan(JSON.stringify(unready).length / 2)
    const [before, after] = [first, changes[0]].map((change) => change?.projected.object as Pod | undefined)
    expect(after?.spec).toBe(before?.spec)
  })

  test.each([1_000_000, 4_500, 1_000])(
    'however many objects change, all arrive as they were told: %i characters',
    (characters) => {
      const send = aWay(3, characters)
      const pods = ['web-0', 'web-1', 'web-2', 'web-3'].map(
        (name) => [aPod(name, { isReady: true }), aPod(name)] as const,
      )
      for (let round = 0; round < 60; round++) {
        const [pod] = pods[(round * round + 1) % pods.length]?.slice(round % 2) ?? []
        const [other] = pods[(round * 3) % pods.length]?.slice((round + 1) % 2) ?? []
        if (pod === undefined || other === undefined) throw new Error('there are four Pods')
        const message = watched([round % 7 === 0 ? 'deleted' : 'modified', pod], ['added', other], ['modified', pod])
        expect(send(message).changes.map(plain)).toEqual(changesOf(message))
      }
    },
  )

  test('of large objects fewer are remembered, those that changed last, by what they weigh now', () => {
    const sliceOf = (name: string, endpoints: number) =>
      anEndpointSlice(name, {
        endpoints: Array.from({ length: endpoints }, (_, index) => ({ address: `10.0.0.${index}` })),
      })
    const weight = JSON.stringify(sliceOf('a', 100)).length
    const send = aWay(8, 2.5 * weight)
    const areKnown = (...objects: readonly WatchedObject[]) =>
      objects.map((object) => send(watched(['modified', object])).changes[0]?.compared !== undefined)
    send(watched(['added', sliceOf('a', 100)], ['added', sliceOf('b', 100)], ['added', sliceOf('c', 2)]))
    expect(areKnown(sliceOf('a', 99), sliceOf('b', 99), sliceOf('c', 100))).toEqual([true, true, true])
    expect(areKnown(sliceOf('b', 1), sliceOf('c', 1))).toEqual([true, true])
    expect(areKnown(sliceOf('a', 100), sliceOf('b', 100), sliceOf('c', 1))).toEqual([false, true, true])
  })

  test('what is deleted, or forgotten to make room, is held by nobody', () => {
    const packer = new MessagePacker({ objects: 1, characters: 1_000_000 })
    const unpacker = new MessageUnpacker(new ObjectSharing())
    const held = (slot: number) => {
      const change = { type: 'modified', slot, resourceVersion: '1', differences: [] }
      unpacker.unpack(JSON.stringify([{ ...watched(['modified', ready]), changes: [change] }]))
    }
    const take = (message: SourceMessage) => unpacker.unpack(`[${packer.pack(message)}]`)
    take(watched(['added', ready], ['added', aPod('web-1')]))
    expect(() => held(0)).toThrow('Slot 0 is empty')
    expect(() => held(1)).not.toThrow()
    take(watched(['deleted', aPod('web-1')]))
    expect(() => held(1)).toThrow('Slot 1 is empty')
  })

  test('an object that is gone, or of another kind, is nothing to compare with', () => {
    const send = aWay(2)
    send(watched(['added', ready]), watched(['deleted', ready]))
    expect(send(watched(['added', unready])).changes).toEqual(changesOf(watched(['added', unready])))
    const slice = anEndpointSlice('web', { uid: ready.metadata.uid })
    expect(send(watched(['added', slice])).changes).toEqual(changesOf(watched(['added', slice])))
  })

  test('what changes without meaning is told, and the next change is compared with what came before it', () => {
    const send = aWay(2)
    const slice = anEndpointSlice('web', {})
    const triggered = (at: string): WatchedObject => ({
      ...slice,
      metadata: { ...slice.metadata, annotations: { 'endpoints.kubernetes.io/last-change-trigger-time': at } },
    })
    const told = send(watched(['added', slice], ['modified', triggered('a')], ['modified', triggered('b')])).changes
    expect(told.map(({ projected }) => projected.object)).toEqual([slice, triggered('a'), triggered('b')])
    expect(told.slice(1).map(({ compared }) => compared?.before === told[0]?.projected.object)).toEqual([true, true])
  })
})
