//! Why a community's home turns people of other servers away by itself: words for any server, which our own pages say in the reader's
//! language.

/// Their server does not say whose staff they are.
pub const UNVOUCHED: &str = "No valid StaffAssertion by your server";
/// Their server and the community's home are not connected.
pub const UNCONNECTED: &str = "The instance of this community is not connected with your server";
/// They work elsewhere than the community is for.
pub const UNADMITTED: &str = "This community is for other levels of administration";
/// They are guests.
pub const NO_GUESTS: &str = "This community admits no guests";
/// The community is for its own instance from now on.
pub const NARROWED: &str = "This community is for its own instance only now";

/// Their request never got there.
pub const NOT_TAKEN: &str = "The instance of this community did not take the request";

/// The id of the text that says the same on our pages, if a server like ours gave this reason.
pub fn text_id(reason: &str) -> Option<&'static str> {
    Some(match reason {
        UNVOUCHED => "refusal-unvouched",
        UNCONNECTED => "refusal-unconnected",
        UNADMITTED => "error-level-not-admitted",
        NO_GUESTS => "error-guest-not-admitted",
        NARROWED => "refusal-narrowed",
        NOT_TAKEN => "refusal-not-taken",
        _ => return None,
    })
}
