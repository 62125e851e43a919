import type { ServiceChurn } from '@portolan/contract'

/** The churn of a Service as a line of a file. */
export function churnLine(service: ServiceChurn) {
  const { churnBySteps, zeroReadyMsBySteps, ...counts } = service
  return { ...counts, churnBySteps: churnBySteps.join(' '), zeroReadyMsBySteps: zeroReadyMsBySteps.join(' ') }
}

/** Fields of a file by the column that shows them, where the names differ. */
export const CHURN_FIELDS = { when: ['churnBySteps', 'zeroReadyMsBySteps'], zeroReady: ['zeroReadyMs'] }
