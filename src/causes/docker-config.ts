// The client's own tool: Docker absent, stopped, or its credential store broken. The registry was not even asked.
import type { Cause } from './cause.ts'

export const dockerConfig = {
  id: 'docker-config',
  title: {
    en: 'The container tool on this machine is missing, stopped or set up wrongly',
    pl: 'Narzędzia kontenerowego na tej maszynie brakuje, nie działa ono lub jest źle skonfigurowane',
  },
  circumstances: [
    {
      when: ({ topics, signs }) => topics.has('podman') && signs.has('not-logged-in'),
      by: 1,
      because: {
        en: 'Podman and skopeo store credentials in another place than Docker.',
        pl: 'Podman i skopeo przechowują poświadczenia gdzie indziej niż Docker.',
      },
    },
    { when: ({ topics, signs }) => topics.has('podman') && signs.has('authentication-required'), by: 0.6 },
  ],
  ruledOutBy: [
    {
      en: '`docker info` (or the tool in use) works, and `docker login` stores credentials.',
      pl: '`docker info` (lub używane narzędzie) działa, a `docker login` zapisuje poświadczenia.',
    },
  ],
  examples: [
    'An error occurred: DOCKER_DAEMON_ERROR\nPlease verify if Docker daemon is running, or try restarting it.',
  ],
} as const satisfies Cause
