// Reads a YAML file of settings so that every mistake is told with its line and the way out.
import { isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml'
import type { Read } from './calendar.ts'

export const channelIds = { slack: /^[CDG][A-Z0-9]{1,30}$/, teams: /^(?:19|a):\S{1,300}$/ } as const

export type Problems = { at(node: unknown, problem: string): undefined }

/** @returns each problem as `line: what is wrong` */
export function readLines<Value>(
  text: string,
  read: (root: unknown, told: Problems) => Value | undefined,
): { ok: true; value: Value } | { ok: false; problems: string[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const problems: { line: number; problem: string }[] = []
  const add = (offset: number, problem: string) => problems.push({ line: lines.linePos(offset).line || 1, problem })
  for (const { pos, message } of document.errors) add(pos[0], message)
  const value =
    problems.length > 0
      ? undefined
      : read(document.contents, {
          at(node, problem) {
            add((node as Node | undefined)?.range?.[0] ?? 0, problem)
            return undefined
          },
        })
  if (value !== undefined && problems.length === 0) return { ok: true, value }
  const sorted = problems.toSorted((one, other) => one.line - other.line)
  return { ok: false, problems: sorted.map(({ line, problem }) => `${line}: ${problem}`) }
}

export function unknownKeys(map: YAMLMap, known: readonly string[], told: Problems) {
  for (const { key } of map.items)
    if (!isScalar(key) || !known.includes(String(key.value)))
      told.at(key, `there is no "${String(key).slice(0, 40)}" here, only ${known.join(', ')}`)
}

/** Reads each of a list, and tells which repeats another. */
export function eachOnce<Value>(
  nodes: readonly unknown[],
  read: (node: unknown) => Value | undefined,
  nameOf: (value: Value) => string,
  told: Problems,
): Value[] {
  const seen = new Set<string>()
  return nodes.flatMap((node) => {
    const value = read(node)
    if (value === undefined) return []
    const name = nameOf(value)
    if (seen.has(name)) told.at(node, `${name} stands here twice: put them together`)
    seen.add(name)
    return [value]
  })
}

/** As written: names that consist of digits, and tags such as 1.10, are no numbers. */
function textOf(node: unknown): string | undefined {
  if (!isScalar(node)) return undefined
  return typeof node.value === 'number' ? node.source : typeof node.value === 'string' ? node.value : undefined
}

/** @param expected what each key takes, in words */
export function readersOf<Key extends string>(expected: Readonly<Record<Key, string>>) {
  const notExpected = (told: Problems, node: unknown, key: Key) => told.at(node, `"${key}" must be ${expected[key]}`)

  /** The map itself, where a key stands with nothing behind it. */
  const under = (map: YAMLMap, key: Key): unknown => map.get(key, true) ?? (map.has(key) ? map : undefined)

  /** What stands under a key; undefined when nothing does, or something else than expected, which is told. */
  function valueIn<Value>(map: YAMLMap, key: Key, read: (text: string) => Value | undefined, told: Problems) {
    const node = under(map, key)
    if (node === undefined) return undefined
    const text = textOf(node)
    return (text === undefined ? undefined : read(text)) ?? notExpected(told, node, key)
  }

  function listIn<Value>(map: YAMLMap, key: Key, read: (text: string) => Value | undefined, told: Problems): Value[] {
    return itemsIn(map, key, told).flatMap((it) => {
      const value = read(textOf(it) ?? '')
      if (value === undefined) notExpected(told, it, key)
      return value === undefined ? [] : [value]
    })
  }

  function itemsIn(map: YAMLMap, key: Key, told: Problems): readonly unknown[] {
    const node = under(map, key)
    if (isSeq(node)) return node.items
    if (node !== undefined) notExpected(told, node, key)
    return []
  }

  return { valueIn, listIn, itemsIn, notExpected }
}

export const only =
  <Value>(read: (text: string) => Read<Value>) =>
  (text: string): Value | undefined => {
    const value = read(text)
    return value.ok ? value.value : undefined
  }
export const oneOf =
  <Value extends string>(known: readonly Value[]) =>
  (text: string) =>
    known.find((it) => it === text)
