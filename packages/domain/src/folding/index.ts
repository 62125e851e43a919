export { SnapshotWalk, type WalkedChange, type WalkedStretch } from '../history/snapshot-walk.ts'
export { buildTopology } from '../topology/build-topology.ts'
