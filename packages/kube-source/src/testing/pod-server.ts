import type { ServerResponse } from 'node:http'
import { aScriptedServer, type ScriptedServer } from './scripted-server.ts'

/** What a test makes the server say about pods, the only kind it serves. */
export interface PodScript {
  /** Answer a LIST; absent: an empty list at version 5. */
  readonly list?: (query: URLSearchParams, response: ServerResponse, accept: string) => void
  /** Answer a WATCH, headers and all; `write` lines and keep or end the response. */
  readonly watch: (query: URLSearchParams, response: ServerResponse, accept: string) => void
}

/** A server of pods, or of another resource, that says word for word what a test scripts: also what no real server would. */
export async function aPodServer({ list, watch }: PodScript, resource = 'pods'): Promise<ScriptedServer> {
  return await aScriptedServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://server')
    const accept = request.headers.accept ?? ''
    if (pathname === '/version') answerJson(response, { gitVersion: 'v1.36.2' })
    else if (pathname === '/apis') answerJson(response, { groups: [] })
    else if (pathname === '/api/v1') answerJson(response, { resources: [{ name: resource, verbs: ['list', 'watch'] }] })
    else if (pathname !== `/api/v1/${resource}`) answerJson(response, { kind: 'Status', code: 404 }, 404)
    else if (searchParams.has('watch')) watch(searchParams, response, accept)
    else if (list !== undefined) list(searchParams, response, accept)
    else answerJson(response, { kind: 'PodList', metadata: { resourceVersion: '5' }, items: [] })
  })
}

export function answerJson(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** A line of a watch. */
export const line = (type: string, name: string, resourceVersion: number) =>
  `${JSON.stringify({ type, object: { metadata: { name, uid: name, resourceVersion: String(resourceVersion) } } })}\n`

export const endOfInitialEvents = (resourceVersion: number) =>
  `${JSON.stringify({
    type: 'BOOKMARK',
    object: {
      metadata: { resourceVersion: String(resourceVersion), annotations: { 'k8s.io/initial-events-end': 'true' } },
    },
  })}\n`
