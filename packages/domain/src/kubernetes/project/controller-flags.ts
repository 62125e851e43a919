import type { ControllerFlags } from '../pod.ts'
import { NO_MEMBERS, record, text, textMap } from './raw.ts'

/** What ingress controllers are told about classes, addresses and ports (rule D.2); all other arguments are dropped. */
const FLAGS: ReadonlySet<string> = new Set([
  '--controller-class',
  '--default-backend-service',
  '--default-server-port',
  '--disable-service-external-name',
  '--enable-topology-aware-routing',
  '--http-port',
  '--https-port',
  '--ingress-class',
  '--ingress-class-by-name',
  '--publish-service',
  '--publish-status-address',
  '--report-node-internal-ip-address',
  '--update-status',
  '--watch-ingress-without-class',
  '--watch-namespace',
  '--watch-namespace-selector',
])

/** The known flags in `command` and `args` of all containers: `--name=value`, `--name value`, or `--name` for `true`. */
export function controllerFlagsOf(containers: unknown): ControllerFlags {
  if (!Array.isArray(containers)) return NO_MEMBERS
  let flags: ControllerFlags = NO_MEMBERS
  for (const container of containers) {
    const { args, command } = record(container)
    flags = withFlags(withFlags(flags, command), args)
  }
  return textMap(flags)
}

function withFlags(flags: ControllerFlags, words: unknown): ControllerFlags {
  if (!Array.isArray(words)) return flags
  let all = flags
  for (let index = 0; index < words.length; index++) {
    const word: unknown = words[index]
    if (typeof word !== 'string' || !word.startsWith('--')) continue
    const end = word.indexOf('=')
    const name = end < 0 ? word : word.slice(0, end)
    if (FLAGS.has(name)) all = { ...all, [name]: end < 0 ? argumentAfter(words, index) : word.slice(end + 1) }
  }
  return all
}

function argumentAfter(words: readonly unknown[], index: number): string {
  const next = text(words[index + 1])
  return next === undefined || next.startsWith('-') ? 'true' : next
}
