import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Child } from '../test/child.ts'
import { harbourChanges } from '../test/harbour.ts'
import { temporaryDirectory } from '../test/temporary-directory.ts'
import { verifyLog } from './checking/verify-log.ts'

const KILLS = 40
/** On a busy machine it is killed less often. */
const BUDGET_MS = 20_000
const LONGEST_LIFE_MS = 80

test(`killed up to ${KILLS} times, a log has everything that was acknowledged, and is sound each time`, async () => {
  const directory = temporaryDirectory()
  let acknowledged = 0
  const end = performance.now() + BUDGET_MS
  let kills = 0
  for (let isLast = false; !isLast; ) {
    isLast = kills === KILLS || (kills > 0 && performance.now() > end)
    const child = new Child('./recording-process.ts', directory)
    const restored = Number(await child.hear())
    expect(restored).toBeGreaterThanOrEqual(acknowledged)
    acknowledged = Math.max(restored, await lastHeard(child, isLast ? undefined : Math.random() * LONGEST_LIFE_MS))
    await child.kill()
    if (!isLast) kills++
    const report = await verifyLog({ directory })
    expect(report.findings).toEqual([])
    expect(report.checked?.lastSeq ?? 0).toBeGreaterThanOrEqual(acknowledged)
  }
  console.info(`Killed ${kills} times while it recorded.`)
  expect(acknowledged).toBe(harbourChanges().length)
}, 300_000)

/** The last number a process says before its time is up, or before it ends; 0 where it says none. */
async function lastHeard(child: Child, ms: number | undefined): Promise<number> {
  const isUp = ms === undefined ? new Promise<undefined>(() => undefined) : delay(ms, undefined)
  let last = 0
  for (;;) {
    const line = await Promise.race([child.hear(), isUp])
    if (line === undefined) return last
    last = Number(line)
  }
}
