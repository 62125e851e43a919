import type { Topology, TopologyStretch } from '@portolan/contract'
import { FoldedStretch } from '@portolan/contract/folding'
import { type FoldedScope, type FoldingAnswer, type FoldingRequest, keyOfNamespaces } from './folding-wire.ts'

export interface FoldingPorts {
  /** @throws {Error} the server refused, or did not answer */
  readStretch(scope: FoldedScope): Promise<TopologyStretch>
  post(answer: FoldingAnswer): void
  now(): number
}

/** A window that follows the present is read again when it has moved so far; until then its end is asked of the server. */
const RENEW_MS = 60_000
/** What could not be folded is not tried again so soon, but for a stretch of less than half its length. */
const REFUSED_MS = 60_000

interface Refused {
  readonly scope: FoldedScope
  readonly at: number
}

/**
 * Folds the topologies of one stretch of the log in one choice of namespaces, the one that is looked at. What cannot be folded,
 * or is not read yet, is answered with nothing: the server has it.
 */
export class FoldingDesk {
  readonly #ports: FoldingPorts
  #kept: { readonly scope: FoldedScope; readonly stretch: FoldedStretch } | undefined
  #refused: Refused | undefined
  #isReading = false
  /** What is looked at since a reading began; another one is read when that has ended. */
  #wanted: FoldedScope | undefined

  constructor(ports: FoldingPorts) {
    this.#ports = ports
  }

  receive(request: FoldingRequest): void {
    if (request.type === 'keep') void this.#keep(request.scope)
    else {
      const { id, namespaces, time } = request
      this.#ports.post({ type: 'topology', id, topology: this.#topologyAt(namespaces, time) })
    }
  }

  #topologyAt(namespaces: readonly string[], time: number): Topology | undefined {
    const kept = this.#kept
    if (kept === undefined || !isSameChoice(kept.scope, { namespaces }) || !kept.stretch.has(time)) return undefined
    return kept.stretch.topologyAt(time)
  }

  async #keep(scope: FoldedScope): Promise<void> {
    this.#wanted = scope
    if (this.#isReading || this.#isKept(scope) || this.#isRefused(scope)) return
    this.#isReading = true
    try {
      const told = await this.#ports.readStretch(scope)
      if (told.obstacle === null) this.#take(scope, new FoldedStretch(told, scope.namespaces))
      else this.#refused = { scope, at: this.#ports.now() }
    } catch {
      // The page asks the server for each instant itself, and shows what it says.
      this.#refused = { scope, at: this.#ports.now() }
    } finally {
      this.#isReading = false
    }
    if (this.#wanted !== scope) await this.#keep(this.#wanted)
  }

  #take({ namespaces }: FoldedScope, stretch: FoldedStretch): void {
    const scope = { namespaces, from: stretch.from, to: stretch.to }
    this.#kept = { scope, stretch }
    this.#ports.post({ type: 'kept', scope })
  }

  #isKept(scope: FoldedScope): boolean {
    const kept = this.#kept?.scope
    if (kept === undefined || !isSameChoice(kept, scope)) return false
    return scope.from >= kept.from && scope.to <= kept.to + RENEW_MS
  }

  #isRefused(scope: FoldedScope): boolean {
    if (this.#refused === undefined || !isSameChoice(this.#refused.scope, scope)) return false
    const { from, to } = this.#refused.scope
    const isElsewhere = scope.to <= from || scope.from >= to
    const isMuchShorter = scope.to - scope.from < (to - from) / 2
    return !isElsewhere && !isMuchShorter && this.#ports.now() < this.#refused.at + REFUSED_MS
  }
}

function isSameChoice(a: Pick<FoldedScope, 'namespaces'>, b: Pick<FoldedScope, 'namespaces'>): boolean {
  return keyOfNamespaces(a.namespaces) === keyOfNamespaces(b.namespaces)
}
