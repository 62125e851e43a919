import { z } from 'zod'
import { Timestamp } from './primitives.ts'

export const ResourceStatus = z
  .object({
    resource: z.string().describe('plural, as in the URL'),
    kind: z.string(),
    group: z.string(),
    namespace: z.string().optional().describe('where a kind is followed namespace by namespace'),
    state: z.enum(['live', 'listing', 'waiting', 'denied', 'absent']),
    detail: z.string().optional().describe('why it is not live, as a sentence'),
    objects: z.int(),
    lastObservedAt: Timestamp.nullable(),
    lastBookmarkAt: Timestamp.nullable(),
    reconnects: z.int(),
    relists: z.int(),
    gaps: z.int(),
    parseErrors: z.int(),
    bytes: z.int(),
  })
  .meta({ id: 'ResourceStatus' })
export type ResourceStatus = z.infer<typeof ResourceStatus>

export const BundleStatus = z
  .object({
    fileName: z.string().describe('without its folder'),
    from: Timestamp.describe('the oldest instant that can be asked for'),
    to: Timestamp.describe('the newest'),
    createdAt: Timestamp,
    createdBy: z.string().describe('version of the Portolan that wrote it'),
    namespaces: z.array(z.string()).nullable().describe('null: all'),
    redacted: z.boolean().describe('names, addresses and label values are pseudonyms'),
  })
  .meta({ id: 'BundleStatus' })
export type BundleStatus = z.infer<typeof BundleStatus>

export const Status = z
  .object({
    version: z.string(),
    mode: z
      .enum(['cluster', 'demo', 'bundle'])
      .describe('what is shown: a cluster, the built-in demo cluster, or an incident bundle, which is not recorded'),
    cluster: z.object({ name: z.string(), server: z.string(), version: z.string().nullable() }),
    now: Timestamp.describe('of a bundle: its end'),
    startedAt: Timestamp,
    seq: z.int(),
    recording: z.enum(['recording', 'paused', 'ended']).describe('`ended`: a bundle, nothing is recorded any more'),
    recordingDetail: z.string().optional().describe('why recording pauses and what to do'),
    resources: z.array(ResourceStatus),
    store: z.object({
      engine: z.string(),
      bytes: z.int(),
      changes: z.int(),
      oldestAt: Timestamp.nullable(),
      newestAt: Timestamp.nullable(),
      recovered: z
        .object({ movedTo: z.string(), reason: z.string() })
        .optional()
        .describe(
          'the log that lay here when Portolan started was damaged: where it was moved, and what is wrong with it',
        ),
    }),
    alerting: z
      .object({
        state: z.enum(['starting', 'running', 'failing']),
        detail: z.string().optional().describe('what fails, and what is done about it'),
        seq: z.int().describe('up to which the log was judged'),
      })
      .optional()
      .describe('how alerting goes; absent where nobody is alerted, as of a bundle'),
    bundle: BundleStatus.optional().describe('the bundle that is shown, in mode `bundle`'),
    signIn: z
      .literal('token')
      .optional()
      .describe('how one signs in, where one has to; a session ends by POST /logout'),
    demo: z
      .object({
        chapter: z.string().describe('what it plays, as a sentence'),
        id: z.string().describe('`rollout`: which chapter, a stable word'),
        subject: z.string().describe('name of what it is about'),
      })
      .optional()
      .describe('the chapter of its story that the demo cluster plays'),
  })
  .meta({ id: 'Status' })
export type Status = z.infer<typeof Status>
