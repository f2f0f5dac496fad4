import type { ReactNode } from 'react'

/** Drawn with a pen of 1.25 units in a box of 16 x 16; colours are those of the text around. */
const DRAWINGS = {
  add: <path d="M8 3v10M3 8h10" />,
  archive: <path d="M2.5 3.5h11v3h-11zM3.5 6.5v6h9v-6M6.5 9h3" />,
  arrow: <path d="M3 8h9M8.5 4.5 12 8l-3.5 3.5" />,
  blocked: <path d="M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM4.2 4.2l7.6 7.6" />,
  chevron: <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  done: <path d="m3 8.5 3.2 3.2L13 4.8" />,
  copy: <path d="M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z" />,
  edit: <path d="M3 13l.6-2.8L10.8 3 13 5.2l-7.2 7.2zM9.4 4.4l2.2 2.2" />,
  failed: <path d="M8 2.5 14.5 13.5h-13zM8 6.5v3.5M8 11.6v.4" />,
  flag: <path d="M4 14V2.5M4 3h8l-2 2.75L12 8.5H4" />,
  fullFlag: (
    <>
      <path d="M4 14V2.5" />
      <path d="M4 3h8l-2 2.75L12 8.5H4z" fill="currentColor" />
    </>
  ),
  grid: <path d="M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z" />,
  info: <path d="M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 7.2v3.6M8 5v.4" />,
  keyboard: <path d="M1.5 4h13v8h-13zM4 6.5h.5M6.5 6.5H7M9 6.5h.5M11.5 6.5h.5M4.5 9.5h7" />,
  lanes: <path d="M2.5 2.5H5v11H2.5zM6.75 2.5h2.5v11h-2.5zM11 2.5h2.5v11H11z" />,
  people: <path d="M2.5 3h11v10h-11zM6.5 3v10M4 5.5h1M4 8h1" />,
  pause: <path d="M4.5 3.5h2.5v9H4.5zM9 3.5h2.5v9H9z" fill="currentColor" />,
  pin: <path d="M8 14s4.5-4.1 4.5-7.5a4.5 4.5 0 1 0-9 0C3.5 9.9 8 14 8 14ZM8 5v3M6.5 6.5h3" />,
  play: <path d="M5 3.2v9.6l7.5-4.8z" fill="currentColor" />,
  queued: <path d="M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 5v3.2l2.2 1.4" />,
  reject: <path d="M4 14V2.5M4 3h8l-2 2.75L12 8.5H4M1.5 13.5l13-11" />,
  restore: <path d="M3 8a5 5 0 1 0 1.6-3.7L3 5.8M3 2.8v3h3" />,
  search: <path d="M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.3 10.3l3.2 3.2" />,
  star: <path d="m8 2.2 1.7 3.7 4 .5-3 2.7.9 4L8 11l-3.6 2.1.9-4-3-2.7 4-.5z" />,
  fullStar: <path d="m8 2.2 1.7 3.7 4 .5-3 2.7.9 4L8 11l-3.6 2.1.9-4-3-2.7 4-.5z" fill="currentColor" />,
  stamp: <path d="M2.5 8.5 6 12l7.5-8M2.5 14h11" />,
  stop: <path d="M4.5 4.5h7v7h-7z" fill="currentColor" />,
  tie: <path d="M2.5 4.5h3c3 0 2 7 5 7h3" />,
  warn: <path d="M8 2.5 14.5 13.5h-13zM8 6.5v3.5M8 11.6v.4" />,
  more: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2" />,
} as const satisfies Record<string, ReactNode>

export type IconName = keyof typeof DRAWINGS

/** A small drawing beside words. It says nothing to a screen reader: the words do. */
export const Icon = ({ name, size = 14 }: { readonly name: IconName; readonly size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.25"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    {DRAWINGS[name]}
  </svg>
)
