//! The verbs: types of activities the kernel knows (ActivityStreams vocabulary §3.2, Lemmy's `Lock`, FEP-c0e0's `EmojiReact`).

/// What an activity does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the ActivityStreams type of the same name")]
pub enum Verb {
    Accept,
    Add,
    Announce,
    Block,
    Create,
    Delete,
    Dislike,
    EmojiReact,
    Flag,
    Follow,
    Invite,
    Join,
    Leave,
    Like,
    Lock,
    Offer,
    Reject,
    Remove,
    TentativeReject,
    Undo,
    Update,
    /// Only a tool may know it.
    Other,
}

impl Verb {
    /// Reads the `type` of an activity.
    pub fn parse(kind: &str) -> Self {
        match kind {
            "Accept" => Self::Accept,
            "Add" => Self::Add,
            "Announce" => Self::Announce,
            "Block" => Self::Block,
            "Create" => Self::Create,
            "Delete" => Self::Delete,
            "Dislike" => Self::Dislike,
            "EmojiReact" => Self::EmojiReact,
            "Flag" => Self::Flag,
            "Follow" => Self::Follow,
            "Invite" => Self::Invite,
            "Join" => Self::Join,
            "Leave" => Self::Leave,
            "Like" => Self::Like,
            "Lock" => Self::Lock,
            "Offer" => Self::Offer,
            "Reject" => Self::Reject,
            "Remove" => Self::Remove,
            "TentativeReject" => Self::TentativeReject,
            "Undo" => Self::Undo,
            "Update" => Self::Update,
            _ => Self::Other,
        }
    }

    /// Whether a community passes such an activity on to its members.
    pub const fn is_relayed(self) -> bool {
        !matches!(
            self,
            Self::Accept
                | Self::Announce
                | Self::Flag
                | Self::Follow
                | Self::Invite
                | Self::Join
                | Self::Leave
                | Self::Offer
                | Self::Reject
                | Self::TentativeReject
        )
    }
}
