// Single sign-on with a real provider: coming in, whose staff somebody is, another claim, the end of it, and a provider that is down.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sound } from '../src/checks.mjs';
import { VIEWS, arrives, launch, logIn, press, visitor } from '../src/chromium.mjs';
import { PASSWORD, POSTGRES, instance } from '../src/instances.mjs';
import { picture } from '../src/pictures.mjs';
import { plan, provider, signIn } from '../src/provider.mjs';

const BUTTON = 'Mit Stadt Musterburg anmelden';
const VERIFIED = /geprüft über die Anmeldung der Dienststelle/;

/** Adds an organisation as an administrator. */
async function organisation(page, name) {
  await page.goto('/verwaltung/organisationen/neu');
  await page.locator('input[name=name]').fill(name);
  await page.locator('#level-municipality').check();
  await press(page, 'Speichern');
}

for (const kind of ['sqlite', 'postgres']) {
  describe(`single sign-on on ${kind}`, { skip: kind === 'postgres' && !POSTGRES && 'set TEST_POSTGRES_URL' }, () => {
    let browser, place, rudi, idp, kim, lea;

    /** A browser that asks nobody else for anything, whatever the provider's pages want. */
    const visit = async (options) => {
      const page = await visitor(browser, rudi.origin, options);
      await page.route('**/*', (route) => (new URL(route.request().url()).hostname.endsWith('localhost') ? route.continue() : route.abort()));
      return page;
    };

    before(async () => {
      place = await plan();
      [browser, rudi] = await Promise.all([launch(), instance('rudi', kind, { DIENSTWEG_INSTANCE__NAME: 'RUDI', ...place.settings })]);
      idp = await provider(place, rudi.origin);
      idp.people.set('kim', {
        name: 'Kim Berger',
        preferred_username: 'kim',
        email: 'kim@musterburg.example',
        email_verified: true,
        groups: ['/alle', '/amt/bauen'],
      });
      [kim, lea] = [await visit(), await visit()];
      await logIn(lea, 'leitung', PASSWORD);
      await organisation(lea, 'Stadt Musterburg');
      await organisation(lea, 'Stadtwerke Musterburg');
    });

    after(async () => {
      await browser?.close();
      await idp?.stop();
      await rudi?.stop();
    });

    test('somebody comes in by her employer and counts as its staff', async () => {
      await kim.goto('/anmelden');
      await sound(kim);
      await picture(kim, 'sign-on-login');
      await kim.locator('main').getByRole('button', { name: BUTTON }).click();
      await signIn(kim, place.issuer, 'kim');
      await kim.waitForURL('**/anmelden/oidc/amt/neu');
      assert.match(await kim.locator('main').innerText(), /beschäftigt bei: Stadt Musterburg/);
      assert.equal(await kim.locator('input[name=username]').inputValue(), 'kim');
      await sound(kim);
      await picture(kim, 'sign-on-choose');
      await press(kim, 'Konto anlegen');
      await kim.waitForURL('**/willkommen/1');
      await kim.goto('/@kim');
      assert.match(await kim.locator('main').innerText(), VERIFIED);
      await sound(kim);
      assert.deepEqual(idp.failures, []);
    });

    test('the list of her organisation says how that is known', async () => {
      await lea.goto('/verwaltung/organisationen');
      await lea.getByRole('link', { name: 'Stadt Musterburg', exact: true }).click();
      assert.match(await lea.locator('main').innerText(), /Kim Berger[^]*Anmeldung der Dienststelle/);
      await sound(lea);
    });

    test('another claim is another organisation at the next log-in, without a script and on a phone', async () => {
      idp.people.get('kim').groups = ['/werke'];
      const phone = await visit({ ...VIEWS.phone, javaScriptEnabled: false });
      await phone.goto('/anmelden?next=%2Fich%2Fdienststelle');
      await phone.locator('main').getByRole('button', { name: BUTTON }).click();
      await signIn(phone, place.issuer, 'kim');
      await phone.waitForURL('**/ich/dienststelle');
      assert.match(await phone.locator('main').innerText(), /Stadtwerke Musterburg/);
      await phone.context().close();
    });

    test('it stands on the page about the login, and is the only way in', async () => {
      await kim.goto('/ich/sicherheit');
      await sound(kim);
      await picture(kim, 'sign-on-security');
      await press(kim, /Verbindung trennen/);
      assert.match(await kim.locator('main').innerText(), /dein einziger Weg herein/);
      await sound(kim);
    });

    test('a login that is there is connected after showing the password', async () => {
      idp.people.set('leitung', { name: 'Lea Leitung', preferred_username: 'lea', groups: [] });
      await lea.goto('/ich/sicherheit');
      await press(lea, /^Verbinden/);
      await sound(lea);
      await picture(lea, 'sign-on-link');
      await lea.getByLabel('Passwort').fill(PASSWORD);
      await lea.locator('main form:visible button[type=submit]').click();
      await signIn(lea, place.issuer, 'leitung');
      await lea.waitForURL('**/ich/sicherheit');
      assert.match(await lea.locator('main').innerText(), /Verbunden/);
      await sound(lea);
    });

    test('who logs out at the provider is out here', async () => {
      const page = await visit();
      await page.goto('/anmelden');
      await page.locator('main').getByRole('button', { name: BUTTON }).click();
      await signIn(page, place.issuer, 'kim');
      await page.waitForURL(`${rudi.origin}/`);
      await page.goto(`${place.issuer}/session/end`);
      await page.locator('button[value=yes], button[name=logout]').first().click();
      await page.waitForURL(/session\/end\/success/);
      await page.goto(`${rudi.origin}/ich/sicherheit`);
      await page.waitForURL('**/anmelden?next=*');
      await page.context().close();
      // Her other session came from another one there.
      await kim.goto('/ich/sicherheit');
      assert.equal(new URL(kim.url()).pathname, '/ich/sicherheit');
      assert.deepEqual(idp.failures, []);
    });

    test('who is not there any more is no staff, and out', async () => {
      idp.people.delete('kim');
      rudi.command('admin', 'check-sign-on');
      await arrives(lea, '/verwaltung/protokoll', 'nach Auskunft der Anmeldung der Dienststelle');
      await lea.goto('/@kim');
      assert.doesNotMatch(await lea.locator('main').innerText(), VERIFIED);
      await kim.goto('/ich/sicherheit');
      await kim.waitForURL('**/anmelden?next=*');
      await sound(kim);
    });

    test('a provider that is down ends nothing and says so', async () => {
      await idp.stop();
      // What is known of it is old in an hour only; the way there is asked for by the browser.
      rudi.command('admin', 'check-sign-on');
      await lea.goto('/ich/sicherheit');
      assert.match(await lea.locator('main').innerText(), /Verbunden/);
      await sound(lea);
    });
  });
}
