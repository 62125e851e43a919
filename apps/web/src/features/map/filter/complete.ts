import { compareText } from '../scene/order.ts'
import type { Scene } from '../scene/scene.ts'
import { FILTER_KEYS, FILTER_VALUES, type FilterKey } from './parse-filter.ts'

/** What could be written next. */
export interface Completion {
  /** The whole filter with it. */
  readonly filter: string
  /** What it adds or replaces: `state:`, `state:bad`. */
  readonly part: string
  /** A key that is offered says what it asks; a value speaks for itself. */
  readonly key: FilterKey | undefined
}

/** Values of keys that only the cluster knows: Nodes and labels are read when somebody begins to write them. */
export interface KnownValues {
  readonly scene: Scene
  readonly node: readonly string[]
  readonly label: readonly string[]
}

const MOST = 60
const TIMES = ['1m', '5m', '15m', '1h']

/** How a filter can go on: after a space every key, within a word the keys that begin so, after a key its values. */
export function completionsOf(filter: string, known: KnownValues): Completion[] {
  const start = filter.search(/\S*$/)
  const sign = filter.slice(start).startsWith('-') ? '-' : ''
  const word = filter.slice(start + sign.length).toLowerCase()
  const before = `${filter.slice(0, start)}${sign}`
  const key = writtenKey(word)
  if (key === undefined) {
    return FILTER_KEYS.filter((one) => one.startsWith(word)).map((one) => ({
      filter: `${before}${one}:`,
      part: `${sign}${one}:`,
      key: one,
    }))
  }
  const typed = word.slice(word.lastIndexOf(',') + 1).replace(`${key}:`, '')
  const kept = word.slice(0, word.length - typed.length)
  const values = valuesOf(key, known).filter((value) => value.toLowerCase().includes(typed) && value !== typed)
  return values.slice(0, MOST).map((value) => ({
    filter: `${before}${kept}${value} `,
    part: `${sign}${kept}${value}`,
    key: undefined,
  }))
}

/** The key whose value is being written at the end of a filter. */
export function writtenKey(filter: string): FilterKey | undefined {
  const [, name] = /(?:^|\s)-?([a-z]+):\S*$/i.exec(filter) ?? []
  return FILTER_KEYS.find((one) => one === name?.toLowerCase())
}

function valuesOf(key: FilterKey, { scene, node, label }: KnownValues): readonly string[] {
  switch (key) {
    case 'changed':
      return TIMES
    case 'node':
      return node
    case 'label':
      return label
    case 'namespace':
      return scene.bands.map(({ namespace }) => namespace)
    case 'kind':
      return sorted([...scene.cards.values()].map(({ kind }) => kind))
    case 'host':
      return sorted([...scene.cards.values()].flatMap((card) => (card.column === 'routes' ? card.hosts : [])))
    default:
      return FILTER_VALUES[key] ?? []
  }
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort(compareText)
}
