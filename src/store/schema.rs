//! The tables, written by hand with the types both backends share; a test loads every table on both.

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    actors (id) {
        id -> BigInt,
        ap_id -> Text,
        kind -> SmallInt,
        username -> Text,
        host -> Text,
        local -> Bool,
        name -> Text,
        summary -> Text,
        source -> Text,
        url -> Text,
        inbox -> Text,
        shared_inbox -> Nullable<Text>,
        outbox -> Nullable<Text>,
        followers -> Nullable<Text>,
        moderators -> Nullable<Text>,
        featured -> Nullable<Text>,
        icon -> Nullable<Text>,
        posting_restricted -> Bool,
        manually_approves -> Bool,
        details -> Text,
        json -> Nullable<Text>,
        next_seq -> BigInt,
        seen_seq -> BigInt,
        follower_count -> BigInt,
        published -> Ts,
        updated -> Nullable<Ts>,
        fetched_at -> Nullable<Ts>,
        suspended_at -> Nullable<Ts>,
        deleted_at -> Nullable<Ts>,
        reach -> SmallInt,
        members -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    keys (id) {
        id -> Text,
        actor_id -> BigInt,
        algorithm -> SmallInt,
        public_key -> Text,
        private_key -> Nullable<Binary>,
        created_at -> Ts,
        retired_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    accounts (id) {
        id -> BigInt,
        actor_id -> BigInt,
        login -> Text,
        password_hash -> Text,
        admin -> Bool,
        language -> Nullable<Text>,
        created_at -> Ts,
        disabled_at -> Nullable<Ts>,
        email -> Nullable<Text>,
        rhythm -> SmallInt,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    sessions (token_digest) {
        token_digest -> Text,
        account_id -> BigInt,
        created_at -> Ts,
        expires_at -> Ts,
        used_at -> Ts,
        browser -> Text,
        identity_id -> Nullable<BigInt>,
        provider_session -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    follows (follower_id, target_id) {
        follower_id -> BigInt,
        target_id -> BigInt,
        state -> SmallInt,
        activity -> Text,
        created_at -> Ts,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    members (group_id, actor_id) {
        group_id -> BigInt,
        actor_id -> BigInt,
        role -> SmallInt,
        state -> SmallInt,
        activity -> Text,
        created_at -> Ts,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    bans (group_id, actor_id) {
        group_id -> BigInt,
        actor_id -> BigInt,
        reason -> Text,
        activity -> Text,
        created_by -> BigInt,
        created_at -> Ts,
        expires_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    objects (id) {
        id -> BigInt,
        ap_id -> Text,
        kind -> Text,
        tool -> Nullable<Text>,
        actor_id -> BigInt,
        group_id -> Nullable<BigInt>,
        root_id -> BigInt,
        in_reply_to_id -> Nullable<BigInt>,
        in_reply_to -> Nullable<Text>,
        reach -> SmallInt,
        state -> SmallInt,
        local -> Bool,
        name -> Text,
        summary -> Text,
        content -> Text,
        source -> Text,
        url -> Text,
        sensitive -> Bool,
        seq -> Nullable<BigInt>,
        reply_count -> BigInt,
        reaction_count -> BigInt,
        details -> Text,
        json -> Text,
        published -> Ts,
        edited_at -> Nullable<Ts>,
        pinned_at -> Nullable<Ts>,
        locked_at -> Nullable<Ts>,
        deleted_at -> Nullable<Ts>,
        removed_reason -> Nullable<Text>,
        latest_reply_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    recipients (object_id, actor_id) {
        object_id -> BigInt,
        actor_id -> BigInt,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    reactions (id) {
        id -> BigInt,
        object_id -> BigInt,
        actor_id -> Nullable<BigInt>,
        actor_key -> Text,
        kind -> SmallInt,
        emoji -> Text,
        activity -> Text,
        created_at -> Ts,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    activities (id) {
        id -> BigInt,
        ap_id -> Text,
        verb -> Text,
        actor_id -> Nullable<BigInt>,
        actor -> Text,
        object -> Nullable<Text>,
        object_id -> Nullable<BigInt>,
        group_id -> Nullable<BigInt>,
        local -> Bool,
        reach -> SmallInt,
        state -> SmallInt,
        reason -> Nullable<Text>,
        waiting_for -> Nullable<Text>,
        signer_id -> Nullable<BigInt>,
        seq -> Nullable<BigInt>,
        attempts -> Integer,
        body -> Text,
        received_at -> Ts,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    peers (id) {
        id -> BigInt,
        host -> Text,
        software -> Text,
        name -> Text,
        dialect -> SmallInt,
        dialect_override -> Nullable<SmallInt>,
        signature_form -> SmallInt,
        capabilities -> Text,
        first_seen_at -> Ts,
        probed_at -> Nullable<Ts>,
        last_success_at -> Nullable<Ts>,
        last_failure_at -> Nullable<Ts>,
        last_error -> Text,
        failures -> Integer,
        next_attempt_at -> Ts,
        lease_owner -> Nullable<Text>,
        lease_until -> Nullable<Ts>,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    deliveries (id) {
        id -> BigInt,
        activity_id -> BigInt,
        peer_id -> BigInt,
        inbox -> Text,
        sender_id -> BigInt,
        order_key -> BigInt,
        state -> SmallInt,
        attempts -> Integer,
        next_attempt_at -> Ts,
        created_at -> Ts,
        last_error -> Text,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    copies (object_id, peer_id) {
        object_id -> BigInt,
        peer_id -> BigInt,
        inbox -> Text,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    jobs (id) {
        id -> BigInt,
        kind -> Text,
        payload -> Text,
        dedup_key -> Nullable<Text>,
        run_at -> Ts,
        attempts -> Integer,
        lease_until -> Nullable<Ts>,
        last_error -> Text,
        failed_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    domain_rules (host) {
        host -> Text,
        action -> SmallInt,
        reason -> Text,
        created_at -> Ts,
        created_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    flags (id) {
        id -> BigInt,
        activity -> Text,
        reporter_id -> BigInt,
        group_id -> Nullable<BigInt>,
        target -> Text,
        object_id -> Nullable<BigInt>,
        reason -> Text,
        created_at -> Ts,
        resolved_at -> Nullable<Ts>,
        resolved_by -> Nullable<BigInt>,
        decision -> Text,
        contact -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    media (id) {
        id -> BigInt,
        actor_id -> BigInt,
        purpose -> SmallInt,
        object_id -> Nullable<BigInt>,
        about_id -> Nullable<BigInt>,
        reach -> SmallInt,
        digest -> Text,
        media_type -> Text,
        small_digest -> Text,
        small_media_type -> Text,
        width -> Integer,
        height -> Integer,
        bytes -> BigInt,
        name -> Text,
        blurhash -> Nullable<Text>,
        created_at -> Ts,
    }
}

// Accounts: invitations, forgotten passwords, second factors.

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    invitations (id) {
        id -> BigInt,
        token_digest -> Text,
        name -> Text,
        email -> Nullable<Text>,
        created_by -> Nullable<BigInt>,
        created_at -> Ts,
        expires_at -> Ts,
        used_at -> Nullable<Ts>,
        used_by -> Nullable<BigInt>,
        revoked_at -> Nullable<Ts>,
        requested -> Bool,
        mailed_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    resets (token_digest) {
        token_digest -> Text,
        account_id -> BigInt,
        expires_at -> Ts,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    second_factors (account_id) {
        account_id -> BigInt,
        secret -> Binary,
        confirmed_at -> Nullable<Ts>,
        last_step -> BigInt,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    recovery_codes (account_id, code_digest) {
        account_id -> BigInt,
        code_digest -> Text,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    passkeys (id) {
        id -> BigInt,
        account_id -> BigInt,
        credential_id -> Text,
        public_key -> Binary,
        sign_count -> BigInt,
        transports -> Text,
        name -> Text,
        created_at -> Ts,
        used_at -> Nullable<Ts>,
        suspected_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    passkey_challenges (challenge_digest) {
        challenge_digest -> Text,
        asked_digest -> Text,
        expires_at -> Ts,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    half_logins (token_digest) {
        token_digest -> Text,
        account_id -> BigInt,
        next -> Text,
        attempts -> Integer,
        expires_at -> Ts,
        identity_id -> Nullable<BigInt>,
        provider_session -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    notifications (id) {
        id -> BigInt,
        actor_id -> BigInt,
        kind -> SmallInt,
        by_id -> BigInt,
        object_id -> Nullable<BigInt>,
        root_id -> Nullable<BigInt>,
        group_id -> Nullable<BigInt>,
        text -> Text,
        created_at -> Ts,
        read -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    settings (key) {
        key -> Text,
        value -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    notification_settings (actor_id) {
        actor_id -> BigInt,
        level -> SmallInt,
        quiet_from -> Nullable<SmallInt>,
        quiet_to -> Nullable<SmallInt>,
        quiet_days -> SmallInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    thread_reads (actor_id, root_id) {
        actor_id -> BigInt,
        root_id -> BigInt,
        seen_id -> BigInt,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    bookmarks (actor_id, object_id) {
        actor_id -> BigInt,
        object_id -> BigInt,
        created_at -> Ts,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    object_tags (object_id, name) {
        object_id -> BigInt,
        name -> Text,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    followed_tags (actor_id, name) {
        actor_id -> BigInt,
        name -> Text,
        created_at -> Ts,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    administration_log (id) {
        id -> BigInt,
        actor_id -> Nullable<BigInt>,
        deed -> SmallInt,
        about -> Text,
        about_id -> Nullable<BigInt>,
        reason -> Text,
        created_at -> Ts,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::types::Ts;

    barriers (id) {
        id -> BigInt,
        page -> Text,
        words -> Text,
        contact -> Nullable<Text>,
        created_at -> Ts,
        resolved_at -> Nullable<Ts>,
        resolved_by -> Nullable<BigInt>,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    departures (account_id) {
        account_id -> BigInt,
        asked_at -> Ts,
        leaves_at -> Ts,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;

    applications (group_id, actor_id) {
        group_id -> BigInt,
        actor_id -> BigInt,
        activity -> Text,
        words -> Text,
        state -> SmallInt,
        reason -> Text,
        decided_by -> Nullable<BigInt>,
        created_at -> Ts,
        decided_at -> Nullable<Ts>,
        answers -> Text,
        follows -> Bool,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    drafts (actor_id, place, place_id) {
        actor_id -> BigInt,
        place -> SmallInt,
        place_id -> BigInt,
        title -> Text,
        text -> Text,
        base -> Text,
        version -> BigInt,
        saved_at -> Ts,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    exports (id) {
        id -> BigInt,
        account_id -> BigInt,
        asked_at -> Ts,
        ready_at -> Nullable<Ts>,
        bytes -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    former_names (digest) {
        digest -> Text,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    digests (account_id) {
        account_id -> BigInt,
        queued_at -> Ts,
        told_at -> Ts,
        secret -> Text,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    email_changes (account_id) {
        account_id -> BigInt,
        email -> Text,
        token_digest -> Nullable<Text>,
        expires_at -> Ts,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    organisations (id) {
        id -> BigInt,
        name -> Text,
        level -> SmallInt,
        official_key -> Nullable<Text>,
        created_at -> Ts,
        updated_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    organisation_domains (domain) {
        domain -> Text,
        organisation_id -> BigInt,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    organisation_admins (organisation_id, actor_id) {
        organisation_id -> BigInt,
        actor_id -> BigInt,
        created_at -> Ts,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    vouchings (id) {
        id -> BigInt,
        actor_id -> BigInt,
        organisation_id -> BigInt,
        method -> SmallInt,
        address -> Nullable<Text>,
        verified_at -> Ts,
        valid_until -> Ts,
        vouched_by -> Nullable<BigInt>,
        withdrawn_at -> Nullable<Ts>,
        withdrawn_by -> Nullable<BigInt>,
        withdrawal -> Nullable<BigInt>,
        reason -> Text,
        identity_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    identities (id) {
        id -> BigInt,
        account_id -> BigInt,
        issuer -> Text,
        subject -> Text,
        created_at -> Ts,
        used_at -> Ts,
        refresh_token -> Nullable<Text>,
        next_check_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    sign_on_questions (state_digest) {
        state_digest -> Text,
        asked_digest -> Text,
        account_id -> Nullable<BigInt>,
        next -> Text,
        expires_at -> Ts,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    newcomers (token_digest) {
        token_digest -> Text,
        issuer -> Text,
        subject -> Text,
        name -> Text,
        username -> Text,
        email -> Nullable<Text>,
        organisation_id -> Nullable<BigInt>,
        refresh_token -> Nullable<Text>,
        provider_session -> Nullable<Text>,
        next -> Text,
        expires_at -> Ts,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    spent_tokens (token_digest) {
        token_digest -> Text,
        expires_at -> Ts,
    }
}

diesel::table! {
    skeletons (actor_id) {
        actor_id -> BigInt,
        skeleton -> Text,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    taken_offers (digest) {
        digest -> Text,
        expires_at -> Ts,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    invitation_links (id) {
        id -> BigInt,
        group_id -> BigInt,
        host_id -> BigInt,
        token_digest -> Nullable<Text>,
        uses_left -> Integer,
        email -> Nullable<Text>,
        words -> Text,
        created_at -> Ts,
        expires_at -> Ts,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    work_addresses (account_id) {
        account_id -> BigInt,
        email -> Text,
        token_digest -> Nullable<Text>,
        expires_at -> Ts,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    confirmed_addresses (account_id) {
        account_id -> BigInt,
        email -> Text,
        confirmed_at -> Ts,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;
    assertions (actor_id) {
        actor_id -> BigInt,
        ap_id -> Text,
        issuer -> Text,
        host -> Text,
        organisation -> Text,
        level -> SmallInt,
        official_key -> Nullable<Text>,
        method -> SmallInt,
        verified_at -> Ts,
        valid_until -> Ts,
        received_at -> Ts,
        document -> Nullable<Text>,
        via -> Nullable<BigInt>,
    }
}

diesel::table! {
    use crate::store::types::Ts;
    use diesel::sql_types::*;

    leases (group_id) {
        group_id -> BigInt,
        confirmed_at -> Ts,
        refused_at -> Nullable<Ts>,
        next_at -> Ts,
        purge -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::store::types::Ts;

    purges (id) {
        id -> BigInt,
        group_id -> BigInt,
        host -> Text,
        inbox -> Text,
        activity -> Text,
        why -> SmallInt,
        state -> SmallInt,
        receipt -> Nullable<Text>,
        asked_at -> Ts,
        ended_at -> Nullable<Ts>,
    }
}

diesel::joinable!(objects -> actors (actor_id));
diesel::allow_tables_to_appear_in_same_query!(
    actors,
    applications,
    keys,
    accounts,
    sessions,
    follows,
    members,
    bans,
    objects,
    recipients,
    reactions,
    activities,
    peers,
    deliveries,
    copies,
    jobs,
    domain_rules,
    flags,
    media,
    notifications,
    notification_settings,
    thread_reads,
    bookmarks,
    invitations,
    resets,
    second_factors,
    recovery_codes,
    passkeys,
    passkey_challenges,
    half_logins,
    object_tags,
    followed_tags,
    administration_log,
    barriers,
    drafts,
    departures,
    exports,
    former_names,
    digests,
    email_changes,
    organisations,
    organisation_domains,
    organisation_admins,
    vouchings,
    identities,
    sign_on_questions,
    newcomers,
    spent_tokens,
    skeletons,
    taken_offers,
    invitation_links,
    work_addresses,
    confirmed_addresses,
    assertions,
    leases,
    purges,
);
