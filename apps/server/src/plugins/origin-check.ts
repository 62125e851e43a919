import { BadOriginError } from '../errors.ts'

/** A request as far as its origin is concerned. */
export interface OriginatedRequest {
  readonly origin?: string | undefined
  readonly host?: string | undefined
}

/** Whether a request comes from a page of ours, or from no page at all. */
export type OriginCheck = (request: OriginatedRequest) => boolean

/**
 * Browsers say in `Origin` which page sends a socket or a write; programs send none. It must be the very host asked.
 *
 * @param devOrigin a development server of the UI that counts as ours
 */
export function originCheck(devOrigin?: string): OriginCheck {
  return ({ origin, host }) => {
    if (origin === undefined || origin === devOrigin) return true
    if (!URL.canParse(origin)) return false
    const url = new URL(origin)
    return /^https?:$/.test(url.protocol) && url.host === host?.toLowerCase().replace(defaultPort(url), '')
  }
}

/** @throws {BadOriginError} a page of somebody else */
export function requireOrigin(isOurs: OriginCheck, request: OriginatedRequest): void {
  if (isOurs(request)) return
  throw new BadOriginError(`Pages of ${request.origin} may not act here: open Portolan's own page.`)
}

/** `URL.host` leaves the default port of the scheme out; `Host` may carry it. */
function defaultPort(url: URL): RegExp {
  return url.protocol === 'https:' ? /:443$/ : /:80$/
}
