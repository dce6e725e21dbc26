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
error-title-empty = Geben Sie dem Beitrag eine Überschrift.
error-malformed-advice = Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.
