import { z } from 'zod'
import { AlertMatcher } from './alert-rules.ts'
import { DurationText, page, TimeOfDay, Timestamp, Weekdays } from './primitives.ts'

export const SilenceSpan = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('until'), from: Timestamp.optional(), to: Timestamp }),
    z.strictObject({ type: z.literal('until-resolved') }),
    z.strictObject({
      type: z.literal('recurring'),
      weekdays: Weekdays,
      start: TimeOfDay,
      duration: DurationText,
      timeZone: z.string(),
    }),
  ])
  .meta({ id: 'SilenceSpan' })

export const NewSilence = z
  .strictObject({
    matcher: AlertMatcher,
    span: SilenceSpan,
    reason: z.string().min(1).max(2000),
    createdBy: z.string().min(1).max(200),
  })
  .meta({ id: 'NewSilence' })
export type NewSilence = z.infer<typeof NewSilence>

export const Silence = NewSilence.extend({
  id: z.string(),
  createdAt: Timestamp,
  endedAt: Timestamp.nullable(),
  state: z.enum(['active', 'pending', 'expired']),
  mutes: z.array(z.string()).describe('ids of firing alerts that it hides now'),
}).meta({ id: 'Silence' })
export type Silence = z.infer<typeof Silence>
export const SilencesPage = page(Silence).meta({ id: 'SilencesPage' })
export type SilencesPage = z.infer<typeof SilencesPage>
