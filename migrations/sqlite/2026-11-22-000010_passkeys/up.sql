-- Passkeys (W3C Web Authentication Level 2). credential_id is base64url, public_key a COSE_Key (RFC 9052), transports a list with commas.

CREATE TABLE passkeys (
  id INTEGER NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  credential_id TEXT NOT NULL UNIQUE,
  public_key BLOB NOT NULL,
  sign_count BIGINT NOT NULL,
  transports TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT,
  -- The counter went back: there may be a copy.
  suspected_at BIGINT
);
CREATE INDEX passkeys_account ON passkeys (account_id);

-- Questions that browsers have not answered yet. Both digests together say which one was asked, for what, of whom and in which browser.
CREATE TABLE passkey_challenges (
  challenge_digest TEXT NOT NULL PRIMARY KEY,
  asked_digest TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX passkey_challenges_expiry ON passkey_challenges (expires_at);
