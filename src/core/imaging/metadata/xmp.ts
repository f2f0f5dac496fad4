import { type Provenance, SOURCE_TYPES } from './provenance.ts'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for XML 1.0: escaped, and without the signs that XML cannot hold at all (section 2.2). */
const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex -- exactly those that XML forbids
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
    .replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? '')

const element = (name: string, value: string | null): string =>
  value === null ? '' : `<${name}>${escapeXml(value)}</${name}>`

const bag = (name: string, value: string | null): string =>
  value === null ? '' : `<${name}><rdf:Bag><rdf:li>${escapeXml(value)}</rdf:li></rdf:Bag></${name}>`

const inEveryLanguage = (name: string, value: string | null): string =>
  value === null
    ? ''
    : `<${name}><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(value)}</rdf:li></rdf:Alt></${name}>`

/**
 * An XMP packet (ISO 16684-1): where the picture comes from in the words of the IPTC Photo Metadata Standard (digital source
 * type; since 2025.1 also the AI system and the prompt), and recipe and strategy in names of our own.
 */
export const xmpPacket = (facts: Provenance): string =>
  [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about=""',
    ' xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"',
    ' xmlns:studio="urn:identity-studio:xmp:1.0:">',
    element('xmp:CreatorTool', facts.tool),
    element('xmp:CreateDate', facts.madeAt),
    element('Iptc4xmpExt:DigitalSourceType', `${SOURCE_TYPES}${facts.source}`),
    element('Iptc4xmpExt:AISystemUsed', facts.engine),
    element('Iptc4xmpExt:AISystemVersionUsed', facts.model),
    element('Iptc4xmpExt:AIPromptInformation', facts.prompt),
    bag('Iptc4xmpExt:PersonInImage', facts.subject),
    inEveryLanguage('dc:title', facts.identity),
    element('studio:Recipe', facts.recipe),
    element('studio:Step', facts.step),
    element('studio:Strategy', facts.strategy),
    element('studio:Original', facts.original),
    '</rdf:Description></rdf:RDF></x:xmpmeta>',
    '<?xpacket end="w"?>',
  ].join('')
