using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using Lab.Engines.MongoDB.Query.Values;

namespace Lab.Engines.MongoDB.Storage.Keys;

/// <summary>
/// A decimal of up to 34 digits in <see cref="Length"/> bytes that compare like it: a byte for the sign, the power of ten of the first digit
/// (2 bytes, moved to be positive), the digits; of a negative number all bits after the sign are inverted.
/// </summary>
internal static class DecimalKey
{
    private const int Digits = 34;
    private const int Bias = 16_384;

    public const int Length = 3 + Digits;

    /// <param name="number">A number other than zero.</param>
    /// <param name="target">Where <see cref="Length"/> bytes are written.</param>
    public static void Write(BigDecimal number, Span<byte> target)
    {
        var negative = number.Coefficient.Sign < 0;
        var digits = BigInteger.Abs(number.Coefficient).ToString(CultureInfo.InvariantCulture);
        target[0] = negative ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteUInt16BigEndian(target[1..], (ushort)(digits.Length + number.Exponent + Bias));
        for (var i = 0; i < Digits; i++)
        {
            target[3 + i] = (byte)(i < digits.Length ? digits[i] : '0');
        }

        if (negative)
        {
            foreach (ref var item in target[1..Length])
            {
                item = (byte)~item;
            }
        }
    }
}
