// @ts-check
// Values as both protocols know them. An integer is a bigint and a float a number: that is how the two stay apart.

export class Node {
  /** @param {bigint} id @param {string[]} labels @param {Map<string, any>} properties */
  constructor(id, labels, properties) {
    this.id = id;
    this.elementId = `n:${id}`;
    this.labels = labels;
    this.properties = properties;
  }
}

export class Relationship {
  /** @param {bigint} id @param {bigint} start @param {bigint} end @param {string} type @param {Map<string, any>} properties */
  constructor(id, start, end, type, properties) {
    this.id = id;
    this.elementId = `e:${id}`;
    this.start = start;
    this.end = end;
    this.type = type;
    this.properties = properties;
  }
}

export class Path {
  /** @param {Node[]} nodes @param {Relationship[]} relationships one fewer than nodes */
  constructor(nodes, relationships) {
    this.nodes = nodes;
    this.relationships = relationships;
  }
}

/** A point: its reference system (SRID) and two or three coordinates. */
export class Point {
  /** @param {number} srid @param {number[]} coordinates */
  constructor(srid, coordinates) {
    this.srid = srid;
    this.coordinates = coordinates;
  }
}

/** Days since 1970-01-01. */
export class LocalDate {
  /** @param {bigint} days */
  constructor(days) {
    this.days = days;
  }
}

/** Nanoseconds since midnight, with an offset in seconds or, without one (null), a local time. */
export class Time {
  /** @param {bigint} nanoseconds @param {number | null} offset */
  constructor(nanoseconds, offset) {
    this.nanoseconds = nanoseconds;
    this.offset = offset;
  }
}

/** Seconds since 1970-01-01T00:00 of the local clock, with an offset in seconds, a zone's name, or neither: a local date and time. */
export class DateTime {
  /** @param {bigint} seconds @param {number} nanoseconds @param {number | null} offset @param {string | null} [zone] */
  constructor(seconds, nanoseconds, offset, zone = null) {
    this.seconds = seconds;
    this.nanoseconds = nanoseconds;
    this.offset = offset;
    this.zone = zone;
  }
}

export class Duration {
  /** @param {bigint} months @param {bigint} days @param {bigint} seconds @param {number} nanoseconds */
  constructor(months, days, seconds, nanoseconds) {
    this.months = months;
    this.days = days;
    this.seconds = seconds;
    this.nanoseconds = nanoseconds;
  }
}
