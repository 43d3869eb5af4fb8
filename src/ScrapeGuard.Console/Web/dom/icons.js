import { s } from './element.js';

const paths = {
  overview: 'M3 12h4l3-8 4 16 3-8h4',
  queue: 'M4 6h16M4 12h16M4 18h10',
  accounts: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21c0-4 3.5-6 8-6s8 2 8 6',
  campaigns: 'M12 5a2 2 0 1 0 0-.01M5 18a2 2 0 1 0 0-.01M19 18a2 2 0 1 0 0-.01M12 7v4m0 0-6 5m6-5 6 5',
  extent: 'M12 3v9h9A9 9 0 1 1 12 3Zm4 .700A9 9 0 0 1 20.3 8H16Z',
  policies: 'M4 7h10m4 0h2M4 17h2m4 0h10M16 5v4M8 15v4',
  audit: 'M6 3h9l4 4v14H6ZM9 12h7M9 16h7M9 8h3',
  menu: 'M4 7h16M4 12h16M4 17h16',
  light:
    'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2v2m0 16v2M2 12h2m16 0h2' +
    'M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5',
  dark: 'M20 14A8.5 8.5 0 0 1 10 4a8.5 8.5 0 1 0 10 10Z',
  shield: 'M12 2.5 4 5.500V12c0 5 3.4 8.3 8 9.5 4.6-1.2 8-4.5 8-9.500V5.500ZM8.5 12l2.5 2.5 4.5-5',
};

/** A drawing beside a word; it says nothing that the word does not. */
export const icon = name =>
  s(
    'svg',
    { viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' },
    s('path', {
      d: paths[name],
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': 1.8,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  );
