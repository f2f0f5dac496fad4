import { useState } from 'react'
import type { Card } from '../../../contract/api/index.ts'
import { flipPicture } from '../../app/picture-flip.ts'
import { useStudio } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './findings.module.css'

/** Offers a mirrored head turned about. */
export const FlipOffer = ({ card }: { readonly card: Card }) => {
  const studio = useStudio()
  const [flipping, setFlipping] = useState(false)
  const flip = async (): Promise<void> => {
    setFlipping(true)
    await flipPicture(studio, card)
    setFlipping(false)
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
