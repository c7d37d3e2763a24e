using Lab.Engines.MongoDB.Errors;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>What an expression sees while it is evaluated: the document, the time, and the variables in their slots. One per thread of work.</summary>
internal sealed class Evaluation
{
    private readonly DateTime? _now;
    private readonly BsonValue?[] _slots;

    /// <param name="variables">How many slots the parsed expressions use.</param>
    /// <param name="now">The time of the command, UTC; null where $$NOW is not to be had.</param>
    public Evaluation(int variables, DateTime? now)
        : this(new BsonValue?[variables], now)
    {
    }

    private Evaluation(BsonValue?[] slots, DateTime? now)
    {
        _slots = slots;
        _now = now;
    }

    /// <summary>The document that $$ROOT and field paths mean.</summary>
    public BsonDocument Root { get; set; } = [];

    public BsonValue Now => _now is { } now
        ? new BsonDateTime(now)
        : throw CommandException.Location(51144, "Builtin variable '$$NOW' is not available");

    public BsonValue? this[int slot]
    {
        get => _slots[slot];
        set => _slots[slot] = value;
    }

    /// <summary>An evaluation of its own, for a pipeline inside a pipeline, that begins with these variables.</summary>
    public Evaluation Fork() => new((BsonValue?[])_slots.Clone(), _now) { Root = Root };
}
