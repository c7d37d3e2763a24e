namespace Lab.Hosting.Clients.Neo4j;

/// <summary>The kinds of temporal values.</summary>
public enum Neo4jTemporalKind
{
    /// <summary>A day: <c>2026-11-24</c>.</summary>
    Date,

    /// <summary>A time of day with an offset: <c>10:11:12.123456789+01:00</c>.</summary>
    Time,

    /// <summary>A time of day: <c>10:11:12</c>.</summary>
    LocalTime,

    /// <summary>An instant with an offset: <c>2026-11-24T10:11:12+01:00</c>.</summary>
    OffsetDateTime,

    /// <summary>An instant with a zone: <c>2026-11-24T10:11:12+01:00[Europe/Berlin]</c>.</summary>
    ZonedDateTime,

    /// <summary>A day and a time of day: <c>2026-11-24T10:11:12</c>.</summary>
    LocalDateTime,

    /// <summary>Months, days, seconds and nanoseconds: <c>P1Y2M3DT4H5M6.5S</c>.</summary>
    Duration,
}
