import type { ProjectedObject, RecordedChange } from '@portolan/contract'
import { knownUrls } from './known-urls.ts'

/** Kinds whose rules name hosts. */
export const ROUTING_KINDS = ['Ingress', 'HTTPRoute', 'GRPCRoute'] as const

const HOST_FIELD = /^spec\.(rules\[[^\]]*\]\.host|hostnames(\[\d+\])?)$/

/**
 * Addresses that rules named in this part of the log, whether they still do or not: of whole objects as they came, and hosts
 * that a rule had before it got another one. Each once, ascending by host and path.
 */
export function seenUrls(changes: readonly Pick<RecordedChange, 'differences'>[]): string[] {
  const differences = changes.flatMap((change) => change.differences)
  const objects = differences.flatMap(({ path, after }) => (path === '' && isObject(after) ? after : []))
  const hosts = differences.flatMap(({ path, before }) => (HOST_FIELD.test(path) ? [before].flat().filter(isText) : []))
  return [...new Set([...knownUrls(objects), ...hosts.map((host) => `http://${host}/`)])].sort()
}

function isObject(value: unknown): value is ProjectedObject {
  return typeof value === 'object' && value !== null && 'kind' in value
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !value.startsWith('*')
}
