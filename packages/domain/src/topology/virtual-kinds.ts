// Kinds that name places rather than objects: nobody observes them, and nothing can miss them.

/** Kind in the key of an address: `Address/-/203.0.113.7` from outside, `Address/shop/10.0.0.7` of an endpoint that is no object. */
export const ADDRESS_KIND = 'Address'

/** Kind in the key of a port that every node opens: `NodePort/-/30080`. */
export const NODE_PORT_KIND = 'NodePort'
