// Small choices that outlive a reload. Browsers that forbid storage lose the choice, not the page.
import { useEffect, useState } from 'react'

export function useRemembered<Value extends string>(name: string, read: (stored: string | null) => Value) {
  const [value, setValue] = useState(() => read(recall(name)))
  const remember = (next: Value) => {
    setValue(next)
    try {
      localStorage.setItem(name, next)
    } catch {}
  }
  return [value, remember] as const
}

function recall(name: string) {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const media = matchMedia(query)
    const changed = () => setMatches(media.matches)
    changed()
    media.addEventListener('change', changed)
    return () => media.removeEventListener('change', changed)
  }, [query])
  return matches
}
