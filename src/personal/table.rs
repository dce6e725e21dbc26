//! Every table and every column, and what becomes of it when a person is erased. A column that is not named here makes a test fail.
//!
//! A condition is SQL that both databases understand; `{actor}` stands for the person's number, `{account}` for that of her login (0 for
//! somebody elsewhere). Rows that others refer to come after those that refer to them.

/// A table.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What is overwritten, and in which rows: column and value.
    pub emptied: &'static [(&'static [(&'static str, &'static str)], &'static str)],
    /// Which rows go.
    pub gone: &'static [&'static str],
    /// All other columns: they go with their row, or say nothing about a person that is not in its number.
    pub others: &'static [&'static str],
}

/// What she wrote.
const IN_HER_OBJECTS: &str = "object_id IN (SELECT id FROM objects WHERE actor_id = {actor})";
const OF_LOGIN: &[&str] = &["account_id = {account}"];
const OF_ACTOR: &[&str] = &["actor_id = {actor}"];
/// The deletion of herself still has to reach others; there is nothing in it but her id.
const HER_DEEDS: &str = "actor_id = {actor} AND NOT (verb = 'Delete' AND object = (SELECT ap_id FROM actors WHERE id = {actor}))";
/// Announcements of what she did, which carry it.
const PASSED_ON: &str = "object IN (SELECT ap_id FROM activities WHERE actor_id = {actor} \
     AND NOT (verb = 'Delete' AND object = (SELECT ap_id FROM actors WHERE id = {actor})))";
/// What others decided about her, with their reasons, and the announcements of it.
const ABOUT_HER: &str = "object = (SELECT ap_id FROM actors WHERE id = {actor}) AND verb <> 'Delete'";
const ABOUT_HER_PASSED_ON: &str = "object IN (SELECT ap_id FROM activities WHERE verb <> 'Delete' \
     AND object = (SELECT ap_id FROM actors WHERE id = {actor}))";
const NOTHING_SAID: &[(&str, &str)] = &[("body", "'{}'"), ("reason", "NULL")];
const NOT_NOTED: &[(&str, &str)] = &[("about", "''"), ("reason", "''")];

const fn gone(name: &'static str, gone: &'static [&'static str], others: &'static [&'static str]) -> Table {
    Table { name, emptied: &[], gone, others }
}

/// A table that holds nothing of a person.
const fn stays(name: &'static str, others: &'static [&'static str]) -> Table {
    gone(name, &[], others)
}

/// The list, in the order in which a person is erased. The index of the search (`actor_words`, `object_words`) forgets by itself.
pub const TABLES: &[Table] = &[
    // Mails that wait are looked at one by one (`erase::forget_letters`); other jobs name numbers.
    stays("jobs", &["id", "kind", "payload", "dedup_key", "run_at", "attempts", "lease_until", "last_error", "failed_at"]),
    // What admins decided stays, without whom it was about.
    Table {
        name: "administration_log",
        emptied: &[
            (NOT_NOTED, "about_id = {account}"),
            (NOT_NOTED, "about_id IN (SELECT id FROM invitations WHERE used_by = {account})"),
            (NOT_NOTED, "about_id IN (SELECT id FROM invitations WHERE email = (SELECT email FROM accounts WHERE id = {account}))"),
        ],
        gone: &[],
        others: &["id", "actor_id", "deed", "about_id", "created_at"],
    },
    // A report stays as far as it is about somebody else's contribution; what she wrote in it goes. The decision is the hosts'.
    Table {
        name: "flags",
        emptied: &[
            (&[("reason", "''")], "reporter_id = {actor}"),
            (&[("contact", "NULL")], "contact = (SELECT email FROM accounts WHERE id = {account})"),
        ],
        gone: &[],
        others: &[
            "id",
            "activity",
            "reporter_id",
            "group_id",
            "target",
            "object_id",
            "created_at",
            "resolved_at",
            "resolved_by",
            "decision",
        ],
    },
    // Who reported a barrier is not kept but for an address, which may be hers.
    Table {
        name: "barriers",
        emptied: &[(&[("contact", "NULL")], "contact = (SELECT email FROM accounts WHERE id = {account})")],
        gone: &[],
        others: &["id", "page", "words", "created_at", "resolved_at", "resolved_by"],
    },
    gone(
        "invitations",
        &["used_by = {account}", "email = (SELECT email FROM accounts WHERE id = {account})"],
        &[
            "id",
            "token_digest",
            "name",
            "email",
            "created_by",
            "created_at",
            "expires_at",
            "used_at",
            "used_by",
            "revoked_at",
            "requested",
            "mailed_at",
        ],
    ),
    // Those she made, and those that went to her address.
    gone(
        "invitation_links",
        &["host_id = {actor}", "email = (SELECT email FROM accounts WHERE id = {account})"],
        &["id", "group_id", "host_id", "token_digest", "uses_left", "email", "words", "created_at", "expires_at"],
    ),
    gone(
        "sessions",
        OF_LOGIN,
        &["token_digest", "account_id", "created_at", "expires_at", "used_at", "browser", "identity_id", "provider_session"],
    ),
    gone("half_logins", OF_LOGIN, &["token_digest", "account_id", "next", "attempts", "expires_at", "identity_id", "provider_session"]),
    gone("identities", OF_LOGIN, &["id", "account_id", "issuer", "subject", "created_at", "used_at", "refresh_token", "next_check_at"]),
    gone("sign_on_questions", OF_LOGIN, &["state_digest", "asked_digest", "account_id", "next", "expires_at"]),
    // Nobody's login yet, and gone within the hour.
    gone(
        "newcomers",
        &["email = (SELECT email FROM accounts WHERE id = {account})"],
        &[
            "token_digest",
            "issuer",
            "subject",
            "name",
            "username",
            "email",
            "organisation_id",
            "refresh_token",
            "provider_session",
            "next",
            "expires_at",
        ],
    ),
    // Digests that last a quarter of an hour.
    stays("spent_tokens", &["token_digest", "expires_at"]),
    // Digests of random ids that say nothing of whoever made them.
    stays("taken_offers", &["digest", "expires_at"]),
    gone("resets", OF_LOGIN, &["token_digest", "account_id", "expires_at"]),
    gone("email_changes", OF_LOGIN, &["account_id", "email", "token_digest", "expires_at"]),
    gone("work_addresses", OF_LOGIN, &["account_id", "email", "token_digest", "expires_at"]),
    gone("confirmed_addresses", OF_LOGIN, &["account_id", "email", "confirmed_at"]),
    // For whom she vouched stays staff; that it was her is a number.
    gone(
        "vouchings",
        OF_ACTOR,
        &[
            "id",
            "actor_id",
            "organisation_id",
            "method",
            "address",
            "verified_at",
            "valid_until",
            "vouched_by",
            "withdrawn_at",
            "withdrawn_by",
            "withdrawal",
            "reason",
            "identity_id",
        ],
    ),
    gone("organisation_admins", OF_ACTOR, &["organisation_id", "actor_id", "created_at"]),
    stays("organisations", &["id", "name", "level", "official_key", "created_at", "updated_at"]),
    stays("organisation_domains", &["domain", "organisation_id"]),
    // What her server vouched for about somebody elsewhere.
    gone(
        "assertions",
        OF_ACTOR,
        &[
            "actor_id",
            "ap_id",
            "issuer",
            "host",
            "organisation",
            "level",
            "official_key",
            "method",
            "verified_at",
            "valid_until",
            "received_at",
            "document",
            "via",
        ],
    ),
    gone("recovery_codes", OF_LOGIN, &["account_id", "code_digest"]),
    gone("second_factors", OF_LOGIN, &["account_id", "secret", "confirmed_at", "last_step"]),
    gone(
        "passkeys",
        OF_LOGIN,
        &["id", "account_id", "credential_id", "public_key", "sign_count", "transports", "name", "created_at", "used_at", "suspected_at"],
    ),
    // Digests that last five minutes.
    stays("passkey_challenges", &["challenge_digest", "asked_digest", "expires_at"]),
    // The files go by a job (`export::forget`).
    gone("exports", OF_LOGIN, &["id", "account_id", "asked_at", "ready_at", "bytes"]),
    gone("digests", OF_LOGIN, &["account_id", "queued_at", "told_at", "secret"]),
    gone("departures", OF_LOGIN, &["account_id", "asked_at", "leaves_at"]),
    gone(
        "accounts",
        &["id = {account}"],
        &["id", "actor_id", "login", "password_hash", "admin", "language", "created_at", "disabled_at", "email", "rhythm"],
    ),
    gone("notification_settings", OF_ACTOR, &["actor_id", "level", "quiet_from", "quiet_to", "quiet_days"]),
    // What she decided about others as a host, they have a right to know: appointed, removed, restored, banned, ban lifted.
    gone(
        "notifications",
        &[
            "actor_id = {actor}",
            "by_id = {actor} AND kind NOT IN (5, 8, 9, 10, 11)",
            "kind NOT IN (5, 9, 10, 11) AND object_id IN (SELECT id FROM objects WHERE actor_id = {actor})",
        ],
        &["id", "actor_id", "kind", "by_id", "object_id", "root_id", "group_id", "text", "created_at", "read"],
    ),
    gone("drafts", OF_ACTOR, &["actor_id", "place", "place_id", "title", "text", "base", "version", "saved_at"]),
    gone("thread_reads", OF_ACTOR, &["actor_id", "root_id", "seen_id"]),
    gone("bookmarks", OF_ACTOR, &["actor_id", "object_id", "created_at"]),
    gone("followed_tags", OF_ACTOR, &["actor_id", "name", "created_at"]),
    // What her name looks like.
    gone("skeletons", OF_ACTOR, &["actor_id", "skeleton"]),
    gone("follows", &["follower_id = {actor}", "target_id = {actor}"], &["follower_id", "target_id", "state", "activity", "created_at"]),
    gone(
        "applications",
        OF_ACTOR,
        &["group_id", "actor_id", "activity", "words", "state", "reason", "decided_by", "created_at", "decided_at", "answers", "follows"],
    ),
    gone("members", OF_ACTOR, &["group_id", "actor_id", "role", "state", "activity", "created_at"]),
    // That somebody elsewhere is banned stays: she could come back under the same id.
    Table {
        name: "bans",
        emptied: &[(&[("reason", "''")], "actor_id = {actor}")],
        gone: &[],
        others: &["group_id", "actor_id", "activity", "created_by", "created_at", "expires_at"],
    },
    gone("reactions", OF_ACTOR, &["id", "object_id", "actor_id", "actor_key", "kind", "emoji", "activity", "created_at"]),
    gone("recipients", &["actor_id = {actor}", IN_HER_OBJECTS], &["object_id", "actor_id"]),
    gone("object_tags", &[IN_HER_OBJECTS], &["object_id", "name"]),
    // The pictures of communities are the communities'.
    gone(
        "media",
        &["actor_id = {actor} AND purpose <> 2", "about_id = {actor}"],
        &[
            "id",
            "actor_id",
            "purpose",
            "object_id",
            "about_id",
            "reach",
            "digest",
            "media_type",
            "small_digest",
            "small_media_type",
            "width",
            "height",
            "bytes",
            "name",
            "blurhash",
            "created_at",
        ],
    ),
    // Which servers hold a copy of what: numbers and addresses of servers.
    stays("copies", &["object_id", "peer_id", "inbox"]),
    stays(
        "deliveries",
        &[
            "id",
            "activity_id",
            "peer_id",
            "inbox",
            "sender_id",
            "order_key",
            "state",
            "attempts",
            "next_attempt_at",
            "created_at",
            "last_error",
        ],
    ),
    Table {
        name: "activities",
        emptied: &[
            (NOTHING_SAID, HER_DEEDS),
            (NOTHING_SAID, IN_HER_OBJECTS),
            (NOTHING_SAID, PASSED_ON),
            (NOTHING_SAID, ABOUT_HER),
            (NOTHING_SAID, ABOUT_HER_PASSED_ON),
        ],
        gone: &[],
        others: &[
            "id",
            "ap_id",
            "verb",
            "actor_id",
            "actor",
            "object",
            "object_id",
            "group_id",
            "local",
            "reach",
            "state",
            "waiting_for",
            "signer_id",
            "seq",
            "attempts",
            "received_at",
        ],
    },
    // Tombstones: that there was something, so that answers keep their place. Ids and addresses are made of numbers.
    Table {
        name: "objects",
        emptied: &[(
            &[
                ("name", "''"),
                ("summary", "''"),
                ("content", "''"),
                ("source", "''"),
                ("details", "'{}'"),
                ("json", "'{}'"),
                ("removed_reason", "NULL"),
            ],
            "actor_id = {actor}",
        )],
        gone: &[],
        others: &[
            "id",
            "ap_id",
            "kind",
            "tool",
            "actor_id",
            "group_id",
            "root_id",
            "in_reply_to_id",
            "in_reply_to",
            "reach",
            "state",
            "local",
            "url",
            "sensitive",
            "seq",
            "reply_count",
            "reaction_count",
            "published",
            "edited_at",
            "pinned_at",
            "locked_at",
            "deleted_at",
            "latest_reply_at",
        ],
    },
    // A tombstone, too. A name with this sign is nobody's; the id is how others say whom they mean, and has to be answered with "gone".
    Table {
        name: "actors",
        emptied: &[(
            &[
                ("username", "'~' || id"),
                ("name", "''"),
                ("summary", "''"),
                ("source", "''"),
                ("url", "ap_id"),
                ("icon", "NULL"),
                ("details", "'{}'"),
                ("json", "NULL"),
            ],
            "id = {actor}",
        )],
        gone: &[],
        others: &[
            "id",
            "ap_id",
            "kind",
            "host",
            "local",
            "inbox",
            "shared_inbox",
            "outbox",
            "followers",
            "moderators",
            "featured",
            "posting_restricted",
            "manually_approves",
            "reach",
            "members",
            "next_seq",
            "seen_seq",
            "follower_count",
            "published",
            "updated",
            "fetched_at",
            "suspended_at",
            "deleted_at",
        ],
    },
    // They sign the deletion, as long as it has not reached everybody.
    stays("keys", &["id", "actor_id", "algorithm", "public_key", "private_key", "created_at", "retired_at"]),
    // A digest of her user name, so that nobody gets it.
    stays("former_names", &["digest"]),
    stays("leases", &["group_id", "confirmed_at", "refused_at", "next_at", "purge"]),
    // Communities and servers.
    stays("purges", &["id", "group_id", "host", "inbox", "activity", "why", "state", "receipt", "asked_at", "ended_at"]),
    stays(
        "peers",
        &[
            "id",
            "host",
            "software",
            "name",
            "dialect",
            "dialect_override",
            "signature_form",
            "capabilities",
            "first_seen_at",
            "probed_at",
            "last_success_at",
            "last_failure_at",
            "last_error",
            "failures",
            "next_attempt_at",
            "lease_owner",
            "lease_until",
        ],
    ),
    stays("domain_rules", &["host", "action", "reason", "created_at", "created_by"]),
    stays("settings", &["key", "value"]),
    stays("nodes", &["node", "owner", "lease_until"]),
    stays("schema_migrations", &["name"]),
];
