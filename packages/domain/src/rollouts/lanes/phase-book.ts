import type { Evidence } from '../../history/change.ts'
import { type PhaseMark, POD_PHASES, type PodPhaseName } from '../lane-types.ts'
import type { Moment } from '../rollout-types.ts'
import type { ReachedPhase } from './pod-phases.ts'

/** Which change told something. */
export interface Telling {
  readonly moment: Moment
  readonly evidence: Evidence
}

/** What of an endpoint is told by a slice. */
export interface EndpointPhase {
  readonly phase: PodPhaseName
  readonly service: string
  readonly source: string
}

/** When one Pod reached its phases. Of a phase that is reached several times the first counts, but see `endpointLeft`. */
export class PhaseBook {
  readonly #marks = new Map<string, PhaseMark>()
  /** Reached before the request, nobody says when. */
  readonly #untimed = new Set<PodPhaseName>()

  find(phase: PodPhaseName, service?: string): PhaseMark | undefined {
    return this.#marks.get(keyOf(phase, service))
  }

  /** The marks of an endpoint phase, one per Service. */
  all(phase: PodPhaseName): PhaseMark[] {
    return [...this.#marks.values()].filter((mark) => mark.phase === phase)
  }

  /** Every mark, in the order of `POD_PHASES`, then by Service. */
  marks(): PhaseMark[] {
    return [...this.#marks.values()].sort(
      (a, b) =>
        ORDER[a.phase] - ORDER[b.phase] ||
        ((a.service ?? '') < (b.service ?? '') ? -1 : Number(a.service !== b.service)),
    )
  }

  /**
   * A Pod says that it has reached a phase. Of two deletions the earlier counts: a second one that is shorter can move both
   * times to its own.
   *
   * @param telling absent for what was so when the rollout was requested: phases that only we could time are unknown then
   */
  reached(reached: ReachedPhase, telling: Telling | undefined): void {
    const { at = Number.NaN, phase } = reached
    const known = this.find(phase)
    if (this.#untimed.has(phase) || (known && (phase !== 'deletion-requested' || at >= known.at))) return
    const mark = markOf(reached, telling)
    if (mark) this.#marks.set(keyOf(phase), mark)
    else this.#untimed.add(phase)
  }

  /** A time that an Event told. */
  noted(mark: PhaseMark): void {
    this.#marks.set(keyOf(mark.phase), mark)
  }

  /** An endpoint reached a phase, or only one that is told by us. */
  endpointReached({ phase, service, source }: EndpointPhase, telling: Telling): void {
    if (this.find(phase, service)) return
    this.#marks.set(keyOf(phase, service), { ...ours({ phase, source }, telling), service })
  }

  /** It came back: that it had left is no longer its end. */
  endpointBack(service: string): void {
    this.#marks.delete(keyOf('endpoint-removed', service))
  }
}

const ORDER = Object.fromEntries(POD_PHASES.map((phase, index) => [phase, index])) as Record<PodPhaseName, number>

const keyOf = (phase: PodPhaseName, service?: string): string => (service === undefined ? phase : `${phase} ${service}`)

function markOf(reached: ReachedPhase, telling: Telling | undefined): PhaseMark | undefined {
  const { phase, at, precisionMs = 0, clock, source } = reached
  if (at === undefined) return telling && ours({ phase, source }, telling)
  const written = { phase, at, latest: at + Math.max(0, Math.ceil(precisionMs) - 1), clock, source }
  if (telling === undefined) return { ...written, earliest: at }
  const { moment, evidence } = telling
  return { ...written, earliest: earliestOf(reached, at, moment), evidence, told: moment }
}

/** Who was told late of a deletion may have been told of the second one. */
function earliestOf({ phase }: ReachedPhase, at: number, { at: toldAt, notBefore }: Moment): number {
  return phase === 'deletion-requested' && notBefore < toldAt ? Math.min(at, notBefore) : at
}

function ours({ phase, source }: Pick<PhaseMark, 'phase' | 'source'>, { moment, evidence }: Telling): PhaseMark {
  const { at, notBefore } = moment
  return { phase, at, earliest: notBefore, latest: at, clock: 'portolan', source, evidence, told: moment }
}
