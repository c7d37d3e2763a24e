using System.Globalization;
using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>$year and the other parts of a date, $dateToParts, $dateFromParts.</summary>
internal static class DatePartOperators
{
    private static readonly string[] DayParts = ["year", "month", "day"];
    private static readonly string[] IsoDayParts = ["isoWeekYear", "isoWeek", "isoDayOfWeek"];
    private static readonly string[] TimeParts = ["hour", "minute", "second", "millisecond"];

    public static ExpressionOperator[] All { get; } =
    [
        Part("$year", d => d.Year),
        Part("$month", d => d.Month),
        Part("$dayOfMonth", d => d.Day),
        Part("$dayOfYear", d => d.DayOfYear),
        Part("$dayOfWeek", d => (int)d.DayOfWeek + 1),
        Part("$hour", d => d.Hour),
        Part("$minute", d => d.Minute),
        Part("$second", d => d.Second),
        Part("$millisecond", d => d.Millisecond),
        Part("$week", d => DateFormat.Week(d)),
        Part("$isoWeek", d => ISOWeek.GetWeekOfYear(d)),
        Part("$isoWeekYear", d => (long)ISOWeek.GetYear(d)),
        Part("$isoDayOfWeek", d => DateFormat.IsoDay(d)),
        ExpressionOperator.Named("$dateToParts", ["date"], ["timezone", "iso8601"], ToParts),
        ExpressionOperator.Named("$dateFromParts", [], [.. DayParts, .. IsoDayParts, .. TimeParts, "timezone"], FromParts),
    ];

    private static ExpressionOperator Part(string name, Func<DateTime, BsonValue> part) => new(name, (argument, scope) =>
    {
        var arguments = argument is BsonDocument { ElementCount: > 0 } document && !document.GetElement(0).Name.StartsWith('$')
            ? NamedArguments.Parse(name, argument, scope, ["date"], ["timezone"])
            : NamedArguments.Parse(name, new BsonDocument("date", argument is BsonArray { Count: 1 } single ? single[0] : argument), scope, ["date"], []);
        var date = arguments.Required("date");
        return new ComputedExpression(evaluation =>
        {
            var value = date.Evaluate(evaluation);
            return DateValues.ZoneOf(arguments, evaluation) is { } zone && !BsonTypes.IsNullish(value) ? part(zone.ToLocal(DateValues.DateOf(value!))) : BsonNull.Value;
        });
    });

    private static Func<Evaluation, BsonValue?> ToParts(NamedArguments arguments) => evaluation =>
    {
        var value = arguments.Required("date").Evaluate(evaluation);
        var iso = arguments.Optional("iso8601", BsonBoolean.False).Evaluate(evaluation);
        if (BsonTypes.IsNullish(value) || BsonTypes.IsNullish(iso) || DateValues.ZoneOf(arguments, evaluation) is not { } zone)
        {
            return BsonNull.Value;
        }

        var d = zone.ToLocal(DateValues.DateOf(value!));
        var output = (iso as BsonBoolean ?? throw CommandException.Location(40521, $"iso8601 must evaluate to a bool, found {BsonTypes.Name(iso)}")).Value
            ? new BsonDocument { { "isoWeekYear", ISOWeek.GetYear(d) }, { "isoWeek", ISOWeek.GetWeekOfYear(d) }, { "isoDayOfWeek", DateFormat.IsoDay(d) } }
            : new BsonDocument { { "year", d.Year }, { "month", d.Month }, { "day", d.Day } };
        return output.AddRange(new BsonDocument { { "hour", d.Hour }, { "minute", d.Minute }, { "second", d.Second }, { "millisecond", d.Millisecond } });
    };

    private static Func<Evaluation, BsonValue?> FromParts(NamedArguments arguments)
    {
        var iso = arguments.Has("isoWeekYear");
        if (iso == arguments.Has("year"))
        {
            throw CommandException.Location(iso ? 40489 : 40516, "$dateFromParts requires either 'year' or 'isoWeekYear' to be present");
        }

        return evaluation =>
        {
            if (DateValues.ZoneOf(arguments, evaluation) is not { } zone)
            {
                return BsonNull.Value;
            }

            long?[] parts = [.. (iso ? IsoDayParts : DayParts)
                .Concat(TimeParts).Select((name, i) => PartOf(arguments, name, i < 3 ? 1 : 0, evaluation))];
            return Array.TrueForAll(parts, p => p is not null) ? Build([.. parts.Select(p => p!.Value)], iso, zone) : BsonNull.Value;
        };
    }

    private static long? PartOf(NamedArguments arguments, string name, int absent, Evaluation evaluation)
    {
        var value = arguments.Optional(name, absent).Evaluate(evaluation);
        return BsonTypes.IsNullish(value) ? null
            : BsonNumber.TryToInt64(value, out var number) && number is >= short.MinValue and <= short.MaxValue ? number
            : throw CommandException.Location(40515, $"'{name}' must evaluate to an integer of -32768 to 32767, found {BsonTypes.Name(value)} with value {BsonTexts.Show(value)}");
    }

    /// <summary>Parts beyond their range carry over: month 14 is February of the next year.</summary>
    private static BsonDateTime Build(long[] parts, bool iso, TimeZoneOffset zone)
    {
        try
        {
            var day = iso
                ? ISOWeek.ToDateTime((int)parts[0], 1, DayOfWeek.Monday).AddDays((7 * (parts[1] - 1)) + parts[2] - 1)
                : new DateTime((int)parts[0], 1, 1).AddMonths((int)parts[1] - 1).AddDays(parts[2] - 1);
            return new BsonDateTime(zone.ToUtc(day.AddHours(parts[3]).AddMinutes(parts[4]).AddSeconds(parts[5]).AddMilliseconds(parts[6])));
        }
        catch (ArgumentOutOfRangeException)
        {
            throw CommandException.Location(40523, $"'{(iso ? "isoWeekYear" : "year")}' must evaluate to an integer in the range 1 to 9999, found {parts[0]}");
        }
    }
}
