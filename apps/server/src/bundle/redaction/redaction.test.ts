import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Ledger, Topology } from '@portolan/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HarbourLog } from '../../testing/harbour-bundle.ts'
import type { TestApp } from '../../testing/test-app.ts'

const BEGIN = 700

let log: HarbourLog
let bytes: Buffer
let redacted: TestApp
beforeAll(async () => {
  log = await HarbourLog.record()
  const file = await log.cut({ from: { seq: BEGIN }, redactNames: true })
  bytes = gunzipSync(readFileSync(file))
  redacted = (await log.open(file)).app
})
afterAll(() => log.close())

/** An edge without names: uids are no names, and what has none is its kind. */
function edgesOf({ nodes, edges }: Topology): string[] {
  const labels = new Map(nodes.map(({ key, uid, kind, presence }) => [key, uid ?? `${kind} ${presence}`]))
  return edges
    .map(({ relation, state, from, to }) => `${labels.get(from)} ${relation} ${state} ${labels.get(to)}`)
    .sort()
}

const nodesOf = ({ nodes }: Topology) =>
  nodes
    .map(({ kind, presence, health, uid, namespace }) =>
      JSON.stringify([kind, presence, health, uid, namespace !== null]),
    )
    .sort()

/** A ledger without names. */
function ledgerOf({ intervals, zeroReady, counts, coverage }: Ledger): object {
  const timed = intervals.map(({ identity, state, from, fromSeq, to, toSeq, evidence }) => [
    fromSeq,
    identity.split('|', 1).join(),
    state,
    from,
    to,
    toSeq,
    evidence,
  ])
  return { intervals: timed.sort(), zeroReady, counts, coverage }
}

/** Everything in the log that a name is made of. */
function originalWords(): ReadonlySet<string> {
  const words = new Set<string>()
  const add = (text: unknown) => {
    if (typeof text !== 'string') return
    for (const word of wordsOf(text)) words.add(word)
  }
  for (const { differences, ...change } of log.harbour.changes) {
    add(change.name)
    add(change.namespace)
    for (const { after } of differences) collect(after, add)
  }
  return words
}

/** Names, namespaces, hosts, addresses, images and label values, wherever they are. */
function collect(value: unknown, add: (text: unknown) => void): void {
  if (typeof value !== 'object' || value === null) return
  for (const [field, member] of Object.entries(value)) {
    if (NAMING.has(field)) for (const text of [member].flat()) add(text)
    if (field === 'labels' || field === 'matchLabels')
      for (const [key, text] of Object.entries(member as object)) if (!key.includes('managed-by')) add(text)
    collect(member, add)
  }
}

const NAMING = new Set([
  'name',
  'namespace',
  'host',
  'hosts',
  'hostname',
  'image',
  'imageID',
  'nodeName',
  'ip',
  'podIP',
  'hostIP',
  'address',
  'addresses',
  'clusterIP',
  'clusterIPs',
  'podCIDRs',
  'secretName',
  'serviceName',
])

/** As they could be found again: addresses whole, all else by its words; numbers and one letter are nobody's name. */
function wordsOf(text: string): string[] {
  const addresses = text.match(/\d+(?:\.\d+){3}/g) ?? []
  const words = text.replace(/\d+(?:\.\d+){3}/g, ' ').match(/[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?/g) ?? []
  return [...addresses, ...words.filter((word) => word.length > 1 && !/^\d+$/.test(word))]
}

/** Fields, versions, groups, controllers and keys of Kubernetes: names of software, not of anything in the cluster. */
const OF_THE_API = new RegExp(
  [
    '"(?:apiVersion|containerRuntimeVersion|controller|controllerName|createdBy|group|kubeletVersion|version)":"[^"]*"',
    '"--controller-class":"[^"]*"',
    String.raw`\$\(POD_NAMESPACE\)`,
    '"[A-Za-z]+":',
    String.raw`(?:[a-z0-9-]+\.)*(?:kubernetes|k8s)\.io\b(?:\/[^"\\:\]]*)?`,
  ].join('|'),
  'g',
)

describe('a bundle with redacted names', () => {
  test('has the topology of the original, at any instant in it', async () => {
    for (const seq of [BEGIN, 900, 1_111, log.harbour.changes.length]) {
      const [ours, theirs] = await Promise.all(
        [redacted, log.app].map((app) => app.read<Topology>(`/api/v1/topology?at=seq:${seq}`)),
      )
      if (ours === undefined || theirs === undefined) throw new Error('there is no answer')
      expect(theirs.edges.length).toBeGreaterThan(50)
      expect(edgesOf(ours)).toEqual(edgesOf(theirs))
      expect(nodesOf(ours)).toEqual(nodesOf(theirs))
    }
  })

  test('has the ledgers of the original', async () => {
    const services = async (app: TestApp) => {
      const { nodes } = await app.read<Topology>('/api/v1/topology')
      const found = nodes.filter(({ kind, uid }) => kind === 'Service' && uid !== null)
      return new Map(found.map(({ uid, namespace, name }) => [uid, `${namespace}/${name}`]))
    }
    const [ours, theirs] = [await services(redacted), await services(log.app)]
    expect(theirs.size).toBeGreaterThan(5)
    for (const [uid, service] of theirs) {
      const range = `from=${Date.parse(log.timeOf(BEGIN)) + 1}`
      const original = await log.app.read<Ledger>(`/api/v1/services/${service}/ledger?${range}`)
      const ledger = await redacted.read<Ledger>(`/api/v1/services/${ours.get(uid)}/ledger?${range}`)
      expect([service, ledgerOf(ledger)]).toEqual([service, ledgerOf(original)])
    }
  })

  test('has every change at its place, and no word of a name in its bytes', () => {
    const found = new Set(wordsOf(bytes.toString().replace(OF_THE_API, ' ')))
    const kept = [...originalWords()].filter((word) => found.has(word))
    expect(kept.sort()).toEqual(['None', 'cpu'])
  })

  test('has other pseudonyms than the next one', async () => {
    const again = gunzipSync(readFileSync(await log.cut({ from: { seq: 1_500 }, redactNames: true }, 'again.gz')))
    const names = (text: string) => new Set([...text.matchAll(/"namespace":"([a-z]+)"/g)].map(([, name]) => name))
    const first = names(bytes.toString())
    expect(first.size).toBeGreaterThan(2)
    expect([...names(again.toString())].filter((name) => first.has(name))).toEqual([])
  })
})
