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
error-foreign-object = Der Beitrag gehört jemand anderem.
error-form-expired = Das Formular ist abgelaufen. Geh zurück, lade die Seite neu und schick es noch einmal ab.
error-form-unreadable = Das Formular konnte nicht gelesen werden.
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
login-name = Name
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
invitation-name-hint = So sehen dich die anderen, zum Beispiel: Anna Beispiel.
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
error-email = Das ist keine E-Mail-Adresse. Sie hat die Form name@beispiel.de.
error-email-taken = Mit dieser E-Mail-Adresse gibt es hier schon ein Konto.
flash-arrived = Du bist drin! Noch vier kurze Schritte, jeder lässt sich überspringen.

welcome-step = Schritt { $number } von { $of }
welcome-next = Weiter
welcome-skip = Überspringen
welcome-who = Wer du bist
welcome-who-lead = Menschen in anderen Häusern erkennen dich an Name und Haus.
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
welcome-mails-legend = Übersicht per E-Mail
welcome-daily = Einmal am Tag
welcome-weekly = Einmal in der Woche
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
members-banned-until = bis { $day }
members-lift-ban = Wieder zulassen
ban-title = { $person } ausschließen
ban-lead = Wer ausgeschlossen ist, kann in { $community } nicht mehr schreiben, antworten oder beitreten. Die Person erfährt den Grund.
ban-reason-hint = Ein Satz genügt, zum Beispiel: wiederholt beleidigend.
ban-until = Bis zu welchem Tag?
ban-until-hint = Leer heißt: ohne Ende. Du kannst den Ausschluss jederzeit aufheben.
ban-now = Ausschließen
flash-banned = Ausgeschlossen.
error-ban-until = Wähle einen Tag, der noch kommt, oder lass das Feld leer.
members-host = gastgebend

find-title = Gruppe finden
find-lead = Auch Gruppen anderer Instanzen: Du trittst bei, ohne dich dort anzumelden.
find-field = Adresse der Gruppe
find-hint = Zum Beispiel bauen@next.example oder https://next.example/g/bauen
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
edit-profile-name-hint = So sehen dich die anderen, auch auf anderen Instanzen.
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
error-picture-broken = Das Bild ist beschädigt und lässt sich nicht lesen. Speichere es neu und lade es noch einmal hoch.
error-picture-too-many = Ein Beitrag hat höchstens vier Bilder. Entferne eines, bevor du ein weiteres hochlädst.
error-picture-too-many-drafts = Von dir warten schon viele Bilder auf ihren Beitrag. Veröffentliche oder entferne welche; was liegen bleibt, verschwindet nach einem Tag.
error-picture-gone = Ein Bild wurde vor mehr als einem Tag hochgeladen und ist nicht mehr da. Lade es noch einmal hoch.
error-picture-none = Wähle zuerst ein Bild aus.
error-alternative-missing = Beschreibe jedes Bild für alle, die es nicht sehen können.
error-alternative-too-long = Die Bildbeschreibung ist zu lang. Nimm höchstens 1.500 Zeichen.

## Hinweise nach einer Handlung

flash-joined = Willkommen! Du bist jetzt Mitglied.
flash-requested = Deine Anfrage ist unterwegs.
flash-left = Du hast die Gruppe verlassen.
flash-founded = Die Gruppe ist gegründet. Schreib gleich den ersten Beitrag!
flash-published = Dein Beitrag ist veröffentlicht.
flash-commented = Dein Kommentar ist da.
flash-saved = Gespeichert.
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
error-purpose-empty = Sag in einem Satz, wozu es die Gruppe gibt.
error-purpose-too-long = Der Zweck ist zu lang. Nimm höchstens 500 Zeichen.
error-log-in-failed = Name oder Passwort stimmt nicht. Versuche es noch einmal.
error-log-in-needed = Dafür musst du angemeldet sein.
error-session-expired = Die Sitzung ist abgelaufen. Lade die Seite neu und schick das Formular noch einmal ab.
error-not-a-member = Das können nur Mitglieder der Gruppe. Tritt ihr zuerst bei.
error-not-a-host = Das können nur die Gastgebenden der Gruppe.
error-last-host = Sonst ist hier niemand mehr gastgebend. Gib die Rolle weiter, bevor du gehst.
error-locked = Das Gespräch ist geschlossen.
error-instance-blocked = Mit dieser Instanz ist die Verbindung gesperrt.
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
expired-log-in = Du bist nicht mehr angemeldet. Melde dich zuerst in einem neuen Fenster an und komm dann hierher zurück:
expired-log-in-link = Anmelden (neues Fenster)
expired-again = Noch einmal abschicken

## Gruppen, Fortsetzung

community-edit = Gruppe bearbeiten
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
report-lead-community = Die Meldung lesen die Gastgebenden von { $community }, mit deinem Namen. Wer den Beitrag geschrieben hat, erfährt nicht, wer gemeldet hat.
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

## Feeds

feed-subscribe = Als Feed abonnieren (Atom)
