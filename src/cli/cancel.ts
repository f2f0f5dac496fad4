/**
 * A signal that aborts on the first Ctrl-C or termination. A second one ends the process at once: everything that was
 * finished is in the library, and the run goes on when it is asked for again.
 */
export const cancelOnInterrupt = (
  onFirst: () => void,
): { readonly signal: AbortSignal; readonly release: () => void } => {
  const controller = new AbortController()
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(130)
    onFirst()
    controller.abort()
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', interrupt)
      process.off('SIGTERM', interrupt)
    },
  }
}
