import type { RecordedChange } from '@portolan/contract'
import { asList, asRecord, asText } from './as-record.ts'

/** Names of Pods by uid. A uid is never another Pod's. */
export type PodNames = ReadonlyMap<string, string>

const known = new WeakMap<RecordedChange, readonly (readonly [string, string])[]>()

/** Which Pods these changes name: their own, and those that endpoints stand for. What flips later is told by uid only. */
export function podNames(changes: readonly RecordedChange[]): PodNames {
  return new Map(changes.flatMap(namesIn))
}

function namesIn(change: RecordedChange): readonly (readonly [string, string])[] {
  if (change.kind === 'Pod') return [[change.uid, change.name]]
  if (change.kind !== 'EndpointSlice') return []
  const told = known.get(change)
  if (told) return told
  const names = change.differences
    .flatMap(({ path, before, after }) => (path === '' ? asList(asRecord(after).endpoints) : [before, after]))
    .flatMap((endpoint) => {
      const { uid, name } = asRecord(asRecord(endpoint).targetRef)
      const [id, text] = [asText(uid), asText(name)]
      return id !== undefined && text !== undefined ? [[id, text] as const] : []
    })
  known.set(change, names)
  return names
}
