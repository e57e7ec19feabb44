// Bytes that arrive in pieces, as UTF-8: files may also be in the UTF-16 that Windows PowerShell writes with `>`.

function utf16(first: Uint8Array): string | undefined {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le'
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be'
  return undefined
}

export async function* inUtf8(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decoder: TextDecoder | undefined
  let first = true
  for await (const piece of pieces) {
    if (first) {
      const encoding = utf16(piece)
      if (encoding) decoder = new TextDecoder(encoding)
      first = false
    }
    yield decoder ? new TextEncoder().encode(decoder.decode(piece, { stream: true })) : piece
  }
}
