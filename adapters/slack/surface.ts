// Everything of Slack that the app touches, by its public name: infra/slack/manifest.yaml asks for exactly this, and
// test/manifests.test.ts keeps manifest, README and code agreeing.

export const slashCommand = '/acr-check'

export const shortcuts = { diagnoseMessage: 'diagnose_message', checkRegistry: 'check_registry' } as const

/** Events that Slack is asked to send. `message` comes from direct messages, public and private channels. */
export const events = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'file_shared',
  'message.channels',
  'message.groups',
  'message.im',
  'tokens_revoked',
] as const

/** For a message of ours that may have come, where it would stand. */
const looking = ['conversations.history', 'conversations.replies'] as const

/** Each scope with what needs it: Web API methods, events, features. */
export const scopes = {
  'app_mentions:read': ['app_mention'],
  'channels:history': ['message.channels', ...looking],
  'chat:write': ['chat.postMessage', 'chat.postEphemeral', 'chat.update', 'chat.delete'],
  commands: [slashCommand, ...Object.values(shortcuts)],
  'files:write': ['files.uploadV2'],
  'files:read': ['file_shared', 'files.info'],
  'groups:history': ['message.groups', ...looking],
  'im:history': ['message.im', ...looking],
  'usergroups:read': ['usergroups.users.list'],
  'users:read': ['users.info'],
} as const satisfies Record<string, readonly string[]>

/** Web API methods that need no scope. */
export const unscoped = ['auth.test', 'apps.connections.open', 'views.open', 'views.publish'] as const
