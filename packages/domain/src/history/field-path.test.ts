import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { elementPath, fieldPath, stepsOf } from './field-path.ts'

describe('field paths', () => {
  test.each([
    [['spec', 'replicas'], fieldPath(fieldPath('', 'spec'), 'replicas'), 'spec.replicas'],
    [
      ['labels', 'app.kubernetes.io/name'],
      fieldPath('labels', 'app.kubernetes.io/name'),
      'labels["app.kubernetes.io/name"]',
    ],
    [
      ['conditions', 'Ready', 'status'],
      fieldPath(elementPath('conditions', 'Ready'), 'status'),
      'conditions[Ready].status',
    ],
    [['conditions', 'example.com/gate'], elementPath('conditions', 'example.com/gate'), 'conditions[example.com/gate]'],
    [['rules', '0', 'host'], fieldPath(elementPath('rules', 0), 'host'), 'rules[0].host'],
    [['endpoints', 'IPv6|2001:db8::1'], elementPath('endpoints', 'IPv6|2001:db8::1'), 'endpoints[IPv6|2001:db8::1]'],
    [['ports', ''], elementPath('ports', ''), 'ports[""]'],
    [['list', 'a]b"c'], elementPath('list', 'a]b"c'), 'list["a]b\\"c"]'],
  ])('%j is written as people write it', (steps, path, expected) => {
    expect(path).toBe(expected)
    expect(stepsOf(path)).toEqual(steps)
  })

  test('the path of the whole object has no steps', () => {
    expect(stepsOf('')).toEqual([])
  })

  test('whatever a name holds, its path leads back to it', () => {
    const step = fc.record({ name: fc.string(), isElement: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), (steps) => {
        const path = steps.reduce(
          (parent, { name, isElement }) => (isElement ? elementPath(parent, name) : fieldPath(parent, name)),
          '',
        )
        expect(stepsOf(path)).toEqual(steps.map(({ name }) => name))
      }),
    )
  })
})
