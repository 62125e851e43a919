// Begins a thread from TypeScript sources, in tests and in development. Built code starts its modules directly.
//
// A thread inherits no loader, and one that reads five hundred sources one by one takes a second to start. So the sources of a
// thread are bundled, and the bundle is kept until one of them changes.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { workerData } from 'node:worker_threads'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
/** In the root's `node_modules`, so that what is not bundled is found from there. */
const kept = path.join(root, 'node_modules', '.cache', 'portolan-threads')

const entry = fileURLToPath(workerData.module)
await import(pathToFileURL(await bundleOf(entry)).href)

/** Path of the bundle of an entry, made anew where a source is another than it was made of. */
async function bundleOf(entry) {
  const name = `${path.basename(entry, '.ts')}-${createHash('sha256').update(entry).digest('hex').slice(0, 12)}`
  const listFile = path.join(kept, `${name}.json`)
  const known = existsSync(listFile) ? JSON.parse(readFileSync(listFile, 'utf8')) : undefined
  if (known !== undefined && stampOf(known.inputs) === known.stamp && existsSync(known.bundle)) return known.bundle
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@portolan/source'],
    plugins: [{ name: 'vendors stay outside', setup: leaveVendorsOutside }],
    metafile: true,
    write: false,
  })
  const inputs = Object.keys(metafile.inputs).map((input) => path.join(root, input))
  const text = outputFiles[0].text
  const bundle = path.join(kept, `${name}-${createHash('sha256').update(text).digest('hex').slice(0, 12)}.mjs`)
  mkdirSync(kept, { recursive: true })
  writeWhole(bundle, text)
  writeWhole(listFile, JSON.stringify({ bundle, inputs, stamp: stampOf(inputs) }))
  return bundle
}

/** Our own packages are bundled, by their sources; everything else is resolved when it runs. */
function leaveVendorsOutside({ onResolve }) {
  onResolve({ filter: /^[^./]/ }, ({ path: specifier, kind }) => {
    if (kind === 'entry-point' || specifier.startsWith('@portolan/')) return undefined
    return { path: specifier, external: true }
  })
}

/** Changes whenever one of the files does; another one where a file is gone. */
function stampOf(files) {
  const hash = createHash('sha256')
  for (const file of files) {
    const found = statSync(file, { throwIfNoEntry: false })
    hash.update(`${file} ${found?.mtimeMs} ${found?.size}\n`)
  }
  return hash.digest('hex')
}

/** Other threads and processes may read or write it at the same time. */
function writeWhole(file, text) {
  const unfinished = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}`
  writeFileSync(unfinished, text)
  renameSync(unfinished, file)
}
