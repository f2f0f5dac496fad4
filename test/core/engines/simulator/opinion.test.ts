import { expect, it } from 'vitest'
import { readOpinion } from '../../../../src/core/app/second-opinion.ts'
import { opinionOn } from '../../../../src/core/engines/simulator/opinion.ts'
import { openSitting } from './sitting.ts'

it('[W25] the simulator finds a head turned to the other edge than the scene’s, and none where both agree', async () => {
  const sitting = openSitting()
  const right = await sitting.shoot('A pilot, nose pointing to the RIGHT edge of the frame, profile, waist-up.')
  const left = await sitting.shoot('A pilot, nose pointing to the LEFT edge of the frame, profile, waist-up.')
  const askedOf = async (judged: typeof right) => {
    const pictures = [await sitting.pictureOf('result', judged), await sitting.pictureOf('scene', right)]
    const config = { output: 'text' } as const
    const reply = await sitting.reply(sitting.prompt('second-opinion'), { pictures, order: 'pictures first', config })
    const found = readOpinion(reply.kind === 'text' ? reply.text : '')
    return found.find(({ check }) => check === 'second-opinion: head')
  }
  expect(await askedOf(left)).toMatchObject({
    verdict: 'fail',
    says: 'Head: The nose points to the LEFT edge of the frame; in the scene it points to the RIGHT edge of the frame.',
  })
  expect(await askedOf(right)).toMatchObject({ verdict: 'pass' })
  expect(opinionOn([])).toBe('{"findings":[]}')
})
