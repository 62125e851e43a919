import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Answers in `[0, 1)`. */
export type Random = () => number

/** The same seed gives the same sequence, on every machine. */
export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed)
  return () => uniformFloat64(generator)
}

/** A number in `[from, to)`. */
export const between = (random: Random, from: number, to: number): number => from + random() * (to - from)

/** One of `items`; `undefined` only when there are none. */
export const pick = <T>(random: Random, items: readonly T[]): T | undefined =>
  items[Math.floor(random() * items.length)]
