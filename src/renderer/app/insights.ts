import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { PictureInsight } from '../../contract/api/index.ts'
import type { Sha256 } from '../../contract/index.ts'
import type { Measured } from '../studio/insights.ts'
import { useStudio } from './studio.tsx'

/** What is known of a picture's face, asked for when it is shown; undefined until there is an answer. */
export const useInsight = (sha256: Sha256 | null): PictureInsight | undefined => {
  const { insights } = useStudio()
  useEffect(() => {
    if (sha256 !== null) insights.want([sha256])
  }, [insights, sha256])
  return useStore(insights.measured, (measured) => (sha256 === null ? undefined : measured.get(sha256)))
}

/** The same for several pictures; drawn again only when one of these changes. */
export const useInsights = (pictures: readonly Sha256[]): Measured => {
  const { insights } = useStudio()
  const names = pictures.join()
  const wanted = useMemo(() => pictures, [names])
  useEffect(() => insights.want(wanted), [insights, wanted])
  const found = useStore(
    insights.measured,
    useShallow((measured: Measured) => wanted.map((sha256) => measured.get(sha256))),
  )
  return useMemo(() => new Map(found.flatMap((one) => (one ? [[one.sha256, one] as const] : []))), [found])
}
