import type { ProjectedObject, WatchedObject } from '@portolan/domain'
import { vi } from 'vitest'
import type { ComparedObject, SourceMessage, StreamScope } from '../ports/cluster-source.ts'
import { Recorder } from '../recording/recorder.ts'
import { ManualClock } from './manual-clock.ts'
import { MemoryHistory } from './memory-history.ts'
import { ScriptedSource } from './scripted-source.ts'

/** The stream that scripts are about unless they say otherwise. */
export const PODS: StreamScope = { kind: 'Pod' }
/** When it all begins, epoch ms. */
export const T0 = Date.UTC(2026, 10, 21, 1, 0, 0)

/** An object as a source tells it. */
export const projected = (object: WatchedObject, resourceVersion = '1'): ProjectedObject => ({
  object,
  resourceVersion,
})

/** A first list of Pods, from its begin to its end. */
export function list(objects: readonly WatchedObject[], resourceVersion: string, observedAt = T0): SourceMessage[] {
  return [
    { type: 'list-begin', stream: PODS, cause: 'first' },
    { type: 'list-page', stream: PODS, objects: objects.map((object) => projected(object, resourceVersion)) },
    { type: 'list-end', stream: PODS, resourceVersion, observedAt },
  ]
}

/** Looks again until it holds, however busy the machine is. */
export const eventually = (claim: () => void) => vi.waitFor(claim, { interval: 5, timeout: 60_000 })

interface Told {
  readonly type?: 'added' | 'modified' | 'deleted'
  readonly object: WatchedObject
  readonly resourceVersion: string
  readonly observedAt?: number
  readonly observedFrom?: number
  readonly compared?: ComparedObject
}

/** One change of a Pod, as the watch tells it. */
export function watched({
  type = 'modified',
  object,
  resourceVersion,
  observedAt = T0 + 1000,
  observedFrom,
  compared,
}: Told): SourceMessage {
  return {
    type: 'watched',
    stream: PODS,
    changes: [{ type, projected: projected(object, resourceVersion), ...(compared && { compared }) }],
    observedAt,
    ...(observedFrom !== undefined && { observedFrom }),
  }
}

/** A recorder that runs over a script, and goes on until its source ends. */
export async function recorderOver(
  history: MemoryHistory,
  script: readonly SourceMessage[],
  clock = new ManualClock(T0),
) {
  const source = new ScriptedSource(script)
  const recorder = new Recorder({ source, writer: history, clock, restored: await history.restore() })
  const abort = new AbortController()
  const running = recorder.run(abort.signal)
  return { source, recorder, running, clock }
}

/** A recorder whose script is told to its end. */
export async function record(script: readonly SourceMessage[], history = new MemoryHistory()) {
  const { source, recorder, running } = await recorderOver(history, script)
  source.end()
  await running
  return { history, recorder }
}

/** What a log says of its changes in short. */
export const told = (history: MemoryHistory) =>
  history.changes.map(({ seq, change, evidence, name, observedFrom, observedAt }) => ({
    seq,
    change,
    evidence,
    name,
    interval: observedAt - observedFrom,
  }))
