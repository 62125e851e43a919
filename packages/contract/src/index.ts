export { AlertMatcher, AlertRule, AlertRules, DETECTORS, RuleScope } from './alert-rules.ts'
export {
  Acknowledgement,
  ALERT_STATES,
  Alert,
  AlertCause,
  AlertDetail,
  AlertMoment,
  AlertPreview,
  AlertRuleHistory,
  AlertsMessage,
  AlertsPage,
  Incident,
  IncidentsPage,
} from './alerts.ts'
export { CAUSES, Cause, ChangeCauses } from './causes.ts'
export { ChangesPage, Difference, RecordedChange } from './changes.ts'
export { Finding, FindingsPage, SEVERITIES } from './findings.ts'
export {
  ChangesMessage,
  type ClientMessages,
  FollowAnswer,
  FollowRequest,
  ResetMessage,
  type ServerMessages,
  ServicesMessage,
} from './live.ts'
export {
  AlertMark,
  Churn,
  ChurnStep,
  Markers,
  RolloutMark,
  ServiceChurn,
  ServicesChurn,
  ZeroReadyMark,
} from './markers.ts'
export { ObjectChange, ObjectChangesPage, ObjectsPage, ProjectedObject } from './objects.ts'
export {
  Coverage,
  Evidence,
  FieldManager,
  Gap,
  ObjectKeyText,
  page,
  Timestamp,
  timestamp,
  Visibility,
} from './primitives.ts'
export { PROBLEM_CODES, Problem, type ProblemCode } from './problem.ts'
export { Reachability } from './reachability.ts'
export {
  DeliveriesPage,
  Delivery,
  DeliveryAttempt,
  NewReceiver,
  Receiver,
  ReceiversPage,
  SecretGiven,
  SecretShown,
  TemplatePreview,
  TemplateTrial,
} from './receivers.ts'
export {
  Message,
  PolicyVerdict,
  Resolution,
  ResolutionHistory,
  ResolutionOutcome,
  ResolutionStep,
  ResolvedBackend,
  ResolvedEndpoint,
  RoutesTo,
  RuleCandidate,
  TrafficEntry,
} from './resolution.ts'
export {
  Distribution,
  DurationRange,
  LagDistribution,
  LaneIncident,
  Moment,
  PhaseMark,
  POD_PHASES,
  PodLane,
  Rollout,
  RolloutDetail,
  RolloutRevision,
  RolloutSeries,
  RolloutsPage,
  ServiceImpact,
  UnseenRequest,
  Verdict,
} from './rollouts.ts'
export { SearchAnswer, SearchHit } from './search.ts'
export {
  EndpointCounts,
  Exposure,
  Ledger,
  LedgerInterval,
  RevisionCounts,
  RouteToService,
  ServiceDetail,
  ServiceEndpoint,
  ServicePort,
  ServiceRow,
  ServicesPage,
} from './services.ts'
export { NewSilence, Silence, SilenceSpan, SilencesPage } from './silences.ts'
export { BundleStatus, ResourceStatus, Status } from './status.ts'
export { Placement, RELATIONS, Topology, TopologyEdge, TopologyMatches, TopologyNode } from './topology.ts'
export { TopologyDiff } from './topology-diff.ts'
export { TopologyStretch } from './topology-stretch.ts'
