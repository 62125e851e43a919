import { expect, test } from 'vitest'
import { heatLayers } from './heat.ts'
import type { EndpointSpan, Lane, LaneRole } from './lanes.ts'

const laneWith = (uid: string, role: LaneRole, endpoints: readonly EndpointSpan[]): Lane => ({
  ...{ uid, name: uid, role, revision: undefined, lagMs: undefined, drainMs: undefined },
  drawing: () => ({ endpoints, life: [], ticks: [], incidents: [] }),
})

test('every Pod is a line of its own, each colour one path, and what is wrong is drawn last', () => {
  const lanes = [
    laneWith('a', 'new', [
      { state: 'starting', from: 1100, to: 1200 },
      { state: 'unready', from: 1200, to: 1300 },
      { state: 'ready', from: 1300, to: undefined },
    ]),
    laneWith('b', 'old', [{ state: 'ready', from: 1000, to: 1250 }]),
    laneWith('c', 'new', [{ state: 'ready', from: 1400, to: undefined }]),
  ]
  expect(heatLayers(lanes, { from: 1000, to: 2000 })).toEqual([
    { fill: 'ready old', path: 'M0 1H250V2H0Z' },
    { fill: 'ready new', path: 'M300 0H1000V1H300ZM400 2H1000V3H400Z' },
    { fill: 'starting', path: 'M100 0H200V1H100Z' },
    { fill: 'unready', path: 'M200 0H300V1H200Z' },
  ])
})
