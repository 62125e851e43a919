import { aPod } from '@portolan/domain/testing'
import { describe, expect, test } from 'vitest'
import { MemoryHistory } from '../testing/memory-history.ts'
import { eventually, list, PODS, projected, recorderOver, T0, told, watched } from '../testing/recorder-script.ts'

describe('a recorder that its store holds up', () => {
  test('a full disk pauses recording, says so, and loses nothing', async () => {
    const history = new MemoryHistory()
    history.fillUp()
    const { source, recorder, running, clock } = await recorderOver(history, list([aPod('web-1')], '10'))
    await eventually(() => expect(clock.sleeping).toBe(1))
    expect(recorder.health).toEqual({ state: 'paused', since: T0, detail: 'the disk is full; make room' })
    history.makeRoom()
    clock.advance(2000)
    source.end()
    await running
    expect(recorder.health).toEqual({ state: 'recording' })
    expect(history.changes.map(({ seq }) => seq)).toEqual([1])
  })

  test('a watch that goes on after a full disk leaves no gap; one that expired meanwhile leaves one', async () => {
    const history = new MemoryHistory()
    const web = aPod('web-1', { uid: 'a' })
    const { source, recorder, running, clock } = await recorderOver(history, list([web], '10'))
    await eventually(() => expect(history.changes).toHaveLength(1))
    history.fillUp()
    const label = (version: string) => aPod('web-1', { uid: 'a', labels: { version } })
    source.tell(watched({ object: label('2'), resourceVersion: '11', observedAt: T0 + 1_000 }))
    await eventually(() => expect(recorder.health.state).toBe('paused'))
    expect(recorder.snapshot.get('Pod/default/web-1')).toEqual(web)
    source.tell(watched({ object: label('3'), resourceVersion: '12', observedAt: T0 + 2_000 }))
    history.makeRoom()
    clock.advance(2_000)
    await eventually(() => expect(history.changes).toHaveLength(3))
    expect([recorder.health.state, history.gaps.size]).toEqual(['recording', 0])

    history.fillUp()
    source.tell(
      { type: 'blind', stream: PODS, reason: 'expired', since: T0 + 3_000 },
      { type: 'list-begin', stream: PODS, cause: 'expired' },
      { type: 'list-page', stream: PODS, objects: [projected(label('5'), '20')] },
      { type: 'list-end', stream: PODS, resourceVersion: '20', observedAt: T0 + 9_000 },
    )
    await eventually(() => expect(recorder.health.state).toBe('paused'))
    history.makeRoom()
    clock.advance(2_000)
    source.end()
    await running
    expect([...history.gaps.values()]).toEqual([{ kind: 'Pod', from: T0 + 3_000, to: T0 + 9_000, reason: 'expired' }])
    expect(told(history).map(({ evidence, interval }) => [evidence, interval])).toEqual([
      ['initial', expect.any(Number)],
      ['watched', 0],
      ['watched', 0],
      ['listed', 7_000],
    ])
  })

  test('a log that cannot be written any more ends the recording with its reason', async () => {
    const history = new MemoryHistory()
    history.breakDown()
    const { source, running } = await recorderOver(history, list([aPod('web-1')], '10'))
    source.end()
    await expect(running).rejects.toThrow('the file is gone')
  })

  test('while the store cannot keep up the source is not pulled, so the sockets pause', async () => {
    const history = new MemoryHistory()
    history.hold()
    const pod = aPod('web')
    const many = Array.from({ length: 20_000 }, (_, index) => {
      const object = { ...pod, metadata: { ...pod.metadata, name: `web-${index}`, uid: `uid-${index}` } }
      return watched({ type: 'added', object, resourceVersion: `${100 + index}` })
    })
    const { source, running } = await recorderOver(history, [...list([], '10'), ...many])
    await eventually(() => expect(source.pulled).toBeGreaterThan(10_000))
    const paused = source.pulled
    expect(paused).toBeLessThan(12_000)
    history.release()
    source.end()
    await running
    expect(history.changes).toHaveLength(20_000)
    expect(Math.max(...history.batches.map(({ changes }) => changes.length))).toBeLessThanOrEqual(2_000)
  })
})
