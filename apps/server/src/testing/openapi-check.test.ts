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
      raw: { req: { method: 'GET' } },
      headers: { 'content-type': `${type}; charset=utf-8` },
      json: () => body,
    } as unknown as LightMyRequestResponse)
  const page = { at: '2026-11-21T01:00:00.000Z', seq: 1, coverage: { kinds: {}, gaps: [] }, items: [] }
  const { items: _, ...rest } = page
  expect(found(page)).toEqual([])
  expect(found({ ...page, seq: '1' })).toHaveLength(1)
  expect(found(rest)).toHaveLength(1)
  expect(found({ ...page, items: [{ kind: 'Pod' }] }).length).toBeGreaterThan(0)
  expect(found({ code: 'nonsense' }, { statusCode: 404, type: 'application/problem+json' }).length).toBeGreaterThan(0)
  expect(found({}, { statusCode: 302 })).toEqual(['status 302 is not described'])
  expect(found({}, { type: 'text/plain' })).toEqual(['text/plain is not described for status 200'])
})
