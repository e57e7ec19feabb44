// Text of any characters, as fast-check's own unit "binary" makes it, without the table of all of them that takes a second to
// fill in each process.
import fc from 'fast-check'

const characters = 0x110000
const firstHalf = 0xd800
/** Halves of characters. */
const halves = 0x800

const anyCharacter = fc.nat({ max: characters - halves - 1 }).map(
  (n) => String.fromCodePoint(n < firstHalf ? n : n + halves),
  // So that fast-check can mix in strings that are known to break programs.
  (text) => {
    const point = typeof text === 'string' && text.isWellFormed() ? (text.codePointAt(0) ?? -1) : -1
    if (point < 0 || String.fromCodePoint(point) !== text) throw new Error('not one character')
    return point < firstHalf ? point : point - halves
  },
)

export const anyText = (constraints: fc.StringSharedConstraints = {}): fc.Arbitrary<string> =>
  fc.string({ ...constraints, unit: anyCharacter })
