import { HTTP_ROUTES_OF_PARENT } from './gateway/attachment-rules.ts'
import { CLASS_ADDRESSES, CONTROLLERS } from './ingress/controller-candidates.ts'
import { INGRESSES_OF_CLASS } from './ingress/ingress-class-of.ts'
import { INGRESSES_AT, INGRESSES_OF_HOST } from './ingress/ingress-paths.ts'
import { INGRESSES_NEAR, INGRESSES_UNDER, REGEX_INGRESSES_OF_HOST } from './ingress/path-rules.ts'
import { EVENTS_OF_OBJECT, SERVICES_BY_NAME, SOURCES_OF_SERVICE, WORKLOADS_BY_LABEL } from './lookups.ts'
import { DAEMON_SETS, SERVICES_OF_PORT } from './network-policy/policy-object-rules.ts'
import { PODS_OF_HOST_PORT } from './pod/host-port-conflict.ts'
import { SLICES_OF_POD } from './pod/slices-of-pod.ts'
import type { Gathering, Lookup } from './rule-view.ts'
import { LABEL_SETS } from './service/nearest-selector.ts'
import { SERVICES_ALIKE } from './service/port-rules.ts'
import { PODS_BY_LABEL } from './service/selector-rules.ts'
import { SERVICES_BY_SELECTOR } from './services-selecting.ts'

/** Every lookup that rules ask: a cluster has so many objects that the first question must not wait for an index of them. */
export const KEPT_LOOKUPS = [
  CONTROLLERS,
  DAEMON_SETS,
  EVENTS_OF_OBJECT,
  HTTP_ROUTES_OF_PARENT,
  INGRESSES_AT,
  INGRESSES_NEAR,
  INGRESSES_OF_CLASS,
  INGRESSES_OF_HOST,
  INGRESSES_UNDER,
  PODS_BY_LABEL,
  PODS_OF_HOST_PORT,
  REGEX_INGRESSES_OF_HOST,
  SERVICES_ALIKE,
  SERVICES_BY_NAME,
  SERVICES_BY_SELECTOR,
  SERVICES_OF_PORT,
  SLICES_OF_POD,
  SOURCES_OF_SERVICE,
  WORKLOADS_BY_LABEL,
] as unknown as readonly Lookup[]

/** Likewise every gathering. */
export const KEPT_GATHERINGS = [CLASS_ADDRESSES, LABEL_SETS] as unknown as readonly Gathering<unknown>[]
