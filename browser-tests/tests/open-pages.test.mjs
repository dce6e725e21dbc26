// What pages do by themselves while they are open: keep what is typed, and hear what is new.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sound } from '../src/checks.mjs';
import { launch, logIn, press, visitor } from '../src/chromium.mjs';
import { PASSWORD, instance } from '../src/instances.mjs';

describe('pages that are open', () => {
  let browser, rudi, anna, bert, thread;

  before(async () => {
    [browser, rudi] = await Promise.all([launch(), instance('rudi', 'sqlite')]);
    rudi.account('anna', 'Anna Beispiel');
    rudi.account('bert', 'Bert Muster');
    [anna, bert] = await Promise.all([visitor(browser, rudi.origin), visitor(browser, rudi.origin)]);
    await logIn(anna, 'anna', PASSWORD);
    await logIn(bert, 'bert', PASSWORD);
    await anna.goto('/gruppen/neu');
    await anna.locator('input[name=name]').fill('Bauen');
    await anna.locator('input[name=handle]').fill('bauen');
    await anna.locator('[name=purpose]').fill('Wie wir schneller bauen.');
    await anna.getByLabel('Alle', { exact: true }).check();
    await anna.locator('main form button[type=submit]').last().click();
    await anna.waitForURL('**/g/bauen');
    await bert.goto('/g/bauen');
    await press(bert, 'Beitreten');
  });

  after(async () => {
    await browser?.close();
    await rudi?.stop();
  });

  test('what is typed is kept, and another device is never overwritten', async () => {
    await anna.goto('/g/bauen/neu');
    await anna.locator('input[name=title]').fill('Bauantrag ohne Papier');
    await anna.locator('textarea[name=text]').fill('Erstens: fragen.');
    await anna.getByText('Entwurf gespeichert').waitFor();
    await sound(anna);
    const train = await anna.context().newPage();
    await train.goto('/g/bauen/neu');
    await train.getByText('Entwurf von gerade eben').waitFor();
    assert.equal(await train.locator('textarea[name=text]').inputValue(), 'Erstens: fragen.');
    await train.locator('textarea[name=text]').fill('Erstens: fragen. Zweitens: zuhören.');
    await train.getByText('Entwurf gespeichert').waitFor();
    await anna.locator('textarea[name=text]').fill('Erstens: fragen. Und dann?');
    await anna.getByText('Anderswo wurde an diesem Entwurf weitergeschrieben').waitFor();
    await sound(anna);
    await anna.getByRole('button', { name: 'Diesen Text behalten' }).click();
    await anna.getByText('Entwurf gespeichert').waitFor();
    await press(anna, 'Veröffentlichen');
    await anna.waitForURL('**/b/*');
    thread = new URL(anna.url()).pathname;
    await train.goto('/g/bauen/neu');
    assert.equal(await train.locator('textarea[name=text]').inputValue(), '', 'publishing took the draft away');
    await train.close();
  });

  test('new comments wait for a click and push nothing away', async () => {
    await anna.goto(thread);
    await anna.locator('#answer textarea').fill('Halb getippt');
    await bert.goto(thread);
    await bert.locator('#answer textarea').fill('Wir haben es geschafft.');
    await press(bert, 'Kommentieren');
    await bert.getByText('Wir haben es geschafft.').waitFor();
    await anna.getByRole('link', { name: 'Ein neuer Kommentar – anzeigen' }).waitFor();
    assert.match(await anna.title(), /^\(\d+\) /);
    assert.match(await anna.locator('#bell').innerText(), /\d/);
    await sound(anna);
    await anna.getByRole('link', { name: 'Ein neuer Kommentar – anzeigen' }).click();
    await anna.locator('.comment', { hasText: 'Wir haben es geschafft.' }).waitFor();
    await anna.waitForFunction(() => document.activeElement.matches('.comment.unread'));
    assert.equal(await anna.locator('#answer textarea').inputValue(), 'Halb getippt');
    assert.equal(await anna.locator('#arrived').isVisible(), false);
    await sound(anna);
  });
});
