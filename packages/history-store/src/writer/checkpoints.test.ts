import type { Pod, RecordedChange } from '@portolan/domain'
import { aDeletion, aModification, anAddition, aPod } from '@portolan/domain/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { TestLog } from '../../test/test-log.ts'
import { Forgetting } from '../retention/forgetting.ts'
import { Checkpoints } from './checkpoints.ts'

const PODS = 40
const CHANGES = 1_500
const NOISE = 'What is long, and stays as it was, is not told again. '.repeat(20)

interface Told {
  readonly change: RecordedChange
  /** JSON of all Pods after it. */
  readonly state: string
}

/** Pods that lose and regain their readiness one after another; every so often one is replaced. */
function traffic(): Told[] {
  const pods = new Map<string, Pod>()
  const told: Told[] = []
  const tell = (change: RecordedChange) => told.push({ change, state: textOf(pods.values()) })
  for (let seq = 1; seq <= CHANGES; seq++) {
    const name = `web-${(seq * 7) % PODS}`
    const before = pods.get(name)
    if (before === undefined) {
      const pod = podOf(name, seq)
      pods.set(name, pod)
      tell(anAddition(seq, pod))
    } else if (seq % 23 === 0) {
      pods.delete(name)
      tell(aDeletion(seq, before))
    } else {
      const after: Pod = { ...podOf(name, seq, seq % 3 === 0), metadata: before.metadata }
      pods.set(name, after)
      tell(aModification(seq, [before, after]))
    }
  }
  return told
}

function podOf(name: string, seq: number, isReady = true): Pod {
  const pod = aPod(name, { uid: `${name}-${seq}`, isReady })
  const annotations = { noise: `${NOISE}😀${name}` }
  return { ...pod, metadata: { ...pod.metadata, annotations }, status: { ...pod.status, podIP: `10.0.0.${seq % 256}` } }
}

/** All would take a second more. */
const isSampled = ({ change: { seq } }: Told): boolean => seq % 7 === 0

const textOf = (pods: Iterable<unknown>): string =>
  JSON.stringify(Array.from(pods, (pod) => JSON.stringify(pod)).sort())

function checkpointsOf(log: TestLog): { readonly whole: number; readonly patches: number } {
  const [whole = 0, patches = 0] =
    log.connection.query<[number, number]>('SELECT sum(base_seq IS NULL), count(base_seq) FROM checkpoint').first() ??
    []
  return { whole, patches }
}

describe('the checkpoints of a shelf with large objects', () => {
  const log = new TestLog()
  const told = traffic()
  const wrongFrom = (first: number) =>
    told
      .slice(first - 1)
      .filter(isSampled)
      .find(({ change: { seq }, state }) => textOf(log.objectsAt({ seq })?.objects ?? []) !== state)?.change.seq

  beforeAll(() => {
    for (let start = 0; start < CHANGES; start += 25) {
      log.append(told.slice(start, start + 25).map(({ change }) => change))
      log.checkpoint()
      if (start % 200 === 0) log.reopen()
    }
  })

  test('are patches for the most part, and every state is what the changes up to it make', () => {
    const { whole, patches } = checkpointsOf(log)
    expect(whole).toBeGreaterThan(1)
    expect(patches).toBeGreaterThan(2 * whole)
    expect(wrongFrom(1)).toBeUndefined()
  })

  test('outlast the beginning of the log where patches behind it build on them', () => {
    const builtOn = log.connection.query<[number, number]>(
      'SELECT base_seq, seq FROM checkpoint WHERE base_seq > 0 LIMIT 1',
    )
    const [baseSeq = 0, seq = 0] = builtOn.first() ?? []
    const [keptFrom = 0] =
      log.connection
        .query<[number]>('SELECT min(first_seq) FROM block WHERE first_seq > ? AND first_seq <= ?')
        .first(baseSeq, seq) ?? []
    for (const boundary of [keptFrom, Math.max(...blocksOf(log))]) {
      for (const _ of new Forgetting(log.connection).forgetBefore(boundary));
      expect(wrongFrom(boundary)).toBeUndefined()
      const lost =
        'SELECT count(*) FROM checkpoint p WHERE base_seq NOT IN (SELECT seq FROM checkpoint WHERE shelf_id = p.shelf_id)'
      expect(log.connection.query(lost).first()).toEqual([0])
    }
    expect(checkpointsOf(log)).toEqual({ whole: 1, patches: 2 })
  })
})

const step = { kind: 'Pod', objectId: 1, type: 'modified' as const, line: '[]' }

test('a shelf that rarely changes gets a checkpoint too, when 128 changes for each shelf that waits came after its own', () => {
  const log = new TestLog()
  const checkpoints = new Checkpoints(log.connection)
  checkpoints.note(1, { ...step, seq: 1 })
  for (let seq = 2; seq <= 1 + 2 * 128; seq++) checkpoints.note(2, { ...step, seq })
  expect(checkpoints.due).toBe(0)
  checkpoints.note(2, { ...step, seq: 2 + 2 * 128 })
  expect(checkpoints.due).toBe(1)
  log.close()
})

test('a shelf that changed before a restart, and not since, waits as long as without one, and no more once it has its checkpoint', () => {
  const log = new TestLog()
  log.append([anAddition(1, podOf('web-0', 1))])
  const checkpoints = new Checkpoints(log.connection)
  for (let seq = 2; seq <= 1 + 2 * 128; seq++) checkpoints.note(2, { ...step, seq })
  expect(checkpoints.due).toBe(0)
  checkpoints.note(2, { ...step, seq: 2 + 2 * 128 })
  expect(checkpoints.due).toBe(1)
  checkpoints.writeNext(1)
  expect(checkpointsOf(log)).toEqual({ whole: 1, patches: 0 })
  const restarted = new Checkpoints(log.connection)
  restarted.note(2, { ...step, seq: 1_000 })
  expect(restarted.due).toBe(0)
  log.close()
})

const blocksOf = (log: TestLog): number[] =>
  log.connection
    .query<[number]>('SELECT first_seq FROM block')
    .all()
    .map(([firstSeq]) => firstSeq)

describe('what was there at first', () => {
  const initial = Array.from({ length: 3 * PODS }, (_, index) => ({
    ...anAddition(index + 1, podOf(`web-${index}`, index + 1)),
    evidence: 'initial' as const,
  }))
  const line = JSON.stringify(podOf('web-0', 1))
  const steps = initial.map(({ seq }) => ({ seq, kind: 'Pod', objectId: seq, type: 'added' as const, line }))

  test('gets its checkpoints half a minute after the last of it, and each state is known meanwhile', () => {
    const log = new TestLog()
    let now = 1_000
    const checkpoints = new Checkpoints(log.connection, () => now)
    log.append(initial)
    for (const step of steps) checkpoints.noteInitial(1, step)
    log.checkpoint()
    expect(checkpointsOf(log)).toEqual({ whole: null, patches: 0 })
    expect(log.objectsAt({ seq: initial.length })?.objects).toHaveLength(3 * PODS)
    now += 29_999
    expect(checkpoints.isAnyTime).toBe(false)
    now += 1
    expect(checkpoints.isAnyTime).toBe(true)
    checkpoints.writeNext(initial.length)
    expect([checkpoints.isAnyTime, checkpointsOf(log)]).toEqual([false, { whole: 1, patches: 0 }])
    log.close()
  })

  test('makes nothing due while it is read, on however many small shelves', () => {
    const log = new TestLog()
    const checkpoints = new Checkpoints(log.connection, () => 1_000)
    for (let seq = 1; seq <= 1_000; seq++) checkpoints.noteInitial(seq % 3, { ...step, type: 'added', seq })
    expect([checkpoints.due, checkpoints.isAnyTime]).toEqual([0, false])
    log.close()
  })

  test('gets one at once where as much changes again', () => {
    const log = new TestLog()
    const checkpoints = new Checkpoints(log.connection, () => 1_000)
    log.append(initial)
    for (const step of steps) checkpoints.noteInitial(1, step)
    checkpoints.note(1, { seq: initial.length + 1, kind: 'Pod', objectId: 1, type: 'modified', line: '[]' })
    expect([checkpoints.due, checkpoints.isAnyTime]).toEqual([1, true])
    log.close()
  })
})
