import { createHash } from 'node:crypto'
import type { EngineName, SubjectTraits } from '../../contract/index.ts'
import type { ContactSheetData, SheetPicture } from './contact-sheet-data.ts'
import { framed, identitySection, linked, requestsOf } from './contact-sheet-identity.ts'
import { CONTACT_SHEET_STYLE } from './contact-sheet-style.ts'
import { counted, dayAndTime, dollars, duration, begun } from './figures.ts'
import { html, written, type Html } from './html.ts'

/**
 * Nothing may run and nothing may be fetched: pictures come from beside the page (`file:` when it is opened from a disk),
 * and the one style sheet is named by its hash. The page shows words from models and files; this is the second lock.
 */
const POLICY = [
  "default-src 'none'",
  "img-src 'self' file:",
  `style-src 'sha256-${createHash('sha256').update(CONTACT_SHEET_STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

// In one piece: a space more or less inside the element would be another hash.
const STYLE: Html = { markup: `<style>${CONTACT_SHEET_STYLE}</style>` }

const ENGINES: Readonly<Record<EngineName, string>> = {
  simulator: 'on the simulator',
  gemini: 'on Gemini',
  replay: 'replayed from the library',
}

const figure = (name: string, value: string): Html =>
  html`<div>
    <dt class="label">${name}</dt>
    <dd>${value}</dd>
  </div>`

const totals = ({ totals: { requests, cached, costUsd, durationMs }, identities }: ContactSheetData): Html => {
  const made = identities.filter(({ finals }) => finals.length > 0).length
  return html`<dl class="totals">
    ${figure('Identities with a final', `${made} of ${identities.length}`)} ${figure('Requests', String(requests))}
    ${figure('From the library', String(cached))} ${figure('Cost', dollars(costUsd))}
    ${durationMs !== null && figure('Time', duration(durationMs))}
  </dl>`
}

const about = ({ gender, hairColor, eyeColor, ethnicity, build, height }: SubjectTraits): string =>
  [gender, `${hairColor} hair`, `${eyeColor} eyes`, ethnicity, build, height]
    .filter((fact) => fact !== undefined)
    .join(', ')

const view = (picture: SheetPicture): Html =>
  html`<figure>
    ${linked(picture, `Character view: ${picture.caption}`)}
    <figcaption>${written(begun(picture.caption), 80)}</figcaption>
  </figure>`

/**
 * A run as one HTML page: no script, nothing from the network, every picture a file beside it, so that it opens from a disk
 * as from a server. Whatever the data says is escaped; a picture whose path leads out of the page's folder is left out.
 */
export const contactSheet = (data: ContactSheetData): string => {
  const { title, madeAt, engine, subject, references, views, identities, notes } = data
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title.slice(0, 200)}</title>
        ${STYLE}
      </head>
      <body>
        <header class="masthead">
          <div>
            <p class="label">Contact sheet</p>
            <h1>${written(title, 160)}</h1>
            <p class="about">
              ${written(subject.name, 120)}: ${written(about(subject))}.
              ${counted(identities.length, 'identity', 'identities')} ${ENGINES[engine]}, ${dayAndTime(madeAt)}.
            </p>
          </div>
          ${totals(data)}
        </header>
        ${
          notes.length > 0 &&
          html`<ul class="notes">
            ${notes.map((note) => html`<li>${written(note, 600)}</li>`)}
          </ul>`
        }
        <div class="person">
          ${
            references.length > 0 &&
            html`<section>
              <h2 class="label">Reference photos</h2>
              <div class="strip references square">
                ${references.map((picture) => framed(picture, `Reference photo: ${picture.caption}`))}
              </div>
            </section>`
          }
          <section>
            <h2 class="label">Character views, made once for every identity</h2>
            <div class="strip">${views.map(view)}</div>
            ${
              views.some(({ attempt }) => attempt !== null) &&
              html`<details>
                <summary>Prompts and requests</summary>
                ${requestsOf(views)}
              </details>`
            }
          </section>
        </div>
        <main>${identities.map((identity) => identitySection(identity, { references, views }))}</main>
        <footer>Identity Studio. Every picture opens in full when it is clicked.</footer>
      </body>
    </html> `.markup
}
