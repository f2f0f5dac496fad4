import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '../../../../src/contract/index.ts'
import { backUpLibrary, restoreLibrary } from '../../../../src/core/library/backup/backup.ts'
import { refusalOf } from '../../../../src/core/library/backup/refusals.ts'
import { restore } from '../../../../src/core/library/backup/restore.ts'
import { isBackupEntry } from '../../../../src/core/library/backup/manifest.ts'
import { openLibrary } from '../../../../src/core/library/open.ts'
import { paint, startRun } from '../builders.ts'

/** One entry of a zip, with every field that can be made to lie. */
interface Lie {
  readonly name: string
  readonly content?: Buffer
  readonly localName?: string
  readonly flags?: number
  readonly method?: number
  readonly attributes?: number
  /** What the directory says of the unpacked size; the truth unless given. */
  readonly size?: number
  readonly packed?: Buffer
  /** Points to where another entry begins. */
  readonly overlaps?: number
  readonly localMethod?: number
}

/** A zip written by hand, so that it can say what no honest program would. */
const zipOf = (entries: readonly Lie[], { comment = '', count = entries.length } = {}): Buffer => {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  const offsets: number[] = []
  let at = 0
  for (const entry of entries) {
    const { name, content = Buffer.alloc(0), flags = 0x0800, method = 0, attributes = (0o100_644 << 16) >>> 0 } = entry
    const packed = entry.packed ?? (method === 8 ? deflateRawSync(content) : content)
    const size = entry.size ?? content.length
    const localName = Buffer.from(entry.localName ?? name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(flags, 6)
    local.writeUInt16LE(entry.localMethod ?? method, 8)
    local.writeUInt32LE(crc32(content), 14)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(size, 22)
    local.writeUInt16LE(localName.length, 26)
    offsets.push(entry.overlaps === undefined ? at : (offsets[entry.overlaps] ?? 0))
    if (entry.overlaps === undefined) {
      files.push(local, localName, packed)
      at += 30 + localName.length + packed.length
    }
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(0x0314, 4)
    central.writeUInt16LE(20, 6)
    central.writeUInt16LE(flags, 8)
    central.writeUInt16LE(method, 10)
    central.writeUInt32LE(crc32(content), 16)
    central.writeUInt32LE(packed.length, 20)
    central.writeUInt32LE(size, 24)
    central.writeUInt16LE(Buffer.byteLength(name), 28)
    central.writeUInt32LE(attributes, 38)
    central.writeUInt32LE(offsets.at(-1) ?? 0, 42)
    directory.push(central, Buffer.from(name))
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([...files, list, end, Buffer.from(comment)])
}

/** Names that lead somewhere else, or look like a name of ours and are none. */
const HOSTILE_NAMES: readonly string[] = [
  ...['../escaped', '../../escaped', '..\\escaped', 'blobs/../../escaped', 'blobs/ab/../../../escaped', './library.db'],
  ...[
    '/escaped',
    '//host/share/escaped',
    '\\\\host\\share\\x',
    'C:\\escaped',
    'C:escaped',
    'c:/escaped',
    '/etc/passwd',
  ],
  ...['blobs/ab/..', 'blobs/..', '..', '.', '', 'blobs', 'blobs/', 'blobs/ab/', 'blobs//ab', '~/escaped', '~root/x'],
  ...['library.db/', 'library.db/x', 'library.db ', 'library.db.', 'LIBRARY.DB', 'Library.db', 'library.db\u0000.png'],
  ...[
    'library.db-wal',
    'library.db-shm',
    'library.db-journal',
    'lock.db',
    'holder.json',
    'cache/x',
    'blobs/incoming/x',
  ],
  ...[
    'manifest.JSON',
    'Manifest.json',
    'manifest.json\u0000',
    'ｍanifest.json',
    'manifest.jso\u0144',
    'manifest\u2024json',
  ],
  ...['con', 'nul', 'aux.txt', 'COM1', 'blobs/ab/con', 'x:y', 'library.db:stream', 'library.db::$DATA'],
  ...['%2e%2e/escaped', '..%2fescaped', '\u2025/escaped', '．．/escaped', '..／escaped', '..\u2215escaped'],
  ...['\u202Ebd.yrarbil', 'blobs\u200B/ab/x', 'a'.repeat(5000), `${'../'.repeat(500)}escaped`, 'x\ny', 'x\u001B[2J'],
  ...['.git/hooks/post-checkout', '.ssh/authorized_keys', '.DS_Store', 'Thumbs.db', 'desktop.ini', 'autorun.inf'],
]

const HEX = 'ab'.repeat(32)
/** Hashes that are not quite hashes. */
const NEAR_HASHES: readonly string[] = [
  ...[
    `blobs/ab/${HEX.toUpperCase()}`,
    `blobs/AB/${HEX}`,
    `blobs/cd/${HEX}`,
    `blobs/ab/${HEX.slice(1)}`,
    `blobs/ab/${HEX}a`,
  ],
  ...[
    `blobs/ab/${HEX}.png`,
    `blobs/ab/${HEX} `,
    `blobs/ab/${HEX}\n`,
    `blobs/ab/${HEX.slice(0, 63)}g`,
    `Blobs/ab/${HEX}`,
  ],
  ...[
    `blobs/ab/ab/${HEX}`,
    `blobs/${HEX}`,
    `/blobs/ab/${HEX}`,
    `./blobs/ab/${HEX}`,
    `blobs/./ab/${HEX}`,
    `blobs\\ab\\${HEX}`,
  ],
  ...[`blobs/ab/${HEX.slice(0, 63)}\u0430`, `blobs/ab//${HEX}`, `blobs/ab/${HEX}/`, `x/blobs/ab/${HEX}`],
]

const KINDS: readonly (readonly [what: string, mode: number])[] = [
  ['link', 0o120_777],
  ['folder', 0o040_755],
  ['character device', 0o020_666],
  ['block device', 0o060_666],
  ['named pipe', 0o010_666],
  ['socket', 0o140_666],
]

/** The files of a sound backup, to be mixed with hostile ones. */
let sound: readonly Lie[] = []

let base = ''

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'studio-hostile-'))
  const library = unwrap(await openLibrary({ folder: join(base, 'library'), holder: 'a test' }))
  const { jobs } = await startRun(library, ['chef/scene/1', 'chef/scene/2'])
  for (const [n, job] of jobs.entries()) await paint(library, job.id, `words ${n}`)
  const to = join(base, 'copy')
  unwrap(await backUpLibrary(library.folder, to))
  library.close()
  sound = readdirSync(to, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return { name: relative(to, path).replaceAll('\\', '/'), content: readFileSync(path) }
    })
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

const entry = (name: string): Lie => {
  const found = sound.find((one) => one.name === name)
  if (!found) throw new Error(`there is no ${name}`)
  return found
}
const aPicture = (): Lie => {
  const found = sound.find(({ name }) => name.startsWith('blobs/'))
  if (!found) throw new Error('there is no picture')
  return found
}
const without = (name: string): readonly Lie[] => sound.filter((one) => one.name !== name)
const instead = (lie: Lie): readonly Lie[] => sound.map((one) => (one.name === lie.name ? lie : one))

/** A manifest that tells of other files, to go with a lie. */
const manifestWith = (change: (manifest: Record<string, unknown> & { pictures: object[] }) => void): Lie => {
  const manifest = JSON.parse(String(entry('manifest.json').content))
  change(manifest)
  return { name: 'manifest.json', content: Buffer.from(JSON.stringify(manifest)) }
}

/** Tries to restore; tells what was said, and fails the test where anything was written that should not be. */
const attempt = async (archive: Buffer): Promise<string> => {
  const ground = mkdtempSync(join(base, 'ground-'))
  const from = join(ground, 'backup.zip')
  writeFileSync(from, archive)
  const said = await restore(from, join(ground, 'inner', 'library'), () => {}).then(
    () => 'restored',
    (error: unknown) => refusalOf(from, error).code,
  )
  const left = readdirSync(ground, { recursive: true, encoding: 'utf8' }).filter((name) => name !== 'inner')
  expect(left).toEqual(['backup.zip'])
  rmSync(ground, { recursive: true })
  return said
}

/** Runs many attempts, a few at a time, and gives those that were not refused. */
const notRefused = async (
  archives: readonly (readonly [what: string, archive: Buffer])[],
): Promise<readonly string[]> => {
  const through: string[] = []
  const waiting = archives.values()
  await Promise.all(
    Array.from({ length: 3 }, async () => {
      for (const [what, archive] of waiting) {
        const said = await attempt(archive)
        if (said !== 'backup-refused') through.push(`${what}: ${said}`)
      }
    }),
  )
  return through
}

describe('[Q4] hostile archives are refused whole, and nothing of them is written anywhere', () => {
  it('while a sound one written the same way is restored', async () => {
    for (const method of [0, 8]) {
      const ground = mkdtempSync(join(base, 'ground-'))
      const from = join(ground, 'backup.zip')
      writeFileSync(from, zipOf(sound.map((one) => ({ ...one, method }))))
      expect(unwrap(await restoreLibrary(from, join(ground, 'library')))).toMatchObject({ pictures: 2 })
    }
  })

  it(`whatever their names lead to: ${HOSTILE_NAMES.length + NEAR_HASHES.length} of them`, async () => {
    const names = [...HOSTILE_NAMES, ...NEAR_HASHES]
    expect(names.filter(isBackupEntry)).toEqual([])
    const content = Buffer.from('escaped')
    const archives = names.map(
      (name) => [JSON.stringify(name).slice(0, 60), zipOf([...sound, { name, content }])] as const,
    )
    expect(await notRefused(archives)).toEqual([])
    expect(existsSync(join(base, 'escaped'))).toBe(false)
  })

  it('whatever kind of thing an entry says it is', async () => {
    const archives = KINDS.flatMap(([what, mode]) =>
      [aPicture(), entry('library.db'), entry('manifest.json')].map(
        (one) => [`${what} ${one.name}`, zipOf(instead({ ...one, attributes: (mode << 16) >>> 0 }))] as const,
      ),
    )
    const link: Lie = { name: 'escape', content: Buffer.from('/etc'), attributes: (0o120_777 << 16) >>> 0 }
    const folder: Lie = { ...aPicture(), attributes: 0x10 }
    expect(
      await notRefused([...archives, ['a link', zipOf([link, ...sound])], ['a folder', zipOf(instead(folder))]]),
    ).toEqual([])
  })

  it('with the same file twice, also by case or by how a letter is put together', async () => {
    const twice = [aPicture(), entry('library.db'), entry('manifest.json')]
    const archives = twice.flatMap((one) => [
      [`twice ${one.name}`, zipOf([...sound, one])] as const,
      [`upper ${one.name}`, zipOf([...sound, { ...one, name: one.name.toUpperCase() }])] as const,
      [
        `wide ${one.name}`,
        zipOf([
          ...sound,
          {
            ...one,
            name: one.name.replace(/[a-z]/, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0)),
          },
        ]),
      ] as const,
    ])
    const named = manifestWith((manifest) => manifest.pictures.push(manifest.pictures[0] ?? {}))
    expect(await notRefused([...archives, ['named twice', zipOf(instead(named))]])).toEqual([])
  })

  it('with entries that lie over each other, or are told in two ways', async () => {
    const picture = aPicture()
    const at = sound.findIndex(({ name }) => name === picture.name)
    const other = `blobs/cd/${'cd'.repeat(32)}`
    const over = [...sound, { ...picture, name: other, overlaps: at }]
    const same = sound.filter(({ name }) => name.startsWith('blobs/'))
    const both = instead({ ...(same[1] ?? picture), overlaps: sound.findIndex(({ name }) => name === same[0]?.name) })
    expect(
      await notRefused([
        ['over another', zipOf(over)],
        ['one body for two', zipOf(both)],
        ['two names', zipOf(instead({ ...picture, localName: '../escaped' }))],
        ['two names of one length', zipOf(instead({ ...picture, localName: `${picture.name.slice(0, -1)}g` }))],
        ['two methods', zipOf(instead({ ...picture, localMethod: 8 }))],
        ['more entries than there are', zipOf(sound, { count: sound.length + 3 })],
      ]),
    ).toEqual([])
  })

  it('that are encrypted, or packed in a way nobody knows', async () => {
    const flags = [0x0001, 0x0041, 0x2001].map(
      (bits) => [`flags ${bits}`, zipOf(instead({ ...aPicture(), flags: bits }))] as const,
    )
    const methods = [1, 6, 9, 12, 14, 93, 95, 98, 99].map(
      (method) => [`method ${method}`, zipOf(instead({ ...aPicture(), method, packed: Buffer.alloc(100) }))] as const,
    )
    expect(await notRefused([...flags, ...methods])).toEqual([])
  })

  it('that unpack to more than they say, or than anything could hold', async () => {
    const bomb = deflateRawSync(Buffer.alloc(50_000_000))
    const picture = aPicture()
    const bombs = [
      ['says what it is', { ...picture, method: 8, packed: bomb, size: 50_000_000 }],
      ['says less', { ...picture, method: 8, packed: bomb }],
      ['database', { ...entry('library.db'), method: 8, packed: bomb, size: 50_000_000 }],
      ['manifest', { name: 'manifest.json', method: 8, packed: bomb, size: 50_000_000 }],
      ['manifest that says little', { name: 'manifest.json', method: 8, packed: bomb, size: 100 }],
      ['manifest that says too much', { name: 'manifest.json', packed: Buffer.from('{}'), size: 4_000_000_000 }],
      ['stored, larger than its bytes', { ...picture, size: 1_000_000 }],
      ['packed rubbish', { ...picture, method: 8, packed: Buffer.from('rubbish') }],
    ] as const
    expect(await notRefused(bombs.map(([what, lie]) => [what, zipOf(instead(lie))] as const))).toEqual([])
    const told = manifestWith((manifest) => {
      manifest.pictures = manifest.pictures.map((one) => ({ ...one, bytes: 50_000_000 }))
    })
    expect(await notRefused([['manifest with other sizes', zipOf(instead(told))]])).toEqual([])
  })

  it('that are cut off, at any place', async () => {
    const whole = zipOf(sound)
    const cuts = Array.from({ length: 40 }, (_, n) => Math.floor((whole.length * n) / 40))
    expect(await notRefused(cuts.map((at) => [`cut at ${at}`, whole.subarray(0, at)] as const))).toEqual([])
    expect(
      await notRefused([
        ['no zip', Buffer.from('hello')],
        ['a tar', Buffer.alloc(10_240)],
      ]),
    ).toEqual([])
  })

  it('that lack something, or hold what nobody named', async () => {
    const bytes = Buffer.from('new')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const stranger: Lie = { name: `blobs/${sha256.slice(0, 2)}/${sha256}`, content: bytes }
    const climbing = manifestWith((manifest) => {
      manifest.pictures = [...manifest.pictures, { sha256: '../../escaped', bytes: 3 }]
    })
    const lists = sound.map(({ name }) => [`without ${name}`, zipOf(without(name))] as const)
    expect(
      await notRefused([
        ...lists,
        ['stranger', zipOf([...sound, stranger])],
        ['climbing manifest', zipOf([...without('manifest.json'), climbing])],
        ['nothing at all', zipOf([])],
        ['another program', zipOf(instead(manifestWith((manifest) => (manifest['format'] = 'other'))))],
        ['more in the manifest', zipOf(instead(manifestWith((manifest) => (manifest['more'] = true))))],
        ['changed bytes', zipOf(instead({ ...aPicture(), content: Buffer.alloc(aPicture().content?.length ?? 0) }))],
      ]),
    ).toEqual([])
  })

  it('and so are folders with links, pipes and strangers in them', async () => {
    const folderWith = (change: (folder: string) => void): string => {
      const folder = mkdtempSync(join(base, 'folder-'))
      cpSync(join(base, 'copy'), folder, { recursive: true })
      change(folder)
      return folder
    }
    const picture = aPicture().name
    const folders = [
      folderWith((folder) => {
        rmSync(join(folder, picture))
        symlinkSync(join(base, 'copy', picture), join(folder, picture))
      }),
      folderWith((folder) => symlinkSync('/etc', join(folder, 'blobs', 'ff'))),
      folderWith((folder) => symlinkSync('/etc/passwd', join(folder, 'manifest'))),
      folderWith((folder) => {
        rmSync(join(folder, 'library.db'))
        symlinkSync(join(base, 'copy', 'library.db'), join(folder, 'library.db'))
      }),
      folderWith((folder) => mkdirSync(join(folder, 'more'))),
      folderWith((folder) => writeFileSync(join(folder, 'library.db-wal'), 'x')),
      ...(spawnSync('mkfifo', ['--version']).status === 0
        ? [folderWith((folder) => spawnSync('mkfifo', [join(folder, 'blobs', 'pipe')]))]
        : []),
    ]
    const said = await Promise.all(
      folders.map(async (from, at) => {
        const result = await restoreLibrary(from, join(base, `out-${at}`))
        return result.ok ? 'restored' : result.problem.code
      }),
    )
    expect(said).toEqual(folders.map(() => 'backup-refused'))
    expect(readdirSync(base).filter((name) => name.startsWith('out-'))).toEqual([])
  })
})
