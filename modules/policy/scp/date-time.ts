/**
 * A point in time in milliseconds since 1970: an ISO 8601 date as the W3C profile writes it (a year, a month, a day,
 * or a time with its zone), or seconds since 1970. Undefined when it is none of these.
 * @see https://www.w3.org/TR/NOTE-datetime
 */
export function dateTime(text: string): number | undefined {
  // Four digits are a year: the seconds of the first hours of 1970 are no dates that a policy speaks of.
  if (/^\d{5,}(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const match =
    /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/.exec(
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
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // `Date.parse` takes the 31st of every month and moves it.
  if (Number.isNaN(milliseconds) || new Date(milliseconds).getUTCDate() !== Number(day)) return undefined;
  return milliseconds + Number(`0${fraction}`) * 1000 - zoneOffset(zone);
}

function zoneOffset(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
