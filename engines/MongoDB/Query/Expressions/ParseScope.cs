using Lab.Engines.MongoDB.Errors;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary>The variables that are in sight where an expression is parsed. Slots are numbered through one parsed whole.</summary>
internal sealed class ParseScope
{
    private readonly Counter _counter;
    private readonly ParseScope? _outer;
    private readonly string? _name;
    private readonly int _slot;

    public ParseScope()
        : this(new Counter(), null, null, -1)
    {
    }

    private ParseScope(Counter counter, ParseScope? outer, string? name, int slot)
    {
        _counter = counter;
        _outer = outer;
        _name = name;
        _slot = slot;
    }

    /// <summary>How many slots an <see cref="Evaluation"/> of what was parsed needs.</summary>
    public int Variables => _counter.Value;

    /// <summary>Whether something parsed so far is evaluated, so that a filter needs an <see cref="Evaluation"/>.</summary>
    public bool NeedsEvaluation { get => _counter.NeedsEvaluation; set => _counter.NeedsEvaluation = value; }

    /// <summary>A scope with one variable more.</summary>
    /// <exception cref="CommandException">The name is none for a user's variable.</exception>
    public ParseScope Declare(string name, out int slot)
    {
        if (name.Length == 0)
        {
            throw new CommandException(ErrorCode.FailedToParse, "empty variable names are not allowed");
        }

        if (name[0] is not (>= 'a' and <= 'z') and < '\x80')
        {
            throw new CommandException(ErrorCode.FailedToParse, $"'{name}' starts with an invalid character for a user variable name");
        }

        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_' && c < '\x80')
            {
                throw new CommandException(ErrorCode.FailedToParse, $"'{name}' contains an invalid character for a variable name: '{c}'");
            }
        }

        slot = _counter.Value++;
        return new ParseScope(_counter, this, name, slot);
    }

    /// <summary>A scope with a command's <c>let</c>; <paramref name="bind"/> sets the values in an evaluation.</summary>
    public ParseScope DeclareAll(BsonDocument? let, out Action<Evaluation> bind)
    {
        var scope = this;
        var bound = new List<(int Slot, Expression Value)>();
        foreach (var element in let ?? [])
        {
            var value = Expression.Parse(element.Value, this);
            scope = scope.Declare(element.Name, out var slot);
            bound.Add((slot, value));
        }

        bind = evaluation =>
        {
            foreach (var (slot, value) in bound)
            {
                evaluation[slot] = value.Evaluate(evaluation);
            }
        };
        return scope;
    }

    /// <exception cref="CommandException">17276: no such variable.</exception>
    public int SlotOf(string name)
    {
        for (var scope = this; scope is not null; scope = scope._outer)
        {
            if (scope._name == name)
            {
                return scope._slot;
            }
        }

        throw CommandException.Location(17276, $"Use of undefined variable: {name}");
    }

    private sealed class Counter
    {
        public int Value { get; set; }

        public bool NeedsEvaluation { get; set; }
    }
}
