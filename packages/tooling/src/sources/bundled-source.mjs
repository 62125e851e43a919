// Tests and development run TypeScript sources. A process or thread that reads five hundred of them one by one takes seconds to
// start, so they are bundled, and a bundle is kept until one of its sources changes.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/**
 * URL of a bundle of a module and all of our own that it imports, made anew where a source is another than it was made of.
 *
 * @param {string} entry path of a `.ts` file
 * @returns {Promise<string>}
 */
export async function bundledSource(entry) {
  const kept = path.join(packageOf(entry), 'node_modules', '.cache', 'portolan-sources')
  const name = `${path.basename(entry, '.ts')}-${digest(entry)}`
  const listFile = path.join(kept, `${name}.json`)
  const known = existsSync(listFile) ? JSON.parse(readFileSync(listFile, 'utf8')) : undefined
  if (known !== undefined && stampOf(known.inputs) === known.stamp && existsSync(known.bundle)) {
    return pathToFileURL(known.bundle).href
  }
  const { inputs, text } = await bundle(entry)
  const file = path.join(kept, `${name}-${digest(text)}.mjs`)
  mkdirSync(kept, { recursive: true })
  writeWhole(file, text)
  writeWhole(listFile, JSON.stringify({ bundle: file, inputs, stamp: stampOf(inputs) }))
  return pathToFileURL(file).href
}

async function bundle(entry) {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    absWorkingDir: '/',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@portolan/source'],
    plugins: [{ name: 'own sources', setup: bundleOwnSources }],
    metafile: true,
    write: false,
    logLevel: 'error',
  })
  return { text: outputFiles[0].text, inputs: Object.keys(metafile.inputs).map((input) => path.join('/', input)) }
}

/** Our own packages are bundled, each module knowing where it lies; everything else is resolved when it runs. */
function bundleOwnSources({ onLoad, onResolve }) {
  onResolve({ filter: /^[^./]/ }, ({ path: specifier, kind }) => {
    if (kind === 'entry-point' || specifier.startsWith('@portolan/')) return undefined
    return { path: specifier, external: true }
  })
  onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
    const source = await readFile(file, 'utf8')
    return { contents: source.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href)), loader: 'ts' }
  })
}

/** What is not bundled is found from there. */
function packageOf(file) {
  const folder = path.dirname(file)
  return existsSync(path.join(folder, 'package.json')) ? folder : packageOf(folder)
}

/** Changes whenever one of the files does, or is gone. */
function stampOf(files) {
  return digest(
    files.map((file) => {
      const found = statSync(file, { throwIfNoEntry: false })
      return `${file} ${found?.mtimeMs} ${found?.size}`
    }),
  )
}

function digest(content) {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)
}

/** Other threads and processes may read or write it at the same time. */
function writeWhole(file, text) {
  const unfinished = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}`
  writeFileSync(unfinished, text)
  renameSync(unfinished, file)
}
