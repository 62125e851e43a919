import type { RecordedChange } from '../history/change.ts'

/** `not-expected`: new endpoints are handed to the running workers, some seconds after the slice changed. */
export type NginxReload = 'expected' | 'not-expected'

const CONFIGURING: ReadonlySet<string> = new Set(['Ingress', 'IngressClass', 'Service'])
const CONFIGURING_PATHS = /^(?:spec|metadata\.annotations)(?=$|[.[])/

/**
 * Whether an ingress-nginx that uses the object is expected to write its configuration anew and reload: for endpoints it is
 * not, for what says where requests go it is. `undefined` for kinds that it does not look at. That it did cannot be seen in the
 * API.
 * Source: rule A03.
 */
export function nginxReload({ change, differences, kind }: RecordedChange): NginxReload | undefined {
  if (kind === 'EndpointSlice') return 'not-expected'
  if (!CONFIGURING.has(kind)) return undefined
  if (change !== 'modified') return 'expected'
  return differences.some(({ path }) => CONFIGURING_PATHS.test(path)) ? 'expected' : 'not-expected'
}
