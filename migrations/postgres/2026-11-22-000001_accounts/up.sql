-- Accounts: mail addresses, invitations, passwords that were forgotten, sessions with a face, a second factor.

ALTER TABLE accounts ADD COLUMN email TEXT;
ALTER TABLE accounts ADD COLUMN rhythm SMALLINT NOT NULL DEFAULT 1;
CREATE UNIQUE INDEX accounts_email ON accounts (email);

ALTER TABLE sessions ADD COLUMN used_at TIMESTAMPTZ NOT NULL DEFAULT now();
ALTER TABLE sessions ADD COLUMN browser TEXT NOT NULL DEFAULT '';
UPDATE sessions SET used_at = created_at;

CREATE TABLE invitations (
  id BIGINT NOT NULL PRIMARY KEY,
  token_digest TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  email TEXT,
  created_by BIGINT REFERENCES actors (id),
  created_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  used_at TIMESTAMPTZ,
  used_by BIGINT REFERENCES accounts (id),
  revoked_at TIMESTAMPTZ
);

-- Links in mails to people who forgot their password.
CREATE TABLE resets (
  token_digest TEXT NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX resets_account ON resets (account_id);

-- RFC 6238. Without confirmed_at it was never shown to work and is not asked for.
CREATE TABLE second_factors (
  account_id BIGINT NOT NULL PRIMARY KEY REFERENCES accounts (id),
  secret BYTEA NOT NULL,
  confirmed_at TIMESTAMPTZ,
  last_step BIGINT NOT NULL
);

CREATE TABLE recovery_codes (
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  code_digest TEXT NOT NULL,
  PRIMARY KEY (account_id, code_digest)
);

-- The right password was given; the code of the second factor is missing.
CREATE TABLE half_logins (
  token_digest TEXT NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  next TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX half_logins_account ON half_logins (account_id);
