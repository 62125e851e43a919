import { assert } from '../assert.ts'
import type { LedgerEntry, LedgerInterval, OpenLedger, ZeroReadyWindow } from '../endpoints/ledger-types.ts'

/** What the ledger of one Service says. */
export interface LedgerPage {
  readonly intervals: readonly LedgerInterval[]
  readonly windows: readonly ZeroReadyWindow[]
  readonly wasReady: boolean
}

/**
 * Keeps ledger entries as a store does: intervals and windows by Service, and the open end of each.
 *
 * @throws {BrokenInvariantError} by `write`: an entry does not follow from those before
 */
export class LedgerBook {
  readonly #intervals = new Map<string, Map<string, LedgerInterval>>()
  readonly #windows = new Map<string, Map<number, ZeroReadyWindow>>()
  readonly #wasReady = new Map<string, boolean>()

  /** Service names, ascending. */
  get services(): readonly string[] {
    return [...new Set([...this.#intervals.keys(), ...this.#windows.keys(), ...this.#wasReady.keys()])].sort()
  }

  page(service: string): LedgerPage {
    return {
      intervals: [...(this.#intervals.get(service)?.values() ?? [])],
      windows: [...(this.#windows.get(service)?.values() ?? [])],
      wasReady: this.#wasReady.get(service) ?? false,
    }
  }

  /** What a fold needs to go on from here. */
  open(): OpenLedger[] {
    return this.services.map((service) => {
      const { intervals, windows, wasReady } = this.page(service)
      const window = windows.find(({ to }) => to === undefined)
      return { service, open: intervals.filter(({ to }) => to === undefined), ...(window && { window }), wasReady }
    })
  }

  write(entries: readonly LedgerEntry[]): void {
    for (const entry of entries) this.#write(entry)
  }

  #write(entry: LedgerEntry): void {
    const intervals = mapOf(this.#intervals, entry.service)
    const windows = mapOf(this.#windows, entry.service)
    switch (entry.type) {
      case 'interval-opened': {
        const key = keyOf(entry.interval)
        assert(!intervals.has(key), () => `interval ${key} opens twice`)
        intervals.set(key, entry.interval)
        return
      }
      case 'interval-closed': {
        const { to, toSeq, closed } = entry
        intervals.set(keyOf(entry), { ...openOne(intervals.get(keyOf(entry)), keyOf(entry)), to, toSeq, closed })
        return
      }
      case 'revision-learned': {
        const interval = openOne(intervals.get(keyOf(entry)), keyOf(entry))
        intervals.set(keyOf(entry), { ...interval, revision: entry.revision })
        return
      }
      case 'window-opened': {
        assert(![...windows.values()].some(({ to }) => to === undefined), 'a window opens in a window')
        windows.set(entry.window.fromSeq, entry.window)
        return
      }
      case 'window-closed': {
        const { fromSeq, to, toSeq } = entry
        windows.set(fromSeq, { ...openOne(windows.get(fromSeq), String(fromSeq)), to, toSeq })
        return
      }
      case 'window-withdrawn': {
        openOne(windows.get(entry.fromSeq), String(entry.fromSeq))
        windows.delete(entry.fromSeq)
        return
      }
      case 'readiness-noted': {
        assert(this.#wasReady.get(entry.service) !== entry.wasReady, 'readiness is noted and did not change')
        this.#wasReady.set(entry.service, entry.wasReady)
      }
    }
  }
}

const keyOf = ({ identity, fromSeq }: { identity: string; fromSeq: number }) => `${identity} from ${fromSeq}`

function openOne<Entry extends { readonly to?: number }>(entry: Entry | undefined, name: string): Entry {
  assert(entry && entry.to === undefined, () => `${name} is not open`)
  return entry
}

function mapOf<Key, Value>(maps: Map<string, Map<Key, Value>>, name: string): Map<Key, Value> {
  const map = maps.get(name) ?? new Map<Key, Value>()
  maps.set(name, map)
  return map
}
