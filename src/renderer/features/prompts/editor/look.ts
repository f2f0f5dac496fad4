import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'

/** The editor in the window's own colours; they change with the theme, so every one is a token. */
const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--paper)', color: 'var(--text)', fontSize: '13px' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '20px', overflow: 'auto' },
  '.cm-content': { padding: '12px 0', caretColor: 'var(--text-strong)' },
  '.cm-line': { padding: '0 20px 0 16px' },
  '.cm-cursor': { borderLeftColor: 'var(--text-strong)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--grey-4)',
  },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '.cm-variable': { color: 'var(--accent)' },
  '.cm-variable-unknown': { color: 'var(--bad)', textDecoration: 'underline wavy var(--bad) 1px' },
  '.cm-note': { color: 'var(--text-quiet)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--bad) 1px',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--warn) 1px',
    textUnderlineOffset: '3px',
  },
  '.cm-lintPoint::after': { borderBottomColor: 'var(--warn)' },
  '.cm-lintPoint-error::after': { borderBottomColor: 'var(--bad)' },
  '.cm-tooltip': {
    maxWidth: '440px',
    border: '1px solid var(--grey-4)',
    borderRadius: 'var(--round)',
    backgroundColor: 'var(--grey-2)',
    color: 'var(--text)',
    boxShadow: '0 4px 16px var(--shadow)',
    font: '400 12px/16px var(--font)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '240px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', lineHeight: '18px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--grey-4)', color: 'var(--text-strong)' },
  '.cm-completionIcon': { display: 'none' },
  '.cm-completionDetail': {
    marginLeft: '12px',
    fontStyle: 'normal',
    fontFamily: 'var(--font)',
    color: 'var(--text-quiet)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-diagnostic': { padding: '8px 10px', borderLeft: 'none' },
  '.cm-diagnostic-error, .cm-diagnostic-warning': { borderLeft: 'none' },
  '.cm-diagnosticAction': {
    margin: '6px 0 0',
    padding: '3px 8px',
    borderRadius: 'var(--round)',
    backgroundColor: 'var(--grey-4)',
    color: 'var(--text-strong)',
    font: 'inherit',
  },
  '.cm-reason': { display: 'block', marginTop: '4px', color: 'var(--text-quiet)' },
})

/** How the editor looks, let through the page's policy by its nonce. */
export const look = (): Extension => {
  const nonce = document.querySelector<HTMLElement>('meta[property=csp-nonce]')?.nonce
  return [theme, ...(nonce ? [EditorView.cspNonce.of(nonce)] : [])]
}
