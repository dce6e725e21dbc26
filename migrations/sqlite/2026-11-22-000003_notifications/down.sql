DROP TABLE bookmarks;
DROP TABLE thread_reads;
DROP TABLE notification_settings;
DROP TABLE notifications;
