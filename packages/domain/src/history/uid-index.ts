const NONE: ReadonlySet<string> = new Set()

/** Which objects, by uid, have which value of one fact. */
export class UidIndex {
  readonly #uids = new Map<string, Set<string>>()

  get(value: string): ReadonlySet<string> {
    return this.#uids.get(value) ?? NONE
  }

  /** The fact of one object changed; `undefined` where it has or had none. */
  move(uid: string, from: string | undefined, to: string | undefined): void {
    if (from === to) return
    if (from !== undefined) this.#remove(uid, from)
    if (to === undefined) return
    const uids = this.#uids.get(to)
    if (uids === undefined) this.#uids.set(to, new Set([uid]))
    else uids.add(uid)
  }

  #remove(uid: string, value: string): void {
    const uids = this.#uids.get(value)
    uids?.delete(uid)
    if (uids?.size === 0) this.#uids.delete(value)
  }
}
