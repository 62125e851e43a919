import { z } from 'zod'

/** RFC 3339 UTC with milliseconds: `2026-11-21T01:00:08.974Z`. Every time in every answer. */
export const Timestamp = z.iso
  .datetime({ precision: 3 })
  .meta({ id: 'Timestamp', description: 'RFC 3339, UTC, milliseconds', examples: ['2026-11-21T01:00:08.974Z'] })

/** Epoch ms → the form every answer uses. */
export function timestamp(epochMs: number): string {
  return new Date(epochMs).toISOString()
}

/** `Kind/namespace/name`; `-` in the namespace's place for cluster-scoped kinds. */
export const ObjectKeyText = z.string().meta({
  id: 'ObjectKey',
  description: '`Kind/namespace/name`, `-` as namespace of cluster-scoped kinds',
  examples: ['Service/shop/web', 'Node/-/node-01'],
})

/** One page of a list: `next` is absent on the last page, else the `cursor` of the next one. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().optional() })
}

export const Evidence = z.enum(['watched', 'listed', 'initial']).meta({
  id: 'Evidence',
  description: 'How it is known: told by the watch, found by comparing a list, or there when Portolan first looked',
})

export const Gap = z
  .object({
    kind: z.string(),
    namespace: z.string().optional(),
    from: Timestamp,
    to: Timestamp.nullable().describe('null while it lasts'),
    reason: z.enum(['expired', 'restarted', 'epoch', 'denied', 'absent', 'unrecorded']),
  })
  .meta({ id: 'Gap', description: 'A stretch in which changes to one kind may have happened unseen' })

export const Visibility = z.enum(['observed', 'listing', 'denied', 'absent']).meta({
  id: 'Visibility',
  description: 'Whether a kind was fully read at that instant; anything but `observed` means unknown, never missing',
})

export const Coverage = z
  .object({
    kinds: z.record(z.string(), Visibility),
    gaps: z.array(Gap).describe('gaps the instant falls into'),
  })
  .meta({ id: 'Coverage' })
export type Coverage = z.infer<typeof Coverage>

export const FieldManager = z
  .object({
    manager: z.string(),
    operation: z.enum(['Apply', 'Update']),
    subresource: z.string().optional(),
    time: z.string().optional(),
  })
  .meta({
    id: 'FieldManager',
    description: 'Newest writer in metadata.managedFields: an upper bound of who made the change',
  })

export type Gap = z.infer<typeof Gap>
export type FieldManager = z.infer<typeof FieldManager>

/** Not empty, and no longer than a name in Kubernetes may be. */
export const Name = z.string().min(1).max(253)

/** `90s`, `10m`, `4h`, `2d`: a whole number and its unit. */
export const DurationText = z
  .string()
  .regex(/^\d{1,9}(ms|s|m|h|d)$/, 'a whole number with ms, s, m, h or d: 90s, 10m, 4h')

/** Of any day, in a time zone that is named beside it. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM, 00:00 to 23:59')

/** Days of the week, in the time zone that is named beside them. */
export const Weekdays = z.array(z.int().min(0).max(6)).min(1).max(7).describe('0 is Sunday')
