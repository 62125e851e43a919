import { describe, expect, test } from 'vitest'
import { type ChurnStep, churnBars, largestSteps, readyPaths } from './churn-shapes.ts'

const START = Date.parse('2026-11-21T01:00:00.000Z')
const plot = { from: START, to: START + 40_000, stepMs: 10_000, width: 40, height: 12 }

function aStep(index: number, more: Partial<ChurnStep> = {}): ChurnStep {
  const none = { added: 0, removed: 0, flips: 0, ready: 2, readyMin: null, zeroReadyMs: 0 }
  return { at: new Date(START + index * 10_000).toISOString(), ...none, ...more }
}

describe('bars of churn', () => {
  test('joins and flips stand on the line, leaves hang from it, in one scale', () => {
    const steps = [aStep(0, { added: 1, flips: 1, removed: 1 }), aStep(1), aStep(2, { removed: 1 })]
    expect(churnBars(steps, 'kind', plot)).toEqual({
      paths: [
        { look: 'added', path: 'M0 4h9v4h-9z' },
        { look: 'flips', path: 'M0 0h9v4h-9z' },
        { look: 'removed', path: 'M0 8h9v4h-9zM20 8h9v4h-9z' },
      ],
      zero: 8,
      up: 2,
      down: 1,
    })
  })

  test('by cause all stand, and what nobody looked at is not known', () => {
    const steps = [aStep(0, { added: 2, removed: 2, causes: { rollout: 1, crash: 1, unknown: 1 } })]
    expect(churnBars(steps, 'cause', plot)).toEqual({
      paths: [
        { look: 'rollout', path: 'M0 9h9v3h-9z' },
        { look: 'container', path: 'M0 6h9v3h-9z' },
        { look: 'unknown', path: 'M0 0h9v6h-9z' },
      ],
      zero: 12,
      up: 4,
      down: 0,
    })
  })

  test('a quiet stretch has none, and its line at the foot', () => {
    expect(churnBars([aStep(0), aStep(1)], 'kind', plot)).toEqual({ paths: [], zero: 12, up: 0, down: 0 })
  })
})

test('the line of ready endpoints stops where nobody knows how many there were', () => {
  const steps = [aStep(0, { ready: 1 }), aStep(1, { ready: 2 }), aStep(2, { ready: null }), aStep(3, { ready: 0 })]
  expect(readyPaths(steps, plot)).toEqual({
    line: 'M0 6H10V1H20M30 11H40',
    area: 'M0 12V6H10V12zM10 12V1H20V12zM30 12V11H40V12z',
    most: 2,
  })
})

test('the largest steps are those with most joins, leaves and flips; the earlier first where they are alike', () => {
  const steps = [aStep(0, { added: 1 }), aStep(1), aStep(2, { flips: 3 }), aStep(3, { removed: 1 })]
  expect(largestSteps(steps, 2).map(({ at }) => at)).toEqual([steps[2]?.at, steps[0]?.at])
})
