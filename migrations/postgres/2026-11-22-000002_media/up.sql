-- Pictures that people here uploaded; the files lie beside the database under the digest of their content.
CREATE TABLE media (
  id BIGINT NOT NULL PRIMARY KEY,
  actor_id BIGINT NOT NULL REFERENCES actors (id),
  purpose SMALLINT NOT NULL,
  object_id BIGINT REFERENCES objects (id),
  about_id BIGINT REFERENCES actors (id),
  reach SMALLINT NOT NULL,
  digest TEXT NOT NULL,
  media_type TEXT NOT NULL,
  small_digest TEXT NOT NULL,
  small_media_type TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes BIGINT NOT NULL,
  name TEXT NOT NULL,
  blurhash TEXT,
  created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX media_object ON media (object_id);
CREATE INDEX media_actor ON media (actor_id, purpose);
CREATE INDEX media_about ON media (about_id);
-- A file goes when no row names it any more.
CREATE INDEX media_digest ON media (digest);
CREATE INDEX media_small_digest ON media (small_digest);
