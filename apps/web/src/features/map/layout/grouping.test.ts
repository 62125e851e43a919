import { describe, expect, test } from 'vitest'
import { type EndpointGroup, shownGroups } from './grouping.ts'

const group = (name: string, ready: number, unready = 0): EndpointGroup => ({ name, ready, unready, terminating: 0 })
const names = (groups: readonly EndpointGroup[], isOpen = false) => {
  const { shown, hidden } = shownGroups(groups, isOpen)
  return [...shown.map(({ name }) => name), hidden]
}

describe('shownGroups', () => {
  test('three groups have a line each; groups without endpoints have none', () => {
    expect(names([group('a', 1), group('b', 0), group('c', 1), group('d', 2)])).toEqual(['a', 'c', 'd', 0])
  })

  test('of more, those in trouble are not the ones left out, and the order stays', () => {
    expect(names([group('a', 1), group('b', 1), group('c', 1, 1), group('d', 0, 3)])).toEqual(['c', 'd', 2])
  })

  test('an opened card has a line for each', () => {
    expect(names([group('a', 1), group('b', 1), group('c', 1), group('d', 1)], true)).toEqual(['a', 'b', 'c', 'd', 0])
  })
})
