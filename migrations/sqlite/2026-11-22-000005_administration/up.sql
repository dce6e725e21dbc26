-- What was decided in the administration: who, what, about what, why. Without an actor it was the command line.

CREATE TABLE administration_log (
  id INTEGER NOT NULL PRIMARY KEY,
  actor_id BIGINT REFERENCES actors (id),
  deed SMALLINT NOT NULL,
  about TEXT NOT NULL,
  about_id BIGINT,
  reason TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX administration_log_about ON administration_log (about_id, id);

CREATE INDEX flags_open ON flags (resolved_at, id);
CREATE INDEX jobs_failed ON jobs (failed_at, id);
