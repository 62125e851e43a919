/** How many images a node keeps before it collects the oldest. */
const KEPT = 60

/** The images one node has; an endless series of releases does not fill it. */
export class ImageCache {
  readonly #names = new Set<string>()

  has(image: string): boolean {
    return this.#names.has(image)
  }

  add(image: string): void {
    this.#names.delete(image)
    this.#names.add(image)
    const [oldest] = this.#names
    if (this.#names.size > KEPT && oldest !== undefined) this.#names.delete(oldest)
  }
}
