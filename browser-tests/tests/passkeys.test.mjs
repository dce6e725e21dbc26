// Passkeys with Chromium's own authenticator (DevTools protocol, domain WebAuthn): add one, log in with it, remove it.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sound } from '../src/checks.mjs';
import { VIEWS, launch, logIn, press, visitor } from '../src/chromium.mjs';
import { PASSWORD, POSTGRES, instance } from '../src/instances.mjs';
import { picture } from '../src/pictures.mjs';

const HERE = '/ich/sicherheit/passkeys';
const FINGER = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true };

/** Gives a page a device whose owner always puts the finger on it. */
async function withDevice(page) {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('WebAuthn.enable');
  const { authenticatorId } = await protocol.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...FINGER, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return {
    /** What it keeps. */
    passkeys: async () => (await protocol.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    /** Whether its owner is recognised. */
    recognises: (isUserVerified) => protocol.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    /** Puts the counter of its only passkey back, as that of a copy. */
    rewind: async (signCount) => {
      const [credential] = (await protocol.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
      await protocol.send('WebAuthn.removeCredential', { authenticatorId, credentialId: credential.credentialId });
      await protocol.send('WebAuthn.addCredential', { authenticatorId, credential: { ...credential, signCount } });
    },
  };
}

async function logOut(page) {
  await page.goto('/');
  await page.locator('header summary', { hasText: 'Konto' }).click();
  await press(page, 'Abmelden', page.locator('header'));
}

for (const kind of ['sqlite', 'postgres']) {
  describe(`passkeys on ${kind}`, { skip: kind === 'postgres' && !POSTGRES && 'set TEST_POSTGRES_URL' }, () => {
    let browser, rudi, anna, device;

    before(async () => {
      [browser, rudi] = await Promise.all([launch(), instance('rudi', kind, { DIENSTWEG_INSTANCE__NAME: 'RUDI' })]);
      rudi.account('anna', 'Anna Beispiel');
      anna = await visitor(browser, rudi.origin);
      device = await withDevice(anna);
      await logIn(anna, 'anna', PASSWORD);
    });

    after(async () => {
      await browser?.close();
      await rudi?.stop();
    });

    test('somebody adds one after showing the password', async () => {
      await anna.goto(HERE);
      await sound(anna);
      await picture(anna, 'passkeys-none');
      await press(anna, 'Passkey hinzufügen');
      await sound(anna);
      await picture(anna, 'passkey-add');
      await anna.getByLabel('Passwort').fill(PASSWORD);
      await press(anna, 'Weiter');
      await sound(anna);
      await picture(anna, 'passkey-create');
      await anna.getByLabel('Name des Passkeys').fill('Dienstrechner');
      // Somebody who is not recognised gets a word, and nothing is sent.
      await device.recognises(false);
      await anna.getByRole('button', { name: 'Passkey anlegen' }).click();
      await anna.getByRole('alert').getByText('abgebrochen oder hat zu lange gedauert').waitFor();
      await sound(anna);
      await picture(anna, 'passkey-cancelled');
      await device.recognises(true);
      await anna.getByRole('button', { name: 'Passkey anlegen' }).click();
      await anna.waitForURL(`**${HERE}`);
      assert.match(await anna.locator('main').innerText(), /Der Passkey ist angelegt[^]*Dienstrechner/);
      await sound(anna);
      const [kept] = await device.passkeys();
      assert.deepEqual([kept.rpId, kept.isResidentCredential], ['rudi.localhost', true]);
    });

    test('the same device is not added twice', async () => {
      await anna.goto(`${HERE}/neu`);
      await sound(anna);
      await picture(anna, 'passkey-confirm');
      await anna.getByRole('button', { name: 'Mit einem Passkey bestätigen' }).click();
      await anna.getByLabel('Name des Passkeys').waitFor();
      await anna.getByRole('button', { name: 'Passkey anlegen' }).click();
      await anna.getByRole('alert').getByText('gibt es schon einen Passkey').waitFor();
    });

    test('it logs in without name and password, and leads where one wanted to go', async () => {
      await logOut(anna);
      await anna.goto('/gemerkt');
      assert.equal(new URL(anna.url()).pathname, '/anmelden');
      await sound(anna);
      await picture(anna, 'login');
      await anna.getByRole('button', { name: 'Mit Passkey anmelden' }).click();
      await anna.waitForURL('**/gemerkt');
      await anna.goto(HERE);
      assert.match(await anna.locator('main').innerText(), /Zuletzt benutzt/);
      await picture(anna, 'passkeys');
    });

    test('a copy is refused, and the owner told', async () => {
      await logOut(anna);
      await device.rewind(1);
      await anna.goto('/anmelden');
      await anna.getByRole('button', { name: 'Mit Passkey anmelden' }).click();
      await anna.locator('#errors').getByText('Sein Zähler ging zurück').waitFor();
      await sound(anna);
      await picture(anna, 'login-copy');
      await logIn(anna, 'anna', PASSWORD);
      await anna.goto(HERE);
      assert.match(await anna.locator('main').innerText(), /Abgewiesen am/);
      await sound(anna);
      await picture(anna, 'passkeys-suspected');
    });

    test('it is removed after showing the password, also without scripts', async () => {
      const plain = await visitor(browser, rudi.origin, { ...VIEWS.phone, javaScriptEnabled: false });
      await plain.goto('/anmelden');
      assert.equal(await plain.getByRole('button', { name: 'Mit Passkey anmelden' }).count(), 0);
      await logIn(plain, 'anna', PASSWORD);
      await plain.goto(HERE);
      await picture(plain, 'passkeys-without-scripts');
      assert.match(await plain.locator('main').innerText(), /kann hier keine Passkeys verwenden/);
      assert.equal(await plain.getByRole('link', { name: 'Passkey hinzufügen' }).count(), 0);
      await press(plain, /Entfernen Dienstrechner/);
      await picture(plain, 'passkey-remove-without-scripts');
      await plain.getByLabel('Passwort').fill(PASSWORD);
      await press(plain, 'Entfernen');
      assert.match(await plain.locator('main').innerText(), /Der Passkey ist entfernt/);
      assert.deepEqual(plain.faults, []);
      await plain.context().close();
      await logOut(anna);
      await anna.goto('/anmelden');
      await anna.getByRole('button', { name: 'Mit Passkey anmelden' }).click();
      await anna.locator('#errors').getByText('Dieser Passkey passt nicht').waitFor();
      await sound(anna);
    });

    test('every page holds on a phone, in the dark and with forced colours', async () => {
      for (const view of ['phone', 'dark', 'forcedColours']) {
        const page = await visitor(browser, rudi.origin, VIEWS[view]);
        const own = await withDevice(page);
        await logIn(page, 'anna', PASSWORD);
        await page.goto(`${HERE}/neu`);
        await page.getByLabel('Passwort').fill(PASSWORD);
        await press(page, 'Weiter');
        await sound(page);
        await picture(page, `passkey-create-${view}`);
        await page.getByRole('button', { name: 'Passkey anlegen' }).click();
        await page.waitForURL(`**${HERE}`);
        await sound(page);
        await picture(page, `passkeys-${view}`);
        await page.getByRole('link', { name: /Entfernen/ }).last().click();
        await page.waitForURL('**/entfernen');
        await sound(page);
        await picture(page, `passkey-remove-${view}`);
        await page.getByRole('button', { name: 'Mit einem Passkey bestätigen' }).click();
        await page.waitForURL(`**${HERE}`);
        assert.equal((await own.passkeys()).length, 1, 'what is on the device stays there');
        await page.goto('/ich/sicherheit');
        await sound(page);
        await page.context().close();
      }
    });

    test('nothing went wrong unseen', () => assert.deepEqual(anna.faults, []));
  });
}
