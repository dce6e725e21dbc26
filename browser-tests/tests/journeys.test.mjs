// What people do, from one end to the other, across two instances; each of them once on SQLite and once on PostgreSQL.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sound } from '../src/checks.mjs';
import { arrives, launch, logIn, press, visitor } from '../src/chromium.mjs';
import { PASSWORD, POSTGRES, instance, neighbours } from '../src/instances.mjs';
import { picture } from '../src/pictures.mjs';
import { square } from '../src/square.mjs';

for (const [here, there] of [
  ['sqlite', 'postgres'],
  ['postgres', 'sqlite'],
]) {
  describe(`journeys with rudi on ${here} and next on ${there}`, { skip: !POSTGRES && 'set TEST_POSTGRES_URL' }, () => {
    let browser, instances, mails, rudi, next, anna, bert;

    before(async () => {
      [browser, instances] = await Promise.all([launch(), neighbours(here, there)]);
      ({ mails, rudi, next } = instances);
      rudi.account('anna', 'Anna Beispiel', '--organisation', 'Stadt Essen', '--admin');
    });

    after(async () => {
      await browser?.close();
      await instances?.stop();
    });

    test('somebody invited by mail comes in without a password and looks around', async () => {
      rudi.command('admin', 'invite', '--mail', 'bert@essen.example', '--name', 'Bert Muster');
      bert = await visitor(browser, rudi.origin);
      await bert.goto(await mails.link('bert@essen.example', `${rudi.origin}/einladung/`));
      await sound(bert);
      await bert.getByLabel('Benutzername').fill('bert');
      await bert.getByLabel('Haus oder Amt').fill('Stadt Essen');
      await press(bert, 'Annehmen und loslegen');
      for (const step of ['1', '2', '3', '4']) {
        assert.equal(new URL(bert.url()).pathname, `/willkommen/${step}`);
        await sound(bert);
        await picture(bert, `welcome-${step}`);
        if (step === '2') await bert.getByLabel('Kann ich erklären').fill('Vergaberecht');
        await press(bert, 'Weiter');
      }
      assert.equal(new URL(bert.url()).pathname, '/');
      await sound(bert);
      await bert.goto('/ich/sicherheit/passwort');
      await bert.locator('input[name=password]').fill('passwort1234');
      await bert.locator('main button[type=submit]').last().click();
      await bert.locator('#errors').waitFor();
      await sound(bert);
      await bert.locator('input[name=password]').fill(PASSWORD);
      await bert.locator('main button[type=submit]').last().click();
      await bert.waitForURL('**/ich/sicherheit');
      await bert.goto('/@bert');
      assert.match(await bert.locator('main').innerText(), /Vergaberecht/);
    });

    test('a forgotten password is replaced by a link in a mail', async () => {
      const forgetful = await visitor(browser, rudi.origin);
      await forgetful.goto('/anmelden');
      await press(forgetful, /Passwort vergessen/);
      await forgetful.locator('main form input[type=text], main form input[type=email]').first().fill('bert@essen.example');
      await press(forgetful, 'Link schicken');
      await sound(forgetful);
      await forgetful.goto(await mails.link('bert@essen.example', `${rudi.origin}/passwort-vergessen/`));
      await sound(forgetful);
      await forgetful.locator('input[name=password]').fill('vierzig grüne gänse');
      await forgetful.locator('main button[type=submit]').last().click();
      await forgetful.waitForURL('**/anmelden');
      await forgetful.context().close();
      await bert.goto('/ich/sicherheit');
      assert.equal(new URL(bert.url()).pathname, '/anmelden', 'the new password ended the old session');
      await logIn(bert, 'bert', 'vierzig grüne gänse');
    });

    test('somebody founds a community, and somebody elsewhere joins, reads and answers', async () => {
      anna = await visitor(browser, rudi.origin);
      await logIn(anna, 'anna', PASSWORD);
      await anna.goto('/gruppen/neu');
      await anna.getByLabel('Name', { exact: false }).first().fill('Bauen');
      await anna.locator('input[name=handle]').fill('bauen');
      await anna.locator('[name=purpose]').fill('Wie wir schneller bauen.');
      await anna.getByLabel('Alle', { exact: true }).check();
      await anna.locator('main form button[type=submit]').last().click();
      await anna.waitForURL('**/g/bauen');
      await press(anna, 'Beitrag schreiben');
      await anna.getByLabel('Überschrift').fill('Bauantrag ohne Papier');
      await anna.locator('textarea[name=text]').fill('Wer hat das **schon** geschafft?');
      await anna.locator('input[type=file]').setInputFiles({ name: 'plan.png', mimeType: 'image/png', buffer: square() });
      await press(anna, /hochladen/i);
      await sound(anna);
      await anna.locator('textarea[name^=alternative-]').fill('Ein blaues Quadrat');
      await press(anna, 'Veröffentlichen');
      await sound(anna);
      await anna.locator('main img[alt="Ein blaues Quadrat"]').waitFor();

      next.account('carla', 'Carla Nachbar', '--organisation', 'NExT');
      const carla = await visitor(browser, next.origin);
      await logIn(carla, 'carla', PASSWORD);
      await carla.goto('/gruppen/finden');
      await carla.locator('main input[name=q]').fill(`${rudi.origin}/g/bauen`);
      await press(carla, 'Suchen');
      await carla.getByRole('link', { name: /Bauen/ }).first().waitFor();
      await sound(carla);
      const community = `/g/bauen@${new URL(rudi.origin).host}`;
      await carla.goto(community);
      await press(carla, 'Beitreten');
      await arrives(carla, community, 'Bauantrag ohne Papier');
      await sound(carla);
      await carla.getByRole('link', { name: 'Bauantrag ohne Papier' }).first().click();
      await carla.waitForURL('**/b/*');
      const like = carla.getByRole('button', { name: /^Gefällt mir/ }).first();
      await like.click();
      await carla.locator('button[aria-pressed=true]').first().waitFor();
      const focused = await carla.evaluate(() => document.activeElement.id);
      assert.match(focused, /^react-\d+-like$/, 'the focus stays on what was pressed');
      await carla.locator('#answer textarea, form textarea[name=text]').first().fill('Wir, seit März. Kommt vorbei!');
      await press(carla, 'Kommentieren');
      await carla.getByText('Wir, seit März.').first().waitFor();
      await sound(carla);
      await arrives(carla, new URL(carla.url()).pathname, 'Wir, seit März.');
      await carla.context().close();

      const thread = new URL(anna.url()).pathname;
      await arrives(anna, thread, 'Wir, seit März.');
      await sound(anna);
      await anna.goto('/mitteilungen');
      assert.match(await anna.locator('main').innerText(), /Carla Nachbar/);
      await sound(anna);
    });

    test('a host removes what somebody elsewhere wrote, and bans her with a reason', async () => {
      await anna.goto('/g/bauen');
      await anna.getByRole('link', { name: 'Bauantrag ohne Papier' }).first().click();
      await anna.waitForURL('**/b/*');
      const thread = new URL(anna.url()).pathname;
      const comment = anna.locator('.comment', { hasText: 'Wir, seit März.' }).first();
      await comment.locator('summary').last().click();
      await comment.getByLabel(/Begründung|Warum/).fill('Gehört nicht hierher');
      await comment.locator('button.button--danger').click();
      await arrives(anna, thread, 'Dieser Beitrag wurde von den Gastgebenden entfernt.');
      await anna.goto('/g/bauen/mitglieder');
      await anna.locator('li', { hasText: 'Carla Nachbar' }).locator('summary').click();
      await anna.locator('li', { hasText: 'Carla Nachbar' }).getByRole('link', { name: /ausschließen/i }).click();
      await anna.getByLabel(/Begründung|Warum|Grund/).first().fill('Werbung trotz Bitte');
      await press(anna, 'Ausschließen');
      await arrives(anna, '/g/bauen/mitglieder', 'Werbung trotz Bitte');
      await sound(anna);
      const carla = await visitor(browser, next.origin);
      await logIn(carla, 'carla', PASSWORD);
      await arrives(carla, '/mitteilungen', 'Werbung trotz Bitte');
      await sound(carla);
      await carla.goto(`/g/bauen@${new URL(rudi.origin).host}`);
      assert.equal(await carla.getByRole('button', { name: 'Kommentieren' }).count(), 0);
      await carla.context().close();
    });

    test('somebody sets up an instance with the link that it prints', async () => {
      const fresh = await instance('neu', here, {}, { setUp: true });
      try {
        const stranger = await visitor(browser, fresh.origin);
        const closed = await stranger.goto('/');
        assert.equal(closed.status(), 503);
        stranger.faults.splice(0);
        await sound(stranger);
        await stranger.context().close();
        const page = await visitor(browser, fresh.origin);
        await page.goto(fresh.printed().match(/within 24 hours: (\S+)/)[1]);
        await sound(page);
        await press(page, 'Einrichtung beginnen');
        const next = async (step, shown = step + 1) => {
          assert.equal(new URL(page.url()).pathname, `/einrichten/${step}`);
          await sound(page);
          await picture(page, `setup-${step}`);
          await press(page, step > 3 ? 'Überspringen' : 'Speichern und weiter');
          assert.equal(new URL(page.url()).pathname, shown > 6 ? '/einrichten/pruefen' : `/einrichten/${shown}`);
        };
        await page.locator('input[name=name]').fill('Musterstadt');
        await next(1);
        await page.locator('input[name=name]').fill('Mia Meister');
        await page.locator('input[name=username]').fill('mia');
        await page.locator('input[name=password]').fill(PASSWORD);
        await next(2);
        await page.locator('input[name=accent]').fill('#ffee00');
        await press(page, 'Speichern und weiter');
        assert.match(await page.locator('main').innerText(), /Der nächste lesbare Ton ist/);
        await sound(page);
        await page.locator('input[name=accent]').fill('#1f45ab');
        for (const step of [3, 4, 5, 6]) await next(step);
        await sound(page);
        await press(page, 'Einrichtung abschließen');
        assert.equal(new URL(page.url()).pathname, '/verwaltung');
        await sound(page);
        await page.goto('/');
        assert.match(await page.locator('h1').innerText(), /Mia/);
        assert.deepEqual(page.faults, []);
        await page.context().close();
      } finally {
        await fresh.stop();
      }
    });

    test('an administrator blocks a server, and nothing is exchanged with it', async () => {
      const domain = new URL(next.origin).host;
      await anna.goto(`/verwaltung/netz/${domain}`);
      await sound(anna);
      await anna.getByLabel(/Begründung/).first().fill('Zum Ausprobieren');
      await press(anna, 'Server sperren');
      assert.match(await anna.locator('main').innerText(), /Wird abgewiesen/);
      await sound(anna);
      await anna.goto('/gruppen/finden');
      await anna.locator('main input[name=q]').fill(`${next.origin}/g/gibtesnicht`);
      await press(anna, 'Suchen');
      assert.match(await anna.locator('main').innerText(), /gehört nicht zu denen/);
      await anna.goto('/verwaltung/protokoll');
      assert.match(await anna.locator('main').innerText(), /Zum Ausprobieren/);
      await anna.goto(`/verwaltung/netz/${domain}`);
      await press(anna, 'Regel entfernen');
      assert.match(await anna.locator('main').innerText(), /Darf Inhalte mit uns austauschen/);
    });

    test('all of it works without scripts', async () => {
      const page = await visitor(browser, rudi.origin, { javaScriptEnabled: false });
      await logIn(page, 'bert', 'vierzig grüne gänse');
      await page.goto('/g/bauen');
      await press(page, 'Beitreten');
      await press(page, 'Beitrag schreiben');
      await page.getByLabel('Überschrift').fill('Ohne Skripte');
      await page.locator('textarea[name=text]').fill('Geht auch so.');
      await press(page, 'Vorschau');
      assert.match(await page.locator('#preview').innerText(), /Geht auch so/);
      await press(page, 'Veröffentlichen');
      await page.getByRole('button', { name: /^Gefällt mir/ }).first().click();
      await page.locator('button[aria-pressed=true]').first().waitFor();
      await page.locator('form textarea[name=text]').first().fill('Ein Kommentar.');
      await press(page, 'Kommentieren');
      await page.getByText('Ein Kommentar.').first().waitFor();
      await page.goto('/mitteilungen');
      await page.locator('header summary', { hasText: 'Konto' }).click();
      await press(page, 'Abmelden', page.locator('header'));
      await page.goBack();
      await page.reload();
      assert.equal(new URL(page.url()).pathname, '/anmelden', 'nothing is left for the back button');
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });

    test('nothing went wrong unseen', () => {
      for (const page of [anna, bert]) assert.deepEqual(page.faults, []);
    });
  });
}
