'use strict'
;(() => {
  const facts = JSON.parse(document.getElementById('facts').textContent)
  const places = [...document.querySelectorAll('.picture')]
  const order = places.map((place) => place.dataset.sha256)
  const byHash = new Map(places.map((place) => [place.dataset.sha256, place]))
  const by = document.getElementById('by')
  const viewer = document.getElementById('viewer')
  const KEPT = `${facts.format}.${facts.page}`

  /** What was said so far, by hash. It is kept in this browser where that is possible, so that closing the page loses nothing. */
  const reviews = new Map()
  let chosen = []
  let shown = null

  const keep = () => {
    try {
      localStorage.setItem(KEPT, JSON.stringify({ by: by.value, reviews: [...reviews] }))
    } catch {
      // Pages opened from a file may have no storage; the review then lives as long as the page.
    }
  }
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? 'null')
    if (kept) {
      by.value = kept.by
      for (const [hash, review] of kept.reviews) if (byHash.has(hash)) reviews.set(hash, review)
    }
  } catch {
    // The same.
  }

  const reviewOf = (hash) => reviews.get(hash) ?? { stars: null, approved: false, comment: '' }
  const isEmpty = (review) => review.stars === null && !review.approved && review.comment.trim() === ''

  const element = (name, properties = {}, ...children) => {
    const made = document.createElement(name)
    for (const [key, value] of Object.entries(properties)) {
      if (key.startsWith('on')) made.addEventListener(key.slice(2), value)
      else if (key === 'class') made.className = value
      else if (value !== undefined) made.setAttribute(key, value)
    }
    made.append(...children)
    return made
  }

  const titleOf = (hash) => byHash.get(hash).querySelector('.title').textContent
  const pictureOf = (hash) => {
    const image = byHash.get(hash).querySelector('img')
    return element('img', { src: image.src, alt: titleOf(hash) })
  }

  const tellCard = (hash) => {
    const said = byHash.get(hash).querySelector('.said')
    const { stars, approved, comment } = reviewOf(hash)
    said.replaceChildren()
    if (stars !== null) said.append(`${'★'.repeat(stars)}${'☆'.repeat(5 - stars)} `)
    if (approved) said.append(element('span', { class: 'yes' }, '✓ approved '))
    if (comment.trim() !== '') said.append(element('span', { dir: 'auto' }, `“${comment.trim().slice(0, 80)}”`))
  }
  const tellAll = () => {
    const count = [...reviews.values()].filter((review) => !isEmpty(review)).length
    document.getElementById('progress').textContent = `${count} of ${order.length} reviewed`
  }

  const change = (hash, what) => {
    const next = { ...reviewOf(hash), ...what }
    if (isEmpty(next)) reviews.delete(hash)
    else reviews.set(hash, next)
    keep()
    tellCard(hash)
    tellAll()
  }

  const choose = (hash) => {
    chosen = chosen.includes(hash) ? chosen.filter((other) => other !== hash) : [...chosen, hash].slice(-2)
    for (const place of places) {
      const button = place.querySelector('[data-choose]')
      button.setAttribute('aria-pressed', String(chosen.includes(place.dataset.sha256)))
    }
    if (chosen.length === 2) open(chosen[1], chosen[0], 'side')
  }

  const figure = (hash, letter) =>
    element('figure', {}, pictureOf(hash), element('figcaption', {}, `${letter}${letter && ' · '}${titleOf(hash)}`))

  const wipe = (a, b) => {
    const front = pictureOf(a)
    const line = element('span', { class: 'line-between' })
    const range = element('input', { type: 'range', min: '0', max: '100', value: '50', 'aria-label': 'How much of A is seen', 'data-focus': 'divider' })
    const move = () => {
      front.style.clipPath = `inset(0 ${100 - Number(range.value)}% 0 0)`
      line.style.left = `${range.value}%`
    }
    range.addEventListener('input', move)
    move()
    const box = element('div', { class: 'wipe' }, pictureOf(b), front, line, range)
    return element('figure', {}, box, element('figcaption', {}, `A · ${titleOf(a)}   |   B · ${titleOf(b)}`))
  }

  const stageOf = ({ hash, other, mode }) => {
    if (other === null || mode === 'one') return element('div', { class: 'stage' }, figure(hash, ''))
    if (mode === 'wipe') return element('div', { class: 'stage' }, wipe(other, hash))
    return element('div', { class: 'stage two' }, figure(other, 'A'), figure(hash, 'B'))
  }

  const starsOf = (hash) => {
    const row = element('div', { class: 'stars', role: 'group', 'aria-label': 'Stars' })
    const paint = () => {
      for (const [at, button] of [...row.children].entries()) {
        const on = at < (reviewOf(hash).stars ?? 0)
        button.textContent = on ? '★' : '☆'
        button.toggleAttribute('data-on', on)
        button.setAttribute('aria-pressed', String(at + 1 === reviewOf(hash).stars))
      }
    }
    for (let n = 1; n <= 5; n++)
      row.append(
        element('button', {
          type: 'button',
          'data-focus': `star-${n}`,
          'aria-label': n === 1 ? '1 star' : `${n} stars`,
          onclick: () => {
            change(hash, { stars: reviewOf(hash).stars === n ? null : n })
            paint()
          },
        }),
      )
    paint()
    return row
  }

  const panelOf = (hash) => {
    const comment = element('textarea', { id: 'comment', 'data-focus': 'comment', maxlength: '4000', dir: 'auto' })
    comment.value = reviewOf(hash).comment
    comment.addEventListener('input', () => change(hash, { comment: comment.value }))
    const approve = element('button', {
      type: 'button',
      'data-focus': 'approve',
      'aria-pressed': String(reviewOf(hash).approved),
      onclick: () => {
        change(hash, { approved: !reviewOf(hash).approved })
        approve.setAttribute('aria-pressed', String(reviewOf(hash).approved))
        approve.textContent = reviewOf(hash).approved ? '✓ Approved' : 'Approve'
      },
    }, reviewOf(hash).approved ? '✓ Approved' : 'Approve')
    return element(
      'aside',
      { class: 'panel', 'aria-label': 'Your review' },
      element('div', {}, element('h2', { dir: 'auto' }, titleOf(hash)), element('span', { class: 'line' }, byHash.get(hash).querySelector('.line').textContent)),
      starsOf(hash),
      element('div', {}, approve),
      element('div', {}, element('label', { for: 'comment' }, 'Comment'), comment),
      element('p', { class: 'keys' }, '1 to 5 stars · A approve · ← → other pictures · C compare · W wipe · Esc back'),
    )
  }

  /** Draws anew what is looked at; the focus stays on the control it was on, which is another element then. */
  const draw = () => {
    const { hash, other, mode } = shown
    const focused = viewer.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined
    const at = order.indexOf(hash)
    const modeButton = (name, title) =>
      element('button', { type: 'button', 'data-focus': name, 'aria-pressed': String((other === null ? 'one' : mode) === name), onclick: () => setMode(name) }, title)
    viewer.setAttribute('aria-label', titleOf(hash))
    viewer.replaceChildren(
      element(
        'div',
        { class: 'bar' },
        element('button', { type: 'button', 'data-focus': 'back', onclick: () => viewer.close() }, 'Back'),
        element('button', { type: 'button', 'data-focus': 'before', 'aria-label': 'Picture before', onclick: () => step(-1) }, '←'),
        element('button', { type: 'button', 'data-focus': 'next', 'aria-label': 'Next picture', onclick: () => step(1) }, '→'),
        element('span', {}, `${at + 1} of ${order.length}`),
        element('span', { class: 'space' }),
        element('div', { role: 'group', 'aria-label': 'How to look' }, modeButton('one', 'One'), modeButton('side', 'Side by side'), modeButton('wipe', 'Wipe')),
      ),
      stageOf(shown),
      panelOf(hash),
    )
    if (viewer.open) (viewer.querySelector(`[data-focus="${focused}"]`) ?? viewer).focus()
  }

  const open = (hash, other = null, mode = 'one') => {
    shown = { hash, other, mode }
    draw()
    if (!viewer.open) viewer.showModal()
  }
  /** Comparing begins with the picture that is looked at as A, and the next one as B. */
  const setMode = (mode) => {
    if (order.length < 2) return
    if (mode !== 'one' && shown.other === null) {
      const next = order[(order.indexOf(shown.hash) + 1) % order.length]
      shown = { hash: next, other: shown.hash, mode }
    } else shown = { ...shown, mode }
    draw()
  }
  const step = (by) => {
    let at = order.indexOf(shown.hash)
    do at = (at + by + order.length) % order.length
    while (order[at] === shown.other && order.length > 2 && shown.mode !== 'one')
    shown = { ...shown, hash: order[at] }
    draw()
  }

  viewer.addEventListener('close', () => {
    byHash.get(shown.hash)?.querySelector('.open').focus()
    chosen = []
    for (const button of document.querySelectorAll('[data-choose]')) button.setAttribute('aria-pressed', 'false')
  })
  viewer.addEventListener('keydown', (event) => {
    if (event.target instanceof HTMLTextAreaElement || event.ctrlKey || event.metaKey || event.altKey) return
    const isRange = event.target instanceof HTMLInputElement
    if (event.key >= '1' && event.key <= '5') change(shown.hash, { stars: Number(event.key) })
    else if (event.key === '0') change(shown.hash, { stars: null })
    else if (event.key === 'a') change(shown.hash, { approved: !reviewOf(shown.hash).approved })
    else if (event.key === 'ArrowRight' && !isRange) return step(1)
    else if (event.key === 'ArrowLeft' && !isRange) return step(-1)
    else if (event.key === 'c') return setMode(shown.other !== null && shown.mode === 'side' ? 'one' : 'side')
    else if (event.key === 'w') return setMode('wipe')
    else return
    draw()
  })

  for (const place of places) {
    const hash = place.dataset.sha256
    place.querySelector('.open').addEventListener('click', () => open(hash))
    place.append(
      element(
        'div',
        { class: 'tools' },
        element('button', { type: 'button', 'data-choose': '', 'aria-pressed': 'false', 'aria-label': `Compare ${titleOf(hash)}`, onclick: () => choose(hash) }, 'Compare'),
      ),
    )
    tellCard(hash)
  }
  by.addEventListener('input', () => {
    by.removeAttribute('aria-invalid')
    keep()
  })
  document.getElementById('who').addEventListener('submit', (event) => event.preventDefault())

  document.getElementById('save').addEventListener('click', () => {
    const name = by.value.trim()
    if (name === '') {
      by.setAttribute('aria-invalid', 'true')
      document.getElementById('progress').textContent = 'Write your name first: your review carries it.'
      by.focus()
      return
    }
    const file = {
      format: facts.format,
      version: facts.version,
      page: facts.page,
      by: name,
      savedAt: new Date().toISOString(),
      reviews: order.filter((hash) => reviews.has(hash)).map((hash) => {
        const { stars, approved, comment } = reviewOf(hash)
        const text = comment.trim()
        return { sha256: hash, stars, approved, comments: text === '' ? [] : [{ text, at: null }] }
      }),
    }
    const address = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' }))
    const safe = name.normalize('NFKC').replace(/[^\p{Letter}\p{Number}]+/gu, '-').slice(0, 40) || 'me'
    const link = element('a', { href: address, download: `review-by-${safe}.json` })
    document.body.append(link)
    link.click()
    link.remove()
    setTimeout(() => URL.revokeObjectURL(address), 60_000)
    document.getElementById('progress').textContent = 'Saved: send the file back to whoever sent you this page.'
  })
  tellAll()
})()
