import type { Grade, Shot, World } from '../shot.ts'
import { keepsDirection, readDirection, readTilt } from './direction.ts'
import type { Direction } from './direction.ts'
import { readSmile } from './expression.ts'
import { readFraming } from './framing.ts'
import type { FramingWish } from './framing.ts'
import { readLight } from './light.ts'
import type { LightWish } from './light.ts'
import { filmCraft, readLook, readStyle } from './look.ts'
import { readOutfit } from './outfits.ts'
import type { OutfitWish } from './outfits.ts'
import { readHour, readPlace, readProp, wantsWhite } from './places.ts'
import { readWords } from './sentences.ts'
import { hasSwapWording, wantsEnvironmentOnly } from './task.ts'
import { readTraits } from './traits.ts'
import type { TraitWish } from './traits.ts'

/** What a prompt asks of the picture; null where it leaves something open. */
export interface Wish {
  readonly direction: Direction | null
  readonly keepsDirection: boolean
  readonly pitch: number | null
  readonly roll: number | null
  readonly smile: number | null
  readonly framing: FramingWish | null
  readonly light: LightWish
  readonly white: boolean
  readonly place: World['kind'] | null
  readonly hour: World['hour'] | null
  readonly outfit: OutfitWish | null
  readonly prop: Shot['prop'] | null
  readonly look: Grade['look'] | null
  readonly style: Grade['style']
  readonly traits: TraitWish
  readonly swapsFaces: boolean
  readonly environmentOnly: boolean
  /** 0 to 5: how much of a film frame's craft the words tell. */
  readonly filmCraft: number
  readonly wordCount: number
}

/** Reads what a prompt asks for. Any text is a wish: words that mean nothing here leave everything open. */
export const readWish = (prompt: string): Wish => {
  const words = readWords(prompt)
  return {
    direction: readDirection(words),
    keepsDirection: keepsDirection(words),
    ...readTilt(words),
    smile: readSmile(words),
    framing: readFraming(words),
    light: readLight(words),
    white: wantsWhite(words),
    place: readPlace(words),
    hour: readHour(words),
    outfit: readOutfit(words),
    prop: readProp(words),
    look: readLook(words),
    style: readStyle(words),
    traits: readTraits(words),
    swapsFaces: hasSwapWording(words),
    environmentOnly: wantsEnvironmentOnly(words),
    filmCraft: filmCraft(words),
    wordCount: words.all.split(/\s+/).length,
  }
}
