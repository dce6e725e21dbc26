-- People who leave: when their account is erased, and the user names that nobody gets again (their SHA-256).

CREATE TABLE departures (
  account_id BIGINT NOT NULL PRIMARY KEY REFERENCES accounts (id),
  asked_at TIMESTAMPTZ NOT NULL,
  leaves_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE former_names (
  digest TEXT NOT NULL PRIMARY KEY
);

-- Files with what is somebody's own: asked for, then ready for some days.
CREATE TABLE exports (
  id BIGINT NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  asked_at TIMESTAMPTZ NOT NULL,
  ready_at TIMESTAMPTZ,
  bytes BIGINT NOT NULL
);
CREATE INDEX exports_account ON exports (account_id);
