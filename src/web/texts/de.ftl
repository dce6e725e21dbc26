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
error-forbidden-advice = Wenn du meinst, dass es erlaubt sein sollte, sprich mit den Hosts der Gruppe oder mit der Administration.
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
error-form-expired = Das Formular ist abgelaufen. Geh zurück, lade die Seite neu und sende es noch einmal.
error-form-unreadable = Das Formular konnte nicht gelesen werden.
error-handle-invalid = Das ist kein Name einer Gruppe. Er hat die Form gruppe@instanz.de.
error-host = Das ist kein gültiger Name einer Instanz.
error-too-many-emoji = Mehr als 20 verschiedene Emoji passen von einer Person nicht an einen Beitrag.
error-host-cannot-be-banned = Hosts können nicht ausgeschlossen werden, solange sie es sind.
error-log-in-first = Dafür braucht es eine Anmeldung.
error-log-in-to-search = Auf anderen Instanzen sucht nur, wer angemeldet ist.
error-login = Name und Passwort passen nicht zusammen.
error-not-a-local-person = Das Konto gehört nicht zu dieser Instanz.
error-not-in-this-community = Das gehört nicht zu dieser Gruppe.
error-not-sent-by-us = Diese Nachricht haben wir nicht verschickt.
error-not-the-author = Das kann nur, wer es geschrieben hat.
error-nothing-asked = Diese Antwort gehört zu keiner Anfrage.
error-only-hosts-write = In dieser Gruppe beginnen nur Hosts neue Beiträge.
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
login-name = Name oder E-Mail-Adresse
login-name-hint = Der Teil vor dem @ genügt.
login-password = Passwort
login-submit = Anmelden

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
community-host = Du bist hier Host
community-members = { $count ->
    [one] ein Mitglied
   *[other] { $count } Mitglieder
}
community-write = Beitrag schreiben
community-log-in-to-join = Anmelden und beitreten
community-posts = Beiträge
community-empty = Noch keine Beiträge
community-empty-text = Hier beginnt das Gespräch mit dem ersten Beitrag.
community-hosts = Hosts
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
members-host = Host

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
find-nothing-text = Prüfe die Schreibweise. Die ganze Adresse hat die Form name@instanz.

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
post-removed = Dieser Beitrag wurde von den Hosts entfernt.
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
comments-locked = Die Hosts haben das Gespräch geschlossen. Lesen geht weiterhin.
comment-write = Kommentar schreiben
comment-submit = Kommentieren
comment-answer = Antworten
comment-answers = Antwort an { $author }
comment-answer-to = Antwort an { $author }
comment-log-in = Anmelden und mitreden
comment-join-first = Kommentieren können Mitglieder der Gruppe
host-tools = Werkzeuge der Hosts
host-pin = Anheften
host-unpin = Nicht mehr anheften
host-lock = Gespräch schließen
host-unlock = Gespräch wieder öffnen
host-remove = Entfernen …
host-reason = Begründung, für alle sichtbar
host-remove-now = Beitrag entfernen
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
community-edit = Gruppe bearbeiten
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

error-title-too-long = Die Überschrift ist zu lang. Nimm höchstens 200 Zeichen.
error-text-missing = Schreib etwas, bevor du es abschickst.
error-text-too-long = Der Text ist zu lang. Kürze ihn oder teile ihn auf mehrere Beiträge auf.
error-name-missing = Gib einen Namen an.
error-name-too-long = Der Name ist zu lang. Nimm höchstens 100 Zeichen.
error-purpose-empty = Sag in einem Satz, wozu es die Gruppe gibt.
error-purpose-too-long = Der Zweck ist zu lang. Nimm höchstens 500 Zeichen.
error-log-in-failed = Name oder Passwort stimmt nicht. Versuche es noch einmal.
error-log-in-needed = Dafür musst du angemeldet sein.
error-session-expired = Die Sitzung ist abgelaufen. Lade die Seite neu und schick das Formular noch einmal ab.
error-not-a-member = Das können nur Mitglieder der Gruppe. Tritt ihr zuerst bei.
error-not-a-host = Das können nur die Hosts der Gruppe.
error-last-host = Du bist der letzte Host. Gib die Rolle weiter, bevor du gehst.
error-locked = Das Gespräch ist geschlossen.
error-instance-blocked = Mit dieser Instanz ist die Verbindung gesperrt.
error-instance-not-allowed = Diese Instanz gehört nicht zu denen, mit denen wir verbunden sind.
error-not-a-community = Unter dieser Adresse ist keine Gruppe.
error-banned = Die Hosts haben dich aus dieser Gruppe ausgeschlossen.
error-handle = Das ist keine Adresse. Sie hat die Form name@instanz.
error-username-characters = Nimm nur Kleinbuchstaben ohne Umlaute, Ziffern und dazwischen _ - und Punkt.
error-username-length = Nimm 2 bis 40 Zeichen.
error-username-reserved = Dieser Name ist für das System reserviert. Nimm einen anderen.
host-restore = Wieder zeigen
flash-restored = Der Beitrag ist wieder zu sehen.
