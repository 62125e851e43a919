import type { ApiTime, Condition, KubernetesObject } from './metadata.ts'

/** autoscaling/v2 HorizontalPodAutoscaler, without `status.currentMetrics`, which changes every 15 s (rule C.3). */
export interface HorizontalPodAutoscaler extends KubernetesObject<'HorizontalPodAutoscaler'> {
  readonly spec: HorizontalPodAutoscalerSpec
  readonly status: {
    readonly currentReplicas: number
    readonly desiredReplicas: number
    readonly lastScaleTime?: ApiTime
    /** Sorted by type; without messages, which carry measurements. */
    readonly conditions: readonly Condition[]
  }
}

export interface HorizontalPodAutoscalerSpec {
  readonly scaleTargetRef: ScaleTarget
  /** Always present; default 1 (HorizontalPodAutoscalerSpec.minReplicas). */
  readonly minReplicas: number
  readonly maxReplicas: number
  readonly metrics: readonly MetricSpec[]
}

export interface ScaleTarget {
  readonly apiVersion?: string
  readonly kind: string
  readonly name: string
}

/** One member beside `type`, named as `type` is; metric selectors are dropped. */
export interface MetricSpec {
  readonly type: string
  readonly resource?: { readonly name: string; readonly target: MetricTarget }
  readonly containerResource?: { readonly name: string; readonly container: string; readonly target: MetricTarget }
  readonly pods?: { readonly metric: { readonly name: string }; readonly target: MetricTarget }
  readonly object?: {
    readonly describedObject: ScaleTarget
    readonly metric: { readonly name: string }
    readonly target: MetricTarget
  }
  readonly external?: { readonly metric: { readonly name: string }; readonly target: MetricTarget }
}

/** Quantities stay as written (`'500m'`). */
export interface MetricTarget {
  readonly type: string
  readonly averageUtilization?: number
  readonly averageValue?: string
  readonly value?: string
}
