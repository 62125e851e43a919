export { ChangesPage, Difference, RecordedChange } from './changes.ts'
export {
  ChangesMessage,
  type ClientMessages,
  FollowAnswer,
  FollowRequest,
  ResetMessage,
  type ServerMessages,
  ServicesMessage,
} from './live.ts'
export { AlertMark, Churn, ChurnStep, Markers, RolloutMark, ZeroReadyMark } from './markers.ts'
export { ObjectsPage, ProjectedObject } from './objects.ts'
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
export { BundleStatus, ResourceStatus, Status } from './status.ts'
export { RELATIONS, Topology, TopologyEdge, TopologyNode } from './topology.ts'
export { TopologyDiff } from './topology-diff.ts'
