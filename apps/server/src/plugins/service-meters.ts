import { type EndpointState, type LedgerEntry, openLedgers } from '@portolan/domain'
import type { CommittedChange, Recording } from '@portolan/pipeline'

/** So many Services have series of their own; the rest is summed, so that the number of series has an end. */
export const NAMED_SERVICES = 2_000

/** What is counted of one Service: endpoints now, and since the start joins, leaves and flips, and losses of the last ready one. */
export interface ServiceMeter {
  /** `namespace/name`; absent: all that have no series of their own. */
  readonly service?: string
  readonly ready: number
  readonly unready: number
  readonly terminating: number
  readonly churn: number
  readonly zeroReady: number
}

type Counts = { -readonly [Count in Exclude<keyof ServiceMeter, 'service'>]: number }

/** Counts what the ledgers say as changes come. Costs as much as there is churn, and a record per endpoint. */
export class ServiceMeters {
  readonly #recording: Recording
  /** By Service, then identity. */
  readonly #states = new Map<string, Map<string, EndpointState>>()
  readonly #counts = new Map<string, Counts>()
  readonly #others = noCounts()

  constructor(recording: Recording) {
    this.#recording = recording
    for (const { service, open } of openLedgers(recording.snapshot, 0)) {
      for (const { identity, state } of open) this.#enter(service, identity, state)
    }
    recording.feed.subscribeToSteps((step) => this.#take(step))
  }

  /** One of each named Service, then that of all others. Services that are gone have none. */
  read(): ServiceMeter[] {
    const { snapshot } = this.#recording
    const named: ServiceMeter[] = []
    for (const [service, counts] of this.#counts) {
      const [namespace = '', name = ''] = service.split('/')
      const isGone = snapshot.find('Service', namespace, name) === undefined && !this.#states.has(service)
      if (isGone) this.#counts.delete(service)
      else named.push({ service, ...counts })
    }
    return [...named, { ...this.#others }]
  }

  #take({ ledger }: CommittedChange): void {
    for (const entry of ledger) this.#note(entry)
  }

  #note(entry: LedgerEntry): void {
    const counts = this.#countsOf(entry.service)
    switch (entry.type) {
      case 'interval-opened': {
        const { identity, state, opened, evidence } = entry.interval
        this.#enter(entry.service, identity, state)
        counts.churn += Number(opened === 'joined' ? evidence !== 'initial' : state === 'ready')
        return
      }
      case 'interval-closed': {
        const state = this.#leave(entry.service, entry.identity)
        counts.churn += Number(entry.closed === 'left' || state === 'ready')
        return
      }
      case 'window-opened':
        counts.zeroReady += 1
    }
  }

  #enter(service: string, identity: string, state: EndpointState): void {
    const states = this.#states.get(service) ?? new Map<string, EndpointState>()
    this.#states.set(service, states.set(identity, state))
    this.#countsOf(service)[columnOf(state)] += 1
  }

  #leave(service: string, identity: string): EndpointState | undefined {
    const states = this.#states.get(service)
    const state = states?.get(identity)
    if (states === undefined || state === undefined) return undefined
    states.delete(identity)
    if (states.size === 0) this.#states.delete(service)
    this.#countsOf(service)[columnOf(state)] -= 1
    return state
  }

  #countsOf(service: string): Counts {
    const known = this.#counts.get(service)
    if (known !== undefined) return known
    if (this.#counts.size >= NAMED_SERVICES) return this.#others
    const counts = noCounts()
    this.#counts.set(service, counts)
    return counts
  }
}

function noCounts(): Counts {
  return { ready: 0, unready: 0, terminating: 0, churn: 0, zeroReady: 0 }
}

function columnOf(state: EndpointState): 'ready' | 'unready' | 'terminating' {
  return state === 'ready' || state === 'unready' ? state : 'terminating'
}
