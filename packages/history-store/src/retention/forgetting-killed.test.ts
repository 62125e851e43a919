import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { WatchedObject } from '@portolan/domain'
import { expect, test } from 'vitest'
import { Child } from '../../test/child.ts'
import { objectsAfter, turnAt } from '../../test/endless-traffic.ts'
import { temporaryDirectory } from '../../test/temporary-directory.ts'
import { TestLog } from '../../test/test-log.ts'
import { verifyLog } from '../checking/verify-log.ts'

const KILLS = 200
/** On a busy machine it is killed less often, but not before the log has begun at so many places. */
const BUDGET_MS = 20_000
const BEGINNINGS = 3
/** With so many changes the log is full, and each further life forgets. */
const FULL = 1_500
const LONGEST_LIFE_MS = 60
/** What every look at the log cannot tell, its check does now and then. */
const CHECK_EVERY = 5
/** Processes that are ready to go on when one is killed. */
const READY = 3

test(`killed up to ${KILLS} times while it forgets, a log has everything it keeps, and is sound each time`, async () => {
  const directory = temporaryDirectory()
  new TestLog(directory).close()
  const file = path.join(directory, 'portolan.db')
  const next = () => new Child('./forgetting-process.ts', file)
  const ready = Array.from({ length: READY }, next)
  const beginnings = new Set<number>()
  const end = performance.now() + BUDGET_MS
  let round = 0
  try {
    for (; beginnings.size < BEGINNINGS || (round < KILLS && performance.now() < end); round++) {
      const child = ready.shift() ?? next()
      ready.push(next())
      const acknowledged = await lifeOf(child, round === 0 ? FULL : 0)
      if (round % CHECK_EVERY === 0) expect((await verifyLog({ directory })).findings).toEqual([])
      beginnings.add(lookAt(directory, acknowledged))
    }
  } finally {
    await Promise.all(ready.map((child) => child.kill()))
  }
  console.info(`Killed ${round} times while it forgot; the log began at ${beginnings.size} places.`)
}, 300_000)

/** Let a process write and forget until it is killed, some time after a `seq`. @returns the last one it was told is committed */
async function lifeOf(child: Child, least: number): Promise<number> {
  child.say('begin')
  let last = await child.hear()
  while (last !== undefined && Number(last) < least) last = await child.hear()
  await delay(Math.random() * LONGEST_LIFE_MS)
  await child.kill()
  for (let line = last; line !== undefined; line = await child.hear()) last = line
  return Number(last)
}

/** Everything that is kept is as it was written. @returns where the log begins */
function lookAt(directory: string, acknowledged: number): number {
  const log = new TestLog(directory)
  expect(log.connection.query('PRAGMA integrity_check').all()).toEqual([['ok']])
  const changes = log.changes()
  const [oldest = 0, newest = 0] = [changes[0]?.seq, changes.at(-1)?.seq]
  expect(newest).toBeGreaterThanOrEqual(acknowledged)
  expect(changes).toEqual(changes.map((_, index) => turnAt(oldest + index).change))
  for (const seq of [oldest, Math.floor((oldest + newest) / 2), newest]) {
    expect(byUid(log.objectsAt({ seq })?.objects ?? [])).toEqual(byUid(objectsAfter(seq)))
  }
  expect(byUid(log.storedObjects().map(({ object }) => object))).toEqual(byUid(objectsAfter(newest)))
  log.close()
  return oldest
}

function byUid(objects: readonly WatchedObject[]): readonly WatchedObject[] {
  return objects.toSorted((a, b) => (a.metadata.uid < b.metadata.uid ? -1 : 1))
}
