-- What people are told, and how far they have read.

CREATE TABLE notifications (
  id BIGINT NOT NULL PRIMARY KEY,
  actor_id BIGINT NOT NULL REFERENCES actors (id),
  kind SMALLINT NOT NULL,
  by_id BIGINT NOT NULL REFERENCES actors (id),
  object_id BIGINT,
  root_id BIGINT,
  group_id BIGINT,
  text TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  read_at TIMESTAMPTZ
);
CREATE INDEX notifications_actor ON notifications (actor_id, id);
CREATE INDEX notifications_unread ON notifications (actor_id, root_id) WHERE read_at IS NULL;
CREATE INDEX notifications_object ON notifications (object_id);

CREATE TABLE notification_settings (
  actor_id BIGINT NOT NULL PRIMARY KEY REFERENCES actors (id),
  level SMALLINT NOT NULL
);

CREATE TABLE thread_reads (
  actor_id BIGINT NOT NULL REFERENCES actors (id),
  root_id BIGINT NOT NULL,
  seen_id BIGINT NOT NULL,
  PRIMARY KEY (actor_id, root_id)
);

CREATE TABLE bookmarks (
  actor_id BIGINT NOT NULL REFERENCES actors (id),
  object_id BIGINT NOT NULL REFERENCES objects (id),
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (actor_id, object_id)
);
CREATE INDEX bookmarks_newest ON bookmarks (actor_id, created_at);
