using System.Globalization;
using System.Text.RegularExpressions;

namespace Lab.Model.Values;

/// <summary>A length of time as people declare it: months and years follow the calendar.</summary>
/// <param name="Count">How many units, at least 1.</param>
/// <param name="Unit">The unit.</param>
public readonly partial record struct Period(int Count, PeriodUnit Unit)
{
    /// <summary>How a period is written, for error messages.</summary>
    public const string Form = "a period such as \"15 minutes\", \"4 hours\", \"7 days\", \"2 weeks\", \"1 month\" or \"1 year\"";

    /// <summary>The shortest time that the period can be: a month counts 28 days, a year 365.</summary>
    public TimeSpan AtLeast => Unit switch
    {
        PeriodUnit.Minute => TimeSpan.FromMinutes(Count),
        PeriodUnit.Hour => TimeSpan.FromHours(Count),
        PeriodUnit.Day => TimeSpan.FromDays(Count),
        PeriodUnit.Week => TimeSpan.FromDays(7L * Count),
        PeriodUnit.Month => TimeSpan.FromDays(28L * Count),
        _ => TimeSpan.FromDays(365L * Count),
    };

    /// <summary>Whether the period is the same length whenever it starts: true up to weeks.</summary>
    public bool IsFixed => Unit <= PeriodUnit.Week;

    /// <summary>The moment that lies one period before another.</summary>
    /// <param name="moment">The later moment, in the time zone whose calendar counts.</param>
    /// <returns>The earlier moment; never before the calendar's first day.</returns>
    public DateTimeOffset Before(DateTimeOffset moment)
    {
        try
        {
            return Unit switch
            {
                PeriodUnit.Month => moment.AddMonths(-Count),
                PeriodUnit.Year => moment.AddYears(-Count),
                _ => moment - AtLeast,
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            return DateTimeOffset.MinValue;
        }
    }

    /// <summary>Reads a period as <see cref="Form"/> says.</summary>
    /// <param name="text">The text.</param>
    /// <param name="period">The period, where the text is one.</param>
    /// <returns>Whether the text is a period.</returns>
    public static bool TryParse(string? text, out Period period)
    {
        period = default;
        if (text is null || Pattern().Match(text) is not { Success: true } match)
        {
            return false;
        }

        period = new Period(
            int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture),
            Enum.Parse<PeriodUnit>(match.Groups["unit"].Value, ignoreCase: true));
        return true;
    }

    /// <summary>The period as it is declared, for example <c>7 days</c>.</summary>
    /// <returns>A text that <see cref="TryParse"/> reads.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count} {UnitName}{(Count == 1 ? "" : "s")}");

    private string UnitName => Unit switch
    {
        PeriodUnit.Minute => "minute",
        PeriodUnit.Hour => "hour",
        PeriodUnit.Day => "day",
        PeriodUnit.Week => "week",
        PeriodUnit.Month => "month",
        _ => "year",
    };

    [GeneratedRegex("^(?<count>[1-9][0-9]{0,4}) (?<unit>minute|hour|day|week|month|year)s?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
