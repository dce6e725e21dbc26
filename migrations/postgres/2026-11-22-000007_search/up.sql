-- Finding things: words of objects and actors, hashtags, and who follows them.

-- Words are normalised and stemmed before they come here; id is the number of the object or actor.
CREATE TABLE object_words (
  id BIGINT NOT NULL PRIMARY KEY,
  words TSVECTOR NOT NULL
);
CREATE INDEX object_words_words ON object_words USING GIN (words);
CREATE TABLE actor_words (
  id BIGINT NOT NULL PRIMARY KEY,
  words TSVECTOR NOT NULL
);
CREATE INDEX actor_words_words ON actor_words USING GIN (words);

CREATE TABLE object_tags (
  object_id BIGINT NOT NULL REFERENCES objects (id),
  name TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (object_id, name)
);
CREATE INDEX object_tags_name ON object_tags (name, object_id);

CREATE TABLE followed_tags (
  actor_id BIGINT NOT NULL REFERENCES actors (id),
  name TEXT COLLATE "C" NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (actor_id, name)
);

-- What was there before gets into the index when the program starts.
INSERT INTO jobs (id, kind, payload, dedup_key, run_at, attempts, lease_until, last_error, failed_at)
SELECT 7, 'search-index', 'actors 0', 'search-index:actors 0', 'epoch', 0, NULL, '', NULL WHERE EXISTS (SELECT 1 FROM actors);
