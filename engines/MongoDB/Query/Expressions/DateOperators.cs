using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>$dateToString, $dateFromString, $dateAdd, $dateSubtract, $dateDiff, $dateTrunc.</summary>
internal static class DateOperators
{
    public static ExpressionOperator[] All { get; } =
    [
        ExpressionOperator.Named("$dateToString", ["date"], ["format", "timezone", "onNull"], ToText),
        ExpressionOperator.Named("$dateFromString", ["dateString"], ["format", "timezone", "onError", "onNull"], FromText),
        ExpressionOperator.Named("$dateAdd", ["startDate", "unit", "amount"], ["timezone"], arguments => Add("$dateAdd", arguments, 1)),
        ExpressionOperator.Named("$dateSubtract", ["startDate", "unit", "amount"], ["timezone"], arguments => Add("$dateSubtract", arguments, -1)),
        ExpressionOperator.Named("$dateDiff", ["startDate", "endDate", "unit"], ["timezone", "startOfWeek"], Difference),
        ExpressionOperator.Named("$dateTrunc", ["date", "unit"], ["binSize", "timezone", "startOfWeek"], Truncate),
    ];

    private static Func<Evaluation, BsonValue?> ToText(NamedArguments arguments)
    {
        var (date, onNull) = (arguments.Required("date"), arguments.Optional("onNull", BsonNull.Value));
        return evaluation =>
        {
            var value = date.Evaluate(evaluation);
            if (DateValues.ZoneOf(arguments, evaluation) is not { } zone)
            {
                return BsonNull.Value;
            }

            var format = arguments.Optional("format", zone.IsUtc ? DateFormat.IsoUtc : DateFormat.IsoLocal).Evaluate(evaluation);
            if (BsonTypes.IsNullish(value))
            {
                return onNull.Evaluate(evaluation);
            }

            return BsonTypes.IsNullish(format) ? BsonNull.Value
                : DateFormat.Format(
                    DateValues.DateOf(value!),
                    (format as BsonString)?.Value ?? throw CommandException.Location(18533, $"$dateToString requires that 'format' be a string, found: {BsonTypes.Name(format)} with value {BsonTexts.Show(format)}"),
                    zone);
        };
    }

    private static Func<Evaluation, BsonValue?> FromText(NamedArguments arguments) => evaluation =>
    {
        var value = arguments.Required("dateString").Evaluate(evaluation);
        var zone = DateValues.ZoneOf(arguments, evaluation);
        var format = arguments.Optional("format").Evaluate(evaluation);
        if (BsonTypes.IsNullish(value))
        {
            return arguments.Optional("onNull", BsonNull.Value).Evaluate(evaluation);
        }

        if (zone is null || format is BsonNull or BsonUndefined)
        {
            return BsonNull.Value;
        }

        try
        {
            var text = (value as BsonString)?.Value
                ?? throw new CommandException(ErrorCode.ConversionFailure, $"$dateFromString requires that 'dateString' be a string, found: {BsonTypes.Name(value)} with value {BsonTexts.Show(value)}");
            var pattern = format is null ? null
                : (format as BsonString)?.Value ?? throw CommandException.Location(40684, $"$dateFromString requires that 'format' be a string, found: {BsonTypes.Name(format)}");
            return new BsonDateTime(DateParser.Parse(text, pattern, zone));
        }
        catch (CommandException error) when (error.Code == (int)ErrorCode.ConversionFailure && arguments.Has("onError"))
        {
            return arguments.Required("onError").Evaluate(evaluation);
        }
    };

    private static Func<Evaluation, BsonValue?> Add(string name, NamedArguments arguments, int sign) => evaluation =>
    {
        var (start, unit, amount) = (
            arguments.Required("startDate").Evaluate(evaluation), arguments.Required("unit").Evaluate(evaluation), arguments.Required("amount").Evaluate(evaluation));
        if (BsonTypes.IsNullish(start) || BsonTypes.IsNullish(unit) || BsonTypes.IsNullish(amount) || DateValues.ZoneOf(arguments, evaluation) is not { } zone)
        {
            return BsonNull.Value;
        }

        return BsonNumber.TryToInt64(amount, out var count) && count != long.MinValue
            ? new BsonDateTime(DateUnit.Parse(unit).Add(DateValues.DateOf(start!), sign * count, zone))
            : throw CommandException.Location(5166405, $"{name} expects integer amount of time units");
    };

    private static Func<Evaluation, BsonValue?> Difference(NamedArguments arguments) => evaluation =>
    {
        var (start, end, unit) = (
            arguments.Required("startDate").Evaluate(evaluation), arguments.Required("endDate").Evaluate(evaluation), arguments.Required("unit").Evaluate(evaluation));
        return BsonTypes.IsNullish(start) || BsonTypes.IsNullish(end) || BsonTypes.IsNullish(unit) || DateValues.ZoneOf(arguments, evaluation) is not { } zone
            ? BsonNull.Value
            : new BsonInt64(DateUnit.Parse(unit).Difference(DateValues.DateOf(start!), DateValues.DateOf(end!), zone, DateValues.FirstDayOf(arguments, evaluation)));
    };

    private static Func<Evaluation, BsonValue?> Truncate(NamedArguments arguments) => evaluation =>
    {
        var (date, unit, size) = (
            arguments.Required("date").Evaluate(evaluation), arguments.Required("unit").Evaluate(evaluation), arguments.Optional("binSize", 1).Evaluate(evaluation));
        if (BsonTypes.IsNullish(date) || BsonTypes.IsNullish(unit) || BsonTypes.IsNullish(size) || DateValues.ZoneOf(arguments, evaluation) is not { } zone)
        {
            return BsonNull.Value;
        }

        return BsonNumber.TryToInt64(size, out var count) && count > 0
            ? new BsonDateTime(DateUnit.Parse(unit).Truncate(DateValues.DateOf(date!), count, zone, DateValues.FirstDayOf(arguments, evaluation)))
            : throw CommandException.Location(5439017, $"$dateTrunc requires 'binSize' to be a 64-bit integer greater than 0, but got value {BsonTexts.Show(size)}");
    };
}
