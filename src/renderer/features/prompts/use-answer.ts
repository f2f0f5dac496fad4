import { useEffect, useState } from 'react'

/** What the studio answered: the last answer stays until the next one is there. */
export type Answer<T> = { readonly value: T | null; readonly failed: unknown }

/** Asks whenever one of `keys` is another, after a pause where one is wanted. Answers that come too late are dropped. */
export const useAnswer = <T>(ask: (() => Promise<T>) | null, keys: readonly unknown[], pauseMs = 0): Answer<T> => {
  const [answer, setAnswer] = useState<Answer<T>>({ value: null, failed: null })
  useEffect(() => {
    if (!ask) {
      setAnswer({ value: null, failed: null })
      return
    }
    let gone = false
    const timer = setTimeout(() => {
      ask().then(
        (value) => gone || setAnswer({ value, failed: null }),
        (failed: unknown) => gone || setAnswer({ value: null, failed }),
      )
    }, pauseMs)
    return () => {
      gone = true
      clearTimeout(timer)
    }
    // What is asked follows from the keys.
  }, [...keys, ask === null, pauseMs])
  return answer
}
