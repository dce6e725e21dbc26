-- What the names of people look like (UTS #39, section 4): who has the skeleton of somebody else looks the same at a glance.
CREATE TABLE skeletons (
  actor_id BIGINT NOT NULL PRIMARY KEY REFERENCES actors (id),
  skeleton TEXT COLLATE "C" NOT NULL
);
CREATE INDEX skeletons_skeleton ON skeletons (skeleton, actor_id);

-- Those of the people who were there before are made when the program starts.
INSERT INTO jobs (id, kind, payload, dedup_key, run_at, attempts, lease_until, last_error, failed_at)
SELECT 38, 'search-index', 'skeletons 0', 'search-index:skeletons 0', 'epoch', 0, NULL, '', NULL WHERE EXISTS (SELECT 1 FROM actors);
