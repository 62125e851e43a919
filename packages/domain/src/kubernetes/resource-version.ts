import { ResourceVersionError } from '../errors.ts'

const POSITIVE_INTEGER = /^[1-9][0-9]*$/

/**
 * Order two resource versions of one resource type: negative when `a` is older, 0 when equal, positive when newer.
 *
 * Compared as text, since they may exceed what a number holds. Across resource types there is no order (rule B.2).
 *
 * Source: apimachinery `util/resourceversion` CompareResourceVersion; guaranteed by servers from 1.35 (KEP-5504).
 * @throws {ResourceVersionError} one of them is not a positive decimal integer; keep the order of arrival
 */
export function compareResourceVersions(a: string, b: string): -1 | 0 | 1 {
  assertComparable(a)
  assertComparable(b)
  if (a === b) return 0
  if (a.length !== b.length) return a.length < b.length ? -1 : 1
  return a < b ? -1 : 1
}

function assertComparable(resourceVersion: string): void {
  if (POSITIVE_INTEGER.test(resourceVersion)) return
  throw new ResourceVersionError(
    `The resource version ${JSON.stringify(resourceVersion)} is not a positive decimal integer and cannot be ordered: ` +
      'keep the order of arrival',
  )
}
