import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { type PlayOptions, playRecording } from '@portolan/demo-cluster'
import { PortolanProcess } from '../product/portolan-process.ts'
import { Complaints, type Look } from './screen.ts'

const RECORDING = new URL('../../../../fixtures/recordings/harbour.jsonl.gz', import.meta.url)

/** For `beforeAll`: a cluster and a product begin, beside other tests that do. */
export const STARTS_WITHIN_MS = 150_000

/** A recorded cluster that has told everything, and a product of its own that watched it. */
export interface RecordedCluster {
  readonly product: PortolanProcess
  /** The product dies at once; the cluster goes on. */
  killProduct(): Promise<void>
  /** It is started again where it was, on the same log and the same port. */
  startProduct(): Promise<void>
  close(): Promise<void>
}

/** @param play `speed` Infinity: everything is there when Portolan first looks; else it watches what is told */
export async function recordedCluster(
  play: Pick<PlayOptions, 'speed' | 'access'>,
  token?: string,
): Promise<RecordedCluster> {
  const directory = await mkdtemp(path.join(tmpdir(), 'portolan-recorded-'))
  const isWatched = play.speed !== Number.POSITIVE_INFINITY
  const cluster = await playRecording({ file: RECORDING, ...play, startsWhen: isWatched ? 'watched' : 'called' })
  const kubeconfig = path.join(directory, 'kubeconfig')
  await cluster.writeKubeconfig(kubeconfig, token === undefined ? {} : { token })
  if (!isWatched) {
    cluster.start()
    await cluster.done
  }
  const port = await freePort()
  const start = async () => {
    const product = PortolanProcess.spawn({
      args: ['--kubeconfig', kubeconfig, '--data-dir', path.join(directory, 'data'), '--port', `${port}`],
    })
    await product.waitFor(
      async () => product.url !== undefined && (await fetch(`${product.url}/readyz`)).status === 200,
      STARTS_WITHIN_MS,
    )
    return product
  }
  let product = await start()
  await cluster.done
  return {
    get product() {
      return product
    },
    killProduct: () => product.kill(),
    startProduct: async () => {
      product = await start()
    },
    close: async () => {
      await product.stop()
      await cluster.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Open a screen of a product of one's own. */
export async function visit(page: Page, url: string, { theme, language, isFirstVisit }: Look): Promise<Complaints> {
  const complaints = new Complaints(page)
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await page.addInitScript(
    (preferences) =>
      localStorage.getItem('portolan.preferences') ?? localStorage.setItem('portolan.preferences', preferences),
    JSON.stringify({ theme, locale: language, isTourOver: isFirstVisit !== true }),
  )
  await page.goto(url)
  await expect(page.locator('h1').first()).toBeVisible()
  return complaints
}
