/**
 * Every sentence of a resolution, in English. An id is never given another meaning: catalogues of other languages and tests
 * rely on it. `{name}` is a place for an argument.
 */
export const RESOLUTION_MESSAGES = {
  // Who answers
  'entry.chosen': '{name} answers',
  'entry.asked-for': '{name} answers, as asked',
  'entry.only-one-with-host': '{name} answers: no other entry names {host}',
  'entry.by-address': '{name} answers: it reports the address {address}',
  'entry.none': 'No Ingress and no Gateway could answer for {host}',
  'entry.not-found': '{name} is not there',
  'entry.unseen': '{kind} could not be read, so who answers is not known',
  'entry.several': '{count} entries could answer for {host} and do not agree: {names}',

  // Host
  'host.exact': '{host} is named by rules',
  'host.wildcard': '{pattern} covers {host}',
  'host.any': 'No rule names {host}; rules without a host apply',
  'host.none': 'No rule covers {host}',
  'host.listener': 'Listener {listener} covers {host}',
  'host.no-listener': 'No listener covers {host}',
  'host.no-listener-on-port': 'No listener takes {scheme} on port {port}',

  // Path
  'path.won': '{pathType} {path} takes {request}',
  'path.none': 'No rule takes {request}',
  'path.default-backend': 'No rule takes {request}; the default backend of {source} does',
  'path.controller-default': 'No rule takes {request}; the default backend of the controller does',
  'path.stream': 'Listener {listener} forwards connections without a look at paths',
  'path.passthrough': 'TLS is passed through by its server name; paths stay hidden',
  'path.undecided': 'A rule with the pattern {pattern} comes first, and whether it matches cannot be told',
  'path.bad-request': 'The path is not valid: {problem}',

  // TLS and redirects
  'tls.plain': 'Plain HTTP',
  'tls.secret': 'TLS with the certificate of Secret {secret}',
  'tls.default-certificate': 'TLS with the default certificate of the controller: no tls entry covers {host}',
  'tls.unknown-certificate': 'TLS; which certificate is used is for the controller to say',
  'tls.passthrough': 'TLS is passed through to the backend',
  'tls.https-redirect': 'Plain HTTP is redirected to HTTPS',
  'filters.redirect': 'A filter redirects to {location}',
  'filters.annotation-redirect': 'Annotation {annotation} redirects to {location}',
  'filters.rewrite': 'The backend sees {path}',
  'filters.rewrite-host': 'The backend sees host {host}',
  'filters.other': 'Filters apply: {types}',
  'filters.trailing-slash': 'The slash that the rule has is appended by nginx',

  // Backends
  'backend.resolved': '{service} port {port}',
  'backend.several': '{count} backends share the traffic',
  'backend.missing-service': '{service} does not exist',
  'backend.unknown-service': '{service} was not seen and may exist',
  'backend.missing-port': '{service} has no port {port}',
  'backend.tolerated-port': '{service} has no port {port}; the controller takes port {taken} by its {by}',
  'backend.not-granted': 'No ReferenceGrant lets {source} refer to {service}',
  'backend.unknown-grant': 'Whether {source} may refer to {service} cannot be told: ReferenceGrants were not read',
  'backend.no-service': '{target} is not a Service; the controller decides what it means',
  'backend.external-name': '{service} stands for {externalName} outside of the cluster',
  'backend.none': 'The rule names no backend',
  'backend.no-traffic': 'Every backend has weight 0',
  'backend.canary-always': 'Canary {source} takes the request: {by}',
  'backend.canary-never': 'Canary {source} does not take the request: {by}',
  'backend.canary-weight': 'Canary {source} takes {weight} of {total} requests',
  'backend.canary-undecided': 'Whether canary {source} takes the request cannot be told: {by}',
  'backend.fallback': '{service} has no ready endpoint; {fallback} stands in',

  // Endpoints
  'endpoints.ready': '{used} of {total} endpoints take traffic',
  'endpoints.none': '{service} has no endpoint',
  'endpoints.none-ready': 'None of {total} endpoints of {service} is ready',
  'endpoints.none-ready-draining':
    'None of {total} endpoints of {service} is ready; {draining} still drain and are not used',
  'endpoints.port-missing': 'No endpoint of {service} has port {port}',
  'endpoints.unseen': 'EndpointSlices of {namespace} were not read',
  'endpoints.external': '{externalName} is dialled; what is there is not known',

  // NetworkPolicy
  'policy.not-asked': 'NetworkPolicies were not asked',
  'policy.allowed': 'NetworkPolicies let all of it pass',
  'policy.denied': 'NetworkPolicies stop traffic to {denied} of {total} endpoints',
  'policy.unknown': 'Whether NetworkPolicies let traffic pass cannot be told for {unknown} of {total} endpoints',

  // ResolutionOutcome
  'outcome.backend': '{service} answers',
  'outcome.backends': '{count} backends answer, each its share',
  'outcome.redirect': '{status} to {location}',
  'outcome.not-found': '404 from {name}: no rule matches',
  'outcome.unavailable': '{status} from {name}: {service} has no endpoint that takes traffic',
  'outcome.missing-backend': '{status} from {name}: {service} or the port it is named with does not exist',
  'outcome.partly': 'A part of the traffic fails with {status}',
  'outcome.invalid-backend': '{status} from {name}: no backend is valid',
  'outcome.bad-request': '400 from {name}: the path is not valid',
  'outcome.no-connection': 'No connection: {name} does not listen for it',
  'outcome.denied': 'No answer: NetworkPolicies stop traffic to every endpoint',
  'outcome.no-entry': 'Nobody is known to answer',
  'outcome.unknown': 'What happens cannot be told',
  'outcome.unseen-rules': 'Whether a rule matches cannot be told: not every {kind} can be read',

  // Why a candidate won or not
  'candidate.won': 'It goes first',
  'candidate.only-match': 'It alone matches',
  'candidate.canary': 'Canary of the rule that won',
  'candidate.path-differs': 'It is for another path',
  'candidate.host-less-specific': '{winner} is more specific than its host',
  'candidate.host-differs': 'It is for another host',
  'candidate.shorter-path': '{winner} is longer',
  'candidate.exact-first': 'An Exact path goes before a Prefix',
  'candidate.younger': '{winner} is older',
  'candidate.later-name': '{winner} is as old and comes first by name',
  'candidate.later-rule': 'An earlier rule of the same object goes first',
  'candidate.shadowed-twin': '{winner} has the same host, path and path type and is older',
  'candidate.later-regex': 'The pattern {winner} is tried first and matches',
  'candidate.exact-location': 'An exact location goes before a prefix',
  'candidate.method-differs': 'It is for method {method}',
  'candidate.header-differs': 'Header {header} does not match',
  'candidate.query-differs': 'Query parameter {parameter} does not match',
  'candidate.service-differs': 'It is for another gRPC method',
  'candidate.less-specific-hostname': 'Hostname {winner} is more specific',
  'candidate.less-specific-match': '{winner} has the more specific match: {by}',
  'candidate.regex-undecided': 'Whether the pattern {pattern} matches cannot be told',
  'candidate.regex-first': 'A pattern that cannot be decided may go first',
  'candidate.not-attached': '{parent} does not let it in: {why}',
  'candidate.not-accepted': '{parent} does not accept it: {why}',
  'candidate.canary-without-main': 'A canary needs an Ingress with the same host, path and path type',
  'candidate.second-canary': 'Only the first canary of a backend is used: {winner}',
  'candidate.canary-not-taken': 'Its canary does not take the request: {by}',
  'candidate.resource-backend': 'The controller skips backends that are no Services',

  // What is left open
  'ambiguity.spec-profile': 'No rules of {controller} are known here; the Ingress API as specified was applied',
  'ambiguity.class-less': 'The Ingress names no class; whether {name} takes it is for its configuration to say',
  'ambiguity.class-by-annotation':
    'The class is named by annotation, which the controller compares with its own setting',
  'ambiguity.no-fall-through':
    'Rules for {lower} would match; some controllers fall through to them, this answer does not',
  'ambiguity.implementation-specific-path': 'Path type ImplementationSpecific was read as Prefix',
  'ambiguity.exact-and-longer-prefix':
    'Exact {exact} and Prefix {prefix} both match: the API puts the longer path first, ingress-nginx the exact one',
  'ambiguity.default-backend-with-rules':
    'The default backend of {source}, which has rules: by the API it serves everything unmatched, in ingress-nginx only the hosts of that Ingress',
  'ambiguity.same-location-twice':
    'Prefix {path} is written with and without its slash; nginx gets the same location twice',
  'ambiguity.regex-server': 'A rule of this host uses regular expressions, so nginx reads every path of it as one',
  'ambiguity.regex-precedence': 'Where a RegularExpression path ranks is for the implementation to say',
  'ambiguity.port-mapped': 'No listener has port {port}; something in front of the Gateway is taken to map it',
  'ambiguity.attachment-computed': 'No current status tells whether {route} is attached; it was computed',
  'ambiguity.listener-not-ready': 'Listener {listener} may not answer: {condition} says {why}',
  'ambiguity.listener-isolation': 'Other listeners have routes that match; with isolation they are not considered',
  'ambiguity.hostname-fall-through':
    '{hostname} is more specific and has no rule for this; some proxies do not fall through',
  'ambiguity.other-entries': 'Other entries could answer too, if they are dialled: {names}',
  'ambiguity.external-name': 'Gateways should not support ExternalName Services; this one may',
  'ambiguity.random-canary': 'Which backend answers is drawn by lot',
  'ambiguity.certificate-decides':
    'Whether Secret {secret} is for {host} is in its certificate, which is never read; it was taken to be',
  'ambiguity.ssl-passthrough': 'TLS passthrough works only where the controller is told to allow it',
  'ambiguity.unseen-rules': 'Not every {kind} can be read: one of those may go before the rule that won',
  'ambiguity.session-affinity': 'Session affinity may keep a client on the backend it had',
} as const

/** Never renamed. */
export type ResolutionMessageId = keyof typeof RESOLUTION_MESSAGES
