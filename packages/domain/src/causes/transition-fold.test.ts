import { describe, expect, test } from 'vitest'
import { keyOf } from '../kubernetes/object-key.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import {
  aDeletion,
  aModification,
  anAddition,
  anEndpointSlice,
  aPod,
  aSnapshot,
  type ChangeOptions,
  type EndpointOptions,
} from '../testing/index.ts'
import { TransitionFold } from './transition-fold.ts'

const A = { pod: aPod('a', { ip: '10.0.0.1' }) }
const B = { pod: aPod('b', { ip: '10.0.0.2' }) }
const READY = { ready: true, serving: true, terminating: false }
const UNREADY = { ready: false, serving: false, terminating: false }
const DRAINING = { ready: false, serving: true, terminating: true }
const ENDING = { ready: false, serving: false, terminating: true }

const slice = (name: string, endpoints: readonly EndpointOptions[], ports?: readonly { readonly port: number }[]) =>
  anEndpointSlice(name, { service: 'web', endpoints, ...(ports && { ports }) })

/** What versions of slices say, one after the other, in `Pod: from → to` each. */
class SliceTape {
  readonly #snapshot
  readonly #fold: TransitionFold

  constructor(...objects: readonly WatchedObject[]) {
    this.#snapshot = aSnapshot(...objects)
    this.#fold = new TransitionFold(this.#snapshot)
  }

  tell(object: WatchedObject, options: ChangeOptions = {}): readonly string[] {
    const before = this.#snapshot.get(keyOf(object))
    const seq = this.#snapshot.seq + 1
    return this.#told(before ? aModification(seq, [before, object], options) : anAddition(seq, object, options))
  }

  remove(object: WatchedObject): readonly string[] {
    return this.#told(aDeletion(this.#snapshot.seq + 1, object))
  }

  #told(change: Parameters<TransitionFold['apply']>[0]): readonly string[] {
    return this.#fold
      .apply(change, this.#snapshot.apply(change))
      .map(({ from, identity, pod = identity, to, wasReadyBefore }) => `${pod}: ${from} → ${to}, ${wasReadyBefore}`)
  }
}

describe('[H.2] what happens to endpoint identities', () => {
  test('they join, become ready, end and leave; going on to serve while it ends is no flip', () => {
    const tape = new SliceTape()
    expect(tape.tell(slice('web-1', [{ ...A, ...UNREADY }]))).toEqual(['default/a: undefined → unready, false'])
    expect(tape.tell(slice('web-1', [{ ...A, ...READY }]))).toEqual(['default/a: unready → ready, false'])
    expect(tape.tell(slice('web-1', [{ ...A, ...UNREADY }]))).toEqual(['default/a: ready → unready, true'])
    expect(tape.tell(slice('web-1', [{ ...A, ...READY }]))).toEqual(['default/a: unready → ready, true'])
    expect(tape.tell(slice('web-1', [{ ...A, ...DRAINING }]))).toEqual(['default/a: ready → terminating-serving, true'])
    expect(tape.tell(slice('web-1', [{ ...A, ...ENDING }]))).toEqual([])
    expect(tape.tell(slice('web-1', []))).toEqual(['default/a: terminating → undefined, true'])
  })

  test('[SC13] a move between slices is nothing, in whichever order it is told', () => {
    const tape = new SliceTape(slice('web-1', [{ ...A, ...READY }]), slice('web-2', [{ ...B, ...READY }]))
    const both = [
      { ...A, ...READY },
      { ...B, ...READY },
    ]
    expect([...tape.tell(slice('web-2', both)), ...tape.tell(slice('web-1', []))]).toEqual([])
    expect(tape.remove(slice('web-1', []))).toEqual([])
  })

  test('a slice that is deleted takes its endpoints with it', () => {
    const tape = new SliceTape(slice('web-1', [{ ...A, ...READY }]))
    expect(tape.remove(slice('web-1', [{ ...A, ...READY }]))).toEqual(['default/a: ready → undefined, true'])
  })

  test('ports that change under the same endpoints are told once', () => {
    const tape = new SliceTape(
      slice('web-1', [
        { ...A, ...READY },
        { ...B, ...READY },
      ]),
    )
    const told = tape.tell(
      slice(
        'web-1',
        [
          { ...A, ...READY },
          { ...B, ...READY },
        ],
        [{ port: 9090 }],
      ),
    )
    expect(told).toEqual(['EndpointSlice/default/web-1: ready → ready, undefined'])
  })

  test('what is there at the first look did not join, and whether it was ready before is not known', () => {
    const tape = new SliceTape()
    expect(tape.tell(slice('web-1', [{ ...A, ...UNREADY }]), { evidence: 'initial' })).toEqual([])
    expect(tape.tell(slice('web-1', [{ ...A, ...READY }]))).toEqual(['default/a: unready → ready, undefined'])
  })
})
