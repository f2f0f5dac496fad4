import { useEffect, useMemo, useState } from 'react'
import type { PictureFacts, PictureInsight } from '../../contract/api/index.ts'
import type { Sha256 } from '../../contract/index.ts'
import { Compare } from '../features/compare/compare.tsx'
import type { ComparePicture } from '../features/compare/picture.ts'
import { Marks } from '../features/board/card.tsx'
import { marksOf } from '../studio/face-marks.ts'
import { pictureUrl } from '../studio/pictures.ts'
import { reviewOf } from '../studio/reviewing.ts'
import { titleOf } from '../ui/naming.ts'
import { useInsights } from './insights.ts'
import { useMirror, useStudio, useView } from './studio.tsx'
import type { Tried } from './view.ts'

/** The most the studio tells facts of at once. */
const MOST = 24

const compared = (facts: PictureFacts, title: string, insight: PictureInsight | undefined): ComparePicture => {
  const { attempt, card } = facts
  const prompt = attempt?.parts
    .filter((part) => part.kind === 'text' && part.role === 'prompt')
    .map((part) => part.text ?? '')
    .join('\n\n')
  const face = marksOf(insight)
  return {
    sha256: facts.sha256,
    width: facts.width,
    height: facts.height,
    title,
    urls: {
      full: pictureUrl(facts.sha256, 'full'),
      proxy: pictureUrl(facts.sha256, 'proxy'),
      thumb: pictureUrl(facts.sha256, 'thumb'),
    },
    ...(face === undefined ? {} : { face }),
    facts: {
      ...(prompt ? { prompt } : {}),
      ...(attempt
        ? {
            model: attempt.model,
            variant: attempt.variant,
            costUsd: attempt.costUsd,
            ...(attempt.latencyMs === null ? {} : { latencyMs: attempt.latencyMs }),
            checks: attempt.checks.map(({ check, verdict, says }) => ({ name: check, verdict, says })),
          }
        : {}),
      ...(card?.strategy ? { strategy: card.strategy } : {}),
    },
  }
}

/** Stars, flag, label and approval of a picture as they are this moment. */
const MarksOf = ({ sha256 }: { readonly sha256: string }) => {
  const { known } = useStudio()
  const selection = useView((state) => state.selection)
  const name = selection.find((other) => other === sha256)
  const card = name === undefined ? undefined : known.get(name)
  const review = useMirror((mirror) => (card ? reviewOf(mirror, card) : null))
  return review && <Marks review={review} />
}

/** Which words a picture of a try was made with, where Compare was opened from there. */
const wordsOf = (tried: Tried | null, sha256: Sha256): string => {
  const cases = tried?.outcome?.cases ?? []
  if (cases.some((one) => one.tried.image === sha256)) return ', new words'
  return cases.some((one) => one.before.image === sha256) ? ', current words' : ''
}

/** Compare, fed with what is selected. */
export const CompareScreen = () => {
  const { client, ask, view } = useStudio()
  const selection = useView((state) => state.selection)
  const identities = useMirror((mirror) => mirror.identities)
  const tried = useView(({ backTo, tried: last }) => (backTo === 'prompts' ? last : null))
  const [facts, setFacts] = useState<readonly PictureFacts[] | null>(null)

  useEffect(() => {
    let gone = false
    const pictures = selection.slice(0, MOST)
    if (pictures.length === 0) {
      setFacts([])
      return
    }
    const read = async (): Promise<void> => {
      const found = await ask.attempt(() => client.pictures.facts({ pictures: [...pictures] }))
      if (!gone) setFacts(found ?? [])
    }
    void read()
    return () => {
      gone = true
    }
  }, [ask, client, selection])

  const insights = useInsights(selection)
  const pictures = useMemo(
    () =>
      facts?.map((one) =>
        compared(
          one,
          `${titleOf(one.card, identities) ?? one.photo?.name ?? 'Photo'}${wordsOf(tried, one.sha256)}`,
          insights.get(one.sha256),
        ),
      ),
    [facts, identities, insights, tried],
  )
  if (!pictures) return null
  return (
    <Compare
      pictures={pictures}
      onLeave={() => view.setState(({ backTo }) => ({ screen: backTo, backTo: 'board' }))}
      marksOf={(sha256) => <MarksOf sha256={sha256} />}
      onLookAt={(sha256) => {
        const found = selection.find((other) => other === sha256)
        if (found) view.setState({ focus: found })
      }}
    />
  )
}
