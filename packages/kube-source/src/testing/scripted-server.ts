import { writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'

/** A server that answers what a test says, and remembers what it was asked. */
export interface ScriptedServer extends AsyncDisposable {
  readonly url: string
  /** `GET /path?query`, in the order of arrival. */
  readonly asked: readonly string[]
  /** `authorization` of each request. */
  readonly credentials: readonly (string | undefined)[]
  /** A kubeconfig without credentials. */
  writeKubeconfig(file: string): Promise<void>
}

/** @param tls serve https with this key and certificate */
export async function aScriptedServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  tls?: ServerOptions,
): Promise<ScriptedServer> {
  const asked: string[] = []
  const credentials: (string | undefined)[] = []
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    asked.push(`${request.method} ${request.url}`)
    credentials.push(request.headers.authorization)
    answer(request, response)
  }
  const server = tls === undefined ? createServer(handle) : createTlsServer(tls, handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`
  return {
    url,
    asked,
    credentials,
    writeKubeconfig: (file) => writeFile(file, JSON.stringify(kubeconfigFor(url))),
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function kubeconfigFor(server: string): object {
  return {
    clusters: [{ name: 'scripted', cluster: { server } }],
    users: [{ name: 'scripted', user: {} }],
    contexts: [{ name: 'scripted', context: { cluster: 'scripted', user: 'scripted' } }],
    'current-context': 'scripted',
  }
}
