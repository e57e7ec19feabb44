// How the database came to its shape, step by step, forward only. A step that has been released is never changed.
import type { Kysely } from '#kysely'
import type { Migration } from '#kysely/migration'

const chat: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db
    await schema
      .createTable('events')
      .addColumn('id', 'bigint', (c) => c.primaryKey())
      .addColumn('platform', 'text', (c) => c.notNull())
      .addColumn('lane', 'text', (c) => c.notNull())
      .addColumn('body', 'text')
      .addColumn('received_at', 'bigint', (c) => c.notNull())
      .addColumn('not_before', 'bigint', (c) => c.notNull())
      .addColumn('done_at', 'bigint')
      .execute()
    await schema.createIndex('events_done').on('events').columns(['done_at', 'id']).execute()
    await schema
      .createTable('event_keys')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('event_id', 'bigint', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .execute()
    await schema.createIndex('event_keys_at').on('event_keys').column('at').execute()
    await schema
      .createTable('answers')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('platform', 'text', (c) => c.notNull())
      .addColumn('workspace', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('thread', 'text')
      .addColumn('post', 'text')
      .addColumn('message', 'text')
      .addColumn('person', 'text', (c) => c.notNull())
      .addColumn('outsider', 'integer', (c) => c.notNull())
      .addColumn('lang', 'text', (c) => c.notNull())
      .addColumn('steps', 'text', (c) => c.notNull())
      .addColumn('causes', 'text', (c) => c.notNull())
      .addColumn('paste', 'text')
      .addColumn('problem', 'text')
      .addColumn('registry', 'text')
      .addColumn('cause', 'text')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .execute()
    await schema
      .createIndex('answers_problem')
      .on('answers')
      .columns(['platform', 'workspace', 'channel', 'problem', 'created_at'])
      .execute()
    await schema
      .createIndex('answers_person')
      .on('answers')
      .columns(['platform', 'workspace', 'person', 'created_at'])
      .execute()
    await schema.createIndex('answers_created').on('answers').column('created_at').execute()
    await schema
      .createTable('reports')
      .addColumn('platform', 'text', (c) => c.notNull())
      .addColumn('workspace', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('post', 'text', (c) => c.notNull())
      .addColumn('answer_id', 'text', (c) => c.notNull())
      .addColumn('told', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('reports_pk', ['platform', 'workspace', 'channel', 'post'])
      .execute()
    await schema.createIndex('reports_answer').on('reports').column('answer_id').execute()
    await schema
      .createTable('people')
      .addColumn('platform', 'text', (c) => c.notNull())
      .addColumn('workspace', 'text', (c) => c.notNull())
      .addColumn('person', 'text', (c) => c.notNull())
      .addColumn('lang', 'text')
      .addColumn('locale', 'text')
      .addColumn('outsider', 'integer')
      .addColumn('asked_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('people_pk', ['platform', 'workspace', 'person'])
      .execute()
    await schema
      .createTable('feedback')
      .addColumn('answer_id', 'text', (c) => c.notNull())
      .addColumn('platform', 'text', (c) => c.notNull())
      .addColumn('workspace', 'text', (c) => c.notNull())
      .addColumn('person', 'text', (c) => c.notNull())
      .addColumn('cause', 'text', (c) => c.notNull())
      .addColumn('helped', 'integer', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('feedback_pk', ['answer_id', 'person'])
      .execute()
    await schema
      .createTable('conversations')
      .addColumn('platform', 'text', (c) => c.notNull())
      .addColumn('workspace', 'text', (c) => c.notNull())
      .addColumn('conversation', 'text', (c) => c.notNull())
      .addColumn('reference', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('conversations_pk', ['platform', 'workspace', 'conversation'])
      .execute()
  },
}

const checks: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable('answers').addColumn('checking', 'bigint').execute()
    await schema.alterTable('answers').addColumn('checked', 'text').execute()
    await schema.alterTable('answers').addColumn('broken_since', 'bigint').execute()
  },
}

const probes: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable('answers').addColumn('probe', 'text').execute()
  },
}

/** In this order, by name. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-chat': chat,
  '002-checks': checks,
  '003-probes': probes,
}
