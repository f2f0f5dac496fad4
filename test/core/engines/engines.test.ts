import { unwrap } from '../../../src/contract/index.ts'
import { openGemini } from '../../../src/core/engines/gemini/engine.ts'
import { readModelTable } from '../../../src/core/engines/models.ts'
import { openReplay } from '../../../src/core/engines/replay/engine.ts'
import { openSimulator } from '../../../src/core/engines/simulator/engine.ts'
import { parseMisbehaviour } from '../../../src/core/engines/simulator/misbehave.ts'
import { startFakeGemini } from '../../fake-gemini/server.ts'
import { image, openAlbum, question, TEXT_CONFIG, words } from './asking.ts'
import { drawnPicture, recordedLibrary } from './recorded.ts'
import { describeEngine } from './suite.ts'

describeEngine('gemini', async () => {
  let stalled = false
  const fake = await startFakeGemini({
    scale: 'small',
    behave: () => (stalled ? { do: 'hang' } : undefined),
    models: [],
  })
  const engine = openGemini({ apiKey: 'a-key-for-tests', baseUrl: fake.url, models: unwrap(readModelTable()) })
  const album = openAlbum()
  const { image: drawing, text: writing } = engine.defaultModel
  return {
    engine,
    image: question(drawing, [image(album, 'scene', 'scene'), words('The person, as in the pictures.')]),
    text: question(writing, [image(album, 'scene', 'scene'), words('Describe the picture.')], { config: TEXT_CONFIG }),
    many: question(drawing, [
      words('The person, as in the pictures.'),
      ...Array.from({ length: 14 }, (_, n) => image(album, `view ${n}`)),
    ]),
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
  const album = openAlbum()
  const { image: drawing, text: writing } = engine.defaultModel
  return {
    engine,
    image: question(drawing, [image(album, 'scene', 'scene'), words('The person, as in the pictures.')]),
    text: question(writing, [image(album, 'scene', 'scene'), words('Describe the picture.')], { config: TEXT_CONFIG }),
    many: question(drawing, [
      words('The person, as in the pictures.'),
      ...Array.from({ length: 14 }, (_, n) => image(album, `view ${n}`)),
    ]),
    picture: album.picture,
    // Drawing takes long enough as it is.
    stall: () => {},
    close: () => engine.close(),
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
