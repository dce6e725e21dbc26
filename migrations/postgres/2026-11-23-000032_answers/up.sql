-- What somebody who asks to be let in answers to the community's questions, as JSON.
ALTER TABLE applications ADD COLUMN answers TEXT NOT NULL DEFAULT '[]';
