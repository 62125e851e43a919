import { afterEach, describe, expect, test, vi } from 'vitest'
import { ApiProblem, codeAndDetail, ServerUnreachable } from '../errors.ts'
import { type ApiCall, request, segment, seqOf, urlOf } from './request.ts'

afterEach(() => vi.unstubAllGlobals())

function answering(answer: () => Promise<Response>): { calls: ApiCall[]; report: (call: ApiCall) => void } {
  vi.stubGlobal('fetch', answer)
  const calls: ApiCall[] = []
  return { calls, report: (call) => calls.push(call) }
}

describe('request', () => {
  test('lists repeat their name, absent parameters are left out', () => {
    const query = { kind: ['Pod', 'Service'], from: undefined, limit: 5, q: 'a b&c' }
    expect(urlOf({ path: '/changes', query })).toBe('/api/v1/changes?kind=Pod&kind=Service&limit=5&q=a+b%26c')
    expect(urlOf({ path: '/status' })).toBe('/api/v1/status')
    expect([segment(undefined), segment('a/b')]).toEqual(['-', 'a%2Fb'])
  })

  test('an answer carries the seq it was read at', async () => {
    const { calls, report } = answering(async () => new Response('{"items":[]}', { headers: { etag: 'W/"42"' } }))
    expect(await request({ path: '/services' }, { report })).toEqual({ body: { items: [] }, seq: 42 })
    expect(calls).toMatchObject([{ url: '/api/v1/services', status: 200, bytes: 12 }])
    expect([seqOf('"7"'), seqOf('W/"8-x_Q"'), seqOf('"abc"'), seqOf(null)]).toEqual([7, 8, undefined, undefined])
  })

  test('a problem keeps its code and its sentence', async () => {
    const problem = { code: 'not-found', detail: 'No Service shop/web.', status: 404 }
    const { report } = answering(async () => new Response(JSON.stringify(problem), { status: 404 }))
    const error = await request({ path: '/services/shop/web' }, { report }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ApiProblem)
    expect(codeAndDetail(error)).toEqual({ code: 'not-found', detail: 'No Service shop/web.' })
  })

  test.each([
    ['a refused connection', () => Promise.reject(new TypeError('fetch failed'))],
    ['a stranger in between', () => Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 }))],
  ])('%s is "unreachable"', async (_, answer) => {
    const { report } = answering(answer)
    const error = await request({ path: '/status' }, { report }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ServerUnreachable)
  })

  test('an abandoned request stays abandoned', async () => {
    const { report } = answering(() => Promise.reject(new DOMException('aborted', 'AbortError')))
    await expect(request({ path: '/status' }, { report })).rejects.toMatchObject({ name: 'AbortError' })
  })
})
