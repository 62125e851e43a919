import type { Readable } from 'node:stream'
import { timestamp } from '@portolan/contract'
import type { HistoryReader, Instant } from '@portolan/pipeline/ports'
import { VERSION } from '../version.ts'
import {
  BUNDLE_FORMAT,
  BUNDLE_VERSION,
  type BundleCounts,
  type BundleHeader,
  type BundleVisibility,
} from './bundle-format.ts'
import { bundleLines } from './bundle-lines.ts'
import { type BundleRange, bundleRange } from './bundle-range.ts'
import { BundleScope } from './bundle-scope.ts'
import { bundleStream } from './bundle-stream.ts'
import { Redaction } from './redaction/redaction.ts'

/** The log a bundle is cut from, and what is known beside it. */
export interface BundleSource {
  readonly reader: HistoryReader
  /** Credentials in the URL of its server never get into a bundle. */
  readonly cluster: BundleHeader['cluster']
  readonly visibilities: readonly BundleVisibility[]
  /** Epoch ms up to which the log knows everything. */
  readonly knownUntil: number
}

export interface BundleRequest {
  readonly from: Instant
  /** Absent: the end of what is known. */
  readonly to: Instant | undefined
  /** None: all. */
  readonly namespaces: readonly string[]
  readonly redactNames: boolean
  /** Epoch ms. */
  readonly createdAt: number
}

/** A bundle on its way. */
export interface CreatedBundle {
  readonly range: BundleRange
  readonly bytes: Readable
  /** Resolves with the last byte; never, where the bytes end with an error. */
  readonly counts: Promise<BundleCounts>
}

/**
 * Cut a bundle out of a log. Nothing is read but its range before the bytes are taken.
 *
 * @throws {BeforeHistoryError | BadRequestError} there is no such range
 */
export async function createBundle(source: BundleSource, request: BundleRequest): Promise<CreatedBundle> {
  const { reader, cluster, visibilities, knownUntil } = source
  const range = await bundleRange(reader, { from: request.from, to: request.to, knownUntil })
  const scope = new BundleScope(request.namespaces)
  const header: BundleHeader = {
    format: BUNDLE_FORMAT,
    version: BUNDLE_VERSION,
    createdAt: timestamp(request.createdAt),
    createdBy: VERSION,
    cluster: { ...cluster, server: withoutCredentials(cluster.server) },
    from: { seq: range.from.seq, at: timestamp(range.from.time) },
    to: { seq: range.to.seq, at: timestamp(range.to.time) },
    namespaces: scope.namespaces,
    redacted: request.redactNames,
  }
  const lines = bundleLines({ reader, range, scope, visibilities })
  const redaction = request.redactNames ? new Redaction() : undefined
  let finished: (counts: BundleCounts) => void = () => undefined
  const counts = new Promise<BundleCounts>((resolve) => {
    finished = resolve
  })
  const bytes = bundleStream({
    header: redaction?.header(header) ?? header,
    lines: redaction?.lines(lines) ?? lines,
    finished,
  })
  return { range, bytes, counts }
}

/** The address alone: no user, no password, no query. */
function withoutCredentials(server: string): string {
  if (!URL.canParse(server)) return server
  const { protocol, host, pathname } = new URL(server)
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`
}
