-- Organisations, who works there, and how that is known.

CREATE TABLE organisations (
  id BIGINT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  level SMALLINT NOT NULL,
  official_key TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT
);

-- A domain of mail addresses belongs to one organisation.
CREATE TABLE organisation_domains (
  domain TEXT NOT NULL PRIMARY KEY,
  organisation_id BIGINT NOT NULL REFERENCES organisations (id)
);
CREATE INDEX organisation_domains_organisation ON organisation_domains (organisation_id);

-- Who vouches for the staff of an organisation.
CREATE TABLE organisation_admins (
  organisation_id BIGINT NOT NULL REFERENCES organisations (id),
  actor_id BIGINT NOT NULL REFERENCES actors (id),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, actor_id)
);
CREATE INDEX organisation_admins_actor ON organisation_admins (actor_id);

-- That somebody works somewhere. One at a time for each person; what is over stays as history.
CREATE TABLE vouchings (
  id BIGINT NOT NULL PRIMARY KEY,
  actor_id BIGINT NOT NULL REFERENCES actors (id),
  organisation_id BIGINT NOT NULL REFERENCES organisations (id),
  method SMALLINT NOT NULL,
  address TEXT,
  verified_at BIGINT NOT NULL,
  valid_until BIGINT NOT NULL,
  vouched_by BIGINT,
  withdrawn_at BIGINT,
  withdrawn_by BIGINT,
  withdrawal BIGINT,
  reason TEXT NOT NULL
);
CREATE UNIQUE INDEX vouchings_live ON vouchings (actor_id) WHERE withdrawn_at IS NULL;
CREATE UNIQUE INDEX vouchings_address ON vouchings (address) WHERE withdrawn_at IS NULL AND address IS NOT NULL;
CREATE INDEX vouchings_organisation ON vouchings (organisation_id, withdrawn_at);
CREATE INDEX vouchings_actor ON vouchings (actor_id);

-- A work address that waits until its owner opens the link that was sent there.
CREATE TABLE work_addresses (
  account_id BIGINT NOT NULL PRIMARY KEY REFERENCES accounts (id),
  email TEXT NOT NULL,
  token_digest TEXT UNIQUE,
  expires_at BIGINT NOT NULL
);

-- The mail address of a login at which a link was opened; other addresses are what somebody said.
CREATE TABLE confirmed_addresses (
  account_id BIGINT NOT NULL PRIMARY KEY REFERENCES accounts (id),
  email TEXT NOT NULL,
  confirmed_at BIGINT NOT NULL
);
-- When the link of an invitation was mailed; a link that was handed over proves no address.
ALTER TABLE invitations ADD COLUMN mailed_at BIGINT;

-- What other servers vouched for about their own people.
CREATE TABLE assertions (
  actor_id BIGINT NOT NULL PRIMARY KEY REFERENCES actors (id),
  ap_id TEXT NOT NULL,
  issuer TEXT NOT NULL,
  host TEXT NOT NULL,
  organisation TEXT NOT NULL,
  level SMALLINT NOT NULL,
  official_key TEXT,
  method SMALLINT NOT NULL,
  verified_at BIGINT NOT NULL,
  valid_until BIGINT NOT NULL,
  received_at BIGINT NOT NULL
);
