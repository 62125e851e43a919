import { z } from 'zod'
import { RecordedChange } from './changes.ts'
import { ProjectedObject } from './objects.ts'
import { Coverage, Timestamp, Visibility } from './primitives.ts'

const Moment = z.object({ at: Timestamp, seq: z.int() })

/** A stretch of the log, as much of it as the topology of each of its instants is built from. */
export const TopologyStretch = z
  .object({
    from: Moment,
    to: Moment.describe('The last instant that can be folded; earlier than asked for where changes may still arrive'),
    obstacle: z
      .enum(['too-much', 'clock-set-back'])
      .nullable()
      .describe('Why it cannot be folded: then it holds nothing. null where it can'),
    objects: z.array(ProjectedObject).describe('as of `from`'),
    changes: z
      .array(RecordedChange)
      .describe('of these objects and those beside them, after `from`, up to `to`, oldest first'),
    readings: z
      .array(
        z.object({
          from: Timestamp,
          visibility: z.array(z.object({ kind: z.string(), namespace: z.string().optional(), visibility: Visibility })),
          coverage: Coverage,
        }),
      )
      .describe('what was read from when on, oldest first'),
  })
  .meta({ id: 'TopologyStretch' })
export type TopologyStretch = z.infer<typeof TopologyStretch>
