import { expect, test } from 'vitest'
import { PlotView } from './plot-view.ts'

function heard(view: PlotView): () => number {
  let count = 0
  view.subscribe(() => {
    count += 1
  })
  return () => count
}

test('without a choice the whole rollout is shown, and grows with it', () => {
  const view = new PlotView({ from: 0, to: 1_000 })
  const times = heard(view)
  view.grow({ from: 0, to: 2_000 })
  expect([view.shown(), view.isHeld(), times()]).toEqual([{ from: 0, to: 2_000 }, false, 1])
})

test('a stretch that is chosen stays while the rollout goes on', () => {
  const view = new PlotView({ from: 0, to: 1_000 }, { from: 200, to: 400 })
  const times = heard(view)
  view.grow({ from: 0, to: 2_000 })
  expect([view.shown(), times()]).toEqual([{ from: 200, to: 400 }, 0])
  view.show(undefined)
  expect([view.shown(), view.isHeld(), times()]).toEqual([{ from: 0, to: 2_000 }, false, 1])
})

test('nothing outside the rollout is shown', () => {
  const view = new PlotView({ from: 0, to: 1_000 }, { from: 900, to: 1_200 })
  expect(view.shown()).toEqual({ from: 700, to: 1_000 })
  view.show({ from: -500, to: 5_000 })
  expect([view.shown(), view.isHeld()]).toEqual([{ from: 0, to: 1_000 }, false])
})
