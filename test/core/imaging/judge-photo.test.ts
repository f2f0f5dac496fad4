import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { judgePhoto } from '../../../src/core/imaging/judge-photo.ts'
import { pngChunk, readPngChunks } from '../../../src/core/imaging/png-chunks.ts'
import { withChunks } from '../../../src/core/imaging/pixels.ts'
import { codeOf, jpeg, photo, raw } from './photo-builders.ts'

const judge = async (bytes: Uint8Array, name = 'photo.jpg') => (await judgePhoto({ name, bytes })).result
const codeFor = async (bytes: Uint8Array, name?: string) => codeOf(await judge(bytes, name))

describe('[I1] a photo is taken in every format people have', () => {
  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('%s', async (format) => {
    expect(await codeFor(await photo(640, 520).toFormat(format).toBuffer())).toBe('taken')
  })

  test('the bytes decide, not the ending of the name', async () => {
    expect(await codeFor(await photo().png().toBuffer(), 'holiday.jpg')).toBe('taken')
    expect(await codeFor(await jpeg(), 'holiday.txt')).toBe('taken')
  })

  test('what a camera appends behind the picture does no harm', async () => {
    expect(await codeFor(Buffer.concat([await jpeg(), Buffer.from('a motion photo')]))).toBe('taken')
  })
})

describe('[I2] a file that is no photo is refused with a reason and what to do', () => {
  test.each([
    ['nothing', '', 'photo-empty'],
    ['text', 'Dear diary', 'photo-not-an-image'],
    [
      'an SVG named .jpg',
      '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>',
      'photo-format',
    ],
    ['a bare SVG', '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>', 'photo-format'],
    ['a PDF', '%PDF-1.7\n', 'photo-format'],
    ['a TIFF', 'II*\0\x08\0\0\0', 'photo-format'],
    ['the first bytes of a JPEG alone', '\xff\xd8\xff\xe0', 'photo-damaged'],
  ])('%s', async (_what, text, code) => {
    const result = await judge(Buffer.from(text, 'latin1'))
    expect(codeOf(result)).toBe(code)
    const oneLine = expect.stringMatching(/^[^\n]+\.$/)
    expect(result).toMatchObject({ problem: { message: oneLine, next: oneLine } })
  })

  test('[I3] HEIC says how to convert it', async () => {
    const avif = Buffer.from(await photo(600, 600).avif().toBuffer())
    // The same boxes under HEIC's brands and codec name: what a phone writes, as far as a build without the codec can tell.
    const heic = Buffer.from(
      avif.toString('latin1').replaceAll('avif', 'heic').replaceAll('av01', 'hvc1').replaceAll('miaf', 'heix'),
      'latin1',
    )
    const result = await judge(heic, 'IMG_0001.HEIC')
    expect(codeOf(result)).toBe('photo-heic')
    expect(!result.ok && result.problem.next).toContain('JPEG')
  })
})

describe('[I4] a cut-off photo is refused', () => {
  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('%s, in half or with its last bytes gone', async (format) => {
    const bytes = await photo(700, 700).toFormat(format).toBuffer()
    expect(await codeFor(bytes.subarray(0, bytes.length / 2))).toBe('photo-truncated')
    expect(await codeFor(bytes.subarray(0, bytes.length - 5))).toBe('photo-truncated')
  })

  test('a progressive JPEG too, although it would decode to something', async () => {
    const bytes = await photo().jpeg({ progressive: true }).toBuffer()
    expect(await codeFor(bytes.subarray(0, bytes.length * 0.7))).toBe('photo-truncated')
  })

  test('a PNG that lacks nothing but its end', async () => {
    const bytes = await photo().png().toBuffer()
    expect(await codeFor(bytes.subarray(0, readPngChunks(bytes).at(-1)?.start))).toBe('photo-truncated')
  })
})

const frames = async (format: 'gif' | 'webp') =>
  await raw(new Uint8Array(600 * 1200 * 3).fill(90, 0, 600 * 600 * 3), 600, 1200)
    .toFormat(format)
    .toBuffer()

const chunk = (type: string, data: Buffer) => {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data])
}

describe('[I5] an animation is refused', () => {
  test('any GIF', async () => {
    expect(await codeFor(await frames('gif'))).toBe('photo-animated')
  })

  test('a WebP with frames', async () => {
    const still = await photo(600, 600).webp().toBuffer()
    const image = still.subarray(12)
    const side = [0x57, 0x02, 0x00]
    const frame = Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, ...side, ...side, 100, 0, 0, 0]), image])
    const body = Buffer.concat([
      Buffer.from('WEBP'),
      chunk('VP8X', Buffer.from([0x02, 0, 0, 0, ...side, ...side])),
      chunk('ANIM', Buffer.alloc(6)),
      chunk('ANMF', frame),
      chunk('ANMF', frame),
    ])
    expect(await codeFor(chunk('RIFF', body))).toBe('photo-animated')
  })

  test('an APNG with two frames; one frame is a still', async () => {
    const still = await photo().png().toBuffer()
    const announcing = (count: number) =>
      withChunks(still, [pngChunk('acTL', Buffer.from([0, 0, 0, count, 0, 0, 0, 0]))])
    expect(await codeFor(announcing(2))).toBe('photo-animated')
    expect(await codeFor(announcing(1))).toBe('taken')
  })
})

describe('[I6] a small file that claims a huge picture is refused from its header', () => {
  test('PNG', async () => {
    const header = Buffer.alloc(13)
    header.writeUInt32BE(60_000, 0)
    header.writeUInt32BE(60_000, 4)
    header.set([8, 2], 8)
    const still = await photo(64, 64).png().toBuffer()
    const bomb = Buffer.concat([still.subarray(0, 8), pngChunk('IHDR', header), still.subarray(33)])
    expect(await codeFor(bomb)).toBe('photo-too-large')
  })

  test('JPEG', async () => {
    const bomb = Buffer.from(await jpeg(64, 64))
    const frame = bomb.indexOf(Buffer.from([0xff, 0xc0]))
    bomb.writeUInt16BE(60_000, frame + 5)
    bomb.writeUInt16BE(60_000, frame + 7)
    expect(await codeFor(bomb)).toBe('photo-too-large')
  })

  test('WebP', async () => {
    const bomb = Buffer.from(await photo(64, 64).webp({ lossless: true }).toBuffer())
    bomb.writeUInt32LE(0x0fffffff, 21)
    expect(await codeFor(bomb)).toBe('photo-too-large')
  })

  test('AVIF', async () => {
    const bomb = Buffer.from(await photo(64, 64).avif().toBuffer())
    const size = bomb.indexOf('ispe') + 8
    bomb.writeUInt32BE(60_000, size)
    bomb.writeUInt32BE(60_000, size + 4)
    expect(await codeFor(bomb)).toBe('photo-too-large')
  })
})

describe('[I7] a picture must be large enough', () => {
  test('512 on the shorter side is taken with a warning, 511 is refused', async () => {
    const result = await judge(await jpeg(512, 700))
    expect(result.ok && result.value.warnings).toEqual([expect.stringContaining('512 x 700')])
    expect(await codeFor(await jpeg(511, 700))).toBe('photo-too-small')
  })

  test('a strip that would shrink below that is refused', async () => {
    expect(await codeFor(await jpeg(6000, 600))).toBe('photo-too-narrow')
  })
})

describe('[I8] files that cannot be read are refused, never waited for', () => {
  const folder = mkdtempSync(join(tmpdir(), 'photos-'))
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  const codeAt = async (name: string) => codeOf((await judgePhoto({ name, path: join(folder, name) })).result)

  test('missing', async () => {
    expect(await codeAt('nowhere.jpg')).toBe('photo-missing')
  })

  test('a folder', async () => {
    mkdirSync(join(folder, 'folder.jpg'))
    expect(await codeAt('folder.jpg')).toBe('photo-folder')
  })

  test('a link that points to itself', async () => {
    symlinkSync('loop.jpg', join(folder, 'loop.jpg'))
    expect(await codeAt('loop.jpg')).toBe('photo-unreadable')
  })

  test.skipIf(process.platform === 'win32')('a named pipe nobody writes to', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.jpg')])
    expect(await codeAt('pipe.jpg')).toBe('photo-unreadable')
  })

  test.skipIf(process.getuid?.() === 0)('no right to read', async () => {
    writeFileSync(join(folder, 'locked.jpg'), await jpeg())
    chmodSync(join(folder, 'locked.jpg'), 0)
    expect(await codeAt('locked.jpg')).toBe('photo-unreadable')
  })

  test('more than 80 MB, without reading it', async () => {
    writeFileSync(join(folder, 'large.jpg'), await jpeg())
    truncateSync(join(folder, 'large.jpg'), 80_000_001)
    expect(await codeAt('large.jpg')).toBe('photo-file-too-large')
  })
})

test('[I9] control characters in a name never reach a terminal', async () => {
  const { name, result } = await judgePhoto({ name: 'me\u001B[2J\n.jpg', bytes: await jpeg() })
  expect(name).toBe('me?[2J?.jpg')
  expect(result.ok && result.value.photo.name).toBe(name)
})
