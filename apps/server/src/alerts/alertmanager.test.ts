import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { AlertsPage, DeliveriesPage } from '@portolan/contract'
import { afterEach, expect, test } from 'vitest'
import { AlertingStage } from '../testing/alerting-stage.ts'
import { installedProgram } from '../testing/installed-program.ts'
import { startProgram } from '../testing/started-program.ts'

const alertmanager = installedProgram('prometheus-alertmanager', 'alertmanager')
let stage: AlertingStage | undefined
let child: ChildProcess | undefined
const directory = mkdtempSync(path.join(tmpdir(), 'portolan-alertmanager-'))
afterEach(async () => {
  child?.kill('SIGKILL')
  await stage?.close()
  rmSync(directory, { recursive: true, force: true })
})

interface ShownAlert {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly endsAt: string
}

test.skipIf(alertmanager === undefined)(
  'a real Alertmanager shows what fires, hears of it again before it would take it for over, and of its end [needs alertmanager]',
  async () => {
    const url = await startAlertmanager()
    // An Alertmanager compares times with its own clock: what ends here must have ended there.
    stage = await AlertingStage.open({}, { startsAt: Date.now() - 330_000 })
    const { app } = stage
    const target = { type: 'alertmanager', urls: [url] }
    await app.send('POST', '/api/v1/receivers', { name: 'alertmanager', target })
    await stage.losesEverything()
    const shown = async () => {
      const answer = await fetch(`${url}/api/v2/alerts`)
      const alerts = (await answer.json()) as ShownAlert[]
      return alerts.filter(({ labels }) => labels.alertname === 'zero-endpoints')
    }
    await stage.until(async () => (await shown()).length === 1)
    const [fired] = await shown()
    expect(fired?.labels).toMatchObject({ cluster: 'harbour', namespace: 'shop', service: 'web', severity: 'error' })
    expect(fired?.annotations.summary).toBe('Service shop/web has no ready endpoint')
    await stage.pass(150)
    await stage.until(async () => {
      const kinds = (await app.read<DeliveriesPage>('/api/v1/deliveries?state=delivered')).items.map(({ kind }) => kind)
      return kinds.some((kind) => kind === 'repeat' || kind === 'update')
    })
    expect(Date.parse((await shown())[0]?.endsAt ?? '')).toBeGreaterThan(Date.parse(fired?.endsAt ?? ''))
    stage.put({ 'web-1': 'ready', 'web-2': 'ready' })
    await stage.pass(120)
    await stage.until(async () => (await shown()).length === 0)
    const [over] = (await app.read<AlertsPage>('/api/v1/alerts?detector=zero-endpoints')).items
    expect(over?.state).toBe('resolved')
    const { items } = await app.read<DeliveriesPage>('/api/v1/deliveries')
    expect(items.map(({ state }) => state)).toEqual(items.map(() => 'delivered'))
    expect(items.at(-1)?.kind).toBe('firing')
  },
)

async function startAlertmanager(): Promise<string> {
  const config = path.join(directory, 'config.yaml')
  writeFileSync(config, JSON.stringify({ route: { receiver: 'none' }, receivers: [{ name: 'none' }] }))
  const flags = [`--config.file=${config}`, `--storage.path=${directory}/data`, '--cluster.listen-address=']
  const started = await startProgram(alertmanager ?? '', (address) => [...flags, `--web.listen-address=${address}`])
  child = started.child
  return started.url
}
