-- Digests of the ids of contributions without a name that servers of members offered, so that each counts once. Nothing says which server.
CREATE TABLE taken_offers (
  digest TEXT NOT NULL PRIMARY KEY,
  expires_at TIMESTAMPTZ NOT NULL
);
