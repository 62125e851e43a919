// Writes the harbour recording as a bundle, the same bytes each time; see fixtures/bundles/README.md.
import { copyFileSync } from 'node:fs'
import { HarbourLog } from './harbour-bundle.ts'

const FILE = new URL('../../../../fixtures/bundles/harbour.portolan.gz', import.meta.url)

const log = await HarbourLog.record()
copyFileSync(await log.cut({ from: { seq: log.harbour.listedSeq } }), FILE)
await log.close()
