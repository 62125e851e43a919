import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RecordedStage } from '../../test/recorded-stage.ts'
import { StagedWeb } from '../../test/staged-web.ts'
import type { RecordedLog } from '../reading/logbook.ts'
import { until } from '../testing/live-client.ts'
import { RolloutBook } from './rollout-book.ts'

const STARTS_AT = Date.parse('2026-11-21T01:00:00.000Z')

let directory: string
let stage: RecordedStage
let web: StagedWeb
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'portolan-restart-'))
  stage = new RecordedStage(directory, STARTS_AT)
  web = new StagedWeb(stage, ['a', 'b'])
})
afterEach(async () => {
  await stage.stop()
  rmSync(directory, { recursive: true, force: true })
})

/** Follows the log that is recorded, once it knows all of it. */
async function bookOver(log: RecordedLog): Promise<RolloutBook> {
  const failures: unknown[] = []
  const book = new RolloutBook({ ...log, clock: stage.clock, failed: (error) => void failures.push(error) })
  await until(() => book.foldedTo === undefined || failures.length > 0, 'the log is folded')
  expect(failures).toEqual([])
  return book
}

/** The only rollout, as soon as it is so. */
async function rolloutWhen(book: RolloutBook, isSo: (state: string) => boolean) {
  let [found] = await book.rollouts({ limit: 2 })
  for (let tries = 0; tries < 1_000 && !isSo(found?.rollout.state ?? ''); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 5))
    found = (await book.rollouts({ limit: 2 }))[0]
  }
  return found?.rollout
}

describe('a recorder that is started again in the middle of a rollout', () => {
  test.each([
    ['killed', false],
    ['stopped in an orderly way', true],
  ])('and was %s, goes on with it, and says what it did not see', async (_, isOrderly) => {
    const book = await bookOver(await stage.start())
    web.request(2, { replicas: 2 }).ready('c', 2).leaves('a', 1)
    const before = await rolloutWhen(book, (state) => state === 'progressing')
    if (isOrderly) await book.close()
    await stage.stop()
    stage.clock.advance(20_000)
    web.gone('a').ready('d', 2).leaves('b', 1)
    const again = await bookOver(await stage.start())
    web.complete(2, { replicas: 2 }).gone('b')
    const after = await rolloutWhen(again, (state) => state === 'drained')
    expect([before?.id, before?.coverage]).toEqual([after?.id, 1])
    expect(after).toMatchObject({ state: 'drained', isOver: true, requested: before?.requested })
    expect(after?.coverage).toBeLessThan(0.1)
    expect(after?.verdict).toMatchObject({ kind: 'unknown', reasons: expect.arrayContaining(['blind']) })
    expect(new Set(after?.blind.map(({ kind, reason }) => `${kind} ${reason}`))).toContain('EndpointSlice restarted')
    await again.close()
  })

  test('knows what was over before, from the log alone', async () => {
    const book = await bookOver(await stage.start())
    web.request(2, { replicas: 2 }).ready('c', 2).leaves('a', 1).ready('d', 2).leaves('b', 1)
    web.complete(2, { replicas: 2 }).gone('a').gone('b')
    const before = await rolloutWhen(book, (state) => state === 'drained')
    await stage.stop()
    const log = await stage.start()
    expect(await log.archive.rollouts({ limit: 2 })).toEqual([])
    const again = await bookOver(log)
    expect(await again.rollouts({ limit: 2 })).toEqual([{ rollout: before, overSeq: expect.any(Number) }])
    await again.close()
    expect((await log.archive.rollouts({ limit: 2 })).map(({ rollout }) => rollout)).toEqual([before])
    expect((await log.archive.state())?.foldedTo).toBe(log.recording.feed.seq)
  })
})
