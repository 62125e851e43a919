import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Rollout } from '@portolan/domain'
import { systemClock } from '@portolan/pipeline'
import type { KeptRollout, RolloutFoldState } from '@portolan/pipeline/ports'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestLog } from '../../test/test-log.ts'
import { type History, openHistory } from '../open-history.ts'
import { Forgetting } from '../retention/forgetting.ts'

/** A rollout that was requested with change `seq`, at `seq` seconds, and took two seconds. */
function over(seq: number, { namespace = 'shop', name = 'web', kind = 'hitless' } = {}): KeptRollout {
  const moment = (at: number) => ({ at: at * 1_000, notBefore: at * 1_000, seq: at })
  const rollout: Rollout = {
    id: `uid-of-${name}-${seq}`,
    workload: { kind: 'Deployment', namespace, name, uid: `uid-of-${name}` },
    trigger: 'update',
    revisions: { from: { images: {} }, to: { images: { main: 'web:2' } } },
    state: 'drained',
    strategy: 'RollingUpdate',
    requested: moment(seq),
    ended: moment(seq + 2),
    isOver: true,
    verdict: { kind: kind as Rollout['verdict']['kind'], zeroReadyMs: 0, reasons: [] },
    services: [],
    coverage: 1,
    blind: [],
  }
  return { rollout, overSeq: seq + 2 }
}

const stateAt = (foldedTo: number): RolloutFoldState => ({ version: 1, foldedTo, open: [] })

describe('rollouts beside the log', () => {
  const kept = [over(10), over(20, { namespace: 'bank', kind: 'outage' }), over(30, { name: 'api' }), over(40)]
  const [first, second, third, fourth] = kept
  // Of all of these tests: it must outlive each of them.
  const directory = mkdtempSync(path.join(tmpdir(), 'portolan-rollouts-'))
  let history: History
  beforeAll(async () => {
    history = await openHistory({ directory, clock: systemClock })
    await history.rollouts.keep(kept.slice(0, 3), stateAt(35))
    await history.rollouts.keep([over(40, { kind: 'outage' })], stateAt(43))
    await history.rollouts.keep(kept.slice(3), stateAt(44))
  })
  afterAll(async () => {
    await history.close()
    rmSync(directory, { recursive: true })
  })

  test('are told newest first, narrowed by namespace, workload, time and place', async () => {
    const { rollouts } = history
    const all = { limit: 10 }
    expect(await rollouts.rollouts(all)).toEqual([fourth, third, second, first])
    expect(await rollouts.rollouts({ ...all, limit: 2 })).toEqual([fourth, third])
    expect(await rollouts.rollouts({ ...all, before: 30 })).toEqual([second, first])
    expect(await rollouts.rollouts({ ...all, namespaces: ['bank'] })).toEqual([second])
    expect(await rollouts.rollouts({ ...all, workloads: ['Deployment/shop/web'] })).toEqual([fourth, first])
    expect(await rollouts.rollouts({ ...all, from: 12_000, to: 20_001 })).toEqual([second, first])
    expect(await rollouts.rollouts({ ...all, from: 12_001, to: 20_000 })).toEqual([])
  })

  test('are marks, the same ones', async () => {
    const mark = { id: 'uid-of-web-20', workload: 'Deployment/bank/web', from: 20_000, to: 22_000, verdict: 'outage' }
    expect(await history.rollouts.marks({ namespaces: ['bank'], limit: 5 })).toEqual([mark])
    expect((await history.rollouts.marks({ limit: 3 })).map(({ id }) => id)).toEqual([
      'uid-of-web-40',
      'uid-of-api-30',
      'uid-of-web-20',
    ])
  })

  test('are found by id, and by no other', async () => {
    expect(await history.rollouts.rollout('uid-of-api-30')).toEqual(third)
    for (const id of ['uid-of-web-30', 'uid-of-api-31', 'uid-of-api', '30', ''])
      expect(await history.rollouts.rollout(id)).toBeUndefined()
  })

  test('are there after a restart with the place the fold had reached, until they are thrown away', async () => {
    await history.close()
    history = await openHistory({ directory, clock: systemClock })
    expect(await history.rollouts.state()).toEqual(stateAt(44))
    expect(await history.rollouts.rollouts({ limit: 10 })).toEqual([fourth, third, second, first])
    await history.rollouts.clear()
    expect([await history.rollouts.state(), await history.rollouts.rollouts({ limit: 10 })]).toEqual([undefined, []])
  })
})

describe('retention', () => {
  test('forgets a rollout with the change that asked for it', () => {
    const log = new TestLog()
    log.keepRollouts([over(10), over(20), over(30)], stateAt(40))
    for (const _ of new Forgetting(log.connection).forgetBefore(20));
    expect(log.rollouts().map(({ overSeq }) => overSeq)).toEqual([32, 22])
    const left = log.connection.query<[number]>('SELECT requested_seq FROM rollout ORDER BY 1').all()
    expect(left).toEqual([[20], [30]])
    log.close()
  })
})
