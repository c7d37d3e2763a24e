using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>$gt, $gte, $lt, $lte: only values of the operand's kind are compared, unless the operand is MinKey or MaxKey.</summary>
internal sealed class OrderPredicate(BsonValue operand, bool greater, bool orEqual) : ValuePredicate
{
    private readonly int _rank = BsonOrder.Rank(operand);
    private readonly bool _isNaN = BsonNumber.IsNaN(operand);
    private readonly bool _isEnd = operand is BsonMinKey or BsonMaxKey;

    public override bool Test(BsonValue? value, MatchContext? context)
    {
        if (value is null or BsonUndefined && !_isEnd)
        {
            return orEqual && operand is BsonNull;
        }

        if (_isEnd)
        {
            return Holds(BsonOrder.Instance.Compare(value, operand));
        }

        if (BsonOrder.Rank(value) != _rank)
        {
            return false;
        }

        // NaN is neither less nor greater than a number, only equal to itself.
        return _isNaN || BsonNumber.IsNaN(value!)
            ? orEqual && BsonNumber.Compare(value!, operand) == 0
            : Holds(BsonOrder.Instance.Compare(value, operand));
    }

    private bool Holds(int order) => order == 0 ? orEqual : order > 0 == greater;
}
