import { describe, expect, test } from 'vitest'
import type { Moment } from '../rollout-types.ts'
import { MAX_SERIES_STEPS } from '../series-types.ts'
import { SeriesRecorder } from './series-recorder.ts'

let seq = 0
const live = (at: number): Moment => ({ at, notBefore: at, seq: ++seq })
const listed = (at: number): Moment => ({ ...live(at), notBefore: 0, isListed: true })

const reading = (ready: Readonly<Record<string, number>>, desired = 4) => ({
  ready: new Map<string | undefined, number>(Object.entries(ready)),
  servingTerminating: 0,
  wants: { desired, minAvailable: desired - 1, publishesNotReady: false },
})

const ROLLOUT = { from: 'v1', to: 'v2' }

const course = (recorder: SeriesRecorder) =>
  recorder.series(ROLLOUT).steps.map(({ from, ready }) => `${from.at}: ${ready.join('+')}`)

describe('[F.6] ready endpoints by revision as a step function', () => {
  test('has a step where something of it changed, and none where nothing did', () => {
    const recorder = new SeriesRecorder('shop/web')
    recorder.read(live(0), reading({ v1: 4 }))
    recorder.read(live(10), reading({ v1: 4 }))
    recorder.read(live(20), reading({ v1: 3 }))
    recorder.read(live(20), reading({ v1: 3, v2: 1 }))
    recorder.read(live(30), reading({ v1: 3, v2: 1 }, 5))
    expect(recorder.series(ROLLOUT)).toMatchObject({ service: 'shop/web', revisions: ['v1', 'v2'] })
    expect(course(recorder)).toEqual(['0: 4+0', '20: 3+0', '20: 3+1', '30: 3+1'])
    expect(recorder.series(ROLLOUT).steps.at(-1)).toMatchObject({ desired: 5, minAvailable: 4, merged: 1 })
  })

  test('has the old revision first and the new one last, whichever was seen first or never', () => {
    const recorder = new SeriesRecorder('shop/web')
    recorder.read(live(0), reading({ v2: 1, other: 2, v1: 1 }))
    expect([recorder.series(ROLLOUT).revisions, course(recorder)]).toEqual([['v1', 'other', 'v2'], ['0: 1+2+1']])
    const empty = new SeriesRecorder('shop/api')
    empty.read(live(0), reading({}))
    expect([empty.series(ROLLOUT).revisions, course(empty)]).toEqual([['v1', 'v2'], ['0: 0+0']])
  })

  test('takes what one list tells as one step: the order of its slices is no course of things', () => {
    const recorder = new SeriesRecorder('shop/web')
    recorder.read(live(0), reading({ v1: 4 }))
    for (const count of [3, 2, 0, 1, 4]) recorder.read(listed(900), reading({ v2: count }))
    expect(course(recorder)).toEqual(['0: 4+0', '900: 0+4'])
  })

  test('stays bounded, and keeps the fewest', () => {
    const recorder = new SeriesRecorder('shop/web')
    const most = 3 * MAX_SERIES_STEPS
    for (let index = 0; index < most; index++) recorder.read(live(index * 10), reading({ v1: 2 + (index % 2) }))
    recorder.read(live(most * 10), reading({}))
    recorder.read(live(most * 10 + 1), reading({ v2: 4 }))
    const { steps } = recorder.series(ROLLOUT)
    expect(steps.length).toBe(MAX_SERIES_STEPS)
    expect(steps.reduce((sum, { merged }) => sum + merged, 0)).toBe(most + 2)
    expect(steps.filter(({ ready }) => ready[0] === 0 && ready[1] === 0)).toHaveLength(1)
  })
})
