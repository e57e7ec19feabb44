// A dropped or chosen log as text. PowerShell's ">" writes UTF-16 with a mark, so logs from Windows often are.
import { byteLength, maxBytes } from './ask.ts'

export type FileRead = { text: string } | { problem: 'tooLong' | 'unreadable' }

export async function readLog(file: File): Promise<FileRead> {
  // Twice the limit, since UTF-16 halves when it becomes UTF-8.
  if (file.size > maxBytes * 2) return { problem: 'tooLong' }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const encoding =
      bytes[0] === 0xff && bytes[1] === 0xfe
        ? 'utf-16le'
        : bytes[0] === 0xfe && bytes[1] === 0xff
          ? 'utf-16be'
          : 'utf-8'
    const text = new TextDecoder(encoding).decode(bytes)
    return byteLength(text) > maxBytes ? { problem: 'tooLong' } : { text }
  } catch {
    return { problem: 'unreadable' }
  }
}
