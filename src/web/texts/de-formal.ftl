# Deutsch mit „Sie“: nur, was die lesende Person anspricht. Alles andere kommt aus de.ftl.

error-not-found-advice = Prüfen Sie die Adresse. Gehört der Inhalt zu einer Gruppe, hilft es vielleicht, ihr beizutreten.
error-not-signed-in-advice = Melden Sie sich an und versuchen Sie es noch einmal.
error-forbidden-advice = Wenn Sie meinen, dass es erlaubt sein sollte, sprechen Sie mit den Gastgebenden der Gruppe oder mit der Administration.
error-invalid-advice = Gehen Sie zurück und korrigieren Sie die Angabe. Was Sie geschrieben haben, steht noch im Formular.
error-conflict-advice = Laden Sie die Seite neu, sehen Sie nach, was sich geändert hat, und versuchen Sie es dann noch einmal.
error-too-many-happened = { $seconds ->
    [one] Bitte warten Sie eine Sekunde.
   *[other] Bitte warten Sie { $seconds } Sekunden.
}
error-remote-advice = Das liegt nicht an Ihnen. Versuchen Sie es später noch einmal.
error-unavailable-advice = Versuchen Sie es in einer Minute noch einmal.
error-internal-advice = Versuchen Sie es noch einmal. Wenn es wieder passiert, sagen Sie der Administration Bescheid.
error-password-too-long = Das Passwort ist zu lang. Nehmen Sie höchstens 1.000 Zeichen.
error-password-too-short = Das Passwort ist zu kurz. Nehmen Sie mindestens 12 Zeichen.
error-title-missing = Geben Sie dem Beitrag eine Überschrift.
error-malformed-advice = Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.
error-edited-meanwhile = Der Text wurde inzwischen geändert. Oben steht die neue Fassung, unten Ihre. Wenn Sie speichern, gilt Ihre.
error-form-expired = Das Formular ist abgelaufen. Gehen Sie zurück, laden Sie die Seite neu und schicken Sie es noch einmal ab.
error-username-taken = Dieser Name ist schon vergeben. Wählen Sie einen anderen.

home-empty-text = Treten Sie einer Gruppe bei. Was dort geschrieben wird, erscheint dann auf dieser Seite.
home-greeting = Guten Tag, { $name }
home-no-communities = Sie sind noch in keiner Gruppe.
communities-none-yet-text = Suchen Sie eine Gruppe zu Ihrem Thema, oder gründen Sie selbst eine. Gruppen anderer Instanzen stehen Ihnen genauso offen.
community-requested-text = Ihre Anfrage ist unterwegs oder wird gerade geprüft.
community-host = Sie sind hier gastgebend
community-leave-text = Ihre Beiträge bleiben stehen. Sie können jederzeit wieder beitreten.
find-lead = Auch Gruppen anderer Instanzen: Sie treten bei, ohne sich dort anzumelden.
find-nothing-text = Prüfen Sie die Schreibweise. Die ganze Adresse hat die Form gruppe@instanz.example.
profile-following = Sie folgen
profile-empty-text = Was diese Person schreibt und Sie sehen dürfen, erscheint hier.
edit-profile-name-hint = Unter diesem Namen werden Sie anderen angezeigt, auch auf anderen Instanzen.
edit-profile-about = Über Sie
edit-profile-about-hint = Was machen Sie? Was können Sie gut erklären, was suchen Sie? Auch mit Markdown.
flash-joined = Willkommen! Sie sind jetzt Mitglied.
flash-requested = Ihre Anfrage ist unterwegs.
flash-left = Sie haben die Gruppe verlassen.
flash-request-withdrawn = Ihre Anfrage ist zurückgezogen.
flash-founded = Die Gruppe ist gegründet. Schreiben Sie gleich den ersten Beitrag!
flash-published = Ihr Beitrag ist veröffentlicht.
flash-commented = Ihr Kommentar ist da.
flash-following = Sie folgen jetzt.
flash-unfollowed = Sie folgen nicht mehr.
flash-logged-out = Sie sind abgemeldet.
audience-followers = alle, die Ihnen folgen
error-title-too-long = Die Überschrift ist zu lang. Nehmen Sie höchstens 300 Zeichen.
error-text-too-long = Der Text ist zu lang. Kürzen Sie ihn oder teilen Sie ihn auf mehrere Beiträge auf.
error-name-missing = Geben Sie einen Namen an.
error-name-too-long = Der Name ist zu lang. Nehmen Sie höchstens 100 Zeichen.
error-purpose-too-long = Der Zweck ist zu lang. Nehmen Sie höchstens 500 Zeichen.
error-log-in-failed = Name oder Passwort stimmt nicht. Versuchen Sie es noch einmal.
error-log-in-needed = Dafür müssen Sie angemeldet sein.
error-not-a-member = Das können nur Mitglieder der Gruppe. Treten Sie ihr zuerst bei.
error-last-host = Sonst ist hier niemand mehr gastgebend. Geben Sie die Rolle weiter, bevor Sie gehen.
error-banned = Die Gastgebenden haben Sie aus dieser Gruppe ausgeschlossen.
error-username-characters = Nehmen Sie nur Kleinbuchstaben ohne Umlaute, Ziffern und dazwischen _ - und Punkt.
error-username-length = Nehmen Sie 2 bis 40 Zeichen.
error-username-reserved = Dieser Name ist für das System reserviert. Nehmen Sie einen anderen.
login-name-hint = Zum Beispiel petra: der Teil Ihrer Adresse vor dem @.
error-login = Name oder Passwort stimmt nicht. Versuchen Sie es noch einmal.
error-too-large-happened = Was Sie abgeschickt haben, ist größer als alles, was hier angenommen wird.
error-too-large-advice = Gehen Sie zurück: Ihr Text steht noch im Formular. Kürzen Sie ihn oder teilen Sie ihn auf mehrere Beiträge auf.
error-too-large-files-advice = Gehen Sie zurück: Was Sie geschrieben haben, steht noch im Formular. Nehmen Sie weniger oder kleinere Bilder.
error-method-advice = Gehen Sie zur Startseite und suchen Sie von dort den richtigen Weg.
error-join-first = Treten Sie erst der Gruppe bei
error-join-first-advice = Beitreten können Sie gleich hier. Danach geht es weiter.
error-log-in-again = Melden Sie sich noch einmal an.
expired-lead = Das Formular war zu lange offen. Nichts ist verloren: Was Sie geschrieben haben, steht hier.
expired-files = Die Bilder, die Sie gerade ausgewählt hatten, sind nicht angekommen. Wählen Sie sie noch einmal aus.
expired-log-in = Sie sind nicht mehr angemeldet. Melden Sie sich zuerst in einem neuen Fenster an und schicken Sie Ihr Geschriebenes dann hier noch einmal ab:
notifications-empty-text = Hier steht, wer Ihnen antwortet, Sie erwähnt oder auf Ihre Beiträge reagiert.
notifications-level = Was möchten Sie erfahren?
notifications-level-all-hint = auch Reaktionen, neue Mitglieder und wer Ihnen folgt
notifications-level-important-hint = Antworten, Erwähnungen und was Ihre Rolle betrifft
notifications-level-silent-hint = nur was Gastgebende über Sie oder Ihre Beiträge entscheiden
notification-mention = { $count ->
    [one] { $who } hat Sie erwähnt
   *[other] { $who } haben Sie erwähnt
}
notification-reaction = { $count ->
    [one] { $who } hat auf Ihren Beitrag reagiert
   *[other] { $who } haben auf Ihren Beitrag reagiert
}
notification-follow = { $count ->
    [one] { $who } folgt Ihnen jetzt
   *[other] { $who } folgen Ihnen jetzt
}
notification-accepted = { $count ->
    [one] Sie sind aufgenommen: { $who }
   *[other] Sie sind aufgenommen: { $who }
}
notification-appointed = { $count ->
    [one] { $who } hat Sie gastgebend gemacht
   *[other] { $who } haben Sie gastgebend gemacht
}
notification-removed = { $count ->
    [one] { $who } hat einen Beitrag von Ihnen entfernt
   *[other] { $who } haben einen Beitrag von Ihnen entfernt
}
notification-restored = { $count ->
    [one] { $who } hat einen Beitrag von Ihnen wieder freigegeben
   *[other] { $who } haben einen Beitrag von Ihnen wieder freigegeben
}
notification-banned = { $count ->
    [one] { $who } hat Sie aus der Gruppe ausgeschlossen
   *[other] { $who } haben Sie aus der Gruppe ausgeschlossen
}
notification-unbanned = { $count ->
    [one] { $who } hat Ihren Ausschluss aufgehoben
   *[other] { $who } haben Ihren Ausschluss aufgehoben
}
bookmarks-empty-text = Unter jedem Beitrag steht „Merken“. Was Sie merken, sieht außer Ihnen niemand.

code-lead = Ihr Konto ist mit einem zweiten Faktor geschützt.
error-code = Dieser Code passt nicht. Nehmen Sie den, den die App gerade anzeigt; jeder gilt nur einmal.
error-code-too-late = Das hat zu lange gedauert, oder es waren zu viele Versuche. Melden Sie sich noch einmal an.
error-too-many-minutes = { $minutes ->
    [one] Bitte warten Sie eine Minute.
   *[other] Bitte warten Sie { $minutes } Minuten.
}
invitation-lead = Sie sind eingeladen. Drei Angaben, dann sind Sie drin. Ein Passwort können Sie später festlegen.
invitation-name-hint = Unter diesem Namen werden Sie anderen angezeigt, zum Beispiel: Anna Beispiel.
invitation-logged-in = Sie sind schon angemeldet
invitation-logged-in-advice = Geben Sie den Link weiter, oder melden Sie sich ab, wenn Sie ein weiteres Konto brauchen.
invitation-unknown-advice = Öffnen Sie den Link aus der neuesten Mail, oder kopieren Sie ihn vollständig in die Adresszeile.
invitation-used-advice = Waren Sie das? Dann melden Sie sich an. Haben Sie noch kein Passwort, bitten Sie die Administration um einen Link.
invitation-again-advice = Bitten Sie die Person, die Sie eingeladen hat, oder die Administration um eine neue.
error-invitation-days = Nehmen Sie 1 bis 90 Tage.
error-invitation-too-many = Heute haben Sie schon sehr viele Menschen eingeladen. Morgen geht es weiter; wer eilig ist, lässt jemand anderen aus der Verwaltung einladen.
flash-arrived = Sie sind drin! Noch vier kurze Schritte, jeder lässt sich überspringen.
welcome-who = Wer Sie sind
welcome-words = Was Sie können und was Sie suchen
welcome-words-lead = Stichwörter genügen, mit Komma getrennt. Sie stehen in Ihrem Profil, damit andere Sie finden.
error-words-too-many = Das sind zu viele Stichwörter. Nehmen Sie höchstens 20.
error-words-too-long = Ein Stichwort ist zu lang. Nehmen Sie höchstens 60 Zeichen und trennen Sie mit Komma.
welcome-communities-lead = Suchen Sie sich aus, wo Sie mitlesen und mitreden möchten. Austreten geht jederzeit.
welcome-communities-none = Es gibt noch keine weiteren Gruppen. Sie können später welche finden oder selbst eine gründen.
welcome-mails-lead = Wie oft sollen wir Ihnen schreiben, was es Neues gibt?
welcome-mails-later = Wir haben noch keine E-Mail-Adresse von Ihnen. Ihre Wahl gilt, sobald es eine gibt.
flash-welcomed = Alles eingerichtet. Schön, dass Sie da sind!
layout-needs-password = Sie haben noch kein Passwort. Nach dem Abmelden kämen Sie nicht mehr herein.
password-new-hint = Mindestens 12 Zeichen. Ein kurzer Satz, den nur Sie kennen, ist gut; Sonderzeichen sind nicht nötig.
error-password-common = Dieses Passwort ist zu leicht zu erraten: häufige Wörter, Reihen oder Namen. Nehmen Sie einen kurzen Satz.
error-password-current = Das ist nicht Ihr bisheriges Passwort.
forgot-lead = Wir schicken Ihnen einen Link, mit dem Sie ein neues Passwort festlegen.
forgot-no-mail = Diese Instanz verschickt keine Mails. Bitten Sie die Administration um einen Link für ein neues Passwort.
forgot-sent-advice = Er gilt eine Stunde. Kommt nichts an, sehen Sie im Spam-Ordner nach oder fragen Sie die Administration.
error-forgot-name-missing = Geben Sie Ihren Benutzernamen oder Ihre E-Mail-Adresse ein.
reset-lead = Danach melden Sie sich damit an. Alle Geräte, die noch angemeldet sind, werden abgemeldet.
sessions-lead = Nach 12 Stunden ohne Nutzung endet eine Anmeldung von selbst. Erkennen Sie ein Gerät nicht, melden Sie es ab und ändern Sie Ihr Passwort.
factor-lead = Beim Anmelden wird zusätzlich ein Code gefragt, den eine App auf Ihrem Telefon anzeigt. Ein gestohlenes Passwort reicht dann nicht.
factor-step-app = Öffnen Sie eine App für Einmalcodes auf Ihrem Telefon. Es gibt viele, auch freie wie Aegis oder FreeOTP.
factor-step-scan = Lesen Sie dieses Bild mit der App ein.
factor-step-type = Oder tippen Sie diesen Schlüssel ab:
factor-step-code = Geben Sie den Code ein, den die App jetzt anzeigt.
codes-title = Ihre Codes für den Notfall
codes-lead = Ist das Telefon weg, kommen Sie mit einem dieser Codes herein. Jeder gilt einmal. Drucken Sie sie aus oder schreiben Sie sie auf.
mail-test-text = Wenn Sie das lesen, kann { $instance } Mails verschicken.
mail-invitation-text = Sie sind zu { $instance } eingeladen, dem Ort für Austausch über Haus- und Amtsgrenzen hinweg.
mail-invitation-how = Öffnen Sie den Link und sagen Sie, wie Sie heißen. Ein Passwort brauchen Sie dafür noch nicht.
mail-forgotten-text = Jemand, vermutlich Sie, hat das Passwort vergessen. Mit diesem Link legen Sie ein neues fest.
mail-forgotten-not-me = Waren Sie das nicht? Dann tun Sie nichts: Ihr Passwort bleibt, wie es ist.
mail-changed-subject = Ihr Passwort bei { $instance } wurde geändert
mail-changed-text = Das Passwort Ihres Kontos ist neu, und alle anderen Geräte sind abgemeldet.
mail-changed-not-me = Waren Sie das nicht? Dann legen Sie sofort ein neues fest und sagen Sie der Administration Bescheid.
ban-until-hint = Leer heißt: ohne Ende. Sie können den Ausschluss jederzeit aufheben.
error-ban-until = Wählen Sie einen Tag, der noch kommt, oder lassen Sie das Feld leer.
error-typed = Was Sie geschrieben haben
layout-not-sent = Das ist nicht angekommen: keine Verbindung. Ihr Text steht noch im Feld. Versuchen Sie es noch einmal.

## Bilder

error-picture-unknown = Diese Datei ist kein Bild, das hier gelesen werden kann. Nehmen Sie JPEG, PNG, GIF oder WebP.
error-picture-too-large = Das Bild ist größer als 8 MB. Verkleinern Sie es und laden Sie es noch einmal hoch.
error-picture-too-many-pixels = Das Bild hat mehr als 40 Millionen Bildpunkte. Verkleinern Sie es und laden Sie es noch einmal hoch.
error-picture-too-heavy = Ein WebP ohne Verluste darf höchstens 1 MB groß sein, weil sich ein größeres nicht sicher lesen lässt. Speichern Sie das Bild als JPEG oder PNG und laden Sie es noch einmal hoch.
error-picture-broken = Das Bild ist beschädigt und lässt sich nicht lesen. Speichern Sie es neu und laden Sie es noch einmal hoch.
error-picture-too-many = Ein Beitrag hat höchstens vier Bilder. Entfernen Sie eines, bevor Sie ein weiteres hochladen.
error-picture-too-many-drafts = Von Ihnen warten schon viele Bilder auf ihren Beitrag. Veröffentlichen oder entfernen Sie welche; was liegen bleibt, verschwindet nach einem Tag.
error-picture-no-room = Für Bilder ist hier gerade kein Platz mehr. Ohne Bild lässt sich der Beitrag veröffentlichen. Bitte sagen Sie denen Bescheid, die die Plattform betreiben.
error-picture-gone = Ein Bild wurde vor mehr als einem Tag hochgeladen und ist nicht mehr da. Laden Sie es noch einmal hoch.
error-picture-none = Wählen Sie zuerst ein Bild aus.
error-alternative-missing = Beschreiben Sie jedes Bild für alle, die es nicht sehen können.
error-alternative-too-long = Die Bildbeschreibung ist zu lang. Nehmen Sie höchstens 1.500 Zeichen.
report-lead-community = Die Meldung lesen die Gastgebenden von { $community }, mit Ihrem Namen.
report-lead-outsiders = Die Meldung liest die Verwaltung dieser Instanz, denn in { $community } ist niemand von hier gastgebend. Sie liest weder Ihren Namen noch den Beitrag.
flash-reported = Gemeldet. Danke, dass Sie hinsehen.
reports-how = Öffnen Sie den Beitrag, um ihn zu entfernen. Dann schließen Sie hier die Meldung.

## Ohne Verbindung

offline-typed = Was Sie schon abgeschickt haben, ist nicht verloren. Mit „Zurück“ kommen Sie wieder zu dem, was Sie geschrieben haben.

## Grenzen

error-too-many-reports = Von Ihnen kamen heute schon viele Meldungen. Sie sind angekommen. Morgen können Sie wieder melden.
error-too-many-follows = Sie haben heute schon sehr viele Anfragen an Menschen und Gruppen gestellt. Morgen geht es weiter.
## Suchen, Hashtags, Darstellung

search-field = Wonach suchen Sie?
search-nothing-text = Versuchen Sie es mit weniger oder anderen Wörtern. Gefunden wird, was alle Wörter enthält. Menschen und Gruppen anderer Instanzen finden Sie auch mit ihrer ganzen Adresse.
error-search-nothing-there = Unter dieser Adresse gibt es nichts, was hier gezeigt werden kann. Prüfen Sie die Schreibweise.
tag-unfollow = Sie folgen, nicht mehr folgen
tag-lead = Beiträge mit Hashtags, denen Sie folgen, stehen auch auf Ihrer Startseite.
tag-because = Weil Sie folgen:
tag-empty-text = Schreiben Sie #{ $tag } in einen Beitrag, dann steht er hier.
error-too-many-tags = Sie folgen schon 200 Hashtags. Folgen Sie erst einem anderen nicht mehr.
## Verwaltung

administration-all-well = Alles läuft. Gerade wartet nichts auf Sie.
person-own = Das ist Ihr eigenes Konto. Rechte und Sperre kann nur jemand anders aus der Verwaltung ändern.
suspended-advice = Wenn Sie das für falsch halten, wenden Sie sich an die Verwaltung. Beiträge bleiben stehen, bis dahin kann niemand das Konto benutzen.
invitation-link-lead = Geben Sie diesen Link an die eingeladene Person weiter, am besten persönlich.
reset-link-lead = Geben Sie diesen Link nur an die Person selbst weiter. Er gilt eine Stunde.
error-last-admin = Danach könnte niemand mehr die Instanz verwalten. Nehmen Sie zuerst jemand anders in die Verwaltung auf.
error-host-own = Das ist diese Instanz selbst. Nehmen Sie die Adresse eines anderen Servers.
error-decision-missing = Schreiben Sie kurz auf, was entschieden wurde.

## Einrichtung, Einstellungen und Angaben der Instanz

setting-mail-test-sent = Der Mailserver hat eine Mail an { $to } angenommen. Sehen Sie nach, ob sie ankommt.
error-instance-name-missing = Geben Sie der Plattform einen Namen.
error-instance-name-too-long = Der Name ist zu lang. Nehmen Sie höchstens 60 Zeichen.
error-instance-description-too-long = Die Beschreibung ist zu lang. Nehmen Sie höchstens 500 Zeichen.
error-registration-missing = Wählen Sie aus, wer mitmachen darf.
error-domains-missing = Nennen Sie mindestens eine Domain, oder wählen Sie etwas anderes.
error-mail-server-missing = Nennen Sie zuerst den Mailserver.
error-mail-open = Ohne Verschlüsselung ginge das Passwort offen durchs Netz. Wählen Sie TLS oder STARTTLS.
error-registration-closed = Hier kann man sich nicht selbst anmelden. Fragen Sie nach einer Einladung.
error-registration-domain = Mit einer Adresse dieser Domain kann man sich hier nicht anmelden. Nehmen Sie Ihre dienstliche Mailadresse.
register-lead = Geben Sie Ihre Mailadresse an. Sie bekommen einen Link, mit dem es weitergeht.
register-sent = Sehen Sie in Ihr Postfach: Ein Link ist unterwegs.
register-sent-advice = Kommt nichts an, sehen Sie im Spam-Ordner nach. Gibt es mit dieser Adresse schon ein Konto, kommt keine Mail; melden Sie sich dann an oder fordern Sie ein neues Passwort an.
setup-step-administrator = Ihr Konto für die Administration
setup-address-other = Der Browser hat eine andere Adresse aufgerufen: { $host }. Prüfen Sie instance.origin und ob der Proxy den Host-Header weitergibt.
setup-address-proto = Der Proxy meldet eine unverschlüsselte Verbindung. Prüfen Sie, ob er überall https verlangt.
setup-address-http = Die Verbindung ist nicht verschlüsselt. Setzen Sie instance.origin auf eine Adresse mit https.
setup-administrator-lead = Mit diesem Konto verwalten Sie die Plattform und nehmen selbst teil.
setup-administrator-name = Ihr Name
setup-administrator-email = Ihre E-Mail-Adresse
setup-password-kept = Leer bleibt das Passwort, das Sie schon gewählt haben.
setup-finish-lead = Danach ist die Plattform für alle erreichbar, und Sie sind angemeldet.
setup-under-way-advice = Kommen Sie später wieder. Wer sie einrichtet, nimmt den Link, den das Programm beim Start ausgibt.
setup-done-advice = Melden Sie sich an, um sie zu verwalten.

## Barrieren

barrier-lead = Etwas lässt sich nicht lesen, nicht bedienen oder nicht verstehen? Sagen Sie es uns, auch ohne Anmeldung. Wir kümmern uns darum.
barrier-words-hint = Was wollten Sie tun, und was ist passiert? Hilfreich ist auch, womit Sie arbeiten, zum Beispiel mit einem Screenreader.
barrier-email-hint = Wir brauchen sie nur, wenn Sie eine Antwort möchten, und löschen sie, sobald die Sache erledigt ist.
error-barrier-words-missing = Beschreiben Sie, was nicht funktioniert.

## Überblick

digest-nothing-text = In diesem Zeitraum ist nichts, was Sie noch nicht gesehen haben.
digest-waiting = Das wartet auf Sie
digest-elsewhere = Von Menschen und zu Themen, denen Sie folgen
## Eigene Daten
data-lead = Ihr Profil und alles, was Sie hier geschrieben haben, gehört Ihnen.
data-nameless = Was Sie ohne Namen geschrieben haben, ist nicht dabei: niemand weiß, dass es von Ihnen ist.
data-leave = Ihr Profil, Ihre Beiträge und Ihre Kommentare werden gelöscht, hier und auf den anderen Servern, die davon eine Kopie haben. Vorher haben Sie sieben Tage Zeit, es sich anders zu überlegen.
data-leaving = Ihr Konto wird gelöscht
data-leaving-text = Bis dahin ist alles wie gewohnt, und Sie können das Konto behalten. Danach lässt sich nichts wiederherstellen.
export-lead = Wir stellen alles zusammen, was zu Ihnen gehört: Profil, Beiträge, Kommentare, Bilder, Reaktionen, Gruppen, wem Sie folgen, Gemerktes und Mitteilungen. Sie bekommen eine ZIP-Datei mit einer Seite zum Lesen und mit Dateien, die andere Plattformen verstehen.
export-password-hint = Damit niemand anders an Ihrem Gerät Ihre Daten mitnimmt.
export-making = Ihre Daten werden zusammengestellt. Das dauert meist nur wenige Minuten.
export-ready = Ihre Daten liegen bereit. Nur Sie können sie herunterladen, bis { $until }.
flash-export-asked = Ihre Daten werden zusammengestellt.
error-export-already = Ihre Daten werden schon zusammengestellt.
departure-lead = Nach Ihrer Bestätigung haben Sie sieben Tage Zeit, es sich anders zu überlegen: Melden Sie sich an und wählen Sie „Konto behalten“. Danach lässt sich nichts wiederherstellen.
departure-goes-profile = Ihr Profil mit Name, Bild und allen Angaben
departure-goes-posts = Ihre Beiträge, Kommentare und Bilder; wo andere geantwortet haben, steht nur noch, dass etwas gelöscht wurde
departure-goes-relations = Reaktionen, Mitgliedschaften, wem Sie folgen und wer Ihnen folgt, Gemerktes und Mitteilungen
departure-elsewhere = Alle Server, die etwas von Ihnen haben, bekommen Bescheid. Server mit Dienstweg löschen es dann ebenso. Bei anderer Software können wir darum nur bitten.
departure-stays-others = was andere geschrieben haben, auch wenn Sie darin vorkommen
departure-stays-decisions = was Sie als gastgebende oder verwaltende Person über andere entschieden haben, mit der Begründung, aber ohne Ihren Namen
departure-stays-nameless = was Sie ohne Namen geschrieben haben: niemand weiß, dass es von Ihnen ist, auch wir nicht
departure-stays-name = der Benutzername { $username } bleibt gesperrt, damit niemand für Sie gehalten wird
departure-alone = Hier sind nur Sie gastgebend
departure-alone-text = Geben Sie die Rolle vorher weiter, auf der Seite der Mitglieder. Sonst übernimmt sie jemand aus der Verwaltung dieser Instanz:
departure-password-hint = Damit niemand anders an Ihrem Gerät das Konto löscht.
departure-username-hint = Geben Sie zur Bestätigung Ihren Benutzernamen ein: { $username }
error-departure-username = Das ist nicht Ihr Benutzername.
error-departure-last-admin = Sie verwalten diese Instanz allein. Nehmen Sie zuerst jemand anders in die Verwaltung auf, dann können Sie Ihr Konto löschen.
flash-leaving = Ihr Konto wird in sieben Tagen gelöscht.
flash-staying = Ihr Konto bleibt.
layout-leaving = Ihr Konto wird gelöscht: { $until }.
mail-departure-subject = Ihr Konto bei { $instance } wird gelöscht
mail-departure-text = Sie haben darum gebeten, Ihr Konto zu löschen. Das geschieht zu diesem Zeitpunkt: { $until }.
mail-departure-back = Haben Sie es sich anders überlegt, oder waren Sie das nicht? Dann melden Sie sich vorher an und wählen Sie „Konto behalten“.
## Ruhezeiten
error-quiet-time = Geben Sie eine Uhrzeit an, zum Beispiel 18:00. Sollen keine Ruhezeiten gelten, lassen Sie beide Felder leer.
error-quiet-days = Wählen Sie mindestens einen Tag.
## Passkeys
passkeys-lead = Mit einem Passkey melden Sie sich ohne Namen, Passwort und Code an. Ihr Gerät fragt nach Fingerabdruck, Gesicht oder PIN; was Sie ihm zeigen, bleibt im Gerät.
passkeys-none = Sie haben noch keinen Passkey.
passkeys-count = { $count ->
    [one] Sie haben einen Passkey.
   *[other] Sie haben { $count } Passkeys.
}
passkey-suspected = Abgewiesen am { $at }: Der Zähler dieses Passkeys ging zurück. Vielleicht gibt es eine Kopie. Entfernen Sie ihn und fügen Sie einen neuen hinzu.
passkey-remove-lead = Danach meldet Sie dieser Passkey hier nicht mehr an. Auf dem Gerät bleibt er, bis Sie ihn dort löschen. Zeigen Sie zuerst, dass Sie es sind.
passkey-new-lead = Zeigen Sie zuerst, dass Sie es sind. Danach fragt der Browser, wo der Passkey liegen soll.
passkey-name-hint = Woran Sie ihn in der Liste erkennen, zum Beispiel Diensthandy.
passkey-cancelled = Das wurde abgebrochen oder hat zu lange gedauert. Versuchen Sie es noch einmal.
passkey-already = Auf diesem Gerät gibt es schon einen Passkey für Ihr Konto.
passkey-unable = Mit diesem Browser oder Gerät geht das hier nicht. Versuchen Sie es mit einem anderen, oder nehmen Sie Ihr Passwort.
passkey-unreachable = Die Seite ist zu lange offen, oder es gibt keine Verbindung. Laden Sie sie neu und versuchen Sie es noch einmal.
passkey-too-often = Das war zu oft in kurzer Zeit. Warten Sie eine Viertelstunde, oder nehmen Sie Ihr Passwort.
flash-passkey-added = Der Passkey ist angelegt. Ab jetzt können Sie sich damit anmelden.
error-passkey = Dieser Passkey passt nicht, oder es hat zu lange gedauert. Versuchen Sie es noch einmal, oder nehmen Sie Ihr Passwort.
error-passkey-suspected = Dieser Passkey wurde abgewiesen: Sein Zähler ging zurück, vielleicht gibt es eine Kopie. Melden Sie sich mit dem Passwort an, entfernen Sie ihn und fügen Sie einen neuen hinzu.
error-passkey-not-added = Der Passkey konnte nicht geprüft werden und ist hier nicht eingetragen. Versuchen Sie es noch einmal. Löschen Sie ihn vorher auf dem Gerät, falls er dort steht.
error-passkey-none = Es gibt keinen Passkey, mit dem Sie das bestätigen können.
error-passkey-last = Dieser Passkey ist Ihr einziger Weg herein. Legen Sie zuerst ein Passwort fest, oder fügen Sie einen anderen Passkey hinzu.
error-passkeys-full = Mehr als 20 Passkeys kann niemand haben. Entfernen Sie zuerst einen, den Sie nicht mehr brauchen.
mail-passkey-added-subject = Neuer Passkey für Ihr Konto bei { $instance }
mail-passkey-added-text = Mit diesem Passkey kann man sich jetzt bei Ihrem Konto anmelden: { $name }.
mail-passkey-removed-subject = Ein Passkey wurde von Ihrem Konto bei { $instance } entfernt
mail-passkey-removed-text = Mit diesem Passkey kann man sich nicht mehr bei Ihrem Konto anmelden: { $name }.
mail-passkey-suspected-subject = Ein Passkey für Ihr Konto bei { $instance } wurde abgewiesen
mail-passkey-suspected-advice = Entfernen Sie diesen Passkey, fügen Sie einen neuen hinzu und sagen Sie der Administration Bescheid.
mail-passkey-not-me = Waren Sie das nicht? Dann sehen Sie Ihre Passkeys durch, ändern Sie Ihr Passwort und sagen Sie der Administration Bescheid.

## Bilder in Kommentaren
error-picture-not-kept = Das Bild konnte gerade nicht gespeichert werden. Das liegt an uns, nicht an der Datei. Versuchen Sie es in einigen Minuten noch einmal.

## Liste der Entwürfe
drafts-lead = Was Sie angefangen und noch nicht veröffentlicht haben. Nur Sie sehen es. Nach 30 Tagen ohne Änderung wird ein Entwurf gelöscht.
drafts-gone = Den Beitrag oder die Gruppe dazu können Sie nicht mehr sehen.
drafts-empty-text = Was Sie schreiben, wird hier aufgehoben, bis Sie es veröffentlichen.

## Nachricht über fertige Daten
notification-export = Ihre Daten liegen bereit
mail-export-subject = Ihre Daten von { $instance } liegen bereit
mail-export-text = Sie haben darum gebeten, Ihre Daten mitzunehmen. Sie können sie herunterladen, wenn Sie angemeldet sind, bis { $until }.
mail-export-not-me = Waren Sie das nicht? Dann ändern Sie Ihr Passwort und beenden Sie die anderen Sitzungen.

## Überblick per Mail
digest-ended = Der Überblick kommt nicht mehr per Mail. Bei den Mitteilungen können Sie ihn wieder bestellen.
mail-digest-lead = Das ist neu und von Ihnen noch nicht gelesen.
mail-digest-footer = Diese Mail kommt von { $instance }, weil Sie den Überblick per Mail gewählt haben.

## Ausschlüsse, Meldungen und Gastgebende
community-excluded = Die Gastgebenden haben Sie aus dieser Gruppe ausgeschlossen. Beitreten ist deshalb nicht möglich.
community-excluded-until = Die Gastgebenden haben Sie { $until } aus dieser Gruppe ausgeschlossen. Beitreten ist so lange nicht möglich.
notification-banned-until = { $who } hat Sie { $until } aus der Gruppe ausgeschlossen
notification-removed-comment = { $count ->
    [one] { $who } hat Ihren Kommentar zu diesem Beitrag entfernt
   *[other] { $who } haben Ihren Kommentar zu diesem Beitrag entfernt
}
notification-restored-comment = { $count ->
    [one] { $who } hat Ihren Kommentar zu diesem Beitrag wieder freigegeben
   *[other] { $who } haben Ihren Kommentar zu diesem Beitrag wieder freigegeben
}
notification-join-refused = { $count ->
    [one] Ihre Anfrage wurde nicht angenommen: { $who }
   *[other] Ihre Anfrage wurde nicht angenommen: { $who }
}
report-lead-admins = Die Meldung liest die Verwaltung dieser Instanz, mit Ihrem Namen, denn in { $community } ist niemand von hier gastgebend. Wer den Beitrag geschrieben hat, erfährt nicht, wer gemeldet hat.
flash-last-host = Sonst ist hier niemand gastgebend. Machen Sie zuerst ein anderes Mitglied gastgebend, danach können Sie die Rolle abgeben oder gehen.
host-as-administration = Sie entscheiden hier als Verwaltung dieser Instanz. Das steht dann auch so im Protokoll der Gastgebenden.
## Wer man ist, Beitritt, Grenzen
error-password-wrong = Das ist nicht Ihr Passwort.
password-by-passkey = Beim Speichern fragt Ihr Gerät nach Ihrem Passkey.
factor-password-hint = Damit niemand anders an Ihrem Gerät Sie aussperrt.
invitation-nobody-advice = Fragen Sie bei der Administration nach. Nimmt sie wieder Menschen auf, gilt dieser Link, bis er abläuft.
invitation-only-advice = Bitten Sie die Administration um eine Einladung.
register-finish-lead = Drei Angaben, dann sind Sie drin. Ein Passwort können Sie später festlegen.
mail-request-subject = Ihr Konto bei { $instance }
mail-request-not-me = Waren Sie das nicht? Dann tun Sie nichts. Ohne den Link entsteht kein Konto.
error-pace-writing = In der letzten Viertelstunde haben Sie schon 30 Beiträge und Kommentare veröffentlicht. Warten Sie ein paar Minuten und schicken Sie es dann noch einmal ab. Ihr Text steht noch hier.
error-pace-founding = Mehr als fünf Gruppen am Tag kann eine Person nicht gründen. Morgen geht es weiter. Ihre Angaben stehen noch hier.
error-picture-stray = Ein Bild konnte nicht übernommen werden: Es ist nicht mehr da oder stand doppelt im Formular. Sehen Sie nach, welche Bilder noch da sind, und laden Sie fehlende noch einmal hoch.
## Profil und Regeln einer Gruppe
profile-place-hint = Wo Sie arbeiten, zum Beispiel: Musterburg.
profile-informal-hint = Steht in Ihrem Profil: Andere dürfen Sie duzen.
welcome-role-lead = Menschen in anderen Häusern erkennen so, was Sie machen. Beides lässt sich später im Profil ändern.
rules-first = Ihr erster Beitrag in dieser Gruppe. Das haben die Gastgebenden festgelegt:
error-rules-too-long = Die Regeln sind zu lang. Kürzen Sie sie auf höchstens 10.000 Zeichen.

## Eigene E-Mail-Adresse ändern
email-change-lead = Wir schicken einen Link an die neue Adresse. Sie gilt, sobald Sie ihn öffnen.
email-change-sent-advice = Er gilt einen Tag. Kommt nichts an, prüfen Sie die Schreibweise und den Spam-Ordner. Eine Adresse, die schon zu einem Konto gehört, lässt sich nicht nehmen.
error-email-same = Das ist schon Ihre Adresse.
mail-email-asked-text = Für das Konto { $username } bei { $instance } wurde diese Adresse angegeben. Öffnen Sie den Link, damit sie gilt.
mail-email-asked-until = Der Link gilt einen Tag. Waren Sie das nicht, brauchen Sie nichts zu tun.
mail-email-changed-subject = Ihre E-Mail-Adresse bei { $instance } wurde geändert
mail-email-changed-text = Mails von uns gehen ab jetzt an eine andere Adresse. Waren Sie das nicht? Dann melden Sie sich sofort bei der Administration.

## Wem ich folge, wen ich einlade, Gruppen finden
followed-lead = Beiträge dieser Menschen und mit diesen Schlagwörtern stehen auf Ihrer Startseite.
followed-no-people = Sie folgen noch niemandem. Auf jedem Profil gibt es dafür einen Knopf.
followed-no-tags = Sie folgen noch keinem Schlagwort. Auf der Seite jedes Schlagworts gibt es dafür einen Knopf.
notification-invited = { $who } lädt Sie in eine Gruppe ein
error-invite-elsewhere = Einladen lassen sich nur Menschen dieser Instanz. Geben Sie allen anderen den Link.
error-invite-banned = Diese Person ist aus der Gruppe ausgeschlossen. Lassen Sie sie zuerst wieder zu.

## Geschützte Gruppen
application-words = Warum möchten Sie dabei sein?
application-seen-as = Die Gastgebenden sehen Ihren Namen und Ihre Dienststelle: { $organisation }, { $how }.
application-not-vetted = Aufgenommen wird, wer nachweislich in der Verwaltung arbeitet. Für Sie steht noch keine Organisation ein.
community-lapsed = Ihre Mitgliedschaft ruht: Für Sie steht gerade keine Organisation ein. Sobald Ihre Dienststelle wieder bestätigt ist, sehen Sie alles wie vorher.
community-unconfirmed = Ihre Mitgliedschaft ruht: { $instance } hat sie seit drei Tagen nicht bestätigt. Sobald die Instanz wieder antwortet, sehen Sie alles wie vorher.
error-not-vetted = Geschützte Gruppen sind für Menschen, für die eine Organisation einsteht. Bestätigen Sie zuerst Ihre Dienststelle.
error-reach-not-vetted = Eine geschützte Gruppe gründet, für wen eine Organisation einsteht. Bestätigen Sie zuerst unter „Dienststelle“ in Ihren Einstellungen, wo Sie arbeiten.
application-open = Ihre Anfrage ist bei den Gastgebenden. Sie bekommen eine Mitteilung, sobald sie entschieden haben.
application-own-words = Das haben Sie geschrieben:
application-declined = Die Gastgebenden haben Ihre letzte Anfrage abgelehnt.
found-reach-closed-hint = Alle sehen, wofür die Gruppe da ist. Was in ihr steht und wer dabei ist, sehen nur Mitglieder. Sie entscheiden, wer dazukommt.
application-invited = Sie sind eingeladen.
application-invited-by = { $who } lädt Sie ein.
flash-invitation-declined = Sie haben die Einladung abgelehnt.
error-invite-self = Sie sind schon dabei.
error-invite-asking = Diese Person hat selbst um Aufnahme gebeten. Sie finden ihre Anfrage auf dieser Seite.
error-reach-missing = Wählen Sie, wer die Gruppe lesen kann.
error-server-not-asked-yet = Der Server dieser Person ist neu hier und wird gerade gefragt, ob er geschützte Inhalte schützt. Versuchen Sie es in ein paar Minuten noch einmal.
## Organisationen, Dienstadressen, Prüfung
organisations-none-text = Legen Sie die erste an: mit Namen, Ebene und den Domains ihrer Mailadressen.
workplace-lead = Wo Sie arbeiten, steht geprüft in Ihrem Profil. Geschützte Gruppen nehmen nur Geprüfte auf.
workplace-now = So sind Sie geprüft
workplace-none = Noch nicht. Öffentliche Gruppen stehen Ihnen trotzdem offen.
workplace-soon = Die Prüfung läuft bald ab. Bestätigen Sie Ihre Dienstadresse noch einmal, dann gilt sie wieder zwölf Monate.
workplace-own = Ihre Mailadresse { $email } ist bestätigt und gehört zu { $organisation }. Ein Klick genügt.
workplace-address-lead = Wir schicken einen Link an Ihre Dienstadresse. Öffnen Sie ihn angemeldet, dann gilt die Prüfung zwölf Monate. Die Adresse selbst sieht sonst niemand.
workplace-email-hint = Ihre Mailadresse bei der Arbeit. Ihre Domain muss zu einer Organisation gehören, die hier eingetragen ist.
workplace-sent-advice = Er gilt einen Tag. Öffnen Sie ihn in einem Browser, in dem Sie mit diesem Konto angemeldet sind. Kommt nichts an, prüfen Sie die Schreibweise und den Spam-Ordner.
workplace-looks-after = Organisationen, für die Sie einstehen
workplace-looks-after-lead = Dort sehen Sie, wer geprüft ist, und können für weitere Beschäftigte einstehen.
work-link-shown = In Ihrem Profil steht dann der Name der Organisation mit dem Zusatz, dass er geprüft ist. Die Adresse steht dort nicht.
notification-vouching-ends = Dass eine Organisation für Sie einsteht, läuft in weniger als 30 Tagen ab
notification-vouching-withdrawn = Sie gelten nicht mehr als geprüft
mail-work-address-for = Wer sie bestätigt, gilt dort als beschäftigt bei: { $organisation }. Ist das Ihr Konto, melden Sie sich an und öffnen Sie den Link.
mail-work-address-until = Der Link gilt einen Tag und nur für dieses Konto. Ist es nicht Ihres, brauchen Sie nichts zu tun.
mail-vouching-ends-subject = Ihre Prüfung bei { $instance } läuft bald ab
mail-vouching-ends-text = Bis { $until } gelten Sie als beschäftigt bei: { $organisation }.
mail-vouching-ends-how = Bestätigen Sie Ihre Dienstadresse noch einmal, oder bitten Sie die Beauftragten Ihrer Organisation darum. Sonst endet der Zugang zu geschützten Gruppen.
error-organisation-name = Geben Sie der Organisation einen Namen.
error-organisation-level = Wählen Sie eine Ebene.
error-organisation-key = Dieser Schlüssel passt nicht: 2, 3, 5, 8, 9 oder 12 Ziffern, vorn die Nummer des Landes (01 bis 16, 00 für den Bund), und so genau wie die Ebene. Lassen Sie das Feld leer, wenn es keinen gibt.
error-organisation-domain = Mindestens eine Zeile ist keine Domain. Schreiben Sie sie so: essen.de
error-organisation-domain-taken = Mindestens eine dieser Domains gehört schon zu einer anderen Organisation. Nehmen Sie sie dort zuerst heraus.
error-vouching-oneself = Für sich selbst können Sie nicht einstehen. Bestätigen Sie Ihre Dienstadresse, oder bitten Sie die Administration.
error-vouching-elsewhere = Für diese Person steht schon eine andere Organisation ein. Wechselt sie zu Ihnen, bestätigt sie ihre neue Dienstadresse selbst, oder die Administration trägt es ein.
error-vouching-reason = Schreiben Sie in einem Satz, warum.
error-work-address-unknown = Die Domain dieser Adresse gehört zu keiner Organisation, die hier eingetragen ist. Prüfen Sie die Schreibweise. Fehlt Ihre Organisation, bitten Sie die Administration, sie einzutragen.
error-work-address-own = Die Mailadresse Ihres Kontos ist nicht bestätigt oder gehört zu keiner Organisation, die hier eingetragen ist.
error-work-address-no-mail = Diese Instanz verschickt keine Mails. Die Administration oder Beauftragte Ihrer Organisation können von Hand für Sie einstehen.
error-work-address-taken = Mit dieser Adresse ist schon ein anderes Konto geprüft. Eine Dienstadresse steht für eine Person. Ist es Ihre, melden Sie sich bei der Administration.
error-work-link = Der Link gilt nicht mehr: Er wurde schon benutzt, ist älter als einen Tag, oder es fehlt ein Stück. Lassen Sie sich einen neuen schicken.
error-work-link-foreign = Dieser Link gehört zu einem anderen Konto. Melden Sie sich mit dem Konto an, für das Sie ihn angefordert haben. Haben Sie keinen angefordert, brauchen Sie nichts zu tun.
error-work-link-domain = Die Domain dieser Adresse gehört inzwischen zu keiner Organisation mehr, die hier eingetragen ist. Fragen Sie die Administration.

receipts-overdue = { $count ->
    [one] Eine Bestätigung fehlt seit mehr als 24 Stunden. Fragen Sie noch einmal an, oder wenden Sie sich an die Verwaltung der anderen Instanz: Bis sie bestätigt, können dort noch Kopien liegen.
   *[other] { $count } Bestätigungen fehlen seit mehr als 24 Stunden. Fragen Sie noch einmal an, oder wenden Sie sich an die Verwaltung der anderen Instanzen: Bis sie bestätigen, können dort noch Kopien liegen.
}
notification-guest-received = Eine Organisation hat Sie als Gast aufgenommen
notification-members-cut = Die Verwaltung hat einen Server abgetrennt. Wer von dort Mitglied Ihrer Gruppe war, ist es nicht mehr
notification-cut-off = Die Verwaltung hat den Server einer Gruppe abgetrennt. Ihre Mitgliedschaft oder Anfrage dort ist beendet

# Anmeldung über einen Anbieter (Single Sign-on)
sign-on-leave-lead = Sie melden sich auf der Seite von { $provider } an und kommen danach hierher zurück.
sign-on-choose-lead = Sie haben sich über { $provider } angemeldet und haben hier noch kein Konto. Wählen Sie, wie Sie hier heißen.
sign-on-choose-organisation = Sie gelten als beschäftigt bei: { $organisation }
sign-on-choose-email-taken = Zu { $email } gibt es hier schon ein Konto. Ist es Ihres, dann legen Sie kein zweites an: Melden Sie sich mit Ihrem Passwort oder Passkey an und verbinden Sie es unter „Sicherheit“.
sign-on-again = Gehen Sie zurück zur Anmeldung und beginnen Sie noch einmal.
sign-on-later = Versuchen Sie es in einigen Minuten noch einmal. Wer schon angemeldet ist, bleibt es; auch mit Passwort oder Passkey kommen Sie weiter herein.
sign-on-tell = Sagen Sie der Administration dieser Instanz Bescheid: Genaueres steht dort im Protokoll des Programms.
sign-on-other-way = Versuchen Sie es noch einmal, oder melden Sie sich auf einem anderen Weg an.
sign-on-ask = Fragen Sie Ihre Administration.
sign-on-unknown-advice = Haben Sie hier schon ein Konto, dann melden Sie sich damit an und verbinden Sie es unter „Sicherheit“. Sonst fragen Sie Ihre Administration.
sign-on-taken-advice = Melden Sie sich über diesen Anbieter an, um zu dem anderen Konto zu kommen. Dort können Sie die Verbindung trennen.
sign-on-other-advice = Trennen Sie zuerst die Verbindung, die es gibt.
sign-on-last-advice = Legen Sie zuerst ein Passwort fest, oder fügen Sie einen Passkey hinzu.
sign-on-title = Anmeldung über Ihre Dienststelle
sign-on-lead = Verbinden Sie Ihr Konto, um sich mit dem Zugang Ihrer Dienststelle anzumelden.
sign-on-link-lead = Zeigen Sie zuerst, dass Sie es sind. Danach melden Sie sich bei { $provider } an; von da an kommen Sie auch so in Ihr Konto.
sign-on-unlink-lead = Danach kommen Sie so nicht mehr in Ihr Konto. Sitzungen, die so begannen, enden, und Sie gelten nicht mehr durch diese Anmeldung als geprüft. Zeigen Sie zuerst, dass Sie es sind.
flash-sign-on-linked = Verbunden. Ab jetzt können Sie sich auch so anmelden.
error-sign-on-unknown = Zu Ihrem Zugang bei { $provider } gibt es hier kein Konto, und über diesen Anbieter kommen keine neuen Leute herein.
error-sign-on-nobody = Zu Ihrem Zugang bei { $provider } gibt es hier kein Konto, und auf dieser Instanz wird gerade niemand aufgenommen.
error-sign-on-taken = Ihr Zugang bei { $provider } gehört hier schon zu einem anderen Konto.
error-sign-on-other = Ihr Konto ist schon mit einem anderen Zugang bei { $provider } verbunden.
error-sign-on-last = Die Anmeldung über { $provider } ist Ihr einziger Weg herein.
error-sign-on-anew = Melden Sie sich ab und über Ihre Dienststelle neu an, und versuchen Sie es dann innerhalb von zehn Minuten noch einmal.
mail-vouching-ends-sign-on = Melden Sie sich noch einmal über Ihre Dienststelle an. Sonst endet der Zugang zu geschützten Gruppen.
mail-sign-on-linked-subject = Ihr Konto bei { $instance } ist mit einem Anbieter verbunden
mail-sign-on-linked-text = In Ihr Konto kommt man jetzt auch mit der Anmeldung von: { $provider }.
mail-sign-on-unlinked-subject = Ihr Konto bei { $instance } ist mit einem Anbieter nicht mehr verbunden
mail-sign-on-unlinked-text = In Ihr Konto kommt man nicht mehr mit der Anmeldung von: { $provider }.
mail-sign-on-not-me = Waren Sie das nicht? Dann ändern Sie Ihr Passwort und sagen Sie der Administration Bescheid.
mail-sign-on-action = Zur Sicherheit Ihres Kontos
application-more = Möchten Sie noch etwas sagen?
application-asked-back = Die Gastgebenden haben eine Frage, bevor sie entscheiden. Ergänzen Sie Ihre Anfrage und schicken Sie sie noch einmal.
notification-asked-back = { $count ->
    [one] { $who } möchte noch etwas wissen, bevor Sie aufgenommen werden
   *[other] { $who } möchten noch etwas wissen, bevor Sie aufgenommen werden
}
error-question-missing = Schreiben Sie, was Sie wissen möchten.
error-answer-missing = Beantworten Sie diese Frage.
error-questions-changed = Die Fragen haben sich inzwischen geändert. Sehen Sie sie noch einmal durch.
narrow-closed-hint = Wer jetzt Mitglied ist, bleibt es. Über alle Weiteren entscheiden Sie.
error-narrow-missing = Wählen Sie, wer die Gruppe von jetzt an lesen kann.
error-narrow-open = Menschen anderer Instanzen warten noch auf eine Antwort. Entscheiden Sie erst über ihre Anfragen und ziehen Sie Einladungen an sie zurück.
application-not-admitted = Ihre Dienststelle ({ $organisation }) gehört zu keiner dieser Ebenen.
error-guest-until = Wählen Sie einen Tag, der noch kommt und nicht länger als ein Jahr hin ist.
application-no-guests = Sie sind hier Gast ({ $organisation }). Für Gäste ist diese Gruppe nicht offen.
community-reader = Sie lesen mit
error-only-reads = Sie lesen in dieser Gruppe mit. Schreiben und reagieren können andere Mitglieder; die Gastgebenden können das ändern.
error-role-host = Wer gastgebend ist, liest nicht nur mit. Nehmen Sie der Person zuerst diese Rolle.
notification-reads-only = { $count ->
    [one] { $who } hat festgelegt, dass Sie nur mitlesen
   *[other] { $who } haben festgelegt, dass Sie nur mitlesen
}
notification-takes-part = { $count ->
    [one] { $who } lässt Sie wieder mitschreiben
   *[other] { $who } lassen Sie wieder mitschreiben
}
community-leave-protected = Ihre Beiträge bleiben stehen. Sie lesen dann nichts mehr. Wer wieder dabei sein will, braucht die Zustimmung der Gastgebenden, außer wo alle Beschäftigten beitreten können.
application-refused = Ihre letzte Anfrage wurde nicht angenommen; die Gastgebenden haben sie nicht gesehen.
flash-coming-in = Sie kommen ohne Anfrage herein, sobald die Instanz der Gruppe es bestätigt.
error-narrow-sure = Bestätigen Sie, dass sich das nicht zurücknehmen lässt.
mail-guest-ends-text = Bis { $until } sind Sie Gast von: { $organisation }.
mail-guest-ends-how = Danach endet der Zugang zu geschützten Gruppen. Wer Sie aufgenommen hat, kann das verlängern.
workplace-guest = Sie arbeiten nicht dort: Die Organisation steht bis zum letzten Tag für Sie als Gast ein. Geschützte Gruppen nehmen Sie auf, wenn sie Gäste zulassen.
workplace-guest-soon = Ihre Zeit als Gast endet bald. Wer Sie aufgenommen hat, kann sie verlängern.
refusal-unvouched = Diese Instanz hat der Gruppe nicht nachgewiesen, wo Sie arbeiten.
links-lead = Wer den Link öffnet, sieht Namen und Zweck der Gruppe und wird in Ihrem Namen eingeladen. Geben Sie ihn deshalb nur an Menschen, die dazugehören sollen.
links-fresh = Der Link ist fertig. Kopieren Sie ihn jetzt.
links-no-mail = Diese Instanz verschickt keine Mails. Legen Sie einen Link an und geben Sie ihn weiter.
flash-invitation-kept = Die Einladung ist bei Ihnen. Beitreten können Sie, sobald eine Organisation für Sie einsteht.
error-link-people = Wählen Sie, für wie viele Menschen der Link gilt.
error-link-days = Wählen Sie, wie lange der Link gilt.
error-link-too-many = Von Ihnen gelten hier schon sehr viele Links. Nehmen Sie zuerst welche zurück.
error-link-address = Geben Sie Ihre ganze Adresse an, zum Beispiel: @anna@amt.example.
error-link-here = Diese Adresse ist hier zu Hause. Melden Sie sich an und nehmen Sie die Einladung gleich an.
link-member = Sie sind schon dabei.
link-keep = Die Einladung können Sie schon annehmen. Sie wartet dann auf der Seite der Gruppe, bis jemand für Sie einsteht.
link-register = Noch kein Konto? Legen Sie eines an und öffnen Sie diesen Link dann noch einmal.
link-address = Ihre Adresse
link-sent-text = Sie geht an { $handle }. Melden Sie sich auf { $instance } an: Dort steht sie in Ihren Mitteilungen und unter „Gruppen“, und dort nehmen Sie sie an.
link-sent-nothing = Kommt dort nichts an, sind Sie vielleicht schon dabei, schon eingeladen oder ausgeschlossen. Fragen Sie dann, wer Ihnen den Link gegeben hat.
link-closed-advice = Fragen Sie die Person, von der Sie ihn haben, nach einem neuen.
mail-link-text = { $who } lädt Sie bei { $instance } in eine geschützte Gruppe ein.
mail-link-how = Der Link zeigt Ihnen, worum es geht. Zum Annehmen brauchen Sie ein Konto bei { $instance } oder bei einer anderen Instanz, die geschützte Gruppen kennt.
mail-link-not-me = Sagt Ihnen das nichts, brauchen Sie nichts zu tun.

# Names: the Chatham House Rule, and writing without a name
nameless-hint = Alle sehen, dass ein Mitglied das geschrieben hat, aber niemand kann sehen, wer. Deshalb können Sie es danach nicht ändern oder zurücknehmen, und niemand kann Ihnen Antworten melden. Bilder gehen nicht mit, und es wird kein Entwurf gespeichert. Ihr Stil und Ihr Wissen können Sie trotzdem verraten.
invite-link = Oder geben Sie die Adresse der Gruppe weiter, zum Beispiel per Mail. Sie lässt niemanden ein: Wer sie öffnet, kann um Aufnahme bitten oder beitreten, wie die Gruppe es vorsieht. Menschen anderer Instanzen suchen die Gruppe dort unter dieser Adresse.
nameless-alone-here = Von hier sind nur Sie Mitglied. { $instance } kann daran erkennen, dass Sie es sind.
nameless-hint-elsewhere = Alle sehen, dass ein Mitglied das geschrieben hat, aber niemand kann sehen, wer. Deshalb können Sie es danach nicht ändern oder zurücknehmen, und niemand kann Ihnen Antworten melden oder sagen, ob es angekommen ist. Bilder gehen nicht mit, und es wird kein Entwurf gespeichert. { $instance } veröffentlicht es und merkt dabei kurz, von welcher Instanz es kommt: Sind von hier nur wenige Mitglied, kann das genügen, um Sie zu erkennen. Auch Ihr Stil und Ihr Wissen können Sie verraten.
flash-published-nameless = Veröffentlicht, ohne Ihren Namen.
flash-sent-nameless = Abgeschickt, ohne Ihren Namen. Zu sehen ist es, sobald die Instanz der Gruppe es veröffentlicht.
error-nameless-pictures = Bilder sind ohne Namen nicht möglich. Nehmen Sie sie heraus, oder schreiben Sie mit Ihrem Namen.
rule-held-choice = Rufen Sie an, wer ihn bisher betrieben hat, und fragen Sie, ob er neu aufgesetzt wurde. Wenn ja: „Server erlauben“, dann gelten die neuen Schlüssel. Wenn nein oder wenn niemand zu erreichen ist: weiter unten „Abtrennen“, dann enden auch die Mitgliedschaften.
