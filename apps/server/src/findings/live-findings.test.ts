import { setImmediate } from 'node:timers/promises'
import type { WatchedKind, WatchedObject } from '@portolan/domain'
import { aService } from '@portolan/domain/testing'
import { describe, expect, test } from 'vitest'
import { frontDoor, webPod } from '../../test/front-door.ts'
import { PastViews } from '../reading/past-views.ts'
import type { World } from '../testing/world.ts'
import { LiveFindings } from './live-findings.ts'

function findingsOver(world: World, failed: (error: unknown) => void = () => undefined): LiveFindings {
  const { clock, reader, recording } = world
  const visibilityNow = (kind: WatchedKind) => recording.snapshot.visibilityOf(kind)
  const past = new PastViews({ reader, clock, visibilityNow })
  return new LiveFindings({ recording, reader, past, visibilityNow, clock, failed })
}

describe('LiveFindings', () => {
  test('a rule at fault ends the findings and is told once; recording goes on', async () => {
    const world = frontDoor()
    const failures: unknown[] = []
    const findings = findingsOver(world, (error) => failures.push(error))
    expect(await findings.read()).toMatchObject({ findings: [] })
    const unreadable = { ...webPod, status: { ...webPod.status, conditions: undefined } } as unknown as WatchedObject
    world.put(unreadable)
    await expect(findings.read()).rejects.toThrow()
    expect(await findings.readOf('Pod/shop/web-1')).toEqual([])
    world.put(webPod)
    expect(failures).toHaveLength(1)
    expect(world.feed.seq).toBe(13)
  })

  test('others are served while a large cluster is evaluated, and are told how much is left', async () => {
    const world = frontDoor()
    const services = Array.from({ length: 1_500 }, (_, index) =>
      aService(`s-${index}`, { selector: { app: `a-${index}` } }),
    )
    world.putInitially(...services)
    const findings = findingsOver(world)
    let turns = 0
    let isOver = false
    const told = findings.read().finally(() => {
      isOver = true
    })
    const progress: number[] = []
    while (!isOver) {
      turns += 1
      const { waiting } = findings.progress ?? {}
      if (waiting !== undefined) progress.push(waiting)
      await setImmediate()
    }
    expect(await told).toBeDefined()
    expect(turns).toBeGreaterThan(5)
    expect(progress).toEqual([...progress].sort((a, b) => b - a))
    expect(findings.progress).toBeUndefined()
  })
})
