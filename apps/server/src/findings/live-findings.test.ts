import type { WatchedObject } from '@portolan/domain'
import { describe, expect, test } from 'vitest'
import { frontDoor, webPod } from '../../test/front-door.ts'
import { LiveFindings } from './live-findings.ts'

describe('LiveFindings', () => {
  test('a rule at fault ends the findings and is told once; recording goes on', async () => {
    const world = frontDoor()
    const failures: unknown[] = []
    const failed = (error: unknown) => failures.push(error)
    const findings = new LiveFindings({ recording: world.recording, reader: world.reader, clock: world.clock, failed })
    expect(await findings.read()).toMatchObject({ findings: [] })
    const unreadable = { ...webPod, status: { ...webPod.status, conditions: undefined } } as unknown as WatchedObject
    world.put(unreadable)
    await expect(findings.read()).rejects.toThrow()
    expect(await findings.readOf('Pod/shop/web-1')).toEqual([])
    world.put(webPod)
    expect(failures).toHaveLength(1)
    expect(world.feed.seq).toBe(13)
  })
})
