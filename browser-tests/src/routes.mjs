// The pages there are, read from where they are declared.

import { readFileSync } from 'node:fs';

const SOURCE = new URL('../../src/web/routes.rs', import.meta.url);
/** What is fetched by pages and is none. */
const NO_PAGES = [/^\/media\//, /^\/assets\//, /^\/farben\//, /^\/vorschlaege$/, /^\/live$/, /\/bild$/, /\.\w+$/];

/** Every address that answers GET with a page: its pattern, and a regular expression for it. */
export function pageRoutes() {
  const routes = [...readFileSync(SOURCE, 'utf8').matchAll(/\.route\(\s*"([^"]+)",\s*get\(/g)].map((match) => match[1]);
  return routes
    .filter((path) => !NO_PAGES.some((pattern) => pattern.test(path)))
    .map((path) => ({ path, matches: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`) }));
}
