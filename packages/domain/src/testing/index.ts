export { AlertStage } from './alert-stage.ts'
export { aDeletion, aModification, anAddition, aSnapshot, type ChangeOptions } from './changes.ts'
export { anEventOf, type EventOptions } from './events.ts'
export { findingsOfRule, sentencesOf } from './findings.ts'
export {
  aGateway,
  aGatewayClass,
  anHttpRoute,
  type GatewayClassOptions,
  type GatewayOptions,
  type HttpRouteOptions,
} from './gateways.ts'
export { anIngress, anIngressClass, type IngressClassOptions, type IngressOptions } from './ingresses.ts'
export { aNode, aPod, aRawPod, type NodeOptions, type PodOptions } from './pods.ts'
export { aProjected, testFingerprint } from './projected.ts'
export {
  aRawClusterObject,
  aRawObject,
  LONG_AGO,
  type Owner,
  type RawMetadata,
  type RawObject,
  uidOf,
} from './raw-objects.ts'
export {
  ownerOfVersion,
  type ReplicaSetOptions,
  theDeployment,
  theReplicaSet,
  theService,
  theStatefulSet,
  type WebOptions,
} from './rollout-cast.ts'
export { RolloutStage } from './rollout-stage.ts'
export {
  anEndpointSlice,
  aRawEndpointSlice,
  aService,
  type EndpointOptions,
  type EndpointSliceOptions,
  type ServiceOptions,
} from './services.ts'
export {
  aDaemonSet,
  aDeployment,
  aNamespace,
  aRawWorkload,
  aReplicaSet,
  aStatefulSet,
  type WorkloadOptions,
} from './workloads.ts'
