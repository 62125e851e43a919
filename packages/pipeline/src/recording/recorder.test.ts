import { Snapshot, WATCHED_RESOURCES } from '@portolan/domain'
import { anEndpointSlice, aPod, aService } from '@portolan/domain/testing'
import { describe, expect, test } from 'vitest'
import type { SourceMessage, StreamScope } from '../ports/cluster-source.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { MemoryHistory } from '../testing/memory-history.ts'
import {
  eventually,
  list,
  PODS,
  projected,
  record,
  recorderOver,
  T0,
  told,
  watched,
} from '../testing/recorder-script.ts'

const REVISION = 'pod-template-hash'

describe('Recorder', () => {
  test('[B.5] what the first list shows is initial, never a creation that was seen', async () => {
    const pod = aPod('web-1', { creationTimestamp: '2026-11-21T00:59:58Z' })
    const { history } = await record(list([pod], '10'))
    expect(told(history)).toEqual([{ seq: 1, change: 'added', evidence: 'initial', name: 'web-1', interval: 2000 }])
    expect(history.cursors.get(JSON.stringify(PODS))).toEqual({ stream: PODS, resourceVersion: '10', observedAt: T0 })
  })

  test('[C.1] a new version with the same projection is no change, but the stream goes on from it', async () => {
    const pod = aPod('web-1')
    const { history } = await record([...list([pod], '10'), watched({ object: aPod('web-1'), resourceVersion: '11' })])
    expect(history.changes).toHaveLength(1)
    expect(history.cursors.get(JSON.stringify(PODS))?.resourceVersion).toBe('11')
  })

  test('what the source compared with the very object that is known is not compared again; anything else is', async () => {
    const [pending, running, failed] = (['Pending', 'Running', 'Failed'] as const).map((phase) =>
      aPod('web-1', { phase }),
    )
    if (pending === undefined || running === undefined || failed === undefined) throw new Error('there are three')
    const told = [{ path: 'status.phase', before: 'as the source', after: 'has it' }]
    const { history } = await record([
      ...list([pending], '10'),
      watched({ object: running, resourceVersion: '11', compared: { before: pending, differences: told } }),
      watched({ object: failed, resourceVersion: '12', compared: { before: { ...running }, differences: told } }),
    ])
    expect(history.changes.slice(1).map(({ differences }) => differences)).toEqual([
      told,
      [{ path: 'status.phase', before: 'Running', after: 'Failed' }],
    ])
  })

  test('[B.4] a line that was told before is applied once', async () => {
    const running = aPod('web-1', { phase: 'Running' })
    const { history } = await record([
      ...list([aPod('web-1', { phase: 'Pending' })], '10'),
      watched({ object: running, resourceVersion: '12' }),
      watched({ object: aPod('web-1', { phase: 'Pending' }), resourceVersion: '11' }),
      watched({ object: running, resourceVersion: '12' }),
    ])
    expect(told(history).map(({ change }) => change)).toEqual(['added', 'modified'])
  })

  test('[J10] another uid under the same name is a deletion and a creation', async () => {
    const { history } = await record([
      ...list([aPod('db-0', { uid: 'old' })], '10'),
      { type: 'list-begin', stream: PODS, cause: 'expired' },
      { type: 'list-page', stream: PODS, objects: [projected(aPod('db-0', { uid: 'new' }), '20')] },
      { type: 'list-end', stream: PODS, resourceVersion: '20', observedAt: T0 + 5000 },
    ])
    expect(history.changes.slice(1).map(({ change, uid, evidence }) => ({ change, uid, evidence }))).toEqual([
      { change: 'deleted', uid: 'old', evidence: 'listed' },
      { change: 'added', uid: 'new', evidence: 'listed' },
    ])
  })

  test('the deletion of a predecessor does not delete its successor', async () => {
    const { recorder } = await record([
      ...list([aPod('db-0', { uid: 'new' })], '10'),
      watched({ type: 'deleted', object: aPod('db-0', { uid: 'old' }), resourceVersion: '11' }),
    ])
    expect(recorder.snapshot.get('Pod/default/db-0')?.metadata.uid).toBe('new')
  })

  test('[B.7] what a list after a gap shows is listed, between the last complete instant and now', async () => {
    const { history } = await record([
      ...list([aPod('web-1'), aPod('web-2')], '10'),
      { type: 'blind', stream: PODS, reason: 'expired', since: T0 + 500 },
      { type: 'list-begin', stream: PODS, cause: 'expired' },
      { type: 'list-page', stream: PODS, objects: [projected(aPod('web-2', { phase: 'Failed' }), '20')] },
      { type: 'list-end', stream: PODS, resourceVersion: '20', observedAt: T0 + 5000 },
    ])
    expect(told(history).slice(2)).toEqual([
      { seq: 3, change: 'deleted', evidence: 'listed', name: 'web-1', interval: 5000 },
      { seq: 4, change: 'modified', evidence: 'listed', name: 'web-2', interval: 5000 },
    ])
    expect([...history.gaps.values()]).toEqual([{ kind: 'Pod', from: T0 + 500, to: T0 + 5000, reason: 'expired' }])
  })

  test('[B.6] what a restored cluster lists is recorded, though its versions are older than the known ones', async () => {
    const { history, recorder } = await record([
      ...list([aPod('web-1', { phase: 'Running' }), aPod('web-2')], '100'),
      { type: 'blind', stream: PODS, reason: 'epoch', since: T0 + 500 },
      { type: 'list-begin', stream: PODS, cause: 'epoch' },
      {
        type: 'list-page',
        stream: PODS,
        objects: [projected(aPod('web-1', { phase: 'Pending' }), '40'), projected(aPod('web-2'), '41')],
      },
      { type: 'list-end', stream: PODS, resourceVersion: '50', observedAt: T0 + 5000 },
      watched({ object: aPod('web-2', { phase: 'Failed' }), resourceVersion: '51', observedAt: T0 + 6000 }),
    ])
    expect(told(history).slice(2)).toEqual([
      { seq: 3, change: 'modified', evidence: 'listed', name: 'web-1', interval: 5000 },
      { seq: 4, change: 'modified', evidence: 'watched', name: 'web-2', interval: 0 },
    ])
    expect(recorder.snapshot.get('Pod/default/web-1')).toEqual(aPod('web-1', { phase: 'Pending' }))
  })

  test('an abandoned list leaves no trace', async () => {
    const { history } = await record([
      ...list([aPod('web-1')], '10'),
      { type: 'list-begin', stream: PODS, cause: 'expired' },
      { type: 'list-page', stream: PODS, objects: [] },
      { type: 'list-abandoned', stream: PODS },
      watched({ type: 'deleted', object: aPod('web-1'), resourceVersion: '11' }),
    ])
    expect(told(history).map(({ change, evidence }) => [change, evidence])).toEqual([
      ['added', 'initial'],
      ['deleted', 'watched'],
    ])
  })

  test('a deletion missed while Portolan was down is found and marked as inferred, inside a recorded gap', async () => {
    const { history } = await record(list([aPod('web-1'), aPod('web-2')], '10'))
    const again = await recorderOver(
      history,
      [
        { type: 'blind', stream: PODS, reason: 'expired', since: T0 },
        { type: 'list-begin', stream: PODS, cause: 'expired' },
        { type: 'list-page', stream: PODS, objects: [projected(aPod('web-2'), '10')] },
        { type: 'list-end', stream: PODS, resourceVersion: '30', observedAt: T0 + 60_000 },
      ],
      new ManualClock(T0 + 59_000),
    )
    again.source.end()
    await again.running
    expect(again.source.cursors).toEqual([{ stream: PODS, resourceVersion: '10', observedAt: T0 }])
    expect(told(history).slice(2)).toEqual([
      { seq: 3, change: 'deleted', evidence: 'listed', name: 'web-1', interval: 60_000 },
    ])
    expect([...history.gaps.values()]).toEqual([{ kind: 'Pod', from: T0, to: T0 + 60_000, reason: 'restarted' }])
  })

  test('[RV9] versions that cannot be compared are taken in the order of arrival', async () => {
    const { history } = await record([
      ...list([aPod('web-1')], 'a-10'),
      watched({ object: aPod('web-1', { phase: 'Failed' }), resourceVersion: 'b-9' }),
    ])
    expect(told(history).map(({ change }) => change)).toEqual(['added', 'modified'])
  })

  test('[B.10] a kind that is denied is not resumed after a restart, and its gap stays open', async () => {
    const { history } = await record([
      ...list([aPod('web-1')], '10'),
      { type: 'blind', stream: PODS, reason: 'denied', since: T0 + 500 },
      { type: 'state', stream: PODS, state: 'denied' },
    ])
    expect((await history.restore()).cursors).toEqual([])
    expect((await history.restore()).openGaps).toEqual([{ kind: 'Pod', from: T0 + 500, reason: 'denied' }])
  })

  test('[B.10] what one namespace lists after the whole cluster was known is compared with that, not called initial', async () => {
    const stream = { kind: 'Pod', namespace: 'default' } as const
    const { history } = await record([
      ...list([aPod('web-1')], '10'),
      { type: 'state', stream: PODS, state: 'denied' },
      { type: 'list-begin', stream, cause: 'first' },
      {
        type: 'list-page',
        stream,
        objects: [projected(aPod('web-2', { creationTimestamp: '2026-11-21T00:00:00Z' }), '20')],
      },
      { type: 'list-end', stream, resourceVersion: '20', observedAt: T0 + 5000 },
    ])
    expect(told(history).slice(1)).toEqual([
      { seq: 2, change: 'deleted', evidence: 'listed', name: 'web-1', interval: 5000 },
      { seq: 3, change: 'added', evidence: 'listed', name: 'web-2', interval: 5000 },
    ])
    expect([...history.cursors.values()].map((cursor) => cursor.stream)).toEqual([stream])
  })

  test('[B.10] followed namespace by namespace after a restart, no gap of the whole cluster stays open for ever', async () => {
    const stream = { kind: 'Pod', namespace: 'default' } as const
    const { history } = await record(list([aPod('web-1')], '10'))
    const narrow = await recorderOver(history, [
      { type: 'list-begin', stream, cause: 'first' },
      { type: 'list-page', stream, objects: [projected(aPod('web-1'), '20')] },
      { type: 'list-end', stream, resourceVersion: '20', observedAt: T0 + 5000 },
    ])
    narrow.source.end()
    await narrow.running
    expect((await history.restore()).openGaps).toEqual([])
    expect((await history.restore()).cursors.map((cursor) => cursor.stream)).toEqual([stream])

    const wide = await recorderOver(history, list([aPod('web-1')], '30', T0 + 9000))
    wide.source.end()
    await wide.running
    expect((await history.restore()).openGaps).toEqual([])
    expect((await history.restore()).cursors.map((cursor) => cursor.stream)).toEqual([PODS])
  })

  test('[H1] nobody is told of a change before it is committed', async () => {
    const history = new MemoryHistory()
    history.hold()
    const { source, recorder, running } = await recorderOver(history, list([aPod('web-1')], '10'))
    const heard: number[] = []
    recorder.feed.subscribe((changes) => {
      expect(recorder.snapshot.get('Pod/default/web-1')).toBeDefined()
      heard.push(...changes.map(({ change }) => change.seq))
    })
    await eventually(() => expect(source.pulled).toBe(3))
    expect(recorder.snapshot.visibilityOf('Pod', 'default')).toBe('listing')
    expect(recorder.snapshot.get('Pod/default/web-1')).toBeUndefined()
    expect(recorder.feed.seq).toBe(0)
    history.release()
    source.end()
    await running
    expect(heard).toEqual([1])
    expect(recorder.feed.seq).toBe(1)
  })

  test('an object that is listed and cannot be understood stays as it was known', async () => {
    const { history } = await record([
      ...list([aPod('web-1'), aPod('web-2')], '10'),
      { type: 'list-begin', stream: PODS, cause: 'expired' },
      { type: 'list-page', stream: PODS, objects: [], unreadable: ['Pod/default/web-1'] },
      { type: 'list-end', stream: PODS, resourceVersion: '20', observedAt: T0 + 5000 },
    ])
    expect(told(history).map(({ change, name }) => `${change} ${name}`)).toEqual([
      'added web-1',
      'added web-2',
      'deleted web-2',
    ])
  })

  test('a list longer than a commit takes is written in parts; its cursor comes with the last', async () => {
    const pods = Array.from({ length: 4_500 }, (_, index) => aPod(`web-${index}`))
    const { history, recorder } = await record(list(pods, '10'))
    expect(history.batches.map(({ changes, cursors }) => [changes.length, cursors.length])).toEqual([
      [2_000, 0],
      [2_000, 0],
      [500, 1],
    ])
    expect(recorder.snapshot.count('Pod')).toBe(4_500)
    expect(recorder.snapshot.visibilityOf('Pod')).toBe('observed')
  })

  test('where a whole batch waits it is on its way before the last one is told, and none is told sooner than it is written', async () => {
    const history = new MemoryHistory()
    const pods = Array.from({ length: 5_000 }, (_, index) => aPod(`web-${index}`))
    const { source, recorder, running } = await recorderOver(history, list(pods, '10'))
    const told: (readonly [upTo: number | undefined, batchesWritten: number])[] = []
    recorder.feed.subscribe((committed) => told.push([committed.at(-1)?.change.seq, history.batches.length]))
    source.end()
    await running
    expect(told).toEqual([
      [2_000, 2],
      [4_000, 2],
      [5_000, 3],
    ])
  })

  test('a Pod of a batch that is not told yet is known to the slices of the next', async () => {
    const slices: StreamScope = { kind: 'EndpointSlice' }
    const last = aPod('web-last', { labels: { [REVISION]: 'v1' } })
    const pods = [...Array.from({ length: 3_999 }, (_, index) => aPod(`web-${index}`)), last]
    const all = Array.from({ length: 2_000 }, (_, index) =>
      anEndpointSlice(`web-${index}`, {
        service: 'web',
        endpoints: index === 0 ? [{ pod: last, ready: true }] : [],
      }),
    )
    const { history } = await record([
      ...list(pods, '10'),
      { type: 'list-begin', stream: slices, cause: 'first' },
      { type: 'list-page', stream: slices, objects: all.map((slice) => projected(slice, '10')) },
      { type: 'list-end', stream: slices, resourceVersion: '10', observedAt: T0 },
    ])
    const opened = history.batches[2]?.ledger.flatMap((entry) => (entry.type === 'interval-opened' ? [entry] : []))
    expect(opened?.map(({ interval }) => [interval.pod, interval.revision])).toEqual([['default/web-last', 'v1']])
  })

  test('it is ready when every list is in the log, not when it was read', async () => {
    const history = new MemoryHistory()
    const script = WATCHED_RESOURCES.flatMap(({ kind }): SourceMessage[] => [
      { type: 'state', stream: { kind }, state: 'listing' },
      { type: 'list-begin', stream: { kind }, cause: 'first' },
      { type: 'list-end', stream: { kind }, resourceVersion: '5', observedAt: T0 },
      { type: 'state', stream: { kind }, state: 'live' },
    ])
    history.hold()
    const { source, recorder, running } = await recorderOver(history, script)
    await eventually(() => expect(source.pulled).toBe(script.length))
    expect(recorder.isReady()).toBe(false)
    history.release()
    source.end()
    await running
    expect(recorder.isReady()).toBe(true)
  })

  test('the state of the streams decides what may be called missing', async () => {
    const { recorder } = await record([
      { type: 'state', stream: PODS, state: 'denied', detail: 'pods is forbidden' },
      { type: 'state', stream: { kind: 'Service' }, state: 'listing' },
      { type: 'list-begin', stream: { kind: 'Service' }, cause: 'first' },
      {
        type: 'list-page',
        stream: { kind: 'Service' },
        objects: [projected(aService('web'))],
      },
      { type: 'list-end', stream: { kind: 'Service' }, resourceVersion: '5', observedAt: T0 },
    ])
    expect(recorder.snapshot.visibilityOf('Pod', 'shop')).toBe('denied')
    expect(recorder.snapshot.visibilityOf('Service', 'shop')).toBe('observed')
    expect(recorder.snapshot.visibilityOf('Ingress', 'shop')).toBe('listing')
  })

  test('the snapshot at the end is the fold of the log', async () => {
    const { history, recorder } = await record([
      ...list([aPod('web-1'), aPod('web-2')], '10'),
      watched({ object: aPod('web-1', { phase: 'Running' }), resourceVersion: '11' }),
      watched({ type: 'deleted', object: aPod('web-2'), resourceVersion: '12' }),
      watched({ type: 'added', object: aPod('web-3'), resourceVersion: '13' }),
    ])
    const folded = Snapshot.of(0, [])
    for (const change of history.changes) folded.apply(change)
    expect([...folded.ofKind('Pod')]).toEqual([...recorder.snapshot.ofKind('Pod')])
    expect(folded.seq).toBe(recorder.snapshot.seq)
  })
})
