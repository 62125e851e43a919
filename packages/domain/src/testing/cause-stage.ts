import { attributeCause } from '../causes/attribute-cause.ts'
import type { Cause, EndpointTransition } from '../causes/cause-types.ts'
import { CauseWindow } from '../causes/cause-window.ts'
import type { Evidence } from '../history/change.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { aDeletion, aModification, anAddition, aSnapshot } from './index.ts'

/** The log around one transition of Pod `web-1` of Service `web`, told object by object. */
export class CauseStage {
  readonly #snapshot = aSnapshot()
  readonly #window = new CauseWindow(this.#snapshot)
  #at = 0

  /** What is there long before. */
  constructor(...objects: readonly WatchedObject[]) {
    this.tell(...objects)
    this.#at = 100_000
  }

  at(ms: number): this {
    this.#at = 100_000 + ms
    return this
  }

  tell(...objects: readonly WatchedObject[]): this {
    return this.#tell(objects, 'watched')
  }

  /** What was there when Portolan first looked. */
  find(...objects: readonly WatchedObject[]): this {
    return this.#tell(objects, 'initial')
  }

  #tell(objects: readonly WatchedObject[], evidence: Evidence): this {
    for (const object of objects) {
      const before = this.#snapshot.get(keyOf(object))
      const seq = this.#snapshot.seq + 1
      const options = { observedAt: this.#at, evidence }
      const change = before ? aModification(seq, [before, object], options) : anAddition(seq, object, options)
      this.#window.apply(change, this.#snapshot.apply(change))
    }
    return this
  }

  remove(...objects: readonly WatchedObject[]): this {
    for (const object of objects) {
      const change = aDeletion(this.#snapshot.seq + 1, object, { observedAt: this.#at })
      this.#window.apply(change, this.#snapshot.apply(change))
    }
    return this
  }

  /** Why the endpoint, which was ready before, went from one state to another at the moment 0. */
  why(members: Partial<EndpointTransition>): Cause {
    return this.whyUntold({ wasReadyBefore: true, ...members })
  }

  /** As `why`, where nobody knows whether it was ready before. */
  whyUntold(members: Partial<EndpointTransition>): Cause {
    const transition: EndpointTransition = {
      ...{ service: 'default/web', identity: 'uid-pod-default-web-1', pod: 'default/web-1' },
      ...{ from: 'ready', to: 'unready', at: 100_000, notBefore: 100_000, seq: this.#snapshot.seq },
      evidence: 'watched',
      ...members,
    }
    return attributeCause(transition, this.#window)
  }
}
