import { useEffect, useState } from 'react'

/** Turns over every so many milliseconds; stands still, where it was, while the pace is null. */
export const useBeat = (pace: number | null): boolean => {
  const [beat, setBeat] = useState(false)
  useEffect(() => {
    if (pace === null) return undefined
    const timer = setInterval(() => setBeat((before) => !before), pace)
    return () => clearInterval(timer)
  }, [pace])
  return beat
}
