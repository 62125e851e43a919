export { FoldedStretch } from './folded-stretch.ts'
export { edgeAnswer, nodeAnswer, type TopologyParts, topologyAnswer } from './topology-answer.ts'
