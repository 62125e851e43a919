import type { RecordedChange } from '@portolan/contract'
import { type DifferenceLine, differenceLine, shortValue } from '../difference-line.ts'
import { imageChanges } from '../image-change.ts'
import { asList, asRecord, asText } from './as-record.ts'
import { type ChangePhrase, type PhraseId, phrase } from './change-phrase.ts'

/** One field over all changes told together: as it was before the first, and after the last. */
export interface FieldChange {
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

/** Fields that are another in the end, in the order they were first told. */
export function fieldChanges(changes: readonly RecordedChange[]): FieldChange[] {
  const fields = new Map<string, FieldChange>()
  for (const { differences } of changes.toReversed()) {
    for (const { path, before, after } of differences) {
      if (path !== '') fields.set(path, { path, before: fields.has(path) ? fields.get(path)?.before : before, after })
    }
  }
  return [...fields.values()].filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
}

/** A field as a line has room for; nothing where its values are objects, which have no short form that says anything. */
export function lineOf({ path, before, after }: FieldChange): DifferenceLine | undefined {
  if ([before, after].some((value) => typeof value === 'object' && value !== null)) return undefined
  const sides = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) }
  return differenceLine({ differences: [{ path, ...sides }] })
}

interface Wording {
  readonly path: RegExp
  readonly words: (field: FieldChange, match: readonly string[]) => ChangePhrase | undefined
}

const count = (value: unknown): number => (typeof value === 'number' ? value : 0)
const plain =
  (id: PhraseId): Wording['words'] =>
  () =>
    phrase(id)
const fromTo =
  (id: PhraseId): Wording['words'] =>
  ({ before, after }) =>
    phrase(id, { from: count(before), to: count(after) })
/** Words that name the part; the values say what it became. */
const withLine =
  (id: PhraseId): Wording['words'] =>
  (field) => {
    const line = lineOf(field)
    return { ...phrase(id), ...(line && { line }) }
  }

/** What matters most comes first; of equal phrases the first is told. */
const WORDINGS: readonly Wording[] = [
  {
    path: /^derived\.images\.(.+)$/,
    words: ({ before, after }, [, container = '']) => imagePhrase(container, before, after),
  },
  { path: /^derived\.restartedAt$/, words: plain('restarted') },
  {
    path: /^metadata\.deletionTimestamp$/,
    words: ({ before }) => (before === undefined ? phrase('asked') : undefined),
  },
  { path: /^metadata\.deletionGracePeriodSeconds$/, words: fromTo('grace') },
  { path: /^spec\.paused$/, words: ({ after }) => phrase(after === true ? 'paused' : 'resumed') },
  { path: /^spec\.unschedulable$/, words: ({ after }) => phrase(after === true ? 'cordoned' : 'uncordoned') },
  { path: /^spec\.taints/, words: plain('taints') },
  { path: /^spec\.replicas$/, words: fromTo('scaled') },
  { path: /^spec\.selector/, words: withLine('selector') },
  { path: /^(spec\.)?ports/, words: withLine('ports') },
  { path: /^spec\.rules.*\.weight$/, words: withLine('weights') },
  { path: /^spec\.(rules|defaultBackend)/, words: withLine('rules') },
  { path: /^spec\.nodeName$/, words: ({ after }) => phrase('onNode', { node: scalar(after) }) },
  {
    path: /^spec\.([^.[]+)/,
    words: (field, [, name = '']) => {
      const line = lineOf(field)
      return { ...phrase('spec', { field: name }), ...(line && { line }) }
    },
  },
  { path: /^derived\.templateFingerprint$/, words: plain('template') },
  { path: /^status\.conditions\[Ready\]/, words: readyPhrase },
  {
    path: /^status\.(?:initC|c)ontainerStatuses\[([^\]]+)\](?:\.state\.(?:waiting|terminated))?$/,
    words: ({ after }, [, container = '']) => containerPhrase(container, after),
  },
  {
    path: /^status\.(?:initC|c)ontainerStatuses\[([^\]]+)\]\.restartCount$/,
    words: ({ after }, [, container = '']) => phrase('again', { container, count: count(after) }),
  },
  {
    path: /^status\.phase$/,
    words: ({ before, after }) => phrase('phase', { from: scalar(before), to: scalar(after) }),
  },
  {
    path: /^status\.podIP$/,
    words: ({ after }) => (asText(after) === undefined ? undefined : phrase('podAddress', { address: scalar(after) })),
  },
  { path: /^status\.desiredReplicas$/, words: fromTo('wanted') },
  { path: /^status\.(readyReplicas|numberReady)$/, words: fromTo('ready') },
  { path: /^status\.(availableReplicas|numberAvailable)$/, words: fromTo('available') },
  { path: /^status\.(replicas|currentReplicas|currentNumberScheduled)$/, words: fromTo('pods') },
  { path: /^status\.(updatedReplicas|updatedNumberScheduled)$/, words: fromTo('updated') },
  { path: /^status\.terminatingReplicas$/, words: fromTo('leaving') },
  { path: /^status\.disruptionsAllowed$/, words: fromTo('disruptions') },
  { path: /^status\.currentHealthy$/, words: fromTo('healthy') },
  { path: /^status\.expectedPods$/, words: fromTo('expected') },
  { path: /^status\.(loadBalancer|addresses)/, words: withLine('address') },
  { path: /^status\.(?:.*\.)?conditions\[([^\]]+)\](?:\.(status|reason))?$/, words: conditionPhrase },
  { path: /^endpoints$/, words: ({ before, after }) => lengths(before, after) },
  { path: /^count$/, words: ({ after }) => phrase('repeated', { count: count(after) }) },
  { path: /^metadata\.labels/, words: withLine('labels') },
  {
    path: /^metadata\.annotations(?!\["endpoints\.kubernetes\.io\/last-change-trigger-time"\])/,
    words: withLine('annotations'),
  },
  { path: /observedGeneration$/, words: plain('seen') },
]

const OF_WORKLOADS = ['scaled', 'image', 'ready', 'available', 'pods', 'template', 'restarted'] as const

const STATED = ['podReady', 'podUnready'] as const

/** Said by another phrase already: a template that is another because its image is. */
const IMPLIED: Partial<Record<PhraseId, readonly PhraseId[]>> = {
  template: ['image', 'restarted'],
  grace: ['asked'],
  rules: ['weights'],
  available: ['ready'],
  pods: ['scaled', 'wanted', 'ready', 'available'],
  updated: ['ready', 'available', 'pods'],
  leaving: ['ready', 'available', 'pods'],
  healthy: ['disruptions'],
  expected: ['disruptions', 'healthy'],
  phase: ['podReady', 'waiting', 'stopped'],
  podAddress: ['podReady'],
  labels: ['onNode', 'asked'],
  condition: [...OF_WORKLOADS, ...STATED, 'paused', 'resumed', 'onNode', 'stopped', 'disruptions', 'leaving'],
  why: [...OF_WORKLOADS, ...STATED, 'condition', 'wanted', 'disruptions', 'leaving'],
  annotations: [...OF_WORKLOADS, 'rules', 'weights', 'selector', 'pods'],
  seen: [...OF_WORKLOADS, 'rules', 'weights', 'selector', 'condition', 'updated'],
}

/** What became of fields, the most telling first; each is told by the first words that fit it. */
export function fieldPhrases(fields: readonly FieldChange[]): ChangePhrase[] {
  const said: ChangePhrase[] = []
  const untold = new Set(fields)
  for (const { path, words } of WORDINGS) {
    for (const field of untold) {
      const match = path.exec(field.path)
      const found = match ? words(field, match) : undefined
      if (!found) continue
      untold.delete(field)
      if (!isSaid(found, said)) said.push(found)
    }
  }
  return said
}

function isSaid({ id, values }: ChangePhrase, said: readonly ChangePhrase[]): boolean {
  const subject = subjectOf(values)
  return said.some(
    (known) => IMPLIED[id]?.includes(known.id) || (known.id === id && subjectOf(known.values) === subject),
  )
}

function subjectOf({ container, type, field }: ChangePhrase['values']): string | number | undefined {
  return container ?? type ?? field
}

function imagePhrase(container: string, before: unknown, after: unknown): ChangePhrase | undefined {
  const images = (value: unknown) => (typeof value === 'string' ? { [container]: value } : {})
  const [change] = imageChanges(images(before), images(after))
  return change && phrase('image', { container, from: change.from ?? '–', to: change.to ?? '–' })
}

/** `status.conditions[Ready]`, whole or its status: of a Pod or a Node. */
function readyPhrase({ path, before, after }: FieldChange): ChangePhrase | undefined {
  const isWhole = path === 'status.conditions[Ready]'
  if (!isWhole && path !== 'status.conditions[Ready].status') return undefined
  const status = isWhole ? asRecord(after).status : after
  if (status === 'True') return phrase('podReady')
  // What appears as not ready never was ready: that is no news.
  return status === 'False' && before !== undefined ? phrase('podUnready') : undefined
}

/** Why a container waits, or how it ended: of its whole status where it appears, or of the state that it came to. */
function containerPhrase(container: string, after: unknown): ChangePhrase | undefined {
  const told = asRecord(after)
  const state = 'state' in told ? asRecord(told.state) : { waiting: told, terminated: told }
  const { exitCode, reason: ended } = asRecord(state.terminated)
  if (typeof exitCode === 'number')
    return phrase('stopped', { container, code: exitCode, reason: asText(ended) ?? 'none' })
  const reason = asText(asRecord(state.waiting).reason)
  return reason === undefined ? undefined : phrase('waiting', { container, reason })
}

function conditionPhrase({ after }: FieldChange, [, type = '', field]: readonly string[]): ChangePhrase | undefined {
  const value = asText(field === undefined ? asRecord(after).status : after)
  if (value === undefined) return undefined
  return field === 'reason' ? phrase('why', { type, reason: value }) : phrase('condition', { type, status: value })
}

/** A list that was told anew as a whole. */
function lengths(before: unknown, after: unknown): ChangePhrase {
  return phrase('endpoints', { from: asList(before).length, to: asList(after).length })
}

function scalar(value: unknown): string {
  return value !== null && typeof value === 'object' ? '' : shortValue(value ?? '')
}
