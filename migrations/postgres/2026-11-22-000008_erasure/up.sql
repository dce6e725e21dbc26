-- People who leave: when their account is erased, and the user names that nobody gets again (their SHA-256).

CREATE TABLE departures (
  account_id BIGINT NOT NULL PRIMARY KEY REFERENCES accounts (id),
  asked_at TIMESTAMPTZ NOT NULL,
  leaves_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE former_names (
  digest TEXT NOT NULL PRIMARY KEY
);
