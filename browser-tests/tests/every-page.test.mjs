// Every page in every view: axe, valid HTML, no sideways scrolling, nothing from elsewhere. The demo has the content.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { faults, invalid, none } from '../src/checks.mjs';
import { VIEWS, launch, logIn, visitor } from '../src/chromium.mjs';
import { demo } from '../src/instances.mjs';
import { pageRoutes } from '../src/routes.mjs';
import { README_PICTURES, picture } from '../src/pictures.mjs';

/** Routes that no page of this test can be: they need a state that a journey makes, or are no pages. */
const ELSEWHERE = [
  '/ich/daten/export/{id}',
  '/ich/sicherheit/passkeys/{id}/entfernen',
  '/anmelden/code',
  '/anmelden/oidc/{provider}/neu',
  '/anmelden/oidc/{provider}/zurueck',
  '/ich/sicherheit/anmeldung/{provider}/verbinden',
  '/ich/sicherheit/anmeldung/{provider}/trennen',
  '/willkommen/{step}',
  '/einrichten/{step}',
  '/einrichten/pruefen',
];

/** What everybody can open. */
const OPEN = [
  '/',
  '/anmelden',
  '/passwort-vergessen',
  '/passwort-vergessen/falsch',
  '/einladung/falsch',
  '/beitritt/falsch',
  '/abbestellen/falsch',
  '/mailadresse/falsch',
  '/registrieren',
  '/gruppen',
  '/g/bauantrag',
  '/@jonas',
  '/suche',
  '/suche?q=bauantrag',
  '/suche?q=gibtesnirgends',
  '/tag/bauantrag',
  '/ich/darstellung',
  '/impressum',
  '/datenschutz',
  '/barrierefreiheit',
  '/einrichten',
  '/einrichten/link/falsch',
  '/gibtesnicht',
  '/barriere-melden?seite=%2Fgruppen',
  '/offline',
];

let browser, instances, own;

/** What somebody logged in can open; `own` has a post of hers and the numbers of a member, a person and an organisation. */
const inside = () => [
  '/',
  '/gruppen',
  '/gruppen/finden',
  '/gruppen/finden?q=wissen@next.localhost:1',
  '/gruppen/neu',
  '/g/bauantrag',
  '/g/bauantrag/mitglieder',
  `/g/bauantrag/mitglieder/${own.member}/ausschliessen`,
  '/g/bauantrag/beitritt',
  '/g/bauantrag/bearbeiten',
  '/g/bauantrag/neu',
  '/g/bauantrag/meldungen',
  '/g/bauantrag/protokoll',
  own.thread,
  `/b/${own.post}/bearbeiten`,
  `/b/${own.post}/loeschen`,
  `${own.thread}/melden`,
  '/gemerkt',
  '/entwuerfe',
  '/mitteilungen',
  '/ueberblick',
  '/ueberblick?tage=30',
  '/@jonas',
  '/@petra',
  '/ich/folge',
  '/ich/profil',
  '/ich/sicherheit',
  '/ich/sicherheit/mail',
  '/ich/sicherheit/passwort',
  '/ich/sicherheit/zweiter-faktor',
  '/ich/sicherheit/zweiter-faktor/aus',
  '/ich/sicherheit/passkeys',
  '/ich/sicherheit/passkeys/neu',
  '/ich/daten',
  '/ich/daten/loeschen',
  '/ich/dienststelle',
  '/dienstadresse/falsch',
  '/suche?q=bauantrag&typ=menschen',
  '/verwaltung',
  '/verwaltung/personen',
  `/verwaltung/personen/${own.person}`,
  `/verwaltung/personen/${own.person}/sperren`,
  '/verwaltung/personen/einladungen',
  '/verwaltung/organisationen',
  '/verwaltung/organisationen/neu',
  `/verwaltung/organisationen/${own.organisation}`,
  `/organisation/${own.organisation}`,
  '/verwaltung/netz',
  `/verwaltung/netz/${new URL(instances.next).host}`,
  `/verwaltung/netz/${new URL(instances.next).host}/abtrennen`,
  '/verwaltung/geschuetzt',
  '/verwaltung/angehalten',
  '/verwaltung/auftraege',
  '/verwaltung/meldungen',
  '/verwaltung/barrieren',
  '/verwaltung/protokoll',
  '/verwaltung/aussehen',
  '/verwaltung/beitritt',
  '/verwaltung/mail',
  '/verwaltung/texte',
];

before(async () => {
  [browser, instances] = await Promise.all([launch(), demo()]);
  const page = await visitor(browser, instances.rudi);
  await logIn(page, 'petra', instances.password);
  own = { thread: new URL(instances.threads[0]).pathname };
  await page.goto('/@petra');
  const edited = await page.locator('a[href$="/bearbeiten"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  await page.goto(own.thread);
  const here = await page.locator('a[href^="/b/"][href$="/bearbeiten"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  own.post = [...here, ...edited].find((href) => /^\/b\/\d+\/bearbeiten$/.test(href)).split('/')[2];
  await page.goto('/g/bauantrag/mitglieder');
  own.member = (await page.locator('[action$="/ausschliessen"], a[href$="/ausschliessen"]').first().getAttribute('href')).split('/')[4];
  await page.goto('/verwaltung/personen?q=jonas');
  own.person = (await page.locator('main a[href^="/verwaltung/personen/"]', { hasText: 'Jonas' }).first().getAttribute('href')).split('/')[3];
  await page.goto('/verwaltung/organisationen');
  own.organisation = (await page.locator('main a[href^="/organisation/"]').first().getAttribute('href')).split('/')[2];
  await page.context().close();
});

after(async () => {
  await browser?.close();
  await instances?.stop();
});

async function walk(view, username, paths) {
  const page = await visitor(browser, instances.rudi, VIEWS[view]);
  if (username) await logIn(page, username, instances.password);
  const problems = [];
  for (const path of paths) {
    await page.goto(path);
    await picture(page, `${view}-${username ?? 'anyone'}-${path}`);
    problems.push(...(await faults(page)).map((problem) => [path, problem]));
  }
  await page.context().close();
  none(problems);
}

describe('every page', () => {
  for (const view of Object.keys(VIEWS)) {
    test(`for anyone, ${view}`, () => walk(view, undefined, [...OPEN, own.thread, `${own.thread}/melden`]));
    test(`for a host and administrator, ${view}`, () => walk(view, 'petra', inside()));
  }

  test('is valid HTML', async () => {
    const anyone = await visitor(browser, instances.rudi);
    const problems = [];
    for (const path of OPEN) problems.push(...(await invalid(anyone, path)));
    const petra = await visitor(browser, instances.rudi);
    await logIn(petra, 'petra', instances.password);
    for (const path of inside()) problems.push(...(await invalid(petra, path)));
    await Promise.all([anyone.context().close(), petra.context().close()]);
    none(problems);
  });

  test('says so when there is no connection', async () => {
    const page = await visitor(browser, instances.rudi);
    await page.goto('/');
    const manifest = await page.evaluate(async () => (await fetch(document.querySelector('link[rel=manifest]').href)).json());
    assert.deepEqual([manifest.name, manifest.display, manifest.start_url], ['RUDI', 'standalone', '/']);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.context().setOffline(true);
    await page.goto('/g/bauantrag');
    assert.equal(await page.locator('h1').innerText(), 'Keine Verbindung');
    none((await faults(page)).map((problem) => ['/offline', problem]));
    const kept = await page.evaluate(async () => (await (await caches.open('dienstweg-1')).keys()).map((request) => new URL(request.url).pathname));
    assert.deepEqual(kept.filter((path) => path !== '/offline' && !path.startsWith('/assets/')), [], 'no page of anybody is kept');
    await page.context().setOffline(false);
    await page.getByRole('link', { name: 'Noch einmal versuchen' }).click();
    await page.waitForURL('**/g/bauantrag');
    assert.notEqual(await page.locator('h1').innerText(), 'Keine Verbindung');
    await page.context().close();
  });

  test('looks as in the README', { skip: !README_PICTURES && 'set README_PICTURES=../docs/pictures to write them' }, async () => {
    const shown = { folder: README_PICTURES };
    const desktop = await visitor(browser, instances.rudi, { viewport: { width: 1280, height: 860 } });
    await logIn(desktop, 'petra', instances.password);
    await picture(desktop, 'home', shown);
    await desktop.goto(own.thread);
    await desktop.locator('li.comment').first().evaluate((comment) => comment.scrollIntoView({ block: 'center' }));
    await picture(desktop, 'thread', shown);
    await desktop.goto('/verwaltung/netz');
    await desktop.locator('main h2').last().evaluate((heading) => heading.scrollIntoView());
    await picture(desktop, 'network', shown);
    const phone = await visitor(browser, instances.next, { viewport: { width: 390, height: 860 }, hasTouch: true, isMobile: true });
    await phone.goto(instances.threads.find((thread) => thread.startsWith(instances.next)));
    await phone.waitForLoadState('networkidle');
    await picture(phone, 'phone', shown);
    const pages = [desktop, phone];
    for (const [name, username] of [
      ['protected-inside', 'karim'],
      ['protected-outside', 'mai'],
    ]) {
      const page = await visitor(browser, instances.next, { viewport: { width: 1280, height: 760 } });
      await logIn(page, username, instances.password);
      await page.goto(`/g/sicherheit@${new URL(instances.rudi).host}`);
      await page.waitForLoadState('networkidle');
      await picture(page, name, shown);
      pages.push(page);
    }
    await Promise.all(pages.map((page) => page.context().close()));
  });

  test('is in the list above', () => {
    const seen = [...OPEN, ...inside()].map((path) => path.split('?')[0]);
    const missing = pageRoutes().filter(({ path, matches }) => !ELSEWHERE.includes(path) && !seen.some((other) => matches.test(other)));
    assert.deepEqual(
      missing.map(({ path }) => path),
      [],
      'pages that no view of this test shows',
    );
  });
});
