import { useEffect, useRef, useState } from 'react'

/**
 * Words of a line to search in, which are asked for once nobody typed for a moment.
 *
 * @param asked the words that are asked for now
 * @param askedNow the same, read when it matters: they may change between a key press and the end of the pause
 * @returns what is typed, and how to change it. Words that somebody else asks for (a filter that was cleared) win over what is
 * typed; nothing that is typed is ever taken back by the words before it.
 */
export const useTyped = (
  asked: string,
  askedNow: () => string,
  ask: (words: string) => void,
  { pauseMs, most }: { readonly pauseMs: number; readonly most: number },
): readonly [text: string, setText: (text: string) => void] => {
  const [text, setText] = useState(asked)
  const told = useRef(asked)
  useEffect(() => {
    if (asked === told.current) return
    told.current = asked
    setText(asked)
  }, [asked])
  useEffect(() => {
    const words = text.trim().slice(0, most)
    const timer = setTimeout(() => {
      if (words === told.current || askedNow() !== told.current) return
      told.current = words
      ask(words)
    }, pauseMs)
    return () => clearTimeout(timer)
    // What is called is the same whenever it is called.
  }, [text])
  return [text, setText]
}
