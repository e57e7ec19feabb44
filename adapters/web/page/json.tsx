import { useState } from 'react'
import type { Lang } from '../../../src/words/text.ts'
import { CopyIcon } from './icons.tsx'
import { Scroll } from './scroll.tsx'
import { words } from './words.ts'

const token = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

export function Json({ value, lang }: { value: unknown; lang: Lang }) {
  const text = JSON.stringify(value, null, 2)
  const [copied, setCopied] = useState<'copy' | 'copied' | 'notCopied'>('copy')
  const copy = async () => {
    setCopied(
      await navigator.clipboard.writeText(text).then(
        () => 'copied' as const,
        () => 'notCopied' as const,
      ),
    )
    setTimeout(() => setCopied('copy'), 2_500)
  }
  return (
    <div className="json">
      <button type="button" className="quiet" onClick={copy}>
        <CopyIcon />
        {words[copied][lang]}
      </button>
      <span className="unseen" role="status">
        {copied === 'copy' ? '' : words[copied][lang]}
      </span>
      <Scroll label="JSON">{coloured(text)}</Scroll>
    </div>
  )
}

function coloured(text: string) {
  const parts = []
  let from = 0
  for (const found of text.matchAll(token)) {
    const [whole, string, colon] = found
    parts.push(
      text.slice(from, found.index),
      <span key={found.index} className={colon ? 'key' : string ? 'string' : 'value'}>
        {string ?? whole}
      </span>,
      colon,
    )
    from = found.index + whole.length
  }
  return [...parts, text.slice(from)]
}
