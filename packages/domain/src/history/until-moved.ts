import type { Snapshot } from './snapshot.ts'

/**
 * Remember what was computed from a snapshot until the snapshot moves on: several edges need the same, and each would look at
 * every object of a kind. For what depends on objects only, never on their visibility.
 */
export function untilMoved<Value>(compute: (snapshot: Snapshot) => Value): (snapshot: Snapshot) => Value {
  const remembered = new WeakMap<Snapshot, { readonly seq: number; readonly value: Value }>()
  return (snapshot) => {
    const known = remembered.get(snapshot)
    if (known?.seq === snapshot.seq) return known.value
    const value = compute(snapshot)
    remembered.set(snapshot, { seq: snapshot.seq, value })
    return value
  }
}
