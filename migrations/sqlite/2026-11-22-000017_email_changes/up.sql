-- A new mail address that waits until somebody opens the link that was sent there.

CREATE TABLE email_changes (
  account_id BIGINT NOT NULL PRIMARY KEY REFERENCES accounts (id),
  email TEXT NOT NULL,
  token_digest TEXT UNIQUE,
  expires_at BIGINT NOT NULL
);
