import { describe, expect, test } from 'vitest'
import { aWeb, disrupted, LEFT, TERMINATING, thePod, theService, unready } from '../testing/cause-cast.ts'

describe('[H.5] the time in which something proves', () => {
  test('is from a minute before to fifteen seconds after', () => {
    const at = (ms: number) =>
      aWeb()
        .at(ms)
        .tell(theService({ selector: { app: 'other' } }))
        .why(LEFT).row
    expect([at(-60_001), at(-60_000), at(15_000), at(15_001)]).toEqual([23, 1, 1, 23])
  })

  test('of several versions that prove the same, the nearest counts', () => {
    const stage = aWeb().at(-30_000).tell(unready()).at(-10_000).tell(thePod()).at(-5).tell(unready())
    stage.at(9000).tell(thePod()).at(12_000).tell(unready())
    expect(stage.why({}).proof.map(({ seq }) => seq)).toEqual([8, 8])
  })

  test('what was lost leaves for the same reason, however long its Pod takes to stop', () => {
    const cause = aWeb().tell(disrupted('EvictionByEvictionAPI')).why(TERMINATING)
    const earlier = { to: 'terminating-serving', cause } as const
    expect(aWeb().why({ from: 'terminating-serving', to: undefined, earlier })).toBe(cause)
  })
})
