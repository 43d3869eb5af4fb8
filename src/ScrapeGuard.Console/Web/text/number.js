// Numbers as the HTML report shows them: invariant, with units, three digits that matter.
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'];
const digits = most => new Intl.NumberFormat('en', { maximumFractionDigits: most });
const [one, two, four] = [digits(1), digits(2), digits(4)];
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const known = value => typeof value === 'number' && Number.isFinite(value);

/** What stands where a number is not known. */
export const none = '–';

export const count = value => (known(value) ? whole.format(Math.round(value)) : none);

/** A noun with its number: 1 account, 1,204 accounts. */
export const counted = (value, noun) => `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

export function number(value) {
  if (!known(value)) {
    return none;
  }
  const size = Math.abs(value);
  return (size >= 100 || Number.isInteger(value) ? whole : size >= 10 ? one : size >= 0.01 ? two : four).format(value);
}

/** Decimal units, as catalogues and disks count. */
export function bytes(value) {
  if (!known(value)) {
    return none;
  }
  let unit = 0;
  for (; Math.abs(value) >= 1000 && unit < byteUnits.length - 1; unit++) {
    value /= 1000;
  }
  return `${value.toFixed(unit === 0 || Math.abs(value) >= 100 ? 0 : 1)} ${byteUnits[unit]}`;
}

/** Of 0 to 1, in percent; what is there at all is never shown as 0. */
export const share = value =>
  !known(value) ? none : value > 0 && value < 0.001 ? 'under 0.1%' : percent.format(value);

export const score = value => (known(value) ? value.toFixed(3) : none);

export const weight = value => (!known(value) ? none : value > 0 && value < 0.01 ? '<0.01' : value.toFixed(2));

/** The two largest units: 2 d 4 h, 35 min, 1.25 s. */
export function duration(seconds) {
  if (!known(seconds)) {
    return none;
  }
  if (seconds < 60) {
    return `${number(seconds)} s`;
  }
  const parts = [
    [Math.floor(seconds / 86400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [Math.floor(seconds) % 60, 's'],
  ];
  const first = parts.findIndex(([size]) => size > 0);
  return parts
    .slice(first, first + 2)
    .filter(([size]) => size > 0)
    .map(([size, unit]) => `${count(size)} ${unit}`)
    .join(' ');
}

/** A value in the unit that the API names. */
export function measured(value, unit) {
  switch (unit?.replace(/^[A-Z]/, letter => letter.toLowerCase())) {
    case 'bytes':
      return bytes(value);
    case 'share':
      return share(value);
    case 'bits':
      return `${number(value)} bits`;
    case 'seconds':
      return duration(value);
    case 'logSeconds':
      return duration(2 ** Math.min(Math.max(value, 0), 40) - 1);
    case undefined:
    case '':
    case 'number':
    case 'count':
      return number(value);
    default:
      return `${number(value)} ${unit}`;
  }
}
