import { lookup } from 'node:dns'
import { lookup as lookupAddress } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { AddressRefusedError } from '../errors.ts'
import { isRefusedAddress } from './refused-addresses.ts'

/** Whether a host may be called although its address is refused. */
export type IsAllowedHost = (host: string) => boolean

/**
 * Resolves names for a connection and refuses what must not be called. The address that was checked is the one that is
 * connected to, so a name that resolves differently a moment later gains nothing.
 */
export function guardedLookup(isAllowed: IsAllowedHost): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        done(error, [])
        return
      }
      const refused = addresses.find(({ address }) => isRefusedAddress(address))
      if (refused !== undefined && !isAllowed(host)) {
        done(refusal(host, refused.address), [])
        return
      }
      const [first] = addresses
      if (options.all === true || first === undefined) done(null, addresses)
      else done(null, first.address, first.family)
    })
  }
}

/**
 * For a host that is written as an address and therefore never looked up.
 * @throws {AddressRefusedError}
 */
export function assertMayCall(host: string, isAllowed: IsAllowedHost): void {
  const address = host.replace(/^\[|\]$/g, '')
  if (isIP(address) !== 0 && isRefusedAddress(address) && !isAllowed(address)) throw refusal(host, address)
}

/**
 * The address to connect to; `undefined` where the name does not resolve now.
 * @throws {AddressRefusedError}
 */
export async function resolveGuarded(host: string, isAllowed: IsAllowedHost): Promise<string | undefined> {
  assertMayCall(host, isAllowed)
  try {
    const { address } = await lookupAddress(host)
    if (isRefusedAddress(address) && !isAllowed(host)) throw refusal(host, address)
    return address
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return undefined
    throw error
  }
}

function refusal(host: string, address: string): AddressRefusedError {
  return new AddressRefusedError(
    `${host} is ${address}, a link-local, metadata or reserved address. If it is meant, allow it with --allow-receiver-host ${host}.`,
  )
}
