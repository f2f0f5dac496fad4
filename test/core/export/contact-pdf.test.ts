import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { runsOf, sheetFonts } from '../../../src/core/export/contact-pdf/fonts.ts'
import { drawSheet, type SheetPicture } from '../../../src/core/export/contact-pdf/sheet.ts'
import { aFolder } from '../../builders/studio.ts'
import { anAppWithPictures, aPicture, exported, folderOf } from './delivered.ts'

/** Every unpacked stream of a PDF, one after another, as text. */
const unpacked = (pdf: Buffer): string => {
  const texts: string[] = []
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 1)) {
    const end = pdf.indexOf('\nendstream', at)
    try {
      texts.push(inflateSync(pdf.subarray(at + 7, end)).toString('latin1'))
    } catch {
      // A picture, which is packed in its own way.
    }
  }
  return texts.join('\n')
}

/** The letters a PDF gives back when its text is copied, from the maps that fonts carry for that. */
const lettersIn = (pdf: Buffer): string =>
  [...unpacked(pdf).matchAll(/<([0-9a-f]{4,})>/gi)]
    .map(([, hex = '']) => String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((code) => Number.parseInt(code, 16))))
    .join('')

const pages = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\n/g)?.length ?? 0
const images = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Subtype \/Image/g)?.length ?? 0

const wish = { paper: 'a4', columns: 3, captions: true, lineage: false } as const

const aSheetPicture = async (more: Partial<SheetPicture> = {}): Promise<SheetPicture> => ({
  jpeg: await sharp(await aPicture(90, 120))
    .jpeg()
    .toBuffer(),
  width: 90,
  height: 120,
  title: 'Final 1',
  line: 'scene views',
  from: [],
  ...more,
})

describe('[D11] a contact sheet', () => {
  it('is a PDF with every picture in a grid and its captions, its fonts inside', async () => {
    const { client, cards } = await anAppWithPictures()
    const out = await aFolder()
    const what = cards.filter(({ step }) => step !== 'views').map(({ sha256 }) => sha256)
    const options = { pictures: false, contactSheet: { columns: 3 }, tell: { names: true } }
    const report = await exported(client, { what, options, to: folderOf(out) })
    expect(report).toMatchObject({ status: 'done', warnings: [], written: [{ kind: 'contact-sheet' }] })
    const pdf = await readFile(join(out, report.written[0]!.file))
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect([pages(pdf), images(pdf)]).toEqual([1, what.length])
    expect(pdf.toString('latin1')).toContain('/FontFile2')
    for (const letter of 'ConductorAda') expect(lettersIn(pdf)).toContain(letter)
  })

  it('shows what each picture was made from, where that is chosen', async () => {
    const { client, final } = await anAppWithPictures()
    const out = await aFolder()
    const options = { pictures: false, contactSheet: { lineage: true } }
    const report = await exported(client, { what: [final], options, to: folderOf(out) })
    const pdf = await readFile(join(out, report.written[0]!.file))
    // The final, its portrait or scene, and further back at least a view and a photo.
    expect(images(pdf)).toBeGreaterThanOrEqual(4)
  })

  it('goes on over as many pages as it needs', async () => {
    const picture = await aSheetPicture()
    const { bytes } = await drawSheet(
      { pictures: Array.from({ length: 30 }, () => picture), wish, title: 'T', subtitle: 'S', tool: 'Studio' },
      sheetFonts(),
    )
    expect(pages(Buffer.from(bytes))).toBeGreaterThan(2)
  })

  it.each([
    ['Conductor, עדה לביא · final 1', ['Conductor, ', 'עדה לביא', ' · final 1']],
    ['עדה, Conductor · final 12', ['Conductor · final 12', 'עדה, ']],
    ['محمد 2026 Ada', ['Ada', ' ', '2026', 'محمد ']],
    // A bracket opens toward what it holds, from whichever side that is read.
    ['שלום (2026)', ['(', '2026', 'שלום )']],
    ['Ada (1)', ['Ada (1)']],
  ])('puts the pieces of "%s" in the order they are seen', (line, seen) => {
    expect(runsOf(line, sheetFonts(), () => {}).map(({ text }) => text)).toEqual(seen)
  })

  it('writes names of many scripts, and tells of letters that no font has', async () => {
    const fonts = sheetFonts()
    const missing = new Set<string>()
    const told = (sign: string) => missing.add(sign)
    expect(runsOf('Žofie Ωmega Жанна', fonts, told)).toEqual([{ text: 'Žofie Ωmega Жанна', font: 0 }])
    expect(runsOf('عائشة עדה', fonts, told)).toEqual([{ text: 'عائشة עדה', font: 0 }])
    expect([...missing]).toEqual([])
    expect(runsOf('A\u{1F468}B', fonts.slice(0, 1), told)).toEqual([{ text: 'A\u25A1B', font: 0 }])
    expect([...missing]).toEqual(['\u{1F468}'])
    const { missing: inSheet } = await drawSheet(
      { pictures: [await aSheetPicture({ title: '\u{1F468} x' })], wish, title: 'T', subtitle: 'S', tool: 'Studio' },
      fonts.slice(0, 1),
    )
    expect(inSheet).toEqual(['\u{1F468}'])
  })
})
