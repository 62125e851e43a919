import { keyOf } from '../../kubernetes/object-key.ts'
import { defineRule } from '../rule.ts'

/** What `--service-node-port-range` of the API server is unless it is told otherwise, both ends included. */
const FIRST_NODE_PORT = 30_000
const LAST_NODE_PORT = 32_767

/** SVC-010. */
export const nodePortRange = defineRule({
  id: 'SVC-010',
  group: 'service',
  severity: 'info',
  title: 'A node port is outside the usual range',
  description:
    'A `nodePort` is outside 30000–32767. The API server refuses ports outside its range, so it runs with another ' +
    '`--service-node-port-range`, or its range was changed later: then it goes on serving the port and only writes an Event.',
  subjects: ['Service'],
  inputs: [],
  messages: { default: 'Node port {nodePort} of {subject} is outside 30000–32767' },
  hint: 'Nothing is wrong where the API server runs with a custom --service-node-port-range; firewalls may expect the usual one.',
  *evaluate(service) {
    for (const [index, { nodePort }] of service.spec.ports.entries()) {
      if (nodePort === undefined || (nodePort >= FIRST_NODE_PORT && nodePort <= LAST_NODE_PORT)) continue
      const path = `spec.ports[${index}].nodePort`
      const evidence = [{ object: keyOf(service), path, value: nodePort }]
      yield { about: path, values: { nodePort, subject: keyOf(service) }, evidence }
    }
  },
})
