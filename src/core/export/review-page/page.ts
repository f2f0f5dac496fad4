import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Sha256 } from '../../../contract/index.ts'
import type { Caption } from '../captions.ts'
import { counted, dayAndTime } from '../figures.ts'
import { html, type Html } from '../html.ts'
import { REVIEW_FORMAT } from './review-file.ts'

/** One picture on the page; its bytes are a JPEG that is put into the page whole. */
export interface PagePicture {
  readonly sha256: Sha256
  readonly caption: Caption
  readonly width: number
  readonly height: number
  readonly jpeg: Uint8Array
  /** What the model was told, where that was chosen to be shown. */
  readonly prompt: string | null
}

export interface PageFacts {
  readonly title: string
  readonly madeAt: string
  readonly tool: string
}

const read = (url: URL): string => readFileSync(url, 'utf8')
const STYLE = (): string => read(new URL('../../../../resources/review-page/page.css', import.meta.url))
const SCRIPT = (): string => read(new URL('../../../../resources/review-page/page.js', import.meta.url))

const hashed = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/**
 * What the page may do, written into it: show its own pictures, run its own script, and nothing else. Whatever a name or a
 * comment holds, it loads nothing and tells nobody.
 */
const policyOf = (style: string, script: string): string =>
  [
    "default-src 'none'",
    'img-src data:',
    `style-src ${hashed(style)}`,
    `script-src ${hashed(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

const asIs = (markup: string): Html => ({ markup })

/** Facts for the script. "<" is written so that nothing in it can end the element it stands in. */
const dataOf = (facts: object): Html =>
  asIs(`<script type="application/json" id="facts">${JSON.stringify(facts).replaceAll('<', '\\u003c')}</script>`)

const figureOf = ({ sha256, caption, width, height, jpeg, prompt }: PagePicture): Html =>
  html` <li class="picture" id="p-${sha256}" data-sha256="${sha256}">
    <figure>
      <button type="button" class="open" aria-label="Look at ${caption.title}">
        <img
          src="data:image/jpeg;base64,${asIs(Buffer.from(jpeg).toString('base64'))}"
          width="${width}"
          height="${height}"
          alt="${caption.title}"
        />
      </button>
      <figcaption><bdi class="title">${caption.title}</bdi><span class="line">${caption.line}</span></figcaption>
    </figure>
    ${
      prompt === null
        ? null
        : html`<details>
            <summary>Prompt</summary>
            <pre dir="auto">${prompt}</pre>
          </details>`
    }
    <p class="said" aria-live="polite"></p>
  </li>`

/** A page in one file: pictures, comparison, ratings, comments, and a review that is saved as a file to be sent back. */
export const reviewPage = (pictures: readonly PagePicture[], { title, madeAt, tool }: PageFacts): string => {
  const style = STYLE()
  const script = SCRIPT()
  const heading = title === '' ? 'Pictures for review' : title
  const page = createHash('sha256')
    .update(madeAt)
    .update(pictures.map(({ sha256 }) => sha256).join())
    .digest('hex')
    .slice(0, 16)
  // Whole elements, since what the policy lets run is told by the hash of every sign between their tags.
  const styleElement = asIs(`<style>${style}</style>`)
  const scriptElement = asIs(`<script>${script}</script>`)
  const facts = dataOf({ format: REVIEW_FORMAT, version: 1, page, title: heading })
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policyOf(style, script)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${heading}</title>
        ${styleElement}
      </head>
      <body>
        <header class="top">
          <div>
            <h1 dir="auto">${heading}</h1>
            <p>${counted(pictures.length, 'picture')} · ${dayAndTime(madeAt)}</p>
          </div>
          <form id="who">
            <label for="by">Your name</label><input id="by" name="by" maxlength="120" autocomplete="name" dir="auto" />
          </form>
          <p id="progress" role="status"></p>
          <button type="button" id="save" class="main">Save my review</button>
        </header>
        <noscript
          ><p class="note">
            This browser shows the pictures only. Open the file in a browser that may run its script to rate, compare
            and comment.
          </p></noscript
        >
        <p class="note" id="help">
          Open a picture to rate, approve and comment. Choose two to compare them. Your review is one small file: send
          it back to whoever sent you this page. Nothing leaves this page by itself.
        </p>
        <main>
          <ol class="grid">
            ${pictures.map(figureOf)}
          </ol>
        </main>
        <footer>${tool}. Pictures made by generative models.</footer>
        <dialog id="viewer" tabindex="-1" aria-label="Picture"></dialog>
        ${facts} ${scriptElement}
      </body>
    </html> `
  return document.markup
}
