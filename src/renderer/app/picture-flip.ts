import type { Card } from '../../contract/api/index.ts'
import type { CheckFinding } from '../../contract/index.ts'
import type { Studio } from './studio.tsx'

/** Degrees to the wrong edge from which turning a head about helps: nearer to the front both ways look alike. */
const LOOKS_AWAY = 10

/** Whether a check tells a head which looks the other way round: than its scene, or, for a view, than its edge of the frame. */
const tellsMirrored = ({ check, verdict, figure }: CheckFinding): boolean =>
  verdict !== 'pass' && (check === 'mirrored' || (check === 'direction' && figure !== null && figure <= -LOOKS_AWAY))

/** Only heads are flipped: a scene has lettering and hands, and a final is made from what was flipped. */
const canBeFlipped = ({ step }: Card): boolean => step === 'portrait' || step === 'views'

/** Whether a check says that this head looks the wrong way round. */
export const isMirrored = (card: Card, findings: readonly CheckFinding[]): boolean =>
  canBeFlipped(card) && findings.some(tellsMirrored)

/** Turns a head about, left to right; the picture that was made stays, and the other stands beside it, marked as flipped. */
export const flipPicture = async ({ client, ask, known, view }: Studio, card: Card): Promise<void> => {
  const flipped = await ask.attempt(() => client.faces.flip({ sha256: card.sha256 }))
  if (!flipped) return
  known.keep([flipped])
  ask.refreshBoard()
  ask.done('Flipped left to right. It stands beside the other and is marked so wherever it is seen.')
  view.setState({ focus: flipped.sha256, selection: [flipped.sha256] })
}
