import { Timestamp } from '@portolan/contract'
import type { Gap, LedgerInterval, RecordedChange, Visibility, WatchedKind, ZeroReadyWindow } from '@portolan/domain'
import type { StoredObject, StreamBeginning } from '@portolan/pipeline/ports'
import { z } from 'zod'

/** First word of every bundle. */
export const BUNDLE_FORMAT = 'portolan-incident'

/** Of the format this program writes, and the newest it reads. docs/bundles.md describes it. */
export const BUNDLE_VERSION = 1

const BundlePlace = z.object({ seq: z.int().min(0), at: Timestamp })

/** The first line: what the bundle holds. */
export const BundleHeader = z.object({
  format: z.literal(BUNDLE_FORMAT),
  version: z.literal(BUNDLE_VERSION),
  createdAt: Timestamp,
  /** Version of the program that wrote it. */
  createdBy: z.string(),
  cluster: z.object({ name: z.string(), server: z.string(), version: z.string().nullable() }),
  /** The state is that just after this place; the changes are those after it. */
  from: BundlePlace,
  /** The last change that can be in it. */
  to: BundlePlace,
  /** `null`: all. */
  namespaces: z.array(z.string()).nullable(),
  redacted: z.boolean(),
})
export type BundleHeader = z.infer<typeof BundleHeader>

/** What the ledger of a Service (`namespace/name`) said where the bundle begins. */
export interface BundleLedger {
  readonly service: string
  /** Those that were open, and those that ended shortly before. */
  readonly intervals: readonly LedgerInterval[]
  readonly windows: readonly ZeroReadyWindow[]
}

/** How much of a kind was known where the bundle ends. */
export interface BundleVisibility {
  readonly kind: WatchedKind
  /** Absent: the whole cluster. */
  readonly namespace?: string
  readonly visibility: Visibility
}

/** A line between the first and the last, in this order. */
export type BundleLine =
  /** An object as it was where the bundle begins, with the `seq` of the change that left it so. */
  | { readonly object: StoredObject }
  | { readonly ledger: BundleLedger }
  /** In `seq` order. */
  | { readonly change: RecordedChange }
  | { readonly gap: Gap }
  | { readonly beginning: StreamBeginning }
  | { readonly visibility: BundleVisibility }

/** How many lines of each sort there are. */
export interface BundleCounts {
  readonly objects: number
  readonly ledgers: number
  readonly changes: number
  readonly gaps: number
}

/** The last line: without it the bundle was cut short. */
export const BundleEnd = z.object({
  end: z.object({
    objects: z.int(),
    ledgers: z.int(),
    changes: z.int(),
    gaps: z.int(),
    /** Of every byte before this line, uncompressed; 64 hexadecimal digits. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
})
export type BundleEnd = z.infer<typeof BundleEnd>
