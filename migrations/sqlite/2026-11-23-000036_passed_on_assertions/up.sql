-- The whole document, with its proof: a community's home passes it on to the servers of its members.
ALTER TABLE assertions ADD COLUMN document TEXT;
-- The community whose home passed it on; none if the person's server said it to us.
ALTER TABLE assertions ADD COLUMN via BIGINT;
