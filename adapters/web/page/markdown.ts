// The little Markdown that the Teams cards use: bold, links, escapes and line breaks. Whatever else a paste may bring
// comes out as the text it is: every character passes through `escapeHtml`, and links lead to https only.

const piece =
  /\\([!-/:-@[-`{-~])|\*\*([^\s*](?:[\s\S]*?[^\s\\])?)\*\*|\[((?:\\.|[^\]\\])+)\]\((https:\/\/[^\s)]+)\)|\r?\n|\r/g

export function markdownToHtml(text: string): string {
  let html = ''
  let from = 0
  for (const found of text.matchAll(piece)) {
    const [whole, escaped, bold, label, url] = found
    html += escapeHtml(text.slice(from, found.index))
    if (escaped) html += escapeHtml(escaped)
    else if (bold) html += `<strong>${markdownToHtml(bold)}</strong>`
    else if (label && url) html += `<a href="${escapeHtml(url)}">${markdownToHtml(label)}</a>`
    else html += '<br>'
    from = found.index + whole.length
  }
  return html + escapeHtml(text.slice(from))
}

function escapeHtml(text: string) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
