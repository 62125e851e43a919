/**
 * Of the rules by which the log is folded into rollouts (packages/domain/src/rollouts). Raise it with every change of them that
 * makes another rollout of the same log: what was kept by others is thrown away then, and made again from the log.
 */
export const ROLLOUT_FOLD_VERSION = 2
