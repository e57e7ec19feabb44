// What of an error may be logged: its kind and the places it passed, never its message, which may hold what was pasted.

export function whereOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  return [error.name, ...frames.slice(0, 8)].join('\n')
}
