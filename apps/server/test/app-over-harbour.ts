import { afterAll, beforeAll } from 'vitest'
import { TestApp } from '../src/testing/test-app.ts'
import { RecordedHarbour } from './recorded-harbour.ts'

/** REST over the whole harbour recording, for the tests of one file, which ask for it when they run. */
export function appOverHarbour(): () => TestApp {
  let log: RecordedHarbour
  let app: TestApp
  beforeAll(async () => {
    log = await RecordedHarbour.written()
    app = await TestApp.over({ isClosed: true, clock: log.clock })
    app.app.logbook.open(log)
  })
  afterAll(async () => {
    await app.close()
    await log.close()
  })
  return () => app
}
