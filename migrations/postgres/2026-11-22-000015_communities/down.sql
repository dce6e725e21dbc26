DROP INDEX actors_kind_followers;
