-- Memberships of protected communities elsewhere hold as long as the community's home confirms them.
CREATE TABLE leases (
  group_id BIGINT NOT NULL PRIMARY KEY REFERENCES actors (id),
  confirmed_at BIGINT NOT NULL,
  refused_at BIGINT,
  next_at BIGINT NOT NULL
);
