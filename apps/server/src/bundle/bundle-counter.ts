import type { BundleCounts, BundleLine } from './bundle-format.ts'

/** Counts lines as they pass. */
export class BundleCounter {
  #objects = 0
  #ledgers = 0
  #changes = 0
  #gaps = 0

  count(line: BundleLine): void {
    if ('object' in line) this.#objects += 1
    else if ('ledger' in line) this.#ledgers += 1
    else if ('change' in line) this.#changes += 1
    else if ('gap' in line) this.#gaps += 1
  }

  get counts(): BundleCounts {
    return { objects: this.#objects, ledgers: this.#ledgers, changes: this.#changes, gaps: this.#gaps }
  }
}
