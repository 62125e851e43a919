import { expect, test } from 'vitest'
import { groupMoments, type IncidentMoment } from './group-moments.ts'

const at = (ms: number) => new Date(Date.UTC(2026, 10, 21, 14) + ms).toISOString()

function raised(ms: number, alert: string): IncidentMoment {
  return { at: at(ms), type: 'raised', alert }
}

test('a thousand alerts raised within a second are one line; what is done by somebody else is another', () => {
  const storm = Array.from({ length: 1_000 }, (_, index) => raised(index, `a${index}`))
  const known = ['on call', 'lead'].map(
    (by): IncidentMoment => ({ at: at(2_000), type: 'acknowledged', alert: 'a1', by }),
  )
  const groups = groupMoments([...storm, ...known])
  expect(groups.map(({ type, by, moments }) => [type, by, moments.length])).toEqual([
    ['raised', undefined, 1_000],
    ['acknowledged', 'on call', 1],
    ['acknowledged', 'lead', 1],
  ])
})

test('a group lasts a second from its first moment, and the order stays', () => {
  const timeline = [raised(0, 'a'), raised(600, 'b'), raised(1_000, 'c')]
  expect(groupMoments(timeline).map(({ moments }) => moments.map(({ alert }) => alert))).toEqual([['a', 'b'], ['c']])
})

test('what is raised and over within a second is two lines', () => {
  const timeline: IncidentMoment[] = [raised(0, 'a'), { at: at(10), type: 'resolved', alert: 'a' }]
  expect(groupMoments(timeline).map(({ type }) => type)).toEqual(['raised', 'resolved'])
})
