import { canonicalIpv6 } from './ipv6.ts'
import { punycodeOf } from './punycode.ts'

/** A host as rules are compared with it. */
export interface HostName {
  /** Lower case and ASCII, without a trailing dot; an IPv6 address without brackets. */
  readonly host: string
  /** An IPv4 or IPv6 address, which no rule can name. */
  readonly isAddress: boolean
}

const MAX_HOST_LENGTH = 253
const MAX_LABEL_LENGTH = 63
const LABEL = /^[a-z0-9_-]{1,63}$/
/** What IDNA reads as a dot. */
const DOT = /[.\u3002\uff0e\uff61]/
const BEYOND_ASCII = /[\u0080-\uffff]/
const DECIMAL_BYTE = /^(?:0|[1-9]\d{0,2})$/

/**
 * Read a host of a URL or of a `Host` header, without its port. `undefined` for what is none.
 *
 * Internationalised names get their ASCII form by NFKC and lower case, which is what IDNA does to almost all of them.
 */
export function readHostName(text: string): HostName | undefined {
  if (text.length > MAX_HOST_LENGTH + 2) return undefined
  if (text.startsWith('[')) {
    const address = text.endsWith(']') ? canonicalIpv6(text.slice(1, -1)) : undefined
    return address === undefined ? undefined : { host: address, isAddress: true }
  }
  const labels = text.normalize('NFKC').toLowerCase().split(DOT)
  if (labels.length > 1 && labels.at(-1) === '') labels.pop()
  if (labels.some((label) => label.length > MAX_LABEL_LENGTH)) return undefined
  const ascii = labels.map((label) => (BEYOND_ASCII.test(label) ? `xn--${punycodeOf(label)}` : label))
  const host = ascii.join('.')
  if (host.length > MAX_HOST_LENGTH || !ascii.every((label) => LABEL.test(label))) return undefined
  if (!/^(?:\d+|0x[0-9a-f]*)$/.test(ascii.at(-1) ?? '')) return { host, isAddress: false }
  return isIpv4(ascii) ? { host, isAddress: true } : undefined
}

function isIpv4(labels: readonly string[]): boolean {
  return labels.length === 4 && labels.every((label) => DECIMAL_BYTE.test(label) && Number(label) <= 255)
}
