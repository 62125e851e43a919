import type { ProjectedObject } from '@portolan/domain'
import type { SourceMessage, StreamCursor, StreamScope } from '@portolan/pipeline/ports'

/** One object as the mirror holds it. */
export interface MirroredObject {
  readonly uid: string
  readonly resourceVersion: string
  readonly content: unknown
}

interface StreamMirror {
  readonly stream: StreamScope
  readonly objects: Map<string, MirroredObject>
  /** Pages of a list that has not ended. */
  pending: Map<string, MirroredObject> | undefined
  isLoaded: boolean
  isBlind: boolean
}

/**
 * A consumer that does nothing but fold messages into maps, and writes down every promise of the port that is broken.
 *
 * What it holds at the end must equal what the server holds: then nothing was lost and nothing invented.
 */
export class Mirror {
  readonly messages: SourceMessage[] = []
  readonly broken: string[] = []
  /** `uid@resourceVersion` of changes told by a watch more than once. */
  readonly repeated: string[] = []
  readonly #streams = new Map<string, StreamMirror>()
  readonly #told = new Set<string>()
  readonly #cursors = new Map<string, StreamCursor>()

  take(message: SourceMessage): void {
    this.messages.push(message)
    if (message.type === 'cluster') return
    const resourceVersion = versionReached(message)
    if (resourceVersion !== undefined && 'observedAt' in message) {
      const { stream, observedAt } = message
      this.#cursors.set(JSON.stringify(stream), { stream, resourceVersion, observedAt })
    }
    const mirror = this.#streamOf(message.stream)
    switch (message.type) {
      case 'state':
        return
      case 'list-begin':
        if (mirror.pending !== undefined) this.#break(message, 'a list began inside a list')
        if (mirror.isLoaded !== (message.cause !== 'first')) this.#break(message, `cause ${message.cause} does not fit`)
        if (mirror.isLoaded && !mirror.isBlind) this.#break(message, 'a list without being blind')
        mirror.pending = new Map()
        return
      case 'list-page':
        if (mirror.pending === undefined) this.#break(message, 'a page outside of a list')
        for (const object of message.objects) mirror.pending?.set(uidOf(object), mirrored(object))
        return
      case 'list-abandoned':
        if (mirror.pending === undefined) this.#break(message, 'no list to abandon')
        mirror.pending = undefined
        return
      case 'list-end':
        this.#endList(message, mirror)
        return
      case 'watched':
        this.#watched(message, mirror)
        return
      case 'bookmark':
        if (!mirror.isLoaded || mirror.pending !== undefined) this.#break(message, 'a bookmark outside of a stream')
        return
      case 'blind':
        if (!mirror.isLoaded) this.#break(message, 'blind before anything was seen')
        if (mirror.isBlind) this.#break(message, 'blind twice')
        mirror.isBlind = true
    }
  }

  /** The log already holds this stream: it goes on from a cursor. */
  assume(stream: StreamScope, objects: Iterable<MirroredObject> = []): void {
    const mirror = this.#streamOf(stream)
    mirror.isLoaded = true
    for (const object of objects) mirror.objects.set(object.uid, object)
  }

  /** Where a log ends that committed every message taken so far. */
  cursors(): readonly StreamCursor[] {
    return [...this.#cursors.values()]
  }

  /** A mirror that begins with what this one holds, as a log does after a restart. */
  continued(): Mirror {
    const mirror = new Mirror()
    for (const { stream, objects, isLoaded } of this.#streams.values())
      if (isLoaded) mirror.assume(stream, objects.values())
    for (const [key, cursor] of this.#cursors) mirror.#cursors.set(key, cursor)
    return mirror
  }

  /** Another mirror that took the first `count` messages only. */
  replayed(count: number): Mirror {
    const mirror = new Mirror()
    for (const message of this.messages.slice(0, count)) mirror.take(message)
    return mirror
  }

  /** Objects of one stream by uid; empty for a stream that was never loaded. */
  objects(stream: StreamScope): ReadonlyMap<string, MirroredObject> {
    return this.#streams.get(JSON.stringify(stream))?.objects ?? new Map()
  }

  /** Messages of one type, of one stream or of all. */
  told<Type extends SourceMessage['type']>(type: Type, kind?: string): Extract<SourceMessage, { type: Type }>[] {
    return this.messages.filter((message): message is Extract<SourceMessage, { type: Type }> => {
      return message.type === type && (kind === undefined || ('stream' in message && message.stream.kind === kind))
    })
  }

  /** Everything that happened to one stream, in short: `list-begin first`, `watched 2`, `state live` … */
  story(stream: StreamScope): string[] {
    const key = JSON.stringify(stream)
    return this.messages.flatMap((message) => {
      if (message.type === 'cluster' || JSON.stringify(message.stream) !== key) return []
      return [summary(message)]
    })
  }

  #endList(message: Extract<SourceMessage, { type: 'list-end' }>, mirror: StreamMirror): void {
    if (mirror.pending === undefined) this.#break(message, 'the end of no list')
    mirror.objects.clear()
    for (const [uid, object] of mirror.pending ?? []) mirror.objects.set(uid, object)
    mirror.pending = undefined
    mirror.isLoaded = true
    mirror.isBlind = false
  }

  #watched(message: Extract<SourceMessage, { type: 'watched' }>, mirror: StreamMirror): void {
    if (!mirror.isLoaded || mirror.pending !== undefined) this.#break(message, 'a change outside of a stream')
    if (mirror.isBlind) this.#break(message, 'a change while blind')
    if (message.changes.length === 0) this.#break(message, 'a message without changes')
    if (message.observedFrom !== undefined && message.observedFrom > message.observedAt) {
      this.#break(message, 'observed before it can have happened')
    }
    for (const { type, projected } of message.changes) {
      const uid = uidOf(projected)
      const { resourceVersion } = projected
      const told = `${uid}@${resourceVersion}`
      if (this.#told.has(told)) this.repeated.push(told)
      this.#told.add(told)
      const known = mirror.objects.get(uid)
      if (known !== undefined && BigInt(known.resourceVersion) > BigInt(resourceVersion)) {
        this.#break(message, `${uid} went back from ${known.resourceVersion} to ${resourceVersion}`)
      }
      if (type === 'deleted') mirror.objects.delete(uid)
      else mirror.objects.set(uid, mirrored(projected))
    }
  }

  #break(message: SourceMessage, what: string): void {
    this.broken.push(`${summary(message)}: ${what}`)
  }

  #streamOf(stream: StreamScope): StreamMirror {
    const key = JSON.stringify(stream)
    const mirror = this.#streams.get(key) ?? {
      stream,
      objects: new Map(),
      pending: undefined,
      isLoaded: false,
      isBlind: false,
    }
    this.#streams.set(key, mirror)
    return mirror
  }
}

const uidOf = ({ object }: ProjectedObject): string => object.metadata.uid

const mirrored = (projected: ProjectedObject): MirroredObject => ({
  uid: uidOf(projected),
  resourceVersion: projected.resourceVersion,
  content: projected.object,
})

/** The version up to which everything was told with this message. */
function versionReached(message: SourceMessage): string | undefined {
  if (message.type === 'list-end' || message.type === 'bookmark') return message.resourceVersion
  return message.type === 'watched' ? message.changes.at(-1)?.projected.resourceVersion : undefined
}

function summary(message: SourceMessage): string {
  switch (message.type) {
    case 'cluster':
      return `cluster ${message.identity.version ?? '?'}`
    case 'state':
      return `state ${message.state}`
    case 'list-begin':
      return `list-begin ${message.cause}`
    case 'list-page':
      return `list-page ${message.objects.length}`
    case 'watched':
      return `watched ${message.changes.length}`
    case 'blind':
      return `blind ${message.reason}`
    default:
      return message.type
  }
}
