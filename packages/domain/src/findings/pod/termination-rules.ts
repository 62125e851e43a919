import { timeOf } from '../../kubernetes/api-time.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import { durationText } from '../../rollouts/time-text.ts'
import { field } from '../evidence.ts'
import { median } from '../median.ts'
import { defineRule, type Rule } from '../rule.ts'
import { endpointsOf } from '../service/endpoints-of-service.ts'
import { hasSelector, livePods } from '../service/selector-rules.ts'
import { containersOf } from './containers-of-pod.ts'

/** How many terminations are looked at, and for how long an endpoint should go on serving after its Pod was told to stop. */
const SAMPLES = 5
const OVERLAP_MS = 2_000

const tooFastToStop = defineRule({
  id: 'POD-012',
  group: 'pod',
  severity: 'warning',
  title: 'Pods stop serving as soon as they are told to',
  description:
    'In the last five terminations of endpoints of a Service, while it had others, the median time in which an endpoint went on ' +
    'serving after its Pod was told to stop is below 2 s: clients that have not heard of it yet meet a closed port.',
  subjects: ['Service'],
  inputs: ['Pod', 'EndpointSlice'],
  history: ['drainOverlaps'],
  messages: {
    default: 'Endpoints of {subject} go on serving for {overlap} (median of five) after their Pods are told to stop',
  },
  hint: 'Add a preStop sleep that lasts as long as it takes until every proxy knows.',
  *evaluate(service, view) {
    const { name, namespace = '' } = service.metadata
    if (!hasSelector(service)) return
    const endpoints = endpointsOf(service, view)
    const samples = view.history.drainOverlaps?.(namespace, name).slice(0, SAMPLES) ?? []
    if (endpoints.length === 0 || samples.length < SAMPLES) return
    const overlapMs = median(samples)
    if (overlapMs >= OVERLAP_MS) return
    const [pod] = livePods(service, view)
    yield {
      values: { subject: keyOf(service), overlap: durationText(overlapMs) },
      evidence: [field(service, 'drain overlap in ms', samples), ...(pod ? preStops(pod) : [])],
    }
  },
})

const preStops = (pod: Pod) =>
  pod.spec.containers.map(({ lifecycle, name }) =>
    field(pod, `spec.containers[${name}].lifecycle.preStop`, lifecycle?.preStop ?? false),
  )

/** 128 + SIGKILL. */
const KILLED = 137

const killed = defineRule({
  id: 'POD-016',
  group: 'pod',
  severity: 'warning',
  title: 'A container was killed at the end of its grace period',
  description:
    'A container of a Pod that terminates ended with exit code 137, not for its memory, and not before the grace period was over. ' +
    'Told at once: such a Pod is soon gone.',
  subjects: ['Pod'],
  inputs: [],
  holdsForMs: 0,
  messages: { default: 'Container {container} of {subject} was killed after {usedSeconds} s of {graceSeconds} s' },
  hint: 'Let the process end on SIGTERM, or give it a longer grace period.',
  *evaluate(pod) {
    const { deletionTimestamp, deletionGracePeriodSeconds: graceSeconds = 0 } = pod.metadata
    if (deletionTimestamp === undefined) return
    const deadline = timeOf(deletionTimestamp).ms
    for (const { path, status } of containersOf(pod)) {
      const ended = status.state.terminated
      if (ended?.exitCode !== KILLED || ended.reason === 'OOMKilled' || ended.finishedAt === undefined) continue
      const finishedAt = timeOf(ended.finishedAt).ms
      if (finishedAt < deadline) continue
      yield {
        about: path,
        values: {
          subject: keyOf(pod),
          container: status.name,
          usedSeconds: graceSeconds + (finishedAt - deadline) / 1_000,
          graceSeconds,
        },
        evidence: [
          field(pod, `${path}.state.terminated`, ended),
          field(pod, 'metadata.deletionTimestamp', deletionTimestamp),
          field(pod, 'metadata.deletionGracePeriodSeconds', graceSeconds),
        ],
        heldSince: finishedAt,
      }
    }
  },
})

/** How Pods end. */
export const POD_TERMINATION_RULES: readonly Rule[] = [tooFastToStop, killed]
