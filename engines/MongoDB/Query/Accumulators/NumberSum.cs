using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Accumulators;

/// <summary>A sum over the numeric types: whole numbers and decimals exactly, doubles with Neumaier's compensation.</summary>
internal sealed class NumberSum
{
    private Int128 _whole;
    private double _double;
    private double _compensation;
    private BigDecimal _decimal;
    private bool _longs;
    private bool _doubles;
    private bool _decimals;

    public long Count { get; private set; }

    public void Add(BsonValue? value)
    {
        switch (value)
        {
            case BsonInt32 number:
                _whole += number.Value;
                break;
            case BsonInt64 number:
                _whole += number.Value;
                _longs = true;
                break;
            case BsonDouble number:
                _doubles = true;
                AddDouble(number.Value);
                break;
            case BsonDecimal128 number:
                _decimals = true;
                AddDecimal(number);
                break;
            default:
                return;
        }

        Count++;
    }

    public BsonValue Total()
    {
        if (_decimals)
        {
            return AsDecimal();
        }

        if (_doubles)
        {
            return (double)_whole + AsDouble();
        }

        return _whole < long.MinValue || _whole > long.MaxValue ? (double)_whole
            : _longs || _whole < int.MinValue || _whole > int.MaxValue ? new BsonInt64((long)_whole)
            : new BsonInt32((int)_whole);
    }

    public BsonValue Average() =>
        Count == 0 ? BsonNull.Value
        : _decimals ? BsonArithmetic.Divide(AsDecimal(), new BsonInt64(Count))
        : new BsonDouble(((double)_whole + AsDouble()) / Count);

    private void AddDouble(double value)
    {
        var sum = _double + value;
        _compensation += Math.Abs(_double) >= Math.Abs(value) ? _double - sum + value : value - sum + _double;
        _double = sum;
    }

    private void AddDecimal(BsonDecimal128 number)
    {
        if (BsonNumber.IsFinite(number))
        {
            // Rounded as it goes, so that the digits do not grow with the number of values.
            _decimal = BigDecimal.From((_decimal + BigDecimal.From(number.Value)).ToDecimal128());
        }
        else
        {
            AddDouble(BsonNumber.ToDouble(number));
        }
    }

    /// <summary>Without the compensation where it is no number, as it is beside an infinity.</summary>
    private double AsDouble() => double.IsFinite(_double) ? _double + _compensation : _double;

    private BsonDecimal128 AsDecimal()
    {
        var doubles = AsDouble();
        return double.IsFinite(doubles)
            ? new BsonDecimal128(((_doubles ? _decimal + BigDecimal.FromDouble(doubles) : _decimal) + new BigDecimal((System.Numerics.BigInteger)_whole, 0)).ToDecimal128())
            : BsonArithmetic.AsDecimal(doubles);
    }
}
