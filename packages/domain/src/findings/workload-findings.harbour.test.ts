import { describe, expect, test } from 'vitest'
import { readRecording } from '../../test/recording.ts'
import type { RecordedChange } from '../history/change.ts'
import type { Snapshot } from '../history/snapshot.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import { projectObject } from '../kubernetes/project/project-object.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { aDeletion, aModification, anAddition, aSnapshot, testFingerprint } from '../testing/index.ts'
import { evaluateFindings } from './evaluate-findings.ts'
import type { Finding } from './finding.ts'
import { FindingsBook } from './findings-book.ts'
import { RULES } from './registry.ts'

const GROUPS: readonly string[] = ['pod', 'rollout', 'gateway', 'network-policy', 'coverage']
const rules = RULES.filter(({ group }) => GROUPS.includes(group))

/** When the recording began, by the clock that its objects tell. */
const START = Date.parse('2026-11-21T01:00:08.974Z')

/** The recording's own clock begins about 3 s before what its table counts from. */
const SCRIPT_MS = 3_000
const at = (second: number): number => START + SCRIPT_MS + second * 1_000

/** What the recording tells of objects, in its order; read once. */
const TOLD = readRecording().flatMap(({ ms, raw, resource, type }) => {
  const object = projectObject(resource, raw, { fingerprint: testFingerprint })?.object
  return object ? [{ now: START + ms, object, isGone: type === 'DELETED' }] : []
})

type Look = (book: FindingsBook, now: number, snapshot: Snapshot) => void

/** Play the recording up to a second of the script; `look` is called after each change. */
function play(until: number, look: Look = () => undefined): FindingsBook {
  const snapshot = aSnapshot()
  const book = new FindingsBook(snapshot, START, { rules })
  for (const { isGone, now, object } of TOLD) {
    if (now > until) break
    const before = snapshot.get(keyOf(object))
    const change = recorded(snapshot.seq + 1, before, isGone ? undefined : object)
    if (change) book.apply(snapshot.apply(change), now)
    look(book, now, snapshot)
  }
  return book
}

function recorded(
  seq: number,
  before: WatchedObject | undefined,
  after: WatchedObject | undefined,
): RecordedChange | undefined {
  if (before && after) return aModification(seq, [before, after])
  if (after) return anAddition(seq, after)
  return before && aDeletion(seq, before)
}

const named = (findings: readonly Finding[], ...severities: string[]): string[] =>
  findings.filter(({ severity }) => severities.includes(severity)).map(({ rule, subject }) => `${rule} ${subject}`)

/** `rule subject` of what is raised at some second of the script, one line each. */
const raisedAt = (second: number, ...severities: string[]): string[] => [
  ...new Set(named(play(at(second)).findings(at(second)), ...severities)),
]

/** What held at any time between two seconds, however briefly, and begins so. */
function seenBetween(from: number, to: number, begins: string): string[] {
  const seen = new Set<string>()
  play(at(to), (book, now) => {
    if (now < at(from)) return
    for (const name of named(book.conditions(), 'error', 'warning')) if (name.startsWith(begins)) seen.add(name)
  })
  return [...seen].sort()
}

/** Nobody plays the Gateway's controller, and the policy lets in `web` alone, not the Ingress controller. */
const WITHOUT_CONTROLLER = [
  'GW-001 Gateway/shop/public',
  'GW-002 Gateway/shop/public',
  'GW-003 HTTPRoute/default/cross',
  'GW-003 HTTPRoute/shop/shop',
]
const ERRORS = [...WITHOUT_CONTROLLER, 'NP-001 Service/shop/api']

describe('what the recording raises about Pods, rollouts, the Gateway API and NetworkPolicies', () => {
  test('while web v3 does not become ready: that, a Gateway that nobody serves, a policy, strategies at risk', () => {
    expect(raisedAt(80, 'critical', 'error').sort()).toEqual(ERRORS)
    expect(raisedAt(80, 'warning').sort()).toEqual([
      'GW-014 HTTPRoute/default/cross',
      'POD-005 Pod/shop/web-b64ff7f5c-gr7xk',
      'POD-005 Pod/shop/web-b64ff7f5c-kx9sw',
      'RLO-004 DaemonSet/ingress-nginx/nginx-ingress-controller',
      'RLO-006 Deployment/default/envoy-deployment',
      'RLO-006 Deployment/shop/web',
      'RLO-012 HorizontalPodAutoscaler/shop/web',
    ])
    expect(raisedAt(80, 'info')).toContain('NP-004 Namespace/-/shop')
  })

  test('GW-014 the route that crosses namespaces is told that nobody granted it', () => {
    const [finding] = play(at(80))
      .findingsOf('HTTPRoute/default/cross', at(80))
      .filter(({ rule }) => rule === 'GW-014')
    expect(finding?.sentence).toBe(
      'HTTPRoute/default/cross refers to Service/shop/api, and namespace shop has no ReferenceGrant',
    )
  })

  test('NP-001 goes with the NetworkPolicy', () => {
    expect(raisedAt(277, 'error')).toContain('NP-001 Service/shop/api')
    expect(raisedAt(316, 'error').sort()).toEqual(WITHOUT_CONTROLLER)
  })

  test('RLO-001 the rollout that never becomes ready is seen to stall, and is undone before it is raised', () => {
    expect(seenBetween(60, 81, 'RLO-001')).toEqual(['RLO-001 Deployment/shop/web'])
    expect(raisedAt(80, 'error')).not.toContain('RLO-001 Deployment/shop/web')
  })

  test('RLO-008 what is undone is told as a rollback', () => {
    expect(raisedAt(130, 'info')).toContain('RLO-008 Deployment/shop/web')
    expect(raisedAt(80, 'info')).not.toContain('RLO-008 Deployment/shop/web')
  })

  test('RLO-011 the ordered restart of the StatefulSet blocks nothing', () => {
    const raised = new Set<string>()
    play(at(235), (book, now) => {
      for (const name of named(book.findings(now), 'error')) raised.add(name)
    })
    expect([...raised].filter((name) => name.startsWith('RLO-'))).toEqual([])
  })

  test('POD-001 the image that crashes is seen, and RLO-004 says beforehand that it may take everything', () => {
    expect(seenBetween(241, 266, 'POD-001').length).toBeGreaterThan(0)
    expect(seenBetween(241, 266, 'RLO-004')).toContain('RLO-004 Deployment/shop/api')
  })

  test('NODE-002 the drained node is told to be in maintenance while it is', () => {
    const seen = new Set<string>()
    play(at(215), (book) => {
      for (const { rule, subject } of book.conditions()) if (rule === 'NODE-002') seen.add(subject)
    })
    expect(seen).toEqual(new Set(['Node/-/node-03']))
  })

  test('after each change is what an evaluation of everything says', () => {
    let changes = 0
    play(Number.POSITIVE_INFINITY, (book, _, snapshot) => {
      if (changes++ % 25 === 0) expect(book.conditions()).toEqual(evaluateFindings(snapshot, { rules }))
    })
    expect(changes).toBeGreaterThan(1_000)
  })
})
