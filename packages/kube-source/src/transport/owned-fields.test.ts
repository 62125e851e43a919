import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withoutOwnedFields } from './owned-fields.ts'

const trimmed = (json: string): string => withoutOwnedFields(Buffer.from(json)).toString()

/** What the cut is to amount to, said by a parser. */
function dropped(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), function (this: object, name: string, member: unknown) {
    const isCut = name === 'fieldsV1' && isObject(member) && Object.keys(this)[0] !== 'fieldsV1'
    return isCut ? undefined : member
  })
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

const TRICKY = ['fieldsV1', ',"fieldsV1":{', '"', '\\', '}', '{', 'k:{"name":"app"}', 'é']

describe('withoutOwnedFields', () => {
  test('takes away what fields a manager owns, and leaves who it is', () => {
    const managed = (fields: object) => ({
      manager: 'kubelet',
      time: '2026-01-01T00:00:00Z',
      fieldsType: 'FieldsV1',
      fieldsV1: fields,
      subresource: 'status',
    })
    const object = { metadata: { managedFields: [managed({ 'f:a': { '.': {} } }), managed({})] }, spec: { a: 1 } }
    expect(JSON.parse(trimmed(JSON.stringify(object)))).toEqual(dropped(object))
    expect(trimmed(JSON.stringify(object))).not.toContain('fieldsV1')
  })

  test('takes away nothing else, whatever the names and texts are', () => {
    const text = fc.oneof(fc.constantFrom(...TRICKY), fc.string())
    const { value } = fc.letrec<{ value: unknown; record: Record<string, unknown> }>((tie) => ({
      value: fc.oneof({ maxDepth: 5 }, text, fc.integer(), fc.array(tie('value'), { maxLength: 3 }), tie('record')),
      record: fc.dictionary(
        text.filter((name) => name !== '__proto__'),
        tie('value'),
        { maxKeys: 4 },
      ),
    }))
    fc.assert(
      fc.property(value, (json) => {
        expect(JSON.parse(trimmed(JSON.stringify(json)))).toEqual(dropped(json))
      }),
    )
  })

  test('what is broken off inside of it stays as it came', () => {
    const whole = '{"a":1,"fieldsV1":{"f:b":{}},"c":{"d":2,"fieldsV1":{"k:{\\"e\\":\\"f\\"}":{}}}}'
    for (let length = whole.length - 1; length > 0; length--) {
      expect(() => JSON.parse(trimmed(whole.slice(0, length)))).toThrow(SyntaxError)
    }
    expect(trimmed(whole)).toBe('{"a":1,"c":{"d":2}}')
  })
})
