-- Whether somebody asked for the link by herself (`registration`); others were invited by somebody.
ALTER TABLE invitations ADD COLUMN requested BOOLEAN NOT NULL DEFAULT FALSE;
