import { expect, test } from 'vitest'
import { readRecording } from '../../test/recording.ts'
import type { RecordedChange } from '../history/change.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import { projectObject } from '../kubernetes/project/project-object.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { aDeletion, aModification, anAddition, aSnapshot, testFingerprint } from '../testing/index.ts'
import { FindingsBook } from './findings-book.ts'
import { RecentPast } from './past/recent-past.ts'

/** When the recording began, by the clock that its objects tell. */
const START = Date.parse('2026-11-21T01:00:08.974Z')
/** The recording's own clock begins about 3 s before what its table counts from. */
const SCRIPT_MS = 3_000
const LASTS_S = 330

interface Version {
  readonly seq: number
  readonly observedAt: number
  readonly before: WatchedObject | undefined
  readonly after: WatchedObject | undefined
}

function recorded({ after, before, observedAt, seq }: Version): RecordedChange | undefined {
  if (before && after) return aModification(seq, [before, after], { observedAt })
  if (after) return anAddition(seq, after, { observedAt })
  return before && aDeletion(seq, before, { observedAt })
}

/** By `rule subject` of every error, the first and the last second of the script at which it was raised. */
function raisedErrors(): Map<string, [from: number, to: number]> {
  const snapshot = aSnapshot()
  const past = new RecentPast(snapshot)
  const nothing = () => []
  const history = { ...past.history, gaps: nothing, silentWatches: nothing, zeroReadyWindows: nothing }
  const book = new FindingsBook(snapshot, START, { history })
  const raised = new Map<string, [number, number]>()
  let second = -3
  const look = (until: number) => {
    for (; second <= until; second += 1) {
      for (const { rule, severity, subject } of book.findings(START + SCRIPT_MS + second * 1_000)) {
        if (severity !== 'error' && severity !== 'critical') continue
        const name = `${rule} ${subject.replace(/-[a-z0-9]{5}$/, '')}`
        raised.set(name, [raised.get(name)?.[0] ?? second, second])
      }
    }
  }
  for (const { ms, raw, resource, type } of readRecording()) {
    const object = projectObject(resource, raw, { fingerprint: testFingerprint })?.object
    if (!object) continue
    look(Math.ceil((ms - SCRIPT_MS) / 1_000) - 1)
    const change = recorded({
      seq: snapshot.seq + 1,
      observedAt: START + ms,
      before: snapshot.get(keyOf(object)),
      after: type === 'DELETED' ? undefined : object,
    })
    if (!change) continue
    const applied = snapshot.apply(change)
    past.note(applied, change)
    book.apply(applied, START + ms)
  }
  look(LASTS_S)
  return raised
}

test('every error that the recording raises is one that its table explains, when it explains it', () => {
  expect(Object.fromEntries(raisedErrors())).toEqual({
    // 0 s: the missing Service, the wrong port, the unresolved name of a port, the selector that matches nothing.
    'ING-001 Ingress/shop/shop': [31, 264],
    'ING-002 Ingress/shop/shop': [31, LASTS_S],
    'SVC-001 Service/default/in-ng-svc': [61, 126],
    'SVC-004 Service/shop/api': [31, LASTS_S],
    // Nobody plays the controller of the Gateway and its two routes.
    'GW-001 Gateway/shop/public': [31, LASTS_S],
    'GW-002 Gateway/shop/public': [1, LASTS_S],
    'GW-003 HTTPRoute/default/cross': [61, LASTS_S],
    'GW-003 HTTPRoute/shop/shop': [61, LASTS_S],
    // The policy lets in web alone, until 278 s.
    'NP-001 Service/shop/api': [32, 307],
    // 138 s: a release whose readiness flips. 223 s: the front door is updated, and away for 2.9 s. Told for an hour.
    'RLO-005 Deployment/shop/api': [143, LASTS_S],
    'RLO-005 DaemonSet/ingress-nginx/nginx-ingress-controller': [225, LASTS_S],
    // 241 s: the image that crashes, undone at 266 s.
    'EPS-001 Service/shop/api': [251, 296],
  })
})
