import { useEffect, useMemo, useState } from 'react'
import type { PictureFacts, PictureInsight } from '../../contract/api/index.ts'
import { Compare } from '../features/compare/compare.tsx'
import type { ComparePicture } from '../features/compare/picture.ts'
import { marksOf } from '../studio/face-marks.ts'
import { pictureUrl } from '../studio/pictures.ts'
import { titleOf } from '../ui/naming.ts'
import { useInsights } from './insights.ts'
import { useMirror, useStudio, useView } from './studio.tsx'

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

/** Compare, fed with what is selected. */
export const CompareScreen = () => {
  const { client, ask, view } = useStudio()
  const selection = useView((state) => state.selection)
  const identities = useMirror((mirror) => mirror.identities)
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
        compared(one, titleOf(one.card, identities) ?? one.photo?.name ?? 'Photo', insights.get(one.sha256)),
      ),
    [facts, identities, insights],
  )
  if (!pictures) return null
  return (
    <Compare
      pictures={pictures}
      onLeave={() => view.setState({ screen: 'board' })}
      onLookAt={(sha256) => {
        const found = selection.find((other) => other === sha256)
        if (found) view.setState({ focus: found })
      }}
    />
  )
}
