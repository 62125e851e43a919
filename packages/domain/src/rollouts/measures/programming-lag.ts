import { timeOf } from '../../kubernetes/api-time.ts'
import type { EndpointSlice } from '../../kubernetes/endpoint-slice.ts'
import type { ApiTime } from '../../kubernetes/metadata.ts'
import type { Moment } from '../rollout-types.ts'
import type { Samples } from './distribution.ts'

const TRIGGER_TIME = 'endpoints.kubernetes.io/last-change-trigger-time'

/** More samples than these are discarded. */
const MAX_SAMPLES = 10_000

/**
 * How long the controller took from what triggered a change to the slice that we received, by the trigger time that it writes
 * (rule F.5). Not believed: a time that is older than one the slice had before, or that is when the Service was created, which
 * is what a controller writes that has just started; and what was told late.
 */
export class ProgrammingLag {
  readonly #values: number[] = []
  #discarded = 0
  /** Epoch ms of the newest trigger time of each slice, by uid. */
  readonly #newest = new Map<string, number>()

  /** A slice that was there when the rollout was requested. */
  inherit(slice: EndpointSlice): void {
    const trigger = triggerOf(slice)
    if (trigger !== undefined) this.#newest.set(slice.metadata.uid, timeOf(trigger).ms)
  }

  /** @param serviceCreated `creationTimestamp` of its Service; absent where that is not known */
  see({ before, after }: SliceVersions, { moment, serviceCreated }: SliceTelling): void {
    const trigger = triggerOf(after)
    if (trigger === undefined || trigger === (before && triggerOf(before))) return
    const { ms } = timeOf(trigger)
    const newest = this.#newest.get(after.metadata.uid) ?? Number.NEGATIVE_INFINITY
    const isOfService = serviceCreated !== undefined && timeOf(serviceCreated).ms === Math.floor(ms / 1000) * 1000
    const isArtefact = Number.isNaN(ms) || ms < newest || isOfService
    const isLive = moment.at === moment.notBefore && !moment.isListed
    if (!isArtefact) this.#newest.set(after.metadata.uid, ms)
    if (isArtefact || !isLive || this.#values.length >= MAX_SAMPLES) this.#discarded++
    else this.#values.push(moment.at - ms)
  }

  get samples(): Samples {
    return { values: this.#values, discarded: this.#discarded }
  }
}

export interface SliceVersions {
  readonly before: EndpointSlice | undefined
  readonly after: EndpointSlice
}

export interface SliceTelling {
  readonly moment: Moment
  readonly serviceCreated: ApiTime | undefined
}

const triggerOf = ({ metadata }: EndpointSlice): ApiTime | undefined => metadata.annotations[TRIGGER_TIME]
