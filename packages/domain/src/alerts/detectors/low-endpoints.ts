import type { DetectorReading, ServiceDetector } from './detector.ts'

/** Some answer, far fewer than should. None at all is another matter (`zero-endpoints`). */
export const LOW_ENDPOINTS: ServiceDetector<'low-endpoints'> = {
  id: 'low-endpoints',
  severity: () => 'error',
  read({ desired = 0, view }, { share, clearShare, minDesired, forMs, clearForMs }): readonly DetectorReading[] {
    const { ready } = view
    const isMeant = desired >= minDesired
    return [
      {
        holds: isMeant && ready > 0 && ready < Math.ceil(desired * share),
        isOver: !isMeant || ready >= Math.ceil(desired * clearShare),
        ...{ forMs, clearForMs },
        facts: { ready, desired },
      },
    ]
  },
}
