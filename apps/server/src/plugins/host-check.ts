import { isLoopback } from '../configuration/setting-values.ts'
import { BadHostError } from '../errors.ts'

/** Whether this server is meant by a `Host` header. */
export type HostCheck = (host: string | undefined) => boolean

/**
 * Which names a request may come under.
 *
 * A page somewhere can have its own name resolve to this machine (DNS rebinding) and would then be of our origin; its name in
 * `Host` gives it away. Bound to every address, Portolan cannot know the names it is reached by and accepts all: it never
 * listens there without authentication, and a session cookie belongs to the one name it was given under.
 *
 * @param boundTo the host Portolan listens on
 */
export function hostCheck(boundTo: string): HostCheck {
  if (boundTo === '0.0.0.0' || boundTo === '::') return (host) => host !== undefined
  return (host) => {
    const name = hostName(host)
    return name !== undefined && (isLoopback(name) || name === boundTo.toLowerCase())
  }
}

/** @throws {BadHostError} another server is meant */
export function requireHost(isOurs: HostCheck, host: string | undefined): void {
  if (isOurs(host)) return
  throw new BadHostError(
    `This server does not answer for ${host === undefined ? 'a request without Host' : `"${host}"`}: use the address it listens on.`,
  )
}

/** Without port and brackets, in lower case; `undefined` for what is no host. */
function hostName(host: string | undefined): string | undefined {
  if (host === undefined || !/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i.test(host)) return undefined
  return host
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase()
}
