/** What was typed into a search field: words in lower case, all of which have to occur. */
export class SearchWords {
  readonly #words: readonly string[]

  constructor(typed: string | undefined) {
    this.#words = typed?.toLowerCase().split(/\s+/).filter(Boolean) ?? []
  }

  /** @param text of what is searched; made only where there is something to find */
  areIn(text: () => string): boolean {
    if (this.#words.length === 0) return true
    const searched = text().toLowerCase()
    return this.#words.every((word) => searched.includes(word))
  }
}
