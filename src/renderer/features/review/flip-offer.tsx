import { useState } from 'react'
import type { Card } from '../../../contract/api/index.ts'
import type { CheckFinding } from '../../../contract/index.ts'
import { useStudio } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './findings.module.css'

/** Checks that tell a head which looks the other way round. */
const MIRRORED = new Set(['mirrored'])

/** Only heads are flipped: a scene has lettering and hands, and a final is made from what was flipped. */
const canBeFlipped = ({ step }: Card): boolean => step === 'portrait' || step === 'views'

export const isMirrored = (card: Card, findings: readonly CheckFinding[]): boolean =>
  canBeFlipped(card) && findings.some(({ check, verdict }) => MIRRORED.has(check) && verdict !== 'pass')

/** Offers a mirrored head turned about; the picture that was made stays, and the other is marked as flipped. */
export const FlipOffer = ({ card }: { readonly card: Card }) => {
  const { client, ask, known, view } = useStudio()
  const [flipping, setFlipping] = useState(false)
  const flip = async (): Promise<void> => {
    setFlipping(true)
    const flipped = await ask.attempt(() => client.faces.flip({ sha256: card.sha256 }))
    setFlipping(false)
    if (!flipped) return
    known.keep([flipped])
    ask.refreshBoard()
    ask.done('Flipped left to right. It stands beside the other and is marked so wherever it is seen.')
    view.setState({ focus: flipped.sha256, selection: [flipped.sha256] })
  }
  return (
    <div className={styles.flip}>
      <p>Turned about left to right on this machine it would look the right way. No request is sent.</p>
      <Button off={flipping ? 'It is being flipped.' : null} onClick={() => void flip()}>
        Use it flipped
      </Button>
    </div>
  )
}
