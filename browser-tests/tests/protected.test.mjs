// A protected community, from its founding on: two instances, work addresses, an application from elsewhere, and the end of it.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sound } from '../src/checks.mjs';
import { VIEWS, arrives, launch, logIn, press, visitor } from '../src/chromium.mjs';
import { PASSWORD, POSTGRES, neighbours } from '../src/instances.mjs';
import { picture } from '../src/pictures.mjs';
import { square } from '../src/square.mjs';

/** Adds an organisation as an administrator. */
async function organisation(page, name, domain) {
  await page.goto('/verwaltung/organisationen/neu');
  await sound(page);
  await page.locator('input[name=name]').fill(name);
  await page.locator('#level-municipality').check();
  await page.locator('textarea[name=domains]').fill(domain);
  await press(page, 'Speichern');
}

for (const [here, there] of [
  ['sqlite', 'postgres'],
  ['postgres', 'sqlite'],
]) {
  describe(`a protected community with rudi on ${here} and next on ${there}`, { skip: !POSTGRES && 'set TEST_POSTGRES_URL' }, () => {
    let browser, instances, mails, rudi, next, anna, dora, community, thread;

    before(async () => {
      [browser, instances] = await Promise.all([launch(), neighbours(here, there)]);
      ({ mails, rudi, next } = instances);
      rudi.account('anna', 'Anna Beispiel', '--organisation', 'Stadt Essen', '--admin');
      next.account('dora', 'Dora Nachbar', '--organisation', 'Kreis Unna', '--admin');
      [anna, dora] = [await visitor(browser, rudi.origin), await visitor(browser, next.origin)];
      await logIn(anna, 'anna', PASSWORD);
      await logIn(dora, 'dora', PASSWORD);
      community = `/g/krise@${new URL(rudi.origin).host}`;
    });

    after(async () => {
      await browser?.close();
      await instances?.stop();
    });

    test('whoever is nobody’s staff founds none, and a link to the work address changes that', async () => {
      await organisation(anna, 'Stadt Essen', 'essen.example');
      const found = async () => {
        await anna.goto('/gruppen/neu');
        await anna.locator('input[name=name]').fill('Krisenstab');
        await anna.locator('input[name=handle]').fill('krise');
        await anna.locator('[name=purpose]').fill('Lagen besprechen, unter uns.');
        await anna.getByLabel('Nur aufgenommene Mitglieder').check();
        await anna.locator('main form button[type=submit]').last().click();
        await anna.waitForLoadState();
      };
      await found();
      assert.match(await anna.locator('.kern-alert, [role=alert], .error-summary').first().innerText(), /Organisation einsteht/);
      await sound(anna);
      await anna.goto('/ich/dienststelle');
      await anna.locator('input[name=email]').fill('anna@essen.example');
      await press(anna, 'Link schicken');
      await sound(anna);
      await anna.goto(await mails.link('anna@essen.example', rudi.origin));
      await press(anna, 'Ja, das ist meine Dienstadresse');
      await sound(anna);
      await found();
      await anna.waitForURL('**/g/krise');
      await press(anna, 'Beitrag schreiben');
      await anna.getByText('die Mitglieder dieser Gruppe').first().waitFor();
      await anna.getByLabel('Überschrift').fill('Lage am Montag');
      await anna.locator('textarea[name=text]').fill('Die Brücke ist gesperrt.');
      await anna.locator('input[type=file]').setInputFiles({ name: 'plan.png', mimeType: 'image/png', buffer: square() });
      await press(anna, /hochladen/i);
      await anna.locator('textarea[name^=alternative-]').fill('Der Plan der Umleitung');
      await press(anna, 'Veröffentlichen');
      await anna.locator('main img[alt="Der Plan der Umleitung"]').waitFor();
      await sound(anna);
    });

    test('hosts say what they want to know from who asks', async () => {
      await anna.goto('/g/krise/bearbeiten');
      await anna.locator('textarea[name=questions]').fill('Warum bewegt dich das Thema?\nWas bringst du ein?');
      await sound(anna);
      await picture(anna, 'protected-questions');
      await press(anna, 'Speichern');
    });

    test('somebody elsewhere asks to be let in, and sees nothing before', async () => {
      await arrives(dora, community, 'Nur für Mitglieder');
      const outside = await dora.locator('main').innerText();
      assert.match(outside, /Für dich steht noch keine Organisation ein/);
      assert.doesNotMatch(outside, /Lage am Montag|Anna Beispiel/);
      await sound(dora);
      await organisation(dora, 'Kreis Unna', 'unna.example');
      await dora.goto('/verwaltung/organisationen');
      await dora.getByRole('link', { name: 'Kreis Unna' }).click();
      await dora.locator('input[name=handle]').fill('dora');
      await press(dora, 'Dafür einstehen');
      await dora.goto(community);
      await dora.getByText('Kreis Unna, von Hand geprüft').waitFor();
      await sound(dora);
      await picture(dora, 'protected-application');
      await dora.getByLabel('Warum bewegt dich das Thema?').fill('Bei uns ist dieselbe Brücke gesperrt.');
      await dora.getByLabel('Was bringst du ein?').fill('Die Pläne des Kreises.');
      await press(dora, 'Um Aufnahme bitten');
      await dora.getByText('Deine Anfrage ist bei den Gastgebenden').first().waitFor();
      await sound(dora);
    });

    test('a host lets her in, and she reads, sees the picture and answers', async () => {
      await arrives(anna, '/g/krise/mitglieder', 'Bei uns ist dieselbe Brücke gesperrt.');
      assert.match(await anna.locator('#anfragen').innerText(), /Dora Nachbar[\s\S]*Kreis Unna/);
      await sound(anna);
      await picture(anna, 'protected-applicants');
      await anna.locator('#anfragen summary', { hasText: 'Nachfragen' }).click();
      await anna.locator('#anfragen input[name=question]').fill('Um welchen Abschnitt geht es?');
      await press(anna, 'Nachfragen');
      await arrives(dora, community, 'Um welchen Abschnitt geht es?');
      await sound(dora);
      await picture(dora, 'protected-asked-back');
      await dora.locator('textarea[name=words]').fill('Um den Südring.');
      await press(dora, 'Ergänzte Anfrage senden');
      await arrives(anna, '/g/krise/mitglieder', 'Um den Südring.');
      await press(anna, 'Aufnehmen');
      await arrives(dora, community, 'Lage am Montag');
      await sound(dora);
      await picture(dora, 'protected-inside');
      await dora.getByRole('link', { name: 'Lage am Montag' }).first().click();
      await dora.waitForURL('**/b/*');
      thread = new URL(dora.url()).pathname;
      const shown = dora.locator('main img[alt="Der Plan der Umleitung"]');
      await shown.waitFor();
      await dora.waitForFunction((image) => image.complete && image.naturalWidth > 0, await shown.elementHandle());
      await dora.locator('#answer textarea, form textarea[name=text]').first().fill('Wir leiten über Kamen um.');
      await press(dora, 'Kommentieren');
      await arrives(dora, new URL(dora.url()).pathname, 'Wir leiten über Kamen um.');
      await sound(dora);
      await anna.goto('/g/krise');
      await anna.getByRole('link', { name: 'Lage am Montag' }).first().click();
      await anna.waitForURL('**/b/*');
      await arrives(anna, new URL(anna.url()).pathname, 'Wir leiten über Kamen um.');
    });

    test('a host elsewhere decides about somebody, from where she is', async () => {
      rudi.account('bert', 'Bert Muster', '--organisation', 'Stadt Essen');
      await anna.goto('/verwaltung/organisationen');
      await anna.getByRole('link', { name: 'Stadt Essen' }).click();
      await anna.locator('input[name=handle]').fill('bert');
      await press(anna, 'Dafür einstehen');
      await anna.goto('/g/krise/mitglieder');
      const member = anna.locator('li', { hasText: 'Dora Nachbar' });
      await member.locator('summary').click();
      await member.getByRole('button', { name: /gastgebend/i }).click();
      await anna.waitForLoadState();
      const bert = await visitor(browser, rudi.origin);
      await logIn(bert, 'bert', PASSWORD);
      await bert.goto('/g/krise');
      await bert.getByLabel('Warum bewegt dich das Thema?').fill('Ich fahre die Umleitung ab.');
      await bert.getByLabel('Was bringst du ein?').fill('Ein Fahrrad.');
      await press(bert, 'Um Aufnahme bitten');
      await arrives(dora, `${community}/mitglieder`, 'Ich fahre die Umleitung ab.');
      assert.match(await dora.locator('#anfragen').innerText(), /Bert Muster[\s\S]*Stadt Essen/);
      await sound(dora);
      await picture(dora, 'protected-host-elsewhere');
      await dora.goto('/mitteilungen');
      assert.match(await dora.locator('main').innerText(), /Bert Muster hat um Aufnahme gebeten/);
      await dora.goto(`${community}/mitglieder`);
      await press(dora, 'Aufnehmen');
      await arrives(bert, '/g/krise', 'Lage am Montag');
      await sound(bert);
      await bert.context().close();
      await anna.goto('/g/krise/mitglieder');
      const host = anna.locator('li', { hasText: 'Dora Nachbar' });
      await host.locator('summary').click();
      await host.getByRole('button', { name: 'Nicht mehr' }).or(host.locator('form[action$=mitglied] button')).first().click();
      await anna.waitForLoadState();
    });

    test('hosts let a member only read, and write again', async () => {
      const change = async (button) => {
        await anna.goto('/g/krise/mitglieder');
        const member = anna.locator('li', { hasText: 'Dora Nachbar' });
        await member.locator('summary').click();
        await member.getByRole('button', { name: button }).click();
        await anna.waitForLoadState();
      };
      await change('Nur mitlesen lassen');
      await anna.getByText('liest mit', { exact: true }).waitFor();
      await sound(anna);
      await arrives(dora, community, 'Du liest mit');
      await sound(dora);
      await dora.goto(thread);
      await dora.getByText('Du liest in dieser Gruppe mit.').waitFor();
      assert.equal(await dora.locator('textarea[name=text]').count(), 0);
      await sound(dora);
      await change('Mitschreiben lassen');
      await arrives(dora, thread, 'Kommentieren');
    });

    test('a guest comes in where guests are admitted, and is marked as one', async () => {
      next.account('gerd', 'Gerd Gast', '--organisation', 'Institut');
      await dora.goto('/verwaltung/organisationen');
      await dora.getByRole('link', { name: 'Kreis Unna' }).click();
      await dora.locator('input[name=guest]').fill('gerd');
      await dora.locator('input[name=until]').fill(new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10));
      await press(dora, 'Als Gast aufnehmen');
      await dora.getByText('Die Person ist jetzt Gast der Organisation.').waitFor();
      await sound(dora);
      const gerd = await visitor(browser, next.origin);
      await logIn(gerd, 'gerd', PASSWORD);
      await gerd.goto(community);
      await gerd.getByText('Für Gäste ist diese Gruppe nicht offen.').waitFor();
      await sound(gerd);
      await anna.goto('/g/krise/bearbeiten');
      await anna.locator('#guests').check();
      await press(anna, 'Speichern');
      await arrives(gerd, community, 'Auch Gäste werden aufgenommen.');
      await gerd.getByLabel('Warum bewegt dich das Thema?').fill('Ich forsche über Umleitungen.');
      await gerd.getByLabel('Was bringst du ein?').fill('Zahlen.');
      await press(gerd, 'Um Aufnahme bitten');
      await arrives(anna, '/g/krise/mitglieder', 'Ich forsche über Umleitungen.');
      assert.match(await anna.locator('#anfragen').innerText(), /Gerd Gast[\s\S]*Gast: Kreis Unna/);
      await sound(anna);
      await picture(anna, 'protected-guest');
      await press(anna, 'Aufnehmen');
      await arrives(gerd, community, 'Lage am Montag');
      await gerd.context().close();
    });

    test('members speak under the Chatham House Rule, and without their names', async () => {
      const naming = async (on) => {
        await anna.goto('/g/krise/bearbeiten');
        await anna.locator('#chatham').setChecked(on);
        await anna.locator('#nameless').setChecked(on);
        await press(anna, 'Speichern');
      };
      await naming(true);
      await arrives(dora, thread, 'Wer es gesagt hat und aus welcher Organisation, wird nicht weitergegeben.');
      await dora.locator('textarea[name=text]').first().fill('Das hat bei uns nicht funktioniert.');
      await dora.locator('input[name=nameless]').first().check();
      await dora.getByText('Ohne Namen wird kein Entwurf gespeichert.').waitFor();
      await dora.getByText('Diese Gruppe hat nur wenige Mitglieder.').first().waitFor();
      await sound(dora);
      await picture(dora, 'protected-nameless');
      await press(dora, 'Kommentieren');
      await dora.getByText('Abgeschickt, ohne deinen Namen.').first().waitFor();
      await anna.goto('/g/krise');
      await anna.getByRole('link', { name: 'Lage am Montag' }).first().click();
      await anna.waitForURL('**/b/*');
      for (const [page, path] of [
        [anna, new URL(anna.url()).pathname],
        [dora, thread],
      ]) {
        await arrives(page, path, 'Das hat bei uns nicht funktioniert.');
        const comment = page.locator('li.comment', { hasText: 'Das hat bei uns nicht funktioniert.' }).last();
        assert.match(await comment.innerText(), /Ein Mitglied, ohne Namen/);
        assert.doesNotMatch(await comment.innerText(), /Dora|Unna/);
        await sound(page);
      }
      await picture(anna, 'protected-said-without-name');
      await dora.goto('/entwuerfe');
      assert.doesNotMatch(await dora.locator('main').innerText(), /nicht funktioniert/);
      await naming(false);
    });

    test('strangers find what is inside nowhere, and whoever is out reads no more', async () => {
      const stranger = await visitor(browser, next.origin);
      const answer = await stranger.goto(thread);
      assert.equal(answer.status(), 404);
      stranger.faults.splice(0);
      assert.doesNotMatch(await stranger.locator('body').innerText(), /Lage am Montag/);
      await stranger.goto(community);
      assert.doesNotMatch(await stranger.locator('body').innerText(), /Lage am Montag/);
      await sound(stranger);
      await stranger.context().close();

      await anna.goto('/g/krise/mitglieder');
      const member = anna.locator('li', { hasText: 'Dora Nachbar' });
      await member.locator('summary').click();
      await member.getByRole('link', { name: /ausschließen/i }).click();
      await anna.getByLabel(/Begründung|Warum|Grund/).first().fill('Der Stab ist aufgelöst');
      await press(anna, 'Ausschließen');
      await arrives(dora, community, 'Der Stab ist aufgelöst');
      assert.doesNotMatch(await dora.locator('main').innerText(), /Lage am Montag/);
      const gone = await dora.goto(thread);
      assert.ok([404, 410].includes(gone.status()), `${gone.status()}`);
      dora.faults.splice(0);
      await sound(dora);
    });

    test('somebody elsewhere is invited into what nobody else finds', async () => {
      await anna.goto('/gruppen/neu');
      await sound(anna);
      await picture(anna, 'protected-founding');
      await anna.locator('input[name=name]').fill('Lagebild');
      await anna.locator('input[name=handle]').fill('lage');
      await anna.locator('[name=purpose]').fill('Was noch niemand weiß.');
      await anna.getByLabel('Nur Eingeladene').check();
      await anna.locator('main form button[type=submit]').last().click();
      await anna.waitForURL('**/g/lage');
      await anna.goto('/g/lage/mitglieder');
      await anna.locator('input[name=handle]').fill('dora@nirgends');
      await press(anna, 'Einladen');
      assert.match(await anna.locator('main').innerText(), /niemand zu finden/);
      await sound(anna);
      await anna.locator('input[name=handle]').fill(`dora@${new URL(next.origin).host}`);
      await anna.locator('textarea[name=words]').fill('Du kennst die Lage.');
      await press(anna, 'Einladen');
      await anna.locator('#eingeladen').getByRole('link', { name: 'Dora Nachbar' }).waitFor();
      await sound(anna);
      await picture(anna, 'protected-invited');
      const hidden = `/g/lage@${new URL(rudi.origin).host}`;
      await arrives(dora, '/gruppen', 'Lagebild');
      await sound(dora);
      await dora.goto('/mitteilungen');
      assert.match(await dora.locator('main').innerText(), /Anna Beispiel lädt dich in eine Gruppe ein/);
      await dora.goto(hidden);
      await dora.getByText('Du kennst die Lage.').waitFor();
      await sound(dora);
      await picture(dora, 'protected-invitation');
      const stranger = await visitor(browser, rudi.origin);
      await logIn(stranger, 'bert', PASSWORD);
      assert.equal((await stranger.goto('/g/lage')).status(), 404);
      stranger.faults.splice(0);
      await stranger.goto('/gruppen');
      assert.doesNotMatch(await stranger.locator('main').innerText(), /Lagebild/);
      await stranger.context().close();
      await press(dora, 'Beitreten');
      await arrives(dora, hidden, 'Noch keine Beiträge');
      await sound(dora);
    });

    test('a link brings somebody in, and one by mail, too', async () => {
      await anna.goto('/g/lage/mitglieder');
      await press(anna, 'Link anlegen');
      const link = await anna.locator('#fresh-link').innerText();
      await sound(anna);
      await picture(anna, 'protected-link-made');
      const guest = await visitor(browser, rudi.origin, VIEWS.phone);
      await guest.goto(link);
      assert.match(await guest.locator('main').innerText(), /Lagebild[\s\S]*Anna Beispiel lädt dich ein[\s\S]*Was noch niemand weiß/);
      await sound(guest);
      await picture(guest, 'protected-link');
      await guest.locator('input[name=handle]').fill('bert');
      await press(guest, 'Einladung schicken');
      assert.match(await guest.locator('.error-summary').innerText(), /ganze Adresse/);
      await sound(guest);
      await press(guest, 'Anmelden');
      await guest.fill('input[autocomplete=username]', 'bert');
      await guest.fill('input[type=password]', PASSWORD);
      await Promise.all([guest.waitForURL('**/beitritt/*'), guest.click('main button[type=submit]')]);
      await sound(guest);
      await press(guest, 'Einladung annehmen');
      await guest.waitForURL('**/g/lage');
      await sound(guest);
      assert.equal((await guest.goto(link)).status(), 404);
      await sound(guest);
      await guest.context().close();

      await anna.goto('/g/lage/mitglieder');
      await anna.locator('input[name=email]').fill('gast@unna.example');
      await anna.locator('textarea[name=message]').fill('Ihr kennt die Brücke.');
      await press(anna, 'Einladung mailen');
      await anna.locator('#gueltige-links').getByText('gast@unna.example').first().waitFor();
      await sound(anna);
      const mailed = await mails.link('gast@unna.example', rudi.origin);
      const other = await visitor(browser, rudi.origin);
      await other.goto(mailed);
      await other.getByText('Ihr kennt die Brücke.').waitFor();
      await other.locator('input[name=handle]').fill(`gast@${new URL(next.origin).host}`);
      next.account('gast', 'Gabi Gast', '--organisation', 'Kreis Unna');
      await press(other, 'Einladung schicken');
      await other.getByText('Die Einladung ist unterwegs').first().waitFor();
      await sound(other);
      await picture(other, 'protected-link-sent');
      await other.context().close();
      const there = await visitor(browser, next.origin);
      await logIn(there, 'gast', PASSWORD);
      await arrives(there, '/gruppen', 'Lagebild');
      await there.context().close();
    });

    test('nothing went wrong unseen', () => {
      assert.deepEqual([...anna.faults, ...dora.faults], []);
    });
  });
}
