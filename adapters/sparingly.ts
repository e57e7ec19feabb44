// Lines that strangers can cause at will: each is logged at most once a minute.

const quietMs = 60_000

export function sparingly(log: (line: string) => void, now: () => number = Date.now): (line: string) => void {
  const said = new Map<string, number>()
  return (line) => {
    const at = now()
    for (const [old, when] of said) if (at - when >= quietMs) said.delete(old)
    if (said.has(line)) return
    said.set(line, at)
    log(line)
  }
}
