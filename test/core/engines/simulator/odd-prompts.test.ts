import { describe, expect, it } from 'vitest'
import { renderFigure } from '../../../../src/core/engines/simulator/render/figure.ts'
import { chance, oneOf, seedOf } from '../../../../src/core/engines/simulator/seed.ts'
import { shotOf, shotText } from '../../../../src/core/engines/simulator/shot-schema.ts'
import { encodePng } from '../../../../src/core/imaging/pixels.ts'
import { openSitting } from './sitting.ts'

const PIECES = [
  'una mujer en un balcón de Sevilla, retrato de medio cuerpo',
  'ein Dirigent im Konzertsaal, lächelnd, Brustbild',
  '指揮者、コンサートホール、正面を向いて',
  'الموسيقار في قاعة الحفلات',
  'женщина в профиль, нос направлен к правому краю кадра',
  '🎻🔥👩‍🍳',
  'nose 100 % 999-1000 % of the the the',
  'face 0 % of the width, face 0-0 %, -5 %',
  '{{person}} {{ }} }} {{{{',
  '<script>alert(1)</script>',
  'left right left right edge edge of the frame frame',
  'no no no not never without avoid',
  'if if if when',
  '\u0000\u0007\u202e\ufeff',
  '"; DROP TABLE pictures; --',
  'a'.repeat(3000),
  '%'.repeat(500),
  '('.repeat(500),
  'nose '.repeat(800),
  'light from the '.repeat(400),
  '\n\n\n\n: : : Expression: : Framing:',
  'profile three-quarter front viewer left edge of the frame right edge of the frame',
  'hair hair hair eyes eyes brown, , , ,',
  '1. 2. 3. 4. 15-25-35-45 % face',
] as const

const odd = (n: number): string =>
  Array.from({ length: 1 + Math.floor(chance(n, 'how many') * 6) }, (_, at) =>
    oneOf(seedOf(n, at), 'piece', PIECES),
  ).join(oneOf(n, 'glue', [' ', '\n', '. ', ', ', '']))

describe('[S12] odd prompts', () => {
  const sitting = openSitting()
  const prompts = ['', ' ', '\n', ...PIECES, 'word '.repeat(2048), ...Array.from({ length: 200 }, (_, n) => odd(n))]

  it('all give a picture that could be drawn', async () => {
    for (const prompt of prompts) {
      const shot = await sitting.shoot(prompt)
      // Only a shot with every number in bounds survives being written and read.
      const png = await encodePng(new Uint8Array(3), 1, 1, { text: shotText(shot) })
      expect(shotOf(png)).toEqual(shot)
      expect(Math.abs(shot.pose.yaw)).toBeLessThanOrEqual(90)
      expect(shot.framing.faceWidth).toBeLessThanOrEqual(0.92)
    }
  })

  it('with somebody’s pictures still show that person', async () => {
    const views = await sitting.views(await sitting.photos())
    const { person } = await sitting.shoot('her', { pictures: views })
    for (const prompt of prompts.slice(0, 40)) {
      const shot = await sitting.shoot(prompt, { pictures: views })
      expect(shot.person.skin).toEqual(person.skin)
      expect(Math.abs(shot.person.jawWidth / person.jawWidth - 1)).toBeLessThan(0.05)
    }
  })

  it('are drawn', async () => {
    for (const prompt of ['', '🎻🔥👩‍🍳', 'face 0-90 % of the width']) {
      const shot = await sitting.shoot(prompt)
      const { alpha } = renderFigure({ ...shot, width: 224, height: 300 })
      expect(alpha.some((covered) => covered > 0.5)).toBe(true)
    }
  })
})
