// Every test there is: format and lint, types, unit and integration tests, then the browser tests against the built product.
// What is needed beyond Node is found, or installed from Debian's packages when this is root on Debian, or reported by name;
// with CI=true a part that could not run is a failure.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const isCi = process.env.CI === 'true'
const reports = mkdtempSync(path.join(tmpdir(), 'portolan-test-'))
const env = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  CHECKPOINT_DISABLE: '1',
}
const totals = { passed: 0, failed: 0, skipped: 0 }
const broken = []
const left = []
/** Every test that failed, with what it said: told once more at the end, where nobody has to search for it. */
const failures = []

/** Programs that some tests need, each under one of its names, and the packages of Debian that bring it. */
const NEEDED = {
  chromium: { names: ['chromium', 'chromium-browser', 'google-chrome'], packages: ['chromium', 'fonts-noto-cjk'] },
  promtool: { names: ['promtool'], packages: ['prometheus'] },
  prometheus: { names: ['prometheus'], packages: ['prometheus'] },
  alertmanager: {
    names: ['prometheus-alertmanager', 'alertmanager'],
    packages: ['prometheus-alertmanager'],
  },
}
const programs = findOrInstall()

step('format and lint', ['node_modules/.bin/biome', 'check', '.'])
step('build and types', [
  process.execPath,
  'node_modules/turbo/bin/turbo',
  'run',
  'build',
  'typecheck',
  '--output-logs=errors-only',
])
unitTests()
browserTests()
rmSync(reports, { recursive: true, force: true })

for (const { name, message } of failures) console.log(`\n✗ ${name}\n${indented(message)}`)
for (const name of left) console.log(`not run: ${name}`)
for (const name of broken) console.log(`failed: ${name}`)
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`)
process.exit(broken.length > 0 || totals.failed > 0 || (isCi && left.length + totals.skipped > 0) ? 1 : 0)

function unitTests() {
  for (const name of ['promtool', 'prometheus', 'alertmanager']) {
    if (programs[name] === undefined) left.push(`tests that need ${name} (it is not installed)`)
  }
  const report = path.join(reports, 'unit.json')
  step('unit and integration tests', [
    'node_modules/.bin/vitest',
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  if (!existsSync(report)) return
  const {
    numPassedTests,
    numFailedTests,
    numPendingTests = 0,
    numTodoTests = 0,
    testResults,
  } = JSON.parse(readFileSync(report, 'utf8'))
  count(numPassedTests, numFailedTests, numPendingTests + numTodoTests)
  for (const { name, message, assertionResults } of testResults) {
    const file = path.relative('.', name)
    if (message) failures.push({ name: file, message })
    for (const { status, fullName, failureMessages } of assertionResults) {
      if (status === 'failed') failures.push({ name: `${file} › ${fullName}`, message: failureMessages.join('\n') })
    }
  }
}

function browserTests() {
  const { chromium } = programs
  if (chromium === undefined) {
    left.push('browser tests (Chromium is not installed)')
    return
  }
  const report = path.join(reports, 'browser.json')
  step(
    'browser tests',
    ['node_modules/.bin/playwright', 'test', '--config', 'apps/e2e/playwright.config.ts', '--reporter=dot,json'],
    {
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      CHROMIUM_PATH: chromium,
    },
  )
  if (!existsSync(report)) return
  const { stats, suites, errors } = JSON.parse(readFileSync(report, 'utf8'))
  count(stats.expected + stats.flaky, stats.unexpected, stats.skipped)
  for (const { message } of errors) failures.push({ name: 'browser tests', message })
  for (const spec of suites.flatMap(specsOf).filter(({ ok }) => !ok)) {
    const results = spec.tests.flatMap((test) => test.results)
    const message = results.flatMap((result) => result.errors.map((error) => error.message)).join('\n')
    failures.push({ name: `${spec.file}:${spec.line} › ${spec.title}`, message })
  }
}

function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)]
}

/** The first lines of what a test said, without the colours of a terminal. */
function indented(message) {
  return stripVTControlCharacters(message)
    .split('\n')
    .slice(0, 30)
    .map((line) => `    ${line.slice(0, 300)}`)
    .join('\n')
}

/** The path of each program; those that are missing are installed from Debian's packages first, at once, where that is possible. */
function findOrInstall() {
  const missing = Object.values(NEEDED).filter(({ names }) => pathOf(names) === undefined)
  if (missing.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    install([...new Set(missing.flatMap(({ packages }) => packages))])
  }
  return Object.fromEntries(Object.entries(NEEDED).map(([name, { names }]) => [name, pathOf(names)]))
}

function pathOf(names) {
  return names
    .map((name) => spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim())
    .find(Boolean)
}

function install(packages) {
  console.log(`installing ${packages.join(', ')} …`)
  const aptEnv = { ...env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env: aptEnv })
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    stdio: 'ignore',
    env: aptEnv,
  })
}

function step(name, [command, ...args], more = {}) {
  const from = Date.now()
  console.log(`== ${name}`)
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', env: { ...env, ...more } })
  console.log(`   ${name}: ${((Date.now() - from) / 1000).toFixed(1)} s`)
  if (status !== 0) broken.push(error === undefined ? name : `${name} (${error.message})`)
}

function count(passed, failed, skipped) {
  totals.passed += passed
  totals.failed += failed
  totals.skipped += skipped
}
