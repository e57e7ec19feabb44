// What of an error may be logged: its kind and the places it passed, never its message, which may hold what was pasted.

export function whereOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const { name, message, stack = '' } = error
  const frames = stack
    .replace(message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
  return [name, ...frames.slice(0, 8)].join('\n')
}
