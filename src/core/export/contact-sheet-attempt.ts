import type { Attempt, CheckFinding } from '../../contract/index.ts'
import { counted, dollars, duration, begun } from './figures.ts'
import { html, written, type Html } from './html.ts'

/** A prompt is shown whole up to this; nobody reads on, and a page must stay openable. */
const MOST_PROMPT = 20_000

const joined = (facts: readonly (string | null)[]): string => facts.filter((fact) => fact !== null).join(' · ')

/** What a request cost and how it went, in one line. */
export const attemptFacts = (attempt: Attempt): string =>
  joined([
    attempt.model,
    attempt.cached ? 'from the library' : null,
    attempt.retries > 0 ? `sent again ${counted(attempt.retries, 'time')}` : null,
    attempt.latencyMs === null || attempt.cached ? null : duration(attempt.latencyMs),
    attempt.cached ? null : dollars(attempt.costUsd),
  ])

const MARKS: Readonly<Record<CheckFinding['verdict'], string>> = { pass: '✓', warn: '!', fail: '✕' }

/** "✓ 6 checks passed", or the sentences of those that did not. */
export const checksLine = (checks: readonly CheckFinding[]): Html | null => {
  if (checks.length === 0) return null
  const bad = checks.filter(({ verdict }) => verdict !== 'pass')
  if (bad.length === 0) return html`<span class="facts pass">✓ ${counted(checks.length, 'check')} passed</span>`
  return html`${bad.map(({ verdict, says }) => html`<span class="facts ${verdict}">${MARKS[verdict]} ${written(says)}</span>`)}`
}

/** The parts in the order they were sent, neighbours of one kind counted together. */
const partsInOrder = ({ parts }: Attempt): readonly string[] => {
  const runs: { name: string; count: number }[] = []
  for (const part of parts) {
    const name = part.turn === 'model' ? `model: ${part.kind}` : part.kind === 'text' ? 'prompt' : part.role
    const last = runs.at(-1)
    if (last?.name === name) last.count++
    else runs.push({ name, count: 1 })
  }
  return runs.map(({ name, count }) => (count === 1 ? name : `${name} × ${count}`))
}

/** Why a request gave nothing: the reason as it was given, and the words that came with it. */
export const reasonOf = ({ reason, words, httpStatus }: Attempt): Html | null => {
  if (reason === null && words === null) return null
  const told =
    reason === null
      ? null
      : html`${written(httpStatus === null || httpStatus < 400 ? reason : `${reason} (HTTP ${httpStatus})`)}`
  return html`${told}${told !== null && words !== null && ': '}${words !== null && html`<q>${written(words, 600)}</q>`}`
}

/** Everything that went into one request and what the checks found, without a frame around it. */
const attemptInside = (attempt: Attempt): Html => {
  const prompts = attempt.parts.filter(({ kind, turn }) => kind === 'text' && turn === 'user')
  const template = attempt.prompt
  return html`<div>
      <p class="label">Sent, in this order</p>
      <ol class="parts">
        ${partsInOrder(attempt).map((part) => html`<li>${part}</li>`)}
      </ol>
    </div>
    ${prompts.map(
      ({ text }) =>
        html`<div>
          <p class="label">Prompt${template !== null && html` · ${template.template} ${template.version}`}</p>
          <pre dir="auto">${written(text ?? 'not kept', MOST_PROMPT)}</pre>
        </div>`,
    )}
    ${
      attempt.text !== null &&
      html`<div>
        <p class="label">Answer</p>
        <pre dir="auto">${written(attempt.text, MOST_PROMPT)}</pre>
      </div>`
    }
    ${
      attempt.checks.length > 0 &&
      html`<div>
        <p class="label">Checks</p>
        <ul>
          ${attempt.checks.map(({ verdict, says }) => html`<li><span class="${verdict}">${MARKS[verdict]}</span> ${written(says)}</li>`)}
        </ul>
      </div>`
    }`
}

/** The same, on demand. */
export const attemptDetails = (attempt: Attempt, summary = 'Prompt and request'): Html =>
  html`<details>
    <summary>${summary}</summary>
    <div class="sheaf">${attemptInside(attempt)}</div>
  </details>`

/** One request of a ladder's rung, by its step. */
export const attemptTitle = ({ step, variant, status }: Attempt): string =>
  `${begun(step.replace('-', ' '))}, variant ${variant}, ${status === 'unknown' ? 'outcome unknown' : status}`
