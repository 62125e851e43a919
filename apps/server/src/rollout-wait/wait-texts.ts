import type { Rollout } from '@portolan/contract'
import type { WaitedWorkload } from './wait-options.ts'

export function workloadText({ kind, namespace, name }: WaitedWorkload): string {
  return [kind, namespace, name].filter((part) => part !== undefined).join('/')
}

/** How a rollout is, as one line; changes whenever there is something to say. */
export function progressText(rollout: Rollout): string {
  const { state, verdict } = rollout
  const { workload } = rollout
  return `${workloadText(workload)} ${revisionsText(rollout)}: ${STATES[state]}. ${verdict.sentence.text}`
}

/** What became of it. */
export function endText(rollout: Rollout): string {
  const { requestedAt, endedAt, state, verdict, workload } = rollout
  const took = endedAt === null ? '' : ` after ${seconds(Date.parse(endedAt) - Date.parse(requestedAt))}`
  return `${workloadText(workload)} ${revisionsText(rollout)}: ${STATES[state]}${took}.\n${verdict.sentence.text}.\n`
}

const STATES: Readonly<Record<Rollout['state'], string>> = {
  requested: 'requested',
  progressing: 'progressing',
  paused: 'paused',
  stalled: 'stalled',
  'failed-create': 'its Pods cannot be created',
  partitioned: 'updated as far as its partition lets',
  complete: 'complete, the last old Pods are going',
  drained: 'drained',
  superseded: 'superseded by another rollout',
  'rolled-back': 'rolled back',
  deleted: 'the workload was deleted',
}

/** `web:1 → web:2`, of the containers that are not the same. */
function revisionsText({ revisions: { from, to }, trigger }: Rollout): string {
  const changed = Object.keys(to.images).filter((container) => to.images[container] !== from.images[container])
  const pairs = changed.map((container) => `${from.images[container] ?? 'nothing'} → ${to.images[container]}`)
  return `(${[trigger, ...pairs].join(', ')})`
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`
}
