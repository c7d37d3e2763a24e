using System.Numerics;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>$bitsAllSet, $bitsAllClear, $bitsAnySet, $bitsAnyClear on whole numbers (sign-extended two's complement) and binary data.</summary>
internal sealed class BitsPredicate(BigInteger mask, bool all, bool set) : ValuePredicate
{
    public override bool Test(BsonValue? value, MatchContext? context)
    {
        BigInteger bits;
        if (value is BsonBinaryData binary)
        {
            bits = new BigInteger(binary.Bytes, isUnsigned: true);
        }
        else if (BsonNumber.TryToInt64(value, out var number))
        {
            bits = number;
        }
        else
        {
            return false;
        }

        var found = mask & (set ? bits : ~bits);
        return all ? found == mask : !found.IsZero;
    }
}
