import type { RequestOptions } from 'node:https'
import type { KubeConfig } from '@kubernetes/client-node'
import { CredentialsError } from '../errors.ts'
import type { ChosenContext } from './chosen-context.ts'
import type { ClusterAccess, RequestAccess } from './cluster-access.ts'
import { DispatcherPool } from './dispatcher-pool.ts'
import { credentialsFailure, withExecInfo } from './exec-plugin.ts'
import { readTokenFile, tokenFileOf } from './token-file.ts'

const PATIENCE_MS = 60_000

/** The way into the cluster of one context; the client library supplies certificates, exec, OIDC and basic credentials. */
export class KubeconfigAccess implements ClusterAccess {
  readonly #reload: () => Promise<ChosenContext | undefined>
  readonly #dispatchers = new DispatcherPool()
  #context: ChosenContext
  #config: Promise<KubeConfig> | undefined
  #filling: { readonly config: KubeConfig; readonly done: Promise<RequestOptions> } | undefined
  #generation = 0
  #authenticating: Promise<RequestAccess> | undefined
  #renewing: Promise<void> | undefined

  /** @param reload the context as its files say it now; `undefined` or a rejection keeps what there is */
  constructor(context: ChosenContext, reload: () => Promise<ChosenContext | undefined>) {
    this.#context = context
    this.#reload = reload
  }

  /** Requests that start together share one look, so an exec plugin is started once and not once per watch. */
  authenticate(): Promise<RequestAccess> {
    if (this.#authenticating !== undefined) return this.#authenticating
    const attempt = this.#authenticate().finally(() => {
      if (this.#authenticating === attempt) this.#authenticating = undefined
    })
    this.#authenticating = attempt
    return attempt
  }

  async renew(refused: RequestAccess): Promise<void> {
    if (refused.generation !== this.#generation) return
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined
    })
    await this.#renewing
  }

  async disconnect(): Promise<void> {
    await this.#dispatchers.destroy()
  }

  async #authenticate(): Promise<RequestAccess> {
    const { user, cluster } = this.#context
    const generation = this.#generation
    try {
      this.#config ??= configOf(this.#context)
      const config = await this.#config
      const options = await this.#fillIn(config)
      const tokenFile = tokenFileOf(user)
      const token = tokenFile === undefined ? undefined : await readTokenFile(tokenFile)
      const dispatcher = await this.#dispatchers.dispatcherFor(config, cluster, options)
      return { headers: headersOf(options, token), dispatcher, generation }
    } catch (error) {
      throw credentialsFailure(user, error)
    }
  }

  /** While one exec plugin hangs, no second one is started. */
  async #fillIn(config: KubeConfig): Promise<RequestOptions> {
    if (this.#filling?.config !== config) {
      const options: RequestOptions = {}
      this.#filling = { config, done: config.applyToHTTPSOptions(options).then(() => options) }
    }
    const { done } = this.#filling
    const forget = () => {
      if (this.#filling?.done === done) this.#filling = undefined
    }
    done.then(forget, forget)
    return await inTime(done)
  }

  async #renew(): Promise<void> {
    // A file that cannot be read now says nothing new: what it said last is tried again, and what fails then is told.
    const reloaded = await this.#reload().catch(() => undefined)
    const isSameServer = reloaded?.cluster.server === this.#context.cluster.server
    // OIDC tokens are refreshed in memory only: the file still holds the refresh token that was used up.
    const isOidc = this.#context.user.authProvider?.name === 'oidc'
    if (reloaded !== undefined && isSameServer && !isOidc) this.#context = reloaded
    this.#config = undefined
    this.#authenticating = undefined
    this.#generation++
  }
}

/** A config of the client library with nothing but this context in it. Built anew, it has empty credential caches. */
async function configOf({ cluster, user, name }: ChosenContext): Promise<KubeConfig> {
  const { KubeConfig } = await import('@kubernetes/client-node')
  const config = new KubeConfig()
  const { authProvider, ...rest } = withExecInfo(user)
  config.loadFromOptions({
    clusters: [cluster],
    // Token files are read here, for every request; the library would keep them for a minute.
    users: [tokenFileOf(user) === undefined ? { ...rest, authProvider } : rest],
    contexts: [{ name, cluster: cluster.name, user: user.name }],
    currentContext: name,
  })
  return config
}

function headersOf(options: RequestOptions, token: string | undefined): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    if (value !== undefined) headers[name.toLowerCase()] = String(value).trim()
  }
  if (options.auth) headers.authorization = `Basic ${Buffer.from(options.auth).toString('base64')}`
  if (token !== undefined) headers.authorization = `Bearer ${token}`
  return headers
}

/** An exec plugin that waits for somebody to log in would hold every request forever. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new CredentialsError(`the credentials did not come within ${PATIENCE_MS / 1000} s`))
    }, PATIENCE_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
