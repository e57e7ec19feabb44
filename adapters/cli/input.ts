// Reads what a command is given, piece by piece: a file of any size or standard input, in UTF-8 or in the UTF-16 that
// Windows PowerShell writes with `>`.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Paste } from '../../src/diagnose.ts'
import { inUtf8 } from '../text.ts'
import { Misuse, type Surroundings } from './surroundings.ts'

const pieceSize = 1 << 20

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EISDIR: 'it is a folder: name a file in it',
}

async function open(file: string): Promise<AsyncIterable<Uint8Array>> {
  try {
    if ((await stat(file)).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
    const stream = createReadStream(file, { highWaterMark: pieceSize })
    await new Promise((resolve, reject) => stream.once('open', resolve).once('error', reject))
    return stream
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    throw new Misuse(`cannot read ${file}: ${reasons[code] ?? message} (without a file, standard input is read)`)
  }
}

/** Pieces of UTF-8. Throws `Misuse` when the file cannot be read. */
export async function readInput(
  file: string | undefined,
  { stdin, stderr }: Surroundings,
): Promise<AsyncIterable<Uint8Array>> {
  if (file !== undefined && file !== '-') return inUtf8(await open(file))
  if (stdin.isTTY) stderr.write('Paste the error, then press Ctrl+D (Ctrl+Z and Enter on Windows).\n')
  return inUtf8(stdin)
}

/** The same, without its secrets. */
export async function readPasteFrom(file: string | undefined, around: Surroundings): Promise<Paste> {
  const { pasteReader } = await import('../../src/diagnose.ts')
  const reader = pasteReader()
  for await (const piece of await readInput(file, around)) reader.push(piece)
  return reader.end()
}
