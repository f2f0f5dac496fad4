import { once } from 'node:events'
import Pdf from 'pdfkit'
import type { ContactSheetWish } from '../../../contract/api/index.ts'
import { type FontRun, runsOf, type SheetFont } from './fonts.ts'

/** A picture as it is drawn: a JPEG of the right size. */
export interface SheetImage {
  readonly jpeg: Uint8Array
  readonly width: number
  readonly height: number
}

export interface SheetPicture extends SheetImage {
  readonly title: string
  readonly line: string
  /** What it was made from, in order, each with a word on what it is. */
  readonly from: readonly (SheetImage & { readonly label: string })[]
}

export interface SheetFacts {
  readonly pictures: readonly SheetPicture[]
  readonly wish: ContactSheetWish
  readonly title: string
  /** Under the title: day, number of pictures. */
  readonly subtitle: string
  readonly tool: string
}

/** Points, 72 to an inch. */
const PAPER = { a4: [595.28, 841.89], letter: [612, 792] } as const
const MARGIN = 36
const GAP = 12
const FOOT = 16
const HEAD = 44
const TITLE = 8.5
const LINE = 7
const CAPTION = 26

const STRONG = '#1a1a1a'
const QUIET = '#666666'

/**
 * Draws the sheet. Gives back the PDF's bytes and the letters that no font has. Throws when a picture is no JPEG, which is a bug.
 */
export const drawSheet = async (
  { pictures, wish, title, subtitle, tool }: SheetFacts,
  fonts: readonly SheetFont[],
): Promise<{ readonly bytes: Uint8Array; readonly missing: readonly string[] }> => {
  const [width, height] = PAPER[wish.paper]
  const missing = new Set<string>()
  const pdf = new Pdf({
    size: [width, height],
    margin: 0,
    autoFirstPage: false,
    info: { Title: title, Creator: tool, Producer: tool },
    lang: 'en',
  })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = once(pdf, 'end')
  for (const [at, { path }] of fonts.entries()) pdf.registerFont(String(at), path)

  const widthOf = (runs: readonly FontRun[], size: number): number =>
    runs.reduce((sum, { text, font }) => sum + pdf.font(String(font)).fontSize(size).widthOfString(text), 0)
  /** One line, cut with an ellipsis where it is too long. */
  const write = (text: string, x: number, y: number, most: number, size: number, colour: string): void => {
    let kept = Array.from(text)
    let runs = runsOf(text, fonts, (sign) => missing.add(sign))
    while (kept.length > 1 && widthOf(runs, size) > most) {
      kept = kept.slice(0, Math.min(kept.length - 1, Math.ceil(kept.length * 0.95)))
      runs = runsOf(`${kept.join('').trimEnd()}…`, fonts, () => {})
    }
    let at = x
    for (const { text: piece, font } of runs) {
      pdf.font(String(font)).fontSize(size).fillColor(colour)
      // Features given, even none, make a piece be shaped as a whole: words of Hebrew and Arabic then stand in their order.
      pdf.text(piece, at, y, { lineBreak: false, features: [] })
      at += pdf.widthOfString(piece)
    }
  }

  let page = 0
  let y = 0
  const bottom = height - MARGIN - FOOT
  const newPage = (): void => {
    pdf.addPage()
    page += 1
    y = MARGIN
    write(`${tool}. Pictures made by generative models.`, MARGIN, height - MARGIN - LINE, width / 2, LINE, QUIET)
    write(`${page}`, width - MARGIN - 16, height - MARGIN - LINE, 16, LINE, QUIET)
    if (page > 1) return
    write(title, MARGIN, y, width - 2 * MARGIN, 15, STRONG)
    write(subtitle, MARGIN, y + 20, width - 2 * MARGIN, TITLE, QUIET)
    y += HEAD
  }
  const room = (needed: number): void => {
    if (page === 0 || (y + needed > bottom && y > MARGIN + (page === 1 ? HEAD : 0))) newPage()
  }
  const place = ({ jpeg, width: w, height: h }: SheetImage, x: number, top: number, most: number, tallest: number) => {
    const scale = Math.min(most / w, tallest / h)
    pdf.image(Buffer.from(jpeg), x, top, { width: w * scale, height: h * scale })
    return h * scale
  }
  const caption = ({ title: name, line }: SheetPicture, x: number, top: number, most: number): void => {
    if (!wish.captions) return
    write(name, x, top + 5, most, TITLE, STRONG)
    write(line, x, top + 16, most, LINE, QUIET)
  }
  const captionHeight = wish.captions ? CAPTION : 0
  const tallest = bottom - MARGIN - HEAD - captionHeight

  if (wish.lineage) for (const picture of pictures) lineage(picture)
  else for (const row of rowsOf(pictures, wish.columns)) grid(row)
  if (page === 0) newPage()
  pdf.end()
  await ended
  return { bytes: new Uint8Array(Buffer.concat(chunks)), missing: [...missing] }

  function grid(row: readonly SheetPicture[]): void {
    const cell = (width - 2 * MARGIN - GAP * (wish.columns - 1)) / wish.columns
    const heights = row.map((picture) => Math.min(tallest, (cell * picture.height) / picture.width))
    const tall = Math.max(...heights)
    room(tall + captionHeight)
    for (const [at, picture] of row.entries()) {
      const x = MARGIN + at * (cell + GAP)
      const drawnHeight = place(picture, x, y, cell, tall)
      caption(picture, x, y + drawnHeight, cell)
    }
    y += tall + captionHeight + GAP
  }

  /** The picture at the left, what it was made from small beside it. */
  function lineage(picture: SheetPicture): void {
    const whole = width - 2 * MARGIN
    const large = whole * 0.42
    const tall = Math.min(tallest, (large * picture.height) / picture.width)
    const columns = 4
    const small = (whole - large - 2 * GAP - GAP * (columns - 1) * 0.5) / columns
    const rows = rowsOf(picture.from, columns)
    const rowHeights = rows.map((row) => Math.max(...row.map((one) => (small * one.height) / one.width)) + 14)
    const needed =
      Math.max(
        tall + captionHeight,
        rowHeights.reduce((sum, one) => sum + one, 0),
      ) +
      GAP * 1.5
    room(Math.min(needed, bottom - MARGIN - HEAD))
    const drawnHeight = place(picture, MARGIN, y, large, tall)
    caption(picture, MARGIN, y + drawnHeight, large)
    let top = y
    for (const [n, row] of rows.entries()) {
      for (const [at, one] of row.entries()) {
        const x = MARGIN + large + 2 * GAP + at * (small + GAP * 0.5)
        const shown = place(one, x, top, small, bottom - top)
        write(one.label, x, top + shown + 2, small, LINE - 0.5, QUIET)
      }
      top += rowHeights[n] ?? 0
    }
    y += needed
  }
}

const rowsOf = <T>(all: readonly T[], columns: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / columns) }, (_, row) => all.slice(row * columns, (row + 1) * columns))
