import { timeOf } from '../../kubernetes/api-time.ts'
import type { Container, Probe } from '../../kubernetes/container.ts'
import type { EndpointSlice } from '../../kubernetes/endpoint-slice.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import { conditionOf } from '../condition-of.ts'
import { field, listed } from '../evidence.ts'
import { defineRule, type Rule } from '../rule.ts'
import type { Derivation } from '../rule-view.ts'
import { isTerminal } from '../workloads-of-service.ts'
import { containersOf } from './containers-of-pod.ts'
import { eventsOf, messageEvidence, timesOf } from './events-of-pod.ts'
import { SLICES_OF_POD } from './slices-of-pod.ts'

const describeCommand = ({ metadata: { name, namespace } }: Pod): string =>
  `kubectl describe pod ${name} -n ${namespace}`

const failingReadiness = defineRule({
  id: 'POD-005',
  group: 'pod',
  severity: 'warning',
  title: 'A container runs and does not become Ready',
  description:
    'A container runs and has started, and has not been ready for more than 30 s in the same run. Pods that terminate do not count.',
  subjects: ['Pod'],
  inputs: [],
  consults: ['Event'],
  messages: { default: 'Container {container} of {subject} runs and is not ready' },
  hint: 'See why the readiness probe fails: the message of the Event, and the log of the container.',
  *evaluate(pod, view) {
    if (pod.metadata.deletionTimestamp !== undefined) return
    for (const { container, path, status } of containersOf(pod)) {
      const { running } = status.state
      if (!running || !status.started || status.ready || isInit(path, container)) continue
      const began = [running.startedAt, conditionOf(pod.status.conditions, 'ContainersReady')?.lastTransitionTime]
      yield {
        about: `${path} run ${status.restartCount + 1}`,
        values: { subject: keyOf(pod), container: status.name },
        evidence: [
          field(pod, `${path}.ready`, false),
          field(pod, `spec.containers[${status.name}].readinessProbe`, container?.readinessProbe),
          ...messageEvidence(
            eventsOf(pod, { reason: 'Unhealthy', container: status.name, begins: 'readiness probe' }, view),
          ),
        ],
        ...(began.every((time) => time !== undefined) && {
          heldSince: Math.max(...began.map((time) => timeOf(time ?? '').ms)),
        }),
        command: describeCommand(pod),
      }
    }
  },
})

/** Runs once before the others; a sidecar among the init containers goes on running. */
function isInit(path: string, container: Container | undefined): boolean {
  return path.startsWith('status.init') && container?.restartPolicy !== 'Always'
}

/** An Event may be written a moment after what it tells. */
const EVENT_DELAY_MS = 5_000

const failingLiveness = defineRule({
  id: 'POD-006',
  group: 'pod',
  severity: 'warning',
  title: 'A container was restarted by its liveness probe',
  description:
    'The previous run of a container ended, and during that run an Event told that its liveness probe failed. Told for as long ' +
    'as the API server keeps the Event.',
  subjects: ['Pod'],
  inputs: ['Event'],
  messages: { default: 'Container {container} of {subject} was restarted after its liveness probe had failed' },
  hint: 'The probe is too strict for a busy moment, or the process hangs: compare its timeout and threshold with the log.',
  *evaluate(pod, view) {
    for (const { container, path, status } of containersOf(pod)) {
      const ended = status.lastState?.terminated
      if (status.restartCount === 0 || ended?.finishedAt === undefined) continue
      const from = timeOf(ended.startedAt ?? pod.metadata.creationTimestamp).ms
      const to = timeOf(ended.finishedAt).ms + EVENT_DELAY_MS
      const probe = { reason: 'Unhealthy', container: status.name, begins: 'liveness probe' }
      const events = eventsOf(pod, probe, view).filter((event) => {
        const times = timesOf(event)
        return times !== undefined && times.first <= to && times.last >= from
      })
      if (events.length === 0) continue
      yield {
        about: path,
        values: { subject: keyOf(pod), container: status.name },
        evidence: [
          field(pod, `${path}.lastState.terminated`, ended),
          field(pod, `${path}.restartCount`, status.restartCount),
          field(pod, `spec.containers[${status.name}].livenessProbe`, container?.livenessProbe),
          ...messageEvidence(events),
        ],
        confidence: 'inferred',
        heldSince: timeOf(ended.finishedAt).ms,
        command: describeCommand(pod),
      }
    }
  },
})

/** How long a startup probe may fail until the kubelet gives up. */
const patienceMs = ({ failureThreshold, initialDelaySeconds, periodSeconds }: Probe): number =>
  (initialDelaySeconds + failureThreshold * periodSeconds) * 1_000

const failingStartup = defineRule({
  id: 'POD-007',
  group: 'pod',
  severity: 'error',
  title: 'A container does not start',
  description:
    'A container with a startup probe runs and has not started for longer than the probe allows ' +
    '(`initialDelaySeconds` + `failureThreshold` × `periodSeconds`).',
  subjects: ['Pod'],
  inputs: [],
  consults: ['Event'],
  holdsForMs: 0,
  messages: { default: 'Container {container} of {subject} has not started within {seconds} s' },
  hint: 'See why the startup probe fails, or give the container more time (failureThreshold).',
  *evaluate(pod, view) {
    for (const { container, path, status } of containersOf(pod)) {
      const probe = container?.startupProbe
      const { running } = status.state
      if (!probe || !running || running.startedAt === undefined || status.started) continue
      const startedAt = timeOf(running.startedAt).ms
      yield {
        about: path,
        values: { subject: keyOf(pod), container: status.name, seconds: patienceMs(probe) / 1_000 },
        evidence: [
          field(pod, `${path}.started`, false),
          field(pod, `${path}.state.running.startedAt`, running.startedAt),
          field(pod, `spec.containers[${status.name}].startupProbe`, probe),
          ...messageEvidence(
            eventsOf(pod, { reason: 'Unhealthy', container: status.name, begins: 'startup probe' }, view),
          ),
        ],
        heldSince: startedAt,
        from: startedAt + patienceMs(probe),
        command: describeCommand(pod),
      }
    }
  },
})

/** By uid of a Pod, the Services (`namespace/name`) whose slices have it; ascending. */
const SERVICES_OF_POD: Derivation<readonly string[]> = {
  name: 'services of pod',
  compute: (uid, view) => {
    const services = view.lookup(SLICES_OF_POD, uid).flatMap((slice) => serviceOf(slice) ?? [])
    return [...new Set(services)].sort()
  },
}

function serviceOf({ metadata: { labels, namespace } }: EndpointSlice): string | undefined {
  const name = labels['kubernetes.io/service-name']
  return name === undefined ? undefined : `${namespace}/${name}`
}

const withoutReadiness = defineRule({
  id: 'POD-011',
  group: 'pod',
  severity: 'info',
  title: 'A Pod of a Service has no readiness probe',
  description:
    'A Pod is an endpoint of a Service, and none of its containers has a readiness probe: it is Ready as soon as it runs.',
  subjects: ['Pod'],
  inputs: ['EndpointSlice'],
  messages: { default: '{subject} serves {services} and is Ready as soon as it runs: it has no readiness probe' },
  hint: 'Add a readiness probe that tells when the container can answer.',
  *evaluate(pod, view) {
    const serving = servingContainers(pod)
    if (isTerminal(pod) || serving.some(({ readinessProbe }) => readinessProbe !== undefined)) return
    const services = view.derive(SERVICES_OF_POD, pod.metadata.uid)
    if (services.length === 0) return
    yield {
      values: { subject: keyOf(pod), services: listed(services.map((service) => `Service/${service}`)) },
      evidence: serving.map(({ name }) => field(pod, `spec.containers[${name}].readinessProbe`, undefined)),
    }
  },
})

/** Containers that go on running, sidecars last. */
function servingContainers({ spec }: Pod): readonly Container[] {
  return [...spec.containers, ...spec.initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')]
}

const unknownPortName = defineRule({
  id: 'POD-014',
  group: 'pod',
  severity: 'error',
  title: 'A probe or hook names a port that its container does not declare',
  description:
    'A probe or lifecycle hook dials a port by a name that its own container does not declare: it always fails.',
  subjects: ['Pod'],
  inputs: [],
  messages: { default: '{path} of {subject} names port {port}, which container {container} does not declare' },
  hint: 'Correct the name, or declare the port in the same container.',
  *evaluate(pod) {
    const { containers, initContainers } = pod.spec
    yield* unknownNames(pod, containers, 'spec.containers')
    yield* unknownNames(pod, initContainers, 'spec.initContainers')
  },
})

function* unknownNames(pod: Pod, containers: readonly Container[], list: string) {
  for (const container of containers) {
    for (const { path, port } of namedPorts(container)) {
      if (container.ports.some(({ name }) => name === port)) continue
      const about = `${list}[${container.name}].${path}`
      const declared = container.ports.map(({ name }) => name ?? null)
      yield {
        about,
        values: { subject: keyOf(pod), container: container.name, path: about, port },
        evidence: [field(pod, about, port), field(pod, `${list}[${container.name}].ports[*].name`, declared)],
      }
    }
  }
}

/** The ports that probes and hooks of a container name. */
function* namedPorts(container: Container): IterableIterator<{ readonly path: string; readonly port: string }> {
  for (const member of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    for (const way of ['httpGet', 'tcpSocket'] as const) {
      const port = container[member]?.[way]?.port
      if (typeof port === 'string') yield { path: `${member}.${way}.port`, port }
    }
  }
  for (const port of container.lifecycle?.portNames ?? []) yield { path: 'lifecycle', port }
}

/** What probes say, or cannot say. */
export const POD_PROBE_RULES: readonly Rule[] = [
  failingReadiness,
  failingLiveness,
  failingStartup,
  withoutReadiness,
  unknownPortName,
]
