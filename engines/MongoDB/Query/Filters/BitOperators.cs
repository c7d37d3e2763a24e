using System.Numerics;
using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>$bitsAllSet, $bitsAllClear, $bitsAnySet, $bitsAnyClear with a mask, binary data or positions of bits.</summary>
internal static class BitOperators
{
    /// <summary>Bits beyond this are not told apart from the sign: a mask may not be larger in memory than a document is.</summary>
    private const int MaxPosition = 8 * 16 * 1024 * 1024;

    public static FilterOperator[] All { get; } =
    [
        Of("$bitsAllSet", all: true, set: true),
        Of("$bitsAllClear", all: true, set: false),
        Of("$bitsAnySet", all: false, set: true),
        Of("$bitsAnyClear", all: false, set: false),
    ];

    private static FilterOperator Of(string name, bool all, bool set) =>
        new(name, operand => OperatorTerm.Of(new BitsPredicate(MaskOf(name, operand), all, set)));

    private static BigInteger MaskOf(string name, BsonValue operand)
    {
        switch (operand)
        {
            case BsonArray positions:
                int[] bits = [.. positions.Select(position => PositionOf(name, position))];
                var mask = new byte[(bits.DefaultIfEmpty().Max() / 8) + 1];
                foreach (var bit in bits)
                {
                    mask[bit / 8] |= (byte)(1 << (bit % 8));
                }

                return new BigInteger(mask, isUnsigned: true);
            case BsonBinaryData binary:
                return new BigInteger(binary.Bytes, isUnsigned: true);
            default:
                if (!BsonNumber.Is(operand))
                {
                    throw new CommandException(ErrorCode.BadValue, $"{name} takes an Array, a number, or a BinData but received: {BsonTexts.Show(operand)}");
                }

                return BsonNumber.TryToInt64(operand, out var number) && number >= 0
                    ? number
                    : throw new CommandException(ErrorCode.FailedToParse, $"Expected a non-negative integer in: {name}: {BsonTexts.Show(operand)}");
        }
    }

    private static int PositionOf(string name, BsonValue position)
    {
        if (!BsonNumber.TryToInt32(position, out var bit) || bit < 0)
        {
            throw new CommandException(ErrorCode.FailedToParse, $"bit positions of {name} must be integers >= 0 but got: {BsonTexts.Show(position)}");
        }

        // A number of 64 bits is sign-extended, so that every position beyond it says the same.
        return Math.Min(bit, MaxPosition);
    }
}
