// The box that takes an error. It keeps its own text, so that a megabyte can be typed in without redrawing the page.
import type { RefObject } from 'react'
import type { Lang } from '../../../src/words/text.ts'
import type { Notice } from './app.tsx'
import { CloseIcon, FileIcon, SendIcon } from './icons.tsx'
import { words } from './words.ts'

type Props = {
  box: RefObject<HTMLTextAreaElement | null>
  lang: Lang
  /** Nothing has been asked yet. */
  first: boolean
  notice: Notice | undefined
  /** Whether checks ask what Azure knows; unset where the server offers none of that. */
  azure?: boolean
  onAzure?: (azure: boolean) => void
  onSend: () => void
  onFiles: (files: File[]) => void
  onDismiss: () => void
}

const mac = /Mac|iPhone|iPad/.test(navigator.platform)

export function Composer({ box, lang, first, notice, azure, onAzure, onSend, onFiles, onDismiss }: Props) {
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
        box.current?.focus()
      }}
    >
      {notice && (
        <div className="notice" role="alert">
          <p>
            {words[notice.kind][lang]}{' '}
            {notice.kind === 'tooLong' && <code>acr-check diagnose {shellWord(notice.file ?? 'FILE')}</code>}
          </p>
          <button type="button" className="icon" aria-label={words.close[lang]} onClick={onDismiss}>
            <CloseIcon />
          </button>
        </div>
      )}
      <div className="box">
        <label className="unseen" htmlFor="paste">
          {words.pasteBox[lang]}
        </label>
        <textarea
          id="paste"
          ref={box}
          placeholder={first ? words.placeholder[lang] : words.pasteMore[lang]}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          onInput={onDismiss}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            onSend()
          }}
        />
        <div className="tools">
          <label className="quiet file" title={words.chooseFile[lang]}>
            <FileIcon />
            <span>{words.chooseFile[lang]}</span>
            <input
              type="file"
              className="unseen"
              aria-label={words.chooseFile[lang]}
              onChange={(event) => {
                onFiles([...(event.target.files ?? [])])
                event.target.value = ''
              }}
            />
          </label>
          {azure !== undefined && (
            <label className="quiet azure">
              <input type="checkbox" checked={azure} onChange={(event) => onAzure?.(event.target.checked)} />
              <span>{words.askAzure[lang]}</span>
            </label>
          )}
          <span className="hint" aria-hidden="true">
            <kbd>{mac ? '⌘' : 'Ctrl'}</kbd> <kbd>↵</kbd> {words.sends[lang]}
          </span>
          <button type="submit" className="send" aria-keyshortcuts="Control+Enter Meta+Enter">
            {words.send[lang]}
            <SendIcon />
          </button>
        </div>
      </div>
    </form>
  )
}

function shellWord(name: string) {
  return /^[\w./-]+$/.test(name) ? name : `"${name}"`
}
