import type { LightMyRequestResponse } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { violationsOf } from './openapi-check.ts'
import { TestApp } from './test-app.ts'

let app: TestApp | undefined
afterEach(() => app?.close())

test('an answer that is not as the OpenAPI document says is found out', async () => {
  app = await TestApp.over()
  const document = app.app.server.swagger()
  const found = (body: unknown, { statusCode = 200, type = 'application/json' } = {}) =>
    violationsOf(document, '/api/v1/objects?limit=1', {
      statusCode,
      headers: { 'content-type': `${type}; charset=utf-8` },
      json: () => body,
    } as unknown as LightMyRequestResponse)
  expect(found({ items: [], seq: 1 })).toEqual([])
  expect(found({ items: [], seq: '1' })).toHaveLength(1)
  expect(found({ seq: 1 })).toHaveLength(1)
  expect(found({ items: [{ kind: 'Pod' }], seq: 1 }).length).toBeGreaterThan(0)
  expect(found({ code: 'nonsense' }, { statusCode: 404, type: 'application/problem+json' }).length).toBeGreaterThan(0)
  expect(found({}, { statusCode: 302 })).toEqual(['status 302 is not described'])
  expect(found({}, { type: 'text/plain' })).toEqual(['text/plain is not described for status 200'])
})
