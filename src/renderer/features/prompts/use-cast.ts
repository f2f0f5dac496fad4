import { useState } from 'react'
import type { Card, PromptPage } from '../../../contract/api/index.ts'
import type { IdentityId, Sha256, SubjectId } from '../../../contract/index.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import type { Reach } from './trying.ts'
import { takesScenes } from './trying.ts'
import { useAnswer } from './use-answer.ts'

/** More scenes of one subject and identity than this are not offered: the newest are. */
const MOST_SCENES = 24
/** Portraits are looked through for those that were matched to the scenes. */
const MOST_PORTRAITS = 200

/** Whom and what a try is made with, and how that is changed. */
export type Cast = {
  readonly subjects: readonly SubjectId[]
  readonly identities: readonly IdentityId[]
  /** Scenes of these people, newest first; null while they are asked for. */
  readonly offered: readonly Card[] | null
  readonly scenes: readonly Card[]
  readonly portraits: readonly Card[]
  readonly variants: number
  readonly toggleSubject: (id: SubjectId) => void
  readonly toggleIdentity: (id: IdentityId) => void
  readonly toggleScene: (sha256: Sha256) => void
  readonly chooseScenes: (scenes: readonly Sha256[]) => void
  readonly setVariants: (variants: number) => void
}

/** With it or without it; the last one stays. */
const toggled = <T>(list: readonly T[], one: T): readonly T[] =>
  list.includes(one) ? (list.length > 1 ? list.filter((other) => other !== one) : list) : [...list, one]

/** Whom the try is for: those of the Board, until somebody chooses more. */
export const useCast = (page: Pick<PromptPage, 'template'>, reach: Reach): Cast => {
  const { client } = useStudio()
  const subject = useView((view) => view.subject)
  const identity = useView((view) => view.identity)
  const picked = useView((view) => view.picked.scenes)
  const changed = useMirror((mirror) => mirror.pictures)
  const [people, setPeople] = useState<readonly SubjectId[] | null>(null)
  const [lives, setLives] = useState<readonly IdentityId[] | null>(null)
  const [chosen, setChosen] = useState<readonly Sha256[]>(picked)
  const [variants, setVariants] = useState(1)
  const subjects = people ?? (subject === null ? [] : [subject])
  const identities = lives ?? (identity === null ? [] : [identity])
  const wantsScenes = takesScenes(page, reach)
  const { value } = useAnswer(
    wantsScenes && subjects.length > 0 && identities.length > 0
      ? async () => {
          const pairs = subjects.flatMap((one) => identities.map((other) => ({ subject: one, identity: other })))
          const found = async (step: 'scene' | 'portrait', limit: number): Promise<readonly Card[]> => {
            const pages = pairs.map(
              async (pair) => (await client.pictures.query({ filter: { ...pair, steps: [step] }, limit })).cards,
            )
            return (await Promise.all(pages)).flat()
          }
          const [scenes, portraits] = await Promise.all([
            found('scene', MOST_SCENES),
            found('portrait', MOST_PORTRAITS),
          ])
          return { scenes, portraits }
        }
      : null,
    [wantsScenes, subjects.join(), identities.join(), changed],
  )
  const offered = value?.scenes ?? null
  const known = (offered ?? []).filter(({ sha256 }) => chosen.includes(sha256))
  return {
    subjects,
    identities,
    offered,
    scenes: known.length > 0 ? known : (offered ?? []).slice(0, 1),
    portraits: value?.portraits ?? [],
    variants,
    toggleSubject: (id) => setPeople(toggled(subjects, id)),
    toggleIdentity: (id) => setLives(toggled(identities, id)),
    toggleScene: (sha256) =>
      setChosen(
        toggled(
          (known.length > 0 ? known : (offered ?? []).slice(0, 1)).map((card) => card.sha256),
          sha256,
        ),
      ),
    chooseScenes: setChosen,
    setVariants,
  }
}
