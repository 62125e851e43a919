import { CHURN_RATE } from './churn-rate.ts'
import type { ServiceDetector } from './detector.ts'
import { ENDPOINT_DROP } from './endpoint-drop.ts'
import { FLAPPING_ENDPOINT, FLAPPING_SERVICE } from './flapping.ts'
import { LOW_ENDPOINTS } from './low-endpoints.ts'
import { SINGLE_ENDPOINT, SLOW_DRAIN, SLOW_READINESS } from './slow-endpoints.ts'
import { ZERO_ENDPOINTS } from './zero-endpoints.ts'

/** Everything that is watched for in a Service, the worst first. */
export const SERVICE_DETECTORS: readonly ServiceDetector[] = [
  ZERO_ENDPOINTS,
  LOW_ENDPOINTS,
  ENDPOINT_DROP,
  CHURN_RATE,
  FLAPPING_SERVICE,
  FLAPPING_ENDPOINT,
  SLOW_DRAIN,
  SLOW_READINESS,
  SINGLE_ENDPOINT,
] as readonly ServiceDetector[]
