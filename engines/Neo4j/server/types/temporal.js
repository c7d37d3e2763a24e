// @ts-check
// Temporal values and their ISO 8601 text, as https://neo4j.com/docs/cypher-manual/5/values-and-types/temporal/ writes them.
import { DateTime, Duration, LocalDate, Time } from './values.js';

const SECONDS_OF_DAY = 86400n;
const BILLION = 1_000_000_000n;
const DATE = /^([+-]?\d{4,9})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?)?$/;
const DURATION = /^(-?)P(?:(-?\d+)Y)?(?:(-?\d+)M)?(?:(-?\d+)W)?(?:(-?\d+)D)?(?:T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?)(\d+)(?:[.,](\d{1,9}))?S)?)?$/;

/** @param {string} text @returns {LocalDate | Time | DateTime | Duration | null} whichever it is: no two of them are written alike. */
export const parseTemporal = (text) => parseDate(text) ?? parseDateTime(text) ?? parseTime(text) ?? parseDuration(text);

/** @param {string} text @returns {LocalDate | null} null when it is no date. */
export function parseDate(text) {
  const parts = DATE.exec(text);
  if (!parts) {
    return null;
  }

  const date = new Date(0);
  date.setUTCFullYear(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return date.getUTCMonth() === Number(parts[2]) - 1 && date.getUTCDate() === Number(parts[3])
    ? new LocalDate(BigInt(Math.floor(date.getTime() / 86_400_000)))
    : null;
}

/** @param {string} text @returns {Time | null} null when it is no time. */
export function parseTime(text) {
  const parts = TIME.exec(text);
  if (!parts || Number(parts[1]) > 23 || Number(parts[2]) > 59 || Number(parts[3] ?? 0) > 59) {
    return null;
  }

  const seconds = BigInt(Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3] ?? 0));
  return new Time(seconds * BILLION + BigInt((parts[4] ?? '').padEnd(9, '0')), parts[5] === undefined ? null : offsetOf(parts[5]));
}

/** @param {string} text @returns {DateTime | null} null when it is no date with a time. */
export function parseDateTime(text) {
  const match = /^(.*?)(?:\[(.+)\])?$/.exec(text);
  const [day, clock] = (match?.[1] ?? '').split('T');
  const date = parseDate(day ?? '');
  const time = clock === undefined ? null : parseTime(clock);
  return date && time
    ? new DateTime(date.days * SECONDS_OF_DAY + time.nanoseconds / BILLION, Number(time.nanoseconds % BILLION), time.offset, match?.[2] ?? null)
    : null;
}

/** @param {string} text @returns {Duration | null} null when it is no duration. */
export function parseDuration(text) {
  const parts = DURATION.exec(text);
  if (!parts || text.length < 3) {
    return null;
  }

  const sign = parts[1] ? -1n : 1n;
  const number = (/** @type {number} */ index) => sign * BigInt(parts[index] ?? 0);
  const fraction = BigInt((parts[10] ?? '').padEnd(9, '0'));
  let nanoseconds = (BigInt(parts[9] ?? 0) * BILLION + fraction) * sign * (parts[8] ? -1n : 1n);
  nanoseconds += (number(6) * 3600n + number(7) * 60n) * BILLION;
  return durationOf(number(2) * 12n + number(3), number(4) * 7n + number(5), nanoseconds);
}

/** @param {bigint} months @param {bigint} days @param {bigint} nanoseconds any number @returns {Duration} with nanoseconds from 0 to 999,999,999. */
export function durationOf(months, days, nanoseconds) {
  const rest = ((nanoseconds % BILLION) + BILLION) % BILLION;
  return new Duration(months, days, (nanoseconds - rest) / BILLION, Number(rest));
}

/** @param {LocalDate | Time | DateTime | Duration} value @returns {string} */
export function formatTemporal(value) {
  if (value instanceof LocalDate) {
    return formatDays(value.days);
  }

  if (value instanceof Time) {
    return formatClock(value.nanoseconds) + (value.offset === null ? '' : formatOffset(value.offset));
  }

  if (value instanceof DateTime) {
    const inDay = ((value.seconds % SECONDS_OF_DAY) + SECONDS_OF_DAY) % SECONDS_OF_DAY;
    return formatDays((value.seconds - inDay) / SECONDS_OF_DAY) + 'T' + formatClock(inDay * BILLION + BigInt(value.nanoseconds))
      + (value.offset === null ? '' : formatOffset(value.offset)) + (value.zone ? `[${value.zone}]` : '');
  }

  return formatDuration(value);
}

/** @param {Duration} value @returns {string} */
function formatDuration(value) {
  const part = (/** @type {bigint} */ amount, /** @type {string} */ unit) => (amount === 0n ? '' : `${amount}${unit}`);
  const total = value.seconds * BILLION + BigInt(value.nanoseconds);
  const whole = total / BILLION;
  const fraction = total % BILLION;
  const digits = (fraction < 0n ? -fraction : fraction).toString().padStart(9, '0').replace(/0+$/, '');
  const seconds = whole % 60n;
  const rest = seconds === 0n && fraction === 0n ? '' : `${total < 0n && seconds === 0n ? '-' : ''}${seconds}${digits ? '.' + digits : ''}S`;
  const clock = part(whole / 3600n, 'H') + part((whole / 60n) % 60n, 'M') + rest;
  const text = part(value.months / 12n, 'Y') + part(value.months % 12n, 'M') + part(value.days, 'D') + (clock ? 'T' + clock : '');
  return text ? 'P' + text : 'PT0S';
}

/** @param {bigint} days @returns {string} */
function formatDays(days) {
  const date = new Date(Number(days) * 86_400_000);
  const year = date.getUTCFullYear();
  const digits = Math.abs(year).toString().padStart(4, '0');
  const two = (/** @type {number} */ n) => n.toString().padStart(2, '0');
  return `${year < 0 ? '-' : year > 9999 ? '+' : ''}${digits}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

/** @param {bigint} nanoseconds @returns {string} */
function formatClock(nanoseconds) {
  const seconds = Number(nanoseconds / BILLION);
  const fraction = (nanoseconds % BILLION).toString().padStart(9, '0').replace(/0+$/, '');
  const two = (/** @type {number} */ n) => n.toString().padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${fraction ? '.' + fraction : ''}`;
}

/** @param {number} offset @returns {string} */
function formatOffset(offset) {
  if (offset === 0) {
    return 'Z';
  }

  const size = Math.abs(offset);
  const two = (/** @type {number} */ n) => n.toString().padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}${size % 60 ? ':' + two(size % 60) : ''}`;
}

/** @param {string} text @returns {number} seconds */
function offsetOf(text) {
  if (text === 'Z') {
    return 0;
  }

  const digits = text.slice(1).replace(/:/g, '').padEnd(6, '0');
  return (text[0] === '-' ? -1 : 1) * (Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2, 4)) * 60 + Number(digits.slice(4, 6)));
}
