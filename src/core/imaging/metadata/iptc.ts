import type { Provenance } from './provenance.ts'

/** A dataset of record 2 (IPTC-NAA IIM 4.2): tag marker, record, number, length, text cut to what it may hold. */
const dataset = (number: number, text: string, most: number): Buffer => {
  const value = Buffer.from(text, 'utf8').subarray(0, most)
  return Buffer.concat([Buffer.from([0x1c, 2, number, value.length >> 8, value.length & 0xff]), value])
}

/** Says that what follows is UTF-8 (record 1, dataset 90). */
const UTF8 = Buffer.from([0x1c, 1, 90, 0, 3, 0x1b, 0x25, 0x47])
const VERSION = Buffer.from([0x1c, 2, 0, 0, 2, 0, 4])

const SPECIAL_INSTRUCTIONS = 40
const ORIGINATING_PROGRAM = 65
const CAPTION = 120

const SAYS: Readonly<Record<Provenance['source'], string>> = {
  trainedAlgorithmicMedia: 'Made by a generative model (IPTC digital source type: trainedAlgorithmicMedia).',
  compositeWithTrainedAlgorithmicMedia:
    'Put together of pictures of a generative model (IPTC digital source type: compositeWithTrainedAlgorithmicMedia).',
}

/**
 * The older IPTC block (IIM), in the Photoshop resource 0x0404 where every reader looks for it. It has no field for the digital
 * source type, which is in the XMP; what readers of the old block show are these words.
 */
const photoshopResource = (facts: Provenance): Buffer => {
  const iim = Buffer.concat([
    UTF8,
    VERSION,
    dataset(SPECIAL_INSTRUCTIONS, SAYS[facts.source], 256),
    dataset(ORIGINATING_PROGRAM, facts.tool, 32),
    ...(facts.identity === null ? [] : [dataset(CAPTION, facts.identity, 2000)]),
  ])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(iim.length)
  const head = Buffer.concat([Buffer.from('8BIM', 'latin1'), Buffer.from([0x04, 0x04, 0, 0]), length])
  return Buffer.concat([head, iim, Buffer.alloc(iim.length % 2)])
}

/** The JPEG with an IPTC block in an APP13 segment, right behind its start. */
export const jpegWithIptc = (jpeg: Uint8Array, facts: Provenance): Uint8Array => {
  const content = Buffer.concat([Buffer.from('Photoshop 3.0\0', 'latin1'), photoshopResource(facts)])
  const head = Buffer.from([0xff, 0xed, (content.length + 2) >> 8, (content.length + 2) & 0xff])
  // Behind JFIF's APP0, which must be the first segment where there is one.
  const at = jpeg[2] === 0xff && jpeg[3] === 0xe0 ? 4 + ((jpeg[4] ?? 0) << 8) + (jpeg[5] ?? 0) : 2
  return Buffer.concat([jpeg.subarray(0, at), head, content, jpeg.subarray(at)])
}
