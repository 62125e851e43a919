import { describe, expect, test } from 'vitest'
import { kinds } from '../objects/kinds.ts'
import type { ContainerStatus } from '../objects/pod.ts'
import { aTemplate, aVirtualCluster, inShop, START, type VirtualCluster } from '../testing/virtual-cluster.ts'
import type { PodBehaviour } from './pod-behaviour.ts'

const IMAGE = 'shop/web:v1'

/** One Pod of an image that behaves so, and everything its main container's status went through. */
function aPodThat(behaviour: Partial<PodBehaviour>): { cluster: VirtualCluster; states: string[] } {
  const cluster = aVirtualCluster()
  const states: string[] = []
  cluster.behaviours.images.set(IMAGE, behaviour)
  cluster.store.subscribe(kinds.pods, ({ type, object }) => {
    const [main] = object.status.containerStatuses ?? []
    const state = type === 'DELETED' ? 'deleted' : main === undefined ? 'no container' : describeState(main)
    if (states.at(-1) !== state) states.push(state)
  })
  cluster.kubectl.applyDeployment(inShop('web').metadata, {
    replicas: 1,
    selector: { matchLabels: { app: 'web' } },
    template: aTemplate('web', IMAGE, { lifecycle: { preStop: { sleep: { seconds: 3 } } } }),
  })
  return { cluster, states }
}

const describeState = ({ state, ready, restartCount }: ContainerStatus): string =>
  [
    state.waiting?.reason ??
      (state.running === undefined ? `exit ${state.terminated?.exitCode} ${state.terminated?.reason}` : 'running'),
    ...(ready ? ['ready'] : []),
    ...(restartCount === 0 ? [] : [`restarts ${restartCount}`]),
  ].join(', ')

const messages = ({ store }: VirtualCluster, reason: string): [string, number | undefined][] =>
  store
    .list(kinds.events)
    .filter((event) => event.reason === reason)
    .map(({ message, count }) => [message.replaceAll(/web-[^ _]+_shop\([^)]*\)/g, 'POD'), count])

describe('kubelet', () => {
  test('a crash loop starts again at once, then after 10, 20, 40 s', () => {
    const { cluster, states } = aPodThat({
      startMs: 0,
      crash: { afterMs: 1_000, exitCode: 1, reason: 'Error' },
      readyMs: 'never',
    })
    cluster.timers.advance(40_000)
    expect(states).toEqual([
      'no container',
      'ContainerCreating',
      'running',
      'exit 1 Error',
      'running, restarts 1',
      'exit 1 Error, restarts 1',
      'CrashLoopBackOff, restarts 1',
      'running, restarts 2',
      'exit 1 Error, restarts 2',
      'CrashLoopBackOff, restarts 2',
      'running, restarts 3',
      'exit 1 Error, restarts 3',
      'CrashLoopBackOff, restarts 3',
    ])
    const lastState = cluster.store.list(kinds.pods)[0]?.status.containerStatuses?.[0]?.lastState
    expect(lastState).toMatchObject({ terminated: { exitCode: 1, reason: 'Error' } })
    expect(messages(cluster, 'BackOff')).toEqual([['Back-off restarting failed container main in pod POD', 3]])
  })

  test('an image that is not there is asked for again and again, and found once it is', () => {
    const { cluster, states } = aPodThat({ pullMs: 'missing' })
    cluster.timers.advance(25_000)
    cluster.behaviours.images.set(IMAGE, { pullMs: 500 })
    cluster.timers.advance(30_000)
    expect(states).toEqual([
      'no container',
      'ContainerCreating',
      'ErrImagePull',
      'ImagePullBackOff',
      'ErrImagePull',
      'ImagePullBackOff',
      'running',
      'running, ready',
    ])
    expect(messages(cluster, 'BackOff')).toEqual([[`Back-off pulling image "${IMAGE}"`, 2]])
    expect(messages(cluster, 'Pulled')).toEqual([[`Successfully pulled image "${IMAGE}" in 500ms`, 1]])
  })

  test('a Pod serves on for its preStop, hears SIGTERM, and is gone', () => {
    const { cluster, states } = aPodThat({ exitMs: 1_000 })
    cluster.timers.advance(10_000)
    cluster.kubectl.delete(kinds.deployments, inShop('web'))
    const from = cluster.timers.now()
    cluster.timers.advanceUntil(() => states.at(-1)?.startsWith('exit') === true, 60_000)
    expect(Math.round((cluster.timers.now() - from) / 100)).toBe(40)
    cluster.timers.advance(100)
    expect(states.slice(-3)).toEqual(['running, ready', 'exit 0 Completed', 'deleted'])
    expect(messages(cluster, 'Killing')).toEqual([['Stopping container main', 1]])
  })

  test('a Pod that does not hear SIGTERM is killed at its deadline', () => {
    const { cluster, states } = aPodThat({ exitMs: 'never' })
    cluster.timers.advance(10_000)
    cluster.kubectl.delete(kinds.deployments, inShop('web'))
    const from = cluster.timers.now()
    cluster.timers.advanceUntil(() => states.at(-1) === 'deleted', 60_000)
    expect(Math.round((cluster.timers.now() - from) / 1000)).toBe(30)
    expect(states.slice(-2)).toEqual(['exit 137 Error', 'deleted'])
  })

  test('what a probe depends on takes readiness away and gives it back', () => {
    const { cluster, states } = aPodThat({})
    cluster.timers.advance(10_000)
    const everyPod = (): boolean => true
    cluster.behaviours.failing.add('web')
    cluster.kubelets.reprobe(everyPod)
    cluster.timers.advance(45_000)
    cluster.behaviours.failing.clear()
    cluster.kubelets.reprobe(everyPod)
    cluster.timers.advance(15_000)
    expect(states.slice(-3)).toEqual(['running, ready', 'running', 'running, ready'])
    expect(messages(cluster, 'Unhealthy').map(([message]) => message)).toEqual([
      'Readiness probe failed: HTTP probe failed with statuscode: 503',
    ])
  })

  test('addresses of a node are given out in turn and only once at a time', () => {
    const { cluster } = aPodThat({})
    cluster.kubectl.scale(kinds.deployments, inShop('web'), 12)
    cluster.timers.advance(10_000)
    const addresses = cluster.store.list(kinds.pods).map(({ status }) => status.podIP)
    expect(new Set(addresses).size).toBe(12)
    expect(addresses.every((address) => /^10\.244\.[012]\.\d+$/.test(address ?? ''))).toBe(true)
    expect(cluster.timers.now()).toBe(START + 10_000)
  })
})
