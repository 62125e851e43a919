import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Access } from './access.ts'
import { type ApiResource, collectionPath } from './api-resource.ts'
import type { ServedStore } from './collection-set.ts'
import { type FaultVerbs, faultVerbs } from './fault-verbs.ts'
import { Faults, type FaultySubject, isMatch, type RequestMatch } from './faults.ts'
import { type KubeconfigOptions, writeKubeconfig } from './kubeconfig.ts'
import { Listener } from './listener.ts'
import { handleRequest, type Served } from './request-handler.ts'
import type { WatchStream } from './watch-stream.ts'

export interface ApiServerOptions {
  store: ServedStore
  /** What is served at first; more can be installed later. */
  resources: readonly ApiResource[]
  /** Default `127.0.0.1`. */
  host?: string
  /** Default 0: any free one. */
  port?: number
  /** Serve https with this key and certificate, both PEM. */
  tls?: { key: string; cert: string }
  /** Who may read what; default: everybody everything. */
  access?: Access
  /** What `/version` says. Default `v1.36.2`. */
  gitVersion?: string
  /** Between periodic bookmarks of a watch. Default one minute; `Infinity` for none. */
  bookmarkIntervalMs?: number
  /** Changes a watch may be behind while its reader does not read, before it is disconnected. Default 5,000. */
  slowWatchLimit?: number
  /** How long a request for a version not yet known waits for it. Default 3 s. */
  freshnessWaitMs?: number
  /** Told of each watch as it opens. */
  onWatch?: (watch: OpenWatch) => void
}

/** A watch that is open now. */
export interface OpenWatch {
  resource: string
  namespace?: string
}

/** A request that was understood, whatever its answer. */
export interface SeenRequest {
  verb: NonNullable<RequestMatch['verb']>
  resource?: string
  namespace?: string
  /** Path and query as sent. */
  target: string
  /** Epoch ms. */
  at: number
}

/** Requests remembered for `requests()`. */
const KEPT_REQUESTS = 10_000

/** A running API server, and the verbs that make it fail. */
export interface ApiServer extends FaultVerbs {
  /** `http://127.0.0.1:40123`, without a slash at the end. */
  readonly url: string
  openWatches(match?: RequestMatch): OpenWatch[]
  /** The last 10,000 requests that match, oldest first. */
  requests(match?: RequestMatch): SeenRequest[]
  /** Change who may read what; watches that are open stay open. `undefined`: everybody everything. */
  setAccess(access: Access | undefined): void
  /** Begin to serve a resource: a CustomResourceDefinition was created. */
  installResource(resource: ApiResource): void
  /** Stop serving one resource, or a group: its watches end, its paths answer 404. What is stored stays stored. */
  uninstall(what: { group: string; plural?: string }): void
  /** A kubeconfig for this server, readable by its owner only. */
  writeKubeconfig(file: string, options?: KubeconfigOptions): Promise<void>
  /** Cut every connection and stop listening. */
  close(): Promise<void>
}

/**
 * Serve a store as the Kubernetes API does: discovery, LIST, WATCH, one object; read-only.
 * @throws the system's error when the port cannot be had
 */
export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const seen: { subject: FaultySubject; target: string; at: number }[] = []
  const served: Served = {
    store: options.store,
    installed: new Map(options.resources.map((resource) => [collectionPath(resource), resource])),
    access: options.access,
    faults: new Faults(),
    watches: new Set(),
    limits: {
      bookmarkIntervalMs: options.bookmarkIntervalMs ?? 60_000,
      slowWatchLimit: options.slowWatchLimit ?? 5_000,
      freshnessWaitMs: options.freshnessWaitMs ?? 3_000,
    },
    gitVersion: options.gitVersion ?? 'v1.36.2',
    onWatch: (stream) => options.onWatch?.(describeWatch(stream)),
    onRequest: (subject, { pathname, search }) => {
      seen.push({ subject, target: pathname + search, at: Date.now() })
      if (seen.length > KEPT_REQUESTS * 1.125) seen.splice(0, seen.length - KEPT_REQUESTS)
    },
  }
  const host = options.host ?? '127.0.0.1'
  const listener = new Listener(httpServer(served, options.tls), { host, port: options.port ?? 0 })
  await listener.open()
  const url = `${options.tls === undefined ? 'http' : 'https'}://${host}:${listener.port}`
  return {
    url,
    ...faultVerbs(served, listener, Math.random),
    openWatches: (match = {}) => openWatches(served, match),
    requests: (match = {}) =>
      seen
        .slice(-KEPT_REQUESTS)
        .filter(({ subject }) => isMatch(match, subject))
        .map(({ subject, target, at }) => ({ verb: subject.verb, ...scopeOf(subject), target, at })),
    setAccess: (access) => {
      served.access = access
    },
    installResource: (resource) => void served.installed.set(collectionPath(resource), resource),
    uninstall: (what) => uninstall(served, what),
    writeKubeconfig: (file, kubeconfig) => writeKubeconfig(file, url, kubeconfig),
    close: () => listener.close(),
  }
}

function httpServer(served: Served, tls: ApiServerOptions['tls']): ReturnType<typeof createServer> {
  const handle = (request: IncomingMessage, response: ServerResponse): void =>
    void handleRequest(served, request, response)
  // Longer than any client keeps an idle connection: the server never closes one under a request.
  const options = { keepAliveTimeout: 120_000, noDelay: true }
  return tls === undefined ? createServer(options, handle) : createTlsServer({ ...options, ...tls }, handle)
}

const openWatches = (served: Served, match: RequestMatch): OpenWatch[] =>
  [...served.watches].filter((stream) => isMatch(match, stream.subject)).map(describeWatch)

const describeWatch = ({ subject }: WatchStream): OpenWatch => ({ resource: '', ...scopeOf(subject) })

const scopeOf = ({ resource, namespace }: FaultySubject): { resource?: string; namespace?: string } => ({
  ...(resource === undefined ? {} : { resource: resource.plural }),
  ...(namespace === undefined ? {} : { namespace }),
})

function uninstall(served: Served, { group, plural }: { group: string; plural?: string }): void {
  for (const [path, resource] of served.installed) {
    if (resource.group !== group || (plural !== undefined && resource.plural !== plural)) continue
    served.installed.delete(path)
    for (const stream of served.watches) if (stream.subject.resource === resource) stream.end()
  }
}
