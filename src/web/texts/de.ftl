# Deutsch. „Du“ und alles Neutrale; die Sie-Fassungen stehen in de-formal.ftl.
# Neutrale Wörter statt Endungen: Mitglieder, Menschen, wer schreibt.

## Rahmen

layout-skip = Zum Inhalt springen
layout-official = Betreiber
layout-operator = Eine Plattform von { $operator }
layout-brand = { $instance }, zur Startseite
layout-new = Neu
layout-new-post-in = Beitrag schreiben in
layout-new-community = Gruppe gründen
layout-account = Konto
layout-profile = Mein Profil
layout-profile-short = Profil
layout-edit-profile = Profil bearbeiten
layout-log-in = Anmelden
layout-log-out = Abmelden
layout-navigation = Hauptnavigation
layout-quick = Schnellzugriff
layout-home = Start
layout-communities = Gruppen
layout-find = Finden
layout-my-communities = Meine Gruppen
layout-language = Sprache und Anrede

language-de = Deutsch (Du)
language-de-formal = Deutsch (Sie)
language-en = English

## Bausteine

ui-from-instance = von der Instanz
ui-optional = – freiwillig
ui-error-summary = Bitte noch einmal hinsehen

time-now = gerade eben
time-minutes-ago = { $count ->
    [one] vor einer Minute
   *[other] vor { $count } Minuten
}
time-today = heute, { $clock } Uhr
time-yesterday = gestern, { $clock } Uhr
time-full = { $date }, { $clock } Uhr
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember

## Fehlerseite

error-status = Fehler { $status }
error-typed = Was du geschrieben hast
error-back = Zurück
layout-not-sent = Das ist nicht angekommen: keine Verbindung. Dein Text steht noch im Feld. Versuche es noch einmal.
error-to-start = Zur Startseite
error-not-found = Hier ist nichts
error-not-found-happened = Diese Seite gibt es nicht, oder sie ist nur für andere sichtbar.
error-not-found-advice = Prüfe die Adresse. Gehört der Inhalt zu einer Gruppe, hilft es vielleicht, ihr beizutreten.
error-gone = Gelöscht
error-gone-happened = Was hier stand, wurde gelöscht.
error-gone-advice = Es lässt sich nicht wiederherstellen.
error-not-signed-in = Bitte anmelden
error-not-signed-in-advice = Melde dich an und versuche es noch einmal.
error-forbidden = Das ist hier nicht erlaubt
error-forbidden-advice = Wenn du meinst, dass es erlaubt sein sollte, sprich mit den Gastgebenden der Gruppe oder mit der Administration.
error-invalid = Das passt noch nicht
error-invalid-happened = Eine Angabe fehlt oder hat die falsche Form.
error-invalid-advice = Geh zurück und korrigiere die Angabe. Was du geschrieben hast, steht noch im Formular.
error-conflict = Inzwischen hat sich etwas geändert
error-conflict-advice = Lade die Seite neu, sieh nach, was sich geändert hat, und versuche es dann noch einmal.
error-too-many = Zu viel auf einmal
error-too-many-happened = { $seconds ->
    [one] Bitte warte eine Sekunde.
   *[other] Bitte warte { $seconds } Sekunden.
}
error-too-many-advice = Danach geht es weiter. Nichts ist verloren.
error-remote = Die andere Instanz antwortet nicht richtig
error-remote-advice = Das liegt nicht an dir. Versuche es später noch einmal.
error-unavailable = Gerade nicht möglich
error-unavailable-happened = Wir können die Anfrage im Moment nicht bearbeiten.
error-unavailable-advice = Versuche es in einer Minute noch einmal.
error-internal = Da ist bei uns etwas schiefgegangen
error-internal-happened = Der Fehler liegt bei uns und wurde aufgezeichnet.
error-internal-advice = Versuche es noch einmal. Wenn es wieder passiert, sag der Administration Bescheid.

## Gründe

error-malformed-json = Die Nachricht ist kein gültiges JSON.
error-null-character = Der Text enthält ein unzulässiges Zeichen.
error-password-too-long = Das Passwort ist zu lang. Nimm höchstens 1.000 Zeichen.
error-password-too-short = Das Passwort ist zu kurz. Nimm mindestens 12 Zeichen.
error-remote-forbidden-address = Diese Adresse liegt in einem Netz, das wir nicht abfragen.
error-remote-redirect = Die andere Instanz leitet zu oft oder an einen unerlaubten Ort weiter.
error-remote-timeout = Die andere Instanz hat nicht rechtzeitig geantwortet.
error-remote-too-large = Die Antwort der anderen Instanz ist zu groß.
error-remote-unreachable = Die andere Instanz ist nicht erreichbar.
error-url-invalid = Das ist keine gültige Adresse.
error-cannot-follow = Diesem Konto kann man nicht folgen.
error-community-not-found = Diese Gruppe gibt es nicht, oder ihre Instanz kennt den Namen nicht.
error-edited-meanwhile = Der Text wurde inzwischen geändert. Oben steht die neue Fassung, unten deine. Wenn du speicherst, gilt deine.
error-emoji-unknown = Diese Reaktion gibt es hier nicht.
error-foreign-author = Der Beitrag stammt nicht von der Person, die ihn geschickt hat.
error-foreign-id = Die Adresse gehört zu einer anderen Instanz als der Absender.
error-unknown-parent = Das, worauf geantwortet wird, gibt es hier nicht.
error-foreign-object = Der Beitrag gehört jemand anderem.
error-form-expired = Das Formular ist abgelaufen. Geh zurück, lade die Seite neu und schick es noch einmal ab.
error-form-unreadable = Das Formular konnte nicht gelesen werden.
error-no-form-happened = Hier werden nur Formulare angenommen, und was ankam, ist keins.
error-handle-invalid = Das ist kein Name einer Gruppe. Er hat die Form gruppe@instanz.example.
error-host = Das ist kein gültiger Name einer Instanz.
error-host-cannot-be-banned = Gastgebende können nicht ausgeschlossen werden, solange sie es sind.
error-too-many-emoji = Mehr als 20 verschiedene Emoji passen von einer Person nicht an einen Beitrag.
error-log-in-first = Dafür braucht es eine Anmeldung.
error-log-in-to-search = Auf anderen Instanzen sucht nur, wer angemeldet ist.
error-login = Name oder Passwort stimmt nicht. Versuche es noch einmal.
error-not-a-local-person = Das Konto gehört nicht zu dieser Instanz.
error-not-in-this-community = Das gehört nicht zu dieser Gruppe.
error-not-sent-by-us = Diese Nachricht haben wir nicht verschickt.
error-not-the-author = Das kann nur, wer es geschrieben hat.
error-nothing-asked = Diese Antwort gehört zu keiner Anfrage.
error-only-hosts-write = In dieser Gruppe beginnen nur Gastgebende neue Beiträge.
error-origin-changed = Die Adresse der Instanz passt nicht zur Datenbank.
error-parent-deleted = Der Beitrag, auf den geantwortet wird, wurde gelöscht.
error-reason-missing = Ein Grund fehlt. Er steht dann an der Stelle des Beitrags.
error-remote-refused = Die andere Instanz gibt darüber keine Auskunft.
error-remote-unusable = Die andere Instanz antwortet in einer Form, die wir nicht verstehen.
error-signature = Die Unterschrift der Nachricht ist ungültig.
error-too-many-documents = Dafür müssten zu viele Nachrichten anderer Instanzen abgeholt werden.
error-unproven = Es ist nicht sicher, von wem diese Nachricht stammt.
error-username-taken = Dieser Name ist schon vergeben. Wähle einen anderen.
error-actor-kind-changed = Das Konto hat auf seiner Instanz die Art gewechselt, etwa von Gruppe zu Person.
error-database-file = Die Datenbankdatei lässt sich nicht öffnen.
error-database-folder = Der Ordner der Datenbankdatei fehlt.
error-database-login = Die Datenbank lehnt die Anmeldung ab.
error-database-newer = Die Datenbank wurde von einer neueren Fassung des Programms angelegt.
error-database-permission = Es fehlt das Recht, die Datenbank zu lesen oder zu schreiben.
error-database-tls = Die Datenbank verlangt eine verschlüsselte Verbindung.
error-database-too-old = Die Datenbank ist zu alt für dieses Programm.
error-database-url = Die Adresse der Datenbank ist ungültig.
error-title-missing = Gib dem Beitrag eine Überschrift.
error-malformed-advice = Geh zurück, lade die Seite neu und versuche es noch einmal.

## Bausteine der Seiten

ui-more = Mehr anzeigen
ui-save = Speichern
ui-cancel = Abbrechen
ui-edit = Bearbeiten
ui-delete = Löschen

## Anmelden

login-title = Anmelden
login-name = Benutzername oder Mailadresse
login-name-hint = Zum Beispiel petra: der Teil deiner Adresse vor dem @.
login-password = Passwort
login-submit = Anmelden

## Konten: Einladung, erste Schritte, Passwort, Geräte, zweiter Faktor, Mails

login-forgot = Passwort vergessen?
code-title = Code eingeben
code-lead = Dein Konto ist mit einem zweiten Faktor geschützt.
code-field = Code
code-field-hint = Sechs Ziffern aus der App, oder einer der Codes auf Papier.
code-again = Von vorn anfangen
error-code = Dieser Code passt nicht. Nimm den, den die App gerade anzeigt; jeder gilt nur einmal.
error-code-too-late = Das hat zu lange gedauert, oder es waren zu viele Versuche. Melde dich noch einmal an.
error-factor-is-on = Der zweite Faktor ist schon eingeschaltet.
error-too-many-minutes = { $minutes ->
    [one] Bitte warte eine Minute.
   *[other] Bitte warte { $minutes } Minuten.
}

invitation-title = Einladung annehmen
invitation-headline = Willkommen bei { $instance }
invitation-lead = Du bist eingeladen. Drei Angaben, dann bist du drin. Ein Passwort kannst du später festlegen.
invitation-name = Name
invitation-name-hint = Unter diesem Namen sehen dich die anderen, zum Beispiel: Anna Beispiel.
invitation-username = Benutzername
invitation-username-hint = Zum Anmelden und als Adresse @name@{ $host }. Er lässt sich nicht ändern.
invitation-organisation = Haus oder Amt
invitation-organisation-hint = Zum Beispiel: Stadt Musterburg, Bauamt.
invitation-submit = Annehmen und loslegen
invitation-until = Die Einladung gilt bis { $until }.
invitation-logged-in = Du bist schon angemeldet
invitation-logged-in-text = Diese Einladung ist für jemanden, der noch kein Konto hat.
invitation-logged-in-advice = Gib den Link weiter, oder melde dich ab, wenn du ein weiteres Konto brauchst.
invitation-unknown = Diese Einladung gibt es nicht
error-invitation-unknown = Der Link gehört zu keiner Einladung dieser Instanz. Vielleicht fehlt ein Stück, oder er wurde durch einen neueren ersetzt.
invitation-unknown-advice = Öffne den Link aus der neuesten Mail, oder kopiere ihn vollständig in die Adresszeile.
invitation-used = Diese Einladung wurde schon angenommen
error-invitation-used = Jede Einladung gilt für eine Person und nur einmal.
invitation-used-advice = Warst du das? Dann melde dich an. Hast du noch kein Passwort, bitte die Administration um einen Link.
invitation-expired = Diese Einladung ist abgelaufen
error-invitation-expired = Einladungen gelten nur für einige Tage.
invitation-revoked = Diese Einladung wurde zurückgezogen
error-invitation-revoked = Wer sie ausgestellt hat, hat sie zurückgenommen.
invitation-again-advice = Bitte die Person, die dich eingeladen hat, oder die Administration um eine neue.
error-invitation-days = Nimm 1 bis 90 Tage.
error-invitation-too-many = Heute hast du schon sehr viele Menschen eingeladen. Morgen geht es weiter; wer eilig ist, lässt jemand anderen aus der Verwaltung einladen.
error-email = Das ist keine E-Mail-Adresse. Sie hat die Form name@beispiel.de.
error-email-taken = Mit dieser E-Mail-Adresse gibt es hier schon ein Konto.
flash-arrived = Du bist drin! Noch vier kurze Schritte, jeder lässt sich überspringen.

welcome-step = Schritt { $number } von { $of }
welcome-next = Weiter
welcome-skip = Überspringen
welcome-who = Wer du bist
welcome-words = Was du kannst und was du suchst
welcome-words-lead = Stichwörter genügen, mit Komma getrennt. Sie stehen in deinem Profil, damit andere dich finden.
welcome-offers = Kann ich erklären
welcome-offers-hint = Zum Beispiel: Vergaberecht, Excel, Barrierefreiheit.
welcome-seeks = Suche ich
welcome-seeks-hint = Zum Beispiel: Vorlagen für Satzungen, Austausch zu Kita-Planung.
error-words-too-many = Das sind zu viele Stichwörter. Nimm höchstens 20.
error-words-too-long = Ein Stichwort ist zu lang. Nimm höchstens 60 Zeichen und trenne mit Komma.
profile-offers = Kann erklären:
profile-seeks = Sucht:
welcome-communities = Gruppen für den Anfang
welcome-communities-lead = Such dir aus, wo du mitlesen und mitreden möchtest. Austreten geht jederzeit.
welcome-communities-none = Es gibt noch keine weiteren Gruppen. Du kannst später welche finden oder selbst eine gründen.
welcome-mails = Post von uns
welcome-mails-lead = Wie oft sollen wir dir schreiben, was es Neues gibt?
welcome-mails-later = Wir haben noch keine E-Mail-Adresse von dir. Deine Wahl gilt, sobald es eine gibt.
welcome-mails-legend = Überblick per Mail
welcome-daily = Einmal am Tag
welcome-weekly = Montags
welcome-never = Nie
flash-welcomed = Alles eingerichtet. Schön, dass du da bist!

layout-needs-password = Du hast noch kein Passwort. Nach dem Abmelden kämst du nicht mehr herein.
password-set = Passwort festlegen
password-change = Passwort ändern
password-current = Bisheriges Passwort
password-new = Neues Passwort
password-new-hint = Mindestens 12 Zeichen. Ein kurzer Satz, den nur du kennst, ist gut; Sonderzeichen sind nicht nötig.
password-save = Passwort speichern
password-ends-sessions = Alle anderen Geräte werden dabei abgemeldet.
error-password-common = Dieses Passwort ist zu leicht zu erraten: häufige Wörter, Reihen oder Namen. Nimm einen kurzen Satz.
error-password-current = Das ist nicht dein bisheriges Passwort.
flash-password-set = Das neue Passwort gilt. Alle Geräte sind abgemeldet.
flash-password-changed = Das neue Passwort gilt. Alle anderen Geräte sind abgemeldet.
forgot-title = Passwort vergessen
forgot-lead = Wir schicken dir einen Link, mit dem du ein neues Passwort festlegst.
forgot-no-mail = Diese Instanz verschickt keine Mails. Bitte die Administration um einen Link für ein neues Passwort.
forgot-submit = Link schicken
forgot-sent = Wenn es dieses Konto gibt und eine E-Mail-Adresse dazu, ist ein Link unterwegs.
forgot-sent-advice = Er gilt eine Stunde. Kommt nichts an, sieh im Spam-Ordner nach oder frag die Administration.
error-forgot-name-missing = Gib deinen Benutzernamen oder deine E-Mail-Adresse ein.
reset-title = Neues Passwort
reset-lead = Danach meldest du dich damit an. Alle Geräte, die noch angemeldet sind, werden abgemeldet.
reset-closed = Dieser Link gilt nicht mehr
error-reset-link = Der Link wurde schon benutzt, ist älter als eine Stunde oder unvollständig.
reset-again = Neuen Link anfordern

security-title = Anmeldung und Sicherheit
security-login = Anmeldung
security-username = Benutzername: { $username }
security-email = E-Mail-Adresse: { $email }
security-no-email = Keine E-Mail-Adresse. Einen Link für ein vergessenes Passwort gibt es dann nur von der Administration.
security-has-password = Ein Passwort ist festgelegt.
security-no-password = Es gibt noch kein Passwort.
security-browser = { $program } auf { $system }
security-browser-unknown = Unbekanntes Programm
sessions-title = Angemeldete Geräte
sessions-lead = Nach 12 Stunden ohne Nutzung endet eine Anmeldung von selbst. Erkennst du ein Gerät nicht, melde es ab und ändere dein Passwort.
sessions-own = Dieses Gerät
sessions-since = Angemeldet:
sessions-used = Zuletzt benutzt:
sessions-end = Abmelden
sessions-end-others = Alle anderen abmelden
flash-session-ended = Das Gerät ist abgemeldet.
flash-sessions-ended = Alle anderen Geräte sind abgemeldet.
factor-title = Zweiter Faktor
factor-lead = Beim Anmelden wird zusätzlich ein Code gefragt, den eine App auf deinem Telefon anzeigt. Ein gestohlenes Passwort reicht dann nicht.
factor-password-first = Dafür braucht es zuerst ein Passwort.
factor-on = Eingeschaltet
factor-switch-on = Zweiten Faktor einschalten
factor-switch-off = Zweiten Faktor ausschalten
factor-codes-left = { $count ->
    [one] Ein Code auf Papier ist noch übrig.
   *[other] { $count } Codes auf Papier sind noch übrig.
}
factor-step-app = Öffne eine App für Einmalcodes auf deinem Telefon. Es gibt viele, auch freie wie Aegis oder FreeOTP.
factor-step-scan = Lies dieses Bild mit der App ein.
factor-picture = QR-Code für die App; derselbe Schlüssel steht darunter als Text
factor-step-type = Oder tippe diesen Schlüssel ab:
factor-step-code = Gib den Code ein, den die App jetzt anzeigt.
factor-confirm = Einschalten
factor-off-lead = Danach genügt beim Anmelden wieder das Passwort. Die Codes auf Papier gelten dann nicht mehr.
flash-factor-off = Der zweite Faktor ist ausgeschaltet.
codes-title = Deine Codes für den Notfall
codes-done = Der zweite Faktor ist eingeschaltet.
codes-lead = Ist das Telefon weg, kommst du mit einem dieser Codes herein. Jeder gilt einmal. Druck sie aus oder schreib sie auf.
codes-once = Wir zeigen sie nur jetzt. Gespeichert ist nur, woran wir sie erkennen.
codes-noted = Ich habe sie notiert

mail-footer = Diese Mail kommt von { $instance }. Auf sie zu antworten erreicht niemanden.
mail-test-subject = Testmail von { $instance }
mail-test-text = Wenn du das liest, kann { $instance } Mails verschicken.
mail-invitation-subject = Einladung zu { $instance }
mail-invitation-text = Du bist zu { $instance } eingeladen, dem Ort für Austausch über Haus- und Amtsgrenzen hinweg.
mail-invitation-how = Öffne den Link und sag, wie du heißt. Ein Passwort brauchst du dafür noch nicht.
mail-invitation-action = Einladung annehmen
mail-invitation-until = Der Link gilt für eine Person, einmal, bis { $until }.
mail-forgotten-subject = Neues Passwort für { $instance }
mail-forgotten-text = Jemand, vermutlich du, hat das Passwort vergessen. Mit diesem Link legst du ein neues fest.
mail-forgotten-action = Neues Passwort festlegen
mail-forgotten-until = Der Link gilt eine Stunde und nur einmal.
mail-forgotten-not-me = Warst du das nicht? Dann tu nichts: Dein Passwort bleibt, wie es ist.
mail-changed-subject = Dein Passwort bei { $instance } wurde geändert
mail-changed-text = Das Passwort deines Kontos ist neu, und alle anderen Geräte sind abgemeldet.
mail-changed-not-me = Warst du das nicht? Dann leg sofort ein neues fest und sag der Administration Bescheid.
mail-changed-action = Passwort neu festlegen

## Start

home-greeting = Hallo { $name }
home-welcome = Willkommen bei { $instance }
home-welcome-lead = Hier tauschen sich Menschen aus Verwaltungen aus, über Häuser und Ebenen hinweg: der kurze Dienstweg.
home-look-around = Gruppen ansehen
home-newest = Neue Beiträge
home-newest-public = Öffentliche Beiträge
home-empty = Noch ist es still hier
home-empty-text = Tritt einer Gruppe bei. Was dort geschrieben wird, erscheint dann auf dieser Seite.
home-find = Gruppe finden
home-no-communities = Du bist noch in keiner Gruppe.
home-discover = Vielleicht interessant

## Gruppen

communities-find = Gruppe finden
communities-others = Weitere Gruppen
communities-all = Alle Gruppen
communities-none-yet = Noch in keiner Gruppe
communities-none-yet-text = Suche eine Gruppe zu deinem Thema, oder gründe selbst eine. Gruppen anderer Instanzen stehen dir genauso offen.
community-here = hier zu Hause
community-join = Beitreten
community-requested = Beitritt beantragt
community-requested-text = Deine Anfrage ist unterwegs oder wird gerade geprüft.
community-withdraw = Anfrage zurückziehen
community-member = Mitglied
community-host = Du bist hier gastgebend
community-members = { $count ->
    [one] ein Mitglied
   *[other] { $count } Mitglieder
}
community-write = Beitrag schreiben
community-log-in-to-join = Anmelden und beitreten
community-posts = Beiträge
community-empty = Noch keine Beiträge
community-empty-text = Hier beginnt das Gespräch mit dem ersten Beitrag.
community-hosts = Gastgebende
community-about = Über diese Gruppe
community-home = Zu Hause auf
community-address = Adresse zum Weitersagen
community-leave = Gruppe verlassen
community-leave-text = Deine Beiträge bleiben stehen. Du kannst jederzeit wieder beitreten.
community-leave-now = Ja, verlassen
members-title = Mitglieder von { $community }
members-shown = { $count ->
    [one] eines davon ist hier bekannt
   *[other] { $count } davon sind hier bekannt
}
members-tools = Rolle und Ausschluss
members-appoint = Gastgebend machen
members-dismiss = Nicht mehr gastgebend
members-ban = Ausschließen …
members-banned = Ausgeschlossen
members-lift-ban = Wieder zulassen
ban-title = { $person } ausschließen
ban-lead = Wer ausgeschlossen ist, kann in { $community } nicht mehr schreiben, antworten oder beitreten, und was geschützt ist, nicht mehr lesen. Wer hier Mitglied ist oder war, beitreten wollte oder etwas geschrieben hat, erfährt den Grund und das Ende.
ban-reason-hint = Ein Satz genügt, zum Beispiel: wiederholt beleidigend.
ban-until = Bis zu welchem Tag?
ban-until-hint = Leer heißt: ohne Ende. Du kannst den Ausschluss jederzeit aufheben.
ban-now = Ausschließen
flash-banned = Ausgeschlossen.
error-ban-until = Wähle einen Tag, der noch kommt, oder lass das Feld leer.
members-host = gastgebend

find-title = Gruppe finden
find-lead = Auch Gruppen anderer Instanzen: Du trittst bei, ohne dich dort anzumelden.
find-field = Name oder Adresse
find-hint = Zum Beispiel Bauantrag, bauen@next.example oder https://next.example/g/bauen
find-submit = Suchen
find-results = { $count ->
    [one] Eine Gruppe gefunden
   *[other] { $count } Gruppen gefunden
}
find-nothing = Nichts gefunden
find-nothing-text = Prüfe die Schreibweise. Die ganze Adresse hat die Form gruppe@instanz.example.

found-lead = Eine Gruppe braucht einen Namen, einen Zweck und jemanden, der sie eröffnet. Mitmachen können dann Menschen aller verbundenen Instanzen.
found-name = Name der Gruppe
found-name-hint = Zum Beispiel: Digitaler Bauantrag
found-handle = Kurzname
found-handle-hint = Kleinbuchstaben und Ziffern. Er wird Teil der Adresse name@{ $host } und bleibt für immer.
found-purpose = Wozu gibt es die Gruppe?
found-purpose-hint = Ein oder zwei Sätze. Wer die Gruppe findet, liest sie zuerst.
found-audience = Name, Zweck und Beiträge sind öffentlich: Alle können sie lesen, auch auf anderen Instanzen.

## Menschen

profile-no-summary = Hier steht noch nichts über diese Person.
profile-follow = Folgen
profile-following = Du folgst
profile-unfollow = Nicht mehr folgen
profile-empty = Noch keine Beiträge
profile-empty-text = Was diese Person schreibt und du sehen darfst, erscheint hier.
edit-profile-name = Name
edit-profile-name-hint = Unter diesem Namen sehen dich die anderen, auch auf anderen Instanzen.
edit-profile-about = Über dich
edit-profile-about-hint = Was machst du? Was kannst du gut erklären, was suchst du? Auch mit Markdown.
edit-profile-audience = Sehen können das: alle, auch ohne Anmeldung.

## Beiträge

posts-in = in
posts-older = Ältere Beiträge
posts-comments = { $count ->
    [0] Keine Kommentare
    [one] Ein Kommentar
   *[other] { $count } Kommentare
}
posts-reactions = { $count ->
    [one] Eine Reaktion
   *[other] { $count } Reaktionen
}
post-pinned = Angeheftet
post-locked = Geschlossen
post-pending = wird zugestellt
post-refused = nicht angenommen
post-edited = bearbeitet
post-deleted = Dieser Beitrag wurde gelöscht.
post-removed = Dieser Beitrag wurde von den Gastgebenden entfernt.
post-removed-reason = Begründung: { $reason }
post-unknown-kind = Art: { $kind }
reaction-like = Gefällt mir
reaction-add = Mit einem Zeichen reagieren
reaction-thumbs-up = Daumen hoch
reaction-heart = Herz
reaction-party = Freude
reaction-idea = Gute Idee
reaction-thinking = Nachdenklich
comments-none = Noch hat niemand geantwortet.
comments-more = Weitere Kommentare
comments-locked = Die Gastgebenden haben das Gespräch geschlossen. Lesen geht weiterhin.
comment-write = Kommentar schreiben
comment-submit = Kommentieren
comment-answer = Antworten
comment-answers = Antwort an { $author }
comment-answers-nameless = Antwort an ein Mitglied, ohne Namen
comment-answer-to = Antwort an { $author }
comment-log-in = Anmelden und mitreden
comment-join-first = Kommentieren können Mitglieder der Gruppe
host-tools = Werkzeuge der Gastgebenden
host-pin = Anheften
host-unpin = Nicht mehr anheften
host-lock = Gespräch schließen
host-unlock = Gespräch wieder öffnen
host-remove = Entfernen …
host-reason = Begründung, für alle sichtbar
host-remove-now = Ja, entfernen
write-new = Beitrag schreiben
write-edit = Beitrag bearbeiten
write-edit-comment = Kommentar bearbeiten
write-title = Überschrift
write-title-hint = Worum geht es? Ein Satz genügt.
write-text = Text
write-markdown = Auch mit Markdown: **fett**, *kursiv*, - Liste, > Zitat, [Verweis](https://…).
write-audience = Sehen können das: { $audience }.
write-publish = Veröffentlichen
write-preview = Vorschau
write-preview-untitled = So sieht es aus
write-stored = Inzwischen gespeicherte Fassung
delete-title = Beitrag löschen?
delete-title-comment = Kommentar löschen?
delete-text = Er verschwindet hier und auf allen Instanzen, die ihn erhalten haben. Das lässt sich nicht rückgängig machen.
delete-answers = { $count ->
    [one] Eine Antwort bleibt stehen.
   *[other] { $count } Antworten bleiben stehen.
}
delete-now = Ja, löschen
unknown-kind = Diese Instanz kennt „{ $kind }“ noch nicht und zeigt deshalb nur das Nötigste.
unknown-open = Beim Ursprung ansehen

## Bilder

picture-portrait = Bild
picture-portrait-hint = Ein Foto oder Zeichen, es wird quadratisch zugeschnitten. JPEG, PNG, GIF oder WebP, höchstens 8 MB.
picture-current = Bild bisher
picture-new = Neues Bild, noch nicht gespeichert
picture-remove-portrait = Bild entfernen
picture-undescribed = Bild ohne Beschreibung
pictures-title = Bilder
pictures-choose = Bilder auswählen
pictures-hint = Bis zu vier. JPEG, PNG, GIF oder WebP, je höchstens 8 MB. Aufnahmeort und Kameradaten entfernen wir.
pictures-upload = Bilder hochladen
pictures-number = Bild { $number }
pictures-alternative = Was ist auf Bild { $number } zu sehen?
pictures-alternative-hint = Für alle, die es nicht sehen können. Ein oder zwei Sätze genügen.
pictures-remove = Bild { $number } entfernen
error-picture-unknown = Diese Datei ist kein Bild, das hier gelesen werden kann. Nimm JPEG, PNG, GIF oder WebP.
error-picture-too-large = Das Bild ist größer als 8 MB. Verkleinere es und lade es noch einmal hoch.
error-picture-too-many-pixels = Das Bild hat mehr als 40 Millionen Bildpunkte. Verkleinere es und lade es noch einmal hoch.
error-picture-too-heavy = Ein WebP ohne Verluste darf höchstens 1 MB groß sein, weil sich ein größeres nicht sicher lesen lässt. Speichere das Bild als JPEG oder PNG und lade es noch einmal hoch.
error-picture-broken = Das Bild ist beschädigt und lässt sich nicht lesen. Speichere es neu und lade es noch einmal hoch.
error-picture-too-many = Ein Beitrag hat höchstens vier Bilder. Entferne eines, bevor du ein weiteres hochlädst.
error-picture-too-many-drafts = Von dir warten schon viele Bilder auf ihren Beitrag. Veröffentliche oder entferne welche; was liegen bleibt, verschwindet nach einem Tag.
error-picture-no-room = Für Bilder ist hier gerade kein Platz mehr. Ohne Bild lässt sich der Beitrag veröffentlichen. Bitte sag denen Bescheid, die die Plattform betreiben.
error-picture-gone = Ein Bild wurde vor mehr als einem Tag hochgeladen und ist nicht mehr da. Lade es noch einmal hoch.
error-picture-none = Wähle zuerst ein Bild aus.
error-alternative-missing = Beschreibe jedes Bild für alle, die es nicht sehen können.
error-alternative-too-long = Die Bildbeschreibung ist zu lang. Nimm höchstens 1.500 Zeichen.

## Hinweise nach einer Handlung

flash-joined = Willkommen! Du bist jetzt Mitglied.
flash-requested = Deine Anfrage ist unterwegs.
flash-left = Du hast die Gruppe verlassen.
flash-request-withdrawn = Deine Anfrage ist zurückgezogen.
flash-founded = Die Gruppe ist gegründet. Schreib gleich den ersten Beitrag!
flash-published = Dein Beitrag ist veröffentlicht.
flash-commented = Dein Kommentar ist da.
flash-saved = Gespeichert.
flash-change-sent = Gespeichert. Die Änderung ist zur Instanz der Gruppe unterwegs.
flash-deleted = Gelöscht.
flash-removed = Der Beitrag ist entfernt.
flash-pinned = Der Beitrag ist angeheftet.
flash-unpinned = Der Beitrag ist nicht mehr angeheftet.
flash-locked = Das Gespräch ist geschlossen.
flash-unlocked = Das Gespräch ist wieder offen.
flash-following = Du folgst jetzt.
flash-unfollowed = Du folgst nicht mehr.
flash-logged-out = Du bist abgemeldet.

## Wer etwas sehen kann: der Schluss von „Sehen können das: …“

audience-public = alle, auch ohne Anmeldung
audience-community = die Mitglieder von { $community }, auf allen Instanzen
audience-followers = alle, die dir folgen
audience-local = alle, die auf dieser Instanz angemeldet sind

## Gründe in Formularen

error-title-too-long = Die Überschrift ist zu lang. Nimm höchstens 300 Zeichen.
error-text-missing = Hier fehlt noch der Text.
error-text-too-long = Der Text ist zu lang. Kürze ihn oder teile ihn auf mehrere Beiträge auf.
error-name-missing = Gib einen Namen an.
error-name-too-long = Der Name ist zu lang. Nimm höchstens 100 Zeichen.
error-purpose-too-long = Der Zweck ist zu lang. Nimm höchstens 500 Zeichen.
error-log-in-failed = Name oder Passwort stimmt nicht. Versuche es noch einmal.
error-log-in-needed = Dafür musst du angemeldet sein.
error-not-a-member = Das können nur Mitglieder der Gruppe. Tritt ihr zuerst bei.
error-not-a-host = Das können nur die Gastgebenden der Gruppe.
error-last-host = Sonst ist hier niemand mehr gastgebend. Gib die Rolle weiter, bevor du gehst.
error-locked = Das Gespräch ist geschlossen.
error-instance-not-allowed = Diese Instanz gehört nicht zu denen, mit denen wir verbunden sind.
error-not-a-community = Unter dieser Adresse ist keine Gruppe.
error-banned = Die Gastgebenden haben dich aus dieser Gruppe ausgeschlossen.
error-handle = Das ist keine Adresse. Sie hat die Form name@instanz.example.
error-username-characters = Nimm nur Kleinbuchstaben ohne Umlaute, Ziffern und dazwischen _ - und Punkt.
error-username-length = Nimm 2 bis 40 Zeichen.
error-username-reserved = Dieser Name ist für das System reserviert. Nimm einen anderen.
host-restore = Wieder zeigen
flash-restored = Der Beitrag ist wieder zu sehen.

## Fehlerseite, Fortsetzung

error-too-large = Das ist zu groß
error-too-large-happened = Was du abgeschickt hast, ist größer als alles, was hier angenommen wird.
error-too-large-advice = Geh zurück: Dein Text steht noch im Formular. Kürze ihn oder teile ihn auf mehrere Beiträge auf.
error-too-large-files-advice = Geh zurück: Was du geschrieben hast, steht noch im Formular. Nimm weniger oder kleinere Bilder.
error-method = Das geht an dieser Stelle nicht
error-method-happened = Diese Adresse kann mit der Anfrage nichts anfangen.
error-method-advice = Geh zur Startseite und suche von dort den richtigen Weg.
error-join-first = Tritt erst der Gruppe bei
error-join-first-advice = Beitreten kannst du gleich hier. Danach geht es weiter.
error-to-community = Zur Gruppe
error-log-in-again = Melde dich noch einmal an.
error-edit-at-home = Diese Gruppe lässt sich nur auf ihrer eigenen Instanz bearbeiten.
expired-title = Bitte noch einmal abschicken
expired-lead = Das Formular war zu lange offen. Nichts ist verloren: Was du geschrieben hast, steht hier.
expired-files = Die Bilder, die du gerade ausgewählt hattest, sind nicht angekommen. Wähle sie noch einmal aus.
expired-log-in = Du bist nicht mehr angemeldet. Melde dich zuerst in einem neuen Fenster an und schick dein Geschriebenes dann hier noch einmal ab:
expired-log-in-link = Anmelden (neues Fenster)
expired-again = Noch einmal abschicken

## Gruppen, Fortsetzung

community-edit = Gruppe bearbeiten
community-edit-elsewhere = Diese Gruppe ist auf { $instance } zu Hause. Bild und Leserkreis ändern Gastgebende, die dort zu Hause sind.
community-restricted = Neue Beiträge beginnen hier nur Gastgebende; kommentieren können alle Mitglieder.
community-requested-reload = Jetzt nachsehen
found-restricted = Neue Beiträge beginnen nur Gastgebende
found-restricted-hint = Zum Beispiel für Ankündigungen. Kommentieren können weiterhin alle Mitglieder.

## Was nicht mehr da ist

post-deleted-title = Gelöschter Beitrag
post-removed-title = Entfernter Beitrag

## Mitteilungen

layout-notifications = Mitteilungen
layout-unread = { $count ->
    [one] eine ungelesene
   *[other] { $count } ungelesene
}
notifications-title = Mitteilungen
notifications-newest = Neueste zuerst
notifications-empty = Noch nichts Neues
notifications-empty-text = Hier steht, wer dir antwortet, dich erwähnt oder auf deine Beiträge reagiert.
notifications-new = Neu
notifications-read-all = Alle als gelesen markieren
notifications-older = Ältere Mitteilungen
notifications-reason = Begründung: { $reason }
notifications-two = { $first } und { $second }
notifications-many = { $first } und { $count } weitere
notifications-level = Was möchtest du erfahren?
notifications-level-all = Alles
notifications-level-all-hint = auch Reaktionen, neue Mitglieder und wer dir folgt
notifications-level-important = Wichtiges
notifications-level-important-hint = Antworten, Erwähnungen und was deine Rolle betrifft
notifications-level-silent = Nichts
notifications-level-silent-hint = nur was Gastgebende über dich oder deine Beiträge entscheiden
notification-reply = { $count ->
    [one] { $who } hat geantwortet
   *[other] { $who } haben geantwortet
}
notification-mention = { $count ->
    [one] { $who } hat dich erwähnt
   *[other] { $who } haben dich erwähnt
}
notification-reaction = { $count ->
    [one] { $who } hat auf deinen Beitrag reagiert
   *[other] { $who } haben auf deinen Beitrag reagiert
}
notification-follow = { $count ->
    [one] { $who } folgt dir jetzt
   *[other] { $who } folgen dir jetzt
}
notification-join = { $count ->
    [one] { $who } ist beigetreten
   *[other] { $who } sind beigetreten
}
notification-report = { $count ->
    [one] { $who } hat etwas gemeldet
   *[other] { $who } haben etwas gemeldet
}
notification-accepted = { $count ->
    [one] Du bist aufgenommen: { $who }
   *[other] Du bist aufgenommen: { $who }
}
notification-appointed = { $count ->
    [one] { $who } hat dich gastgebend gemacht
   *[other] { $who } haben dich gastgebend gemacht
}
notification-removed = { $count ->
    [one] { $who } hat einen Beitrag von dir entfernt
   *[other] { $who } haben einen Beitrag von dir entfernt
}
notification-restored = { $count ->
    [one] { $who } hat einen Beitrag von dir wieder freigegeben
   *[other] { $who } haben einen Beitrag von dir wieder freigegeben
}
notification-banned = { $count ->
    [one] { $who } hat dich aus der Gruppe ausgeschlossen
   *[other] { $who } haben dich aus der Gruppe ausgeschlossen
}
notification-unbanned = { $count ->
    [one] { $who } hat deinen Ausschluss aufgehoben
   *[other] { $who } haben deinen Ausschluss aufgehoben
}
bookmarks-title = Gemerkt
bookmarks-newest = Zuletzt gemerkt
bookmarks-empty = Noch nichts gemerkt
bookmarks-empty-text = Unter jedem Beitrag steht „Merken“. Was du merkst, sieht außer dir niemand.
bookmark-add = Merken
bookmark-remove = Nicht mehr merken
flash-kept = Gemerkt.
flash-let-go = Nicht mehr gemerkt.
posts-unread = Neu
posts-unread-comments = { $count ->
    [one] ein neuer Kommentar
   *[other] { $count } neue Kommentare
}
comments-first-unread = { $count ->
    [one] Zum neuen Kommentar
   *[other] Zum ersten von { $count } neuen Kommentaren
}

## Meldungen

report-title = Beitrag melden
report-lead-community = Die Meldung lesen die Gastgebenden von { $community }, mit deinem Namen.
report-author-not = Wer den Beitrag geschrieben hat, erfährt nicht, wer gemeldet hat.
report-author-hosts = Wer den Beitrag geschrieben hat, gehört zu den Gastgebenden und liest sie mit.
report-lead-outsiders = Die Meldung liest die Verwaltung dieser Instanz, denn in { $community } ist niemand von hier gastgebend. Sie liest weder deinen Namen noch den Beitrag.
report-lead = Die Meldung lesen die Menschen, die die Instanz verwalten, von der der Beitrag kommt.
report-reason = Was ist daran nicht in Ordnung?
report-reason-hint = Zum Beispiel: enthält Daten einer Bürgerin.
report-send = Melden
report-link = Melden
flash-reported = Gemeldet. Danke, dass du hinsiehst.
reports-title = Meldungen in { $community }
reports-list = Offene zuerst
reports-empty = Keine Meldungen
reports-empty-text = Was Mitglieder melden, steht hier, bis jemand entschieden hat.
reports-gone = Den Beitrag gibt es nicht mehr.
reports-how = Öffne den Beitrag, um ihn zu entfernen. Dann schließe hier die Meldung.
reports-decision = Was wurde entschieden?
reports-close = Meldung schließen
reports-closed = Geschlossen von { $person },
community-reports = { $count ->
    [0] Meldungen
    [one] Eine offene Meldung
   *[other] { $count } offene Meldungen
}

## Ohne Verbindung

offline-title = Keine Verbindung
offline-text = Dieses Gerät ist gerade nicht mit dem Netz verbunden, oder die Instanz antwortet nicht.
offline-typed = Was du schon abgeschickt hast, ist nicht verloren. Mit „Zurück“ kommst du wieder zu dem, was du geschrieben hast.
offline-again = Noch einmal versuchen

## Grenzen

error-too-many-reactions = Mehr als 24-mal am Tag nimmt ein Beitrag von einer Person keine Reaktion an. Zurücknehmen geht immer.
error-too-many-reports = Von dir kamen heute schon viele Meldungen. Sie sind angekommen. Morgen kannst du wieder melden.
error-too-many-follows = Du hast heute schon sehr viele Anfragen an Menschen und Gruppen gestellt. Morgen geht es weiter.

## Suchen, Hashtags, Darstellung

search-title = Suche
search-title-of = Suche: { $words }
search-field = Wonach suchst du?
search-hint = Wörter aus Beiträgen, Namen, Gruppen, ein Hashtag oder eine Adresse wie name@instanz.example
search-everything = In allem suchen
search-kinds = Art der Treffer
search-all = Alles
search-posts = Beiträge
search-people = Menschen
search-groups = Gruppen
search-order = Beiträge und Kommentare, die neuesten zuerst
search-comment-on = Kommentar zu
search-nothing = Nichts gefunden zu „{ $words }“
search-nothing-text = Versuche es mit weniger oder anderen Wörtern. Gefunden wird, was alle Wörter enthält. Menschen und Gruppen anderer Instanzen findest du auch mit ihrer ganzen Adresse.
search-log-in = Anmelden und mehr finden
search-more-posts = Alle { $count } Beiträge zeigen
search-more-people = Alle { $count } Menschen zeigen
search-more-groups = Alle { $count } Gruppen zeigen
search-pages = Seiten der Treffer
search-before = Vorige Seite
search-after = Nächste Seite
search-tag = Alle Beiträge mit { $tag }
search-not-known = Hier noch nicht bekannt
search-offer = Das kennt diese Instanz noch nicht. Sie kann bei { $host } nachsehen.
search-fetch = Dort nachsehen
error-search-nothing-there = Unter dieser Adresse gibt es nichts, was hier gezeigt werden kann. Prüfe die Schreibweise.
suggest-uses = { $count ->
    [one] ein Beitrag
   *[other] { $count } Beiträge
}
suggest-none = Keine Vorschläge
suggest-count = { $count ->
    [one] Ein Vorschlag. Mit Enter übernehmen.
   *[other] { $count } Vorschläge. Mit den Pfeiltasten wählen, mit Enter übernehmen.
}
markdown-tools = Text gestalten
markdown-bold = Fett
markdown-italic = Kursiv
markdown-link = Link
markdown-list = Liste
markdown-quote = Zitat
tag-follow = Hashtag folgen
tag-unfollow = Du folgst, nicht mehr folgen
tag-lead = Beiträge mit Hashtags, denen du folgst, stehen auch auf deiner Startseite.
tag-because = Weil du folgst:
tag-empty = Noch keine Beiträge
tag-empty-text = Schreibe #{ $tag } in einen Beitrag, dann steht er hier.
error-too-many-tags = Du folgst schon 200 Hashtags. Folge erst einem anderen nicht mehr.
appearance-title = Darstellung
appearance-lead = Diese Einstellungen gelten für diesen Browser.
appearance-theme = Farben
appearance-system = Wie das Gerät
appearance-system-hint = Hell oder dunkel, je nach Einstellung des Geräts
appearance-light = Hell
appearance-light-hint = Dunkle Schrift auf hellem Grund
appearance-dark = Dunkel
appearance-dark-hint = Helle Schrift auf dunklem Grund
appearance-shortcuts = Einzelne Tasten als Abkürzung
appearance-shortcuts-hint = Die Taste / springt in die Suche. Wer mit Sprache steuert, schaltet das besser aus.
appearance-save = Speichern

## Feeds

feed-subscribe = Als Feed abonnieren (Atom)

## Verwaltung

administration-title = Verwaltung
administration-overview = Übersicht
administration-look = Das braucht einen Blick
administration-all-well = Alles läuft. Gerade wartet nichts auf dich.
administration-have-a-look = Ansehen
administration-jobs-failed = { $count ->
    [one] Ein Auftrag ist gescheitert.
   *[other] { $count } Aufträge sind gescheitert.
}
administration-quarantined = { $count ->
    [one] Eine Aktivität wurde angehalten, weil ihre Verarbeitung mehrmals gescheitert ist.
   *[other] { $count } Aktivitäten wurden angehalten, weil ihre Verarbeitung mehrmals gescheitert ist.
}
administration-peers-in-trouble = { $count ->
    [one] Ein Server im Netz nimmt gerade nichts an.
   *[other] { $count } Server im Netz nehmen gerade nichts an.
}
administration-servers-held = { $count ->
    [one] Ein Server hat auf einmal lauter andere Schlüssel und wartet auf eine Entscheidung.
   *[other] { $count } Server haben auf einmal lauter andere Schlüssel und warten auf eine Entscheidung.
}
administration-peers-refused = { $count ->
    [one] Ein Server schickt immer wieder etwas, das hier abgewiesen wird.
   *[other] { $count } Server schicken immer wieder etwas, das hier abgewiesen wird.
}
administration-miscounted = { $count ->
    [one] Beim Nachzählen in der Nacht stimmte eine Zahl nicht, etwa die der Antworten unter einem Beitrag. Sie ist berichtigt. Das ist ein Fehler im Programm: Eine Meldung an die Entwicklung hilft.
   *[other] Beim Nachzählen in der Nacht stimmten { $count } Zahlen nicht, etwa die der Antworten unter einem Beitrag. Sie sind berichtigt. Das ist ein Fehler im Programm: Eine Meldung an die Entwicklung hilft.
}
administration-figures = In Zahlen
administration-count-people = Personen
administration-count-communities = Gruppen
administration-count-posts = Beiträge
administration-count-comments = Kommentare
administration-count-peers = Server im Netz
administration-count-waiting = wartende Zustellungen
administration-reports-open = { $count ->
    [one] Eine Meldung wartet auf eine Entscheidung.
   *[other] { $count } Meldungen warten auf eine Entscheidung.
}
administration-reason = Begründung
list-title = Liste
list-filter = Auswahl
list-pages = Seiten
list-before = Vorige Seite
list-after = Nächste Seite
list-nothing = Nichts gefunden
list-nothing-text = Andere Wörter oder „Alle“ helfen vielleicht weiter.
people-title = Personen
people-search = Name, Benutzername, Mailadresse oder Organisation
people-all = Alle
people-admins = Verwaltung
people-suspended = Gesperrt
people-is-suspended = Gesperrt
people-is-admin = Verwaltung
people-lately = In den letzten 30 Tagen aktiv
people-long-ago = Seit 30 Tagen nicht aktiv
person-active = Aktiv
person-suspended-since = Gesperrt wurde dieses Konto:
person-lift = Sperre aufheben
person-username = Benutzername
person-since = Konto angelegt
person-sessions = Angemeldete Browser
person-password = Passwort
person-has = Eingerichtet
person-has-not = Nicht eingerichtet
person-reset-mail = Mail mit Link senden
person-reset-mail-text = Passwort vergessen? Mit dem Link in der Mail lässt sich ein neues wählen. Er gilt eine Stunde.
person-reset-link = Link zum Weitergeben erzeugen
person-reset-link-text = Passwort vergessen? Mit einem Link lässt sich ein neues wählen. Er gilt eine Stunde und wird nur einmal angezeigt, weil hier keine Mail gesendet werden kann.
person-factor-text = Telefon und Ersatzcodes verloren? Ohne zweiten Faktor genügt wieder das Passwort.
person-remove-factor = Zweiten Faktor entfernen
person-mail = Mail
person-email = Mailadresse
person-email-hint = Hierhin gehen Links für ein neues Passwort. Leer: keine Mails.
person-rights = Rechte und Sperre
person-own = Das ist dein eigenes Konto. Rechte und Sperre kann nur jemand anders aus der Verwaltung ändern.
person-is-admin-text = Gehört zur Verwaltung: sieht diese Seiten und entscheidet über Personen, Server und Meldungen.
person-is-no-admin-text = Gehört nicht zur Verwaltung.
person-make-admin = In die Verwaltung aufnehmen
person-unmake-admin = Aus der Verwaltung nehmen
person-suspend = Konto sperren
person-suspend-text = Eine Sperre beendet alle Sitzungen und verhindert jede Anmeldung. Beiträge bleiben stehen. Die Sperre lässt sich wieder aufheben.
suspend-title = { $person } sperren
suspend-reason = Begründung
suspend-reason-hint = Die Person liest sie, wenn sie sich mit dem richtigen Passwort anmelden will. Sie steht auch im Protokoll.
suspend-now = Konto sperren
suspended-title = Dieses Konto ist gesperrt
suspended-happened = Die Verwaltung dieser Instanz hat das Konto gesperrt.
suspended-because = Die Verwaltung dieser Instanz hat das Konto gesperrt. Begründung: { $reason }
suspended-advice = Wenn du das für falsch hältst, wende dich an die Verwaltung. Beiträge bleiben stehen, bis dahin kann niemand das Konto benutzen.
invitations-title = Einladungen
invitations-list = Bisherige Einladungen
invitations-none = Noch keine.
invite-title = Jemanden einladen
invite-lead-mail = Der Link gilt { $days } Tage und für eine Person. Mit Mailadresse geht er per Mail hinaus, ohne wird er hier einmal angezeigt.
invite-lead-link = Der Link gilt { $days } Tage und für eine Person. Er wird hier einmal angezeigt, zum Weitergeben: Diese Instanz sendet keine Mails.
invite-name = Name
invite-name-hint = Das Formular schlägt ihn vor, zum Beispiel: Jörg Maß
invite-email-hint = Wird die Mailadresse des neuen Kontos.
invite-now = Einladen
invitation-nameless = Ohne Namen
invitation-row-until = gilt bis
invitation-row-open = Offen
invitation-row-used = Angenommen
invitation-row-expired = Abgelaufen
invitation-row-revoked = Zurückgezogen
invitation-revoke = Zurückziehen
invitation-link-title = Einladung zum Weitergeben
invitation-link-lead = Gib diesen Link an die eingeladene Person weiter, am besten persönlich.
reset-link-title = Link für ein neues Passwort
reset-link-lead = Gib diesen Link nur an die Person selbst weiter. Er gilt eine Stunde.
link-once = Der Link wird nur dieses eine Mal angezeigt.
link-done = Weiter
network-title = Netz
network-mode-open = Offen: Jeder Server darf mit uns Inhalte austauschen, solange keine Regel dagegen steht.
network-mode-cautious = Vorsichtig: Wer zum ersten Mal kommt, wartet auf eine Entscheidung.
network-mode-network = Nur das Netz: Inhalte werden nur mit Servern ausgetauscht, die eine Regel erlaubt.
network-mode-closed = Geschlossen: Es werden keine Inhalte mit anderen Servern ausgetauscht.
network-mode-where = Das legt die Konfiguration fest (federation.mode).
network-why = Warum kommt nichts an?
network-server = Adresse eines Servers
network-server-hint = Zum Beispiel beispiel.de. Auf der nächsten Seite steht, was für ihn gilt; dort lässt er sich auch sperren oder erlauben.
network-look-up = Nachsehen
network-met = Server, denen wir begegnet sind
network-search = Adresse, Name oder Software
network-all = Alle
network-troubled = Mit Störung
network-turned-away = Abgewiesen
network-nothing-text = Server stehen hier, sobald sie etwas senden oder jemand etwas von dort öffnet.
network-since = zuerst gesehen:
network-in-trouble = Nimmt nichts an
network-waiting = { $count ->
    [one] Eine wartet
   *[other] { $count } warten
}
network-success = Zuletzt zugestellt
network-no-success = Noch nichts zugestellt
dialect-unknown = Form noch unbekannt
dialect-forum = Forum
dialect-microblog = Mikroblog
dialect-own = Dienstweg
dialect-auto = Wie beobachtet
rules-title = Regeln
rules-lead = Eine Regel gilt für einen Server und alles unter seinem Namen. Sperren aus der Konfiguration gehen allem vor.
rule-held = Zurückgestellt
rule-held-since = seit
rule-held-text = Mit Schlüsseln weist sich ein Server gegenüber anderen aus. Alle Schlüssel dieses Servers waren auf einmal andere. Das kommt vor, wenn er neu aufgesetzt wurde, aber auch, wenn sein Name jetzt jemand anderem gehört, der sich für die Leute von dort ausgeben könnte. Was er sendet und was für ihn bestimmt ist, wartet.
rule-held-choice = Ruf an, wer ihn bisher betrieben hat, und frag, ob er neu aufgesetzt wurde. Wenn ja: „Server erlauben“, dann gelten die neuen Schlüssel. Wenn nein oder wenn niemand zu erreichen ist: weiter unten „Abtrennen“, dann enden auch die Mitgliedschaften.
rule-held-above = Das bestimmt die Regel für { $host }
rule-blocked = Gesperrt
rule-allowed = Erlaubt
rule-fixed = fest in der Konfiguration
rule-title = Sperren oder erlauben
rule-text = Sperren: Es wird nichts mehr mit diesem Server ausgetauscht. Erlauben: Er darf Inhalte austauschen, auch wenn die Instanz sonst nicht offen für ihn wäre.
rule-fixed-text = Das steht fest und lässt sich hier nicht ändern.
rule-reason-hint = Nur die Verwaltung liest sie.
rule-block = Server sperren
rule-allow = Server erlauben
rule-remove = Regel entfernen
neighbour-allowed = Darf Inhalte mit uns austauschen
neighbour-refused = Wird abgewiesen
neighbour-unknown = Diesem Server sind wir noch nie begegnet: Er hat nichts gesendet, und niemand hier hat etwas von dort geöffnet.
neighbour-troubled = Er hat zuletzt nichts angenommen. Der nächste Versuch:
neighbour-error = Fehlermeldung: { $error }
neighbour-waiting = { $count ->
    [one] Eine Zustellung wartet auf ihn.
   *[other] { $count } Zustellungen warten auf ihn.
}
neighbour-given-up = { $count ->
    [one] Eine Zustellung hat er endgültig abgelehnt oder dreißig Tage lang nicht angenommen.
   *[other] { $count } Zustellungen hat er endgültig abgelehnt oder dreißig Tage lang nicht angenommen.
}
neighbour-turned-away = { $count ->
    [one] Von dem, was er in den letzten sieben Tagen geschickt hat, wurde hier eines abgewiesen.
   *[other] Von dem, was er in den letzten sieben Tagen geschickt hat, wurde hier { $count }-mal etwas abgewiesen.
}
neighbour-well = Von uns aus steht nichts im Weg. Fehlt trotzdem etwas, liegt es am anderen Server, oder niemand hier ist dort Mitglied.
neighbour-retry = Jetzt erneut versuchen
neighbour-known = Was wir von ihm wissen
neighbour-name = Name
neighbour-software = Software
neighbour-not-known = Nicht bekannt
neighbour-since = Zuerst gesehen
neighbour-success = Zuletzt zugestellt
neighbour-queue = Wartende Zustellungen
neighbour-dialect = Form der Weitergabe
neighbour-dialect-set = festgelegt
neighbour-dialect-change = Form der Weitergabe festlegen
neighbour-dialect-text = Foren wie Lemmy bekommen aus Gruppen alles, Mikroblogs wie Mastodon nur die Anfänge. Nötig ist das nur, wenn die Beobachtung falsch ist.
policy-reason = Begründung: { $reason }
policy-bad-host = Das ist kein Name eines Servers.
policy-own-host = Das ist diese Instanz selbst.
policy-hard-block = Die Konfiguration sperrt { $host } und alles darunter.
policy-block = Eine Regel sperrt { $host } und alles darunter.
policy-allow = Eine Regel erlaubt { $host } und alles darunter.
policy-held = Alle Schlüssel von { $host } waren auf einmal andere. Bis die Verwaltung entschieden hat, wird nichts mit diesem Server ausgetauscht.
policy-network = Die Liste des Netzes { $host } entscheidet.
policy-community = Eine Gruppe hat das für sich so festgelegt.
policy-person = Eine Person hat das für sich so festgelegt.
policy-mode-open = Keine Regel nennt ihn, und die Instanz ist offen.
policy-mode-hold = Keine Regel nennt ihn; wer zum ersten Mal kommt, wartet auf eine Entscheidung.
policy-mode-refuse = Keine Regel nennt ihn, und die Instanz tauscht nur mit erlaubten Servern Inhalte aus.
quarantine-title = Angehaltenes
quarantine-lead = Aktivitäten anderer Server, die wir mehrmals nicht verarbeiten konnten. Es liegt an uns, nicht an ihnen; ihr Inhalt wird hier nicht gezeigt.
quarantine-empty = Nichts angehalten
quarantine-empty-text = Alles, was ankam, wurde verarbeitet.
set-aside-attempts = { $count ->
    [one] ein Versuch
   *[other] { $count } Versuche
}
set-aside-retry = Erneut versuchen
set-aside-discard = Verwerfen …
set-aside-discard-text = Es wird dann nie mehr versucht. Das lässt sich nicht rückgängig machen.
set-aside-discard-now = Endgültig verwerfen
jobs-title = Aufträge
jobs-lead = Arbeit, die der Server im Hintergrund erledigt. Was achtmal scheitert, wird hier angehalten.
jobs-failed = Gescheitert
jobs-none-failed = Kein Auftrag ist gescheitert.
jobs-waiting = Wartend
jobs-none-waiting = Gerade wartet kein Auftrag.
jobs-failed-at = Gescheitert
jobs-turn = An der Reihe
job-resume = Angekommenes weiter verarbeiten
job-probe = Einen Server fragen, wer er ist
job-history = Frühere Beiträge einer Gruppe holen
job-look-again = Nachsehen, ob es einen Beitrag auf seinem Server noch gibt
job-media = Nicht mehr gebrauchte Bilder wegräumen
job-mail = Eine Mail senden
admin-reports-title = Meldungen
admin-reports-lead = Meldungen, über die keine Gastgebenden hier entscheiden: über Personen, über Beiträge außerhalb von Gruppen, in öffentlichen Gruppen anderswo und in Gruppen, in denen niemand von hier gastgebend ist. Und solche, die in Gruppen hier seit sieben Tagen offen sind.
admin-reports-empty-text = Was gemeldet wird und bei der Verwaltung landet, steht hier, bis jemand entschieden hat.
admin-report-overdue = Seit sieben Tagen offen
admin-report-post = Beitrag:
admin-report-person = Es geht um:
admin-report-community = Gruppe:
admin-report-account = Konto ansehen
admin-report-hidden = Der Beitrag ist nicht für alle bestimmt; hier ist er deshalb nicht zu lesen.
record-title = Protokoll
record-lead = Was in der Verwaltung entschieden wurde: wer, was, wann und warum.
record-empty = Noch nichts.
record-command-line = Kommandozeile
record-older = Ältere Einträge
record-suspended = Konto { $about } gesperrt
record-lifted = Sperre des Kontos { $about } aufgehoben
record-reset-sent = Link für ein neues Passwort an { $about } gegeben
record-factor-removed = Zweiten Faktor von { $about } entfernt
record-made-admin = { $about } in die Verwaltung aufgenommen
record-unmade-admin = { $about } aus der Verwaltung genommen
record-email-changed = Mailadresse von { $about } geändert
record-invited = Eingeladen: { $about }
record-invitation-revoked = Einladung zurückgezogen: { $about }
record-blocked = Server { $about } gesperrt
record-allowed = Server { $about } erlaubt
record-rule-removed = Regel für { $about } entfernt
record-dialect-set = Form der Weitergabe für { $about } festgelegt
record-peer-retried = Server { $about } erneut versucht
record-activity-retried = Angehaltene Aktivität erneut versucht: { $about }
record-activity-discarded = Angehaltene Aktivität verworfen: { $about }
record-job-retried = Auftrag erneut versucht: { $about }
record-job-discarded = Auftrag verworfen: { $about }
record-report-closed = Meldung geschlossen: { $about }
record-setting-changed = Einstellung geändert: { $about }
flash-suspended = Das Konto ist gesperrt.
flash-lifted = Die Sperre ist aufgehoben.
flash-letter-sent = Die Mail ist unterwegs.
flash-trying-again = Es wird jetzt erneut versucht.
flash-discarded = Verworfen.
error-suspended = Dieses Konto ist gesperrt.
error-suspension-reason = Eine Begründung fehlt. Die Person soll wissen, warum.
error-suspended-already = Dieses Konto ist gesperrt.
error-not-suspended = Dieses Konto ist nicht gesperrt.
error-administration-oneself = Das eigene Konto kann nur jemand anders aus der Verwaltung sperren oder herausnehmen.
error-last-admin = Danach könnte niemand mehr die Instanz verwalten. Nimm zuerst jemand anders in die Verwaltung auf.
error-invitation-closed = Diese Einladung ist nicht mehr offen.
error-host-own = Das ist diese Instanz selbst. Nimm die Adresse eines anderen Servers.
error-no-rule = Für genau diesen Server gibt es keine Regel.
error-not-set-aside = Diese Aktivität ist nicht mehr angehalten. Vielleicht war jemand schneller.
error-job-gone = Diesen Auftrag gibt es nicht mehr, oder er läuft gerade.
error-report-closed = Diese Meldung hat schon jemand geschlossen.
error-decision-missing = Schreibe kurz auf, was entschieden wurde.
record-account-made = Konto { $about } angelegt
record-password-set = Passwort von { $about } neu gesetzt
record-keys-rotated = Neue Schlüssel für { $about }

## Einrichtung, Einstellungen und Angaben der Instanz

setting-fixed = Das legt die Konfiguration des Servers fest. Ändern lässt es sich nur dort.
setting-name = Name der Plattform
setting-name-hint = Er steht oben auf jeder Seite und in Mails, zum Beispiel: RUDI.
setting-description = Beschreibung
setting-description-hint = Ein bis zwei Sätze für Menschen, die noch nie davon gehört haben.
setting-language = Sprache und Anrede
setting-accent = Farbe für Schaltflächen und Links
setting-accent-hint = Zum Beispiel #1f45ab. Leer gilt das übliche Blau. Für dunkle Bildschirme wird der Ton von selbst aufgehellt.
setting-accent-proposal = Der nächste lesbare Ton ist { $colour }.
setting-accent-take = Diesen Ton nehmen
setting-logo = Logo
setting-logo-hint = JPEG, PNG, GIF oder WebP, höchstens 8 MB. Am besten mit durchsichtigem Grund; es erscheint oben links.
setting-logo-now = Das Logo, wie es jetzt ist
setting-logo-remove = Logo entfernen
setting-joining = Wer darf mitmachen?
setting-joining-nobody = Niemand Neues; auch Einladungen gelten nicht
setting-joining-invitation = Wer eingeladen wurde
setting-joining-domains = Wer eingeladen wurde oder eine Mailadresse bestimmter Domains hat
setting-joining-everybody = Alle mit einer Mailadresse
setting-domains = Domains der Mailadressen
setting-domains-hint = Zum Beispiel: stadt-musterburg.de, kreis-musterland.de. Unterdomains zählen nicht mit.
setting-joining-mail = Wer sich selbst anmeldet, bekommt einen Link an die eigene Mailadresse. Dafür muss der Mailversand eingerichtet sein.
setting-mail-lead = Über diesen Mailserver gehen Einladungen, Links für vergessene Passwörter und Mitteilungen hinaus. Ohne ihn gibt die Administration Links selbst weiter.
setting-mail-server = Mailserver
setting-mail-server-hint = Zum Beispiel mail.beispiel.de, bei einem unüblichen Anschluss mail.beispiel.de:2525. Leer: keine Mails.
setting-mail-protection = Verschlüsselung
setting-mail-tls = TLS von Anfang an (Port 465)
setting-mail-starttls = STARTTLS (Port 587)
setting-mail-none = Keine, nur für einen Mailserver auf demselben Rechner
setting-mail-user = Benutzername beim Mailserver
setting-mail-password = Passwort beim Mailserver
setting-mail-password-kept = Leer bleibt das bisherige. Es steht in der Datenbank und wird nie angezeigt.
setting-mail-from = Absender
setting-mail-from-hint = Zum Beispiel: RUDI <rudi@beispiel.de>.
setting-contact = Kontaktadresse
setting-contact-hint = Eine Mailadresse, unter der die Administration erreichbar ist. Sie ist öffentlich.
setting-mail-test = Testmail senden
setting-mail-test-to = Testmail an
setting-mail-test-hint = Die Mail geht sofort mit den Angaben oben hinaus. Gespeichert wird dabei nichts.
setting-mail-test-sent = Der Mailserver hat eine Mail an { $to } angenommen. Sieh nach, ob sie ankommt.
setting-mail-test-failed = Die Mail ging nicht hinaus. Antwort: { $cause }
setting-statements-gaps = Stellen in doppelten eckigen Klammern sind Lücken. Ein Text mit Lücken lässt sich speichern, wird aber noch nicht gezeigt. Überschriften beginnen mit ##.
error-instance-name-missing = Gib der Plattform einen Namen.
error-instance-name-too-long = Der Name ist zu lang. Nimm höchstens 60 Zeichen.
error-instance-description-too-long = Die Beschreibung ist zu lang. Nimm höchstens 500 Zeichen.
error-colour-form = Das ist keine Farbe. Sie hat die Form #1f45ab.
error-colour-too-light = Diese Farbe ist zu hell: Text darin wäre auf Weiß schlecht zu lesen. Das Kontrastverhältnis muss mindestens 4,5 zu 1 sein.
error-registration-missing = Wähle aus, wer mitmachen darf.
error-domains = Das sind keine Domains. Sie haben die Form beispiel.de und werden mit Komma getrennt.
error-domains-missing = Nenne mindestens eine Domain, oder wähle etwas anderes.
error-mail-server = Das ist kein Mailserver. Er hat die Form mail.beispiel.de oder mail.beispiel.de:2525.
error-mail-server-missing = Nenne zuerst den Mailserver.
error-mail-from = Das ist kein Absender. Er hat die Form Name <name@beispiel.de>.
error-mail-open = Ohne Verschlüsselung ginge das Passwort offen durchs Netz. Wähle TLS oder STARTTLS.
error-joining-closed = Gerade nimmt diese Plattform niemand Neues auf. Unter Verwaltung, Beitritt lässt sich das ändern.
error-registration-closed = Hier kann man sich nicht selbst anmelden. Frag nach einer Einladung.
error-registration-domain = Mit einer Adresse dieser Domain kann man sich hier nicht anmelden. Nimm deine dienstliche Mailadresse.
register-title = Konto anlegen
register-lead = Gib deine Mailadresse an. Du bekommst einen Link, mit dem es weitergeht.
register-domains = Anmelden können sich Menschen mit einer Adresse von: { $domains }.
register-email = E-Mail-Adresse
register-submit = Link schicken
register-sent = Sieh in dein Postfach: Ein Link ist unterwegs.
register-sent-advice = Kommt nichts an, sieh im Spam-Ordner nach. Gibt es mit dieser Adresse schon ein Konto, kommt keine Mail; melde dich dann an oder fordere ein neues Passwort an.
legal-imprint = Impressum
legal-privacy = Datenschutz
legal-accessibility = Barrierefreiheit
legal-missing = Dieser Text ist noch in Arbeit.
legal-contact = Kontakt:
legal-fill = Text bearbeiten
legal-gaps = { $count ->
    [one] In diesem Text ist noch eine Lücke. Andere sehen ihn noch nicht.
   *[other] In diesem Text sind noch { $count } Lücken. Andere sehen ihn noch nicht.
}
administration-look-title = Aussehen
administration-joining = Beitritt
administration-mail = Mail
administration-statements = Texte
administration-mail-queue = Wartende Mails
administration-mail-waiting = { $count ->
    [one] Eine Mail wartet auf den Versand.
   *[other] { $count } Mails warten auf den Versand.
}
administration-mail-failed = { $count ->
    [one] Eine Mail wurde nach vielen Versuchen zur Seite gelegt.
   *[other] { $count } Mails wurden nach vielen Versuchen zur Seite gelegt.
}
setup-title = Diese Plattform einrichten
setup-lead = In sechs Schritten ist alles bereit. Es dauert etwa zehn Minuten.
setup-resume = Unterbrechen ist erlaubt: Was eingegeben wurde, bleibt in diesem Browser 24 Stunden lang erreichbar. Alles lässt sich später ändern.
setup-begin = Einrichtung beginnen
setup-next = Speichern und weiter
setup-step-names = Name und Beschreibung
setup-step-administrator = Dein Konto für die Administration
setup-step-look = Sprache, Farbe und Logo
setup-step-joining = Wer mitmachen darf
setup-step-mail = Mailversand
setup-step-statements = Impressum, Datenschutz, Barrierefreiheit
setup-address = Adresse:
setup-address-hint = Die Adresse steht in der Konfiguration (instance.origin). Sie lässt sich nicht mehr ändern, sobald andere Server sie kennen.
setup-address-same = Unter dieser Adresse ist die Plattform gerade erreichbar.
setup-address-other = Der Browser hat eine andere Adresse aufgerufen: { $host }. Prüfe instance.origin und ob der Proxy den Host-Header weitergibt.
setup-address-https = Die Verbindung ist verschlüsselt (https).
setup-address-proto = Der Proxy meldet eine unverschlüsselte Verbindung. Prüfe, ob er überall https verlangt.
setup-address-local = Diese Adresse gilt nur auf diesem Rechner. Zum Ausprobieren ist das gut.
setup-address-http = Die Verbindung ist nicht verschlüsselt. Setze instance.origin auf eine Adresse mit https.
setup-administrator-lead = Mit diesem Konto verwaltest du die Plattform und nimmst selbst teil.
setup-administrator-name = Dein Name
setup-administrator-email = Deine E-Mail-Adresse
setup-administrator-email-hint = Für Links, wenn das Passwort vergessen ist. Andere sehen sie nicht.
setup-username-hint = Zum Anmelden. Er lässt sich nicht ändern.
setup-password-kept = Leer bleibt das Passwort, das du schon gewählt hast.
setup-check = Angaben prüfen
setup-change = Ändern
setup-nothing = keine Angabe
setup-statement-finished = fertig
setup-statement-gaps = { $count ->
    [one] gespeichert, noch eine Lücke
   *[other] gespeichert, noch { $count } Lücken
}
setup-missing = Ein Schritt fehlt noch:
setup-finish-lead = Danach ist die Plattform für alle erreichbar, und du bist angemeldet.
setup-finish = Einrichtung abschließen
flash-set-up = Die Plattform ist eingerichtet. Willkommen!
setup-under-way = Diese Instanz wird gerade eingerichtet
setup-under-way-text = Bald ist hier eine Plattform für den Austausch zwischen Verwaltungen.
setup-under-way-advice = Komm später wieder. Wer sie einrichtet, nimmt den Link, den das Programm beim Start ausgibt.
setup-under-way-go-on = Unter /einrichten geht es mit der Einrichtung weiter.
setup-link-closed = Dieser Link gilt nicht mehr
setup-link-advice = Einen neuen Link gibt auf dem Server der Befehl dienstweg admin setup-link aus, oder ein Neustart. Was schon eingegeben wurde, bleibt erhalten.
setup-done = Diese Plattform ist schon eingerichtet
setup-done-advice = Melde dich an, um sie zu verwalten.
error-setup-link = Der Link ist abgelaufen, unvollständig oder wurde durch einen neueren ersetzt.
error-setup-used = Der Link wurde schon benutzt. Er öffnet die Einrichtung nur einmal.
error-setup-done = Es gibt schon jemanden, der diese Plattform verwaltet.
error-setup-incomplete = Das Konto für die Administration fehlt noch.

## Barrieren

barrier-title = Barriere melden
barrier-lead = Etwas lässt sich nicht lesen, nicht bedienen oder nicht verstehen? Sag es uns, auch ohne Anmeldung. Wir kümmern uns darum.
barrier-words = Was funktioniert nicht?
barrier-words-hint = Was wolltest du tun, und was ist passiert? Hilfreich ist auch, womit du arbeitest, zum Beispiel mit einem Screenreader.
barrier-page = Auf welcher Seite?
barrier-page-hint = Die Adresse oder die Überschrift der Seite.
barrier-email = Mailadresse für eine Antwort
barrier-email-hint = Wir brauchen sie nur, wenn du eine Antwort möchtest, und löschen sie, sobald die Sache erledigt ist.
barrier-send = Melden
barrier-sent = Danke, die Meldung ist angekommen.
barrier-sent-advice = Wer für diese Plattform zuständig ist und welche Fristen gelten, steht hier:
barriers-title = Barrieren
barriers-lead = Das haben Menschen auf den Seiten dieser Plattform nicht lesen, bedienen oder verstehen können.
barriers-empty = Niemand hat eine Barriere gemeldet
barriers-empty-text = Gemeldet wird am Ende jeder Seite, auch ohne Anmeldung.
barriers-contact = Antwort erbeten an:
barriers-resolve = Erledigt
barriers-resolved = Erledigt von { $person }
administration-barriers-open =
    { $count ->
        [one] Eine gemeldete Barriere wartet.
       *[other] { $count } gemeldete Barrieren warten.
    }
record-barrier-resolved = Gemeldete Barriere erledigt: { $about }
error-barrier-words-missing = Beschreib, was nicht funktioniert.
error-barrier-words-long = Das ist zu lang. 5.000 Zeichen sind möglich.
mail-barrier-subject = { $instance }: Jemand hat eine Barriere gemeldet
mail-barrier-text = Auf einer Seite der Plattform kommt jemand nicht weiter:
mail-barrier-page = Seite: { $page }
mail-barrier-action = Zu den gemeldeten Barrieren
mail-barrier-contact = Antwort erbeten an: { $contact }

## Überblick

digest-title = Was habe ich verpasst?
digest-period = Zeitraum
digest-days =
    { $days ->
        [one] Seit gestern
       *[other] { $days } Tage
    }
digest-nothing = Nichts verpasst
digest-nothing-text = In diesem Zeitraum ist nichts, was du noch nicht gesehen hast.
digest-waiting = Das wartet auf dich
digest-all-notifications = Alle Mitteilungen
digest-news = Das ist neu
digest-elsewhere = Von Menschen und zu Themen, denen du folgst
digest-beginnings =
    { $count ->
        [one] Ein neuer Beitrag
       *[other] { $count } neue Beiträge
    }
digest-comments =
    { $count ->
        [one] Ein neuer Kommentar
       *[other] { $count } neue Kommentare
    }
digest-more =
    { $count ->
        [one] und ein weiterer Beitrag
       *[other] und { $count } weitere Beiträge
    }
## Protokoll der Gastgebenden
decisions-link = Protokoll der Gastgebenden
decisions-title = Protokoll von { $community }
decisions-lead = Was Gastgebende entschieden haben, und warum. Lesen können es alle Mitglieder.
decisions-elsewhere = Die Gruppe ist auf { $instance } zu Hause. Hier steht, was ihre Instanz mitgeteilt hat, seit jemand von hier Mitglied ist.
decisions-list = Neueste zuerst
decisions-empty = Noch keine Entscheidungen
decisions-empty-text = Wenn Gastgebende etwas entfernen, anheften oder schließen, jemanden ausschließen oder gastgebend machen, steht es hier.
decisions-removed = Entfernt
decisions-restored = Wieder gezeigt
decisions-banned = Ausgeschlossen
decisions-banned-until = Ausgeschlossen { $until }
decisions-readmitted = Wieder zugelassen
decisions-appointed = Gastgebend gemacht
decisions-dismissed = Nicht mehr gastgebend
decisions-pinned = Angeheftet
decisions-unpinned = Nicht mehr angeheftet
decisions-locked = Gespräch geschlossen
decisions-unlocked = Gespräch wieder geöffnet
decisions-a-post = ein Beitrag
decisions-a-comment = ein Kommentar
decisions-somebody = jemand, der nicht mehr hier ist
decisions-hosts = Gastgebende

## Meldungen ohne Anmeldung
report-visitor = Jemand ohne Anmeldung
report-lead-visitor = Die Meldung lesen die Gastgebenden von { $community }. Wer meldet, erfahren sie nicht.
report-passed-on = Sie wird dafür an { $instance } weitergegeben.
report-email = E-Mail-Adresse für Rückfragen
report-email-hint = Sehen kann sie nur die Verwaltung dieser Instanz, nicht die Gastgebenden. Sie wird nicht weitergegeben und gelöscht, sobald entschieden ist.
report-contact = Für Rückfragen:
flash-reported-elsewhere = Gemeldet und an die zuständige Instanz weitergegeben. Danke!
error-too-many-reports-of-visitors = Heute kamen schon sehr viele Meldungen ohne Anmeldung. Sie sind angekommen. Wer angemeldet ist, kann weiter melden; dringende Fälle nimmt die Adresse im Impressum.

## Neues, ohne neu zu laden
live-comments-show = { $count ->
    [one] Ein neuer Kommentar – anzeigen
   *[other] { $count } neue Kommentare – anzeigen
}

## Entwürfe
draft-from = Entwurf von { $when }
draft-of-day = Entwurf vom { $when }
draft-discard = Verwerfen
draft-kept = Entwurf gespeichert
draft-nothing = Kein Entwurf gespeichert
draft-newer = Anderswo wurde an diesem Entwurf weitergeschrieben. Der Text hier ist deshalb nicht als Entwurf gespeichert.
draft-replace = Diesen Text behalten
draft-load = Den anderen Entwurf öffnen
draft-failed = Der Entwurf ist nicht gespeichert. Beim nächsten Tippen wird es wieder versucht.
draft-logged-out = Der Entwurf ist nicht gespeichert: Die Anmeldung ist abgelaufen. Der Text geht beim Absenden nicht verloren.
## Eigene Daten
data-title = Eigene Daten
data-lead = Dein Profil und alles, was du hier geschrieben hast, gehört dir.
data-nameless = Was du ohne Namen geschrieben hast, ist nicht dabei: niemand weiß, dass es von dir ist.
data-leave = Dein Profil, deine Beiträge und deine Kommentare werden gelöscht, hier und auf den anderen Servern, die davon eine Kopie haben. Vorher hast du sieben Tage Zeit, es dir anders zu überlegen.
data-leave-go = Weiter zum Löschen
data-leaving = Dein Konto wird gelöscht
data-leaving-text = Bis dahin ist alles wie gewohnt, und du kannst das Konto behalten. Danach lässt sich nichts wiederherstellen.
data-stay = Konto behalten
export-title = Daten mitnehmen
export-lead = Wir stellen alles zusammen, was zu dir gehört: Profil, Beiträge, Kommentare, Bilder, Reaktionen, Gruppen, wem du folgst, Gemerktes und Mitteilungen. Du bekommst eine ZIP-Datei mit einer Seite zum Lesen und mit Dateien, die andere Plattformen verstehen.
export-password-hint = Damit niemand anders an deinem Gerät deine Daten mitnimmt.
export-ask = Daten zusammenstellen
export-making = Deine Daten werden zusammengestellt. Das dauert meist nur wenige Minuten.
export-look = Nachsehen, ob sie fertig sind
export-ready = Deine Daten liegen bereit. Nur du kannst sie herunterladen, bis { $until }.
export-download = Herunterladen ({ $size })
export-again = Neu zusammenstellen
export-megabytes = { $count } MB
export-kilobytes = { $count } kB
flash-export-asked = Deine Daten werden zusammengestellt.
error-export-already = Deine Daten werden schon zusammengestellt.
export-page-title = Daten von { $person }
export-page-made = Aus { $instance }, Stand: { $made }
export-page-following = Folgt
export-page-hashtags = Gefolgte Hashtags
export-page-posts = Beiträge
export-page-comments = Kommentare
export-page-nothing = Nichts.
export-page-pictures = Bilder
export-page-files = Weitere Dateien
export-page-activitystreams = Profil und alle Aktivitäten als ActivityStreams, für andere Software
export-page-tables = Tabellen, die zum Beispiel Mastodon einliest
export-page-data = Konto, Reaktionen, Mitteilungen und angemeldete Geräte
departure-title = Konto löschen
departure-lead = Nach deiner Bestätigung hast du sieben Tage Zeit, es dir anders zu überlegen: Melde dich an und wähle „Konto behalten“. Danach lässt sich nichts wiederherstellen.
departure-goes = Das wird gelöscht
departure-goes-profile = dein Profil mit Name, Bild und allen Angaben
departure-goes-posts = deine Beiträge, Kommentare und Bilder; wo andere geantwortet haben, steht nur noch, dass etwas gelöscht wurde
departure-goes-relations = Reaktionen, Mitgliedschaften, wem du folgst und wer dir folgt, Gemerktes und Mitteilungen
departure-goes-login = Anmeldung, E-Mail-Adresse, Passwort und alle angemeldeten Geräte
departure-elsewhere = Alle Server, die etwas von dir haben, bekommen Bescheid. Server mit Dienstweg löschen es dann ebenso. Bei anderer Software können wir darum nur bitten.
departure-stays = Das bleibt
departure-stays-others = was andere geschrieben haben, auch wenn du darin vorkommst
departure-stays-decisions = was du als gastgebende oder verwaltende Person über andere entschieden hast, mit der Begründung, aber ohne deinen Namen
departure-stays-nameless = was du ohne Namen geschrieben hast: niemand weiß, dass es von dir ist, auch wir nicht
departure-stays-name = der Benutzername { $username } bleibt gesperrt, damit niemand für dich gehalten wird
departure-stays-backups = Sicherungskopien dieser Instanz, bis sie überschrieben werden
departure-alone = Hier bist nur du gastgebend
departure-alone-text = Gib die Rolle vorher weiter, auf der Seite der Mitglieder. Sonst übernimmt sie jemand aus der Verwaltung dieser Instanz:
departure-last-admin-go = Zu den Personen
departure-password-hint = Damit niemand anders an deinem Gerät das Konto löscht.
departure-username = Benutzername
departure-username-hint = Gib zur Bestätigung deinen Benutzernamen ein: { $username }
error-departure-username = Das ist nicht dein Benutzername.
error-departure-last-admin = Du verwaltest diese Instanz allein. Nimm zuerst jemand anders in die Verwaltung auf, dann kannst du dein Konto löschen.
error-departure-already = Die Löschung dieses Kontos ist schon vorgemerkt.
flash-leaving = Dein Konto wird in sieben Tagen gelöscht.
flash-staying = Dein Konto bleibt.
layout-leaving = Dein Konto wird gelöscht: { $until }.
layout-leaving-back = Konto behalten
person-departed = Gelöschtes Konto
mail-departure-subject = Dein Konto bei { $instance } wird gelöscht
mail-departure-text = Du hast darum gebeten, dein Konto zu löschen. Das geschieht zu diesem Zeitpunkt: { $until }.
mail-departure-back = Hast du es dir anders überlegt, oder warst du das nicht? Dann melde dich vorher an und wähle „Konto behalten“.
mail-departure-action = Konto behalten

## Ruhezeiten
quiet-title = Ruhezeiten
quiet-lead = In dieser Zeit meldet sich die Glocke nicht von selbst. Es geht nichts verloren: Alle Mitteilungen stehen hier.
quiet-from = Von
quiet-to = Bis
quiet-to-hint = Früher als „Von“ heißt: am nächsten Tag. Beide Felder leer heißt: keine Ruhezeiten.
quiet-days = An diesen Tagen
quiet-monday = Montag
quiet-tuesday = Dienstag
quiet-wednesday = Mittwoch
quiet-thursday = Donnerstag
quiet-friday = Freitag
quiet-saturday = Samstag
quiet-sunday = Sonntag
error-quiet-time = Gib eine Uhrzeit an, zum Beispiel 18:00. Sollen keine Ruhezeiten gelten, lass beide Felder leer.
error-quiet-days = Wähle mindestens einen Tag.

## Passkeys
passkeys-title = Passkeys
passkeys-lead = Mit einem Passkey meldest du dich ohne Namen, Passwort und Code an. Dein Gerät fragt nach Fingerabdruck, Gesicht oder PIN; was du ihm zeigst, bleibt im Gerät.
passkeys-none = Du hast noch keinen Passkey.
passkeys-count = { $count ->
    [one] Du hast einen Passkey.
   *[other] Du hast { $count } Passkeys.
}
passkeys-manage = Passkeys verwalten
passkeys-add = Passkey hinzufügen
passkeys-missing = Dieser Browser kann hier keine Passkeys verwenden: Er kennt sie nicht, oder JavaScript ist ausgeschaltet.
passkey-since = Hinzugefügt:
passkey-unused = Noch nicht benutzt
passkey-suspected = Abgewiesen am { $at }: Der Zähler dieses Passkeys ging zurück. Vielleicht gibt es eine Kopie. Entferne ihn und füge einen neuen hinzu.
passkey-remove = Entfernen
passkey-remove-title = „{ $name }“ entfernen
passkey-remove-lead = Danach meldet dich dieser Passkey hier nicht mehr an. Auf dem Gerät bleibt er, bis du ihn dort löschst. Zeig zuerst, dass du es bist.
passkey-new-lead = Zeig zuerst, dass du es bist. Danach fragt der Browser, wo der Passkey liegen soll.
passkey-next = Weiter
passkey-confirm = Mit einem Passkey bestätigen
passkey-or = oder
passkey-create = Passkey anlegen
passkey-create-lead = Der Browser fragt gleich, wo der Passkey liegen soll: auf diesem Gerät, auf dem Telefon oder auf einem Sicherheitsschlüssel.
passkey-name = Name des Passkeys
passkey-name-hint = Woran du ihn in der Liste erkennst, zum Beispiel Diensthandy.
passkey-login = Mit Passkey anmelden
passkey-cancelled = Das wurde abgebrochen oder hat zu lange gedauert. Versuche es noch einmal.
passkey-already = Auf diesem Gerät gibt es schon einen Passkey für dein Konto.
passkey-unable = Mit diesem Browser oder Gerät geht das hier nicht. Versuche es mit einem anderen, oder nimm dein Passwort.
passkey-unreachable = Die Seite ist zu lange offen, oder es gibt keine Verbindung. Lade sie neu und versuche es noch einmal.
passkey-too-often = Das war zu oft in kurzer Zeit. Warte eine Viertelstunde, oder nimm dein Passwort.
flash-passkey-added = Der Passkey ist angelegt. Ab jetzt kannst du dich damit anmelden.
flash-passkey-removed = Der Passkey ist entfernt.
error-passkey = Dieser Passkey passt nicht, oder es hat zu lange gedauert. Versuche es noch einmal, oder nimm dein Passwort.
error-passkey-suspected = Dieser Passkey wurde abgewiesen: Sein Zähler ging zurück, vielleicht gibt es eine Kopie. Melde dich mit dem Passwort an, entferne ihn und füge einen neuen hinzu.
error-passkey-not-added = Der Passkey konnte nicht geprüft werden und ist hier nicht eingetragen. Versuche es noch einmal. Lösche ihn vorher auf dem Gerät, falls er dort steht.
error-passkey-known = Dieser Passkey ist hier schon eingetragen.
error-passkey-none = Es gibt keinen Passkey, mit dem du das bestätigen kannst.
error-passkey-last = Dieser Passkey ist dein einziger Weg herein. Lege zuerst ein Passwort fest, oder füge einen anderen Passkey hinzu.
error-passkeys-full = Mehr als 20 Passkeys kann niemand haben. Entferne zuerst einen, den du nicht mehr brauchst.
mail-passkey-added-subject = Neuer Passkey für dein Konto bei { $instance }
mail-passkey-added-text = Mit diesem Passkey kann man sich jetzt bei deinem Konto anmelden: { $name }.
mail-passkey-removed-subject = Ein Passkey wurde von deinem Konto bei { $instance } entfernt
mail-passkey-removed-text = Mit diesem Passkey kann man sich nicht mehr bei deinem Konto anmelden: { $name }.
mail-passkey-suspected-subject = Ein Passkey für dein Konto bei { $instance } wurde abgewiesen
mail-passkey-suspected-text = Bei diesem Passkey ging der Zähler zurück: { $name }. So ist es, wenn es eine Kopie gibt und beide benutzt werden. Niemand kam damit herein.
mail-passkey-suspected-advice = Entferne diesen Passkey, füge einen neuen hinzu und sag der Administration Bescheid.
mail-passkey-not-me = Warst du das nicht? Dann sieh deine Passkeys durch, ändere dein Passwort und sag der Administration Bescheid.
mail-passkey-action = Passkeys ansehen
## Bilder in Kommentaren
comment-pictures = Bilder hinzufügen
error-picture-not-kept = Das Bild konnte gerade nicht gespeichert werden. Das liegt an uns, nicht an der Datei. Versuche es in einigen Minuten noch einmal.

## Liste der Entwürfe
drafts-title = Entwürfe
drafts-lead = Was du angefangen und noch nicht veröffentlicht hast. Nur du siehst es. Nach 30 Tagen ohne Änderung wird ein Entwurf gelöscht.
drafts-newest = Neueste zuerst
drafts-all = Alle Entwürfe
drafts-count = { $count ->
    [one] Ein Entwurf
   *[other] { $count } Entwürfe
}
drafts-beginning = Neuer Beitrag in { $community }
drafts-answer = Antwort auf: { $title }
drafts-edit = Änderung an: { $title }
drafts-gone = Den Beitrag oder die Gruppe dazu kannst du nicht mehr sehen.
drafts-whole = Ganzen Text zeigen, zum Kopieren
drafts-text = Text des Entwurfs
drafts-continue = Weiterschreiben
drafts-discarded = Verworfen:
drafts-undo = Rückgängig machen
drafts-taken = Dort gibt es inzwischen einen anderen Entwurf. Noch nicht wiederhergestellt:
drafts-replace = Den anderen ersetzen
drafts-empty = Keine Entwürfe
drafts-empty-text = Was du schreibst, wird hier aufgehoben, bis du es veröffentlichst.
flash-draft-back = Der Entwurf ist wieder da.

## Nachricht über fertige Daten
notification-export = Deine Daten liegen bereit
notification-export-until = bis { $until }
mail-export-subject = Deine Daten von { $instance } liegen bereit
mail-export-text = Du hast darum gebeten, deine Daten mitzunehmen. Du kannst sie herunterladen, wenn du angemeldet bist, bis { $until }.
mail-export-not-me = Warst du das nicht? Dann ändere dein Passwort und beende die anderen Sitzungen.
mail-export-action = Daten herunterladen

## Überblick per Mail
digest-mails-title = Überblick per Mail
digest-mails-lead = Was es Neues gibt, kommt um 7 Uhr, oder nach den Ruhezeiten. Gibt es nichts Neues, kommt keine Mail.
digest-mails-never = Nie
digest-mails-daily = Täglich
digest-mails-weekly = Montags
digest-end-title = Überblick per Mail abbestellen
digest-end-text = Was es Neues gibt, kommt dann nicht mehr per Mail. Andere Mails bleiben, etwa die für ein neues Passwort.
digest-ended-title = Abbestellt
digest-ended = Der Überblick kommt nicht mehr per Mail. Bei den Mitteilungen kannst du ihn wieder bestellen.
mail-digest-subject = Neues bei { $instance }
mail-digest-lead = Das ist neu und von dir noch nicht gelesen.
mail-digest-action = Überblick öffnen
mail-digest-untitled = Beitrag ohne Titel
mail-digest-footer = Diese Mail kommt von { $instance }, weil du den Überblick per Mail gewählt hast.
mail-digest-end = Abbestellen

## What an admin sees of jobs and texts

administration-jobs-failing = { $count ->
    [one] Ein Auftrag ist nicht gelungen und wird noch einmal versucht.
   *[other] { $count } Aufträge sind nicht gelungen und werden noch einmal versucht.
}
administration-statements-unfinished = { $count ->
    [one] Einer der rechtlichen Texte fehlt oder hat Lücken.
   *[other] { $count } der rechtlichen Texte fehlen oder haben Lücken.
}
job-digest-round = Nachsehen, wer einen Überblick per Mail bekommt
job-index = Die Suche neu aufbauen
job-recount = Zahlen in der Nacht nachzählen
job-leave = Ein Konto löschen
job-export = Einen Export zusammenstellen
job-export-remove = Einen alten Export löschen
jobs-error = Technische Meldung:
record-invited-by-link = Eine Einladung als Link angelegt
## Ausschlüsse, Meldungen und Gastgebende
time-until-day = bis einschließlich { $day }
time-until-clock = bis { $time }
community-excluded = Die Gastgebenden haben dich aus dieser Gruppe ausgeschlossen. Beitreten ist deshalb nicht möglich.
community-excluded-until = Die Gastgebenden haben dich { $until } aus dieser Gruppe ausgeschlossen. Beitreten ist so lange nicht möglich.
community-excluded-badge = Ausgeschlossen
community-unreachable = Diese Instanz tauscht mit { $instance } nichts aus. Beitreten ist deshalb nicht möglich.
community-unreachable-badge = Nicht verbunden
profile-unreachable = Diese Instanz tauscht mit { $instance } nichts aus. Folgen ist deshalb nicht möglich.
profile-requested = Folgen angefragt
notification-banned-until = { $who } hat dich { $until } aus der Gruppe ausgeschlossen
notification-removed-comment = { $count ->
    [one] { $who } hat deinen Kommentar zu diesem Beitrag entfernt
   *[other] { $who } haben deinen Kommentar zu diesem Beitrag entfernt
}
notification-restored-comment = { $count ->
    [one] { $who } hat deinen Kommentar zu diesem Beitrag wieder freigegeben
   *[other] { $who } haben deinen Kommentar zu diesem Beitrag wieder freigegeben
}
notification-report-to-admins = { $count ->
    [one] { $who } hat etwas gemeldet, und die Verwaltung entscheidet
   *[other] { $who } haben etwas gemeldet, und die Verwaltung entscheidet
}
notification-join-refused = { $count ->
    [one] Deine Anfrage wurde nicht angenommen: { $who }
   *[other] Deine Anfrage wurde nicht angenommen: { $who }
}
report-lead-admins = Die Meldung liest die Verwaltung dieser Instanz, mit deinem Namen, denn in { $community } ist niemand von hier gastgebend. Wer den Beitrag geschrieben hat, erfährt nicht, wer gemeldet hat.
report-lead-admins-visitor = Die Meldung liest die Verwaltung dieser Instanz, denn in { $community } ist niemand von hier gastgebend.
members-last-here = Alle anderen Gastgebenden sind auf anderen Instanzen. Meldungen liest danach die Verwaltung dieser Instanz.
flash-comment-removed = Der Kommentar ist entfernt.
flash-last-host = Sonst ist hier niemand gastgebend. Mach zuerst ein anderes Mitglied gastgebend, danach kannst du die Rolle abgeben oder gehen.
flash-hosts-elsewhere = Erledigt. Alle Gastgebenden sind jetzt auf anderen Instanzen. Meldungen liest deshalb ab jetzt die Verwaltung dieser Instanz.
host-as-administration = Du entscheidest hier als Verwaltung dieser Instanz. Das steht dann auch so im Protokoll der Gastgebenden.
decisions-administration = als Verwaltung
decisions-administration-alone = Verwaltung
job-refresh = Nachsehen, was eine Gruppe über sich sagt
## Wer man ist, Beitritt, Grenzen
error-password-wrong = Das ist nicht dein Passwort.
password-by-passkey = Beim Speichern fragt dein Gerät nach deinem Passkey.
factor-password-hint = Damit niemand anders an deinem Gerät dich aussperrt.
passkey-first-lead = Der Browser fragt gleich, wo der Passkey liegen soll.
export-ask-by-passkey = Mit Passkey bestätigen und Daten zusammenstellen
departure-by-passkey = Mit Passkey bestätigen und Konto löschen
invitation-nobody = Gerade kommt hier niemand Neues dazu
error-invitation-nobody = Die Administration nimmt zurzeit niemanden auf. So lange gelten auch Einladungen nicht.
invitation-nobody-advice = Frag bei der Administration nach. Nimmt sie wieder Menschen auf, gilt dieser Link, bis er abläuft.
invitation-only = Hier braucht es jetzt eine Einladung
error-invitation-only = Diesen Link hat sich jemand selbst schicken lassen. Inzwischen können sich Menschen hier nicht mehr selbst anmelden.
invitation-only-advice = Bitte die Administration um eine Einladung.
invitation-domain = Mit dieser Mailadresse geht es hier nicht
error-invitation-domain = Der Link gehört zu einer Mailadresse, mit deren Domain man sich hier nicht mehr selbst anmelden kann.
register-finish-lead = Drei Angaben, dann bist du drin. Ein Passwort kannst du später festlegen.
register-until = Der Link gilt bis { $until }.
mail-request-subject = Dein Konto bei { $instance }
mail-request-text = Jemand hat mit dieser Adresse ein Konto bei { $instance } angefordert, dem Ort für Austausch über Haus- und Amtsgrenzen hinweg.
mail-request-not-me = Warst du das nicht? Dann tu nichts. Ohne den Link entsteht kein Konto.
error-pace-writing = In der letzten Viertelstunde hast du schon 30 Beiträge und Kommentare veröffentlicht. Warte ein paar Minuten und schick es dann noch einmal ab. Dein Text steht noch hier.
error-pace-founding = Mehr als fünf Gruppen am Tag kann eine Person nicht gründen. Morgen geht es weiter. Deine Angaben stehen noch hier.
error-picture-stray = Ein Bild konnte nicht übernommen werden: Es ist nicht mehr da oder stand doppelt im Formular. Sieh nach, welche Bilder noch da sind, und lade fehlende noch einmal hoch.
## Profil und Regeln einer Gruppe
profile-role = Funktion
profile-role-hint = Zum Beispiel: Sachbearbeitung Bauanträge.
profile-place = Ort
profile-place-hint = Wo du arbeitest, zum Beispiel: Musterburg.
profile-informal = #gernPerDu
profile-informal-hint = Steht in deinem Profil: Andere dürfen dich duzen.
welcome-role-lead = Menschen in anderen Häusern erkennen so, was du machst. Beides lässt sich später im Profil ändern.
community-rules-title = Regeln der Gruppe
rules-field = Regeln
rules-hint = Was hier gilt und was nicht. Wer die Gruppe findet, kann es lesen; wer zum ersten Mal einen Beitrag schreibt, sieht es davor. Auch mit Markdown.
rules-first = Dein erster Beitrag in dieser Gruppe. Das haben die Gastgebenden festgelegt:
error-rules-too-long = Die Regeln sind zu lang. Kürze sie auf höchstens 10.000 Zeichen.

## Eigene E-Mail-Adresse ändern
email-change-title = E-Mail-Adresse ändern
email-change-lead = Wir schicken einen Link an die neue Adresse. Sie gilt, sobald du ihn öffnest.
email-change-new = Neue E-Mail-Adresse
email-change-submit = Link schicken
email-change-sent = Ein Link ist unterwegs an { $email }.
email-change-sent-advice = Er gilt einen Tag. Kommt nichts an, prüfe die Schreibweise und den Spam-Ordner. Eine Adresse, die schon zu einem Konto gehört, lässt sich nicht nehmen.
error-email-change-no-mail = Diese Instanz verschickt keine Mails. Die Adresse kann die Administration ändern.
error-email-same = Das ist schon deine Adresse.
email-link-title = Neue E-Mail-Adresse bestätigen
email-link-lead = Mails gehen dann an { $email }.
email-link-submit = Adresse bestätigen
error-email-link = Der Link gilt nicht mehr: Er wurde schon benutzt, ist älter als einen Tag, oder es fehlt ein Stück.
flash-email-changed = Die neue E-Mail-Adresse gilt.
mail-email-asked-subject = Neue E-Mail-Adresse für { $instance } bestätigen
mail-email-asked-text = Für das Konto { $username } bei { $instance } wurde diese Adresse angegeben. Öffne den Link, damit sie gilt.
mail-email-asked-action = Adresse bestätigen
mail-email-asked-until = Der Link gilt einen Tag. Warst du das nicht, brauchst du nichts zu tun.
mail-email-changed-subject = Deine E-Mail-Adresse bei { $instance } wurde geändert
mail-email-changed-text = Mails von uns gehen ab jetzt an eine andere Adresse. Warst du das nicht? Dann melde dich sofort bei der Administration.

## Wem ich folge, wen ich einlade, Gruppen finden
followed-title = Wem ich folge
followed-lead = Beiträge dieser Menschen und mit diesen Schlagwörtern stehen auf deiner Startseite.
followed-people = Menschen
followed-no-people = Du folgst noch niemandem. Auf jedem Profil gibt es dafür einen Knopf.
followed-tags = Schlagwörter
followed-no-tags = Du folgst noch keinem Schlagwort. Auf der Seite jedes Schlagworts gibt es dafür einen Knopf.
find-known = Gruppen, die hier bekannt sind
find-all = Alle Gruppen
invite-handle = Benutzername
invite-hint = Von jemandem auf dieser Instanz. Die Person bekommt eine Mitteilung, die zur Gruppe führt.
invite-submit = Einladen
invite-link = Oder gib die Adresse der Gruppe weiter, zum Beispiel per Mail. Sie lässt niemanden ein: Wer sie öffnet, kann um Aufnahme bitten oder beitreten, wie die Gruppe es vorsieht. Menschen anderer Instanzen suchen die Gruppe dort unter dieser Adresse.
ui-copy = Link kopieren
ui-copied = Kopiert
flash-invited = Die Einladung geht als Mitteilung hinaus. Sie kommt an, wenn die Person solche Mitteilungen nicht abgestellt hat.
notification-invited = { $who } lädt dich in eine Gruppe ein
error-invite-unknown = Auf dieser Instanz gibt es niemanden mit diesem Benutzernamen.
error-invite-elsewhere = Einladen lassen sich nur Menschen dieser Instanz. Gib allen anderen den Link.
error-invite-member = Diese Person ist schon dabei oder hat darum gebeten.
error-invite-banned = Diese Person ist aus der Gruppe ausgeschlossen. Lass sie zuerst wieder zu.

## Geschützte Gruppen
community-closed = Geschützt
community-closed-tile = Die Gastgebenden nehmen auf.
community-applications = { $count ->
    [0] Keine Anfragen
    [one] Eine Anfrage
   *[other] { $count } Anfragen
}
application-title = Nur für Mitglieder
application-words = Warum möchtest du dabei sein?
application-words-hint = Das lesen die Gastgebenden.
application-seen-as = Die Gastgebenden sehen deinen Namen und deine Dienststelle: { $organisation }, { $how }.
application-not-vetted = Aufgenommen wird, wer nachweislich in der Verwaltung arbeitet. Für dich steht noch keine Organisation ein.
application-get-vetted = Dienststelle bestätigen
community-resting = Mitgliedschaft ruht
community-lapsed = Deine Mitgliedschaft ruht: Für dich steht gerade keine Organisation ein. Sobald deine Dienststelle wieder bestätigt ist, siehst du alles wie vorher.
community-unconfirmed = Deine Mitgliedschaft ruht: { $instance } hat sie seit drei Tagen nicht bestätigt. Sobald die Instanz wieder antwortet, siehst du alles wie vorher.
notification-member-lapsed = { $count ->
    [one] Für { $who } steht keine Organisation mehr ein; die Mitgliedschaft ruht
   *[other] Für { $who } steht keine Organisation mehr ein; die Mitgliedschaften ruhen
}
job-staff-standing = Anderen sagen, wer noch als beschäftigt gilt
job-invitation-follow = Einer Einladung zu einer Gruppe auf einer anderen Instanz folgen
job-lease-renew = Mitgliedschaften bei anderen Instanzen bestätigen lassen
error-not-vetted = Geschützte Gruppen sind für Menschen, für die eine Organisation einsteht. Bestätige zuerst deine Dienststelle.
error-reach-not-vetted = Eine geschützte Gruppe gründet, für wen eine Organisation einsteht. Bestätige zuerst unter „Dienststelle“ in deinen Einstellungen, wo du arbeitest.
error-applicant-not-vetted = Für diese Person steht keine Organisation mehr ein. Aufnehmen lässt sie sich erst, wenn ihre Dienststelle wieder bestätigt ist.
error-home-silent = Die Instanz dieser Gruppe antwortet seit einem Tag nicht. Lesen geht weiter, schreiben erst wieder, wenn sie erreichbar ist.
application-submit = Um Aufnahme bitten
application-open = Deine Anfrage ist bei den Gastgebenden. Du bekommst eine Mitteilung, sobald sie entschieden haben.
application-own-words = Das hast du geschrieben:
application-declined = Die Gastgebenden haben deine letzte Anfrage abgelehnt.
applicants-title = { $count ->
    [one] Eine Anfrage
   *[other] { $count } Anfragen
}
applicants-since = Angefragt
applicants-no-words = Ohne Begründung angefragt.
applicants-admit = Aufnehmen
applicants-decline = Ablehnen
applicants-reason = Grund
applicants-reason-hint = Den Grund liest, wer angefragt hat.
notification-application = { $count ->
    [one] { $who } hat um Aufnahme gebeten
   *[other] { $who } haben um Aufnahme gebeten
}
flash-admitted = Aufgenommen.
flash-declined = Die Anfrage ist abgelehnt.
flash-settled-before = Diese Anfrage ist schon entschieden oder zurückgezogen.
found-reach = Wer soll das lesen können?
found-reach-public = Alle
found-reach-public-hint = Die Gruppe ist öffentlich. Alle im Netz können mitlesen und ihr folgen.
found-reach-closed = Nur aufgenommene Mitglieder
found-reach-closed-hint = Alle sehen, wofür die Gruppe da ist. Was in ihr steht und wer dabei ist, sehen nur Mitglieder. Du entscheidest, wer dazukommt.
found-reach-network = In unseren Netzen
found-reach-network-hint = Wer in der Verwaltung arbeitet, kann ohne Anfrage beitreten: hier und auf den Instanzen, mit denen diese hier ausdrücklich verbunden ist. Erst dann ist der Inhalt lesbar.
found-reach-secret = Nur Eingeladene
found-reach-secret-hint = Für alle anderen gibt es die Gruppe nicht: kein Name, keine Seite, kein Suchergebnis. Ihr Kurzname bleibt vergeben, und die Verwaltung der Instanzen, von denen jemand Mitglied ist, sieht ihren Namen und wie viele es sind.
found-reach-local = Nur unser Haus
found-reach-local-hint = Wer hier ein Konto hat und nachweislich in der Verwaltung arbeitet, kann beitreten. Nichts verlässt diese Instanz, anderswo gibt es die Gruppe nicht.
reach-public = Alle können mitlesen.
reach-network = Was hier steht, sehen nur Mitglieder. Beitreten kann ohne Anfrage, wer in der Verwaltung arbeitet, auf der Instanz der Gruppe oder einer, mit der sie ausdrücklich verbunden ist.
reach-closed = Beiträge und Mitglieder dieser Gruppe sehen nur die, die aufgenommen wurden. Die Gastgebenden entscheiden darüber.
reach-secret = Diese Gruppe gibt es nur für Eingeladene. Für alle anderen sieht ihre Adresse aus wie eine, die es nicht gibt.
reach-local = Was hier steht, sehen nur Mitglieder, und nichts davon verlässt diese Instanz. Beitreten kann ohne Anfrage, wer hier ein Konto hat und in der Verwaltung arbeitet.
community-secret-tile = Nur auf Einladung.
community-staff-tile = Offen für alle, für die eine Organisation einsteht.
communities-invited = Einladungen
application-invited = Du bist eingeladen.
application-invited-by = { $who } lädt dich ein.
application-decline = Einladung ablehnen
invite-hint-protected = Benutzername, oder name@instanz für Menschen anderer Instanzen. Wer eingeladen ist, kommt ohne Anfrage herein.
invite-words = Ein Wort dazu
invite-words-hint = Das liest die eingeladene Person.
invited-title = Eingeladen, noch ohne Antwort
invited-since = Eingeladen
invited-withdraw = Einladung an { $who } zurückziehen
flash-invitation-withdrawn = Die Einladung ist zurückgezogen.
flash-invitation-declined = Du hast die Einladung abgelehnt.
error-invite-nobody = Unter diesem Namen ist niemand zu finden, weder hier noch auf der genannten Instanz.
error-invite-self = Du bist schon dabei.
error-invite-not-here = Diese Gruppe ist nur für Menschen dieser Instanz.
error-invite-asking = Diese Person hat selbst um Aufnahme gebeten. Du findest ihre Anfrage auf dieser Seite.
error-invite-again = Diese Person ist schon eingeladen und hat noch nicht geantwortet.
error-invite-cannot-protect = Der Server dieser Person kann geschützte Inhalte nicht schützen. Sie kann deshalb nicht Mitglied werden.
error-invite-too-many = Für diese Person warten schon zu viele Einladungen.
error-not-invited = In diese Gruppe kommt nur, wer eingeladen ist.
found-audience-closed = Name und Zweck sehen alle. Was in der Gruppe steht, sehen nur die Mitglieder.
found-audience-chosen = Wer oben gewählt ist, liest die Beiträge. Name und Zweck sehen alle, außer bei den letzten beiden Antworten.
found-audience-secret = Das alles sehen nur die Mitglieder, Name und Zweck auch Eingeladene.
found-audience-local = Name und Zweck sehen alle, die hier angemeldet sind. Was in der Gruppe steht, sehen nur die Mitglieder.
error-reach-missing = Wähle, wer die Gruppe lesen kann.
error-addresses-others = Ein Beitrag in einer geschützten Gruppe darf sich an niemanden sonst richten.
error-application-settled = Diese Anfrage ist schon entschieden oder zurückgezogen.
error-server-cannot-protect = Der Server dieser Person kann geschützte Inhalte nicht schützen. Sie kann deshalb nicht Mitglied werden.
audience-members = { $people ->
    [one] ein Mensch
   *[other] { $people } Menschen
} auf { $instances ->
    [one] dieser Instanz
   *[other] { $instances } Instanzen
}: die Mitglieder dieser Gruppe
error-server-not-asked-yet = Der Server dieser Person ist neu hier und wird gerade gefragt, ob er geschützte Inhalte schützt. Versuch es in ein paar Minuten noch einmal.
## Organisationen, Dienstadressen, Prüfung
organisations-title = Organisationen
organisations-lead = Verwaltungen, öffentliche Unternehmen und Hochschulen, für deren Beschäftigte diese Instanz einsteht.
organisations-none = Noch keine Organisation
organisations-none-text = Lege die erste an: mit Namen, Ebene und den Domains ihrer Mailadressen.
organisations-staff = { $count ->
        [0] niemand geprüft
        [one] 1 Person geprüft
       *[other] { $count } Menschen geprüft
    }
organisation-new = Organisation anlegen
organisation-edit = Organisation bearbeiten
organisation-staff = Geprüfte Menschen
organisation-name = Name
organisation-name-hint = So steht er in Profilen, zum Beispiel: Stadt Essen.
organisation-level = Ebene
level-federal = Bund
level-state = Land
level-district = Kreis
level-municipality = Gemeinde
level-public-company = Öffentliches Unternehmen
level-university = Hochschule
level-other = Sonstige
organisation-key = Amtlicher Schlüssel (AGS oder ARS)
organisation-key-hint = Nur Ziffern, zum Beispiel 05113000 für die Stadt Essen.
organisation-key-is = Schlüssel { $key }
organisation-domains = Domains der Dienstadressen
organisation-domains-hint = Eine je Zeile, zum Beispiel essen.de. Unterdomains gehören dazu. Ohne Domain wird von Hand geprüft. Wer schon geprüft ist, bleibt es bis zum Ablauf, auch wenn eine Domain wegfällt.
organisation-domains-are = Domains: { $domains }
delegates-title = Beauftragte
delegates-lead = Sie stehen für die Beschäftigten dieser Organisation ein und für niemanden sonst.
delegates-none = Noch niemand. Bis dahin macht das die Administration.
delegates-appoint = Beauftragen
delegates-dismiss = Auftrag beenden
staff-list = { $count ->
        [0] Niemand geprüft
        [one] 1 geprüfte Person
       *[other] { $count } geprüfte Menschen
    }
staff-none = Noch niemand
staff-none-text = Wer eine Dienstadresse hat, bestätigt sie selbst in den eigenen Einstellungen. Für alle anderen lässt sich hier von Hand einstehen.
staff-until = gilt bis
staff-withdraw = Zurückziehen
staff-withdraw-now = Prüfung zurückziehen
staff-reason = Grund
staff-reason-hint = Ein Satz. Die betroffene Person liest ihn, und er steht im Protokoll.
staff-vouch = Von Hand einstehen
staff-vouch-lead = Für Menschen, deren Dienstadresse sich nicht prüfen lässt. Es gilt zwölf Monate, und es steht dabei, wer dafür einsteht.
staff-vouch-hint = Von jemandem auf dieser Instanz, zum Beispiel: kim.
staff-vouch-now = Dafür einstehen
staff-withdrawn = Zurückgezogen
staff-withdrawn-lead = Eine Woche lang lässt sich das rückgängig machen.
staff-withdrawn-more = { $count ->
        [one] und 1 weitere Person
       *[other] und { $count } weitere
    }
staff-restore = Rückgängig machen
staff-all = Alle Prüfungen zurückziehen
staff-all-lead = { $count ->
        [one] Die eine geprüfte Person gilt dann sofort nicht mehr als beschäftigt und verliert den Zugang zu geschützten Gruppen. Das lässt sich eine Woche lang rückgängig machen.
       *[other] Alle { $count } gelten dann sofort nicht mehr als Beschäftigte und verlieren den Zugang zu geschützten Gruppen. Das lässt sich eine Woche lang rückgängig machen.
    }
staff-all-now = Alle zurückziehen
workplace-title = Dienststelle
workplace-lead = Wo du arbeitest, steht geprüft in deinem Profil. Geschützte Gruppen nehmen nur Geprüfte auf.
workplace-now = So bist du geprüft
workplace-none = Noch nicht. Öffentliche Gruppen stehen dir trotzdem offen.
workplace-until = gilt bis { $until }
workplace-soon = Die Prüfung läuft bald ab. Bestätige deine Dienstadresse noch einmal, dann gilt sie wieder zwölf Monate.
workplace-own = Deine Mailadresse { $email } ist bestätigt und gehört zu { $organisation }. Ein Klick genügt.
workplace-own-submit = Als Dienstadresse verwenden
workplace-address = Dienstadresse prüfen
workplace-address-lead = Wir schicken einen Link an deine Dienstadresse. Öffne ihn angemeldet, dann gilt die Prüfung zwölf Monate. Die Adresse selbst sieht sonst niemand.
workplace-email = Dienstadresse
workplace-email-hint = Deine Mailadresse bei der Arbeit. Ihre Domain muss zu einer Organisation gehören, die hier eingetragen ist.
workplace-submit = Link schicken
workplace-sent = Ein Link ist unterwegs an { $email }.
workplace-sent-advice = Er gilt einen Tag. Öffne ihn in einem Browser, in dem du mit diesem Konto angemeldet bist. Kommt nichts an, prüfe die Schreibweise und den Spam-Ordner.
workplace-looks-after = Organisationen, für die du einstehst
workplace-looks-after-lead = Dort siehst du, wer geprüft ist, und kannst für weitere Beschäftigte einstehen.
work-link-title = Dienstadresse bestätigen
work-link-lead = { $email } gehört zu { $organisation }.
work-link-shown = In deinem Profil steht dann der Name der Organisation mit dem Zusatz, dass er geprüft ist. Die Adresse steht dort nicht.
work-link-submit = Ja, das ist meine Dienstadresse
vetted-email-domain = geprüft über Dienstadresse
vetted-manual = von Hand geprüft
vetted-oidc = geprüft über die Anmeldung der Dienststelle
flash-vouched = Geprüft. Das gilt jetzt zwölf Monate.
flash-vouched-for = Die Person gilt jetzt als geprüft.
flash-withdrawn = Zurückgezogen. Unter „Zurückgezogen“ lässt sich das eine Woche lang rückgängig machen.
flash-vouching-restored = Rückgängig gemacht. Wer inzwischen anders geprüft ist, bleibt so.
flash-nobody-restored = Hier gab es nichts mehr rückgängig zu machen: Alle sind inzwischen anders geprüft oder nicht mehr da.
notification-vouching-ends = Dass eine Organisation für dich einsteht, läuft in weniger als 30 Tagen ab
notification-vouching-withdrawn = Du giltst nicht mehr als geprüft
job-vouching-ending = Daran erinnern, dass eine Prüfung abläuft
record-organisation-added = Organisation angelegt: { $about }
record-organisation-changed = Organisation geändert: { $about }
record-delegate-appointed = Beauftragt: { $about }
record-delegate-dismissed = Auftrag beendet: { $about }
record-vouched = Als beschäftigt geprüft: { $about }
record-vouching-withdrawn = Prüfung zurückgezogen: { $about }
record-all-vouchings-withdrawn = Alle Prüfungen zurückgezogen: { $about }
record-withdrawal-undone = Prüfung wieder eingesetzt: { $about }
mail-work-address-subject = Dienstadresse für { $instance } bestätigen
mail-work-address-text = Für das Konto { $username } bei { $instance } wurde diese Dienstadresse angegeben.
mail-work-address-for = Wer sie bestätigt, gilt dort als beschäftigt bei: { $organisation }. Ist das dein Konto, melde dich an und öffne den Link.
mail-work-address-action = Dienstadresse bestätigen
mail-work-address-until = Der Link gilt einen Tag und nur für dieses Konto. Ist es nicht deins, brauchst du nichts zu tun.
mail-vouching-ends-subject = Deine Prüfung bei { $instance } läuft bald ab
mail-vouching-ends-text = Bis { $until } giltst du als beschäftigt bei: { $organisation }.
mail-vouching-ends-how = Bestätige deine Dienstadresse noch einmal, oder bitte die Beauftragten deiner Organisation darum. Sonst endet der Zugang zu geschützten Gruppen.
mail-vouching-ends-action = Zur Dienststelle
error-organisation-name = Gib der Organisation einen Namen.
error-organisation-level = Wähle eine Ebene.
error-organisation-key = Dieser Schlüssel passt nicht: 2, 3, 5, 8, 9 oder 12 Ziffern, vorn die Nummer des Landes (01 bis 16, 00 für den Bund), und so genau wie die Ebene. Lass das Feld leer, wenn es keinen gibt.
error-organisation-domain = Mindestens eine Zeile ist keine Domain. Schreib sie so: essen.de
error-organisation-domains-many = Mehr als 100 Domains kann eine Organisation nicht haben.
error-organisation-domain-taken = Mindestens eine dieser Domains gehört schon zu einer anderen Organisation. Nimm sie dort zuerst heraus.
error-delegate-already = Diese Person ist schon beauftragt.
error-vouching-unknown = Auf dieser Instanz gibt es niemanden mit diesem Benutzernamen.
error-vouching-person = Dieses Konto ist gesperrt oder nicht mehr da.
error-vouching-oneself = Für dich selbst kannst du nicht einstehen. Bestätige deine Dienstadresse, oder bitte die Administration.
error-vouching-elsewhere = Für diese Person steht schon eine andere Organisation ein. Wechselt sie zu euch, bestätigt sie ihre neue Dienstadresse selbst, oder die Administration trägt es ein.
error-vouching-reason = Schreib in einem Satz, warum.
error-vouching-over = Diese Prüfung gilt schon nicht mehr.
error-withdrawal-over = Das lässt sich nicht mehr rückgängig machen: Es ist länger als eine Woche her oder schon geschehen.
error-work-address-unknown = Die Domain dieser Adresse gehört zu keiner Organisation, die hier eingetragen ist. Prüfe die Schreibweise. Fehlt deine Organisation, bitte die Administration, sie einzutragen.
error-work-address-own = Die Mailadresse deines Kontos ist nicht bestätigt oder gehört zu keiner Organisation, die hier eingetragen ist.
error-work-address-no-mail = Diese Instanz verschickt keine Mails. Die Administration oder Beauftragte deiner Organisation können von Hand für dich einstehen.
error-work-address-taken = Mit dieser Adresse ist schon ein anderes Konto geprüft. Eine Dienstadresse steht für eine Person. Ist es deine, melde dich bei der Administration.
error-work-link = Der Link gilt nicht mehr: Er wurde schon benutzt, ist älter als einen Tag, oder es fehlt ein Stück. Lass dir einen neuen schicken.
error-work-link-foreign = Dieser Link gehört zu einem anderen Konto. Melde dich mit dem Konto an, für das du ihn angefordert hast. Hast du keinen angefordert, brauchst du nichts zu tun.
error-work-link-domain = Die Domain dieser Adresse gehört inzwischen zu keiner Organisation mehr, die hier eingetragen ist. Frag die Administration.
error-assertion-subject = Die Bestätigung ist über jemand anderen.
error-assertion-issuer = Die Bestätigung kommt nicht vom Server dieser Person.
error-assertion-time = Die Bestätigung gilt nicht mehr oder noch nicht.
error-assertion-proof = Die Bestätigung ist nicht echt: Ihr Beweis passt nicht.

## Geschützte Gruppen in der Verwaltung
protected-title = Geschützte Gruppen
protected-lead = Wie viele Menschen welcher Instanz in geschützten Gruppen sind und wer Kopien hat. Wer das ist und was dort steht, sieht die Verwaltung nicht.
protected-ours = Gruppen dieser Instanz
protected-ours-text = Jede Instanz mit Mitgliedern hat Kopien. Ist niemand mehr von dort dabei, muss sie alles löschen und das bestätigen.
protected-ours-none = Hier gibt es noch keine geschützte Gruppe.
protected-people-here = { $count ->
    [0] Von hier ist niemand Mitglied.
    [one] Ein Mitglied ist von hier.
   *[other] { $count } Mitglieder sind von hier.
}
protected-no-copies = Andere Instanzen haben keine Kopien.
protected-people = { $count ->
    [one] Ein Mitglied
   *[other] { $count } Mitglieder
}
protected-since = Mitglieder seit
protected-elsewhere = Gruppen anderer Instanzen
protected-elsewhere-text = Von diesen Gruppen liegen Kopien hier, solange jemand von hier Mitglied ist.
protected-elsewhere-none = Niemand von hier ist Mitglied einer geschützten Gruppe auf einer anderen Instanz.
protected-people-of-ours = { $count ->
    [one] Ein Mitglied von hier
   *[other] { $count } Mitglieder von hier
}
receipts-outstanding = Ausstehende Löschbestätigungen
receipts-outstanding-text = Diese Instanzen müssen ihre Kopien löschen und haben das noch nicht bestätigt.
receipts-overdue = { $count ->
    [one] Eine Bestätigung fehlt seit mehr als 24 Stunden. Frag noch einmal an, oder wende dich an die Verwaltung der anderen Instanz: Bis sie bestätigt, können dort noch Kopien liegen.
   *[other] { $count } Bestätigungen fehlen seit mehr als 24 Stunden. Frag noch einmal an, oder wende dich an die Verwaltung der anderen Instanzen: Bis sie bestätigen, können dort noch Kopien liegen.
}
receipts-title = Bestätigte Löschungen
receipt-no-members = Niemand von dort ist mehr Mitglied
receipt-cut-off = Abgetrennt
receipt-asked = angefragt
receipt-answered = bestätigt
receipt-overdue = Überfällig
receipt-waiting = Ausstehend
receipt-there = Bestätigt
receipt-again = Noch einmal anfragen
error-receipt-there = Die Bestätigung ist inzwischen da, oder sie ist nicht mehr nötig.
cut-off = Abtrennen
cut-off-heading = Abtrennen
cut-off-lead = Sperren allein beendet keine Mitgliedschaft und löscht nichts. Abtrennen sperrt den Server, beendet alle Mitgliedschaften in geschützten Gruppen und lässt alle Kopien löschen.
cut-off-title = { $host } abtrennen
cut-off-text = Das geschieht mit diesem Server und allem unter seinem Namen:
cut-off-block = Er wird gesperrt: Es wird nichts mehr mit ihm ausgetauscht.
cut-off-ours = { $people ->
    [0] { $groups ->
        [one] In einer geschützten Gruppe dieser Instanz werden offene Anträge von dort geschlossen.
       *[other] In { $groups } geschützten Gruppen dieser Instanz werden offene Anträge von dort geschlossen.
    }
    [one] Eine Mitgliedschaft von Menschen dieses Servers in unseren geschützten Gruppen endet. Er muss seine Kopien löschen und das bestätigen.
   *[other] { $people } Mitgliedschaften von Menschen dieses Servers in unseren geschützten Gruppen enden. Er muss seine Kopien löschen und das bestätigen.
}
cut-off-theirs = { $people ->
    [0] { $groups ->
        [one] Offene Anträge von hier an eine seiner geschützten Gruppen werden zurückgenommen.
       *[other] Offene Anträge von hier an { $groups } seiner geschützten Gruppen werden zurückgenommen.
    }
    [one] Eine Mitgliedschaft von hier in seinen geschützten Gruppen endet. Was hier von dort liegt, wird gelöscht, und die Person erfährt den Grund.
   *[other] { $people } Mitgliedschaften von hier in seinen geschützten Gruppen enden. Was hier von dort liegt, wird gelöscht, und die Betroffenen erfahren den Grund.
}
cut-off-no-ties = Mitgliedschaften in geschützten Gruppen verbinden uns nicht mit ihm.
cut-off-for-good = Die Sperre lässt sich später aufheben. Die Mitgliedschaften kommen dadurch nicht zurück.
cut-off-reason-hint = Wer von hier dadurch eine Gruppe verliert, liest sie. Sie steht auch im Protokoll.
cut-off-now = Server abtrennen
flash-cut-off = Abgetrennt. Hier steht, welche Löschungen noch zu bestätigen sind.
record-cut-off = Server abgetrennt: { $about }
record-set-aside = Server zurückgestellt, weil alle Schlüssel andere waren: { $about }
record-purge-asked = Löschbestätigung noch einmal angefragt: { $about }
administration-receipts-overdue = { $count ->
    [one] Eine Instanz hat seit mehr als 24 Stunden nicht bestätigt, dass sie ihre Kopien aus einer geschützten Gruppe gelöscht hat.
   *[other] { $count } Löschungen von Kopien aus geschützten Gruppen sind seit mehr als 24 Stunden nicht bestätigt.
}
notification-guest-received = Eine Organisation hat dich als Gast aufgenommen
notification-members-cut = Die Verwaltung hat einen Server abgetrennt. Wer von dort Mitglied deiner Gruppe war, ist es nicht mehr
notification-cut-off = Die Verwaltung hat den Server einer Gruppe abgetrennt. Deine Mitgliedschaft oder Anfrage dort ist beendet
job-purge-receipt = Einer anderen Instanz bestätigen, dass nichts mehr von ihr hier liegt

# Anmeldung über einen Anbieter (Single Sign-on)
sign-on-login = Mit { $provider } anmelden
sign-on-leave-title = Weiter zur Anmeldung
sign-on-leave-lead = Du meldest dich auf der Seite von { $provider } an und kommst danach hierher zurück.
sign-on-leave-go = Weiter zu { $provider }
sign-on-choose-title = Konto einrichten
sign-on-choose-lead = Du hast dich über { $provider } angemeldet und hast hier noch kein Konto. Wähle, wie du hier heißt.
sign-on-choose-organisation = Du giltst als beschäftigt bei: { $organisation }
sign-on-choose-email = Mails gehen an { $email }.
sign-on-choose-email-taken = Zu { $email } gibt es hier schon ein Konto. Ist es deins, dann leg kein zweites an: Melde dich mit deinem Passwort oder Passkey an und verbinde es unter „Sicherheit“.
sign-on-choose-submit = Konto anlegen
sign-on-closed-title = Diese Anmeldung ging nicht
sign-on-again = Geh zurück zur Anmeldung und beginne noch einmal.
sign-on-later = Versuche es in einigen Minuten noch einmal. Wer schon angemeldet ist, bleibt es; auch mit Passwort oder Passkey kommst du weiter herein.
sign-on-tell = Sag der Administration dieser Instanz Bescheid: Genaueres steht dort im Protokoll des Programms.
sign-on-other-way = Versuche es noch einmal, oder melde dich auf einem anderen Weg an.
sign-on-ask = Frag deine Administration.
sign-on-unknown-advice = Hast du hier schon ein Konto, dann melde dich damit an und verbinde es unter „Sicherheit“. Sonst frag deine Administration.
sign-on-taken-advice = Melde dich über diesen Anbieter an, um zu dem anderen Konto zu kommen. Dort kannst du die Verbindung trennen.
sign-on-other-advice = Trenne zuerst die Verbindung, die es gibt.
sign-on-last-advice = Lege zuerst ein Passwort fest, oder füge einen Passkey hinzu.
sign-on-title = Anmeldung über deine Dienststelle
sign-on-lead = Verbinde dein Konto, um dich mit dem Zugang deiner Dienststelle anzumelden.
sign-on-linked = Verbunden
sign-on-since = Verbunden:
sign-on-link = Verbinden
sign-on-unlink = Verbindung trennen
sign-on-link-title = Mit { $provider } verbinden
sign-on-link-lead = Zeig zuerst, dass du es bist. Danach meldest du dich bei { $provider } an; von da an kommst du auch so in dein Konto.
sign-on-unlink-title = Verbindung mit { $provider } trennen
sign-on-unlink-lead = Danach kommst du so nicht mehr in dein Konto. Sitzungen, die so begannen, enden, und du giltst nicht mehr durch diese Anmeldung als geprüft. Zeig zuerst, dass du es bist.
flash-sign-on-linked = Verbunden. Ab jetzt kannst du dich auch so anmelden.
flash-sign-on-unlinked = Die Verbindung ist getrennt.
error-sign-on-question = Diese Anmeldung über { $provider } hat zu lange gedauert, wurde schon benutzt oder in einem anderen Browser begonnen.
error-sign-on-away = { $provider } antwortet gerade nicht.
error-sign-on-nonsense = Was { $provider } geantwortet hat, lässt sich nicht prüfen. Deshalb ist niemand angemeldet, und nichts hat sich geändert.
error-sign-on-denied = { $provider } hat die Anmeldung abgelehnt oder abgebrochen.
error-sign-on-unknown = Zu deinem Zugang bei { $provider } gibt es hier kein Konto, und über diesen Anbieter kommen keine neuen Leute herein.
error-sign-on-nobody = Zu deinem Zugang bei { $provider } gibt es hier kein Konto, und auf dieser Instanz wird gerade niemand aufgenommen.
error-sign-on-newcomer = Das Einrichten nach der Anmeldung über { $provider } hat zu lange gedauert oder ist schon geschehen.
error-sign-on-taken = Dein Zugang bei { $provider } gehört hier schon zu einem anderen Konto.
error-sign-on-other = Dein Konto ist schon mit einem anderen Zugang bei { $provider } verbunden.
error-sign-on-last = Die Anmeldung über { $provider } ist dein einziger Weg herein.
error-sign-on-anew = Melde dich ab und über deine Dienststelle neu an, und versuche es dann innerhalb von zehn Minuten noch einmal.
job-identity-check = Beim Anbieter der Anmeldung nachfragen, ob jemand noch da ist
record-by-sign-on = nach Auskunft der Anmeldung der Dienststelle
mail-vouching-ends-sign-on = Melde dich noch einmal über deine Dienststelle an. Sonst endet der Zugang zu geschützten Gruppen.
mail-sign-on-linked-subject = Dein Konto bei { $instance } ist mit einem Anbieter verbunden
mail-sign-on-linked-text = In dein Konto kommt man jetzt auch mit der Anmeldung von: { $provider }.
mail-sign-on-unlinked-subject = Dein Konto bei { $instance } ist mit einem Anbieter nicht mehr verbunden
mail-sign-on-unlinked-text = In dein Konto kommt man nicht mehr mit der Anmeldung von: { $provider }.
mail-sign-on-not-me = Warst du das nicht? Dann ändere dein Passwort und sag der Administration Bescheid.
mail-sign-on-action = Zur Sicherheit deines Kontos
questions-field = Fragen an alle, die dabei sein wollen
questions-hint = Eine Frage in jeder Zeile, höchstens fünf. Wer um Aufnahme bittet, beantwortet sie; die Antworten lesen nur die Gastgebenden.
application-more = Möchtest du noch etwas sagen?
application-asked-back = Die Gastgebenden haben eine Frage, bevor sie entscheiden. Ergänze deine Anfrage und schicke sie noch einmal.
application-answer = Ergänzte Anfrage senden
applicants-ask = Nachfragen
applicants-question = Frage
applicants-question-hint = Die Frage liest, wer angefragt hat, und kann die Anfrage ergänzen. Bis dahin bleibt sie offen.
applicants-asked-back = Nachgefragt: { $question }
notification-asked-back = { $count ->
    [one] { $who } möchte noch etwas wissen, bevor du aufgenommen wirst
   *[other] { $who } möchten noch etwas wissen, bevor du aufgenommen wirst
}
flash-asked-back = Die Frage ist unterwegs.
error-question-missing = Schreibe, was du wissen möchtest.
error-question-too-long = Eine Frage hat höchstens 200 Zeichen.
error-questions-too-many = Es sind höchstens fünf Fragen möglich.
error-question-twice = Eine Frage steht zweimal da.
error-answer-missing = Beantworte diese Frage.
error-questions-changed = Die Fragen haben sich inzwischen geändert. Sieh sie noch einmal durch.
narrow-title = Weniger Menschen hereinlassen
narrow-text = Der Kreis derer, die die Gruppe lesen, lässt sich verkleinern, aber nicht wieder vergrößern: Wer hier geschrieben hat, hat auf die gezählt, die es lesen konnten.
narrow-closed-hint = Wer jetzt Mitglied ist, bleibt es. Über alle Weiteren entscheidest du.
narrow-local-hint = Mitglieder anderer Instanzen verlieren sofort den Zugang, und ihre Instanzen löschen, was sie von der Gruppe haben. Wer hier ein Konto hat und nachweislich in der Verwaltung arbeitet, kann beitreten.
narrow-submit = Kreis verkleinern
flash-narrowed = Die Gruppe ist jetzt enger gezogen.
error-narrow-missing = Wähle, wer die Gruppe von jetzt an lesen kann.
error-narrow-open = Menschen anderer Instanzen warten noch auf eine Antwort. Entscheide erst über ihre Anfragen und ziehe Einladungen an sie zurück.
receipt-narrowed = Gruppe nur noch für diese Instanz
levels-field = Wer aufgenommen werden kann
levels-hint = Ohne Auswahl: Menschen aller Ebenen. Wer schon Mitglied ist, bleibt es.
application-levels = Aufgenommen werden können Menschen dieser Ebenen:
application-not-admitted = Deine Dienststelle ({ $organisation }) gehört zu keiner dieser Ebenen.
error-level-not-admitted = Diese Gruppe ist für andere Ebenen der Verwaltung.
error-invite-level = Die Dienststelle dieser Person gehört zu keiner der Ebenen, für die diese Gruppe da ist.
guests-field = auch Gäste (wer bei keiner Dienststelle arbeitet, für die aber eine einsteht: Wissenschaft, Dienstleister, Neue)
guest-of = Gast: { $organisation }
audience-guests = { $members }, darunter { $guests ->
    [one] ein Gast
   *[other] { $guests } Gäste
}
guest-receive = Als Gast aufnehmen
guest-receive-lead = Für Menschen, die nicht in der Organisation arbeiten: aus der Wissenschaft, von Dienstleistern, Neue von außen. Überall steht dabei, dass sie Gäste sind. In geschützte Gruppen kommen sie nur, wo Gäste zugelassen sind, und nur bis zum letzten Tag.
guest-until = Letzter Tag
guest-until-hint = Höchstens ein Jahr. Danach können sie noch einmal aufgenommen werden.
guest-receive-now = Als Gast aufnehmen
vetted-guest = als Gast
flash-guest-received = Die Person ist jetzt Gast der Organisation.
error-guest-until = Wähle einen Tag, der noch kommt und nicht länger als ein Jahr hin ist.
error-guest-is-staff = Für diese Person steht schon jemand als Beschäftigte ein. Gäste arbeiten nicht in der Verwaltung.
error-guest = Gäste gründen keine geschützten Gruppen und sind dort nicht gastgebend.
error-guest-not-admitted = Diese Gruppe nimmt keine Gäste auf.
error-invite-guest = Diese Person ist zu Gast, und diese Gruppe nimmt keine Gäste auf.
application-guests = Auch Gäste werden aufgenommen.
application-no-guests = Du bist hier Gast ({ $organisation }). Für Gäste ist diese Gruppe nicht offen.
members-reader = liest mit
members-read-only = Nur mitlesen lassen
members-take-part = Mitschreiben lassen
community-reader = Du liest mit
error-only-reads = Du liest in dieser Gruppe mit. Schreiben und reagieren können andere Mitglieder; die Gastgebenden können das ändern.
error-role-not-a-member = Diese Person ist kein Mitglied der Gruppe.
error-role-host = Wer gastgebend ist, liest nicht nur mit. Nimm der Person zuerst diese Rolle.
error-role-public = In einer öffentlichen Gruppe lesen alle mit.
notification-reads-only = { $count ->
    [one] { $who } hat festgelegt, dass du nur mitliest
   *[other] { $who } haben festgelegt, dass du nur mitliest
}
notification-takes-part = { $count ->
    [one] { $who } lässt dich wieder mitschreiben
   *[other] { $who } lassen dich wieder mitschreiben
}
community-log-in-to-ask = Anmelden und um Aufnahme bitten
community-leave-protected = Deine Beiträge bleiben stehen. Du liest dann nichts mehr. Wer wieder dabei sein will, braucht die Zustimmung der Gastgebenden, außer wo alle Beschäftigten beitreten können.
application-refused = Deine letzte Anfrage wurde nicht angenommen; die Gastgebenden haben sie nicht gesehen.
flash-coming-in = Du kommst ohne Anfrage herein, sobald die Instanz der Gruppe es bestätigt.
narrow-secret-hint = Für alle anderen gibt es die Gruppe dann nicht mehr: kein Name, keine Seite, kein Suchergebnis. Instanzen, die sie schon kannten, vergessen sie, wenn dort wieder jemand nachsieht, spätestens nach zwei Tagen.
narrow-sure = Ich weiß, dass sich das nicht zurücknehmen lässt.
error-narrow-sure = Bestätige, dass sich das nicht zurücknehmen lässt.
community-readers = Wer mitliest
mail-guest-ends-text = Bis { $until } bist du Gast von: { $organisation }.
mail-guest-ends-how = Danach endet der Zugang zu geschützten Gruppen. Wer dich aufgenommen hat, kann das verlängern.
workplace-guest = Du arbeitest nicht dort: Die Organisation steht bis zum letzten Tag für dich als Gast ein. Geschützte Gruppen nehmen dich auf, wenn sie Gäste zulassen.
workplace-guest-soon = Deine Zeit als Gast endet bald. Wer dich aufgenommen hat, kann sie verlängern.
members-resting = Ruhende Mitgliedschaften
members-resting-text = Für diese Menschen steht zurzeit keine Organisation ein, oder sie sind nur noch zu Gast. Sie lesen hier nichts, bis sich das ändert.
members-list = Alle
members-alike = heißt so oder fast so wie
refusal-unvouched = Diese Instanz hat der Gruppe nicht nachgewiesen, wo du arbeitest.
refusal-unconnected = Die Instanz dieser Gruppe ist mit dieser hier nicht verbunden.
refusal-not-taken = Die Instanz der Gruppe hat die Anfrage nicht angenommen.
refusal-narrowed = Diese Gruppe ist jetzt nur noch für ihr eigenes Haus.
face-title = Öffentlich zu lesen
face-field = Für alle sichtbar: ausgewählte Beiträge
face-hint = Die Links öffentlicher Beiträge, wie sie auf dieser Instanz in der Adresszeile stehen, je Zeile einer, höchstens zehn. Sie stehen auf der Seite, die Außenstehende sehen, unter dem Zweck. Was in der Gruppe steht, bleibt geschützt.
error-face = Jede Zeile muss der Link eines öffentlichen Beitrags sein, unter dem er auf dieser Instanz steht; höchstens zehn. Was geschützt ist, bleibt es.
decisions-set-to-read = Liest von nun an nur mit
decisions-set-to-write = Schreibt wieder mit

# Links into protected communities
links-title = Einladen per Link
links-lead = Wer den Link öffnet, sieht Namen und Zweck der Gruppe und wird in deinem Namen eingeladen. Gib ihn deshalb nur an Menschen, die dazugehören sollen.
links-fresh = Der Link ist fertig. Kopiere ihn jetzt.
links-people = Für wie viele Menschen?
links-people-choice = { $count ->
    [one] Für einen Menschen
   *[other] Für { $count } Menschen
}
links-days = Wie lange?
links-days-choice = { $count ->
    [one] Einen Tag
   *[other] { $count } Tage
}
links-create = Link anlegen
links-mail-title = Einladen per E-Mail
links-email = Mailadresse
links-email-hint = Dorthin geht ein Link, der 14 Tage und für eine Person gilt. In der Mail steht nichts aus der Gruppe; ist die Gruppe nicht für alle sichtbar, auch ihr Name nicht.
links-message-hint = Das liest, wer den Link öffnet. In der Mail steht es nicht.
links-mail = Einladung mailen
links-no-mail = Diese Instanz verschickt keine Mails. Lege einen Link an und gib ihn weiter.
links-living = Gültige Links
links-living-people = { $count ->
    [one] Zum Weitergeben, noch für einen Menschen
   *[other] Zum Weitergeben, noch für { $count } Menschen
}
links-living-mail = Per Mail an { $email }
links-living-by = Von { $who } angelegt:
links-living-until = gilt bis
links-revoke = Zurücknehmen
flash-link-mailed = Die Einladung geht per Mail hinaus.
flash-link-revoked = Der Link gilt nicht mehr.
flash-invitation-kept = Die Einladung ist bei dir. Beitreten kannst du, sobald eine Organisation für dich einsteht.
error-link-people = Wähle, für wie viele Menschen der Link gilt.
error-link-days = Wähle, wie lange der Link gilt.
error-link-too-many = Von dir gelten hier schon sehr viele Links. Nimm zuerst welche zurück.
error-link-no-mail = Diese Instanz verschickt keine Mails.
error-link-mail-again = An diese Adresse ist schon eine Einladung unterwegs, die noch gilt.
error-link-mail-too-many = An diese Adresse gingen heute schon viele Einladungen. Morgen geht es weiter.
error-link-address = Gib deine ganze Adresse an, zum Beispiel: @anna@amt.example.
error-link-here = Diese Adresse ist hier zu Hause. Melde dich an und nimm die Einladung gleich an.
link-title = Einladung in eine geschützte Gruppe
link-member = Du bist schon dabei.
link-to-community = Zur Gruppe
link-keep = Die Einladung kannst du schon annehmen. Sie wartet dann auf der Seite der Gruppe, bis jemand für dich einsteht.
link-accept = Einladung annehmen
link-here = Mit einem Konto bei { $instance }
link-register = Noch kein Konto? Leg eines an und öffne diesen Link dann noch einmal.
link-elsewhere = Mit einem Konto auf einer anderen Instanz
link-address = Deine Adresse
link-address-hint = Benutzername und Instanz, zum Beispiel: anna@amt.example. Dorthin geht die Einladung.
link-forward = Einladung schicken
link-until = Der Link gilt bis { $until }.
link-sent = Die Einladung ist unterwegs
link-sent-text = Sie geht an { $handle }. Melde dich auf { $instance } an: Dort steht sie in deinen Mitteilungen und unter „Gruppen“, und dort nimmst du sie an.
link-sent-nothing = Kommt dort nichts an, bist du vielleicht schon dabei, schon eingeladen oder ausgeschlossen. Frag dann, wer dir den Link gegeben hat.
link-closed = Dieser Link gilt nicht
link-closed-text = Vielleicht ist er abgelaufen, aufgebraucht oder zurückgenommen, oder es fehlt ein Stück.
link-closed-advice = Frag die Person, von der du ihn hast, nach einem neuen.
mail-link-subject = Einladung in eine geschützte Gruppe bei { $instance }
mail-link-text = { $who } lädt dich bei { $instance } in eine geschützte Gruppe ein.
mail-link-community = Die Gruppe heißt: { $community }
mail-link-how = Der Link zeigt dir, worum es geht. Zum Annehmen brauchst du ein Konto bei { $instance } oder bei einer anderen Instanz, die geschützte Gruppen kennt.
mail-link-action = Einladung ansehen
mail-link-not-me = Sagt dir das nichts, brauchst du nichts zu tun.
job-invitation-links = Abgelaufene Einladungslinks entfernen

# Names: the Chatham House Rule, and writing without a name
chatham-notice = Hier gilt die Chatham-House-Regel: Was gesagt wird, darf weiterverwendet werden. Wer es gesagt hat und aus welcher Organisation, wird nicht weitergegeben.
chatham-field = Chatham-House-Regel
chatham-field-hint = Was in der Gruppe gesagt wird, darf weiterverwendet werden, aber nicht, wer es gesagt hat. Mails und Datenauszüge nennen dann keine Namen und keine Organisationen.
chatham-thread = Unter der Chatham-House-Regel beginnen
chatham-thread-hint = Gilt für den Beitrag und alle Kommentare dazu: Was gesagt wird, darf weiterverwendet werden, aber nicht, wer es gesagt hat.
chatham-somebody = Jemand
chatham-several = Mehrere
nameless-allow = Mitglieder dürfen ohne Namen schreiben
nameless-allow-hint = Alle sehen dann, dass ein Mitglied schreibt, aber niemand, wer: auch Gastgebende und die Verwaltung der Instanz nicht. Gegen Missbrauch hilft, den Beitrag zu entfernen und das hier auszuschalten.
naming-protected-only = Die Chatham-House-Regel und Beiträge ohne Namen gibt es nur in geschützten Gruppen. Aus einer öffentlichen geht jeder Beitrag mit dem Namen an Server, die solche Regeln nicht kennen.
nameless-community = Mitglieder können hier auch ohne Namen schreiben.
nameless-author = Ein Mitglied, ohne Namen
nameless-field = Ohne Namen schreiben
nameless-hint = Alle sehen, dass ein Mitglied das geschrieben hat, aber niemand kann sehen, wer. Deshalb kannst du es danach nicht ändern oder zurücknehmen, und niemand kann dir Antworten melden. Bilder gehen nicht mit, und es wird kein Entwurf gespeichert. Dein Stil und dein Wissen können dich trotzdem verraten.
nameless-hint-elsewhere = Alle sehen, dass ein Mitglied das geschrieben hat, aber niemand kann sehen, wer. Deshalb kannst du es danach nicht ändern oder zurücknehmen, und niemand kann dir Antworten melden oder sagen, ob es angekommen ist. Bilder gehen nicht mit, und es wird kein Entwurf gespeichert. { $instance } veröffentlicht es und merkt dabei kurz, von welcher Instanz es kommt: Sind von hier nur wenige Mitglied, kann das genügen, um dich zu erkennen. Auch dein Stil und dein Wissen können dich verraten.
nameless-few = Diese Gruppe hat nur wenige Mitglieder. Wer ohne Namen schreibt, ist hier leicht zu erraten.
nameless-alone-here = Von hier bist nur du Mitglied. { $instance } kann daran erkennen, dass du es bist.
draft-nameless = Ohne Namen wird kein Entwurf gespeichert.
flash-published-nameless = Veröffentlicht, ohne deinen Namen.
flash-sent-nameless = Abgeschickt, ohne deinen Namen. Zu sehen ist es, sobald die Instanz der Gruppe es veröffentlicht.
error-chatham-public = Die Chatham-House-Regel gibt es nur in geschützten Gruppen.
error-nameless-public = Ohne Namen schreiben kann man nur in geschützten Gruppen.
error-nameless-off = In dieser Gruppe schreiben Mitglieder nur mit ihrem Namen.
error-nameless-restricted = Neue Beiträge beginnen hier nur Gastgebende. Ohne Namen könnte niemand erkennen, ob das so ist.
error-nameless-pictures = Bilder sind ohne Namen nicht möglich. Nimm sie heraus, oder schreibe mit deinem Namen.
error-nameless-server = Ohne Namen vermittelt nur der Server selbst, auf dem ein Mitglied zu Hause ist.
