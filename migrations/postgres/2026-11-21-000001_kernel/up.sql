-- The kernel: who (actors), what (objects), how (activities), and the pipelines to other servers.

CREATE TABLE actors (
  id BIGINT NOT NULL PRIMARY KEY,
  ap_id TEXT NOT NULL UNIQUE,
  kind SMALLINT NOT NULL,
  username TEXT NOT NULL,
  host TEXT NOT NULL,
  local BOOLEAN NOT NULL,
  name TEXT NOT NULL,
  summary TEXT NOT NULL,
  source TEXT NOT NULL,
  url TEXT NOT NULL,
  inbox TEXT NOT NULL,
  shared_inbox TEXT,
  outbox TEXT,
  followers TEXT,
  moderators TEXT,
  featured TEXT,
  icon TEXT,
  posting_restricted BOOLEAN NOT NULL,
  manually_approves BOOLEAN NOT NULL,
  details TEXT NOT NULL,
  json TEXT,
  next_seq BIGINT NOT NULL,
  seen_seq BIGINT NOT NULL,
  follower_count BIGINT NOT NULL,
  published TIMESTAMPTZ NOT NULL,
  updated TIMESTAMPTZ,
  fetched_at TIMESTAMPTZ,
  suspended_at TIMESTAMPTZ,
  deleted_at TIMESTAMPTZ
);
CREATE INDEX actors_username_host ON actors (username, host);
-- One name for one person or community of this instance: WebFinger knows no kinds.
CREATE UNIQUE INDEX actors_local_username ON actors (username) WHERE local;
CREATE INDEX actors_local_kind ON actors (local, kind, id);
CREATE INDEX actors_host ON actors (host);

CREATE TABLE keys (
  id TEXT NOT NULL PRIMARY KEY,
  actor_id BIGINT NOT NULL REFERENCES actors (id),
  algorithm SMALLINT NOT NULL,
  public_key TEXT NOT NULL,
  private_key BYTEA,
  created_at TIMESTAMPTZ NOT NULL,
  retired_at TIMESTAMPTZ
);
CREATE INDEX keys_actor ON keys (actor_id);

CREATE TABLE accounts (
  id BIGINT NOT NULL PRIMARY KEY,
  actor_id BIGINT NOT NULL UNIQUE REFERENCES actors (id),
  login TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  admin BOOLEAN NOT NULL,
  language TEXT,
  created_at TIMESTAMPTZ NOT NULL,
  disabled_at TIMESTAMPTZ
);

CREATE TABLE sessions (
  token_digest TEXT NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  created_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX sessions_account ON sessions (account_id);

CREATE TABLE follows (
  follower_id BIGINT NOT NULL REFERENCES actors (id),
  target_id BIGINT NOT NULL REFERENCES actors (id),
  state SMALLINT NOT NULL,
  activity TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (follower_id, target_id)
);
CREATE INDEX follows_target ON follows (target_id, state);

CREATE TABLE members (
  group_id BIGINT NOT NULL REFERENCES actors (id),
  actor_id BIGINT NOT NULL REFERENCES actors (id),
  role SMALLINT NOT NULL,
  state SMALLINT NOT NULL,
  activity TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (group_id, actor_id)
);
CREATE INDEX members_actor ON members (actor_id, state);

CREATE TABLE bans (
  group_id BIGINT NOT NULL REFERENCES actors (id),
  actor_id BIGINT NOT NULL REFERENCES actors (id),
  reason TEXT NOT NULL,
  activity TEXT NOT NULL,
  created_by BIGINT NOT NULL REFERENCES actors (id),
  created_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ,
  PRIMARY KEY (group_id, actor_id)
);

CREATE TABLE objects (
  id BIGINT NOT NULL PRIMARY KEY,
  ap_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  tool TEXT,
  actor_id BIGINT NOT NULL REFERENCES actors (id),
  group_id BIGINT REFERENCES actors (id),
  root_id BIGINT NOT NULL,
  in_reply_to_id BIGINT,
  in_reply_to TEXT,
  reach SMALLINT NOT NULL,
  state SMALLINT NOT NULL,
  local BOOLEAN NOT NULL,
  name TEXT NOT NULL,
  summary TEXT NOT NULL,
  content TEXT NOT NULL,
  source TEXT NOT NULL,
  url TEXT NOT NULL,
  sensitive BOOLEAN NOT NULL,
  seq BIGINT,
  reply_count BIGINT NOT NULL,
  reaction_count BIGINT NOT NULL,
  details TEXT NOT NULL,
  json TEXT NOT NULL,
  published TIMESTAMPTZ NOT NULL,
  edited_at TIMESTAMPTZ,
  pinned_at TIMESTAMPTZ,
  locked_at TIMESTAMPTZ,
  deleted_at TIMESTAMPTZ,
  removed_reason TEXT,
  latest_reply_at TIMESTAMPTZ
);
CREATE INDEX objects_group ON objects (group_id, in_reply_to_id, id);
CREATE INDEX objects_root ON objects (root_id, id);
CREATE INDEX objects_actor ON objects (actor_id, id);
CREATE INDEX objects_parent ON objects (in_reply_to_id);
CREATE INDEX objects_orphans ON objects (in_reply_to);

CREATE TABLE recipients (
  object_id BIGINT NOT NULL REFERENCES objects (id),
  actor_id BIGINT NOT NULL REFERENCES actors (id),
  PRIMARY KEY (object_id, actor_id)
);
CREATE INDEX recipients_actor ON recipients (actor_id);

CREATE TABLE reactions (
  id BIGINT NOT NULL PRIMARY KEY,
  object_id BIGINT NOT NULL REFERENCES objects (id),
  actor_id BIGINT REFERENCES actors (id),
  actor_key TEXT NOT NULL,
  kind SMALLINT NOT NULL,
  emoji TEXT NOT NULL,
  activity TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  UNIQUE (object_id, actor_key, kind, emoji)
);
CREATE INDEX reactions_activity ON reactions (activity);

CREATE TABLE activities (
  id BIGINT NOT NULL PRIMARY KEY,
  ap_id TEXT NOT NULL UNIQUE,
  verb TEXT NOT NULL,
  actor_id BIGINT REFERENCES actors (id),
  actor TEXT NOT NULL,
  object TEXT,
  object_id BIGINT,
  group_id BIGINT REFERENCES actors (id),
  local BOOLEAN NOT NULL,
  reach SMALLINT NOT NULL,
  state SMALLINT NOT NULL,
  reason TEXT,
  waiting_for TEXT,
  signer_id BIGINT REFERENCES actors (id),
  seq BIGINT,
  attempts INTEGER NOT NULL,
  body TEXT NOT NULL,
  received_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX activities_actor ON activities (actor_id, id);
CREATE INDEX activities_state ON activities (state, id);
CREATE INDEX activities_object ON activities (object_id);
CREATE INDEX activities_object_url ON activities (object, verb);
CREATE INDEX activities_waiting ON activities (waiting_for);

CREATE TABLE peers (
  id BIGINT NOT NULL PRIMARY KEY,
  host TEXT NOT NULL UNIQUE,
  software TEXT NOT NULL,
  name TEXT NOT NULL,
  dialect SMALLINT NOT NULL,
  dialect_override SMALLINT,
  signature_form SMALLINT NOT NULL,
  capabilities TEXT NOT NULL,
  first_seen_at TIMESTAMPTZ NOT NULL,
  probed_at TIMESTAMPTZ,
  last_success_at TIMESTAMPTZ,
  last_failure_at TIMESTAMPTZ,
  last_error TEXT NOT NULL,
  failures INTEGER NOT NULL,
  next_attempt_at TIMESTAMPTZ NOT NULL,
  lease_owner TEXT,
  lease_until TIMESTAMPTZ
);

CREATE TABLE deliveries (
  id BIGINT NOT NULL PRIMARY KEY,
  activity_id BIGINT NOT NULL REFERENCES activities (id),
  peer_id BIGINT NOT NULL REFERENCES peers (id),
  inbox TEXT NOT NULL,
  sender_id BIGINT NOT NULL REFERENCES actors (id),
  order_key BIGINT NOT NULL,
  state SMALLINT NOT NULL,
  attempts INTEGER NOT NULL,
  next_attempt_at TIMESTAMPTZ NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  last_error TEXT NOT NULL,
  UNIQUE (activity_id, inbox)
);
CREATE INDEX deliveries_due ON deliveries (state, peer_id, id);

-- Who holds a copy of an object: the ledger for erasure.
CREATE TABLE copies (
  object_id BIGINT NOT NULL REFERENCES objects (id),
  peer_id BIGINT NOT NULL REFERENCES peers (id),
  inbox TEXT NOT NULL,
  PRIMARY KEY (object_id, peer_id)
);

CREATE TABLE jobs (
  id BIGINT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  dedup_key TEXT UNIQUE,
  run_at TIMESTAMPTZ NOT NULL,
  attempts INTEGER NOT NULL,
  lease_until TIMESTAMPTZ,
  last_error TEXT NOT NULL,
  failed_at TIMESTAMPTZ
);
CREATE INDEX jobs_due ON jobs (run_at, id);

CREATE TABLE domain_rules (
  host TEXT NOT NULL PRIMARY KEY,
  action SMALLINT NOT NULL,
  reason TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  created_by BIGINT
);

CREATE TABLE flags (
  id BIGINT NOT NULL PRIMARY KEY,
  activity TEXT NOT NULL UNIQUE,
  reporter_id BIGINT NOT NULL REFERENCES actors (id),
  group_id BIGINT REFERENCES actors (id),
  target TEXT NOT NULL,
  object_id BIGINT,
  reason TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  resolved_at TIMESTAMPTZ
);
