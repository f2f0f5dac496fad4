import type { Likeness } from '../../contract/index.ts'
import type { IconName } from './icon.tsx'

export type Tone = 'good' | 'warn' | 'bad' | 'quiet'

/** What each band of likeness is called, how it is signed, and what it means. */
export const BANDS: Record<
  Likeness['band'],
  { readonly word: string; readonly tone: Tone; readonly icon: IconName; readonly means: string }
> = {
  own: {
    word: 'own face',
    tone: 'good',
    icon: 'done',
    means: 'As like the person as their own photos are like each other.',
  },
  unsure: { word: 'unsure', tone: 'warn', icon: 'warn', means: 'Between a stranger and the person.' },
  stranger: {
    word: 'a stranger',
    tone: 'bad',
    icon: 'close',
    means: 'Below the threshold by which two photos are told to be of the same person.',
  },
  'possible-paste': {
    word: 'possible paste',
    tone: 'warn',
    icon: 'warn',
    means: 'More alike than the person’s own photos are to each other: the face may have been copied from one of them.',
  },
  uncalibrated: {
    word: 'uncalibrated',
    tone: 'quiet',
    icon: 'info',
    means: 'One photo does not tell how much this person’s own photos differ. Add another one.',
  },
  unknown: {
    word: 'not comparable',
    tone: 'quiet',
    icon: 'info',
    means: 'No face, or a head turned another way than in any photo or view.',
  },
}

/** "62 %": 0 % is a stranger, 100 % the person’s own photos. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`

/** A likeness in a few words: "62 %, unsure". */
export const likenessInWords = ({ score, band }: Likeness): string =>
  score === null ? BANDS[band].word : `${percent(score)}, ${BANDS[band].word}`
