import type { Problem } from '@portolan/contract'
import { afterAll, expect, test } from 'vitest'
import { TestApp } from '../testing/test-app.ts'

const app = await TestApp.over()
afterAll(() => app.close())

const { paths = {} } = app.app.server.swagger()
const read = Object.entries(paths).flatMap(([path, item = {}]) =>
  path.startsWith('/api/v1/') && 'get' in item ? [path] : [],
)

test.each(read)('GET %s refuses a parameter that it does not know', async (path) => {
  const answer = await app.get(`${path.replaceAll(/\{\w+\}/g, '1')}?frobnicate=1`)
  expect(answer.json<Problem>()).toMatchObject({ status: 400, code: 'unknown-parameter' })
})
