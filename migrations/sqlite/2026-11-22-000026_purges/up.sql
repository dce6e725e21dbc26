-- Servers that were asked to empty what they have of a protected community of ours, and their receipts.
CREATE TABLE purges (
  id INTEGER NOT NULL PRIMARY KEY,
  group_id BIGINT NOT NULL REFERENCES actors (id),
  host TEXT NOT NULL,
  inbox TEXT NOT NULL,
  activity TEXT NOT NULL UNIQUE,
  why SMALLINT NOT NULL,
  state SMALLINT NOT NULL,
  receipt TEXT,
  asked_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE UNIQUE INDEX purges_outstanding ON purges (group_id, host) WHERE state = 0;
CREATE INDEX purges_host ON purges (host);

-- The message by which a community elsewhere asked us to empty what is here of it, until its list of members shows whether that holds.
ALTER TABLE leases ADD COLUMN purge TEXT;
