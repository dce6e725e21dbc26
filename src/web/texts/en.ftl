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
error-unknown-parent = What is answered does not exist here.
error-foreign-object = The post belongs to somebody else.
error-form-expired = The form has expired. Go back, reload the page and send it again.
error-form-unreadable = The form could not be read.
error-no-form-happened = Only forms are taken here, and what arrived is none.
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
login-name = User name or mail address
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
error-invitation-too-many = You have invited very many people today. You can go on tomorrow; if it cannot wait, let another administrator invite.
error-email = This is not an e-mail address. It has the form name@example.org.
error-email-taken = There is an account with this e-mail address already.
flash-arrived = You are in! Four short steps are left, each can be skipped.

welcome-step = Step { $number } of { $of }
welcome-next = Continue
welcome-skip = Skip
welcome-who = Who you are
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
welcome-mails-legend = What is new, by mail
welcome-daily = Once a day
welcome-weekly = On Mondays
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
members-lift-ban = Lift the ban
ban-title = Ban { $person }
ban-lead = Who is banned can no longer write, answer or join in { $community }, nor read what is protected. Those who are or were members, asked to join or wrote something here learn the reason and the end.
ban-reason-hint = One sentence is enough, for example: repeatedly insulting.
ban-until = Until which day?
ban-until-hint = Empty means without end. You can lift the ban at any time.
ban-now = Ban
flash-banned = Banned.
error-ban-until = Choose a day that is still to come, or leave the field empty.
members-host = Host

find-title = Find a community
find-lead = Communities of other instances too: you join without an account there.
find-field = Name or address
find-hint = For example building, bauen@next.example or https://next.example/g/bauen
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
comment-answers-nameless = Answer to a member, without a name
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
error-picture-too-heavy = A lossless WebP may be 1 MB at most, since a larger one cannot be read safely. Save the picture as JPEG or PNG and upload it again.
error-picture-broken = The picture is damaged and cannot be read. Save it anew and upload it again.
error-picture-too-many = A post has four pictures at most. Remove one before you upload another.
error-picture-too-many-drafts = Many of your pictures are already waiting for their post. Publish or remove some; what is left disappears after a day.
error-picture-no-room = There is no room for more pictures at the moment. The post can be published without one. Please tell those who run the platform.
error-picture-gone = A picture was uploaded more than a day ago and is gone. Upload it again.
error-picture-none = Choose a picture first.
error-alternative-missing = Describe every picture for those who cannot see it.
error-alternative-too-long = The description is too long. Use 1,500 characters at most.

## Notes after an action

flash-joined = Welcome! You are a member now.
flash-requested = Your request is under way.
flash-left = You have left the community.
flash-request-withdrawn = Your request is withdrawn.
flash-founded = The community is founded. Write the first post!
flash-published = Your post is published.
flash-commented = Your comment is there.
flash-saved = Saved.
flash-change-sent = Saved. The change is on its way to the community’s instance.
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
error-purpose-too-long = The purpose is too long. Use at most 500 characters.
error-log-in-failed = Name or password is wrong. Try again.
error-log-in-needed = You have to be logged in for that.
error-not-a-member = Only members of the community can do that. Join it first.
error-not-a-host = Only the community's hosts can do that.
error-last-host = Otherwise there is no host left. Pass the role on before you go.
error-locked = The conversation is closed.
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
expired-log-in = You are no longer logged in. First log in in a new window, then send what you wrote again from here:
expired-log-in-link = Log in (new window)
expired-again = Send again

## Communities, continued

community-edit = Edit the community
community-edit-elsewhere = The home of this community is { $instance }. Its picture and who may read it are changed by hosts whose home is there.
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
report-lead-community = The hosts of { $community } read the report, with your name.
report-author-not = Whoever wrote the post does not learn who reported it.
report-author-hosts = Whoever wrote the post is one of the hosts and reads it, too.
report-lead-outsiders = Those who administer this instance read the report, since no host of { $community } lives here. They read neither your name nor the post.
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

## No connection

offline-title = No connection
offline-text = This device is not connected at the moment, or the instance does not answer.
offline-typed = What you have sent is not lost. Use “Back” to return to what you were writing.
offline-again = Try again

## Limits

error-too-many-reactions = One person cannot react to one post more than 24 times a day. Taking back is always possible.
error-too-many-reports = You have sent a lot of reports today. You can report again tomorrow; what you reported has arrived.
error-too-many-follows = You have asked to follow or join very many people and communities today. You can go on tomorrow.

## Search, hashtags, appearance

search-title = Search
search-title-of = Search: { $words }
search-field = What are you looking for?
search-hint = Words of posts, names, communities, a hashtag, or an address such as name@instance.example
search-everything = Search everything
search-kinds = Kind of results
search-all = Everything
search-posts = Posts
search-people = People
search-groups = Communities
search-order = Posts and comments, newest first
search-comment-on = Comment on
search-nothing = Nothing found for “{ $words }”
search-nothing-text = Try fewer or other words. Results contain all the words. People and communities of other instances can also be found by their whole address.
search-log-in = Log in and find more
search-more-posts = Show all { $count } posts
search-more-people = Show all { $count } people
search-more-groups = Show all { $count } communities
search-pages = Pages of results
search-before = Previous page
search-after = Next page
search-tag = All posts with { $tag }
search-not-known = Not known here yet
search-offer = This instance does not know that yet. It can ask { $host }.
search-fetch = Look there
error-search-nothing-there = There is nothing at this address that can be shown here. Check the spelling.
suggest-uses = { $count ->
    [one] one post
   *[other] { $count } posts
}
suggest-none = No suggestions
suggest-count = { $count ->
    [one] One suggestion. Enter takes it.
   *[other] { $count } suggestions. Choose with the arrow keys, Enter takes one.
}
markdown-tools = Format the text
markdown-bold = Bold
markdown-italic = Italic
markdown-link = Link
markdown-list = List
markdown-quote = Quote
tag-follow = Follow hashtag
tag-unfollow = Following, unfollow
tag-lead = Posts with hashtags you follow are on your home page, too.
tag-because = Because you follow:
tag-empty = No posts yet
tag-empty-text = Write #{ $tag } in a post, and it appears here.
error-too-many-tags = You follow 200 hashtags already. Unfollow another one first.
appearance-title = Appearance
appearance-lead = These settings are for this browser.
appearance-theme = Colours
appearance-system = Like the device
appearance-system-hint = Light or dark, as the device is set
appearance-light = Light
appearance-light-hint = Dark text on a light background
appearance-dark = Dark
appearance-dark-hint = Light text on a dark background
appearance-shortcuts = Single keys as shortcuts
appearance-shortcuts-hint = The key / goes to the search. Better off if you control by voice.
appearance-save = Save

## Feeds

feed-subscribe = Subscribe as a feed (Atom)

## Administration

administration-title = Administration
administration-overview = Overview
administration-look = This needs a look
administration-all-well = All is well. Nothing waits for you right now.
administration-have-a-look = Have a look
administration-jobs-failed = { $count ->
    [one] One job has failed.
   *[other] { $count } jobs have failed.
}
administration-quarantined = { $count ->
    [one] One activity was set aside because handling it failed several times.
   *[other] { $count } activities were set aside because handling them failed several times.
}
administration-peers-in-trouble = { $count ->
    [one] One server of the network takes nothing right now.
   *[other] { $count } servers of the network take nothing right now.
}
administration-servers-held = { $count ->
    [one] All keys of one server changed at once; it waits for a decision.
   *[other] All keys of { $count } servers changed at once; they wait for a decision.
}
administration-peers-refused = { $count ->
    [one] One server keeps sending what is refused here.
   *[other] { $count } servers keep sending what is refused here.
}
administration-miscounted = { $count ->
    [one] Counting anew at night found one wrong number, such as that of the comments on a post. It was put right. This is a fault in the program: telling its developers helps.
   *[other] Counting anew at night found { $count } wrong numbers, such as that of the comments on a post. They were put right. This is a fault in the program: telling its developers helps.
}
administration-figures = In figures
administration-count-people = People
administration-count-communities = Communities
administration-count-posts = Posts
administration-count-comments = Comments
administration-count-peers = Servers of the network
administration-count-waiting = Deliveries waiting
administration-reports-open = { $count ->
    [one] One report waits for a decision.
   *[other] { $count } reports wait for a decision.
}
administration-reason = Reason
list-title = List
list-filter = Filter
list-pages = Pages
list-before = Previous page
list-after = Next page
list-nothing = Nothing found
list-nothing-text = Other words, or “All”, may help.
people-title = People
people-search = Name, user name, mail address or organisation
people-all = All
people-admins = Administrators
people-suspended = Suspended
people-is-suspended = Suspended
people-is-admin = Administrator
people-lately = Active in the last 30 days
people-long-ago = Not active for 30 days
person-active = Active
person-suspended-since = This account was suspended:
person-lift = Lift the suspension
person-username = User name
person-since = Account made
person-sessions = Browsers logged in
person-password = Password
person-has = Set up
person-has-not = Not set up
person-reset-mail = Send a mail with a link
person-reset-mail-text = Forgotten the password? The link in the mail lets her choose a new one. It works for an hour.
person-reset-link = Make a link to pass on
person-reset-link-text = Forgotten the password? A link lets her choose a new one. It works for an hour and is shown once, since no mail can be sent here.
person-factor-text = Phone and codes lost? Without the second factor the password alone is enough again.
person-remove-factor = Remove the second factor
person-mail = Mail
person-email = Mail address
person-email-hint = Links for a new password go here. Empty: no mails.
person-rights = Rights and suspension
person-own = This is your own account. Only another administrator can change rights or suspend it.
person-is-admin-text = Is an administrator: sees these pages and decides about people, servers and reports.
person-is-no-admin-text = Is no administrator.
person-make-admin = Make an administrator
person-unmake-admin = Remove from the administrators
person-suspend = Suspend the account
person-suspend-text = A suspension ends all sessions and prevents logging in. Posts stay. The suspension can be lifted.
suspend-title = Suspend { $person }
suspend-reason = Reason
suspend-reason-hint = The person reads it when trying to log in with the right password. It is also noted in the log.
suspend-now = Suspend the account
suspended-title = This account is suspended
suspended-happened = The administrators of this instance suspended the account.
suspended-because = The administrators of this instance suspended the account. Reason: { $reason }
suspended-advice = If you think this is wrong, turn to the administrators. Posts stay; until then nobody can use the account.
invitations-title = Invitations
invitations-list = Invitations so far
invitations-none = None so far.
invite-title = Invite somebody
invite-lead-mail = The link holds for { $days } days and for one person. With a mail address it is mailed, without one it is shown here once.
invite-lead-link = The link holds for { $days } days and for one person. It is shown here once, to be passed on: this instance sends no mails.
invite-name = Name
invite-name-hint = The form suggests it, for example: Jörg Maß
invite-email-hint = Becomes the mail address of the new account.
invite-now = Invite
invitation-nameless = Without a name
invitation-row-until = holds until
invitation-row-open = Open
invitation-row-used = Accepted
invitation-row-expired = Expired
invitation-row-revoked = Taken back
invitation-revoke = Take back
invitation-link-title = Invitation to pass on
invitation-link-lead = Pass this link on to the person invited, best of all in person.
reset-link-title = Link for a new password
reset-link-lead = Pass this link on to the person herself only. It works for an hour.
link-once = The link is shown this once only.
link-done = Go on
network-title = Network
network-mode-open = Open: every server may exchange content with us unless a rule says otherwise.
network-mode-cautious = Cautious: who comes for the first time waits for a decision.
network-mode-network = Network only: content is exchanged with servers that a rule allows.
network-mode-closed = Closed: no content is exchanged with other servers.
network-mode-where = The configuration says so (federation.mode).
network-why = Why does nothing arrive?
network-server = Address of a server
network-server-hint = For example example.org. The next page says what holds for it; there it can be blocked or allowed, too.
network-look-up = Look it up
network-met = Servers we have met
network-search = Address, name or software
network-all = All
network-troubled = In trouble
network-turned-away = Refused here
network-nothing-text = Servers stand here once they send something or somebody opens something from there.
network-since = first seen:
network-in-trouble = Takes nothing
network-waiting = { $count ->
    [one] One waits
   *[other] { $count } wait
}
network-success = Last delivered
network-no-success = Nothing delivered yet
dialect-unknown = Form not known yet
dialect-forum = Forum
dialect-microblog = Microblog
dialect-own = Dienstweg
dialect-auto = As observed
rules-title = Rules
rules-lead = A rule holds for a server and everything below its name. Blocks of the configuration win over everything.
rule-held = Set aside
rule-held-since = since
rule-held-text = With keys a server proves to others who it is. All keys of this server changed at once. That happens when it was set up anew, but also when its name belongs to somebody else by now, who could pass for the people from there. What it sends, and what is meant for it, waits.
rule-held-choice = Call those who ran it so far, and ask whether it was set up anew. If so: “Allow the server”, then the new keys count. If not, or if nobody can be reached: “Cut off” further down, then memberships end as well.
rule-held-above = This follows from the rule for { $host }
rule-blocked = Blocked
rule-allowed = Allowed
rule-fixed = fixed in the configuration
rule-title = Block or allow
rule-text = Block: nothing is exchanged with this server any more. Allow: it may exchange content even if the instance is not open to it otherwise.
rule-fixed-text = This is fixed and cannot be changed here.
rule-reason-hint = Only administrators read it.
rule-block = Block the server
rule-allow = Allow the server
rule-remove = Remove the rule
neighbour-allowed = May exchange content with us
neighbour-refused = Is refused
neighbour-unknown = We have never met this server: it has sent nothing, and nobody here has opened anything from there.
neighbour-troubled = It took nothing when it was last tried. The next try:
neighbour-error = Error: { $error }
neighbour-waiting = { $count ->
    [one] One delivery waits for it.
   *[other] { $count } deliveries wait for it.
}
neighbour-given-up = { $count ->
    [one] One delivery it refused for good or did not take for thirty days.
   *[other] { $count } deliveries it refused for good or did not take for thirty days.
}
neighbour-turned-away = { $count ->
    [one] Of what it sent within the last seven days, one thing was refused here.
   *[other] Of what it sent within the last seven days, { $count } things were refused here.
}
neighbour-well = Nothing is in the way on our side. If something is missing all the same, it is up to the other server, or nobody here is a member there.
neighbour-retry = Try again now
neighbour-known = What we know about it
neighbour-name = Name
neighbour-software = Software
neighbour-not-known = Not known
neighbour-since = First seen
neighbour-success = Last delivered
neighbour-queue = Deliveries waiting
neighbour-dialect = Form of announcements
neighbour-dialect-set = laid down
neighbour-dialect-change = Lay down the form of announcements
neighbour-dialect-text = Forums such as Lemmy get everything of communities, microblogs such as Mastodon the beginnings only. This is needed only where the observation is wrong.
policy-reason = Reason: { $reason }
policy-bad-host = This is no name of a server.
policy-own-host = This is this instance itself.
policy-hard-block = The configuration blocks { $host } and everything below.
policy-block = A rule blocks { $host } and everything below.
policy-allow = A rule allows { $host } and everything below.
policy-held = All keys of { $host } changed at once. Until the administrators have decided, nothing is exchanged with this server.
policy-network = The list of the network { $host } decides.
policy-community = A community laid this down for itself.
policy-person = A person laid this down for herself.
policy-mode-open = No rule names it, and the instance is open.
policy-mode-hold = No rule names it; who comes for the first time waits for a decision.
policy-mode-refuse = No rule names it, and the instance exchanges content with allowed servers only.
quarantine-title = Set aside
quarantine-lead = Activities of other servers that we failed to handle several times. The fault is ours, not theirs; their content is not shown here.
quarantine-empty = Nothing set aside
quarantine-empty-text = All that arrived was handled.
set-aside-attempts = { $count ->
    [one] one try
   *[other] { $count } tries
}
set-aside-retry = Try again
set-aside-discard = Discard …
set-aside-discard-text = It will never be tried again. This cannot be undone.
set-aside-discard-now = Discard for good
jobs-title = Jobs
jobs-lead = Work that the server does in the background. What fails eight times is set aside here.
jobs-failed = Failed
jobs-none-failed = No job has failed.
jobs-waiting = Waiting
jobs-none-waiting = No job waits right now.
jobs-failed-at = Failed
jobs-turn = Due
job-resume = Go on handling what arrived
job-probe = Ask a server who it is
job-history = Fetch earlier posts of a community
job-look-again = See whether a post is still there on its server
job-media = Clear away pictures no longer needed
job-mail = Send a mail
admin-reports-title = Reports
admin-reports-lead = Reports that no hosts here decide: about people, about posts outside communities, in public communities elsewhere and in communities without a host from here. And those that have been open in communities here for seven days.
admin-reports-empty-text = What is reported and comes to the administrators stands here until somebody has decided.
admin-report-overdue = Open for seven days
admin-report-post = Post:
admin-report-person = It is about:
admin-report-community = Community:
admin-report-account = See the account
admin-report-hidden = The post is not meant for everybody; so it cannot be read here.
record-title = Log
record-lead = What was decided in the administration: who, what, when and why.
record-empty = Nothing so far.
record-command-line = Command line
record-older = Older entries
record-suspended = Suspended the account { $about }
record-lifted = Lifted the suspension of { $about }
record-reset-sent = Gave { $about } a link for a new password
record-factor-removed = Removed the second factor of { $about }
record-made-admin = Made { $about } an administrator
record-unmade-admin = Removed { $about } from the administrators
record-email-changed = Changed the mail address of { $about }
record-invited = Invited { $about }
record-invitation-revoked = Took back an invitation: { $about }
record-blocked = Blocked the server { $about }
record-allowed = Allowed the server { $about }
record-rule-removed = Removed the rule for { $about }
record-dialect-set = Laid down the form of announcements for { $about }
record-peer-retried = Tried the server { $about } again
record-activity-retried = Tried an activity again: { $about }
record-activity-discarded = Discarded an activity: { $about }
record-job-retried = Tried a job again: { $about }
record-job-discarded = Discarded a job: { $about }
record-report-closed = Closed a report: { $about }
record-setting-changed = Changed a setting: { $about }
flash-suspended = The account is suspended.
flash-lifted = The suspension is lifted.
flash-letter-sent = The mail is on its way.
flash-trying-again = It is being tried again now.
flash-discarded = Discarded.
error-suspended = This account is suspended.
error-suspension-reason = A reason is missing. The person should know why.
error-suspended-already = This account is suspended.
error-not-suspended = This account is not suspended.
error-administration-oneself = Only another administrator can suspend or remove your own account.
error-last-admin = Nobody could administer the instance any more. Make somebody else an administrator first.
error-invitation-closed = This invitation is not open any more.
error-host-own = This is this instance itself. Take the address of another server.
error-no-rule = There is no rule for exactly this server.
error-not-set-aside = This activity is no longer set aside. Perhaps somebody was faster.
error-job-gone = This job is gone, or running right now.
error-report-closed = Somebody has closed this report already.
error-decision-missing = Write down briefly what was decided.
record-account-made = Made the account { $about }
record-password-set = Gave { $about } a new password
record-keys-rotated = New keys for { $about }

## Set-up, settings, and what the instance says about itself

setting-fixed = The configuration of the server says this. It can only be changed there.
setting-name = Name of the platform
setting-name-hint = It stands at the top of every page and in mails, for example: RUDI.
setting-description = Description
setting-description-hint = One or two sentences for people who have never heard of it.
setting-language = Language and form of address
setting-accent = Colour of buttons and links
setting-accent-hint = For example #1f45ab. Empty for the usual blue. For dark screens a lighter shade is made of it.
setting-accent-proposal = The nearest shade that can be read is { $colour }.
setting-accent-take = Take this shade
setting-logo = Logo
setting-logo-hint = JPEG, PNG, GIF or WebP, 8 MB at most. A transparent background is best; it appears at the top left.
setting-logo-now = The logo as it is now
setting-logo-remove = Remove the logo
setting-joining = Who may join?
setting-joining-nobody = Nobody new; invitations do not count either
setting-joining-invitation = Who was invited
setting-joining-domains = Who was invited or has a mail address of certain domains
setting-joining-everybody = Everybody with a mail address
setting-domains = Domains of the mail addresses
setting-domains-hint = For example: city.example, county.example. Subdomains do not count.
setting-joining-mail = Who registers gets a link to their own mail address. This needs mail to be set up.
setting-mail-lead = Invitations, links for forgotten passwords and notifications go out through this mail server. Without it, administrators pass links on themselves.
setting-mail-server = Mail server
setting-mail-server-hint = For example mail.example.org, with an unusual port mail.example.org:2525. Empty: no mails.
setting-mail-protection = Encryption
setting-mail-tls = TLS from the beginning (port 465)
setting-mail-starttls = STARTTLS (port 587)
setting-mail-none = None, only for a mail server on the same computer
setting-mail-user = User name at the mail server
setting-mail-password = Password at the mail server
setting-mail-password-kept = Leave empty to keep it. It is in the database and is never shown.
setting-mail-from = Sender
setting-mail-from-hint = For example: RUDI <rudi@example.org>.
setting-contact = Contact address
setting-contact-hint = A mail address at which the administration can be reached. It is public.
setting-mail-test = Send a test mail
setting-mail-test-to = Test mail to
setting-mail-test-hint = The mail goes out at once with what stands above. Nothing is saved by this.
setting-mail-test-sent = The mail server took a mail for { $to }. Look whether it arrives.
setting-mail-test-failed = The mail did not go out. Answer: { $cause }
setting-statements-gaps = What stands in double square brackets is a gap. A text with gaps can be saved, but is not shown yet. Headings begin with ##.
error-instance-name-missing = Give the platform a name.
error-instance-name-too-long = The name is too long. Take 60 characters at most.
error-instance-description-too-long = The description is too long. Take 500 characters at most.
error-colour-form = This is no colour. It has the form #1f45ab.
error-colour-too-light = This colour is too light: text in it would be hard to read on white. The contrast ratio has to be 4.5 to 1 or more.
error-registration-missing = Choose who may join.
error-domains = These are no domains. They have the form example.org and are separated by commas.
error-domains-missing = Name one domain at least, or choose something else.
error-mail-server = This is no mail server. It has the form mail.example.org or mail.example.org:2525.
error-mail-server-missing = Name the mail server first.
error-mail-from = This is no sender. It has the form Name <name@example.org>.
error-mail-open = Without encryption the password would go through the network in the open. Choose TLS or STARTTLS.
error-joining-closed = This platform takes in nobody new at the moment. This can be changed under administration, joining.
error-registration-closed = One cannot register here. Ask for an invitation.
error-registration-domain = One cannot register here with an address of this domain. Take your official mail address.
register-title = Register
register-lead = Give your mail address. You get a link to go on with.
register-domains = People with an address of these domains can register: { $domains }.
register-email = E-mail address
register-submit = Send the link
register-sent = Look into your mailbox: a link is on its way.
register-sent-advice = If nothing arrives, look into the spam folder. If there is an account with this address already, no mail is sent; log in then, or ask for a new password.
legal-imprint = Imprint
legal-privacy = Privacy
legal-accessibility = Accessibility
legal-missing = This text is still being worked on.
legal-contact = Contact:
legal-fill = Edit the text
legal-gaps = { $count ->
    [one] There is one gap left in this text. Others do not see it yet.
   *[other] There are { $count } gaps left in this text. Others do not see it yet.
}
administration-look-title = Appearance
administration-joining = Joining
administration-mail = Mail
administration-statements = Texts
administration-mail-queue = Waiting mails
administration-mail-waiting = { $count ->
    [one] One mail waits to be sent.
   *[other] { $count } mails wait to be sent.
}
administration-mail-failed = { $count ->
    [one] One mail was set aside after many tries.
   *[other] { $count } mails were set aside after many tries.
}
setup-title = Set this platform up
setup-lead = Six steps, and everything is ready. It takes about ten minutes.
setup-resume = You may interrupt it: what was entered can be reached in this browser for 24 hours. Everything can be changed later.
setup-begin = Begin
setup-next = Save and continue
setup-step-names = Name and description
setup-step-administrator = Your account as administrator
setup-step-look = Language, colour and logo
setup-step-joining = Who may join
setup-step-mail = Mail
setup-step-statements = Imprint, privacy, accessibility
setup-address = Address:
setup-address-hint = The address is in the configuration (instance.origin). It cannot be changed once other servers know it.
setup-address-same = The platform is being reached at this address.
setup-address-other = The browser asked for another address: { $host }. Check instance.origin, and whether the proxy passes the Host header on.
setup-address-https = The connection is encrypted (https).
setup-address-proto = The proxy reports a connection without encryption. Check that it demands https everywhere.
setup-address-local = This address works on this computer only. That is good for trying things out.
setup-address-http = The connection is not encrypted. Set instance.origin to an address with https.
setup-administrator-lead = With this account you administer the platform and take part yourself.
setup-administrator-name = Your name
setup-administrator-email = Your e-mail address
setup-administrator-email-hint = For links when the password is forgotten. Others do not see it.
setup-username-hint = For logging in. It cannot be changed.
setup-password-kept = Leave empty to keep the password you chose.
setup-check = Check your answers
setup-change = Change
setup-nothing = nothing
setup-statement-finished = finished
setup-statement-gaps = { $count ->
    [one] saved, one gap left
   *[other] saved, { $count } gaps left
}
setup-missing = One step is missing:
setup-finish-lead = After this the platform can be reached by everybody, and you are logged in.
setup-finish = Finish
flash-set-up = The platform is set up. Welcome!
setup-under-way = This instance is being set up
setup-under-way-text = Soon there will be a platform here for exchange between administrations.
setup-under-way-advice = Come back later. Whoever sets it up takes the link that the program prints at its start.
setup-under-way-go-on = The set-up goes on at /einrichten.
setup-link-closed = This link does not work any more
setup-link-advice = A new link is printed by the command dienstweg admin setup-link on the server, or by a restart. What was entered stays.
setup-done = This platform is set up already
setup-done-advice = Log in to administer it.
error-setup-link = The link has expired, is incomplete, or was replaced by a newer one.
error-setup-used = The link was used already. It opens the set-up once.
error-setup-done = Somebody administers this platform already.
error-setup-incomplete = The account of the administrator is missing.

## Barriers

barrier-title = Report a barrier
barrier-lead = Is there something you cannot read, use or understand? Tell us, no account needed. We will take care of it.
barrier-words = What does not work?
barrier-words-hint = What did you want to do, and what happened? It also helps to know what you work with, such as a screen reader.
barrier-page = On which page?
barrier-page-hint = The address or the heading of the page.
barrier-email = Mail address for an answer
barrier-email-hint = We need it only if you would like an answer, and delete it as soon as the matter is settled.
barrier-send = Report
barrier-sent = Thank you, we have your report.
barrier-sent-advice = Who is responsible for this platform, and within which time, is written here:
barriers-title = Barriers
barriers-lead = What people could not read, use or understand on the pages of this platform.
barriers-empty = Nobody has reported a barrier
barriers-empty-text = Reports are made at the end of every page, no account needed.
barriers-contact = An answer is hoped for at:
barriers-resolve = Settled
barriers-resolved = Settled by { $person }
administration-barriers-open =
    { $count ->
        [one] A reported barrier waits.
       *[other] { $count } reported barriers wait.
    }
record-barrier-resolved = Reported barrier settled: { $about }
error-barrier-words-missing = Describe what does not work.
error-barrier-words-long = This is too long. 5,000 characters are possible.
mail-barrier-subject = { $instance }: somebody reported a barrier
mail-barrier-text = Somebody is stuck on a page of the platform:
mail-barrier-page = Page: { $page }
mail-barrier-action = To the reported barriers
mail-barrier-contact = An answer is hoped for at: { $contact }

## Overview

digest-title = What did I miss?
digest-period = Period
digest-days =
    { $days ->
        [one] Since yesterday
       *[other] { $days } days
    }
digest-nothing = Nothing missed
digest-nothing-text = In this period there is nothing you have not seen yet.
digest-waiting = This waits for you
digest-all-notifications = All notifications
digest-news = This is new
digest-elsewhere = From people and about topics you follow
digest-beginnings =
    { $count ->
        [one] One new post
       *[other] { $count } new posts
    }
digest-comments =
    { $count ->
        [one] One new comment
       *[other] { $count } new comments
    }
digest-more =
    { $count ->
        [one] and one more post
       *[other] and { $count } more posts
    }
## The hosts' log
decisions-link = The hosts’ log
decisions-title = Log of { $community }
decisions-lead = What hosts decided, and why. All members can read it.
decisions-elsewhere = The community is at home on { $instance }. This is what its instance has told us since somebody from here is a member.
decisions-list = Newest first
decisions-empty = No decisions yet
decisions-empty-text = When hosts remove, pin or close something, ban somebody or appoint a host, it stands here.
decisions-removed = Removed
decisions-restored = Shown again
decisions-banned = Banned
decisions-banned-until = Banned { $until }
decisions-readmitted = Let in again
decisions-appointed = Made a host
decisions-dismissed = No longer a host
decisions-pinned = Pinned
decisions-unpinned = No longer pinned
decisions-locked = Conversation closed
decisions-unlocked = Conversation opened again
decisions-a-post = a post
decisions-a-comment = a comment
decisions-somebody = somebody who is no longer here
decisions-hosts = Hosts

## Reports without a login
report-visitor = Somebody without a login
report-lead-visitor = The hosts of { $community } read the report. They do not learn who reported.
report-passed-on = For that it is passed on to { $instance }.
report-email = Mail address for questions
report-email-hint = Only those who administer this instance can see it, the hosts cannot. It is not passed on and is deleted as soon as a decision is made.
report-contact = For questions:
flash-reported-elsewhere = Reported and passed on to the instance in charge. Thank you!
error-too-many-reports-of-visitors = Very many reports came without a login today. They have arrived. Who is logged in can go on reporting; the address in the imprint takes urgent cases.

## News without loading anew
live-comments-show = { $count ->
    [one] One new comment – show it
   *[other] { $count } new comments – show them
}

## Drafts
draft-from = Draft from { $when }
draft-of-day = Draft of { $when }
draft-discard = Discard
draft-kept = Draft saved
draft-nothing = No draft saved
draft-newer = This draft was continued elsewhere. That is why the text here is not saved as a draft.
draft-replace = Keep this text
draft-load = Open the other draft
draft-failed = The draft is not saved. It will be tried again as you type.
draft-logged-out = The draft is not saved: your log-in has expired. The text will not be lost when you send it.
## Eigene Daten
data-title = Your data
data-lead = Your profile and all that you wrote here are yours.
data-nameless = What you wrote without your name is not in it: nobody knows that it is yours.
data-leave = Your profile, posts and comments are deleted, here and on the other servers that have a copy. Before that you have seven days to think again.
data-leave-go = Go on to deletion
data-leaving = Your account is going to be deleted
data-leaving-text = Until then everything is as usual, and you can keep the account. After that nothing can be restored.
data-stay = Keep the account
export-title = Take your data along
export-lead = We put together all that belongs to you: profile, posts, comments, pictures, reactions, communities, whom you follow, bookmarks and notifications. You get a ZIP file with a page to read and with files that other platforms understand.
export-password-hint = So that nobody else takes your data along on your device.
export-ask = Put the data together
export-making = Your data are being put together. Mostly that takes a few minutes only.
export-look = See whether they are ready
export-ready = Your data are ready. You alone can download them, until { $until }.
export-download = Download ({ $size })
export-again = Put them together anew
export-megabytes = { $count } MB
export-kilobytes = { $count } kB
flash-export-asked = Your data are being put together.
error-export-already = Your data are being put together already.
export-page-title = Data of { $person }
export-page-made = From { $instance }, as of { $made }
export-page-following = Follows
export-page-hashtags = Followed hashtags
export-page-posts = Posts
export-page-comments = Comments
export-page-nothing = Nothing.
export-page-pictures = Pictures
export-page-files = More files
export-page-activitystreams = profile and all activities as ActivityStreams, for other software
export-page-tables = tables that Mastodon, for one, can read
export-page-data = account, reactions, notifications and devices that are logged in
departure-title = Delete account
departure-lead = After you confirm you have seven days to think again: log in and choose “Keep the account”. After that nothing can be restored.
departure-goes = This is deleted
departure-goes-profile = your profile with name, picture and everything in it
departure-goes-posts = your posts, comments and pictures; where others answered, it only says that something was deleted
departure-goes-relations = reactions, memberships, whom you follow and who follows you, bookmarks and notifications
departure-goes-login = login, e-mail address, password and all devices that are logged in
departure-elsewhere = All servers that have anything of yours are told. Servers that run Dienstweg then delete it as well. Other software we can only ask.
departure-stays = This stays
departure-stays-others = what others wrote, even if you appear in it
departure-stays-decisions = what you decided about others as a host or administrator, with the reason, but without your name
departure-stays-nameless = what you wrote without your name: nobody knows that it is yours, and neither do we
departure-stays-name = the user name { $username } stays taken, so that nobody is mistaken for you
departure-stays-backups = backups of this instance, until they are overwritten
departure-alone = You are the only host here
departure-alone-text = Pass the role on before, on the page of the members. Otherwise one of the administrators of this instance takes over:
departure-last-admin-go = Go to people
departure-password-hint = So that nobody else deletes the account on your device.
departure-username = User name
departure-username-hint = To confirm, enter your user name: { $username }
error-departure-username = That is not your user name.
error-departure-last-admin = You are the only administrator of this instance. Make somebody else an administrator first, then you can delete your account.
error-departure-already = This account is going to be deleted already.
flash-leaving = Your account will be deleted in seven days.
flash-staying = Your account stays.
layout-leaving = Your account is going to be deleted: { $until }.
layout-leaving-back = Keep the account
person-departed = Deleted account
mail-departure-subject = Your account at { $instance } is going to be deleted
mail-departure-text = You asked for your account to be deleted. This is when it happens: { $until }.
mail-departure-back = Did you think again, or was it not you? Then log in before and choose “Keep the account”.
mail-departure-action = Keep the account

## Quiet hours
quiet-title = Quiet hours
quiet-lead = During these the bell does not call by itself. Nothing is lost: all notifications stand here.
quiet-from = From
quiet-to = To
quiet-to-hint = Earlier than “From” means: on the next day. Both fields empty means: no quiet hours.
quiet-days = On these days
quiet-monday = Monday
quiet-tuesday = Tuesday
quiet-wednesday = Wednesday
quiet-thursday = Thursday
quiet-friday = Friday
quiet-saturday = Saturday
quiet-sunday = Sunday
error-quiet-time = Give a time such as 18:00. For no quiet hours leave both fields empty.
error-quiet-days = Choose at least one day.

## Passkeys
passkeys-title = Passkeys
passkeys-lead = With a passkey you log in without name, password and code. Your device asks for a fingerprint, your face or a PIN; what you show it stays in the device.
passkeys-none = You have no passkey yet.
passkeys-count = { $count ->
    [one] You have one passkey.
   *[other] You have { $count } passkeys.
}
passkeys-manage = Manage passkeys
passkeys-add = Add a passkey
passkeys-missing = This browser cannot use passkeys here: it does not know them, or JavaScript is switched off.
passkey-since = Added:
passkey-unused = Not used yet
passkey-suspected = Refused on { $at }: the counter of this passkey went back. There may be a copy. Remove it and add a new one.
passkey-remove = Remove
passkey-remove-title = Remove “{ $name }”
passkey-remove-lead = Afterwards this passkey does not log you in here any more. It stays on the device until you delete it there. First show that it is you.
passkey-new-lead = First show that it is you. Then the browser asks where the passkey shall be kept.
passkey-next = Next
passkey-confirm = Confirm with a passkey
passkey-or = or
passkey-create = Create a passkey
passkey-create-lead = The browser is about to ask where the passkey shall be kept: on this device, on the phone or on a security key.
passkey-name = Name of the passkey
passkey-name-hint = How you recognise it in the list, such as work phone.
passkey-login = Log in with a passkey
passkey-cancelled = That was cancelled or took too long. Try again.
passkey-already = On this device there is a passkey for your account already.
passkey-unable = This does not work here with this browser or device. Try another one, or use your password.
passkey-unreachable = The page has been open for too long, or there is no connection. Load it again and try once more.
passkey-too-often = That was too often in a short time. Wait a quarter of an hour, or use your password.
flash-passkey-added = The passkey is created. From now on you can log in with it.
flash-passkey-removed = The passkey is removed.
error-passkey = This passkey does not fit, or it took too long. Try again, or use your password.
error-passkey-suspected = This passkey was refused: its counter went back, there may be a copy. Log in with the password, remove it and add a new one.
error-passkey-not-added = The passkey could not be checked and is not entered here. Try again. Delete it on the device first, if it stands there.
error-passkey-known = This passkey is entered here already.
error-passkey-none = There is no passkey with which you can confirm this.
error-passkey-last = This passkey is your only way in. Choose a password first, or add another passkey.
error-passkeys-full = Nobody can have more than 20 passkeys. First remove one that you do not need any more.
mail-passkey-added-subject = New passkey for your account at { $instance }
mail-passkey-added-text = With this passkey one can log in to your account now: { $name }.
mail-passkey-removed-subject = A passkey was removed from your account at { $instance }
mail-passkey-removed-text = With this passkey one cannot log in to your account any more: { $name }.
mail-passkey-suspected-subject = A passkey for your account at { $instance } was refused
mail-passkey-suspected-text = The counter of this passkey went back: { $name }. That happens when there is a copy and both are used. Nobody got in with it.
mail-passkey-suspected-advice = Remove this passkey, add a new one and tell the administrator.
mail-passkey-not-me = Was it not you? Then look through your passkeys, change your password and tell the administrator.
mail-passkey-action = Look at the passkeys
## Pictures in comments
comment-pictures = Add pictures
error-picture-not-kept = The picture could not be kept just now. That is our fault, not the file’s. Try again in some minutes.

## List of drafts
drafts-title = Drafts
drafts-lead = What you began and have not published yet. Only you see it. A draft is deleted after 30 days without a change.
drafts-newest = Newest first
drafts-all = All drafts
drafts-count = { $count ->
    [one] One draft
   *[other] { $count } drafts
}
drafts-beginning = New post in { $community }
drafts-answer = Answer to: { $title }
drafts-edit = Change of: { $title }
drafts-gone = You cannot see the post or group of it any more.
drafts-whole = Show the whole text, for copying
drafts-text = Text of the draft
drafts-continue = Go on writing
drafts-discarded = Discarded:
drafts-undo = Undo
drafts-taken = There is another draft at that place by now. Not restored yet:
drafts-replace = Replace the other one
drafts-empty = No drafts
drafts-empty-text = What you write is kept here until you publish it.
flash-draft-back = The draft is back.

## Message about data that are ready
notification-export = Your data are ready
notification-export-until = until { $until }
mail-export-subject = Your data from { $instance } are ready
mail-export-text = You asked to take your data along. You can download them while you are logged in, until { $until }.
mail-export-not-me = Was it not you? Then change your password and end the other sessions.
mail-export-action = Download the data

## What is new by mail
digest-mails-title = What is new, by mail
digest-mails-lead = What is new comes at 7 o’clock, or after the quiet hours. If nothing is new, no mail comes.
digest-mails-never = Never
digest-mails-daily = Every day
digest-mails-weekly = On Mondays
digest-end-title = End the mails with what is new
digest-end-text = What is new will not come by mail any more. Other mails stay, such as those for a new password.
digest-ended-title = Ended
digest-ended = What is new does not come by mail any more. You can choose it again at the notifications.
mail-digest-subject = What is new at { $instance }
mail-digest-lead = This is new, and you have not read it yet.
mail-digest-action = Open what is new
mail-digest-untitled = Post without a title
mail-digest-footer = This mail comes from { $instance } because you chose to get what is new by mail.
mail-digest-end = End these mails

## What an admin sees of jobs and texts

administration-jobs-failing = { $count ->
    [one] A job did not succeed and is tried again.
   *[other] { $count } jobs did not succeed and are tried again.
}
administration-statements-unfinished = { $count ->
    [one] One of the legal texts is missing or has gaps.
   *[other] { $count } of the legal texts are missing or have gaps.
}
job-digest-round = Look who gets an overview by mail
job-index = Build the search anew
job-recount = Counting anew at night
job-leave = Delete an account
job-export = Put an export together
job-export-remove = Delete an old export
jobs-error = Technical message:
record-invited-by-link = An invitation made as a link
## Bans, reports and hosts
time-until-day = up to and including { $day }
time-until-clock = until { $time }
community-excluded = The hosts banned you from this community. You cannot join.
community-excluded-until = The hosts banned you from this community { $until }. You cannot join before that ends.
community-excluded-badge = Banned
community-unreachable = This instance exchanges nothing with { $instance }. You cannot join.
community-unreachable-badge = Not connected
profile-unreachable = This instance exchanges nothing with { $instance }. You cannot follow.
profile-requested = Asked to follow
notification-banned-until = { $who } banned you from the community { $until }
notification-removed-comment = { $count ->
    [one] { $who } removed your comment on this post
   *[other] { $who } removed your comment on this post
}
notification-restored-comment = { $count ->
    [one] { $who } restored your comment on this post
   *[other] { $who } restored your comment on this post
}
notification-report-to-admins = { $count ->
    [one] { $who } reported something for the administrators to decide
   *[other] { $who } reported something for the administrators to decide
}
notification-join-refused = { $count ->
    [one] Your request to join was refused: { $who }
   *[other] Your request to join was refused: { $who }
}
report-lead-admins = Those who administer this instance read the report, with your name, since no host of { $community } lives here. Whoever wrote the post does not learn who reported it.
report-lead-admins-visitor = Those who administer this instance read the report, since no host of { $community } lives here.
members-last-here = All other hosts live on other instances. After that, those who administer this instance read the reports.
flash-comment-removed = The comment is removed.
flash-last-host = Nobody else is a host here. Make another member a host first; then you can give up the role or leave.
flash-hosts-elsewhere = Done. All hosts now live on other instances. From now on those who administer this instance read the reports.
host-as-administration = You decide here as an administrator of this instance. The hosts' log says so, too.
decisions-administration = as administrator
decisions-administration-alone = Administration
job-refresh = Look up what a community says about itself
## Who one is, joining, limits
error-password-wrong = This is not your password.
password-by-passkey = When you save, your device asks for your passkey.
factor-password-hint = So that nobody else at your device locks you out.
passkey-first-lead = The browser is about to ask where the passkey shall be kept.
export-ask-by-passkey = Confirm with a passkey and gather my data
departure-by-passkey = Confirm with a passkey and delete the account
invitation-nobody = Nobody new can join at the moment
error-invitation-nobody = The administration takes in nobody at present. Until that changes, invitations do not count either.
invitation-nobody-advice = Ask the administration. Once it takes people in again, this link works until it expires.
invitation-only = An invitation is needed here now
error-invitation-only = Somebody asked for this link without being invited. By now people cannot sign up here by themselves any more.
invitation-only-advice = Ask the administration for an invitation.
invitation-domain = This mail address cannot be used here
error-invitation-domain = The link belongs to a mail address whose domain can no longer be used to sign up here.
register-finish-lead = Three answers and you are in. You can choose a password later.
register-until = The link works until { $until }.
mail-request-subject = Your account at { $instance }
mail-request-text = Somebody asked for an account at { $instance } with this address, the place for exchange across offices and authorities.
mail-request-not-me = Was it not you? Then do nothing. Without the link there will be no account.
error-pace-writing = You have published 30 posts and comments in the last quarter of an hour. Wait a few minutes, then send this again. Your text is still here.
error-pace-founding = One person cannot found more than five communities a day. You can go on tomorrow. What you entered is still here.
error-picture-stray = A picture could not be used: it is not there any more, or it was in the form twice. See which pictures are still here and upload missing ones again.
## Profile and rules of a community
profile-role = Role
profile-role-hint = For example: building applications.
profile-place = Place
profile-place-hint = Where you work, for example: Musterburg.
profile-informal = #gernPerDu
profile-informal-hint = Stands in your profile: others may call you “du”.
welcome-role-lead = This tells people in other houses what you do. You can change both in your profile later.
community-rules-title = Rules of the community
rules-field = Rules
rules-hint = What is welcome here and what is not. Whoever finds the community can read it; whoever writes a first post sees it before. Markdown works, too.
rules-first = Your first post in this community. This is what the hosts laid down:
error-rules-too-long = The rules are too long. Shorten them to at most 10,000 characters.

## Changing one's own mail address
email-change-title = Change mail address
email-change-lead = We send a link to the new address. It counts as soon as you open it.
email-change-new = New mail address
email-change-submit = Send link
email-change-sent = A link is on its way to { $email }.
email-change-sent-advice = It works for a day. If nothing arrives, check the spelling and the spam folder. An address that belongs to an account already cannot be taken.
error-email-change-no-mail = This instance sends no mails. The administrators can change the address.
error-email-same = This is your address already.
email-link-title = Confirm new mail address
email-link-lead = Mails will then go to { $email }.
email-link-submit = Confirm address
error-email-link = The link does not work any more: it was used, is older than a day, or a part of it is missing.
flash-email-changed = The new mail address counts.
mail-email-asked-subject = Confirm your new mail address for { $instance }
mail-email-asked-text = This address was given for the account { $username } at { $instance }. Open the link to make it count.
mail-email-asked-action = Confirm address
mail-email-asked-until = The link works for a day. If this was not you, there is nothing to do.
mail-email-changed-subject = Your mail address at { $instance } was changed
mail-email-changed-text = Our mails now go to another address. This was not you? Then turn to the administrators at once.

## Whom I follow, whom I invite, finding communities
followed-title = Whom I follow
followed-lead = Posts by these people and with these hashtags stand on your start page.
followed-people = People
followed-no-people = You follow nobody yet. There is a button for it on every profile.
followed-tags = Hashtags
followed-no-tags = You follow no hashtag yet. There is a button for it on the page of every hashtag.
find-known = Communities known here
find-all = All communities
invite-handle = User name
invite-hint = Of somebody on this instance. They get a notification that leads to the community.
invite-submit = Invite
invite-link = Or pass on the address of the community, by mail for instance. It lets nobody in: whoever opens it may ask to be let in, or join, as the community has it. People of other instances look for the community there, by this address.
ui-copy = Copy link
ui-copied = Copied
flash-invited = The invitation goes out as a notification. It arrives unless they switched such notifications off.
notification-invited = { $who } invites you to a community
error-invite-unknown = There is nobody with this user name on this instance.
error-invite-elsewhere = Only people of this instance can be invited. Give everybody else the link.
error-invite-member = This person is in the community already, or asked to be.
error-invite-banned = This person is banned from the community. Lift the ban first.

## Protected communities
community-closed = Protected
community-closed-tile = Its hosts let people in.
community-applications = { $count ->
    [0] No requests
    [one] One request
   *[other] { $count } requests
}
application-title = For members only
application-words = Why would you like to take part?
application-words-hint = The hosts read this.
application-seen-as = The hosts see your name and where you work: { $organisation }, { $how }.
application-not-vetted = Those are let in who work in public administration, and of whom that is known. No organisation vouches for you yet.
application-get-vetted = Confirm where you work
community-resting = Membership rests
community-lapsed = Your membership rests: no organisation vouches for you at the moment. As soon as your work address is confirmed again, you see everything as before.
community-unconfirmed = Your membership rests: { $instance } has not confirmed it for three days. As soon as the instance answers again, you see everything as before.
notification-member-lapsed = { $count ->
    [one] No organisation vouches for { $who } any more; the membership rests
   *[other] No organisation vouches for { $who } any more; their memberships rest
}
job-staff-standing = Telling others who still counts as staff
job-invitation-follow = Following an invitation to a community on another instance
job-lease-renew = Having memberships on other instances confirmed
error-not-vetted = Protected communities are for people for whom an organisation vouches. Confirm first where you work.
error-reach-not-vetted = A protected community is founded by somebody for whom an organisation vouches. Confirm first where you work, in your settings.
error-applicant-not-vetted = No organisation vouches for this person any more. They can be let in when their work address is confirmed again.
error-home-silent = The instance of this community has not answered for a day. You can go on reading; writing works again when it can be reached.
application-submit = Ask to be let in
application-open = Your request is with the hosts. You will be told as soon as they have decided.
application-own-words = This is what you wrote:
application-declined = The hosts declined your last request.
applicants-title = { $count ->
    [one] One request
   *[other] { $count } requests
}
applicants-since = Asked
applicants-no-words = Asked without giving a reason.
applicants-admit = Let in
applicants-decline = Decline
applicants-reason = Reason
applicants-reason-hint = Whoever asked will read the reason.
notification-application = { $count ->
    [one] { $who } asks to be let in
   *[other] { $who } ask to be let in
}
flash-admitted = Let in.
flash-declined = The request is declined.
flash-settled-before = This request was decided before, or taken back.
found-reach = Who shall be able to read this?
found-reach-public = Everybody
found-reach-public-hint = The community is public. Everybody on the internet can read it and follow it.
found-reach-closed = Members who were let in
found-reach-closed-hint = Everybody sees what the community is for. What is in it and who belongs to it is seen by members alone. You decide who comes in.
found-reach-network = Our networks
found-reach-network-hint = Whoever works in public administration can join without asking: here and on the instances with which this one is expressly connected. What is inside can be read from then on.
found-reach-secret = Invited people only
found-reach-secret-hint = For everybody else the community does not exist: no name, no page, no search result. Its short name stays taken, and those who administer instances with members see its name and how many they are.
found-reach-local = This house only
found-reach-local-hint = Whoever has an account here and is known to work in public administration can join. Nothing leaves this instance, elsewhere the community does not exist.
reach-public = Everybody can read it.
reach-network = What is in here is seen by members alone. Whoever works in public administration can join without asking, on the community's instance or one with which that is expressly connected.
reach-closed = Posts and members of this community are seen by those alone who were let in. Its hosts decide about that.
reach-secret = This community exists for invited people alone. For everybody else its address looks like one that does not exist.
reach-local = What is in here is seen by members alone, and nothing of it leaves this instance. Whoever has an account here and works in public administration can join without asking.
community-secret-tile = By invitation only.
community-staff-tile = Open to all for whom an organisation vouches.
communities-invited = Invitations
application-invited = You are invited.
application-invited-by = { $who } invites you.
application-decline = Decline the invitation
invite-hint-protected = User name, or name@instance for people of other instances. Whoever is invited comes in without asking.
invite-words = A word with it
invite-words-hint = Read by who is invited.
invited-title = Invited, not answered yet
invited-since = Invited
invited-withdraw = Take back the invitation of { $who }
flash-invitation-withdrawn = The invitation was taken back.
flash-invitation-declined = You declined the invitation.
error-invite-nobody = There is nobody by this name, neither here nor on the instance that was named.
error-invite-self = You belong to it already.
error-invite-not-here = This community is for people of this instance alone.
error-invite-asking = This person asked to be let in. You find the request on this page.
error-invite-again = This person is invited already and has not answered yet.
error-invite-cannot-protect = The server of this person cannot protect protected content. So this person cannot become a member.
error-invite-too-many = Too many invitations wait for this person already.
error-not-invited = Only those who are invited get into this community.
found-audience-closed = Name and purpose are seen by everybody. What is in the community is seen by its members alone.
found-audience-chosen = Posts are read by whoever is chosen above. Name and purpose are seen by everybody, except with the last two answers.
found-audience-secret = All of this is seen by members alone, name and purpose also by who is invited.
found-audience-local = Name and purpose are seen by all who are logged in here. What is in the community is seen by its members alone.
error-reach-missing = Choose who can read the community.
error-addresses-others = A post in a protected community cannot be addressed to anybody else.
error-application-settled = This request was decided before, or taken back.
error-server-cannot-protect = The server of this person cannot protect protected content. So this person cannot become a member.
audience-members = { $people ->
    [one] one person
   *[other] { $people } people
} on { $instances ->
    [one] this instance
   *[other] { $instances } instances
}: the members of this community
error-server-not-asked-yet = The server of this person is new here and is being asked whether it protects protected content. Try again in a few minutes.
## Organisations, work addresses, vetting
organisations-title = Organisations
organisations-lead = Authorities, public companies and universities whose staff this instance vouches for.
organisations-none = No organisation yet
organisations-none-text = Add the first one: with its name, its level and the domains of its mail addresses.
organisations-staff = { $count ->
        [0] nobody verified
        [one] 1 person verified
       *[other] { $count } people verified
    }
organisation-new = Add an organisation
organisation-edit = Edit organisation
organisation-staff = Verified people
organisation-name = Name
organisation-name-hint = As profiles show it, such as: City of Essen.
organisation-level = Level
level-federal = Federation
level-state = State
level-district = District
level-municipality = Municipality
level-public-company = Public company
level-university = University
level-other = Other
organisation-key = Official key (AGS or ARS)
organisation-key-hint = Digits only, such as 05113000 for the city of Essen.
organisation-key-is = key { $key }
organisation-domains = Domains of work addresses
organisation-domains-hint = One in each line, such as essen.de. Subdomains belong to it. Without a domain people are verified by hand. Whoever is verified stays so until it ends, even if a domain is removed.
organisation-domains-are = Domains: { $domains }
delegates-title = Delegates
delegates-lead = They vouch for the staff of this organisation and for nobody else.
delegates-none = Nobody yet. Until then the administrators do it.
delegates-appoint = Appoint
delegates-dismiss = Dismiss
staff-list = { $count ->
        [0] Nobody verified
        [one] 1 verified person
       *[other] { $count } verified people
    }
staff-none = Nobody yet
staff-none-text = Whoever has a work address confirms it in their own settings. You can vouch for everybody else here by hand.
staff-until = valid until
staff-withdraw = Withdraw
staff-withdraw-now = Withdraw verification
staff-reason = Reason
staff-reason-hint = One sentence. The person concerned reads it, and it stands in the log.
staff-vouch = Vouch by hand
staff-vouch-lead = For people whose work address cannot be verified. It holds for twelve months, and shows who vouches.
staff-vouch-hint = Of somebody on this instance, such as: kim.
staff-vouch-now = Vouch
staff-withdrawn = Withdrawn
staff-withdrawn-lead = This can be undone for a week.
staff-withdrawn-more = { $count ->
        [one] and 1 other person
       *[other] and { $count } others
    }
staff-restore = Undo
staff-all = Withdraw all verifications
staff-all-lead = { $count ->
        [one] The one verified person no longer counts as staff at once and loses access to protected communities. This can be undone for a week.
       *[other] All { $count } no longer count as staff at once and lose access to protected communities. This can be undone for a week.
    }
staff-all-now = Withdraw all
workplace-title = Workplace
workplace-lead = Your profile shows where you work, verified. Protected communities take in verified people only.
workplace-now = How you are verified
workplace-none = Not yet. Public communities are open to you anyway.
workplace-until = valid until { $until }
workplace-soon = The verification ends soon. Confirm your work address once more, and it holds for another twelve months.
workplace-own = Your mail address { $email } is confirmed and belongs to { $organisation }. One click is enough.
workplace-own-submit = Use as work address
workplace-address = Verify a work address
workplace-address-lead = We send a link to your work address. Open it while logged in, and the verification holds for twelve months. Nobody else sees the address.
workplace-email = Work address
workplace-email-hint = Your mail address at work. Its domain has to belong to an organisation listed here.
workplace-submit = Send link
workplace-sent = A link is on its way to { $email }.
workplace-sent-advice = It works for a day. Open it in a browser in which you are logged in with this account. If nothing arrives, check the spelling and the spam folder.
workplace-looks-after = Organisations you vouch for
workplace-looks-after-lead = There you see who is verified, and can vouch for more staff.
work-link-title = Confirm work address
work-link-lead = { $email } belongs to { $organisation }.
work-link-shown = Your profile then shows the name of the organisation and that it is verified. It does not show the address.
work-link-submit = Yes, this is my work address
vetted-email-domain = verified by work address
vetted-manual = verified by hand
vetted-oidc = verified by the employer's log-in
flash-vouched = Verified. This holds for twelve months from now.
flash-vouched-for = The person now counts as verified.
flash-withdrawn = Withdrawn. Under “Withdrawn” this can be undone for a week.
flash-vouching-restored = Undone. Whoever was verified otherwise meanwhile stays so.
flash-nobody-restored = There was nothing left to undo: everybody was verified otherwise meanwhile or is gone.
notification-vouching-ends = In less than 30 days no organisation vouches for you any more
notification-vouching-withdrawn = You no longer count as verified
job-vouching-ending = Remind somebody that a verification ends
record-organisation-added = Added organisation: { $about }
record-organisation-changed = Changed organisation: { $about }
record-delegate-appointed = Appointed: { $about }
record-delegate-dismissed = Dismissed: { $about }
record-vouched = Verified as staff: { $about }
record-vouching-withdrawn = Withdrew verification: { $about }
record-all-vouchings-withdrawn = Withdrew all verifications: { $about }
record-withdrawal-undone = Restored verification: { $about }
mail-work-address-subject = Confirm your work address for { $instance }
mail-work-address-text = This work address was given for the account { $username } at { $instance }.
mail-work-address-for = Whoever confirms it counts there as staff of: { $organisation }. If this is your account, log in and open the link.
mail-work-address-action = Confirm work address
mail-work-address-until = The link works for a day and for this account alone. If it is not yours, you need not do anything.
mail-vouching-ends-subject = Your verification at { $instance } ends soon
mail-vouching-ends-text = Until { $until } you count as staff of: { $organisation }.
mail-vouching-ends-how = Confirm your work address once more, or ask the delegates of your organisation. Otherwise your access to protected communities ends.
mail-vouching-ends-action = To my workplace
error-organisation-name = Give the organisation a name.
error-organisation-level = Choose a level.
error-organisation-key = This key does not fit: 2, 3, 5, 8, 9 or 12 digits, beginning with the number of the state (01 to 16, 00 for the federation), and as exact as the level. Leave the field empty if there is none.
error-organisation-domain = At least one line is no domain. Write it like this: essen.de
error-organisation-domains-many = An organisation can have 100 domains at most.
error-organisation-domain-taken = At least one of these domains already belongs to another organisation. Remove it there first.
error-delegate-already = This person is a delegate already.
error-vouching-unknown = There is nobody with this user name on this instance.
error-vouching-person = This account is suspended or gone.
error-vouching-oneself = You cannot vouch for yourself. Confirm your work address, or ask the administrators.
error-vouching-elsewhere = Another organisation vouches for this person already. If they change to yours, they confirm the new work address themselves, or the administrators enter it.
error-vouching-reason = Say why, in one sentence.
error-vouching-over = This verification no longer counts.
error-withdrawal-over = This can no longer be undone: it was more than a week ago, or was undone already.
error-work-address-unknown = The domain of this address belongs to no organisation listed here. Check the spelling. If your organisation is missing, ask the administrators to add it.
error-work-address-own = The mail address of your account is not confirmed or belongs to no organisation listed here.
error-work-address-no-mail = This instance sends no mails. The administrators or delegates of your organisation can vouch for you by hand.
error-work-address-taken = Another account is verified with this address already. A work address stands for one person. If it is yours, contact the administrators.
error-work-link = The link no longer works: it was used already, is older than a day, or a piece is missing. Have another one sent.
error-work-link-foreign = This link belongs to another account. Log in with the account you asked for it with. If you did not ask for one, you need not do anything.
error-work-link-domain = The domain of this address no longer belongs to an organisation listed here. Ask the administrators.
error-assertion-subject = The assertion is about somebody else.
error-assertion-issuer = The assertion does not come from this person's server.
error-assertion-time = The assertion is no longer valid, or not yet.
error-assertion-proof = The assertion is not genuine: its proof does not match.

## Protected groups in the administration
protected-title = Protected groups
protected-lead = How many people of which instance are in protected groups, and who has copies. Administrators see neither who that is nor what is inside.
protected-ours = Groups of this instance
protected-ours-text = Every instance with members has copies. Once nobody from there is a member any more, it has to delete everything and confirm that.
protected-ours-none = There is no protected group here yet.
protected-people-here = { $count ->
    [0] Nobody from here is a member.
    [one] One member is from here.
   *[other] { $count } members are from here.
}
protected-no-copies = Other instances have no copies.
protected-people = { $count ->
    [one] One member
   *[other] { $count } members
}
protected-since = members since
protected-elsewhere = Groups of other instances
protected-elsewhere-text = There are copies of these groups here as long as somebody from here is a member.
protected-elsewhere-none = Nobody from here is a member of a protected group on another instance.
protected-people-of-ours = { $count ->
    [one] One member from here
   *[other] { $count } members from here
}
receipts-outstanding = Deletions not confirmed yet
receipts-outstanding-text = These instances have to delete their copies and have not confirmed that yet.
receipts-overdue = { $count ->
    [one] One confirmation has been missing for more than 24 hours. Ask once more, or contact the administrators of the other instance: until they confirm, there may still be copies there.
   *[other] { $count } confirmations have been missing for more than 24 hours. Ask once more, or contact the administrators of the other instances: until they confirm, there may still be copies there.
}
receipts-title = Confirmed deletions
receipt-no-members = Nobody from there is a member any more
receipt-cut-off = Cut off
receipt-asked = asked
receipt-answered = confirmed
receipt-overdue = Overdue
receipt-waiting = Outstanding
receipt-there = Confirmed
receipt-again = Ask once more
error-receipt-there = The confirmation has come meanwhile, or is needed no more.
cut-off = Cut off
cut-off-heading = Cut off
cut-off-lead = Blocking alone ends no membership and deletes nothing. Cutting off blocks the server, ends all memberships in protected groups and has all copies deleted.
cut-off-title = Cut off { $host }
cut-off-text = This happens to this server and everything below its name:
cut-off-block = It is blocked: nothing is exchanged with it any more.
cut-off-ours = { $people ->
    [0] { $groups ->
        [one] In one protected group of this instance open applications from there are closed.
       *[other] In { $groups } protected groups of this instance open applications from there are closed.
    }
    [one] One membership of people of this server in our protected groups ends. It has to delete its copies and confirm that.
   *[other] { $people } memberships of people of this server in our protected groups end. It has to delete its copies and confirm that.
}
cut-off-theirs = { $people ->
    [0] { $groups ->
        [one] Open applications from here to one of its protected groups are taken back.
       *[other] Open applications from here to { $groups } of its protected groups are taken back.
    }
    [one] One membership from here in its protected groups ends. What is here from there is deleted, and the person learns why.
   *[other] { $people } memberships from here in its protected groups end. What is here from there is deleted, and those concerned learn why.
}
cut-off-no-ties = No memberships in protected groups tie us to it.
cut-off-for-good = The block can be lifted later. That does not bring back the memberships.
cut-off-reason-hint = People from here who lose a group by this read it. It is also in the record.
cut-off-now = Cut this server off
flash-cut-off = Cut off. Here you see which deletions are still to be confirmed.
record-cut-off = Server cut off: { $about }
record-set-aside = Server set aside because all its keys changed: { $about }
record-purge-asked = Asked once more to confirm deletion: { $about }
administration-receipts-overdue = { $count ->
    [one] One instance has not confirmed for more than 24 hours that it deleted its copies of a protected group.
   *[other] { $count } deletions of copies of protected groups have not been confirmed for more than 24 hours.
}
notification-guest-received = An organisation took you in as a guest
notification-members-cut = The administrators have cut off a server. Whoever was a member of your community from there is none any more
notification-cut-off = The administrators have cut off the server of a group. Your membership or request there has ended
job-purge-receipt = Confirming to another instance that nothing of it is left here

# Logging in by a provider (single sign-on)
sign-on-login = Log in with { $provider }
sign-on-leave-title = On to the log-in
sign-on-leave-lead = You log in on the page of { $provider } and then come back here.
sign-on-leave-go = On to { $provider }
sign-on-choose-title = Set up your account
sign-on-choose-lead = You logged in with { $provider } and have no account here yet. Choose what you are called here.
sign-on-choose-organisation = You count as staff of: { $organisation }
sign-on-choose-email = Mails go to { $email }.
sign-on-choose-email-taken = There is an account with { $email } here. If it is yours, do not make a second one: log in with your password or passkey and connect it below “Security”.
sign-on-choose-submit = Make the account
sign-on-closed-title = This log-in did not work
sign-on-again = Go back to the log-in and begin again.
sign-on-later = Try again in some minutes. Whoever is logged in stays so; with a password or passkey you can get in as ever.
sign-on-tell = Tell the administrators of this instance: the program's log says more.
sign-on-other-way = Try again, or log in another way.
sign-on-ask = Ask your administrators.
sign-on-unknown-advice = If you have an account here, log in with it and connect it below “Security”. Otherwise ask your administrators.
sign-on-taken-advice = Log in by this provider to get to the other account. You can disconnect it there.
sign-on-other-advice = First disconnect the one there is.
sign-on-last-advice = First choose a password, or add a passkey.
sign-on-title = Log-in by your employer
sign-on-lead = Connect your account to log in as you do at work.
sign-on-linked = Connected
sign-on-since = Connected:
sign-on-link = Connect
sign-on-unlink = Disconnect
sign-on-link-title = Connect with { $provider }
sign-on-link-lead = First show that it is you. Then you log in with { $provider }; from then on that gets you into your account as well.
sign-on-unlink-title = Disconnect from { $provider }
sign-on-unlink-lead = After that it does not get you into your account any more. Sessions that began so end, and you no longer count as verified by this log-in. First show that it is you.
flash-sign-on-linked = Connected. From now on you can log in this way, too.
flash-sign-on-unlinked = Disconnected.
error-sign-on-question = This log-in by { $provider } took too long, was used already, or was begun in another browser.
error-sign-on-away = { $provider } does not answer right now.
error-sign-on-nonsense = What { $provider } answered cannot be verified. So nobody is logged in, and nothing has changed.
error-sign-on-denied = { $provider } refused the log-in, or it was cancelled there.
error-sign-on-unknown = There is no account here for your access at { $provider }, and no new people come in by this provider.
error-sign-on-nobody = There is no account here for your access at { $provider }, and this instance takes nobody in right now.
error-sign-on-newcomer = Setting up after the log-in by { $provider } took too long, or was done already.
error-sign-on-taken = Your access at { $provider } belongs to another account here.
error-sign-on-other = Your account is connected with another access at { $provider } already.
error-sign-on-last = The log-in by { $provider } is your only way in.
error-sign-on-anew = Log out and in again by your employer, and then try again within ten minutes.
job-identity-check = Ask the log-in provider whether somebody is still there
record-by-sign-on = as the employer's log-in says
mail-vouching-ends-sign-on = Log in once more by your employer. Otherwise your access to protected communities ends.
mail-sign-on-linked-subject = Your account at { $instance } is connected with a provider
mail-sign-on-linked-text = Your account can now also be entered with the log-in of: { $provider }.
mail-sign-on-unlinked-subject = Your account at { $instance } is no longer connected with a provider
mail-sign-on-unlinked-text = Your account can no longer be entered with the log-in of: { $provider }.
mail-sign-on-not-me = Was that not you? Then change your password and tell the administrators.
mail-sign-on-action = To the security of your account
questions-field = Questions to everyone who wants to come in
questions-hint = One question on each line, five at most. Whoever asks to come in answers them; only the hosts read the answers.
application-more = Is there anything else you want to say?
application-asked-back = The hosts have a question before they decide. Complete your application and send it again.
application-answer = Send the completed application
applicants-ask = Ask back
applicants-question = Question
applicants-question-hint = Whoever asked to come in reads the question and can complete the application. Until then it stays open.
applicants-asked-back = Asked back: { $question }
notification-asked-back = { $count ->
    [one] { $who } wants to know something before letting you in
   *[other] { $who } want to know something before letting you in
}
flash-asked-back = The question is on its way.
error-question-missing = Write what you want to know.
error-question-too-long = A question has at most 200 characters.
error-questions-too-many = There can be five questions at most.
error-question-twice = One question is there twice.
error-answer-missing = Answer this question.
error-questions-changed = The questions have changed meanwhile. Look through them again.
narrow-title = Let fewer people in
narrow-text = Who can read the community can be narrowed, but not widened again: whoever wrote here counted on those who could read it.
narrow-closed-hint = Whoever is a member now stays one. You decide about everyone else.
narrow-local-hint = Members of other instances lose access at once, and their instances delete what they have of the community. Whoever has an account here and demonstrably works in public administration can join.
narrow-submit = Narrow it
flash-narrowed = The community is narrowed now.
error-narrow-missing = Choose who can read the community from now on.
error-narrow-open = People of other instances still wait for an answer. First decide about their applications and take back invitations to them.
receipt-narrowed = Community for this instance only
levels-field = Who can be let in
levels-hint = Without a choice: people of all levels. Whoever is a member stays one.
application-levels = People of these levels can be let in:
application-not-admitted = Your organisation ({ $organisation }) belongs to none of these levels.
error-level-not-admitted = This community is for other levels of administration.
error-invite-level = The organisation of this person belongs to none of the levels this community is for.
guests-field = guests, too (people who work for no administration, but for whom one vouches: science, providers, newcomers)
guest-of = Guest: { $organisation }
audience-guests = { $members }, among them { $guests ->
    [one] one guest
   *[other] { $guests } guests
}
guest-receive = Take in as a guest
guest-receive-lead = For people who do not work in the organisation: from science, from providers, newcomers from outside. Everywhere it says that they are guests. They get into protected communities only where guests are admitted, and only until the last day.
guest-until = Last day
guest-until-hint = A year at most. After that they can be taken in once more.
guest-receive-now = Take in as a guest
vetted-guest = as a guest
flash-guest-received = The person is a guest of the organisation now.
error-guest-until = Choose a day that is to come and not more than a year away.
error-guest-is-staff = Somebody vouches for this person as staff already. Guests do not work in the administration.
error-guest = Guests found no protected communities and do not host them.
error-guest-not-admitted = This community does not admit guests.
error-invite-guest = This person is a guest, and this community does not admit guests.
application-guests = Guests are admitted, too.
application-no-guests = You are a guest here ({ $organisation }). This community is not open to guests.
members-reader = reads only
members-read-only = Let read only
members-take-part = Let write again
community-reader = You read along
error-only-reads = You read along in this community. Other members write and react; the hosts can change that.
error-role-not-a-member = This person is not a member of the community.
error-role-host = A host does not only read. Take that role from the person first.
error-role-public = In a public community everybody reads.
notification-reads-only = { $count ->
    [one] { $who } decided that you only read
   *[other] { $who } decided that you only read
}
notification-takes-part = { $count ->
    [one] { $who } lets you write again
   *[other] { $who } let you write again
}
community-log-in-to-ask = Log in and ask to be let in
community-leave-protected = Your posts stay. You read nothing any more then. Whoever wants to be back needs the hosts' consent, unless all staff can join.
application-refused = Your last request was not accepted; the hosts have not seen it.
flash-coming-in = You come in without a request as soon as the community’s instance confirms it.
narrow-secret-hint = For everybody else the community does not exist any more then: no name, no page, no search result. Instances that knew it forget it when somebody looks there again, after two days at the latest.
narrow-sure = I know that this cannot be undone.
error-narrow-sure = Confirm that this cannot be undone.
community-readers = Who reads it
mail-guest-ends-text = Until { $until } you are a guest of: { $organisation }.
mail-guest-ends-how = After that your access to protected communities ends. Whoever took you in can prolong it.
workplace-guest = You do not work there: the organisation vouches for you as a guest until the last day. Protected communities let you in where they admit guests.
workplace-guest-soon = Your time as a guest ends soon. Whoever took you in can prolong it.
members-resting = Resting memberships
members-resting-text = No organisation vouches for these people at the moment, or they are only guests by now. They read nothing here until that changes.
members-list = Everybody
members-alike = has the same name, or nearly, as
refusal-unvouched = This instance did not show the community where you work.
refusal-unconnected = The instance of this community is not connected with this one.
refusal-not-taken = The community’s instance did not take the request.
refusal-narrowed = This community is only for its own house now.
face-title = Open to all readers
face-field = Visible to everybody: chosen posts
face-hint = The links of public posts, as they stand in the address bar on this instance, one on each line, ten at most. They stand on the page that people outside see, below the purpose. What is in the community stays protected.
error-face = Each line must be the link under which a public post stands on this instance; ten at most. What is protected stays so.
decisions-set-to-read = Only reads from now on
decisions-set-to-write = Writes again

# Links into protected communities
links-title = Invite by link
links-lead = Whoever opens the link sees name and purpose of the community and is invited in your name. So give it to people alone who are to belong to it.
links-fresh = The link is ready. Copy it now.
links-people = For how many people?
links-people-choice = { $count ->
    [one] For one person
   *[other] For { $count } people
}
links-days = For how long?
links-days-choice = { $count ->
    [one] One day
   *[other] { $count } days
}
links-create = Make a link
links-mail-title = Invite by e-mail
links-email = Mail address
links-email-hint = A link goes there that holds for 14 days and one person. The mail says nothing of what is in the community; if not everybody may see that it exists, not even its name.
links-message-hint = Read by who opens the link. It is not in the mail.
links-mail = Mail the invitation
links-no-mail = This instance sends no mails. Make a link and pass it on.
links-living = Links that count
links-living-people = { $count ->
    [one] To be passed on, for one more person
   *[other] To be passed on, for { $count } more people
}
links-living-mail = By mail to { $email }
links-living-by = Made by { $who }:
links-living-until = holds until
links-revoke = Take back
flash-link-mailed = The invitation goes out by mail.
flash-link-revoked = The link counts no longer.
flash-invitation-kept = You have the invitation. You can join as soon as an organisation vouches for you.
error-link-people = Choose for how many people the link holds.
error-link-days = Choose for how long the link holds.
error-link-too-many = Very many links of yours count here already. Take some back first.
error-link-no-mail = This instance sends no mails.
error-link-mail-again = An invitation that still counts is on its way to this address.
error-link-mail-too-many = Many invitations went to this address today. You can go on tomorrow.
error-link-address = Give your whole address, such as @anna@office.example.
error-link-here = The home of this address is here. Log in and accept the invitation at once.
link-title = Invitation into a protected community
link-member = You belong to it already.
link-to-community = To the community
link-keep = You can accept the invitation now. It then waits on the page of the community until somebody vouches for you.
link-accept = Accept the invitation
link-here = With an account at { $instance }
link-register = No account yet? Make one, then open this link again.
link-elsewhere = With an account on another instance
link-address = Your address
link-address-hint = User name and instance, such as anna@office.example. The invitation goes there.
link-forward = Send the invitation
link-until = The link holds until { $until }.
link-sent = The invitation is on its way
link-sent-text = It goes to { $handle }. Log in at { $instance }: you find it there among your notifications and under “Communities”, and accept it there.
link-sent-nothing = If nothing arrives, you may belong to the community already, be invited already, or be kept out. Then ask who gave you the link.
link-closed = This link does not count
link-closed-text = It may be too old, used up or taken back, or a piece is missing.
link-closed-advice = Ask the person you have it from for another one.
mail-link-subject = Invitation into a protected community at { $instance }
mail-link-text = { $who } invites you into a protected community at { $instance }.
mail-link-community = The community is called: { $community }
mail-link-how = The link shows you what it is about. To accept you need an account at { $instance } or at another instance that knows protected communities.
mail-link-action = Look at the invitation
mail-link-not-me = If that means nothing to you, you need not do anything.
job-invitation-links = Remove invitation links that are too old

# Names: the Chatham House Rule, and writing without a name
chatham-notice = The Chatham House Rule holds here: what is said may be used. Who said it, and of which organisation, is not passed on.
chatham-field = Chatham House Rule
chatham-field-hint = What is said in the community may be used, but not who said it. Mails and exports then hold no names and no organisations.
chatham-thread = Begin under the Chatham House Rule
chatham-thread-hint = Holds for the post and all comments on it: what is said may be used, but not who said it.
chatham-somebody = Somebody
chatham-several = Several people
nameless-allow = Members may write without their names
nameless-allow-hint = Everybody then sees that a member writes, and nobody which one: not hosts, nor whoever administers the instance. Against abuse, remove the post and switch this off.
naming-protected-only = The Chatham House Rule and posts without a name are there in protected communities only. From a public one each post travels with its author’s name to servers that know no such rules.
nameless-community = Members can write here without their names, too.
nameless-author = A member, without a name
nameless-field = Write without your name
nameless-hint = Everybody sees that a member wrote this, but nobody can see which one. So you cannot change it afterwards or take it back, and nobody can tell you about answers. Pictures are not possible, and no draft is saved. Your style and what you know may still give you away.
nameless-hint-elsewhere = Everybody sees that a member wrote this, but nobody can see which one. So you cannot change it afterwards or take it back, and nobody can tell you about answers or whether it arrived. Pictures are not possible, and no draft is saved. { $instance } publishes it and sees for a moment from which instance it comes: if only a few people here are members, that may be enough to recognise you. Your style and what you know may give you away, too.
nameless-few = This community has only a few members. Whoever writes without a name is easy to guess here.
nameless-alone-here = You are the only member from here, so { $instance } can tell that it is you.
draft-nameless = Without a name no draft is saved.
flash-published-nameless = Published, without your name.
flash-sent-nameless = Sent, without your name. It can be seen as soon as the community's instance publishes it.
error-chatham-public = The Chatham House Rule is there in protected communities only.
error-nameless-public = Writing without a name is possible in protected communities only.
error-nameless-off = In this community members write with their names only.
error-nameless-restricted = Only hosts begin new posts here. Without a name nobody could tell whether that is so.
error-nameless-pictures = Pictures are not possible without a name. Take them out, or write with your name.
error-nameless-server = What is without a name is passed on by the server itself on which a member is at home.
