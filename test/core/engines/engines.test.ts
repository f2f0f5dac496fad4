import { unwrap } from '../../../src/contract/index.ts'
import type { Engine } from '../../../src/core/engines/engine.ts'
import { openGemini } from '../../../src/core/engines/gemini/engine.ts'
import { readModelTable } from '../../../src/core/engines/models.ts'
import { openReplay } from '../../../src/core/engines/replay/engine.ts'
import { openSimulator } from '../../../src/core/engines/simulator/engine.ts'
import { parseMisbehaviour } from '../../../src/core/engines/simulator/misbehave.ts'
import { startFakeGemini } from '../../fake-gemini/server.ts'
import { image, openAlbum, question, TEXT_CONFIG, words } from './asking.ts'
import { drawnPicture, recordedLibrary } from './recorded.ts'
import { describeEngine } from './suite.ts'

const usualQuestions = ({ defaultModel }: Engine, album: ReturnType<typeof openAlbum>) => ({
  image: question(defaultModel.image, [image(album, 'scene', 'scene'), words('A pilot before an open sky.')]),
  text: question(defaultModel.text, [image(album, 'scene', 'scene'), words('Describe the picture.')], {
    config: TEXT_CONFIG,
  }),
  many: question(defaultModel.image, [
    words('The person, as in the pictures.'),
    ...Array.from({ length: 14 }, (_, n) => image(album, `view ${n}`)),
  ]),
})

describeEngine('gemini', async () => {
  let stalled = false
  const fake = await startFakeGemini({
    scale: 'small',
    behave: () => (stalled ? { do: 'hang' } : undefined),
    models: [],
  })
  const engine = openGemini({ apiKey: 'a-key-for-tests', baseUrl: fake.url, models: unwrap(readModelTable()) })
  const album = openAlbum()
  return {
    engine,
    ...usualQuestions(engine, album),
    picture: album.picture,
    stall: () => {
      stalled = true
    },
    close: async () => {
      await engine.close()
      await fake.close()
    },
  }
})

describeEngine('simulator', async () => {
  const misbehave = unwrap(parseMisbehaviour('none'))
  const engine = openSimulator({ models: unwrap(readModelTable()), misbehave, workers: 1 })
  let stalled = false
  const album = openAlbum()
  return {
    engine,
    ...usualQuestions(engine, album),
    picture: async (name) => (stalled ? await new Promise<never>(() => {}) : await album.picture(name)),
    stall: () => {
      stalled = true
    },
    close: async () => await engine.close(),
  }
})

describeEngine('replay', async () => {
  const models = unwrap(readModelTable())
  const album = openAlbum()
  const { image: drawing, text: writing } = models.gemini.defaultModel
  const drawn = question(drawing, [image(album, 'scene', 'scene'), words('The person, as in the pictures.')])
  const written = question(writing, [image(album, 'scene', 'scene'), words('Describe.')], { config: TEXT_CONFIG })
  const { library, close } = await recordedLibrary([
    { request: drawn, picture: drawnPicture() },
    { request: written, text: 'A wide stage at dusk.' },
  ])
  return {
    engine: openReplay({ library, models }),
    image: drawn,
    text: written,
    many: null,
    picture: library.picture,
    cached: true,
    close,
  }
})
