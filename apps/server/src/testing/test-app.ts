import type { LightMyRequestResponse } from 'fastify'
import { Registry } from 'prom-client'
import type { AlertingParts } from '../alerts/alerting-parts.ts'
import { type App, type AppOptions, buildApp } from '../app.ts'
import { violationsOf } from './openapi-check.ts'
import { World } from './world.ts'

export interface TestAppOptions extends Partial<AppOptions> {
  readonly world?: World
  /** Absent: nobody is alerted. */
  readonly alerting?: AlertingParts
  /** The log is not restored yet. */
  readonly isClosed?: true
}

/** The app over a world, with a question that checks every answer against the OpenAPI document. */
export class TestApp {
  readonly world: World
  readonly app: App

  private constructor(world: World, app: App) {
    this.world = world
    this.app = app
  }

  static async over({ world = new World(), isClosed, alerting, ...more }: TestAppOptions = {}): Promise<TestApp> {
    const app = await buildApp({
      installation: {
        mode: 'cluster',
        cluster: { name: 'harbour', server: 'https://10.0.0.1:6443' },
        startedAt: world.clock.now(),
        storeEngine: 'memory',
      },
      clock: world.clock,
      host: '127.0.0.1',
      auth: { mode: 'none' },
      registry: new Registry(),
      ...more,
    })
    const { recording, reader, archive } = world
    if (!isClosed) app.logbook.open({ recording, reader, archive, ...(alerting && { alerting }) })
    await app.server.ready()
    return new TestApp(world, app)
  }

  /** GET; fails where the answer is not what the OpenAPI document promises. */
  async get(url: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    const response = await this.app.server.inject({ url, headers: { host: '127.0.0.1:7678', ...headers } })
    const violations = violationsOf(this.app.server.swagger(), url, response)
    if (violations.length > 0) throw new Error(`GET ${url} breaks its own description:\n${violations.join('\n')}`)
    return response
  }

  /** Another method; fails where the answer is not what the OpenAPI document promises. */
  async send(method: 'POST' | 'PUT' | 'DELETE', url: string, body?: object): Promise<LightMyRequestResponse> {
    const headers = { host: '127.0.0.1:7678' }
    const response = await this.app.server.inject({ method, url, headers, ...(body && { payload: body }) })
    const violations = violationsOf(this.app.server.swagger(), url, response)
    if (violations.length > 0) throw new Error(`${method} ${url} breaks its own description:\n${violations.join('\n')}`)
    return response
  }

  /** The body of a GET. */
  async read<Answer>(url: string): Promise<Answer> {
    return (await this.get(url)).json<Answer>()
  }

  close(): Promise<void> {
    return this.app.server.close()
  }
}
