// In place of node:http2 in the bundled undici: its client asks for it at once, and does without where there is none. Checks
// speak HTTP/1.1 alone.
'use strict'
throw new Error('HTTP/2 is not spoken here')
