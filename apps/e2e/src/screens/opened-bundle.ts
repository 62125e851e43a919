import { fileURLToPath } from 'node:url'
import { PortolanProcess } from '../product/portolan-process.ts'

const HARBOUR = fileURLToPath(new URL('../../../../fixtures/bundles/harbour.portolan.gz', import.meta.url))

/** The harbour recording as `portolan open` shows it: always its end, or the instant of the link, and never another answer. */
export async function openHarbour(): Promise<PortolanProcess> {
  const product = PortolanProcess.spawn({ args: ['open', HARBOUR, '--port', '0'] })
  await product.waitFor(async () => product.url !== undefined, 60_000)
  return product
}
