import { ResolutionRequestError } from '../../errors.ts'
import type { RequestHeader } from '../resolution-options.ts'
import { shown } from './parse-request-url.ts'

/** More, or more characters in all, are refused by nginx and by gateways too. */
export const MAX_HEADERS = 100
const MAX_HEADER_LENGTH = 32_768

const NAME = /^[!#$%&'*+.^_`|~\w-]{1,256}$/

/**
 * Values by lower-case name, those of one name joined by `, ` (cookies by `; `).
 *
 * @throws {ResolutionRequestError} there are too many, or one cannot be sent
 */
export function readHeaders(headers: readonly RequestHeader[]): ReadonlyMap<string, string> {
  if (headers.length > MAX_HEADERS)
    throw new ResolutionRequestError('too-many-headers', `${headers.length} headers; ${MAX_HEADERS} are read`)
  const byName = new Map<string, string>()
  let length = 0
  for (const { name, value } of headers) {
    length += name.length + value.length
    if (length > MAX_HEADER_LENGTH)
      throw new ResolutionRequestError('too-many-headers', `Headers longer than ${MAX_HEADER_LENGTH} characters in all`)
    if (!NAME.test(name)) throw new ResolutionRequestError('invalid-header', `${shown(name)} is no header name`)
    if (hasControl(value))
      throw new ResolutionRequestError('invalid-header', `The value of header ${shown(name)} has a control character`)
    const key = name.toLowerCase()
    const before = byName.get(key)
    byName.set(key, before === undefined ? value.trim() : `${before}${key === 'cookie' ? '; ' : ', '}${value.trim()}`)
  }
  return byName
}

function hasControl(value: string): boolean {
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index)
    if ((code < 32 && code !== 9) || code === 127) return true
  }
  return false
}
