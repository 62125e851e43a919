import { timeOf } from '../../kubernetes/api-time.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { ContainerState, Pod } from '../../kubernetes/pod.ts'
import { heldSince } from '../condition-of.ts'
import { field } from '../evidence.ts'
import type { Evidence } from '../finding.ts'
import { defineRule, type Rule } from '../rule.ts'
import { type ContainerOfPod, containersOf } from './containers-of-pod.ts'
import { eventsOf, messageEvidence } from './events-of-pod.ts'

const IMAGE_REASONS = new Set(['ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull', 'InvalidImageName'])
const START_REASONS = new Set(['CreateContainerConfigError', 'CreateContainerError', 'RunContainerError'])

const waitingReason = ({ status }: ContainerOfPod): string => status.state.waiting?.reason ?? ''

/** How its last run ended. */
function lastEnd(pod: Pod, { path, status }: ContainerOfPod): Evidence[] {
  const ended = status.lastState?.terminated
  return [
    field(pod, `${path}.restartCount`, status.restartCount),
    ...(ended ? [field(pod, `${path}.lastState.terminated`, ended)] : []),
  ]
}

const logsCommand = ({ metadata: { name, namespace } }: Pod, container: string, flag = ''): string =>
  `kubectl logs ${name} -n ${namespace} -c ${container}${flag}`

const describeCommand = ({ metadata: { name, namespace } }: Pod): string =>
  `kubectl describe pod ${name} -n ${namespace}`

const crashLoop = defineRule({
  id: 'POD-001',
  group: 'pod',
  severity: 'error',
  title: 'A container crashes again and again',
  description:
    'A container waits with reason `CrashLoopBackOff`: it ended soon after each start, and the next start is delayed.',
  subjects: ['Pod'],
  inputs: [],
  messages: {
    default:
      'Container {container} of {subject} crashes again and again: {restarts} restarts, last exit code {exitCode}',
  },
  hint: 'Read the log of the previous run.',
  *evaluate(pod) {
    for (const one of containersOf(pod)) {
      if (waitingReason(one) !== 'CrashLoopBackOff') continue
      const { name, restartCount, lastState } = one.status
      const exitCode = lastState?.terminated?.exitCode ?? 'not told'
      yield {
        about: one.path,
        values: { subject: keyOf(pod), container: name, restarts: restartCount, exitCode },
        evidence: [field(pod, `${one.path}.state.waiting.reason`, 'CrashLoopBackOff'), ...lastEnd(pod, one)],
        command: logsCommand(pod, name, ' --previous'),
      }
    }
  },
})

const withoutImage = defineRule({
  id: 'POD-002',
  group: 'pod',
  severity: 'error',
  title: 'An image cannot be pulled',
  description:
    'A container waits with reason `ErrImagePull`, `ImagePullBackOff`, `ErrImageNeverPull` or `InvalidImageName`.',
  subjects: ['Pod'],
  inputs: [],
  consults: ['Event'],
  messages: { default: 'Image {image} of container {container} of {subject} cannot be pulled: {reason}' },
  hint: 'Correct the registry, name or tag, or the credentials for it.',
  *evaluate(pod, view) {
    for (const one of containersOf(pod)) {
      const reason = waitingReason(one)
      if (!IMAGE_REASONS.has(reason)) continue
      const { name } = one.status
      const image = one.container?.image
      yield {
        about: one.path,
        values: { subject: keyOf(pod), container: name, image: image ?? '', reason },
        evidence: [
          field(pod, `${one.path}.state.waiting.reason`, reason),
          field(pod, `spec.containers[${name}].image`, image),
          ...messageEvidence(eventsOf(pod, { reason: 'Failed', container: name, begins: 'failed to pull' }, view)),
        ],
        command: describeCommand(pod),
      }
    }
  },
})

const notCreated = defineRule({
  id: 'POD-003',
  group: 'pod',
  severity: 'error',
  title: 'A container cannot be created or started',
  description:
    'A container waits with reason `CreateContainerConfigError`, `CreateContainerError` or `RunContainerError`. What is missing is ' +
    'told where the Event of the kubelet can be read.',
  subjects: ['Pod'],
  inputs: [],
  consults: ['Event'],
  messages: {
    default: 'Container {container} of {subject} cannot be started: {reason}',
    missing: 'Container {container} of {subject} cannot be started: {reason}, {what}',
  },
  hint: 'Create the ConfigMap or Secret, or the key in it, that the container refers to; otherwise correct its command or mounts.',
  *evaluate(pod, view) {
    for (const one of containersOf(pod)) {
      const reason = waitingReason(one)
      if (!START_REASONS.has(reason)) continue
      const { name } = one.status
      const events = eventsOf(pod, { reason: 'Failed', container: name, begins: 'error' }, view)
      const what = events.map(({ message }) => missingThing(message)).find((found) => found !== undefined)
      yield {
        about: one.path,
        ...(what !== undefined && { variant: 'missing' }),
        values: { subject: keyOf(pod), container: name, reason, what: what ?? '' },
        evidence: [field(pod, `${one.path}.state.waiting.reason`, reason), ...messageEvidence(events)],
        command: describeCommand(pod),
      }
    }
  },
})

/** What the kubelet misses, without its name: that is in the evidence. */
function missingThing(message: string): string | undefined {
  if (/couldn't find key/i.test(message)) return 'a key is missing'
  if (/configmap .*not found/i.test(message)) return 'a ConfigMap is missing'
  return /secret .*not found/i.test(message) ? 'a Secret is missing' : undefined
}

/** For how long the end of a run is news. */
const NEWS_MS = 600_000

const outOfMemory = defineRule({
  id: 'POD-004',
  group: 'pod',
  severity: 'error',
  title: 'A container ran out of memory',
  description:
    'The kernel ended the current or the previous run of a container because of its memory limit (reason `OOMKilled`), within ' +
    'the last ten minutes. Limits are not kept.',
  subjects: ['Pod'],
  inputs: [],
  messages: { default: 'Container {container} of {subject} was ended for its memory (OOMKilled)' },
  hint: 'Raise the memory limit, or fix the leak.',
  *evaluate(pod) {
    for (const one of containersOf(pod)) {
      const ended = outOfMemoryEnd(one)
      if (!ended) continue
      const { finishedAt } = ended.state
      yield {
        about: one.path,
        values: { subject: keyOf(pod), container: one.status.name },
        evidence: [
          field(pod, `${one.path}.${ended.member}.terminated`, ended.state),
          field(pod, `${one.path}.restartCount`, one.status.restartCount),
        ],
        ...heldSince(finishedAt),
        ...(finishedAt !== undefined && { until: timeOf(finishedAt).ms + NEWS_MS }),
        command: logsCommand(pod, one.status.name, ' --previous'),
      }
    }
  },
})

function outOfMemoryEnd({ status }: ContainerOfPod) {
  const isOutOfMemory = (state: ContainerState | undefined) => state?.terminated?.reason === 'OOMKilled'
  const { lastState, state } = status
  if (state.terminated && isOutOfMemory(state)) return { member: 'state', state: state.terminated }
  return lastState?.terminated && isOutOfMemory(lastState)
    ? { member: 'lastState', state: lastState.terminated }
    : undefined
}

/** Containers that do not come to run, or do not stay. */
export const POD_CONTAINER_RULES: readonly Rule[] = [crashLoop, withoutImage, notCreated, outOfMemory]
