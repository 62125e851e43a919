import ms from 'ms'
import { StartRefusedError } from '../errors.ts'
import { FAILURES, type Failure, type WaitedWorkload, type WaitOptions } from '../rollout-wait/wait-options.ts'
import { ROLLING_KINDS } from '../rollouts/workload-keys.ts'
import type { Given } from './command-line.ts'
import { lastGiven, optional } from './last-given.ts'
import { readToken } from './read-auth.ts'
import { type GivenValue, parseChoice, parseOrigin, parseSwitch } from './setting-values.ts'

const DEFAULT_SERVER = 'http://127.0.0.1:7678'
const DEFAULT_FAILURES: readonly Failure[] = ['outage', 'stalled', 'rolled-back', 'deleted']

/** `portolan rollout wait`. @throws {StartRefusedError} */
export function readWait(
  given: Given,
  env: Readonly<Record<string, string | undefined>>,
  operand: string,
): WaitOptions {
  const server = lastGiven(given.server, parseOrigin) ?? serverIn(env) ?? DEFAULT_SERVER
  return {
    server,
    ...optional('token', lastGiven(given.token, ({ text }) => text) ?? readToken(given, env)),
    workload: parseWorkload(operand),
    timeoutMs: lastGiven(given.timeout, parseDuration) ?? 600_000,
    graceMs: lastGiven(given.grace, parseDuration) ?? 10_000,
    ...optional('generation', lastGiven(given.generation, parseGeneration)),
    failOn: lastGiven(given.failOn, parseFailures) ?? DEFAULT_FAILURES,
    isJson: lastGiven(given.json, parseSwitch) ?? false,
  }
}

function serverIn({ PORTOLAN_SERVER: text }: Readonly<Record<string, string | undefined>>): string | undefined {
  return text === undefined || text === '' ? undefined : parseOrigin({ text, from: 'PORTOLAN_SERVER' })
}

/** `namespace/name`, `namespace/Kind/name` or `Kind/namespace/name`. */
function parseWorkload(text: string): WaitedWorkload {
  const parts = text.split('/')
  const at = parts.length === 3 ? [1, 0].find((index) => kindIn(parts[index]) !== undefined) : undefined
  const kind = at === undefined ? undefined : kindIn(parts[at])
  const [namespace, name, ...more] = parts.filter((_, index) => index !== at)
  if (namespace && name && more.length === 0) return { namespace, name, ...optional('kind', kind) }
  throw new StartRefusedError(
    `portolan rollout wait needs NAMESPACE/WORKLOAD, such as shop/web or shop/Deployment/web, not "${text}".`,
  )
}

function kindIn(text = ''): string | undefined {
  return ROLLING_KINDS[text.toLowerCase()]
}

/** In ms. */
function parseDuration({ text, from }: GivenValue): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text.trim())
  if (match) return ms(`${Number(match[1])}${match[2] as 'ms' | 's' | 'm' | 'h'}`)
  throw new StartRefusedError(`${from} needs a length of time with its unit, such as 90s or 10m, not "${text}".`)
}

function parseGeneration({ text, from }: GivenValue): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
  throw new StartRefusedError(`${from} needs the metadata.generation of the workload, such as 7, not "${text}".`)
}

function parseFailures({ text, from }: GivenValue): readonly Failure[] {
  const names = text.split(',').map((name) => name.trim())
  if (names.length === 1 && names[0] === 'none') return []
  return names.map((name) => parseChoice({ text: name, from }, FAILURES))
}
