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
error-actor-kind-changed = Das Konto hat auf seiner Instanz die Art gewechselt, etwa von Gruppe zu Person.
error-database-file = Die Datenbankdatei lässt sich nicht öffnen.
error-database-folder = Der Ordner der Datenbankdatei fehlt.
error-database-login = Die Datenbank lehnt die Anmeldung ab.
error-database-newer = Die Datenbank wurde von einer neueren Fassung des Programms angelegt.
error-database-permission = Es fehlt das Recht, die Datenbank zu lesen oder zu schreiben.
error-database-tls = Die Datenbank verlangt eine verschlüsselte Verbindung.
error-database-too-old = Die Datenbank ist zu alt für dieses Programm.
error-database-url = Die Adresse der Datenbank ist ungültig.
error-title-empty = Gib dem Beitrag eine Überschrift.
error-malformed-advice = Geh zurück, lade die Seite neu und versuche es noch einmal.
