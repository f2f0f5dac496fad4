import { useEffect, useMemo, useState } from 'react'
import type { Card, LineageNode } from '../../../contract/api/index.ts'
import type { Sha256 } from '../../../contract/index.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'

const NONE: readonly Card[] = []

/** The final that the focus means: itself, or the newest one made from it. */
const meantBy = (focus: Sha256 | null, finals: readonly Card[]): Card | undefined =>
  finals.find(({ sha256 }) => sha256 === focus) ??
  finals.find(({ madeFrom }) => madeFrom.some(({ sha256 }) => sha256 === focus))

/** The finals of this subject and identity, and which of them is looked at: what was in focus, else a pick, else the newest. */
export const useChosenFinal = () => {
  const finals = useMirror((mirror) => mirror.board?.finals.cards ?? NONE)
  const total = useMirror((mirror) => mirror.board?.finals.total ?? null)
  const { view } = useStudio()
  const focus = useView((state) => state.focus)
  const [asked, setAsked] = useState<Sha256 | null>(focus)
  const final = useMemo(
    () =>
      meantBy(asked, finals) ??
      finals.find(({ review }) => review.approved !== null || review.flag === 'pick') ??
      finals[0] ??
      null,
    [asked, finals],
  )
  const choose = (sha256: Sha256): void => {
    setAsked(sha256)
    view.setState({ focus: sha256, selection: [sha256] })
  }
  return { finals, total, final, choose }
}

/** Everything a final was made from; null until it is known. */
export const useLineage = (final: Sha256 | null): readonly LineageNode[] | null => {
  const { client, ask, known } = useStudio()
  const [found, setFound] = useState<{ readonly of: Sha256; readonly nodes: readonly LineageNode[] } | null>(null)
  useEffect(() => {
    if (final === null) return
    let gone = false
    const read = async (): Promise<void> => {
      const nodes = await ask.attempt(() => client.pictures.lineage({ sha256: final }))
      if (gone || !nodes) return
      known.keep(nodes.flatMap(({ card }) => card ?? []))
      setFound({ of: final, nodes })
    }
    void read()
    return () => {
      gone = true
    }
  }, [client, ask, known, final])
  // The lineage before stays until the next one is there, so that nothing flickers.
  return final === null ? null : (found?.nodes ?? null)
}
