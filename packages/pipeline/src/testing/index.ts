export { ManualClock } from './manual-clock.ts'
export { MemoryHistory } from './memory-history.ts'
export { ScriptedSource } from './scripted-source.ts'
