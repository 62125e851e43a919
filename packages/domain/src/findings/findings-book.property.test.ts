import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import { WATCHED_RESOURCES } from '../kubernetes/resources.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { FINDING_POOL } from '../testing/finding-pool.ts'
import { aDeletion, aModification, anAddition, aSnapshot } from '../testing/index.ts'
import { evaluateFindings } from './evaluate-findings.ts'
import { FindingsBook } from './findings-book.ts'
import { KEPT_GATHERINGS, KEPT_LOOKUPS } from './kept-lookups.ts'
import { RecordingView } from './recording-view.ts'
import { RULES } from './registry.ts'

/** The next version of an object; one that is there already goes. */
function applied(snapshot: Snapshot, next: WatchedObject): AppliedChange {
  const before = snapshot.get(keyOf(next))
  const seq = snapshot.seq + 1
  if (before === undefined) return snapshot.apply(anAddition(seq, next))
  return snapshot.apply(before === next ? aDeletion(seq, before) : aModification(seq, [before, next]))
}

const versions = fc.array(fc.constantFrom(...FINDING_POOL), { maxLength: 60, size: 'max' })

describe('FindingsBook', () => {
  test('after any changes says what an evaluation of everything says', () => {
    fc.assert(
      fc.property(versions, (changes) => {
        const snapshot = aSnapshot()
        const book = new FindingsBook(snapshot, 0)
        for (const [index, next] of changes.entries()) {
          book.apply(applied(snapshot, next), index)
          expect(book.conditions()).toEqual(evaluateFindings(snapshot))
        }
      }),
      { numRuns: 25 },
    )
  })

  test('[COV-001] follows what may be read as well', () => {
    const kinds = fc.constantFrom(...WATCHED_RESOURCES.map(({ kind }) => kind))
    const visibility = fc.constantFrom('observed' as const, 'denied' as const, 'absent' as const)
    const steps = fc.array(fc.oneof(fc.constantFrom(...FINDING_POOL), fc.record({ kind: kinds, visibility })), {
      maxLength: 40,
      size: 'max',
    })
    fc.assert(
      fc.property(steps, (taken) => {
        const snapshot = aSnapshot()
        const book = new FindingsBook(snapshot, 0)
        for (const [index, step] of taken.entries()) {
          if ('visibility' in step) {
            snapshot.setVisibility(step.kind, undefined, step.visibility)
            book.visibilityChanged(index)
          } else book.apply(applied(snapshot, step), index)
          expect(book.conditions()).toEqual(evaluateFindings(snapshot))
        }
      }),
      { numRuns: 30 },
    )
  })

  test('says the same of a snapshot it was begun with as of one that it followed', () => {
    fc.assert(
      fc.property(versions, (changes) => {
        const snapshot = aSnapshot()
        for (const next of changes) applied(snapshot, next)
        const objects = WATCHED_RESOURCES.flatMap(({ kind }) => [...snapshot.ofKind(kind)]).reverse()
        const again = aSnapshot(...objects)
        expect(new FindingsBook(again, 0).conditions()).toEqual(evaluateFindings(snapshot))
      }),
      { numRuns: 50 },
    )
  })

  test('says the same evaluated piece by piece, while changes come in between', () => {
    const pieces = fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(versions, versions, pieces, (before, meanwhile, sizes) => {
        const snapshot = aSnapshot()
        for (const next of before) applied(snapshot, next)
        const book = FindingsBook.unread(snapshot)
        const changes = [...meanwhile]
        for (const size of sizes) {
          let left = size
          book.proceed(0, () => left-- > 0)
          const next = changes.shift()
          if (next) book.apply(applied(snapshot, next), 0)
        }
        expect(book.proceed(0)).toBe(true)
        expect([book.waiting, book.conditions()]).toEqual([0, evaluateFindings(snapshot)])
      }),
      { numRuns: 50 },
    )
  })

  test('asks no lookup that is not made ready beforehand', () => {
    const made = new Set([...KEPT_LOOKUPS, ...KEPT_GATHERINGS].map(({ name }) => name))
    const asked = new Set<string>()
    fc.assert(
      fc.property(versions, (changes) => {
        const snapshot = aSnapshot()
        for (const next of changes) applied(snapshot, next)
        const view = new RecordingView(snapshot)
        for (const rule of RULES) {
          for (const kind of rule.subjects) {
            for (const subject of snapshot.ofKind(kind)) {
              for (const _ of rule.evaluate(subject, view));
            }
          }
        }
        for (const name of view.kept()) asked.add(name)
      }),
      { numRuns: 50, seed: 7 },
    )
    expect([...asked].filter((name) => !made.has(name))).toEqual([])
    expect(asked.size).toBe(made.size)
  })

  test('[COV-001] no rule reads a kind that it does not declare', () => {
    fc.assert(
      fc.property(versions, (changes) => {
        const snapshot = aSnapshot()
        for (const next of changes) applied(snapshot, next)
        for (const rule of RULES) {
          const declared = new Set<string>([...rule.subjects, ...rule.inputs, ...(rule.consults ?? [])])
          for (const kind of rule.subjects) {
            for (const subject of snapshot.ofKind(kind)) {
              const view = new RecordingView(snapshot)
              const { kinds } = view.recorded('test', () => [...rule.evaluate(subject, view)])
              expect({ rule: rule.id, undeclared: [...kinds].filter((one) => !declared.has(one)) }).toEqual({
                rule: rule.id,
                undeclared: [],
              })
            }
          }
        }
      }),
      { numRuns: 20 },
    )
  })

  test('is not deaf: the pool makes most rules speak', () => {
    const spoken = new Set<string>()
    fc.assert(
      fc.property(versions, (changes) => {
        const snapshot = aSnapshot()
        for (const next of changes) applied(snapshot, next)
        for (const { rule } of evaluateFindings(snapshot)) spoken.add(rule)
      }),
      { numRuns: 100, seed: 7 },
    )
    expect(spoken.size).toBeGreaterThan(95)
  })
})
