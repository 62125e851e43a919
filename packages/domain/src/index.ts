export type { Alert, AlertCause, AlertTransition, Incident } from './alerts/alert.ts'
export { AlertFold, type AlertFoldStart, type JudgedChange } from './alerts/alert-fold.ts'
export { ALERT_MESSAGES, SHARED_CAUSE_MESSAGES, STALL_MESSAGES } from './alerts/alert-messages.ts'
export { IncidentBook } from './alerts/incidents/incident-book.ts'
export type { AlertRule, AnyAlertRule, DetectorId, DetectorThresholds, RuleScope } from './alerts/rules/alert-rule.ts'
export { DEFAULT_ALERT_RULES, DEFAULT_THRESHOLDS, DETECTOR_NAMES } from './alerts/rules/default-rules.ts'
export { RuleBook } from './alerts/rules/rule-book.ts'
export { isInScope, type ScopedService } from './alerts/rules/scope-match.ts'
export { matchesAlert, silenceState } from './alerts/silencing/matching-silences.ts'
export { recurringStretchAt } from './alerts/silencing/recurring-span.ts'
export type { AlertMatcher, Silence, SilenceSpan } from './alerts/silencing/silence.ts'
export { assert } from './assert.ts'
export { attributeCause } from './causes/attribute-cause.ts'
export { CauseFold } from './causes/cause-fold.ts'
export { CAUSE_MESSAGES, type CauseMessage, type CauseMessageId } from './causes/cause-messages.ts'
export {
  type AttributedTransition,
  CAUSE_WINDOW,
  CAUSES,
  type Cause,
  type CauseKind,
  type CauseProof,
  type EndpointTransition,
  type MissingProof,
} from './causes/cause-types.ts'
export { CauseWindow } from './causes/cause-window.ts'
export { describeCause } from './causes/describe-cause.ts'
export { TransitionFold } from './causes/transition-fold.ts'
export { controllerStrings } from './controllers/controller-traits.ts'
export { type NginxReload, nginxReload } from './controllers/nginx-reload.ts'
export { endpointState } from './endpoints/endpoint-state.ts'
export { type LedgerTimeRange, ledgerCounts } from './endpoints/ledger-counts.ts'
export { LedgerFold, type LedgerObjects, type PodByUid } from './endpoints/ledger-fold.ts'
export type {
  EndpointIdentity,
  EndpointState,
  LedgerCounts,
  LedgerEntry,
  LedgerInterval,
  OpenLedger,
  ZeroReadyWindow,
} from './endpoints/ledger-types.ts'
export { openLedgers } from './endpoints/open-ledgers.ts'
export { podRevision } from './endpoints/pod-revision.ts'
export { serviceOfSlice } from './endpoints/slice-service.ts'
export { zeroReadyMs } from './endpoints/zero-ready-ms.ts'
export { BrokenInvariantError, ProjectionError, ResolutionRequestError, ResourceVersionError } from './errors.ts'
export {
  bySubjectAndRule,
  type EvaluationOptions,
  evaluateFindings,
  type InstantOptions,
} from './findings/evaluate-findings.ts'
export type {
  Confidence,
  Evidence as FindingEvidence,
  EvidenceRecord,
  EvidenceValue,
  Finding,
  MessageValues,
} from './findings/finding.ts'
export { FindingsBook, type HasTime } from './findings/findings-book.ts'
export { RecentPast } from './findings/past/recent-past.ts'
export { RULES, ruleById } from './findings/registry.ts'
export { RULE_GROUPS, type Rule, type RuleGroup, type RuleHit } from './findings/rule.ts'
export type { FieldChange, HistoryNeed, RolloutOutage, RuleHistory, SilentWatch } from './findings/rule-history.ts'
export type { RuleView } from './findings/rule-view.ts'
export { SEVERITIES, type Severity } from './findings/severity.ts'
export { type Suppression, suppressedRules } from './findings/suppression.ts'
export { applyDifferences, applyDifferencesInPlace, revertDifferences } from './history/apply-differences.ts'
export type { Change, ChangeType, Evidence, ObjectAfter, RecordedChange } from './history/change.ts'
export type { Difference } from './history/difference.ts'
export { elementPath, fieldPath } from './history/field-path.ts'
export { differences } from './history/find-differences.ts'
export type { Gap, GapReason } from './history/gap.ts'
export { isSignificant } from './history/significance.ts'
export { type AppliedChange, Snapshot } from './history/snapshot.ts'
export type { Visibility } from './history/visibility.ts'
export { isEqualJson } from './json-value.ts'
export { type PreciseTime, timeOf } from './kubernetes/api-time.ts'
export type {
  BackendTLSPolicy,
  BackendTlsValidation,
  PolicyAncestorStatus,
  PolicyTarget,
} from './kubernetes/backend-tls-policy.ts'
export {
  type Container,
  type ContainerLifecycle,
  type ContainerPort,
  PROBE_DEFAULTS,
  type Probe,
} from './kubernetes/container.ts'
export {
  type AddressType,
  type Endpoint,
  type EndpointConditions,
  type EndpointHints,
  type EndpointPort,
  type EndpointSlice,
  type EndpointTarget,
  endpointIdentity,
  isReady,
  isServing,
  isTerminating,
} from './kubernetes/endpoint-slice.ts'
export type { EndpointSubset, Endpoints, EndpointsAddress, EndpointsPort } from './kubernetes/endpoints.ts'
export type {
  AllowedRoutes,
  Gateway,
  GatewayAddress,
  GatewayClass,
  GatewayProtocol,
  GatewaySpec,
  GatewayStatus,
  Listener,
  ListenerSet,
  ListenerStatus,
  ListenerTls,
  ObjectReference,
  RouteGroupKind,
  RouteNamespaces,
} from './kubernetes/gateway.ts'
export type {
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerSpec,
  MetricSpec,
  MetricTarget,
  ScaleTarget,
} from './kubernetes/horizontal-pod-autoscaler.ts'
export type {
  Ingress,
  IngressAddress,
  IngressBackend,
  IngressPath,
  IngressRule,
  IngressServiceBackend,
  IngressSpec,
  IngressStatus,
  IngressTls,
  PortStatus,
} from './kubernetes/ingress.ts'
export type { IngressClass, IngressClassParameters } from './kubernetes/ingress-class.ts'
export type { InvolvedObject, KubernetesEvent } from './kubernetes/kubernetes-event.ts'
export type {
  ApiTime,
  Condition,
  FieldManager,
  KubernetesObject,
  ObjectMeta,
  OwnerReference,
  ProjectedObject,
} from './kubernetes/metadata.ts'
export type { Namespace } from './kubernetes/namespace.ts'
export type {
  NetworkPolicy,
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
  PolicyType,
} from './kubernetes/network-policy.ts'
export type { Node, NodeAddress, NodeSpec, NodeStatus, Taint } from './kubernetes/node.ts'
export {
  CLUSTER_SCOPE,
  keyOf,
  type ObjectIdentity,
  type ObjectKey,
  objectKey,
  parseObjectKey,
} from './kubernetes/object-key.ts'
export { ObjectSharing } from './kubernetes/object-sharing.ts'
export type {
  ContainerState,
  ContainerStateTerminated,
  ContainerStatus,
  ControllerFlags,
  Pod,
  PodPhase,
  PodSpec,
  PodStatus,
} from './kubernetes/pod.ts'
export type { PodDisruptionBudget } from './kubernetes/pod-disruption-budget.ts'
export { PodSharing } from './kubernetes/pod-sharing.ts'
export { projectObject } from './kubernetes/project/project-object.ts'
export type { ProjectionOptions } from './kubernetes/project/projection.ts'
export type { ReferenceGrant, ReferenceGrantFrom, ReferenceGrantTo } from './kubernetes/reference-grant.ts'
export { compareResourceVersions } from './kubernetes/resource-version.ts'
export { WATCHED_RESOURCES, type WatchedKind, type WatchedResource, watchedResource } from './kubernetes/resources.ts'
export type {
  BackendRef,
  FilteredBackendRef,
  GatewayRoute,
  GRPCRoute,
  GRPCRouteMatch,
  GRPCRouteRule,
  HeaderModifier,
  HTTPRoute,
  HTTPRouteMatch,
  HTTPRouteRule,
  ParentReference,
  PathModifier,
  RequestRedirect,
  RouteFilter,
  RouteKind,
  RouteParentStatus,
  StreamRouteRule,
  TCPRoute,
  TLSRoute,
  UDPRoute,
  ValueMatch,
} from './kubernetes/routes.ts'
export type { LabelSelector, LabelSelectorRequirement } from './kubernetes/selector.ts'
export type {
  IpFamily,
  LoadBalancerAddress,
  Service,
  ServicePort,
  ServiceSpec,
  ServiceStatus,
  ServiceType,
  TrafficPolicy,
} from './kubernetes/service.ts'
export type { ObjectOfKind, WatchedObject } from './kubernetes/watched-object.ts'
export type {
  ControllerRevision,
  DaemonSet,
  DaemonSetSpec,
  DaemonSetStatus,
  DaemonSetUpdateStrategy,
  Deployment,
  DeploymentSpec,
  DeploymentStatus,
  DeploymentStrategy,
  LastWriter,
  ReplicaSet,
  ReplicaSetStatus,
  RollingUpdateBudget,
  StatefulSet,
  StatefulSetSpec,
  StatefulSetStatus,
  StatefulSetUpdateStrategy,
  TemplateFacts,
} from './kubernetes/workloads.ts'
export {
  REACHABILITY_MESSAGES,
  type ReachabilityMessage,
  type ReachabilityMessageId,
} from './reachability/messages.ts'
export { reach } from './reachability/reach.ts'
export type {
  Connection,
  ConnectionEnd,
  DecidingRule,
  DirectionVerdict,
  Reachability,
  ReachabilityVerdict,
} from './reachability/reachability.ts'
export { usedEndpoints } from './resolution/backends/used-endpoints.ts'
export { RESOLUTION_MESSAGES, type ResolutionMessageId } from './resolution/messages/catalogue.ts'
export type { Message } from './resolution/messages/message.ts'
export {
  MAX_URL_LENGTH,
  parseRequestUrl,
  type RequestProtocol,
  type RequestUrl,
} from './resolution/request/parse-request-url.ts'
export type { RequestFault } from './resolution/request/request-fault.ts'
export { MAX_HEADERS } from './resolution/request/request-headers.ts'
export { changesRequestIndex, RequestIndex } from './resolution/request-index.ts'
export {
  type BackendRole,
  type EntryAnswer,
  type FieldEvidence,
  MAX_CANDIDATES,
  MAX_ENDPOINTS,
  type PolicyVerdict,
  type Resolution,
  type ResolutionOutcome,
  type ResolutionOutcomeKind,
  type ResolutionStep,
  type ResolutionStepId,
  type ResolutionStepState,
  type ResolvedBackend,
  type ResolvedEndpoint,
  type RoutingProfile,
  type RuleCandidate,
  type RuleVerdict,
  type TrafficEntry,
  type UnderstoodRequest,
} from './resolution/resolution.ts'
export type {
  CheckPolicy,
  MatchRegex,
  PolicyWay,
  RequestHeader,
  ResolutionOptions,
  ResolutionRequest,
} from './resolution/resolution-options.ts'
export { resolveUrl } from './resolution/resolve-url.ts'
export { MAX_URL_PATTERNS, type UrlPattern } from './resolution/reverse/url-pattern.ts'
export { urlsOf } from './resolution/reverse/urls-of.ts'
export { describeVerdict } from './rollouts/describe-verdict.ts'
export {
  type LaneEndpoint,
  type LaneIncident,
  type PhaseClock,
  type PhaseMark,
  POD_PHASES,
  type PodLane,
  type PodPhaseName,
} from './rollouts/lane-types.ts'
export type { OpenRollout } from './rollouts/open-rollout.ts'
export {
  type Distribution,
  type DurationRange,
  type LagDistribution,
  MAX_LANES,
  type RolloutDetail,
} from './rollouts/rollout-detail.ts'
export { RolloutDetailFold } from './rollouts/rollout-detail-fold.ts'
export { RolloutFold } from './rollouts/rollout-fold.ts'
export type {
  BlindTime,
  Moment,
  Rollout,
  RolloutKind,
  RolloutRevision,
  RolloutState,
  RolloutTrigger,
  RolloutVerdict,
  RolloutWorkload,
  RolloutZeroWindow,
  ServiceImpact,
  VerdictKind,
  VerdictReason,
  ZeroReason,
} from './rollouts/rollout-types.ts'
export { rolloutUrls } from './rollouts/rollout-urls.ts'
export type { ReadyShare, RolloutSeries, SeriesStep, Sparkline } from './rollouts/series-types.ts'
export { type UnseenRequest, unseenRequests } from './rollouts/unseen-requests.ts'
export { VERDICT_MESSAGES, type VerdictMessage, type VerdictMessageId } from './rollouts/verdict-messages.ts'
export type { Sentence } from './sentences/sentence.ts'
export { affectedServices } from './services/affected-services.ts'
export { type EntryNode, MAX_ENTRY_NODES, type NodeCounts } from './services/answering-nodes.ts'
export type { EndpointCounts, EndpointsOnNode, RevisionCounts } from './services/endpoint-counts.ts'
export { displayState, type EndpointDisplayState, type ServiceEndpoint } from './services/endpoint-list.ts'
export type { Exposure } from './services/exposure.ts'
export type { RouteToService } from './services/routes-to-service.ts'
export { describeService, type ServiceDescription, type SliceOfService } from './services/service-description.ts'
export type { HealthReason, ServiceHealth } from './services/service-health.ts'
export { type NodePlace, nodePlace, type ServicePlacement, servicePlacements } from './services/service-placement.ts'
export { type ServiceSummary, summariseService, summariseServices } from './services/service-summary.ts'
export type { SliceOrigin } from './services/slice-origin.ts'
export { buildTopology } from './topology/build-topology.ts'
export { CHARTED_KINDS, type ChartQuestion, chartMatches } from './topology/chart-matches.ts'
export type {
  AddressMatch,
  BackendFacts,
  ClassFacts,
  ControllerFacts,
  DisruptionFacts,
  EdgeFacts,
  EndpointFacts,
  FrontFacts,
  GatewayRouteFacts,
  HostFrontFacts,
  IngressRouteFacts,
  ListenerAttachment,
  NoFacts,
  ParentFacts,
  PolicyFacts,
  PublishedFrontFacts,
  ResolvedPort,
  ScaleFacts,
  SelectsFacts,
  ServiceFrontFacts,
} from './topology/edge-facts.ts'
export { edgeIdentity } from './topology/edge-identity.ts'
export type { Health } from './topology/health.ts'
export { isSelectedBy } from './topology/label-selector.ts'
export type {
  AutoscalerFacts,
  DaemonSetFacts,
  GatewayNodeFacts,
  IngressClassFacts,
  IngressNodeFacts,
  MachineFacts,
  NodeFacts,
  PodNodeFacts,
  RouteNodeFacts,
  ServiceNodeFacts,
  SliceNodeFacts,
  WorkloadFacts,
} from './topology/node-facts.ts'
export type {
  EdgeOf,
  EdgeState,
  NamedNode,
  ObservedNode,
  Relation,
  Topology,
  TopologyEdge,
  TopologyNode,
} from './topology/topology.ts'
export {
  type ChangedPair,
  type TopologyDifference,
  topologyDifference,
} from './topology/topology-difference.ts'
export type { TopologyView } from './topology/topology-view.ts'
export { ADDRESS_KIND, NODE_PORT_KIND } from './topology/virtual-kinds.ts'
