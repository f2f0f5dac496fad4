import type { SheetIdentity, SheetPicture, SheetRung } from './contact-sheet-data.ts'
import { attemptDetails, attemptFacts, attemptTitle, checksLine, reasonOf } from './contact-sheet-attempt.ts'
import { counted, spoken } from './figures.ts'
import { html, relativeUrl, written, type Html } from './html.ts'

/** A picture that opens in full when it is clicked. */
export const linked = ({ path, width, height }: SheetPicture, alt: string): Html => {
  const url = relativeUrl(path)
  if (url === null) return html`<p class="missing">The picture's path leads out of this folder.</p>`
  const size = width > 0 && height > 0 && html` width="${Math.round(width)}" height="${Math.round(height)}"`
  return html`<a href="${url}"><img src="${url}" ${size} alt="${alt}" loading="lazy" decoding="async" /></a>`
}

/** A small picture with its few words. */
export const framed = (picture: SheetPicture, alt: string): Html =>
  html`<figure>
    ${linked(picture, alt)}
    <figcaption>${written(picture.caption, 80)}</figcaption>
  </figure>`

const step = (title: string, body: Html): Html =>
  html`<li>
    <p class="label">${title}</p>
    ${body}
  </li>`

const mosaic = (pictures: readonly SheetPicture[], alt: string): Html =>
  html`<div class="mosaic square">${pictures.map((picture) => linked(picture, `${alt}: ${picture.caption}`))}</div>`

const stack = (pictures: readonly SheetPicture[], alt: string): Html =>
  pictures.length === 0
    ? html`<div class="empty"></div>`
    : html`<div class="stack">
        ${pictures.map(
          (picture) =>
            html`<figure>
              ${linked(picture, alt)}
              <figcaption>
                ${written(picture.caption, 80)}${picture.attempt && html`<span class="facts">${attemptFacts(picture.attempt)}</span>${checksLine(picture.attempt.checks)}${attemptDetails(picture.attempt, 'Prompt')}`}
              </figcaption>
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
    <span class="strategy">${spoken(strategy)}</span>
    <span class="outcome ${outcome}">${OUTCOMES[outcome]}</span>
    ${[...said.values()].map((reason) => html`<p class="why">${reason}</p>`)}
    ${attempts.map((attempt) => attemptDetails(attempt, `${attemptTitle(attempt)} · ${attemptFacts(attempt)}`))}
  </li>`
}

const finalCaption = (picture: SheetPicture): Html => {
  const { attempt } = picture
  if (attempt === null) return written(picture.caption)
  const strategy = attempt.strategy === null ? null : spoken(attempt.strategy)
  const place = attempt.rung === null ? null : `rung ${attempt.rung + 1} of the ladder`
  return html`${[strategy, place, `variant ${attempt.variant}`].filter((fact) => fact !== null).join(' · ')}
    <span class="facts">${attemptFacts(attempt)}</span>${checksLine(attempt.checks)}${attemptDetails(attempt)}`
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
      <figcaption>${finalCaption(first)}</figcaption>
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
    ${hero(sheet)}
    <div class="story">
      <header>
        <p class="label">${written(identity.category, 120)}</p>
        <h2>${written(identity.name, 120)}</h2>
        <p class="iam">${written(identity.iAm, 500)}</p>
        <p class="moment">${written(identity.visualization, 900)}</p>
        ${identity.style !== undefined && html`<p class="moment">Style: ${written(identity.style)}</p>`}
        ${problems.map((problem) => html`<p class="problem">${written(problem, 600)}</p>`)}
      </header>
      <ol class="lineage">
        ${step('References', mosaic(person.references, 'Reference photo'))}
        ${step('Views', mosaic(person.views, 'Character view'))}
        ${step('Scene', stack(scenes, `Scene: ${identity.name}`))}
        ${step('Portrait', stack(portraits, `Matched portrait: ${identity.name}`))}
        ${step('Final', finals.length === 0 ? html`<div class="empty"></div>` : html`<div class="stack">${finals.slice(0, 4).map((picture) => linked(picture, `Final: ${identity.name}`))}</div>`)}
      </ol>
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
