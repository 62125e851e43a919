import type { Chapter } from '../chapter.ts'
import { databaseRestart, frontDoorUpdate, nodeDrain, nodeLost } from './maintenance.ts'
import {
  crashLoop,
  missingImage,
  pausedRollout,
  recreate,
  rollout,
  stubbornShutdown,
  stuckRollout,
} from './rollouts.ts'
import { canary, peakHour } from './traffic.ts'
import { deletedPod, flappingDependency, outOfMemory, selectorMistake } from './trouble.ts'

/** In the order they are told the first time; later in an order of chance, each once before any again. */
export const CHAPTERS: readonly Chapter[] = [
  rollout,
  peakHour,
  stuckRollout,
  nodeDrain,
  canary,
  flappingDependency,
  crashLoop,
  databaseRestart,
  outOfMemory,
  selectorMistake,
  frontDoorUpdate,
  missingImage,
  recreate,
  deletedPod,
  nodeLost,
  pausedRollout,
  stubbornShutdown,
]

/** What `StoryChapter.name` can be. */
export const CHAPTER_NAMES: readonly string[] = ['prologue', 'interlude', ...CHAPTERS.map(({ name }) => name)]
