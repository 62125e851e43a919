import type { ServiceChurn } from '@portolan/contract'
import { unexplained } from './unexplained.ts'

/** The churn of a Service as a line of a file. */
export function churnLine(service: ServiceChurn) {
  const { churnBySteps, zeroReadyMsBySteps, causes, ...counts } = service
  return {
    ...counts,
    unexplained: unexplained(service),
    churnBySteps: churnBySteps.join(' '),
    zeroReadyMsBySteps: zeroReadyMsBySteps.join(' '),
  }
}

/** Fields of a file by the column that shows them, where the names differ. */
export const CHURN_FIELDS = { when: ['churnBySteps', 'zeroReadyMsBySteps'], zeroReady: ['zeroReadyMs'] }
