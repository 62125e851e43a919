import { ResolutionRequestError } from '../../errors.ts'
import { readHostName } from './host-name.ts'

/** What carries the request: `http` and `https` know paths, `tls` a server name only, `tcp` and `udp` a port only. */
export type RequestProtocol = 'http' | 'https' | 'tls' | 'tcp' | 'udp'

/** A URL as far as routing looks at it. */
export interface RequestUrl {
  readonly protocol: RequestProtocol
  readonly host: string
  readonly isAddress: boolean
  readonly port: number
  /** Begins with `/`. As a client sends it: percent-encoded, dot segments and double slashes as written. */
  readonly path: string
  /** With its `?`; empty where there is none. */
  readonly query: string
}

/** nginx and most gateways refuse a longer request line. */
export const MAX_URL_LENGTH = 8192

const SCHEMES: ReadonlyMap<string, RequestProtocol> = new Map([
  ['http', 'http'],
  ['https', 'https'],
  ['ws', 'http'],
  ['wss', 'https'],
  ['grpc', 'http'],
  ['grpcs', 'https'],
  ['tls', 'tls'],
  ['tcp', 'tcp'],
  ['udp', 'udp'],
])

const DEFAULT_PORT: Readonly<Record<RequestProtocol, number>> = { http: 80, https: 443, tls: 443, tcp: 0, udp: 0 }

/**
 * Read a URL somebody typed or pasted, be it hostile. Linear in its length.
 *
 * Without a scheme `http` is meant. Credentials and the fragment are dropped. An escape that is none (`%zz`) stays: what it
 * leads to depends on who reads it.
 *
 * @throws {ResolutionRequestError} it is too long, or its scheme, host, port or a character cannot be part of a request
 */
export function parseRequestUrl(text: string): RequestUrl {
  if (text.length > MAX_URL_LENGTH)
    throw new ResolutionRequestError(
      'url-too-long',
      `The URL has ${text.length} characters; ${MAX_URL_LENGTH} are read`,
    )
  const trimmed = text.trim()
  if (trimmed === '')
    throw new ResolutionRequestError('url-empty', 'There is no URL: give one such as https://shop.example/cart')
  refuseCharacters(trimmed)
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1]
  const protocol = protocolOf(scheme)
  const rest = scheme === undefined ? trimmed.replace(/^\/\//, '') : trimmed.slice(scheme.length + 3)
  const end = rest.search(/[/?#]/)
  const authority = end < 0 ? rest : rest.slice(0, end)
  const { host, isAddress, port } = readAuthority(authority.slice(authority.lastIndexOf('@') + 1))
  return {
    protocol,
    host,
    isAddress,
    port: port ?? DEFAULT_PORT[protocol],
    ...readTarget(end < 0 ? '' : rest.slice(end)),
  }
}

/**
 * Read `host` or `host:port`, as in a URL or a `Host` header.
 *
 * @throws {ResolutionRequestError} there is no host, or it or its port cannot be one
 */
export function readAuthority(text: string): { host: string; isAddress: boolean; port: number | undefined } {
  const parts = /^(\[[^\]]*\]|[^:]*)(?::([^:]*))?$/.exec(text)
  if (!parts)
    throw new ResolutionRequestError('invalid-host', `${shown(text)} is no host; an IPv6 address goes in brackets`)
  const [, written = '', digits] = parts
  if (written === '') throw new ResolutionRequestError('missing-host', 'The URL has no host')
  const name = readHostName(written)
  if (!name) throw new ResolutionRequestError('invalid-host', `${shown(written)} is no host`)
  return { ...name, port: portOf(digits) }
}

/** A text that came from outside, in a message: short. */
export function shown(text: string): string {
  return JSON.stringify(text.length > 64 ? `${text.slice(0, 64)}…` : text)
}

function refuseCharacters(text: string): void {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code > 32 && code !== 127 && code !== 92) continue
    const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
    throw new ResolutionRequestError('invalid-character', `The URL has ${name} at ${index}; percent-encode it`)
  }
}

function protocolOf(scheme: string | undefined): RequestProtocol {
  const protocol = SCHEMES.get((scheme ?? 'http').toLowerCase())
  if (protocol) return protocol
  const known = [...SCHEMES.keys()].join(', ')
  throw new ResolutionRequestError('unsupported-scheme', `Scheme ${shown(scheme ?? '')} is not one of ${known}`)
}

/** An empty port is the default one. */
function portOf(digits: string | undefined): number | undefined {
  if (digits === undefined || digits === '') return undefined
  const port = /^\d{1,5}$/.test(digits) ? Number(digits) : 0
  if (port >= 1 && port <= 65535) return port
  throw new ResolutionRequestError('invalid-port', `${shown(digits)} is no port: it is a number from 1 to 65535`)
}

function readTarget(text: string): { path: string; query: string } {
  const fragment = text.indexOf('#')
  const target = encoded(fragment < 0 ? text : text.slice(0, fragment))
  const question = target.indexOf('?')
  const path = question < 0 ? target : target.slice(0, question)
  return { path: path || '/', query: question < 0 ? '' : target.slice(question) }
}

/** Clients send what is beyond ASCII as percent-encoded UTF-8; half a surrogate pair becomes U+FFFD. */
function encoded(text: string): string {
  return text.replace(/[\u0080-\uffff]+/g, (characters) =>
    [...characters].map((each) => encodeURIComponent(/^[\ud800-\udfff]$/.test(each) ? '\ufffd' : each)).join(''),
  )
}
