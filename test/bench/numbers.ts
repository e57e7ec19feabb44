// What a series of measurements comes to.

export const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
export const percentile = (numbers: readonly number[], p: number) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * p)] ?? 0
/** Of any many, where Math.max takes only some. */
export const most = (numbers: readonly number[]) => numbers.reduce((so, it) => Math.max(so, it), 0)
export const mean = (numbers: readonly number[]) => numbers.reduce((sum, it) => sum + it, 0) / (numbers.length || 1)

/** By how much it rises with each step, by least squares. */
export function slope(numbers: readonly number[]): number {
  const middle = (numbers.length - 1) / 2
  const average = mean(numbers)
  const up = numbers.reduce((sum, it, i) => sum + (i - middle) * (it - average), 0)
  const across = numbers.reduce((sum, _, i) => sum + (i - middle) ** 2, 0)
  return across === 0 ? 0 : up / across
}
