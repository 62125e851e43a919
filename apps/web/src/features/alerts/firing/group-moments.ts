import type { Incident } from '@portolan/contract'

export type IncidentMoment = Incident['timeline'][number]

/** What happened to one or more alerts of an incident in one breath. */
export interface MomentGroup {
  readonly type: IncidentMoment['type']
  readonly by: string | undefined
  /** In the order they happened; never none. */
  readonly moments: readonly [IncidentMoment, ...IncidentMoment[]]
}

const ONE_BREATH_MS = 1_000

/** A timeline that can be read: what happened to many alerts within a second, by the same hand, is one line. The order stays. */
export function groupMoments(timeline: readonly IncidentMoment[]): readonly MomentGroup[] {
  const groups: MomentGroup[] = []
  for (const moment of timeline) {
    const last = groups.at(-1)
    if (last !== undefined && isOneBreath(last, moment)) {
      groups[groups.length - 1] = { ...last, moments: [...last.moments, moment] }
    } else groups.push({ type: moment.type, by: moment.by, moments: [moment] })
  }
  return groups
}

function isOneBreath({ type, by, moments: [first] }: MomentGroup, moment: IncidentMoment): boolean {
  return type === moment.type && by === moment.by && Date.parse(moment.at) - Date.parse(first.at) < ONE_BREATH_MS
}
