// How long the network took, and how much of that this process was busy itself and may only have noticed late: a server under
// load must not find every registry slow.
import { performance } from 'node:perf_hooks'

export function stopwatch(): () => { ms: number; ownMs: number } {
  const began = performance.now()
  const loop = performance.eventLoopUtilization()
  return () => {
    const { active } = performance.eventLoopUtilization(loop)
    const ms = performance.now() - began
    return { ms, ownMs: Math.min(ms, active) }
  }
}
