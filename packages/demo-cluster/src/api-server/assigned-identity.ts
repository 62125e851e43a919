/** Letters and digits that spell nothing. Source: k8s.io/apimachinery util/rand. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789'

/** Names made from `generateName` are cut so that they end within 63 characters. Source: apiserver storage/names. */
const MAX_GENERATED_BASE = 58

/** `web-5d8f7-` becomes `web-5d8f7-x7k2p`. `random` answers in `[0, 1)`. */
export function generateName(base: string, random: () => number): string {
  let suffix = ''
  for (let i = 0; i < 5; i++) suffix += ALPHABET.charAt(Math.floor(random() * ALPHABET.length))
  return base.slice(0, MAX_GENERATED_BASE) + suffix
}

/** A version 4 uuid drawn from `random`, so that one seed makes one cluster. */
export function generateUid(random: () => number): string {
  const word = (): string =>
    Math.floor(random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0')
  const [a, b, c, d] = [word(), word(), word(), word()]
  const variant = ((Number.parseInt(c.charAt(0), 16) & 0x3) | 0x8).toString(16)
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${c.slice(1, 4)}-${c.slice(4)}${d}`
}

/** RFC 3339 in whole seconds, as `metav1.Time` is written. */
export const toTimestamp = (epochMs: number): string => `${new Date(epochMs).toISOString().slice(0, 19)}Z`
