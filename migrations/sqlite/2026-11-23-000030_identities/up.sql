-- Who somebody is at a provider of single sign-on (OpenID Connect). With the refresh token, which is sealed, the provider is asked whether
-- she is still there.
CREATE TABLE identities (
  id BIGINT NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  refresh_token TEXT,
  next_check_at BIGINT
);
CREATE UNIQUE INDEX identities_subject ON identities (issuer, subject);
CREATE UNIQUE INDEX identities_account ON identities (account_id, issuer);
CREATE INDEX identities_check ON identities (next_check_at) WHERE next_check_at IS NOT NULL;

-- Logins that were begun at a provider. Of the secrets only digests are kept.
CREATE TABLE sign_on_questions (
  state_digest TEXT NOT NULL PRIMARY KEY,
  asked_digest TEXT NOT NULL,
  account_id BIGINT REFERENCES accounts (id),
  next TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sign_on_questions_account ON sign_on_questions (account_id);

-- People who came by a provider and have not chosen a user name yet.
CREATE TABLE newcomers (
  token_digest TEXT NOT NULL PRIMARY KEY,
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  name TEXT NOT NULL,
  username TEXT NOT NULL,
  email TEXT,
  organisation_id BIGINT REFERENCES organisations (id),
  refresh_token TEXT,
  provider_session TEXT,
  next TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);

-- Tokens about ended sessions that came already: each counts once.
CREATE TABLE spent_tokens (
  token_digest TEXT NOT NULL PRIMARY KEY,
  expires_at BIGINT NOT NULL
);

-- By which identity a session came, and which session it is there; so that it ends when that one does.
ALTER TABLE sessions ADD COLUMN identity_id BIGINT;
ALTER TABLE sessions ADD COLUMN provider_session TEXT;
CREATE INDEX sessions_identity ON sessions (identity_id) WHERE identity_id IS NOT NULL;
ALTER TABLE half_logins ADD COLUMN identity_id BIGINT;
ALTER TABLE half_logins ADD COLUMN provider_session TEXT;

-- The identity by which it is known that somebody works somewhere.
ALTER TABLE vouchings ADD COLUMN identity_id BIGINT;
