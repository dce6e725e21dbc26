// What every page has to be.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { HtmlValidate } from 'html-validate';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const markup = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // How it is written is the templates' own matter.
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    'void-style': 'off',
    'attr-quotes': 'off',
    // Lists without markers lose their role in one browser unless it is said.
    'no-redundant-role': 'off',
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
  },
});

/** Everything that is wrong with the page as it stands: axe, script errors, foreign requests, width, small targets. */
export async function faults(page) {
  const problems = [...page.faults.splice(0)];
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  for (const { id, help, nodes } of violations) problems.push(`axe ${id}: ${help}\n      ${nodes.map((node) => node.html.slice(0, 160)).join('\n      ')}`);
  const { width, seen } = await page.evaluate(() => ({ width: document.documentElement.scrollWidth, seen: globalThis.innerWidth }));
  if (width > seen) problems.push(`scrolls sideways: ${width} px in a window of ${seen} px`);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('main button, main summary, main select, main input:not([type=hidden]), nav a')]
      .map((element) => ({ box: element.getBoundingClientRect(), element }))
      .filter(({ box, element }) => element.tabIndex >= 0 && box.width > 1 && box.height > 1 && (box.width < 24 || box.height < 24) && !['checkbox', 'radio'].includes(element.type))
      .map(({ element }) => element.outerHTML.slice(0, 120)),
  );
  for (const element of small) problems.push(`smaller than 24 px: ${element}`);
  return problems;
}

/** Fails with everything that is wrong with the page as it stands. */
export async function sound(page) {
  none((await faults(page)).map((problem) => [page.url(), problem]));
}

/** Fails with these problems, each with the places it is at. */
export function none(problems) {
  const places = new Map();
  for (const [place, problem] of problems) places.set(problem, [...(places.get(problem) ?? []), place]);
  const lines = [...places].map(([problem, all]) => `${problem}\n    at ${all.join(', ')}`);
  assert.ok(problems.length === 0, `\n${lines.join('\n')}`);
}

/** What html-validate finds in the page as it was sent, each with its place. */
export async function invalid(page, path) {
  const response = await page.goto(path);
  const report = await markup.validateString(await response.text());
  return report.results.flatMap((result) => result.messages.map((m) => [`${path}:${m.line}:${m.column}`, `${m.ruleId}: ${m.message}`]));
}
