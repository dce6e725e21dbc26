-- Whether an invited person follows the invitation as soon as the community's home passed it on.
ALTER TABLE applications ADD COLUMN follows BOOLEAN NOT NULL DEFAULT FALSE;
