DELETE FROM assertions WHERE via IS NOT NULL;
ALTER TABLE assertions DROP COLUMN via;
ALTER TABLE assertions DROP COLUMN document;
