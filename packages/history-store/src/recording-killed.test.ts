import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Child } from '../test/child.ts'
import { harbourChanges } from '../test/harbour.ts'
import { temporaryDirectory } from '../test/temporary-directory.ts'
import { verifyLog } from './checking/verify-log.ts'

const KILLS = 12
const LONGEST_LIFE_MS = 80

test(`killed ${KILLS} times, a log has everything that was acknowledged, and is sound each time`, async () => {
  const directory = temporaryDirectory()
  let acknowledged = 0
  for (let round = 0; round <= KILLS; round++) {
    const child = new Child('./recording-process.ts', directory)
    const restored = Number(await child.hear())
    expect(restored).toBeGreaterThanOrEqual(acknowledged)
    acknowledged = Math.max(restored, await lastHeard(child, round < KILLS ? Math.random() * LONGEST_LIFE_MS : 60_000))
    await child.kill()
    const report = await verifyLog({ directory })
    expect(report.findings).toEqual([])
    expect(report.checked?.lastSeq ?? 0).toBeGreaterThanOrEqual(acknowledged)
  }
  expect(acknowledged).toBe(harbourChanges().length)
}, 120_000)

/** The last number a process says before its time is up, or before it ends; 0 where it says none. */
async function lastHeard(child: Child, ms: number): Promise<number> {
  const timer = new AbortController()
  const isUp = delay(ms, undefined, { signal: timer.signal }).catch(() => undefined)
  let last = 0
  for (;;) {
    const line = await Promise.race([child.hear(), isUp])
    if (line === undefined) break
    last = Number(line)
  }
  timer.abort()
  return last
}
