import type { EntryCard } from './scene.ts'

/** How many letters of ports a card has room for. */
const ROOM = 18

/** Where an entry is reached: `203.0.113.10 +1` and `:80 :443 +2`. */
export interface EntryPlace {
  /** Its first address, and how many more there are; empty where it has none. */
  readonly address: string
  readonly more: number
  /** Ports that are open there, of every node where it has no address. Never cut within one: what has no room is counted. */
  readonly ports: string
}

export function entryPlace({ addresses, door }: EntryCard): EntryPlace {
  const [address = '', ...others] = addresses
  const own = door.ways.filter((way) => addresses.includes(way.address))
  const ways = addresses.length > 0 ? own : door.ways
  return { address, more: others.length, ports: portsText([...new Set(ways.flatMap((way) => way.ports))]) }
}

function portsText(ports: readonly number[]): string {
  const written = ports.map((port) => `:${port}`)
  if (written.join(' ').length <= ROOM) return written.join(' ')
  let shown = written.length
  const text = () => `${written.slice(0, shown).join(' ')} +${written.length - shown}`
  while (shown > 1 && text().length > ROOM) shown--
  return text()
}

/** The same in one line. Empty where nothing is known. */
export function entryText(card: EntryCard): string {
  const { address, more, ports } = entryPlace(card)
  return [address, more > 0 ? `+${more}` : '', ports].filter(Boolean).join(' ')
}
