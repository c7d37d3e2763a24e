using System.Globalization;

namespace Lab.Hosting.Clients.Neo4j;

/// <summary>
/// A temporal value as text (ISO 8601), as the server writes it: Neo4j counts nanoseconds, years of nine digits and months in durations, which .NET's
/// own types do not hold.
/// </summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">Its text.</param>
public sealed record Neo4jTemporal(Neo4jTemporalKind Kind, string Text)
{
    /// <summary>The day of a <see cref="Neo4jTemporalKind.Date"/>.</summary>
    /// <exception cref="InvalidOperationException">It is of another kind.</exception>
    /// <exception cref="FormatException">The day is outside the years 1 to 9999.</exception>
    public DateOnly ToDateOnly() => Kind == Neo4jTemporalKind.Date
        ? DateOnly.ParseExact(Text, "yyyy-MM-dd", CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"A {Kind} is not a day; allowed is Date.");

    /// <summary>The instant of an <see cref="Neo4jTemporalKind.OffsetDateTime"/> or a <see cref="Neo4jTemporalKind.ZonedDateTime"/>, cut to 100 ns.</summary>
    /// <exception cref="InvalidOperationException">It is of another kind.</exception>
    /// <exception cref="FormatException">The instant is outside the years 1 to 9999.</exception>
    public DateTimeOffset ToDateTimeOffset()
    {
        if (Kind is not (Neo4jTemporalKind.OffsetDateTime or Neo4jTemporalKind.ZonedDateTime))
        {
            throw new InvalidOperationException($"A {Kind} is not an instant; allowed are OffsetDateTime and ZonedDateTime.");
        }

        var text = Text.Split('[')[0];
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            var end = text.AsSpan(point + 1).IndexOfAnyExceptInRange('0', '9');
            var digits = end < 0 ? text.Length - point - 1 : end;
            text = digits > 7 ? text.Remove(point + 8, digits - 7) : text;
        }

        return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }
}
