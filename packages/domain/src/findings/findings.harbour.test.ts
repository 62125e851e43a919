import { describe, expect, test } from 'vitest'
import { readRecording } from '../../test/recording.ts'
import type { RecordedChange } from '../history/change.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import { projectObject } from '../kubernetes/project/project-object.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { aDeletion, aModification, anAddition, aSnapshot, testFingerprint } from '../testing/index.ts'
import { evaluateFindings } from './evaluate-findings.ts'
import { FindingsBook } from './findings-book.ts'
import { RULES } from './registry.ts'

const GROUPS: readonly string[] = ['ingress', 'service', 'endpoint-slice']
const rules = RULES.filter(({ group }) => GROUPS.includes(group))

/** The recording's own clock begins about 3 s before what its table counts from. */
const SCRIPT_MS = 3_000

interface Told {
  readonly ms: number
  readonly before: WatchedObject | undefined
  readonly after: WatchedObject | undefined
}

/** The recording as changes; what changes nothing is left out. */
const changes: readonly Told[] = (() => {
  const objects = new Map<string, WatchedObject>()
  return readRecording().flatMap(({ ms, raw, resource, type }): Told[] => {
    const object = projectObject(resource, raw, { fingerprint: testFingerprint })?.object
    if (object === undefined) return []
    const before = objects.get(keyOf(object))
    const after = type === 'DELETED' ? undefined : object
    if (after) objects.set(keyOf(object), after)
    else objects.delete(keyOf(object))
    return before || after ? [{ ms, before, after }] : []
  })
})()

/** Play the recording up to a time since it began; `look` is called with the book after each change. */
function play(until: number, look: (book: FindingsBook, ms: number) => void = () => undefined): FindingsBook {
  const snapshot = aSnapshot()
  const book = new FindingsBook(snapshot, 0, { rules })
  for (const told of changes) {
    if (told.ms > until) break
    book.apply(snapshot.apply(recorded(snapshot.seq + 1, told)), told.ms)
    look(book, told.ms)
  }
  return book
}

function recorded(seq: number, { after, before }: Told): RecordedChange {
  if (before && after) return aModification(seq, [before, after])
  return after ? anAddition(seq, after) : aDeletion(seq, before as WatchedObject)
}

/** `rule subject` of what is raised at some second of the script. */
function raisedAt(second: number, ...severities: string[]): readonly string[] {
  const at = second * 1_000 + SCRIPT_MS
  const raised = play(at)
    .findings(at)
    .filter(({ severity }) => severities.includes(severity))
  return raised.map(({ rule, subject }) => `${rule} ${subject}`)
}

const STANDING_ERRORS = ['ING-001 Ingress/shop/shop', 'ING-002 Ingress/shop/shop', 'SVC-004 Service/shop/api']

describe('the findings of the recording', () => {
  test('before anything was done to it: what its table names, and no other error', () => {
    expect(raisedAt(80, 'critical', 'error')).toEqual([
      'ING-001 Ingress/shop/shop',
      'ING-002 Ingress/shop/shop',
      'SVC-001 Service/default/in-ng-svc',
      'SVC-004 Service/shop/api',
    ])
    expect(raisedAt(80, 'warning')).toEqual([
      'ING-012 Ingress/shop/shop',
      'SVC-023 Service/default/kubernetes',
      'SVC-016 Service/shop/legacy',
    ])
    expect(raisedAt(80, 'info')).toEqual(
      expect.arrayContaining([
        'ING-021 IngressClass/-/nginx',
        'SVC-010 Service/default/envoy-service',
        'SVC-017 Service/shop/db',
        'SVC-020 Service/default/in-ng-svc',
        'SVC-025 Service/default/envoy-service',
      ]),
    )
  })

  test('a hitless rollout raises nothing', () => {
    expect(raisedAt(45, 'critical', 'error')).toEqual(STANDING_ERRORS)
  })

  test('SVC-001 the selector that matches nothing is told what is meant, and goes once it is repaired', () => {
    const sentences = new Set<string>()
    play(Number.POSITIVE_INFINITY, (book, ms) => {
      for (const { rule, sentence } of book.findings(ms)) if (rule === 'SVC-001') sentences.add(sentence)
    })
    expect([...sentences]).toEqual([
      'No Pod of namespace default has nginx-label=nginx01, which Service/default/in-ng-svc selects; ' +
        'perhaps Deployment/default/nginx-app is meant: change nginx-label: nginx01 to app: nginx',
    ])
    expect(raisedAt(96 + 31, 'error')).toEqual(STANDING_ERRORS)
  })

  test('windows of some ten milliseconds while readiness flips raise nothing, though they are seen', () => {
    let seen = 0
    const raised = new Set<string>()
    play(185_000, (book, ms) => {
      if (book.conditions().some(({ rule }) => rule === 'EPS-001')) seen++
      for (const { rule, severity } of book.findings(ms)) if (severity === 'critical') raised.add(rule)
    })
    expect(seen).toBeGreaterThan(10)
    expect([...raised]).toEqual([])
  })

  test('the drain, and the front door that is away for 2.9 s, are seen and raise nothing', () => {
    const seen = new Set<string>()
    play(235_000, (book, ms) => {
      if (ms < 185_000) return
      for (const { rule, subject } of book.conditions())
        if (/^(?:EPS-001|ING-024)$/.test(rule)) seen.add(`${rule} ${subject}`)
    })
    expect([...seen].sort()).toEqual([
      'EPS-001 Service/default/envoy-service',
      'ING-024 DaemonSet/ingress-nginx/nginx-ingress-controller',
      'ING-024 Service/ingress-nginx/ingress-nginx',
    ])
    expect(raisedAt(234, 'critical', 'error')).toEqual(STANDING_ERRORS)
  })

  test('ING-001 the missing Service arrives without a selector, and its hand-made slice is enough', () => {
    expect(raisedAt(240, 'error')).toContain('ING-001 Ingress/shop/shop')
    expect(raisedAt(275, 'error', 'warning')).not.toContain('ING-001 Ingress/shop/shop')
    expect(raisedAt(275, 'error', 'warning')).not.toContain('SVC-023 Service/shop/cart')
  })

  test('EPS-001 the outage of 26 s is critical, since its first moment', () => {
    const told = new Map<number | undefined, string>()
    play(Number.POSITIVE_INFINITY, (book, ms) => {
      for (const { rule, sentence, since } of book.findings(ms)) if (rule === 'EPS-001') told.set(since, sentence)
    })
    expect([...told]).toEqual([
      [
        243_533,
        'Service/shop/api has no ready endpoint (2 wanted), and Ingress/shop/shop, HTTPRoute/shop/shop leads to it',
      ],
    ])
  })

  test('at its end only what nobody repaired is left', () => {
    expect(raisedAt(330, 'critical', 'error')).toEqual(['ING-002 Ingress/shop/shop', 'SVC-004 Service/shop/api'])
    expect(raisedAt(330, 'warning')).toEqual(['ING-012 Ingress/shop/shop', 'SVC-023 Service/default/kubernetes'])
  })

  test('after each change are what an evaluation of everything says', () => {
    const snapshot = aSnapshot()
    const book = new FindingsBook(snapshot, 0, { rules })
    for (const [index, told] of changes.entries()) {
      book.apply(snapshot.apply(recorded(snapshot.seq + 1, told)), told.ms)
      if (index % 25 === 0) expect(book.conditions()).toEqual(evaluateFindings(snapshot, { rules }))
    }
  })
})
