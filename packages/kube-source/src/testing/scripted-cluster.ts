import type { ServerResponse } from 'node:http'
import { aScriptedServer, type ScriptedServer } from './scripted-server.ts'

/** What was asked beside the query. */
export interface Asked {
  /** Plural, as in the path. */
  readonly resource: string
  /** The `accept` header. */
  readonly accept: string
}

/** What a test makes the server say. */
export interface ClusterScript {
  /** Answer a LIST; absent: an empty list at version 5. */
  readonly list?: (query: URLSearchParams, response: ServerResponse, asked: Asked) => void
  /** Answer a WATCH, headers and all; `write` lines and keep or end the response. */
  readonly watch: (query: URLSearchParams, response: ServerResponse, asked: Asked) => void
}

/** A server of some core resources that says word for word what a test scripts: also what no real server would. */
export async function aScriptedCluster(resources: readonly string[], script: ClusterScript): Promise<ScriptedServer> {
  return await aScriptedServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://server')
    const resource = resources.find((name) => pathname === `/api/v1/${name}`)
    const documents: Record<string, object> = {
      '/version': { gitVersion: 'v1.36.2' },
      '/apis': { groups: [] },
      '/api/v1': { resources: resources.map((name) => ({ name, verbs: ['list', 'watch'] })) },
    }
    const document = documents[pathname]
    if (document !== undefined) answerJson(response, document)
    else if (resource === undefined) answerJson(response, { kind: 'Status', code: 404 }, 404)
    else answerCollection(script, searchParams, { response, resource, accept: request.headers.accept ?? '' })
  })
}

function answerCollection(
  { list, watch }: ClusterScript,
  query: URLSearchParams,
  { response, ...asked }: Asked & { response: ServerResponse },
): void {
  if (query.has('watch')) watch(query, response, asked)
  else if (list !== undefined) list(query, response, asked)
  else answerJson(response, { kind: 'List', metadata: { resourceVersion: '5' }, items: [] })
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
