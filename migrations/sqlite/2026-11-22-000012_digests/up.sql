-- What people missed, by mail: when one was queued, up to when it told, and what stands in the link that ends them.

CREATE TABLE digests (
  account_id BIGINT NOT NULL PRIMARY KEY REFERENCES accounts (id),
  queued_at BIGINT NOT NULL,
  told_at BIGINT NOT NULL,
  secret TEXT NOT NULL UNIQUE
);

-- No such mail was ever sent. Once a day was what nobody had to choose; it is now never.
UPDATE accounts SET rhythm = 0 WHERE rhythm = 1;
INSERT INTO jobs (id, kind, payload, dedup_key, run_at, attempts, lease_until, last_error, failed_at)
SELECT 12, 'digest-round', '', 'digest-round:first', 0, 0, NULL, '', NULL WHERE EXISTS (SELECT 1 FROM accounts WHERE rhythm <> 0);
