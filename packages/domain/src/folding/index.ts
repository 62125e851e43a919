export { SnapshotWalk, type WalkedChange } from '../history/snapshot-walk.ts'
export { buildTopology } from '../topology/build-topology.ts'
