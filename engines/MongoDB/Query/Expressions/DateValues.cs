using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>The arguments of date operators.</summary>
internal static class DateValues
{
    /// <exception cref="CommandException">16006: the value is no date, timestamp or object id.</exception>
    public static DateTime DateOf(BsonValue value) => DateFormat.FromMilliseconds(value switch
    {
        BsonDateTime date => date.MillisecondsSinceEpoch,
        BsonTimestamp stamp => (uint)stamp.Timestamp * 1000L,
        BsonObjectId id => new BsonDateTime(id.Value.CreationTime).MillisecondsSinceEpoch,
        _ => throw CommandException.Location(16006, $"can't convert from BSON type {BsonTypes.Name(value)} to Date"),
    });

    /// <summary>The zone named, UTC when there is no argument, null when the name is null.</summary>
    /// <exception cref="CommandException">40517: the name is no string.</exception>
    public static TimeZoneOffset? ZoneOf(NamedArguments arguments, Evaluation evaluation)
    {
        if (!arguments.Has("timezone"))
        {
            return TimeZoneOffset.Utc;
        }

        var name = arguments.Required("timezone").Evaluate(evaluation);
        return BsonTypes.IsNullish(name) ? null
            : TimeZoneOffset.Parse((name as BsonString)?.Value ?? throw CommandException.Location(40517, $"timezone must evaluate to a string, found {BsonTypes.Name(name)}"));
    }

    /// <exception cref="CommandException">The argument is no day's name.</exception>
    public static DayOfWeek FirstDayOf(NamedArguments arguments, Evaluation evaluation)
    {
        var name = arguments.Optional("startOfWeek", "sunday").Evaluate(evaluation);
        return (name as BsonString)?.Value.ToUpperInvariant() switch
        {
            "SUN" or "SUNDAY" => DayOfWeek.Sunday,
            "MON" or "MONDAY" => DayOfWeek.Monday,
            "TUE" or "TUESDAY" => DayOfWeek.Tuesday,
            "WED" or "WEDNESDAY" => DayOfWeek.Wednesday,
            "THU" or "THURSDAY" => DayOfWeek.Thursday,
            "FRI" or "FRIDAY" => DayOfWeek.Friday,
            "SAT" or "SATURDAY" => DayOfWeek.Saturday,
            _ => throw CommandException.Location(5439015, $"startOfWeek must be the name of a day, but is {BsonTexts.Show(name)}"),
        };
    }
}
