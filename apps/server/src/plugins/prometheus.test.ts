import { type ChildProcess, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { AlertingStage } from '../testing/alerting-stage.ts'
import { installedProgram } from '../testing/installed-program.ts'
import { aService, aSlice } from '../testing/objects.ts'
import { startProgram } from '../testing/started-program.ts'
import { NAMED_SERVICES, ServiceMeters } from './service-meters.ts'

const RULES = fileURLToPath(new URL('../../../../deploy/prometheus-rules.yaml', import.meta.url))
const DASHBOARD = fileURLToPath(new URL('../../../../deploy/grafana-dashboard.json', import.meta.url))
const promtool = installedProgram('promtool')
const prometheus = installedProgram('prometheus')

let stage: AlertingStage | undefined
let child: ChildProcess | undefined
let directory: string | undefined
afterEach(async () => {
  child?.kill('SIGKILL')
  await stage?.close()
  if (directory !== undefined) rmSync(directory, { recursive: true, force: true })
  child = stage = directory = undefined
})

async function metrics(): Promise<string[]> {
  const { body } = (await stage?.app.get('/metrics')) ?? { body: '' }
  return body.split('\n').filter((line) => /^portolan_(endpoint|zero|alerts|deliveries)/.test(line))
}

/** An answer of the HTTP API of Prometheus. */
interface Answer {
  readonly data?: {
    readonly result?: readonly { readonly value: readonly [number, string] }[]
    readonly groups?: readonly { readonly rules: readonly { readonly name: string; readonly health: string }[] }[]
  }
}

describe('/metrics', () => {
  test('tells endpoints, churn and losses of every Service, what fires, and what became of messages', async () => {
    stage = await AlertingStage.open()
    stage.put({ 'web-1': 'ready', 'web-2': 'unready' })
    const web = (state: string) => `portolan_endpoints{namespace="shop",service="web",state="${state}"}`
    expect(await metrics()).toEqual(
      expect.arrayContaining([
        `${web('ready')} 1`,
        `${web('unready')} 1`,
        `${web('terminating')} 0`,
        'portolan_endpoint_churn_total{namespace="shop",service="web"} 1',
        'portolan_zero_ready_total{namespace="shop",service="web"} 0',
        'portolan_endpoints{namespace="",service="other",state="ready"} 0',
        'portolan_alerts_firing{severity="critical"} 0',
        'portolan_deliveries{state="dead"} 0',
      ]),
    )
    await stage.losesEverything()
    const told = await metrics()
    expect(told).toContain('portolan_endpoint_churn_total{namespace="shop",service="web"} 2')
    expect(told).toContain('portolan_zero_ready_total{namespace="shop",service="web"} 1')
    expect(told.find((line) => line.startsWith('portolan_alerts_firing{severity="error"}'))).not.toMatch(/ 0$/)
  })

  test('a bounded number of Services has series of its own, the rest is summed', async () => {
    stage = await AlertingStage.open()
    const meters = new ServiceMeters(stage.world.recording)
    for (let index = 0; index <= NAMED_SERVICES; index += 1) {
      stage.world.put(aService(`s${index}`), aSlice(`s${index}`, { [`s${index}-1`]: 'ready' }))
    }
    const read = meters.read()
    expect(read).toHaveLength(NAMED_SERVICES + 1)
    expect(read.at(-1)).toEqual({ ready: 2, unready: 0, terminating: 0, churn: 2, zeroReady: 0 })
  })
})

describe('deploy', () => {
  test.skipIf(promtool === undefined)('promtool finds nothing wrong with the rules [needs promtool]', () => {
    const said = execFileSync(promtool ?? '', ['check', 'rules', RULES], { encoding: 'utf8' })
    expect(said).toContain('SUCCESS: 6 rules found')
  })

  test('rules and dashboard are made of series that are there', async () => {
    stage = await AlertingStage.open()
    await stage.losesEverything()
    const { body } = await stage.app.get('/metrics')
    const offered = new Set([...body.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name))
    const used = [...`${readFileSync(RULES, 'utf8')}${readFileSync(DASHBOARD, 'utf8')}`.matchAll(/\bportolan_\w+/g)]
    expect([...new Set(used.map(([name]) => name))].filter((name) => !offered.has(name))).toEqual([])
  })

  test.skipIf(prometheus === undefined)(
    'a Prometheus scrapes, and evaluates every rule [needs prometheus]',
    async () => {
      stage = await AlertingStage.open()
      const { server } = stage.app.app
      await server.listen({ host: '127.0.0.1', port: 0 })
      const target = server.server.address() as AddressInfo
      directory = mkdtempSync(path.join(tmpdir(), 'portolan-prometheus-'))
      const config = path.join(directory, 'prometheus.yaml')
      writeFileSync(
        config,
        JSON.stringify({
          global: { scrape_interval: '1s', evaluation_interval: '1s' },
          rule_files: [RULES],
          scrape_configs: [{ job_name: 'portolan', static_configs: [{ targets: [`127.0.0.1:${target.port}`] }] }],
        }),
      )
      const flags = [`--config.file=${config}`, `--storage.tsdb.path=${directory}/data`]
      const started = await startProgram(prometheus ?? '', (address) => [...flags, `--web.listen-address=${address}`])
      child = started.child
      const ask = async (query: string): Promise<Answer> => {
        const answer = await fetch(`${started.url}/api/v1/${query}`).catch(() => undefined)
        return answer?.ok ? ((await answer.json()) as Answer) : {}
      }
      const ready = encodeURIComponent('portolan_endpoints{service="web",state="ready"}')
      await until(async () => (await ask(`query?query=${ready}`)).data?.result?.[0]?.value[1] === '2')
      const healths = async () => {
        const groups = (await ask('rules')).data?.groups ?? []
        return groups.flatMap(({ rules }) => rules.map(({ health }) => health))
      }
      await until(async () => {
        const all = await healths()
        return all.length === 6 && all.every((health) => health === 'ok')
      })
    },
    240_000,
  )
})

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  const before = Date.now() + 90_000
  while (!(await isTrue())) {
    if (Date.now() > before) throw new Error(`It did not come true: ${isTrue}`)
    await setTimeout(100)
  }
}
