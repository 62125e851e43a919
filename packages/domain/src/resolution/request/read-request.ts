import { ResolutionRequestError } from '../../errors.ts'
import type { ResolutionRequest } from '../resolution-options.ts'
import { parseRequestUrl, type RequestUrl, readAuthority, shown } from './parse-request-url.ts'
import { readHeaders } from './request-headers.ts'

/** A request as rules are compared with it. */
export interface ReadRequest extends RequestUrl {
  /** Whom the URL names: differs from `host` where a `Host` header names another. */
  readonly dialled: string
  readonly method: string
  /** By lower-case name; several values of one name are joined by `, `, as proxies do. */
  readonly headers: ReadonlyMap<string, string>
  /** The first of several of one name counts. */
  readonly cookies: ReadonlyMap<string, string>
  /** Decoded; the first of several of one name counts. */
  readonly parameters: ReadonlyMap<string, string>
}

const METHOD = /^[!#$%&'*+.^_`|~\w-]{1,32}$/

/** @throws {ResolutionRequestError} a part of it cannot be part of a request */
export function readRequest(request: ResolutionRequest): ReadRequest {
  const url = parseRequestUrl(request.url)
  const method = request.method ?? 'GET'
  if (!METHOD.test(method)) throw new ResolutionRequestError('invalid-method', `${shown(method)} is no method`)
  const headers = readHeaders(request.headers ?? [])
  const named = headers.get('host')
  const { host, isAddress } = named === undefined ? url : readAuthority(named)
  return {
    ...url,
    host,
    isAddress,
    dialled: url.host,
    method: method.toUpperCase(),
    headers,
    cookies: readPairs(headers.get('cookie') ?? '', ';', (text) => text.trim()),
    parameters: readPairs(url.query.slice(1), '&', decodedParameter),
  }
}

function readPairs(text: string, separator: string, read: (part: string) => string): Map<string, string> {
  const pairs = new Map<string, string>()
  for (const pair of text === '' ? [] : text.split(separator)) {
    const equals = pair.indexOf('=')
    const name = read(equals < 0 ? pair : pair.slice(0, equals))
    if (!pairs.has(name)) pairs.set(name, read(equals < 0 ? '' : pair.slice(equals + 1)))
  }
  return pairs
}

/** As `application/x-www-form-urlencoded`; an escape that is none leaves the part as it is. */
function decodedParameter(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '))
  } catch {
    return part
  }
}
