// The client's own tool: Docker absent, stopped, or its credential store broken. The registry was not even asked.
import type { Cause } from './cause.ts'

export const dockerConfig = {
  id: 'docker-config',
  title: {
    en: "The client's own tool is missing, stopped or set up wrong",
    pl: 'Narzędzie klienta nie działa, brakuje go lub jest źle skonfigurowane',
  },
  circumstances: [
    {
      when: ({ topics, signs }) => topics.has('podman') && signs.has('not-logged-in'),
      by: 1,
      because: {
        en: 'Podman and skopeo keep credentials elsewhere than Docker.',
        pl: 'Podman i skopeo trzymają poświadczenia gdzie indziej niż Docker.',
      },
    },
    { when: ({ topics, signs }) => topics.has('podman') && signs.has('authentication-required'), by: 0.6 },
  ],
  ruledOutBy: [
    {
      en: '`docker info` (or the tool in use) works and `docker login` stores credentials.',
      pl: '`docker info` (lub używane narzędzie) działa, a `docker login` zapisuje poświadczenia.',
    },
  ],
  examples: [
    'An error occurred: DOCKER_DAEMON_ERROR\nPlease verify if Docker daemon is running, or try restarting it.',
  ],
} as const satisfies Cause
