import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { PLANTED_VIOLATIONS } from './planted-violations.ts'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../..')
const scratch = mkdtempSync(path.join(tmpdir(), 'portolan-fences-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

interface Diagnostic {
  readonly category: string
  readonly message: string
  readonly severity: string
  readonly location: { readonly path: string }
}

/** Lint these files under the project's own rules, all in one run. */
function lint(files: ReadonlyMap<string, string>): readonly Diagnostic[] {
  const project = path.join(scratch, 'planted')
  const configuration = JSON.parse(readFileSync(path.join(root, 'biome.json'), 'utf8'))
  mkdirSync(path.join(project, 'packages/tooling'), { recursive: true })
  writeFileSync(
    path.join(project, 'biome.json'),
    JSON.stringify({ ...configuration, $schema: undefined, vcs: undefined }),
  )
  cpSync(path.join(root, 'packages/tooling/lint'), path.join(project, 'packages/tooling/lint'), { recursive: true })
  for (const [file, code] of files) {
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true })
    writeFileSync(path.join(project, file), code)
  }
  const biome = path.join(root, 'node_modules/.bin/biome')
  const { stdout, stderr } = spawnSync(
    biome,
    ['lint', '--reporter=json', '--max-diagnostics=none', 'packages', 'apps'],
    {
      cwd: project,
      encoding: 'utf8',
    },
  )
  const start = stdout.indexOf('{"')
  if (start === -1) throw new Error(`the linter answered no JSON: ${stdout}${stderr}`)
  return JSON.parse(stdout.slice(start)).diagnostics
}

describe('fences of the linter', () => {
  const planted = PLANTED_VIOLATIONS.map((violation, index) => ({
    ...violation,
    file: `${violation.folder}/planted-${index}.ts`,
  }))
  const innocent = 'packages/domain/src/topology/innocent.ts'
  const found = lint(
    new Map([
      ...planted.map(({ file, code }) => [file, code] as const),
      ...planted.flatMap(({ file, folder, partner }) =>
        partner === undefined
          ? []
          : [[`${folder}/partner.ts`, partner.replace('{file}', path.basename(file))] as const],
      ),
      ['packages/domain/src/kubernetes/object-key.ts', 'export const objectKey = (kind: string) => kind\n'],
      [innocent, "import { objectKey } from '../kubernetes/object-key.ts'\nexport const innocent = objectKey('Pod')\n"],
    ]),
  )
  const errorsIn = (file: string) =>
    found
      .filter(({ location, severity }) => location.path === file && severity === 'error')
      .map(({ category, message }) => `${category} ${JSON.stringify(message)}`)
      .join('\n')

  test.each(planted)('$rule', ({ file, expected }) => {
    expect(errorsIn(file)).toContain(expected)
  })

  test('code that keeps to its level passes', () => {
    expect(errorsIn(innocent)).toBe('')
  })
})

describe('fences between packages', () => {
  test('an import that points up is refused, and the tree as it is passes', () => {
    const copy = path.join(scratch, 'workspace')
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'packages', 'apps', 'bench'], {
      cwd: root,
      encoding: 'utf8',
    })
      .split('\n')
      .filter((file) => /\.(tsx?|json)$/.test(file) && !/fixtures/.test(file))
    for (const file of [...files, 'package.json', 'package-lock.json', 'turbo.json']) {
      cpSync(path.join(root, file), path.join(copy, file), { recursive: true, force: true })
    }
    execFileSync('git', ['init', '-q'], { cwd: copy })
    const boundaries = () => {
      const turbo = path.join(root, 'node_modules/turbo/bin/turbo')
      const { stdout, stderr, status } = spawnSync(process.execPath, [turbo, 'boundaries', '--no-color'], {
        cwd: copy,
        encoding: 'utf8',
        env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
      })
      return { output: stdout + stderr, status }
    }
    const asItIs = boundaries()
    expect(asItIs.output).toContain('no issues found')
    const checked = Number(/Checked (\d+) files/.exec(asItIs.output)?.[1])
    expect(checked).toBeGreaterThan(100)

    const pipeline = path.join(copy, 'packages/pipeline/package.json')
    const manifest = JSON.parse(readFileSync(pipeline, 'utf8'))
    manifest.dependencies['@portolan/history-store'] = '0.1.0'
    writeFileSync(pipeline, JSON.stringify(manifest))
    const planted = boundaries()
    expect(planted.output).toMatch(/history-store/)
    expect(planted.status).not.toBe(0)
  })
})
