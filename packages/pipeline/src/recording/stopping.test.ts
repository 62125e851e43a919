import { aPod } from '@portolan/domain/testing'
import { describe, expect, test, vi } from 'vitest'
import type { SourceMessage, StreamScope } from '../ports/cluster-source.ts'
import { StoreError } from '../ports/store-errors.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { MemoryHistory } from '../testing/memory-history.ts'
import { ScriptedSource } from '../testing/scripted-source.ts'
import { Recorder } from './recorder.ts'

const PODS: StreamScope = { kind: 'Pod' }
const T0 = Date.UTC(2026, 10, 21, 1, 0, 0)

function aList(count: number): SourceMessage[] {
  const objects = Array.from({ length: count }, (_, index) => ({ object: aPod(`web-${index}`), resourceVersion: '10' }))
  return [
    { type: 'list-begin', stream: PODS, cause: 'first' },
    { type: 'list-page', stream: PODS, objects },
    { type: 'list-end', stream: PODS, resourceVersion: '10', observedAt: T0 },
  ]
}

async function recorderOver(history: MemoryHistory, script: readonly SourceMessage[]) {
  const clock = new ManualClock(T0)
  const source = new ScriptedSource(script)
  const recorder = new Recorder({ source, writer: history, clock, restored: await history.restore() })
  const ending = new AbortController()
  const running = recorder.run(ending.signal)
  running.catch(() => undefined)
  return { recorder, clock, running, ending }
}

describe('a recorder that is stopped', () => {
  test('in the middle of a long list commits what it took, and the next one goes on from there', async () => {
    const history = new MemoryHistory()
    const script = aList(14_000)
    const first = await recorderOver(history, script)
    first.recorder.feed.subscribe(() => first.ending.abort())
    await first.running
    expect([history.changes.length, history.cursors.size]).toEqual([12_000, 0])

    const second = await recorderOver(history, script)
    await vi.waitFor(() => expect(history.cursors.size).toBe(1), { interval: 5, timeout: 60_000 })
    second.ending.abort()
    await second.running
    expect(new Set(history.changes.map(({ uid }) => uid)).size).toBe(14_000)
    expect(history.changes).toHaveLength(14_000)
  })

  test('does not wait for a disk that stays full', async () => {
    const history = new MemoryHistory()
    history.fillUp()
    const { recorder, clock, running, ending } = await recorderOver(history, aList(1))
    await vi.waitFor(() => expect(recorder.health.state).toBe('paused'), { interval: 5, timeout: 60_000 })
    ending.abort()
    await vi.waitFor(() => expect(clock.sleeping).toBe(2), { interval: 5, timeout: 60_000 })
    clock.advance(2_000)
    await running
    expect([history.changes, history.cursors.size]).toEqual([[], 0])
  })

  test('says so when the log cannot be written, whatever still waits', async () => {
    const history = new MemoryHistory()
    history.breakDown()
    const { running, ending } = await recorderOver(history, aList(6_000))
    ending.abort()
    await expect(running).rejects.toThrow(new StoreError('the file is gone'))
  })
})
