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
error-actor-kind-changed = The account has changed its kind on its instance, for example from community to person.
error-database-file = The database file cannot be opened.
error-database-folder = The folder of the database file is missing.
error-database-login = The database refuses the login.
error-database-newer = The database was created by a newer version of the program.
error-database-permission = The right to read or write the database is missing.
error-database-tls = The database demands an encrypted connection.
error-database-too-old = The database is too old for this program.
error-database-url = The database's address is not valid.
error-title-empty = Give the post a title.
error-malformed-advice = Go back, reload the page and try again.
