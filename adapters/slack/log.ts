// What Slack's libraries log, as lines of ours. Only the words before a colon or bracket: behind them may stand a piece
// of what somebody pasted.
import { type Logger, LogLevel } from '@slack/bolt'

export function quiet(log: (line: string) => void): Logger {
  const say = (...words: unknown[]) => log(`slack: ${String(words[0]).split(/[:(]/)[0]?.trim()}`)
  return {
    debug() {},
    info() {},
    warn: say,
    error: say,
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  }
}
