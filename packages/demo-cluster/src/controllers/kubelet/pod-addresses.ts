import type { Node } from '../objects/infrastructure.ts'

const FIRST = 2
const LAST = 254

/** Hands out the addresses of each Node's `podCIDR` (a /24), the next free one each time, as host-local IPAM does. */
export class PodAddresses {
  readonly #used = new Map<string, string>()
  readonly #last = new Map<string, number>()

  /** The address of one Pod; the same again while it is not released. */
  take(node: Node, podUid: string): string {
    const held = this.#used.get(podUid)
    if (held !== undefined) return held
    const prefix = node.spec.podCIDR.slice(0, node.spec.podCIDR.lastIndexOf('.'))
    const taken = new Set(this.#used.values())
    let host = this.#last.get(prefix) ?? FIRST - 1
    do host = host >= LAST ? FIRST : host + 1
    while (taken.has(`${prefix}.${host}`))
    this.#last.set(prefix, host)
    this.#used.set(podUid, `${prefix}.${host}`)
    return `${prefix}.${host}`
  }

  release(podUid: string): void {
    this.#used.delete(podUid)
  }
}
