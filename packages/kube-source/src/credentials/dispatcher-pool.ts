import { createHash } from 'node:crypto'
import type { RequestOptions } from 'node:https'
import type { ConnectionOptions } from 'node:tls'
import type { Cluster, KubeConfig } from '@kubernetes/client-node'
import { Agent, type Dispatcher, ProxyAgent } from 'undici'

const KEEP_ALIVE_PROBE_MS = 30_000
const CONNECT_TIMEOUT_MS = 10_000

/** One keep-alive dispatcher for the TLS material in use; another when the material changes (rule B.9). */
export class DispatcherPool {
  #current: { readonly material: string; readonly dispatcher: Dispatcher } | undefined
  /** Replaced ones that still carry a watch. */
  readonly #retired = new Set<Dispatcher>()

  /** @param options as the client library filled them in for this request */
  async dispatcherFor(config: KubeConfig, cluster: Cluster, options: RequestOptions): Promise<Dispatcher> {
    const tls = tlsOf(options)
    const material = fingerprintOf(tls)
    if (this.#current?.material === material) return this.#current.dispatcher
    const dispatcher = await createDispatcher(config, cluster, tls)
    if (this.#current !== undefined) this.#retire(this.#current.dispatcher)
    this.#current = { material, dispatcher }
    return dispatcher
  }

  async destroy(): Promise<void> {
    const all = [...this.#retired, ...(this.#current ? [this.#current.dispatcher] : [])]
    this.#current = undefined
    this.#retired.clear()
    await Promise.all(all.map((dispatcher) => dispatcher.destroy()))
  }

  /** Running watches go on with the old material; their next connection takes the new. */
  #retire(dispatcher: Dispatcher): void {
    this.#retired.add(dispatcher)
    const forget = () => this.#retired.delete(dispatcher)
    dispatcher.close().then(forget, forget)
  }
}

type TlsMaterial = Pick<ConnectionOptions, 'ca' | 'cert' | 'key' | 'servername' | 'rejectUnauthorized'>

function tlsOf({ ca, cert, key, servername, rejectUnauthorized }: RequestOptions): TlsMaterial {
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(servername !== undefined && { servername }),
    ...(rejectUnauthorized !== undefined && { rejectUnauthorized }),
  }
}

function fingerprintOf(tls: TlsMaterial): string {
  const hash = createHash('sha256')
  for (const [name, value] of Object.entries(tls))
    hash.update(`\0${name}\0`).update(Buffer.isBuffer(value) ? value : String(value))
  return hash.digest('hex')
}

/** No limit on connections: every watch holds one for minutes, and a limit would starve the lists behind them. */
async function createDispatcher(config: KubeConfig, cluster: Cluster, tls: TlsMaterial): Promise<Dispatcher> {
  const keepAlive = { keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_PROBE_MS, timeout: CONNECT_TIMEOUT_MS }
  const wanted = config.createDispatcherOptions(cluster, tls)
  switch (wanted.type) {
    case 'none':
    case 'agent':
      return new Agent({ connect: { ...tls, ...keepAlive }, keepAliveTimeout: KEEP_ALIVE_PROBE_MS })
    case 'proxy':
      return new ProxyAgent({ uri: wanted.uri, requestTls: { ...tls, ...keepAlive } })
    case 'socks':
      return await socksDispatcher(config, cluster)
  }
}

/** The library's SOCKS connector is private; this is its public way out. */
async function socksDispatcher(config: KubeConfig, cluster: Cluster): Promise<Dispatcher> {
  const { HttpMethod, RequestContext } = await import('@kubernetes/client-node')
  const context = new RequestContext(cluster.server, HttpMethod.GET)
  await config.applySecurityAuthentication(context)
  const dispatcher = context.getDispatcher()
  if (dispatcher === undefined) throw new Error(`no connection through the proxy ${cluster.proxyUrl} could be prepared`)
  return dispatcher
}
