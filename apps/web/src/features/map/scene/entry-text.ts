import type { EntryCard } from './scene.ts'

/**
 * Where an entry is reached, in one line: `203.0.113.10 +1 :80 :443`, its first address, how many more there are, and the
 * ports that are open there; ports of every node where it has no address. Empty where nothing is known.
 */
export function entryText({ addresses, door }: EntryCard): string {
  const [first = '', ...others] = addresses
  const own = door.ways.filter(({ address }) => addresses.includes(address))
  const ways = addresses.length > 0 ? own : door.ways
  const ports = [...new Set(ways.flatMap((way) => way.ports))].map((port) => `:${port}`)
  return [first, others.length > 0 ? `+${others.length}` : '', ...ports].filter(Boolean).join(' ')
}
