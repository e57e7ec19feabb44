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

const oncall: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('channels')
      .addColumn('platform', 'text', (c) => c.notNull())
      .addColumn('workspace', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('lang', 'text')
      .addColumn('zone', 'text')
      .addColumn('quiet', 'text')
      .addColumn('digest', 'text')
      .addColumn('digest_at', 'bigint')
      .addColumn('maintenance', 'text')
      .addPrimaryKeyConstraint('channels_pk', ['platform', 'workspace', 'channel'])
      .execute()
    await schema
      .createTable('watches')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('platform', 'text', (c) => c.notNull())
      .addColumn('workspace', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('registry', 'text', (c) => c.notNull())
      .addColumn('image', 'text', (c) => c.notNull())
      .addColumn('every_ms', 'bigint', (c) => c.notNull())
      .addColumn('findings', 'text')
      .addColumn('mention', 'text')
      .addColumn('silenced', 'text')
      .addColumn('held', 'text')
      .addColumn('person', 'text')
      .addColumn('person_name', 'text')
      .addColumn('source', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addUniqueConstraint('watches_one', ['platform', 'workspace', 'channel', 'registry', 'image'])
      .execute()
    await schema.createIndex('watches_target').on('watches').columns(['registry', 'image']).execute()
    await schema
      .createTable('targets')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('registry', 'text', (c) => c.notNull())
      .addColumn('image', 'text', (c) => c.notNull())
      .addColumn('every_ms', 'bigint', (c) => c.notNull())
      .addColumn('next_at', 'bigint', (c) => c.notNull())
      .addColumn('taken_until', 'bigint', (c) => c.notNull())
      .execute()
    await schema.createIndex('targets_next').on('targets').column('next_at').execute()
    await schema
      .createTable('results')
      .addColumn('target', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('verdict', 'text', (c) => c.notNull())
      .addColumn('finding', 'text')
      .addColumn('ms', 'bigint', (c) => c.notNull())
      .addColumn('round_trip', 'bigint')
      .addPrimaryKeyConstraint('results_pk', ['target', 'at'])
      .execute()
    await schema.createIndex('results_at').on('results').column('at').execute()
    await schema
      .createTable('cases')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('watch', 'text', (c) => c.notNull())
      .addColumn('platform', 'text', (c) => c.notNull())
      .addColumn('workspace', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('registry', 'text', (c) => c.notNull())
      .addColumn('image', 'text', (c) => c.notNull())
      .addColumn('lang', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('finding', 'text', (c) => c.notNull())
      .addColumn('flapping', 'integer', (c) => c.notNull())
      .addColumn('opened_at', 'bigint', (c) => c.notNull())
      .addColumn('closed_at', 'bigint')
      .addColumn('message', 'text')
      .addColumn('thread', 'text')
      .addColumn('reports', 'integer', (c) => c.notNull())
      .addColumn('acknowledged_by', 'text')
      .addColumn('acknowledged_at', 'bigint')
      .addColumn('snoozed_until', 'bigint')
      .addColumn('resolved_by', 'text')
      .addColumn('escalated_at', 'bigint')
      .addColumn('checks', 'text')
      .addColumn('alert', 'text')
      .execute()
    await schema.createIndex('cases_watch').on('cases').columns(['watch', 'opened_at']).execute()
    await schema.createIndex('cases_registry').on('cases').columns(['state', 'registry']).execute()
    await schema
      .createTable('case_events')
      .addColumn('id', 'bigint', (c) => c.primaryKey())
      .addColumn('case_id', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('who', 'text')
      .addColumn('detail', 'text')
      .execute()
    await schema.createIndex('case_events_case').on('case_events').columns(['case_id', 'id']).execute()
    await schema
      .createTable('outgoing')
      .addColumn('id', 'bigint', (c) => c.primaryKey())
      .addColumn('platform', 'text', (c) => c.notNull())
      .addColumn('workspace', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('about', 'text', (c) => c.notNull())
      .addColumn('body', 'text')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('not_before', 'bigint', (c) => c.notNull())
      .addColumn('tried_at', 'bigint')
      .addColumn('attempts', 'integer', (c) => c.notNull())
      .addColumn('done_at', 'bigint')
      .execute()
    await schema.createIndex('outgoing_due').on('outgoing').columns(['platform', 'done_at', 'not_before']).execute()
    await schema
      .createTable('audit')
      .addColumn('id', 'bigint', (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('platform', 'text', (c) => c.notNull())
      .addColumn('workspace', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('who', 'text', (c) => c.notNull())
      .addColumn('what', 'text', (c) => c.notNull())
      .addColumn('about', 'text', (c) => c.notNull())
      .execute()
    await schema.createIndex('audit_at').on('audit').column('at').execute()
    await schema
      .createTable('alert_tokens')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('hash', 'text', (c) => c.notNull().unique())
      .addColumn('platform', 'text', (c) => c.notNull())
      .addColumn('workspace', 'text', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('feed', 'integer', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('revoked_at', 'bigint')
      .execute()
    await schema
      .createTable('workspaces')
      .addColumn('platform', 'text', (c) => c.notNull())
      .addColumn('workspace', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('workspaces_pk', ['platform', 'workspace'])
      .execute()
  },
}

const replicas: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db
    for (const column of ['attempts', 'copies'])
      await schema
        .alterTable('events')
        .addColumn(column, 'integer', (c) => c.notNull().defaultTo(0))
        .execute()
    await schema.dropIndex('events_done').execute()
    await schema.createIndex('events_lane').on('events').columns(['platform', 'done_at', 'lane', 'id']).execute()
    await schema.createIndex('events_old').on('events').column('done_at').execute()
    await schema.dropIndex('outgoing_due').execute()
    await schema
      .createIndex('outgoing_lane')
      .on('outgoing')
      .columns(['platform', 'done_at', 'workspace', 'channel', 'id'])
      .execute()
    await schema.createIndex('outgoing_old').on('outgoing').column('done_at').execute()
  },
}

const ends: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('cases').addColumn('ended', 'text').execute()
    await db.schema.alterTable('cases').addColumn('alerted_at', 'bigint').execute()
  },
}

const copies: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('outgoing')
      .addColumn('copies', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
  },
}

const names: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('people').addColumn('name', 'text').execute()
  },
}

const rates: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('rates')
      .addColumn('key', 'text', (c) => c.primaryKey())
      .addColumn('spent', 'text', (c) => c.notNull())
      .addColumn('until', 'bigint', (c) => c.notNull())
      .execute()
  },
}

const sharing: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('channels').addColumn('shared', 'text').execute()
  },
}

const outages: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('outages')
      .addColumn('platform', 'text', (c) => c.primaryKey())
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('since', 'bigint', (c) => c.notNull())
      .addColumn('told', 'text', (c) => c.notNull())
      .execute()
  },
}

const instead: Migration = {
  async up(db: Kysely<{ answers: { instead: string | null } }>) {
    await db.schema.alterTable('answers').renameColumn('probe', 'instead').execute()
    await db.updateTable('answers').set({ instead: 'probe' }).where('instead', 'is not', null).execute()
  },
}

/** In this order, by name. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-chat': chat,
  '002-checks': checks,
  '003-probes': probes,
  '004-oncall': oncall,
  '005-replicas': replicas,
  '006-ends': ends,
  '007-copies': copies,
  '008-names': names,
  '009-rates': rates,
  '010-sharing': sharing,
  '011-outages': outages,
  '012-instead': instead,
}
