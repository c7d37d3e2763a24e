using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Expressions;

/// <summary><c>"$$name"</c> or <c>"$$name.path"</c>: a variable, or what lies under it.</summary>
internal sealed class VariableExpression : Expression
{
    private readonly FieldPath _path;
    private readonly Func<Evaluation, BsonValue?> _read;

    private VariableExpression(FieldPath path, Func<Evaluation, BsonValue?> read)
    {
        _path = path;
        _read = read;
    }

    /// <param name="text">What follows the two dollar signs.</param>
    /// <param name="scope">The variables in sight.</param>
    public static Expression Parse(string text, ParseScope scope)
    {
        var path = FieldPath.ParseStrict(text);
        var name = path.Parts[0];
        return new VariableExpression(path, name switch
        {
            "ROOT" or "CURRENT" => evaluation => evaluation.Root,
            "NOW" => evaluation => evaluation.Now,
            "REMOVE" => _ => null,
            "CLUSTER_TIME" or "USER_ROLES" or "SEARCH_META" or "JS_CONST" or "IS_MR" or "DESCEND" or "PRUNE" or "KEEP" =>
                throw CommandException.NotSupported("the variable $$" + name),
            _ => Slot(scope.SlotOf(name)),
        });
    }

    public override BsonValue? Evaluate(Evaluation evaluation) => FieldExpression.Get(_read(evaluation), _path, 1);

    private static Func<Evaluation, BsonValue?> Slot(int slot) => evaluation => evaluation[slot];
}
