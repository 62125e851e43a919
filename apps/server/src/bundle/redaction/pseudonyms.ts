import { createHmac, randomBytes } from 'node:crypto'
import { isIPv4 } from 'node:net'

const CONSONANTS = 'bdfgklmnprstvz'
const VOWELS = 'aeiou'
/** Some 49 bits: among a million words the chance that any two become one is 1 in 1,000. */
const SYLLABLES = 8
/** Beyond it they are made anew: equal words give equal pseudonyms all the same. */
const REMEMBERED = 100_000

/** Pseudonyms under a key that lives as long as this object and is never written down. */
export class Pseudonyms {
  readonly #key: Buffer
  readonly #words = new Map<string, string>()
  readonly #addresses = new Map<string, string>()

  /** @param key for tests; random otherwise */
  constructor(key: Buffer = randomBytes(32)) {
    this.#key = key
  }

  /** Something pronounceable: equal for equal words, and fit to be a DNS label. */
  word(word: string): string {
    return remembered(this.#words, word, () => {
      const digest = this.#digest(`word ${word}`)
      let pseudonym = ''
      for (let index = 0; index < SYLLABLES; index++) {
        pseudonym += letter(CONSONANTS, digest[2 * index]) + letter(VOWELS, digest[2 * index + 1])
      }
      return pseudonym
    })
  }

  /**
   * An address of the same family. Two addresses share as many leading bits as their originals do, so that what lay in one
   * subnet lies in one subnet, and no two become one.
   *
   * @param prefix bits of a CIDR that count, the others become 0; absent: all
   */
  address(address: string, prefix?: number): string {
    return remembered(this.#addresses, `${address}/${prefix}`, () => {
      const bytes = isIPv4(address) ? Buffer.from(address.split('.').map(Number)) : bytesOfIPv6(address)
      const masked = bytes.map(
        (byte, index) =>
          byte ^ (this.#digest(`address ${bytes.subarray(0, index).toString('hex')} ${bytes.length}`)[0] ?? 0),
      )
      const kept = masked.map((byte, index) => byte & maskOf(index, prefix ?? 8 * bytes.length))
      return bytes.length === 4 ? kept.join('.') : textOfIPv6(Buffer.from(kept))
    })
  }

  #digest(text: string): Buffer {
    return createHmac('sha256', this.#key).update(text).digest()
  }
}

function letter(letters: string, byte = 0): string {
  return letters.charAt(byte % letters.length)
}

function remembered(known: Map<string, string>, key: string, make: () => string): string {
  const before = known.get(key)
  if (before !== undefined) return before
  if (known.size >= REMEMBERED) known.clear()
  const made = make()
  known.set(key, made)
  return made
}

/** The bits of one byte that lie within a prefix. */
function maskOf(index: number, prefix: number): number {
  const bits = Math.min(8, Math.max(0, prefix - 8 * index))
  return (0xff << (8 - bits)) & 0xff
}

/** @param address of which `isIPv6` is true */
function bytesOfIPv6(address: string): Buffer {
  const canonical = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1)
  const [head = '', tail] = canonical.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  const bytes = Buffer.alloc(16)
  for (const [index, group] of [...before, ...zeros, ...after].entries())
    bytes.writeUInt16BE(parseInt(group, 16), 2 * index)
  return bytes
}

/** RFC 5952. */
function textOfIPv6(bytes: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(2 * index).toString(16))
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)
}
