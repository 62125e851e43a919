import type { LedgerEntry, ZeroReadyWindow } from '@portolan/domain'
import type { ServiceWindow } from '@portolan/pipeline/ports'

/** Windows of one Service that are remembered: rules ask for the newest. */
const MAX_WINDOWS = 20

type WindowEnd = Required<Pick<ZeroReadyWindow, 'to' | 'toSeq'>>

/** The newest windows without a ready endpoint of each Service, kept up from the entries of the ledgers. */
export class ZeroReadyBook {
  /** By Service, newest first. */
  readonly #windows = new Map<string, readonly ZeroReadyWindow[]>()
  /** Ends of windows that are not recalled yet, by Service and beginning. */
  readonly #ends = new Map<string, WindowEnd | 'withdrawn'>()
  #isRecalled = false

  /** Newest first. @param service `namespace/name` */
  of(service: string): readonly ZeroReadyWindow[] {
    return this.#windows.get(service) ?? []
  }

  note(entry: LedgerEntry): void {
    if (entry.type === 'window-opened') this.#put(entry.service, entry.window)
    if (entry.type === 'window-closed') this.#end(entry, { to: entry.to, toSeq: entry.toSeq })
    if (entry.type === 'window-withdrawn') this.#end(entry, 'withdrawn')
  }

  /** What was before everything that is noted, but for the ends that were. */
  recall(earlier: readonly ServiceWindow[]): void {
    for (const { service, window } of earlier) {
      if (this.of(service).some(({ fromSeq }) => fromSeq === window.fromSeq)) continue
      const end = this.#ends.get(`${service} ${window.fromSeq}`)
      if (end !== 'withdrawn') this.#put(service, { ...window, ...end })
    }
    this.#ends.clear()
    this.#isRecalled = true
  }

  #end({ service, fromSeq }: { readonly service: string; readonly fromSeq: number }, end: WindowEnd | 'withdrawn') {
    if (!this.#isRecalled) this.#ends.set(`${service} ${fromSeq}`, end)
    const windows = this.of(service).flatMap((window) => {
      if (window.fromSeq !== fromSeq) return window
      return end === 'withdrawn' ? [] : { ...window, ...end }
    })
    if (windows.length === 0) this.#windows.delete(service)
    else this.#windows.set(service, windows)
  }

  #put(service: string, window: ZeroReadyWindow): void {
    const windows = [...this.of(service), window].sort((a, b) => b.fromSeq - a.fromSeq)
    this.#windows.set(service, windows.slice(0, MAX_WINDOWS))
  }
}
