-- Links by which a host of a protected community invites whoever opens them. Of the secret only a digest is kept; one that goes out by mail has
-- none before the mail is made.
CREATE TABLE invitation_links (
  id BIGINT NOT NULL PRIMARY KEY,
  group_id BIGINT NOT NULL REFERENCES actors (id),
  host_id BIGINT NOT NULL REFERENCES actors (id),
  token_digest TEXT,
  uses_left INTEGER NOT NULL,
  email TEXT,
  words TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX invitation_links_token ON invitation_links (token_digest);
CREATE INDEX invitation_links_group ON invitation_links (group_id);
CREATE INDEX invitation_links_host ON invitation_links (host_id);
CREATE INDEX invitation_links_expires ON invitation_links (expires_at);
