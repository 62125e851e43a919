import {
  type Markers,
  type Rollout as RolloutAnswer,
  type RolloutDetail as RolloutDetailAnswer,
  timestamp,
} from '@portolan/contract'
import {
  describeVerdict,
  type Moment,
  type PhaseMark,
  type PodLane,
  type Rollout,
  type RolloutDetail,
  type RolloutSeries,
  type ServiceImpact,
} from '@portolan/domain'
import type { RolloutMark } from '@portolan/pipeline/ports'
import { messageAnswer } from './resolution-answer.ts'

/** A rollout as answers tell it; what has not happened yet is `null`. */
export function rolloutAnswer(rollout: Rollout): RolloutAnswer {
  const { progressing, completed, drained, ended, stalled, requested, revisions, verdict, blind, ...same } = rollout
  return {
    ...same,
    revisions: { from: revisionAnswer(revisions.from), to: revisionAnswer(revisions.to) },
    requestedAt: timestamp(requested.at),
    progressingAt: timeOf(progressing),
    completedAt: timeOf(completed),
    drainedAt: timeOf(drained),
    endedAt: timeOf(ended),
    stalledAt: timeOf(stalled),
    requested: momentAnswer(requested),
    verdict: { ...verdict, reasons: [...verdict.reasons], sentence: messageAnswer(describeVerdict(rollout)) },
    services: rollout.services.map(impactAnswer),
    blind: blind.map(({ from, to, ...gap }) => ({
      ...gap,
      from: timestamp(from),
      to: to === undefined ? null : timestamp(to),
    })),
  }
}

/** All of a rollout but what leads there, which is not of its own time. */
export function rolloutDetailAnswer(detail: RolloutDetail): Omit<RolloutDetailAnswer, 'routes'> {
  const { rollout, pods, series, ...measures } = detail
  return {
    ...rolloutAnswer(rollout),
    ...measures,
    pods: pods.map(laneAnswer),
    series: series.map(seriesAnswer),
  }
}

/** For a time bar; `to: null` while it is under way. */
export function rolloutMark({ from, to, ...mark }: RolloutMark): Markers['rollouts'][number] {
  return { ...mark, from: timestamp(from), to: to === undefined ? null : timestamp(to) }
}

function momentAnswer({ at, notBefore, seq }: Moment): RolloutAnswer['requested'] {
  return { at: timestamp(at), notBefore: timestamp(notBefore), seq }
}

function timeOf(moment: Moment | undefined): string | null {
  return moment === undefined ? null : timestamp(moment.at)
}

function revisionAnswer({ images, ...revision }: Rollout['revisions']['from']): RolloutAnswer['revisions']['from'] {
  return { ...revision, images: { ...images } }
}

function impactAnswer({ zeroReady, sparkline, ...impact }: ServiceImpact): RolloutAnswer['services'][number] {
  const { from, bucketMs, buckets } = sparkline
  return {
    ...impact,
    zeroReady: zeroReady.map(({ from: begin, to, servingTerminating, reason }) => ({
      from: momentAnswer(begin),
      to: to === undefined ? null : momentAnswer(to),
      servingTerminating,
      reason,
    })),
    sparkline: { from: timestamp(from), bucketMs, buckets: buckets.map((share) => ({ ...share })) },
  }
}

function laneAnswer({ phases, incidents, endpoints, ...lane }: PodLane): RolloutDetailAnswer['pods'][number] {
  return {
    ...lane,
    phases: phases.map(phaseAnswer),
    incidents: incidents.map(({ told, ...incident }) => ({ ...incident, told: momentAnswer(told) })),
    endpoints: endpoints.map(({ from, to, ...endpoint }) => ({
      ...endpoint,
      from: momentAnswer(from),
      to: to === undefined ? null : momentAnswer(to),
    })),
  }
}

function phaseAnswer({ at, earliest, latest, told, ...mark }: PhaseMark) {
  return {
    ...mark,
    at: timestamp(at),
    earliest: timestamp(earliest),
    latest: timestamp(latest),
    ...(told && { told: momentAnswer(told) }),
  }
}

function seriesAnswer({ service, revisions, steps }: RolloutSeries): RolloutDetailAnswer['series'][number] {
  return {
    service,
    revisions: revisions.map((revision) => revision ?? null),
    steps: steps.map(({ from, ready, ...step }) => ({ ...step, from: momentAnswer(from), ready: [...ready] })),
  }
}
