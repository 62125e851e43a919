import type { Cause, EndpointTransition, MissingProof } from './cause-types.ts'
import { CAUSES } from './cause-types.ts'
import type { CauseWindow } from './cause-window.ts'
import type { CauseRow } from './rows/cause-row.ts'
import { DISRUPTION_ROWS } from './rows/disruption-rows.ts'
import { GAIN_ROWS } from './rows/gain-rows.ts'
import { HEALTH_ROWS } from './rows/health-rows.ts'
import { SERVICE_ROWS } from './rows/service-rows.ts'
import { WORKLOAD_ROWS } from './rows/workload-rows.ts'
import { TransitionFacts } from './transition-facts.ts'

const ROWS: readonly CauseRow[] = [...SERVICE_ROWS, ...DISRUPTION_ROWS, ...HEALTH_ROWS, ...WORKLOAD_ROWS, ...GAIN_ROWS]

/**
 * Why an endpoint was lost or gained: the first row of the table whose every proof was told within `CAUSE_WINDOW` of it
 * (rule H.5), else row 23 with what was missing. An endpoint that leaves after it was lost leaves for the same reason.
 *
 * @param window has been told at least what came before the transition; best when 15 seconds have passed since
 */
export function attributeCause(transition: EndpointTransition, window: CauseWindow): Cause {
  const { earlier, from, to } = transition
  const wasLost = earlier?.to === 'terminating' || earlier?.to === 'terminating-serving'
  if (to === undefined && from !== 'ready' && wasLost && earlier.cause.kind !== 'unknown') return earlier.cause
  const facts = new TransitionFacts(transition, window)
  const rows = from === to ? ROWS.filter(({ kind }) => kind === 'ports-edited') : ROWS
  for (const { kind, find } of rows) {
    const found = find(facts)
    if (found) return { kind, row: CAUSES.indexOf(kind) + 1, ...found }
  }
  return { kind: 'unknown', row: CAUSES.length, confidence: 'inferred', proof: [], missing: missingFor(facts) }
}

function missingFor({ pod, service, transition, window }: TransitionFacts): MissingProof[] {
  const namespace = transition.service.split('/', 1)[0]
  const isBlind = window.snapshot.visibilityOf('Pod', namespace) !== 'observed'
  const isHandMade = transition.pod === undefined || Object.keys(service.last?.spec.selector ?? {}).length === 0
  return [
    ...(pod === undefined && transition.pod !== undefined ? (['pod'] as const) : []),
    ...(isHandMade ? (['hand-made-slice'] as const) : []),
    ...(transition.evidence === 'watched' && transition.notBefore === transition.at ? [] : (['gap'] as const)),
    ...(isBlind ? (['permission'] as const) : []),
    ...(window.isCutAfter(transition.at) ? (['window'] as const) : []),
  ]
}
