type Labels = Readonly<Record<string, string>>

/**
 * The selectors somebody asked for, so that a Pod finds those that select it without looking at all of them.
 *
 * Each is filed under one of its labels: a Pod without that label is not selected by it.
 */
export class SelectorTopics {
  readonly #byLabel = new Map<string, Map<string, Labels>>()
  readonly #labels = new Map<string, string>()

  /** The topic of a selector; `undefined` for an empty one, which selects nothing. */
  topicOf(namespace: string, selector: Labels): string | undefined {
    const pairs = Object.entries(selector).map(([key, value]) => labelTopic(namespace, key, value))
    if (pairs.length === 0) return undefined
    const topic = `selected ${pairs.sort().join(' ')}`
    if (!this.#labels.has(topic)) this.#file(topic, pairs, selector)
    return topic
  }

  /** Topics of the selectors that select an object with these labels. */
  *topicsOf(namespace: string, labels: Labels): IterableIterator<string> {
    for (const key in labels) {
      const topics = this.#byLabel.get(labelTopic(namespace, key, labels[key] as string))
      for (const [topic, selector] of topics ?? []) if (selects(selector, labels)) yield topic
    }
  }

  /** Nobody asks for it any more. */
  forget(topic: string): void {
    const label = this.#labels.get(topic)
    if (label === undefined) return
    this.#labels.delete(topic)
    const topics = this.#byLabel.get(label)
    topics?.delete(topic)
    if (topics?.size === 0) this.#byLabel.delete(label)
  }

  #file(topic: string, pairs: readonly string[], selector: Labels): void {
    const crowd = (label: string) => this.#byLabel.get(label)?.size ?? 0
    const label = pairs.reduce((least, pair) => (crowd(pair) < crowd(least) ? pair : least))
    const topics = this.#byLabel.get(label) ?? new Map<string, Labels>()
    this.#byLabel.set(label, topics.set(topic, selector))
    this.#labels.set(topic, label)
  }
}

const labelTopic = (namespace: string, key: string, value: string) => `${namespace}/${key}=${value}`

function selects(selector: Labels, labels: Labels): boolean {
  for (const key in selector) if (!Object.hasOwn(labels, key) || labels[key] !== selector[key]) return false
  return true
}
