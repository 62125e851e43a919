import type { Evidence } from '../history/change.ts'
import { isEqualJson } from '../json-value.ts'
import type { FieldManager } from '../kubernetes/metadata.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'

/** One change of one object, with the object on either side of it. */
export interface ObjectVersion<Kind extends WatchedObject = WatchedObject> {
  readonly seq: number
  /** Epoch ms, our clock. */
  readonly at: number
  readonly evidence: Evidence
  readonly writer?: FieldManager
  readonly before: Kind | undefined
  readonly after: Kind | undefined
}

/** An object of which something holds, and the change since which it does; without `seq` it did so before. */
export interface Since<Kind extends WatchedObject> {
  readonly object: Kind
  readonly seq?: number
}

/** A change from one value to another. */
export interface Edit<Kind extends WatchedObject> extends ObjectVersion<Kind> {
  readonly before: Kind
  readonly after: Kind
}

/** What became of one object around a moment. */
export class ObjectTrail<Kind extends WatchedObject> {
  /** Oldest first. */
  readonly versions: readonly ObjectVersion<Kind>[]
  /** As it is at the end; of one that was deleted the last version. */
  readonly last: Kind | undefined
  readonly #at: number

  /**
   * @param versions told around the moment, oldest first
   * @param standing as it is at the end; `undefined` where it is not there
   * @param at the moment, epoch ms: of several versions that prove the same, the nearest counts
   */
  constructor(versions: readonly ObjectVersion<Kind>[], standing: Kind | undefined, at: number) {
    this.versions = versions
    this.last = standing ?? versions.at(-1)?.after ?? versions.at(-1)?.before
    this.#at = at
  }

  /** The change that deleted it, where it is not there at the end. */
  get deletion(): ObjectVersion<Kind> | undefined {
    const newest = this.versions.at(-1)
    return newest && newest.after === undefined ? newest : undefined
  }

  /** The change by which it came to be. What was there when Portolan first looked may be as old as the cluster. */
  get creation(): ObjectVersion<Kind> | undefined {
    return this.versions.find(({ before, evidence }) => before === undefined && evidence !== 'initial')
  }

  /** Since when something holds that does at the end; `undefined` where it does not. */
  since(holds: (object: Kind) => boolean): Since<Kind> | undefined {
    const object = this.last
    if (object === undefined || !holds(object)) return undefined
    const turn = this.versions.findLast((version) => isTurn(version, holds))
    return { object, ...(turn && { seq: turn.seq }) }
  }

  /** When something came to hold, nearest to the moment, whether or not it does at the end; else that it held all the time. */
  nearest(holds: (object: Kind) => boolean): Since<Kind> | undefined {
    const turn = this.#nearestOf(this.versions.filter((version) => isTurn(version, holds)))
    if (turn?.after) return { object: turn.after, seq: turn.seq }
    const earliest = this.versions[0]?.before ?? this.last
    return earliest && holds(earliest) ? { object: earliest } : undefined
  }

  /** The change of a value that is nearest to the moment, of those that are meant. */
  edit(read: (object: Kind) => unknown, isMeant: (edit: Edit<Kind>) => boolean = () => true): Edit<Kind> | undefined {
    return this.#nearestOf(
      this.versions.filter((version): version is Edit<Kind> => isEdit(version, read) && isMeant(version)),
    )
  }

  #nearestOf<Version extends ObjectVersion<Kind>>(versions: readonly Version[]): Version | undefined {
    const distance = ({ at }: Version) => Math.abs(at - this.#at)
    return versions.reduce<Version | undefined>(
      (nearest, version) => (nearest === undefined || distance(version) <= distance(nearest) ? version : nearest),
      undefined,
    )
  }
}

/** From this version on it holds. */
function isTurn<Kind extends WatchedObject>(
  { after, before }: ObjectVersion<Kind>,
  holds: (object: Kind) => boolean,
): boolean {
  return after !== undefined && holds(after) && !(before && holds(before))
}

function isEdit<Kind extends WatchedObject>(
  version: ObjectVersion<Kind>,
  read: (object: Kind) => unknown,
): version is Edit<Kind> {
  const { after, before } = version
  return before !== undefined && after !== undefined && !isEqualJson(read(before), read(after))
}
