export type { Alert, AlertCause, AlertTransition, Incident } from './alerts/alert.ts'
export { AlertFold, type JudgedChange } from './alerts/alert-fold.ts'
export { ALERT_MESSAGES, SHARED_CAUSE_MESSAGES, STALL_MESSAGES } from './alerts/alert-messages.ts'
export { IncidentBook } from './alerts/incidents/incident-book.ts'
export type { AlertRule, AnyAlertRule, DetectorId, RuleScope } from './alerts/rules/alert-rule.ts'
export { DEFAULT_ALERT_RULES, DEFAULT_THRESHOLDS } from './alerts/rules/default-rules.ts'
export { RuleBook } from './alerts/rules/rule-book.ts'
export { isInScope, type ScopedService } from './alerts/rules/scope-match.ts'
export { matchesAlert, silenceState } from './alerts/silencing/matching-silences.ts'
export { recurringStretchAt } from './alerts/silencing/recurring-span.ts'
export type { AlertMatcher, Silence, SilenceSpan } from './alerts/silencing/silence.ts'
export { assert } from './assert.ts'
export { CauseFold } from './causes/cause-fold.ts'
export { CAUSE_MESSAGES } from './causes/cause-messages.ts'
export {
  type AttributedTransition,
  CAUSE_WINDOW,
  CAUSES,
  type Cause,
  type CauseKind,
  type CauseProof,
} from './causes/cause-types.ts'
export { describeCause } from './causes/describe-cause.ts'
export { controllerStrings } from './controllers/controller-traits.ts'
export { nginxReload } from './controllers/nginx-reload.ts'
export { endpointState } from './endpoints/endpoint-state.ts'
export { ledgerCounts } from './endpoints/ledger-counts.ts'
export { LedgerFold, type LedgerObjects } from './endpoints/ledger-fold.ts'
export type {
  EndpointState,
  LedgerCounts,
  LedgerEntry,
  LedgerInterval,
  OpenLedger,
  ZeroReadyWindow,
} from './endpoints/ledger-types.ts'
export { openLedgers } from './endpoints/open-ledgers.ts'
export { serviceOfSlice } from './endpoints/slice-service.ts'
export { zeroReadyMs } from './endpoints/zero-ready-ms.ts'
export { BrokenInvariantError, ProjectionError, ResolutionRequestError, ResourceVersionError } from './errors.ts'
export { bySubjectAndRule, evaluateFindings } from './findings/evaluate-findings.ts'
export type { Finding } from './findings/finding.ts'
export { FindingsBook, type HasTime } from './findings/findings-book.ts'
export { RecentPast } from './findings/past/recent-past.ts'
export { RULES, ruleById } from './findings/registry.ts'
export type { Rule } from './findings/rule.ts'
export type { FieldChange, RuleHistory, SilentWatch } from './findings/rule-history.ts'
export { SEVERITIES, type Severity } from './findings/severity.ts'
export { type Suppression, suppressedRules } from './findings/suppression.ts'
export { applyDifferences, applyDifferencesInPlace, revertDifferences } from './history/apply-differences.ts'
export type { Change, ChangeType, Evidence, RecordedChange } from './history/change.ts'
export type { Difference } from './history/difference.ts'
export { elementPath, fieldPath } from './history/field-path.ts'
export { differences } from './history/find-differences.ts'
export type { Gap, GapReason } from './history/gap.ts'
export { isSignificant } from './history/significance.ts'
export { type AppliedChange, Snapshot } from './history/snapshot.ts'
export type { Visibility } from './history/visibility.ts'
export { isEqualJson } from './json-value.ts'
export { timeOf } from './kubernetes/api-time.ts'
export type { BackendTLSPolicy } from './kubernetes/backend-tls-policy.ts'
export type { Container, ContainerPort, Probe } from './kubernetes/container.ts'
export {
  type AddressType,
  type Endpoint,
  type EndpointPort,
  type EndpointSlice,
  isReady,
  isTerminating,
} from './kubernetes/endpoint-slice.ts'
export type { EndpointSubset, Endpoints } from './kubernetes/endpoints.ts'
export type {
  Gateway,
  GatewayClass,
  Listener,
  ListenerSet,
  ListenerStatus,
  ObjectReference,
} from './kubernetes/gateway.ts'
export { hasLabels } from './kubernetes/has-labels.ts'
export type { HorizontalPodAutoscaler } from './kubernetes/horizontal-pod-autoscaler.ts'
export type { Ingress, IngressBackend } from './kubernetes/ingress.ts'
export type { IngressClass } from './kubernetes/ingress-class.ts'
export type { KubernetesEvent } from './kubernetes/kubernetes-event.ts'
export type {
  Condition,
  FieldManager,
  KubernetesObject,
  ObjectMeta,
  OwnerReference,
  ProjectedObject,
} from './kubernetes/metadata.ts'
export type { Namespace } from './kubernetes/namespace.ts'
export type { NetworkPolicy } from './kubernetes/network-policy.ts'
export type { Node, NodeStatus, Taint } from './kubernetes/node.ts'
export {
  CLUSTER_SCOPE,
  keyOf,
  type ObjectIdentity,
  type ObjectKey,
  objectKey,
  parseObjectKey,
} from './kubernetes/object-key.ts'
export { ObjectSharing } from './kubernetes/object-sharing.ts'
export type { ContainerState, ContainerStatus, Pod, PodSpec, PodStatus } from './kubernetes/pod.ts'
export type { PodDisruptionBudget } from './kubernetes/pod-disruption-budget.ts'
export { PodSharing } from './kubernetes/pod-sharing.ts'
export { projectObject } from './kubernetes/project/project-object.ts'
export type { ReferenceGrant } from './kubernetes/reference-grant.ts'
export { compareResourceVersions } from './kubernetes/resource-version.ts'
export { WATCHED_RESOURCES, type WatchedKind, type WatchedResource, watchedResource } from './kubernetes/resources.ts'
export type {
  GatewayRoute,
  GRPCRoute,
  GRPCRouteMatch,
  HTTPRoute,
  HTTPRouteMatch,
  ParentReference,
  RequestRedirect,
  RouteParentStatus,
  TCPRoute,
  TLSRoute,
  UDPRoute,
} from './kubernetes/routes.ts'
export type { LabelSelector } from './kubernetes/selector.ts'
export type { Service, ServicePort, ServiceSpec } from './kubernetes/service.ts'
export type { ObjectOfKind, WatchedObject } from './kubernetes/watched-object.ts'
export type {
  ControllerRevision,
  DaemonSet,
  DaemonSetSpec,
  DaemonSetStatus,
  Deployment,
  DeploymentSpec,
  DeploymentStatus,
  ReplicaSet,
  ReplicaSetStatus,
  StatefulSet,
  StatefulSetSpec,
  StatefulSetStatus,
} from './kubernetes/workloads.ts'
export { REACHABILITY_MESSAGES } from './reachability/messages.ts'
export { reach } from './reachability/reach.ts'
export type { Connection, ConnectionEnd, DirectionVerdict, Reachability } from './reachability/reachability.ts'
export { RESOLUTION_MESSAGES } from './resolution/messages/catalogue.ts'
export type { Message } from './resolution/messages/message.ts'
export { changesRequestIndex, RequestIndex } from './resolution/request-index.ts'
export {
  type FieldEvidence,
  MAX_ENDPOINTS,
  type PolicyVerdict,
  type Resolution,
  type ResolutionOutcome,
  type ResolutionStep,
  type ResolvedBackend,
  type ResolvedEndpoint,
  type RuleCandidate,
  type TrafficEntry,
} from './resolution/resolution.ts'
export type {
  CheckPolicy,
  MatchRegex,
  PolicyWay,
  RequestHeader,
  ResolutionRequest,
} from './resolution/resolution-options.ts'
export { resolveUrl } from './resolution/resolve-url.ts'
export { MAX_URL_PATTERNS, type UrlPattern } from './resolution/reverse/url-pattern.ts'
export { urlsOf } from './resolution/reverse/urls-of.ts'
export { describeVerdict } from './rollouts/describe-verdict.ts'
export { type LaneIncident, type PhaseMark, POD_PHASES, type PodLane } from './rollouts/lane-types.ts'
export type { OpenRollout } from './rollouts/open-rollout.ts'
export type { Distribution, DurationRange, LagDistribution, RolloutDetail } from './rollouts/rollout-detail.ts'
export { RolloutDetailFold } from './rollouts/rollout-detail-fold.ts'
export { RolloutFold } from './rollouts/rollout-fold.ts'
export type {
  Moment,
  Rollout,
  RolloutRevision,
  RolloutState,
  RolloutWorkload,
  ServiceImpact,
  VerdictKind,
} from './rollouts/rollout-types.ts'
export { rolloutUrls } from './rollouts/rollout-urls.ts'
export type { ReadyShare, RolloutSeries, Sparkline } from './rollouts/series-types.ts'
export { type UnseenRequest, unseenRequests } from './rollouts/unseen-requests.ts'
export { VERDICT_MESSAGES } from './rollouts/verdict-messages.ts'
export type { Sentence } from './sentences/sentence.ts'
export { affectedServices } from './services/affected-services.ts'
export type { EntryNode } from './services/answering-nodes.ts'
export type { EndpointCounts, RevisionCounts } from './services/endpoint-counts.ts'
export type { ServiceEndpoint } from './services/endpoint-list.ts'
export type { Exposure } from './services/exposure.ts'
export type { RouteToService } from './services/routes-to-service.ts'
export { describeService, type ServiceDescription } from './services/service-description.ts'
export { nodePlace, type ServicePlacement, servicePlacements } from './services/service-placement.ts'
export { type ServiceSummary, summariseService } from './services/service-summary.ts'
export { buildTopology } from './topology/build-topology.ts'
export { CHARTED_KINDS, type ChartQuestion, chartMatches } from './topology/chart-matches.ts'
export type {
  BackendFacts,
  ControllerFacts,
  FrontFacts,
  GatewayRouteFacts,
  IngressRouteFacts,
  ParentFacts,
} from './topology/edge-facts.ts'
export type { Health } from './topology/health.ts'
export type {
  GatewayNodeFacts,
  IngressClassFacts,
  IngressNodeFacts,
  NodeFacts,
  RouteNodeFacts,
  ServiceNodeFacts,
} from './topology/node-facts.ts'
export type { Relation, Topology, TopologyEdge, TopologyNode } from './topology/topology.ts'
export { type ChangedPair, topologyDifference } from './topology/topology-difference.ts'
export type { TopologyView } from './topology/topology-view.ts'
