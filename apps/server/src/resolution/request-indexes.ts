import { changesRequestIndex, RequestIndex, type Snapshot } from '@portolan/domain'
import type { Recording } from '@portolan/pipeline'

/** The request index of each snapshot that is asked: made once, and again when a rule of the live one changed. */
export class RequestIndexes {
  readonly #known = new WeakMap<Snapshot, RequestIndex>()

  constructor({ feed, snapshot }: Pick<Recording, 'feed' | 'snapshot'>) {
    feed.subscribe((committed) => {
      if (committed.some(changesRequestIndex)) this.#known.delete(snapshot)
    })
  }

  /** @param snapshot the live one, or one of the past, which does not move any more */
  of(snapshot: Snapshot): RequestIndex {
    const index = this.#known.get(snapshot) ?? RequestIndex.of(snapshot)
    this.#known.set(snapshot, index)
    return index
  }
}
