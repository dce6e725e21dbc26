# English. Every id of de.ftl.

## Frame

layout-skip = Skip to content
layout-official = Operator
layout-operator = A platform run by { $operator }
layout-brand = { $instance }, home page
layout-new = New
layout-new-post-in = Write a post in
layout-new-community = Found a community
layout-account = Account
layout-profile = My profile
layout-profile-short = Profile
layout-edit-profile = Edit profile
layout-log-in = Log in
layout-log-out = Log out
layout-navigation = Main navigation
layout-quick = Quick access
layout-home = Home
layout-communities = Communities
layout-find = Find
layout-my-communities = My communities
layout-language = Language and form of address

language-de = Deutsch (Du)
language-de-formal = Deutsch (Sie)
language-en = English

## Building blocks

ui-from-instance = from the instance
ui-optional = – optional
ui-error-summary = Please check these again

time-now = just now
time-minutes-ago = { $count ->
    [one] a minute ago
   *[other] { $count } minutes ago
}
time-today = today, { $clock }
time-yesterday = yesterday, { $clock }
time-full = { $date }, { $clock }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Error page

error-status = Error { $status }
error-typed = What you wrote
error-back = Back
layout-not-sent = This did not arrive: no connection. Your text is still in the field. Try again.
error-to-start = Go to the home page
error-not-found = Nothing here
error-not-found-happened = This page does not exist, or only others can see it.
error-not-found-advice = Check the address. If it belongs to a community, joining that community may help.
error-gone = Deleted
error-gone-happened = What was here has been deleted.
error-gone-advice = It cannot be brought back.
error-not-signed-in = Please log in
error-not-signed-in-advice = Log in and try again.
error-forbidden = That is not allowed here
error-forbidden-advice = If you think it should be allowed, talk to the community's hosts or to the administrators.
error-invalid = Not quite right yet
error-invalid-happened = Something is missing or has the wrong form.
error-invalid-advice = Go back and correct it. What you wrote is still in the form.
error-conflict = Something has changed in the meantime
error-conflict-advice = Reload the page, see what has changed, then try again.
error-too-many = Too much at once
error-too-many-happened = { $seconds ->
    [one] Please wait one second.
   *[other] Please wait { $seconds } seconds.
}
error-too-many-advice = Then you can go on. Nothing is lost.
error-remote = The other instance does not answer properly
error-remote-advice = It is not your fault. Try again later.
error-unavailable = Not possible right now
error-unavailable-happened = We cannot handle the request at the moment.
error-unavailable-advice = Try again in a minute.
error-internal = Something went wrong on our side
error-internal-happened = The fault is ours and has been recorded.
error-internal-advice = Try again. If it keeps happening, tell the administrators.

## Reasons

error-malformed-json = The message is not valid JSON.
error-null-character = The text holds a character that is not allowed.
error-password-too-long = The password is too long. Use at most 1,000 characters.
error-password-too-short = The password is too short. Use at least 12 characters.
error-remote-forbidden-address = This address lies in a network that we do not query.
error-remote-redirect = The other instance redirects too often or to a place that is not allowed.
error-remote-timeout = The other instance did not answer in time.
error-remote-too-large = The other instance's answer is too large.
error-remote-unreachable = The other instance cannot be reached.
error-url-invalid = This is not a valid address.
error-cannot-follow = This account cannot be followed.
error-community-not-found = This community does not exist, or its instance does not know the name.
error-edited-meanwhile = The text was changed meanwhile. Above is the new version, below is yours. If you save, yours is kept.
error-emoji-unknown = This reaction is not available here.
error-foreign-author = The post is not by the person who sent it.
error-foreign-id = The address belongs to another instance than the sender.
error-foreign-object = The post belongs to somebody else.
error-form-expired = The form has expired. Go back, reload the page and send it again.
error-form-unreadable = The form could not be read.
error-handle-invalid = This is not the name of a community. It has the form community@instance.example.
error-host = This is not a valid instance name.
error-too-many-emoji = One person cannot put more than 20 different emoji on one post.
error-host-cannot-be-banned = Hosts cannot be banned while they are hosts.
error-log-in-first = This needs a login.
error-log-in-to-search = Only people who are logged in can search other instances.
error-login = Name or password is wrong. Try again.
error-not-a-local-person = The account does not belong to this instance.
error-not-in-this-community = This does not belong to this community.
error-not-sent-by-us = We did not send this message.
error-not-the-author = Only its author can do this.
error-nothing-asked = This answer belongs to no request.
error-only-hosts-write = In this community only hosts begin new posts.
error-origin-changed = The instance's address does not fit the database.
error-parent-deleted = The post that is answered was deleted.
error-reason-missing = A reason is missing. It will stand in the post's place.
error-remote-refused = The other instance does not tell.
error-remote-unusable = The other instance answers in a form we do not understand.
error-signature = The signature of the message is invalid.
error-too-many-documents = Too many messages of other instances would have to be fetched for this.
error-unproven = It is not certain who this message is from.
error-username-taken = This name is taken. Choose another.
error-actor-kind-changed = The account has changed its kind on its instance, for example from community to person.
error-database-file = The database file cannot be opened.
error-database-folder = The folder of the database file is missing.
error-database-login = The database refuses the login.
error-database-newer = The database was created by a newer version of the program.
error-database-permission = The right to read or write the database is missing.
error-database-tls = The database demands an encrypted connection.
error-database-too-old = The database is too old for this program.
error-database-url = The database's address is not valid.
error-title-missing = Give the post a title.
error-malformed-advice = Go back, reload the page and try again.

## Parts of pages

ui-more = Show more
ui-save = Save
ui-cancel = Cancel
ui-edit = Edit
ui-delete = Delete

## Log in

login-title = Log in
login-name = Name
login-name-hint = For example petra: the part of your address before the @.
login-password = Password
login-submit = Log in

## Accounts: invitation, first steps, password, devices, second factor, mails

login-forgot = Forgotten your password?
code-title = Enter your code
code-lead = Your account is protected by a second factor.
code-field = Code
code-field-hint = Six digits from the app, or one of the codes on paper.
code-again = Start again
error-code = This code does not fit. Use the one the app shows right now; each works once.
error-code-too-late = That took too long, or too many tries. Log in again.
error-factor-is-on = The second factor is already switched on.
error-too-many-minutes = { $minutes ->
    [one] Please wait a minute.
   *[other] Please wait { $minutes } minutes.
}

invitation-title = Accept the invitation
invitation-headline = Welcome to { $instance }
invitation-lead = You are invited. Three details and you are in. You can choose a password later.
invitation-name = Name
invitation-name-hint = How others see you, for example: Anna Example.
invitation-username = User name
invitation-username-hint = For logging in and as your address @name@{ $host }. It cannot be changed.
invitation-organisation = Organisation
invitation-organisation-hint = For example: City of Musterburg, building department.
invitation-submit = Accept and start
invitation-until = The invitation is valid until { $until }.
invitation-logged-in = You are already logged in
invitation-logged-in-text = This invitation is for somebody without an account.
invitation-logged-in-advice = Pass the link on, or log out if you need another account.
invitation-unknown = There is no such invitation
error-invitation-unknown = The link belongs to no invitation of this instance. A piece may be missing, or a newer one has replaced it.
invitation-unknown-advice = Open the link from the latest mail, or copy all of it into the address bar.
invitation-used = This invitation was accepted already
error-invitation-used = Each invitation is for one person and works once.
invitation-used-advice = Was it you? Then log in. If you have no password yet, ask the administrator for a link.
invitation-expired = This invitation has expired
error-invitation-expired = Invitations are valid for some days only.
invitation-revoked = This invitation was withdrawn
error-invitation-revoked = Whoever issued it took it back.
invitation-again-advice = Ask the person who invited you, or the administrator, for a new one.
error-invitation-days = Choose 1 to 90 days.
error-email = This is not an e-mail address. It has the form name@example.org.
error-email-taken = There is an account with this e-mail address already.
flash-arrived = You are in! Four short steps are left, each can be skipped.

welcome-step = Step { $number } of { $of }
welcome-next = Continue
welcome-skip = Skip
welcome-who = Who you are
welcome-who-lead = People elsewhere know you by your name and organisation.
welcome-words = What you know and what you look for
welcome-words-lead = Keywords are enough, with commas between them. They stand in your profile, so that others find you.
welcome-offers = I can explain
welcome-offers-hint = For example: procurement, spreadsheets, accessibility.
welcome-seeks = I am looking for
welcome-seeks-hint = For example: templates for statutes, others who plan day-care.
error-words-too-many = These are too many keywords. Use at most 20.
error-words-too-long = A keyword is too long. Use at most 60 characters, and commas between keywords.
profile-offers = Can explain:
profile-seeks = Looks for:
welcome-communities = Communities to begin with
welcome-communities-lead = Choose where you want to read and talk. You can leave at any time.
welcome-communities-none = There are no further communities yet. You can find some later, or found one.
welcome-mails = Mail from us
welcome-mails-lead = How often shall we write to you what is new?
welcome-mails-later = We have no e-mail address of yours yet. Your choice holds as soon as there is one.
welcome-mails-legend = Summary by e-mail
welcome-daily = Once a day
welcome-weekly = Once a week
welcome-never = Never
flash-welcomed = All set. Good to have you here!

layout-needs-password = You have no password yet. After logging out you could not come back.
password-set = Choose a password
password-change = Change password
password-current = Current password
password-new = New password
password-new-hint = At least 12 characters. A short sentence only you know is good; special characters are not needed.
password-save = Save password
password-ends-sessions = All other devices are logged out.
error-password-common = This password is too easy to guess: common words, sequences or names. Use a short sentence.
error-password-current = This is not your current password.
flash-password-set = The new password is set. All devices are logged out.
flash-password-changed = The new password is set. All other devices are logged out.
forgot-title = Forgotten password
forgot-lead = We send you a link with which you choose a new password.
forgot-no-mail = This instance sends no mail. Ask the administrator for a link for a new password.
forgot-submit = Send link
forgot-sent = If this account exists and has an e-mail address, a link is on its way.
forgot-sent-advice = It works for an hour. If nothing arrives, look into the spam folder or ask the administrator.
error-forgot-name-missing = Enter your user name or your e-mail address.
reset-title = New password
reset-lead = Afterwards you log in with it. All devices still logged in are logged out.
reset-closed = This link no longer works
error-reset-link = The link was used already, is older than an hour, or incomplete.
reset-again = Ask for a new link

security-title = Login and security
security-login = Login
security-username = User name: { $username }
security-email = E-mail address: { $email }
security-no-email = No e-mail address. A link for a forgotten password then comes from the administrator only.
security-has-password = There is a password.
security-no-password = There is no password yet.
security-browser = { $program } on { $system }
security-browser-unknown = Unknown program
sessions-title = Devices logged in
sessions-lead = A login ends by itself after 12 hours without use. If you do not recognise a device, log it out and change your password.
sessions-own = This device
sessions-since = Logged in:
sessions-used = Last used:
sessions-end = Log out
sessions-end-others = Log out all others
flash-session-ended = The device is logged out.
flash-sessions-ended = All other devices are logged out.
factor-title = Second factor
factor-lead = At login you are also asked for a code that an app on your phone shows. A stolen password is then not enough.
factor-password-first = This needs a password first.
factor-on = Switched on
factor-switch-on = Switch on the second factor
factor-switch-off = Switch off the second factor
factor-codes-left = { $count ->
    [one] One code on paper is left.
   *[other] { $count } codes on paper are left.
}
factor-step-app = Open an app for one-time codes on your phone. There are many, also free ones such as Aegis or FreeOTP.
factor-step-scan = Scan this picture with the app.
factor-picture = QR code for the app; the same key stands below as text
factor-step-type = Or type this key:
factor-step-code = Enter the code the app shows now.
factor-confirm = Switch on
factor-off-lead = Afterwards the password alone is enough to log in. The codes on paper stop working.
flash-factor-off = The second factor is switched off.
codes-title = Your codes for emergencies
codes-done = The second factor is switched on.
codes-lead = If the phone is gone, one of these codes lets you in. Each works once. Print them or write them down.
codes-once = We show them only now. All we keep is how to recognise them.
codes-noted = I have noted them

mail-footer = This mail comes from { $instance }. Nobody reads answers to it.
mail-test-subject = Test mail from { $instance }
mail-test-text = If you can read this, { $instance } is able to send mail.
mail-invitation-subject = Invitation to { $instance }
mail-invitation-text = You are invited to { $instance }, the place for exchange across organisations.
mail-invitation-how = Open the link and say who you are. You need no password for that yet.
mail-invitation-action = Accept the invitation
mail-invitation-until = The link works for one person, once, until { $until }.
mail-forgotten-subject = New password for { $instance }
mail-forgotten-text = Somebody, probably you, has forgotten the password. With this link you choose a new one.
mail-forgotten-action = Choose a new password
mail-forgotten-until = The link works for an hour and once.
mail-forgotten-not-me = Was it not you? Then do nothing: your password stays as it is.
mail-changed-subject = Your password at { $instance } was changed
mail-changed-text = The password of your account is new, and all other devices are logged out.
mail-changed-not-me = Was it not you? Then choose a new one at once and tell the administrator.
mail-changed-action = Choose a new password

## Home

home-greeting = Hello { $name }
home-welcome = Welcome to { $instance }
home-welcome-lead = People from public administrations meet here, across organisations and levels: the short official channel.
home-look-around = Look at the communities
home-newest = New posts
home-newest-public = Public posts
home-empty = It is still quiet here
home-empty-text = Join a community. What people write there will then appear on this page.
home-find = Find a community
home-no-communities = You are not in any community yet.
home-discover = You may be interested in

## Communities

communities-find = Find a community
communities-others = More communities
communities-all = All communities
communities-none-yet = Not in a community yet
communities-none-yet-text = Look for a community on your subject, or found one. Communities of other instances are just as open to you.
community-here = at home here
community-join = Join
community-requested = Requested
community-requested-text = Your request is under way or being looked at.
community-withdraw = Withdraw the request
community-member = Member
community-host = You are a host
community-members = { $count ->
    [one] one member
   *[other] { $count } members
}
community-write = Write a post
community-log-in-to-join = Log in and join
community-posts = Posts
community-empty = No posts yet
community-empty-text = The conversation starts with the first post.
community-hosts = Hosts
community-about = About this community
community-home = At home on
community-address = Address to pass on
community-leave = Leave the community
community-leave-text = Your posts stay. You can join again at any time.
community-leave-now = Yes, leave
members-title = Members of { $community }
members-shown = { $count ->
    [one] one of them is known here
   *[other] { $count } of them are known here
}
members-tools = Role and ban
members-appoint = Make host
members-dismiss = No longer a host
members-ban = Ban …
members-banned = Banned
members-banned-until = until { $day }
members-lift-ban = Lift the ban
ban-title = Ban { $person }
ban-lead = Who is banned can no longer write, answer or join in { $community }. The person learns the reason.
ban-reason-hint = One sentence is enough, for example: repeatedly insulting.
ban-until = Until which day?
ban-until-hint = Empty means without end. You can lift the ban at any time.
ban-now = Ban
flash-banned = Banned.
error-ban-until = Choose a day that is still to come, or leave the field empty.
members-host = Host

find-title = Find a community
find-lead = Communities of other instances too: you join without an account there.
find-field = The community's address
find-hint = For example bauen@next.example or https://next.example/g/bauen
find-submit = Search
find-results = { $count ->
    [one] One community found
   *[other] { $count } communities found
}
find-nothing = Nothing found
find-nothing-text = Check the spelling. The whole address has the form community@instance.example.

found-lead = A community needs a name, a purpose and somebody to open it. People of all connected instances can then take part.
found-name = Name of the community
found-name-hint = For example: Digital building permits
found-handle = Short name
found-handle-hint = Lower-case letters and digits. It becomes part of the address name@{ $host } and stays for ever.
found-purpose = What is the community for?
found-purpose-hint = One or two sentences. Whoever finds the community reads them first.
found-audience = Name, purpose and posts are public: everybody can read them, on other instances too.

## People

profile-no-summary = Nothing is said about this person yet.
profile-follow = Follow
profile-following = Following
profile-unfollow = Unfollow
profile-empty = No posts yet
profile-empty-text = What this person writes and you may see appears here.
edit-profile-name = Name
edit-profile-name-hint = This is how others see you, on other instances too.
edit-profile-about = About you
edit-profile-about-hint = What do you do? What can you explain well, what are you looking for? Markdown works.
edit-profile-audience = This can be seen by: everybody, even without logging in.

## Posts

posts-in = in
posts-older = Older posts
posts-comments = { $count ->
    [0] No comments
    [one] One comment
   *[other] { $count } comments
}
posts-reactions = { $count ->
    [one] One reaction
   *[other] { $count } reactions
}
post-pinned = Pinned
post-locked = Closed
post-pending = being delivered
post-refused = not accepted
post-edited = edited
post-deleted = This post has been deleted.
post-removed = This post has been removed by the hosts.
post-removed-reason = Reason: { $reason }
post-unknown-kind = Kind: { $kind }
reaction-like = Like
reaction-add = React with a symbol
reaction-thumbs-up = Thumbs up
reaction-heart = Heart
reaction-party = Joy
reaction-idea = Good idea
reaction-thinking = Thoughtful
comments-none = Nobody has answered yet.
comments-more = More comments
comments-locked = The hosts have closed the conversation. It can still be read.
comment-write = Write a comment
comment-submit = Comment
comment-answer = Answer
comment-answers = Answer to { $author }
comment-answer-to = Answer to { $author }
comment-log-in = Log in and join in
comment-join-first = Commenting is for members of the community
host-tools = Tools for hosts
host-pin = Pin
host-unpin = Unpin
host-lock = Close the conversation
host-unlock = Reopen the conversation
host-remove = Remove …
host-reason = Reason, visible to everybody
host-remove-now = Yes, remove
write-new = Write a post
write-edit = Edit the post
write-edit-comment = Edit the comment
write-title = Title
write-title-hint = What is it about? One sentence is enough.
write-text = Text
write-markdown = Markdown works: **bold**, *italic*, - list, > quotation, [link](https://…).
write-audience = This can be seen by: { $audience }.
write-publish = Publish
write-preview = Preview
write-preview-untitled = This is how it looks
write-stored = Version stored in the meantime
delete-title = Delete the post?
delete-title-comment = Delete the comment?
delete-text = It disappears here and on all instances that have received it. This cannot be undone.
delete-answers = { $count ->
    [one] One answer stays.
   *[other] { $count } answers stay.
}
delete-now = Yes, delete
unknown-kind = This instance does not know “{ $kind }” yet and shows only the essentials.
unknown-open = View at the origin

## Pictures

picture-portrait = Picture
picture-portrait-hint = A photo or a sign; it will be cropped to a square. JPEG, PNG, GIF or WebP, 8 MB at most.
picture-current = Picture so far
picture-new = New picture, not saved yet
picture-remove-portrait = Remove the picture
picture-undescribed = Picture without description
pictures-title = Pictures
pictures-choose = Choose pictures
pictures-hint = Up to four. JPEG, PNG, GIF or WebP, 8 MB each at most. We remove location and camera data.
pictures-upload = Upload pictures
pictures-number = Picture { $number }
pictures-alternative = What does picture { $number } show?
pictures-alternative-hint = For everybody who cannot see it. A sentence or two will do.
pictures-remove = Remove picture { $number }
error-picture-unknown = This file is no picture that can be read here. Use JPEG, PNG, GIF or WebP.
error-picture-too-large = The picture is larger than 8 MB. Make it smaller and upload it again.
error-picture-too-many-pixels = The picture has more than 40 million pixels. Make it smaller and upload it again.
error-picture-broken = The picture is damaged and cannot be read. Save it anew and upload it again.
error-picture-too-many = A post has four pictures at most. Remove one before you upload another.
error-picture-too-many-drafts = Many of your pictures are already waiting for their post. Publish or remove some; what is left disappears after a day.
error-picture-gone = A picture was uploaded more than a day ago and is gone. Upload it again.
error-picture-none = Choose a picture first.
error-alternative-missing = Describe every picture for those who cannot see it.
error-alternative-too-long = The description is too long. Use 1,500 characters at most.

## Notes after an action

flash-joined = Welcome! You are a member now.
flash-requested = Your request is under way.
flash-left = You have left the community.
flash-founded = The community is founded. Write the first post!
flash-published = Your post is published.
flash-commented = Your comment is there.
flash-saved = Saved.
flash-deleted = Deleted.
flash-removed = The post is removed.
flash-pinned = The post is pinned.
flash-unpinned = The post is no longer pinned.
flash-locked = The conversation is closed.
flash-unlocked = The conversation is open again.
flash-following = You are following now.
flash-unfollowed = You are no longer following.
flash-logged-out = You are logged out.

## Who can see something: the end of “This can be seen by: …”

audience-public = everybody, even without logging in
audience-community = the members of { $community }, on all instances
audience-followers = everybody who follows you
audience-local = everybody logged in on this instance

## Reasons in forms

error-title-too-long = The title is too long. Use at most 300 characters.
error-text-missing = The text is still missing.
error-text-too-long = The text is too long. Shorten it or split it into several posts.
error-name-missing = Give a name.
error-name-too-long = The name is too long. Use at most 100 characters.
error-purpose-empty = Say in one sentence what the community is for.
error-purpose-too-long = The purpose is too long. Use at most 500 characters.
error-log-in-failed = Name or password is wrong. Try again.
error-log-in-needed = You have to be logged in for that.
error-session-expired = The session has expired. Reload the page and send the form again.
error-not-a-member = Only members of the community can do that. Join it first.
error-not-a-host = Only the community's hosts can do that.
error-last-host = Otherwise there is no host left. Pass the role on before you go.
error-locked = The conversation is closed.
error-instance-blocked = The connection to this instance is blocked.
error-instance-not-allowed = This instance is not among those we are connected with.
error-not-a-community = There is no community at this address.
error-banned = The hosts have banned you from this community.
error-handle = This is not an address. It has the form name@instance.example.
error-username-characters = Use only lower-case letters without accents, digits and, between them, _ - and full stop.
error-username-length = Use 2 to 40 characters.
error-username-reserved = This name is reserved for the system. Choose another.
host-restore = Show again
flash-restored = The post is shown again.

## Error page, continued

error-too-large = That is too large
error-too-large-happened = What you sent is larger than anything we accept here.
error-too-large-advice = Go back: your text is still in the form. Shorten it or split it into several posts.
error-too-large-files-advice = Go back: what you wrote is still in the form. Use fewer or smaller pictures.
error-method = That does not work here
error-method-happened = This address has no use for the request.
error-method-advice = Go to the home page and find your way from there.
error-join-first = Join the community first
error-join-first-advice = You can join right here, and then go on.
error-to-community = To the community
error-log-in-again = Log in once more.
error-edit-at-home = This community can only be edited on its own instance.
expired-title = Please send this again
expired-lead = The form was open for too long. Nothing is lost: what you wrote is here.
expired-files = The pictures you had just chosen did not arrive. Choose them again.
expired-log-in = You are no longer logged in. First log in in a new window, then come back here:
expired-log-in-link = Log in (new window)
expired-again = Send again

## Communities, continued

community-edit = Edit the community
community-restricted = Only hosts begin new posts here; all members can comment.
community-requested-reload = Check now
found-restricted = Only hosts begin new posts
found-restricted-hint = For announcements, for example. All members can still comment.

## What is gone

post-deleted-title = Deleted post
post-removed-title = Removed post

## Notifications

layout-notifications = Notifications
layout-unread = { $count ->
    [one] one unread
   *[other] { $count } unread
}
notifications-title = Notifications
notifications-newest = Newest first
notifications-empty = Nothing new yet
notifications-empty-text = Here you see who answers you, mentions you or reacts to your posts.
notifications-new = New
notifications-read-all = Mark all as read
notifications-older = Older notifications
notifications-reason = Reason: { $reason }
notifications-two = { $first } and { $second }
notifications-many = { $first } and { $count } others
notifications-level = What do you want to be told?
notifications-level-all = Everything
notifications-level-all-hint = also reactions, new members and who follows you
notifications-level-important = What is important
notifications-level-important-hint = answers, mentions and what concerns your role
notifications-level-silent = Nothing
notifications-level-silent-hint = only what hosts decide about you or your posts
notification-reply = { $count ->
    [one] { $who } answered
   *[other] { $who } answered
}
notification-mention = { $count ->
    [one] { $who } mentioned you
   *[other] { $who } mentioned you
}
notification-reaction = { $count ->
    [one] { $who } reacted to your post
   *[other] { $who } reacted to your post
}
notification-follow = { $count ->
    [one] { $who } now follows you
   *[other] { $who } now follow you
}
notification-join = { $count ->
    [one] { $who } joined
   *[other] { $who } joined
}
notification-report = { $count ->
    [one] { $who } reported something
   *[other] { $who } reported something
}
notification-accepted = { $count ->
    [one] You are in: { $who }
   *[other] You are in: { $who }
}
notification-appointed = { $count ->
    [one] { $who } made you a host
   *[other] { $who } made you a host
}
notification-removed = { $count ->
    [one] { $who } removed a post of yours
   *[other] { $who } removed a post of yours
}
notification-restored = { $count ->
    [one] { $who } restored a post of yours
   *[other] { $who } restored a post of yours
}
notification-banned = { $count ->
    [one] { $who } banned you from the community
   *[other] { $who } banned you from the community
}
notification-unbanned = { $count ->
    [one] { $who } lifted your ban
   *[other] { $who } lifted your ban
}
bookmarks-title = Bookmarks
bookmarks-newest = Last bookmarked
bookmarks-empty = No bookmarks yet
bookmarks-empty-text = Every post has a “Bookmark” button. Nobody but you sees your bookmarks.
bookmark-add = Bookmark
bookmark-remove = Remove bookmark
flash-kept = Bookmarked.
flash-let-go = Bookmark removed.
posts-unread = New
posts-unread-comments = { $count ->
    [one] one new comment
   *[other] { $count } new comments
}
comments-first-unread = { $count ->
    [one] Go to the new comment
   *[other] Go to the first of { $count } new comments
}

## Reports

report-title = Report a post
report-lead-community = The hosts of { $community } read the report, with your name. Whoever wrote the post does not learn who reported it.
report-lead = The report is read by those who administer the instance the post comes from.
report-reason = What is wrong with it?
report-reason-hint = For example: contains data of a citizen.
report-send = Report
report-link = Report
flash-reported = Reported. Thank you for looking out.
reports-title = Reports in { $community }
reports-list = Open ones first
reports-empty = No reports
reports-empty-text = What members report stands here until somebody has decided.
reports-gone = The post no longer exists.
reports-how = Open the post to remove it. Then close the report here.
reports-decision = What was decided?
reports-close = Close the report
reports-closed = Closed by { $person },
community-reports = { $count ->
    [0] Reports
    [one] One open report
   *[other] { $count } open reports
}

## Feeds

feed-subscribe = Subscribe as a feed (Atom)
