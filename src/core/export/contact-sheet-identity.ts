import type { SheetIdentity, SheetPicture, SheetRung } from './contact-sheet-data.ts'
import { attemptDetails, attemptFacts, attemptTitle, checksLine, reasonOf } from './contact-sheet-attempt.ts'
import { STRATEGIES } from '../pipeline/recipes/index.ts'
import { begun, counted } from './figures.ts'
import { html, relativeUrl, written, type Html } from './html.ts'

/** A picture that opens in full when it is clicked. */
export const linked = ({ path, width, height }: SheetPicture, alt: string): Html => {
  const url = relativeUrl(path)
  if (url === null) return html`<p class="missing">The picture's path leads out of this folder.</p>`
  const size = width > 0 && height > 0 && html` width="${Math.round(width)}" height="${Math.round(height)}"`
  return html`<a href="${url}"><img src="${url}" ${size} alt="${alt.slice(0, 200)}" /></a>`
}

/** A small picture with its few words. */
export const framed = (picture: SheetPicture, alt: string): Html =>
  html`<figure>
    ${linked(picture, alt)}
    <figcaption>${written(picture.caption, 80)}</figcaption>
  </figure>`

/** One link of the lineage; a recipe that makes no such pictures has no such link. */
const step = (title: string, pictures: readonly SheetPicture[], show: (pictures: readonly SheetPicture[]) => Html) =>
  pictures.length > 0 &&
  html`<li>
    <p class="label">${title}</p>
    ${show(pictures)}
  </li>`

const mosaic =
  (alt: string) =>
  (pictures: readonly SheetPicture[]): Html =>
    html`<div class="mosaic square">${pictures.map((picture) => linked(picture, `${alt}: ${picture.caption}`))}</div>`

const aboutPicture = (picture: SheetPicture): Html =>
  html`${written(begun(picture.caption), 80)}${picture.attempt && html`<span class="facts">${checksLine(picture.attempt.checks)}</span>`}`

/** The requests of pictures, each on demand: in a place of its own, since a prompt needs more width than a thumbnail. */
export const requestsOf = (pictures: readonly SheetPicture[]): readonly Html[] =>
  pictures.flatMap(({ attempt, caption }) =>
    attempt === null ? [] : attemptDetails(attempt, `${begun(caption)} · ${attemptFacts(attempt)}`),
  )

const stack =
  (alt: string) =>
  (pictures: readonly SheetPicture[]): Html =>
    html`<div class="stack">
      ${pictures.map(
        (picture) =>
          html`<figure>
            ${linked(picture, alt)}
            <figcaption>${aboutPicture(picture)}</figcaption>
          </figure>`,
      )}
    </div>`

const OUTCOMES: Readonly<Record<SheetRung['outcome'], string>> = {
  succeeded: '✓ gave the final',
  blocked: '✕ blocked',
  failed: '✕ failed',
  cancelled: 'cancelled',
  unknown: '? outcome unknown',
  standby: 'not needed',
}

const rung = ({ strategy, outcome, attempts }: SheetRung, index: number): Html => {
  const reasons = attempts.filter(({ status }) => status !== 'succeeded').flatMap((attempt) => reasonOf(attempt) ?? [])
  const said = new Map(reasons.map((reason) => [reason.markup, reason]))
  return html`<li class="${outcome}">
    <span class="rung">${index + 1}</span>
    <span class="strategy">${STRATEGIES[strategy].title}</span>
    <span class="outcome ${outcome}">${OUTCOMES[outcome]}</span>
    ${[...said.values()].map((reason) => html`<p class="why">${reason}</p>`)}
    ${attempts.map((attempt) => attemptDetails(attempt, `${attemptTitle(attempt)} · ${attemptFacts(attempt)}`))}
  </li>`
}

const finalCaption = ({ attempt, caption }: SheetPicture): Html => {
  if (attempt === null) return written(caption, 80)
  const strategy = attempt.strategy === null ? null : STRATEGIES[attempt.strategy].title
  const place = attempt.rung === null ? null : `rung ${attempt.rung + 1}`
  return html`${[strategy, place, `variant ${attempt.variant}`].filter((fact) => fact !== null).join(' · ')}
    <span class="facts">${attemptFacts(attempt)}</span>${checksLine(attempt.checks)}`
}

const hero = ({ finals, identity, ladder }: SheetIdentity): Html => {
  const [first, ...others] = finals
  if (first === undefined) {
    const tried = ladder.filter(({ outcome }) => outcome !== 'standby').length
    return html`<div class="hero">
      <p class="missing">
        <strong>No final yet</strong
        >${tried > 0 && `${counted(tried, 'strategy', 'strategies')} tried; the ladder says why.`}
      </p>
    </div>`
  }
  return html`<div class="hero">
    <figure>
      ${linked(first, `Final: ${identity.name}`)}
      <figcaption>${finalCaption(first)}${first.attempt && attemptDetails(first.attempt)}</figcaption>
    </figure>
    ${
      others.length > 0 &&
      html`<div class="strip others">
        ${others.map(
          (picture) =>
            html`<figure>
              ${linked(picture, `Another final: ${identity.name}`)}
              <figcaption>${finalCaption(picture)}</figcaption>
            </figure>`,
        )}
      </div>`
    }
  </div>`
}

/** One identity: its final, large, and beside it how it came about: references, views, scene, portrait, ladder. */
export const identitySection = (
  sheet: SheetIdentity,
  person: { readonly references: readonly SheetPicture[]; readonly views: readonly SheetPicture[] },
): Html => {
  const { identity, scenes, portraits, finals, ladder, problems } = sheet
  const final = finals[0]
  const wide = final !== undefined && final.width > final.height * 1.2
  return html`<section class="identity${wide && ' wide'}">
    <header>
      <p class="label">${written(identity.category, 120)}</p>
      <h2>${written(identity.name, 120)}</h2>
      <p class="iam">${written(identity.iAm, 500)}</p>
      <p class="moment">${written(identity.visualization, 900)}</p>
      ${identity.style !== undefined && html`<p class="moment">Style: ${written(identity.style)}</p>`}
      ${problems.map((problem) => html`<p class="problem">${written(problem, 600)}</p>`)}
    </header>
    ${hero(sheet)}
    <div class="story">
      <ol class="lineage">
        ${step('References', person.references, mosaic('Reference photo'))}
        ${step('Views', person.views, mosaic('Character view'))}
        ${step('Scene', scenes, stack(`Scene: ${identity.name}`))}
        ${step('Portrait', portraits, stack(`Matched portrait: ${identity.name}`))}
        ${step('Final', finals.slice(0, 1), ([first]) => html`<div class="stack">${first && linked(first, `Final: ${identity.name}`)}</div>`)}
      </ol>
      ${requestsOf([...scenes, ...portraits])}
      ${
        ladder.length > 0 &&
        html`<div>
          <h3 class="label">Ladder</h3>
          <ol class="ladder">
            ${ladder.map(rung)}
          </ol>
        </div>`
      }
    </div>
  </section> `
}
