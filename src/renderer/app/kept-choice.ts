import { useEffect } from 'react'
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

  useEffect(() => {
    if (!known) return
    if (subject === null || identity === null) {
      studio.ask.leaveBoard()
      return
    }
    const isPicked = picked.scenes.length + picked.portraits.length > 0
    void studio.ask.showBoard({ subject, identity, picked: isPicked ? picked : null })
  }, [studio, known, subject, identity, picked])
}
