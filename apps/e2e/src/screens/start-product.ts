import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ServicesPage } from '@portolan/contract'
import { PortolanProcess } from '../product/portolan-process.ts'
import { STARTS_WITHIN_MS } from './recorded-cluster.ts'

/** One product over its demo cluster for all screens; its address goes to the tests as `PORTOLAN_URL`. */
export default async function startProduct(): Promise<() => Promise<void>> {
  const directory = mkdtempSync(path.join(tmpdir(), 'portolan-screens-'))
  const product = await PortolanProcess.start({ args: ['--demo', '--data-dir', directory] })
  await product.waitFor(
    async () => (await product.get<ServicesPage>('/api/v1/services')).items.length > 10,
    STARTS_WITHIN_MS,
  )
  process.env.PORTOLAN_URL = product.url
  return async () => {
    await product.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}
