import type { AlertsMessage } from '@portolan/contract'
import { afterEach, expect, test } from 'vitest'
import { AlertingStage } from '../testing/alerting-stage.ts'
import { LiveClient, listening, until } from '../testing/live-client.ts'

let stage: AlertingStage | undefined
let client: LiveClient | undefined
afterEach(async () => {
  client?.close()
  await stage?.close()
})

test('everybody who is connected is told what became of alerts, with the counts, without following anything', async () => {
  stage = await AlertingStage.open()
  client = new LiveClient(await listening(stage.app))
  const told: AlertsMessage[] = []
  client.socket.on('alerts', (message) => void told.push(message))
  await until(() => client?.socket.connected === true, 'the client is connected')
  await stage.losesEverything()
  const zero = () => told.flatMap(({ changed }) => changed).filter(({ id }) => id.startsWith('zero-endpoints/'))
  await until(() => zero().length > 0, 'it fires')
  const [alert] = zero()
  expect(alert).toMatchObject({ state: 'firing', severity: 'error', sentence: { id: 'alert.zero-endpoints' } })
  expect(told.at(-1)?.counts.error).toBeGreaterThan(0)
  const path = `/api/v1/alerts/${encodeURIComponent(alert?.id ?? '')}/acknowledge`
  await stage.app.send('POST', path, { by: 'on call' })
  await until(() => zero().at(-1)?.state === 'acknowledged', 'somebody takes care of it')
})
