import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Studio } from './studio.tsx'

/** Keeps a subject and an identity chosen that exist, and the board read for them and for what is picked. */
export const useKeptChoice = (studio: Studio): void => {
  const subjects = useStore(studio.mirror, (mirror) => mirror.subjects)
  const identities = useStore(studio.mirror, (mirror) => mirror.identities)
  const known = useStore(studio.mirror, (mirror) => mirror.peopleKnown)
  const subject = useStore(studio.view, (view) => view.subject)
  const identity = useStore(studio.view, (view) => view.identity)
  const picked = useStore(studio.view, (view) => view.picked)

  useEffect(() => {
    if (!known) return
    const { view } = studio
    if (!subjects.some(({ id }) => id === subject))
      view.setState({ subject: subjects.find(({ archived }) => !archived)?.id ?? null })
    if (!identities.some(({ id }) => id === identity))
      view.setState({ identity: identities.find(({ archived }) => !archived)?.id ?? null })
  }, [studio, known, subjects, identities, subject, identity])

  // A window that opens on the grid has no use for a board that may hold hundreds of pictures, until somebody goes there.
  const wanted = useStore(studio.view, (view) => view.layout === 'lanes' || view.screen !== 'board')
  const [shown, setShown] = useState(wanted)
  if (wanted && !shown) setShown(true)

  useEffect(() => {
    if (!known || !shown) return
    if (subject === null || identity === null) {
      studio.ask.leaveBoard()
      return
    }
    const isPicked = picked.scenes.length + picked.portraits.length > 0
    void studio.ask.showBoard({ subject, identity, picked: isPicked ? picked : null })
  }, [studio, known, shown, subject, identity, picked])
}
