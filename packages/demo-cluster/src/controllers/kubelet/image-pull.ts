import { editMain } from './container-status.ts'
import type { PodHandle } from './pod-handle.ts'
import { setAddress } from './pod-status.ts'

/** Source: kubelet image manager, back-off from 10 s to 5 min. */
const FIRST_BACKOFF_MS = 10_000
const LONGEST_BACKOFF_MS = 300_000

/** Gets a Pod's image onto its node, trying again for as long as the registry refuses. */
export class ImagePull {
  readonly #pod: PodHandle
  #failures = 0

  constructor(pod: PodHandle) {
    this.#pod = pod
  }

  /** @param done called when the image is there; never, while there is none */
  start(done: () => void): void {
    const pod = this.#pod.read()
    if (pod === undefined) return
    const { image } = this.#pod.main
    const { pullMs } = this.#pod.behaviours.of(pod)
    if (this.#pod.images.has(image)) {
      this.#pod.tell('Normal', 'Pulled', `Container image "${image}" already present on machine`)
      done()
      return
    }
    this.#pod.tell('Normal', 'Pulling', `Pulling image "${image}"`)
    if (pullMs === 'missing') {
      this.#pod.after(this.#pod.some(400, 900), () => this.#fail(image, done))
      return
    }
    this.#pod.after(pullMs, () => {
      this.#pod.images.add(image)
      this.#pod.tell('Normal', 'Pulled', `Successfully pulled image "${image}" in ${Math.round(pullMs)}ms`)
      done()
    })
  }

  #fail(image: string, done: () => void): void {
    const cause = `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": not found`
    this.#pod.tell('Warning', 'Failed', `Failed to pull image "${image}": ${cause}`)
    this.#pod.tell('Warning', 'Failed', 'Error: ErrImagePull')
    writeWaiting(this.#pod, 'ErrImagePull', cause)
    const backOff = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** this.#failures++)
    this.#pod.after(2_000, () => {
      this.#pod.tell('Normal', 'BackOff', `Back-off pulling image "${image}"`)
      writeWaiting(this.#pod, 'ImagePullBackOff', `Back-off pulling image "${image}"`)
    })
    this.#pod.after(backOff, () => this.start(done))
  }
}

/** The main container waits, and says for what. By now the sandbox stands, so the Pod has its address. */
export function writeWaiting(handle: PodHandle, reason: string, message: string): void {
  handle.writeStatus((pod) => {
    if (pod.status.podIP === undefined) setAddress(pod, handle.address())
    editMain(pod, (status) => {
      if (status.state.terminated !== undefined) status.lastState = { terminated: status.state.terminated }
      status.state = { waiting: { reason, message } }
    })
  })
}
