import { afterEach, describe, expect, test } from 'vitest'
import { aPod } from '../testing/objects.ts'
import { TestApp } from '../testing/test-app.ts'
import { steppedRange } from './stepped-range.ts'

let app: TestApp | undefined
afterEach(() => app?.close())

const NOON = Date.parse('2026-11-21T12:00:00.000Z')

async function stepsOf(query: Record<string, string>) {
  app = await TestApp.over()
  const { world } = app
  world.put(aPod('a'), aPod('b'))
  world.clock.time = NOON
  return steppedRange(query, app.app.logbook)
}

describe('steppedRange', () => {
  test('without anything is the last hour in steps of half a minute', async () => {
    expect(await stepsOf({})).toEqual({ from: NOON - 3_600_000, to: NOON, stepMs: 30_000 })
  })

  test.each([
    ['500', 500],
    ['500ms', 500],
    ['10s', 10_000],
    ['1m', 60_000],
    ['1h', 3_600_000],
    ['1d', 86_400_000],
  ])('step=%s is %d milliseconds', async (step, stepMs) => {
    expect((await stepsOf({ from: `${NOON - 60_000}`, step })).stepMs).toBe(stepMs)
  })

  test.each([
    ['100 milliseconds', 100, 1],
    ['1 second', 1_000, 5],
    ['5.5 minutes', 330_000, 2_000],
    ['6 hours', 6 * 3_600_000, 120_000],
    ['1 day', 86_400_000, 600_000],
    ['2 weeks', 14 * 86_400_000, 2 * 3_600_000],
    ['400 days', 400 * 86_400_000, 2 * 86_400_000],
    ['30 years', 30 * 365 * 86_400_000, 56 * 86_400_000],
  ])('%s is cut into round steps, 200 at most', async (_, rangeMs, stepMs) => {
    const steps = await stepsOf({ from: `${NOON - rangeMs}` })
    expect(steps.stepMs).toBe(stepMs)
    expect((steps.to - steps.from) / stepMs).toBeLessThanOrEqual(200)
  })

  test('ends now where it would end later, and takes places in the log', async () => {
    expect(await stepsOf({ from: 'seq:1', to: '2036-01-01T00:00:00Z' })).toMatchObject({
      from: Date.parse('2026-11-21T01:00:00.000Z'),
      to: NOON,
    })
  })

  test('more than six hours in steps of a minute or more are whole minutes', async () => {
    const from = NOON - 6 * 3_600_000 - 30_001
    expect(await stepsOf({ from: `${from}`, step: '600001ms' })).toEqual({
      from: NOON - 6 * 3_600_000 - 60_000,
      to: NOON,
      stepMs: 660_000,
    })
    expect(await stepsOf({ from: `${from}`, step: '30s' })).toMatchObject({ from, stepMs: 30_000 })
    expect(await stepsOf({ from: `${from + 30_001}`, step: '600001ms' })).toMatchObject({ stepMs: 600_001 })
  })

  test.each([
    [{ step: '0' }, 'bad-request', /step=0 is no length of time: write 500 \(milliseconds\), 10s/],
    [{ step: '1 week' }, 'bad-request', /step=1 week is no length/],
    [{ step: '-1s' }, 'bad-request', /step=-1s is no length/],
    [{ step: '1s' }, 'too-large', /3600 steps, and 2000 are the most: take step=2s or a shorter range/],
    [{ from: '0', step: '1ms' }, 'too-large', /take step=14d or a shorter range/],
    [{ from: '1795222800005', to: '1795222800004' }, 'bad-request', /from=1795222800005 lies after to=1795222800004/],
    [{ from: 'seq:99' }, 'instant-in-future', /the log ends at seq:2/],
  ])('%j is refused as %s', async (query, code, message) => {
    await expect(stepsOf(query as Record<string, string>)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    })
  })
})
