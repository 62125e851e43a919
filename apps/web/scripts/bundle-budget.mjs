#!/usr/bin/env node
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

/** Kilobytes (1,000 bytes) of gzip. A page that is not named has the budget of a page of text. */
const BUDGETS = {
  '404.html': 175,
  'map/index.html': 230,
  'alerts/index.html': 240,
  'services/index.html': 240,
  'service/index.html': 240,
  'rollouts/index.html': 240,
  'rollout/index.html': 240,
  'log/index.html': 240,
  'churn/index.html': 240,
}
const PAGE = 210
const WORKER = 60
const CSS = 25

/**
 * What each exported page, the heaviest worker and the styles weigh, and what they may.
 *
 * @param {string} out the export of `next build`
 * @returns {{ name: string, kilobytes: number, budget: number }[]} pages first, by name
 * @throws {Error} there is no export, or a page without a script
 */
export function weighExport(out) {
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' })
  const pages = files.filter((file) => file.endsWith('.html') && !file.startsWith('_')).sort()
  const weigh = (sources) => round(sources.reduce((sum, source) => sum + gzipped(path.join(out, source)), 0))
  return [
    ...pages.filter(isScreen).map((page) => ({
      name: page,
      kilobytes: weigh(scriptsOf(readFileSync(path.join(out, page), 'utf8'), page)),
      budget: BUDGETS[page] ?? PAGE,
    })),
    { name: 'heaviest worker', kilobytes: Math.max(...workerScripts(out, files).map(weigh)), budget: WORKER },
    { name: 'styles', kilobytes: weigh(files.filter((file) => file.endsWith('.css'))), budget: CSS },
  ]
}

/** `404.html` is the shell alone; `404/index.html` is its copy. */
function isScreen(page) {
  return page !== '404/index.html'
}

function scriptsOf(html, page) {
  const tags = [...html.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes)
  const sources = tags
    .filter((attributes) => !/\bnoModule\b/i.test(attributes))
    .flatMap((attributes) => /\bsrc="([^"?]+)/.exec(attributes)?.[1] ?? [])
  if (sources.length === 0) throw new Error(`${page}: expected scripts, found none.`)
  return sources
}

/** The chunks that pages hand to each worker. */
function workerScripts(out, files) {
  const chunks = files.filter((file) => file.startsWith(path.join('_next', 'static', 'chunks')) && file.endsWith('.js'))
  const workers = chunks.flatMap((chunk) => {
    const text = readFileSync(path.join(out, chunk), 'utf8')
    return [...text.matchAll(/"(static\/chunks\/turbopack-worker-[\w-]+\.js)",\[([^\]]*)\]/g)].map(([, entry, list]) =>
      [entry, ...JSON.parse(`[${list}]`)].map((source) => path.join('_next', source)),
    )
  })
  if (workers.length === 0) throw new Error('Expected a chunk that starts a worker, found none.')
  return workers
}

function gzipped(file) {
  return gzipSync(readFileSync(file), { level: 9 }).length
}

function round(bytes) {
  return Math.round(bytes / 100) / 10
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const weights = weighExport(fileURLToPath(new URL('../out', import.meta.url)))
  for (const { name, kilobytes, budget } of weights) {
    const mark = kilobytes > budget ? 'OVER' : 'ok'
    process.stdout.write(`${name.padEnd(24)}${kilobytes.toFixed(1).padStart(8)} of ${budget} kB  ${mark}\n`)
  }
  process.exitCode = weights.some(({ kilobytes, budget }) => kilobytes > budget) ? 1 : 0
}
