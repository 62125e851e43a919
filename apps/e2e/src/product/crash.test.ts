import { readdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { io } from 'socket.io-client'
import { expect, test } from 'vitest'
import { allChanges, caughtUp, startHarbour } from './harbour.ts'

const KILLS = 50
/** On a busy machine it is killed less often, but not before it was killed so often. */
const BUDGET_MS = 90_000
const LEAST_KILLS = 5

/** What a follower was told before the crash. */
async function listen(url: string | undefined, acknowledged: Map<number, string>): Promise<() => void> {
  const socket = io(`${url}`, { path: '/socket.io', transports: ['websocket'], forceNew: true, reconnection: false })
  socket.on('changes', ({ changes }: { changes: { seq: number; kind: string; uid: string; change: string }[] }) => {
    for (const { seq, kind, uid, change } of changes) acknowledged.set(seq, `${kind} ${uid} ${change}`)
  })
  const after = Math.max(0, ...acknowledged.keys())
  const follow = () => socket.timeout(60_000).emitWithAck('follow', { after })
  while (!('seq' in (await follow()))) await new Promise((resolve) => setTimeout(resolve, 20))
  return () => socket.disconnect()
}

/** So that it is killed at work, however slowly it begins; a while is enough where nothing is left to happen. */
async function somethingHappens(happened: () => boolean, isOver: () => boolean): Promise<void> {
  const begun = performance.now()
  const isDue = () => performance.now() - begun < (isOver() ? 700 : 30_000)
  while (!happened() && isDue()) await new Promise((resolve) => setTimeout(resolve, 10))
}

test(`killed up to ${KILLS} times in the middle of a replay, nothing acknowledged is missing, nothing is twice, the file is sound`, async () => {
  const harbour = await startHarbour(5)
  const acknowledged = new Map<number, string>()
  try {
    const isOver = () => harbour.cluster.position.linesPlayed === harbour.cluster.position.linesTotal
    const end = performance.now() + BUDGET_MS
    for (let kill = 0; kill < LEAST_KILLS || (kill < KILLS && performance.now() < end); kill++) {
      const before = acknowledged.size
      const leave = await listen(harbour.portolan.url, acknowledged)
      await somethingHappens(() => acknowledged.size > before, isOver)
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 300))
      await harbour.portolan.kill()
      leave()
      await harbour.restart()
    }
    await harbour.cluster.done
    await caughtUp(harbour)

    const changes = await allChanges(harbour)
    expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, index) => index + 1))
    const logged = new Map(changes.map(({ seq, kind, uid, change }) => [seq, `${kind} ${uid} ${change}`]))
    expect(acknowledged.size).toBeGreaterThan(100)
    for (const [seq, told] of acknowledged) expect(logged.get(seq)).toBe(told)

    const alive = new Set<string>()
    for (const { change, uid } of changes) {
      if (change === 'added') {
        expect(alive.has(uid)).toBe(false)
        alive.add(uid)
      } else {
        expect(alive.has(uid)).toBe(true)
        if (change === 'deleted') alive.delete(uid)
      }
    }
    await harbour.portolan.stop()
    const directory = path.join(harbour.directory, 'data')
    const [file, ...others] = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('portolan.db'),
    )
    expect(others).toEqual([])
    const database = new DatabaseSync(path.join(directory, file ?? ''), { readOnly: true })
    expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
    database.close()
  } finally {
    await harbour.close()
  }
}, 600_000)
