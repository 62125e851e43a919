import { isIP } from 'node:net'
import bytes from 'bytes'
import ms from 'ms'
import { StartRefusedError } from '../errors.ts'

/** A value as somebody gave it, and where: `--port` or `PORTOLAN_PORT`. */
export interface GivenValue {
  readonly text: string
  readonly from: string
}

const MINUTE_MS = 60_000
const MEBIBYTE = 1_048_576

function refuse({ text, from }: GivenValue, expected: string): StartRefusedError {
  return new StartRefusedError(`${from} needs ${expected}, not "${text}".`)
}

/** 0 (any free port) to 65535. */
export function parsePort(given: GivenValue): number {
  const port = Number(given.text)
  if (!/^\d{1,5}$/.test(given.text) || port > 65_535) {
    throw refuse(given, 'a port between 0 and 65535 (0 picks a free one)')
  }
  return port
}

/** A length of time with its unit, in ms; one minute at least. */
export function parseRetention(given: GivenValue): number {
  const expected = 'a length of time with its unit, such as 14d or 36h, of at least 1m'
  const match = /^(\d+(?:\.\d+)?)\s*(m|h|d|w|y)$/.exec(given.text.trim())
  if (match === null) throw refuse(given, expected)
  const durationMs = ms(`${Number(match[1])}${match[2] as 'm' | 'h' | 'd' | 'w' | 'y'}`)
  if (durationMs < MINUTE_MS || !Number.isFinite(durationMs)) throw refuse(given, expected)
  return durationMs
}

/** A size with its unit, in bytes (1 KB is 1,024); 16 MB at least. */
export function parseSize(given: GivenValue): number {
  const expected = 'a size with its unit, such as 5GB or 800MB, of at least 16MB'
  if (!/^\d+(\.\d+)?\s*(mb|gb|tb)$/i.test(given.text.trim())) throw refuse(given, expected)
  const size = bytes.parse(given.text.trim())
  if (size === null || size < 16 * MEBIBYTE) throw refuse(given, expected)
  return size
}

/** One of a list of words. */
export function parseChoice<const Choice extends string>(given: GivenValue, choices: readonly Choice[]): Choice {
  const choice = choices.find((candidate) => candidate === given.text)
  if (choice === undefined) throw refuse(given, `one of ${choices.join(', ')}`)
  return choice
}

/** A flag that a variable can switch as well. */
export function parseSwitch(given: GivenValue): boolean {
  if (['1', 'true', 'yes', 'on'].includes(given.text.toLowerCase())) return true
  if (['0', 'false', 'no', 'off'].includes(given.text.toLowerCase())) return false
  throw refuse(given, 'true or false')
}

/** A name or address to listen on, without port, scheme or brackets. */
export function parseHost(given: GivenValue): string {
  const host = given.text.replace(/^\[(.*)\]$/, '$1')
  if (isIP(host) !== 0 || /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(host)) return host
  throw refuse(given, 'a host name or an address without port, such as 127.0.0.1')
}

/** Kubernetes namespace names (RFC 1123 labels). */
export function parseNamespace(given: GivenValue): string {
  if (/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(given.text)) return given.text
  throw refuse(given, 'the name of a namespace')
}

/** Scheme, host and port of a page, as browsers write `Origin`. */
export function parseOrigin(given: GivenValue): string {
  const url = URL.canParse(given.text) ? new URL(given.text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.origin !== given.text) {
    throw refuse(given, 'an origin such as http://localhost:3000')
  }
  return url.origin
}

/** Where people reach Portolan: http or https, without query and fragment. */
export function parsePublicUrl(given: GivenValue): string {
  const url = URL.canParse(given.text) ? new URL(given.text) : undefined
  const isPlain = url !== undefined && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === ''
  if (!isPlain || url.username !== '') throw refuse(given, 'a URL such as https://portolan.example.com')
  return url.href.replace(/\/+$/, '')
}

/** Whether only programs on this machine can reach a host of this name. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}
