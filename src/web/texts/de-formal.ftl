# Deutsch mit „Sie“: nur, was die lesende Person anspricht. Alles andere kommt aus de.ftl.

error-not-found-advice = Prüfen Sie die Adresse. Gehört der Inhalt zu einer Gruppe, hilft es vielleicht, ihr beizutreten.
error-not-signed-in-advice = Melden Sie sich an und versuchen Sie es noch einmal.
error-forbidden-advice = Wenn Sie meinen, dass es erlaubt sein sollte, sprechen Sie mit den Hosts der Gruppe oder mit der Administration.
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
error-form-expired = Das Formular ist abgelaufen. Gehen Sie zurück, laden Sie die Seite neu und senden Sie es noch einmal.
error-username-taken = Dieser Name ist schon vergeben. Wählen Sie einen anderen.

home-empty-text = Treten Sie einer Gruppe bei. Was dort geschrieben wird, erscheint dann auf dieser Seite.
home-greeting = Guten Tag, { $name }
home-no-communities = Sie sind noch in keiner Gruppe.
communities-none-yet-text = Suchen Sie eine Gruppe zu Ihrem Thema, oder gründen Sie selbst eine. Gruppen anderer Instanzen stehen Ihnen genauso offen.
community-requested-text = Ihre Anfrage ist unterwegs oder wird gerade geprüft.
community-host = Sie sind hier Host
community-leave-text = Ihre Beiträge bleiben stehen. Sie können jederzeit wieder beitreten.
find-lead = Auch Gruppen anderer Instanzen: Sie treten bei, ohne sich dort anzumelden.
find-nothing-text = Prüfen Sie die Schreibweise. Die ganze Adresse hat die Form name@instanz.
profile-following = Sie folgen
profile-empty-text = Was diese Person schreibt und Sie sehen dürfen, erscheint hier.
edit-profile-name-hint = So sehen Sie die anderen, auch auf anderen Instanzen.
edit-profile-about = Über Sie
edit-profile-about-hint = Was machen Sie? Was können Sie gut erklären, was suchen Sie? Auch mit Markdown.
flash-joined = Willkommen! Sie sind jetzt Mitglied.
flash-requested = Ihre Anfrage ist unterwegs.
flash-left = Sie haben die Gruppe verlassen.
flash-founded = Die Gruppe ist gegründet. Schreiben Sie gleich den ersten Beitrag!
flash-published = Ihr Beitrag ist veröffentlicht.
flash-commented = Ihr Kommentar ist da.
flash-following = Sie folgen jetzt.
flash-unfollowed = Sie folgen nicht mehr.
flash-logged-out = Sie sind abgemeldet.
audience-followers = alle, die Ihnen folgen
error-title-too-long = Die Überschrift ist zu lang. Nehmen Sie höchstens 200 Zeichen.
error-text-missing = Schreiben Sie etwas, bevor Sie es abschicken.
error-text-too-long = Der Text ist zu lang. Kürzen Sie ihn oder teilen Sie ihn auf mehrere Beiträge auf.
error-name-missing = Geben Sie einen Namen an.
error-name-too-long = Der Name ist zu lang. Nehmen Sie höchstens 100 Zeichen.
error-purpose-empty = Sagen Sie in einem Satz, wozu es die Gruppe gibt.
error-purpose-too-long = Der Zweck ist zu lang. Nehmen Sie höchstens 500 Zeichen.
error-log-in-failed = Name oder Passwort stimmt nicht. Versuchen Sie es noch einmal.
error-log-in-needed = Dafür müssen Sie angemeldet sein.
error-session-expired = Die Sitzung ist abgelaufen. Laden Sie die Seite neu und schicken Sie das Formular noch einmal ab.
error-not-a-member = Das können nur Mitglieder der Gruppe. Treten Sie ihr zuerst bei.
error-last-host = Sie sind der letzte Host. Geben Sie die Rolle weiter, bevor Sie gehen.
error-banned = Die Hosts haben Sie aus dieser Gruppe ausgeschlossen.
error-username-characters = Nehmen Sie nur Kleinbuchstaben ohne Umlaute, Ziffern und dazwischen _ - und Punkt.
error-username-length = Nehmen Sie 2 bis 40 Zeichen.
error-username-reserved = Dieser Name ist für das System reserviert. Nehmen Sie einen anderen.

## Bilder

error-picture-unknown = Diese Datei ist kein Bild, das hier gelesen werden kann. Nehmen Sie JPEG, PNG, GIF oder WebP.
error-picture-too-large = Das Bild ist größer als 8 MB. Verkleinern Sie es und laden Sie es noch einmal hoch.
error-picture-too-many-pixels = Das Bild hat mehr als 40 Millionen Bildpunkte. Verkleinern Sie es und laden Sie es noch einmal hoch.
error-picture-broken = Das Bild ist beschädigt und lässt sich nicht lesen. Speichern Sie es neu und laden Sie es noch einmal hoch.
error-picture-too-many = Ein Beitrag hat höchstens vier Bilder. Entfernen Sie eines, bevor Sie ein weiteres hochladen.
error-picture-too-many-drafts = Von Ihnen warten schon viele Bilder auf ihren Beitrag. Veröffentlichen oder entfernen Sie welche; was liegen bleibt, verschwindet nach einem Tag.
error-picture-gone = Ein Bild wurde vor mehr als einem Tag hochgeladen und ist nicht mehr da. Laden Sie es noch einmal hoch.
error-picture-none = Wählen Sie zuerst ein Bild aus.
error-alternative-missing = Beschreiben Sie jedes Bild für alle, die es nicht sehen können.
error-alternative-too-long = Die Bildbeschreibung ist zu lang. Nehmen Sie höchstens 1.500 Zeichen.
