import type { HorizontalPodAutoscaler, MetricSpec, MetricTarget, ScaleTarget } from '../horizontal-pod-autoscaler.ts'
import type { PodDisruptionBudget } from '../pod-disruption-budget.ts'
import { projectBareConditions, projectConditions } from './conditions.ts'
import type { Common } from './projection.ts'
import { count, each, kept, number, numberOrText, optionalRecord, type Raw, record, text } from './raw.ts'
import { projectOptionalSelector } from './selectors.ts'

export function projectAutoscaler(raw: Raw, { apiVersion, metadata }: Common): HorizontalPodAutoscaler {
  const spec = record(raw.spec)
  const status = record(raw.status)
  return {
    apiVersion,
    kind: 'HorizontalPodAutoscaler',
    metadata,
    spec: {
      maxReplicas: count(spec.maxReplicas),
      metrics: each(spec.metrics, projectMetric),
      minReplicas: number(spec.minReplicas) ?? 1,
      scaleTargetRef: projectScaleTarget(spec.scaleTargetRef),
    },
    status: kept<HorizontalPodAutoscaler['status']>({
      conditions: projectBareConditions(status.conditions),
      currentReplicas: count(status.currentReplicas),
      desiredReplicas: count(status.desiredReplicas),
      lastScaleTime: text(status.lastScaleTime),
    }),
  }
}

function projectScaleTarget(value: unknown): ScaleTarget {
  const { apiVersion, kind, name } = record(value)
  return kept<ScaleTarget>({ apiVersion: text(apiVersion), kind: text(kind) ?? '', name: text(name) ?? '' })
}

function projectMetric(metric: Raw): MetricSpec {
  return kept<MetricSpec>({
    containerResource: sourceOf(metric.containerResource, ({ container, name, target }) => ({
      container: text(container) ?? '',
      name: text(name) ?? '',
      target: projectTarget(target),
    })),
    external: sourceOf(metric.external, projectNamedMetric),
    object: sourceOf(metric.object, ({ describedObject, ...source }) => ({
      describedObject: projectScaleTarget(describedObject),
      ...projectNamedMetric(source),
    })),
    pods: sourceOf(metric.pods, projectNamedMetric),
    resource: sourceOf(metric.resource, ({ name, target }) => ({
      name: text(name) ?? '',
      target: projectTarget(target),
    })),
    type: text(metric.type) ?? '',
  })
}

function sourceOf<Source>(value: unknown, project: (source: Raw) => Source): Source | undefined {
  const source = optionalRecord(value)
  return source && project(source)
}

function projectNamedMetric({ metric, target }: Raw): NonNullable<MetricSpec['pods']> {
  return { metric: { name: text(record(metric).name) ?? '' }, target: projectTarget(target) }
}

function projectTarget(value: unknown): MetricTarget {
  const target = record(value)
  return kept<MetricTarget>({
    averageUtilization: number(target.averageUtilization),
    averageValue: text(target.averageValue),
    type: text(target.type) ?? '',
    value: text(target.value),
  })
}

export function projectDisruptionBudget(raw: Raw, { apiVersion, metadata }: Common): PodDisruptionBudget {
  const spec = record(raw.spec)
  const status = record(raw.status)
  return {
    apiVersion,
    kind: 'PodDisruptionBudget',
    metadata,
    spec: kept<PodDisruptionBudget['spec']>({
      maxUnavailable: numberOrText(spec.maxUnavailable),
      minAvailable: numberOrText(spec.minAvailable),
      selector: projectOptionalSelector(spec.selector),
      unhealthyPodEvictionPolicy: text(spec.unhealthyPodEvictionPolicy),
    }),
    status: {
      conditions: projectConditions(status.conditions),
      currentHealthy: count(status.currentHealthy),
      desiredHealthy: count(status.desiredHealthy),
      disruptionsAllowed: count(status.disruptionsAllowed),
      expectedPods: count(status.expectedPods),
      observedGeneration: count(status.observedGeneration),
    },
  }
}
