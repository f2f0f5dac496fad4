import { expect, test } from './desk.ts'
import { plain } from './pictures.ts'

test('a wipe shows A left and B right of the divider', async ({ desk }) => {
  const red = await plain('red', 400, 300, [200, 0, 0])
  const blue = await plain('blue', 400, 300, [0, 0, 200])
  await desk.show([red, blue], 'wipe-vertical')
  await desk.page.screenshot({ path: '/tmp/cmp-1.png' })
  const { x, y } = await desk.corner()
  const shot = await desk.pixels()
  expect(shot.at(640 - 3, Math.round(y) + 200)).toEqual([200, 0, 0])
  expect(shot.at(640 + 3, Math.round(y) + 200)).toEqual([0, 0, 200])
  expect(x).toBe(0)
})
