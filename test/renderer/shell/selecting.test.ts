import { describe, expect, it } from 'vitest'
import { finalsInView, portraitsInView } from '../../../src/renderer/app/pictures-in-view.ts'
import { choose, pickedAfter } from '../../../src/renderer/app/selecting.ts'
import { openView } from '../../../src/renderer/app/view.ts'
import { aCard, from, hash } from './builders.ts'

const storage: Storage = {
  length: 0,
  clear: () => {},
  getItem: () => null,
  key: () => null,
  removeItem: () => {},
  setItem: () => {},
}
const view = openView(storage).getState()
const ORDER = ['a', 'b', 'c', 'd'].map(hash)

const scene = aCard('scene', 'scene')
const other = aCard('other', 'scene')
const portrait = aCard('portrait', 'portrait', { madeFrom: from('scene', 'scene') })
const otherPortrait = aCard('other portrait', 'portrait', { madeFrom: from('scene', 'other') })
const byPortrait = aCard('direct', 'final', { madeFrom: [...from('scene', 'scene'), ...from('portrait', 'portrait')] })
const byScene = aCard('views', 'final', { madeFrom: from('scene', 'scene') })
const others = aCard('others', 'final', { madeFrom: from('scene', 'other') })
const FINALS = [byPortrait, byScene, others]
const PORTRAITS = [portrait, otherPortrait]
const picked = (scenes: readonly string[], portraits: readonly string[]) => ({
  scenes: scenes.map(hash),
  portraits: portraits.map(hash),
})

describe('[U15] choosing', () => {
  it('[U15] a picture alone, one more, and one less', () => {
    const alone = { ...view, ...choose(view, hash('b'), ORDER) }
    expect(alone.selection).toEqual([hash('b')])
    const two = { ...alone, ...choose(alone, hash('d'), ORDER, { add: true, range: false }) }
    expect(two.selection).toEqual([hash('b'), hash('d')])
    expect(choose(two, hash('d'), ORDER, { add: true, range: false })).toEqual({
      selection: [hash('b')],
      focus: hash('b'),
    })
  })

  it('[U15] a range in either direction, from the focus', () => {
    const at = { ...view, selection: [hash('c')], focus: hash('c') }
    expect(choose(at, hash('a'), ORDER, { add: false, range: true }).selection).toEqual(ORDER.slice(0, 3))
  })

  it('[U15] a scene lets go of portraits of other scenes', () => {
    const before = { ...view, picked: picked(['scene'], ['portrait']) }
    expect(pickedAfter(before, other, PORTRAITS)).toEqual(picked(['other'], []))
    expect(pickedAfter(before, scene, PORTRAITS)).toEqual(picked(['scene'], ['portrait']))
  })

  it('[U15] a picked picture leaves what was made from it, by way of the scene where no portrait went in', () => {
    expect(portraitsInView(PORTRAITS, picked(['scene'], []))).toEqual([portrait])
    expect(finalsInView(FINALS, PORTRAITS, picked(['other'], []))).toEqual([others])
    expect(finalsInView(FINALS, PORTRAITS, picked([], ['portrait']))).toEqual([byPortrait, byScene])
    expect(finalsInView(FINALS, PORTRAITS, picked([], []))).toEqual(FINALS)
  })
})
