import { useEffect, useState } from 'react'
import type { SecondOpinionOffer } from '../../../contract/api/index.ts'
import type { RunId, Sha256 } from '../../../contract/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import { dollars } from '../../ui/figures.ts'
import styles from './findings.module.css'

const ENGINES = { simulator: 'the simulator', gemini: 'Gemini', replay: 'the replay of stored answers' } as const

const costOf = ({ engine, costUsd }: SecondOpinionOffer): string => {
  if (engine === 'simulator') return 'It plays a vision model on this machine: nothing is sent, and it costs nothing.'
  if (engine === 'replay') return 'It answers from the library alone.'
  if (costUsd === 0) return 'It was asked this before: the stored answer is used, and nothing is sent.'
  return `This picture and what lies beside it are sent, for about ${dollars(costUsd)}.`
}

/** Offers to ask a vision model about a picture. Its answer is told beside the checks and changes no verdict. */
export const SecondOpinionOfferLine = ({ sha256, asked }: { readonly sha256: Sha256; readonly asked: boolean }) => {
  const { client, ask } = useStudio()
  const [offer, setOffer] = useState<SecondOpinionOffer | null>(null)
  const [run, setRun] = useState<RunId | 'starting' | null>(null)
  const underWay = useMirror((mirror) => run === 'starting' || (run !== null && mirror.runs.has(run)))
  // Consent, key and engine may have changed while the window showed something else, and asking makes it free.
  useEffect(() => {
    let gone = false
    client.faces.secondOpinionOffer({ sha256 }).then(
      (found) => gone || setOffer(found),
      // A picture that nobody can be asked about, as one of a run that is for nobody known: nothing is offered.
      () => gone || setOffer(null),
    )
    return () => {
      gone = true
    }
  }, [client, sha256, underWay, asked])
  const start = async (): Promise<void> => {
    setRun('starting')
    const started = await ask.attempt(() => client.faces.secondOpinion({ sha256 }))
    setRun(started?.run ?? null)
  }
  if (offer === null) return null
  const { engine, refused } = offer
  const off = underWay
    ? `Asking ${ENGINES[engine]}; this takes a moment.`
    : refused && `${refused.message} ${refused.next}`
  return (
    <div className={styles.flip}>
      <p>
        {refused
          ? `${refused.message} ${refused.next}`
          : `A second opinion comes from ${ENGINES[engine]}. ${costOf(offer)} It stands beside the checks and changes none of them.`}
      </p>
      <Button off={off} onClick={() => void start()}>
        {underWay ? 'Asking…' : asked ? 'Ask again' : 'Ask for a second opinion'}
      </Button>
    </div>
  )
}
