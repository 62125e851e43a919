import { describe, expect, test } from 'vitest'
import { type RecordedObject, readRecording } from '../../../test/recording.ts'
import { testFingerprint } from '../../testing/index.ts'
import type { ProjectedObject } from '../metadata.ts'
import { PodSharing } from '../pod-sharing.ts'
import type { WatchedObject } from '../watched-object.ts'
import { projectObject } from './project-object.ts'

const recording = readRecording()
const options = { fingerprint: testFingerprint }

function projected({ raw, resource }: RecordedObject): ProjectedObject | undefined {
  return projectObject(resource, raw, options)
}

/** Calls back for every object inside a value, with the name of the member it was found in. */
function visit(value: unknown, found: (object: Record<string, unknown>, member: string) => void, member = ''): void {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) found(value as Record<string, unknown>, member)
  for (const [name, inner] of Object.entries(value)) visit(inner, found, Array.isArray(value) ? member : name)
}

/** Everything in a raw object that rule C.4 forbids to keep. */
function forbiddenTexts(raw: unknown): readonly string[] {
  const texts: unknown[] = []
  visit(raw, (object, member) => {
    if (member === 'env') texts.push(object.value)
    if (member === 'annotations') texts.push(object['kubectl.kubernetes.io/last-applied-configuration'])
    if (member === 'terminated') texts.push(object.message)
    for (const words of [object.args, object.command]) if (Array.isArray(words)) texts.push(...words)
  })
  return texts.filter((text): text is string => typeof text === 'string' && text.length > 3)
}

describe('everything a real API server said', () => {
  test('is kept: every object of the recording projects', () => {
    expect(recording.filter((recorded) => projected(recorded) === undefined)).toEqual([])
    expect(recording).toHaveLength(1614)
  })

  test('[C.4] loses what may be secret', () => {
    const forbidden = recording.map(({ raw }) => forbiddenTexts(raw))
    expect(forbidden.flat().length).toBeGreaterThan(100)
    const kept = recording.map((recorded) => JSON.stringify(projected(recorded)))
    expect(forbidden.filter((texts, index) => texts.some((text) => kept[index]?.includes(text)))).toEqual([])
  })

  test('loses whatever is not known by name', () => {
    const named = new Set(['labels', 'matchLabels', 'nodeSelector', 'selector'])
    for (const recorded of recording) {
      const raw = structuredClone(recorded.raw)
      visit(raw, (object, member) => {
        if (!named.has(member)) object.unheardOf = 'stowaway'
      })
      expect(JSON.stringify(projectObject(recorded.resource, raw, options))).not.toContain('stowaway')
    }
  })

  test('owes nothing to the fields that managers own, where those are not read', () => {
    for (const recorded of recording.filter(({ resource }) => !resource.readsOwnedFields)) {
      const raw = structuredClone(recorded.raw)
      visit(raw, (object, member) => {
        if (member === 'managedFields') delete object.fieldsV1
      })
      expect(projectObject(recorded.resource, raw, options)).toEqual(projected(recorded))
    }
  })

  test('has its members in ascending order, so that its JSON is canonical', () => {
    for (const recorded of recording) {
      visit(projected(recorded)?.object, (object) =>
        expect(Object.keys(object)).toEqual(Object.keys(object).toSorted()),
      )
    }
  })

  test('has no member without a value', () => {
    for (const recorded of recording) {
      const object = projected(recorded)?.object
      expect(JSON.parse(JSON.stringify(object))).toStrictEqual(object)
    }
  })

  test('leaves the raw objects as they were', () => {
    const pods = recording.filter(({ resource }) => resource.kind === 'Pod')
    const before = JSON.stringify(pods)
    const sharing = new PodSharing()
    for (const { raw, resource } of pods) projectObject(resource, raw, { ...options, sharing })
    expect(JSON.stringify(pods)).toBe(before)
  })

  test('says the same when Pods share their parts', () => {
    const sharing = new PodSharing()
    for (const recorded of recording) {
      expect(projectObject(recorded.resource, recorded.raw, { ...options, sharing })).toEqual(projected(recorded))
    }
  })

  test('[C.1.5] knows a Deployment and its newest ReplicaSet by one fingerprint', () => {
    const replicaSets = new Set(fingerprintsOf('ReplicaSet'))
    expect(fingerprintsOf('Deployment').filter((fingerprint) => !replicaSets.has(fingerprint))).toEqual([])
  })
})

function fingerprintsOf(kind: 'Deployment' | 'ReplicaSet'): readonly string[] {
  return recording.flatMap((recorded) => {
    const object = projected(recorded)?.object as WatchedObject | undefined
    return object?.kind === kind ? [object.derived.templateFingerprint] : []
  })
}
