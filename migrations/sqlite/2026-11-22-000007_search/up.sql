-- Finding things: words of objects and actors, hashtags, and who follows them.

-- Words are normalised and stemmed before they come here; rowid is the number of the object or actor.
CREATE VIRTUAL TABLE object_words USING fts5(words, content='', contentless_delete=1, tokenize='ascii', detail=none);
CREATE VIRTUAL TABLE actor_words USING fts5(words, content='', contentless_delete=1, tokenize='ascii', detail=none);

CREATE TABLE object_tags (
  object_id BIGINT NOT NULL REFERENCES objects (id),
  name TEXT NOT NULL,
  PRIMARY KEY (object_id, name)
);
CREATE INDEX object_tags_name ON object_tags (name, object_id);

CREATE TABLE followed_tags (
  actor_id BIGINT NOT NULL REFERENCES actors (id),
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (actor_id, name)
);

-- What was there before gets into the index when the program starts.
INSERT INTO jobs (id, kind, payload, dedup_key, run_at, attempts, lease_until, last_error, failed_at)
SELECT 7, 'search-index', 'actors 0', 'search-index:actors 0', 0, 0, NULL, '', NULL WHERE EXISTS (SELECT 1 FROM actors);
