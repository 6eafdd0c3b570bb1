/**
 * A date as milliseconds since 1970. Reads an ISO 8601 date in the W3C profile (a year, a month, a day, or a time with
 * its zone), or seconds since 1970. Undefined when the text is none of these.
 * @see https://www.w3.org/TR/NOTE-datetime
 */
export function dateTime(text: string): number | undefined {
  // Four digits are a year, not seconds: no policy compares with the first hours of 1970.
  const [, seconds, part = ''] = /^(\d{5,})(?:\.(\d+))?$/.exec(text) ?? [];
  if (seconds !== undefined) return Number(seconds) * 1000 + milliseconds(part);
  const match =
    /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/.exec(
      text,
    );
  if (match === null) return undefined;
  const [
    ,
    year = '',
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    fraction = '',
    zone = 'Z',
  ] = match;
  const start = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // `Date.parse` accepts the 31st of every month and moves it.
  if (Number.isNaN(start) || new Date(start).getUTCDate() !== Number(day)) return undefined;
  return start + milliseconds(fraction) - zoneOffset(zone);
}

/** AWS cuts fractions of a second to milliseconds before it compares dates (captured answer, 2026-09-13). */
function milliseconds(fraction: string): number {
  return Number(fraction.slice(0, 3).padEnd(3, '0'));
}

function zoneOffset(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
