import type { Finding } from '@portolan/domain'
import { describe, expect, test } from 'vitest'
import { StoryFindings } from '../../test/story-findings.ts'

const TEN_MINUTES_S = 600

/** The faults that nobody ever repairs. */
const PLANTED: readonly string[] = [
  'ING-001 Ingress/shop/shop-legacy',
  'ING-002 Ingress/shop/shop-legacy',
  'SVC-001 Service/default/in-ng-svc',
]

/** What a chapter brings about, by rule and beginning of the subject; it may be told for ten minutes after it. */
const OF_CHAPTERS: Readonly<Record<string, readonly string[]>> = {
  'stuck-rollout': ['POD-005 Pod/', 'RLO-001 Deployment/', 'RLO-007 Deployment/'],
  'flapping-dependency': ['POD-017 Pod/market/checkout-'],
  'crash-loop': ['POD-001 Pod/', 'RLO-001 Deployment/'],
  'out-of-memory': ['POD-004 Pod/shop/search-'],
  'missing-image': ['POD-002 Pod/'],
  'node-lost': ['NODE-001 Node/', 'POD-010 Pod/', 'POD-015 Pod/', 'POD-016 Pod/'],
  'stubborn-shutdown': ['POD-016 Pod/shop/payments-'],
}

const nameOf = ({ rule, subject }: Finding) => `${rule} ${subject}`

describe('the findings of the demo cluster', () => {
  test('over ten minutes of its story are the faults that it plants and what its chapters bring about, and no other', () => {
    const told = new StoryFindings(1)
    const chapters = new Set<string>()
    const planted = new Set<string>()
    const surprising = new Set<string>()
    for (let second = 0; second < TEN_MINUTES_S; second += 1) {
      told.advance(1_000)
      const { name } = told.story.chapter
      chapters.add(name)
      for (const finding of told.findings()) {
        const found = nameOf(finding)
        if (finding.severity === 'info') continue
        if (PLANTED.includes(found)) planted.add(found)
        else if (![...chapters].some((chapter) => OF_CHAPTERS[chapter]?.some((begin) => found.startsWith(begin)))) {
          surprising.add(`${found}, in ${name}: ${finding.sentence}`)
        }
      }
    }
    expect([...surprising]).toEqual([])
    expect([...planted].sort()).toEqual(PLANTED)
    expect(chapters.size).toBeGreaterThan(8)
  })
})
